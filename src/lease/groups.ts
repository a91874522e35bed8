// Merge groups as one process has seen them: the stack that the names of their refs describe.
//
// Anyone who can write can push such a name, so the stack serves order and readiness and proves nothing. A name says
// what the group sits on by the commit below it; where several of a stack name the same one, the names tell nothing.
import { neighboursIn, reachable } from './containment.ts';
import { grouped } from './grouped.ts';
import type { BranchName, Ref, Sha } from './identifiers.ts';

/** How many heads below its own a request names: the nearest. */
export const STACK_KEPT = 100;

/** One merge group that is being built. */
export interface MergeGroup extends Omit<GroupName, 'base'> {
  /** Full ref: `refs/heads/gh-readonly-queue/main/pr-12-<sha>`. */
  readonly ref: Ref;
  readonly head: Sha;
}

/** What the name of a merge group's ref says. */
export interface GroupName {
  readonly base: BranchName;
  readonly pullRequest: number;
  /** The commit that the group sits on. */
  readonly parent: Sha;
}

/** Reads the full name of a ref; `null` where it is not that of a merge group. */
export function groupNamed(ref: string): GroupName | null {
  const match = /^refs\/heads\/gh-readonly-queue\/(.+)\/pr-(\d{1,10})-([0-9a-f]{40,64})$/.exec(ref);
  return match === null ? null : { base: match[1]!, pullRequest: Number(match[2]), parent: match[3]! };
}

/**
 * Whether the names tell the stack of a commit: of the groups that names connect with it, no two sit on the same commit.
 * Others, such as those that GitHub has left behind, say nothing of it.
 */
export function isStackKnown(groups: readonly MergeGroup[], head: Sha): boolean {
  const ways = groups.flatMap(({ head: at, parent }) => [[at, parent] as const, [parent, at] as const]);
  const commits = reachable(neighboursIn(ways), head);
  const connected = groups.filter((group) => commits.has(group.head));
  return new Set(connected.map(({ parent }) => parent)).size === connected.length;
}

/** The groups stacked on `head`, directly or not. */
export function above(groups: readonly MergeGroup[], head: Sha): MergeGroup[] {
  const on = grouped(groups, ({ parent }) => parent);
  const ways = groups.map((group) => [group.parent, group.head] as const);
  const commits = new Set([head, ...reachable(neighboursIn(ways), head)]);
  return [...commits].flatMap((commit) => on.get(commit) ?? []).filter((group) => group.head !== head);
}

/**
 * The groups that a commit sits on, lowest first, `head` itself included where it is a group. Where the stack is not
 * known, that group alone.
 */
export function stackOf(groups: readonly MergeGroup[], head: Sha): MergeGroup[] {
  const own = groups.find((group) => group.head === head);
  if (own === undefined) return [];
  if (!isStackKnown(groups, head)) return [own];
  // Of two with the same head the first one counts.
  const byHead = new Map(groups.toReversed().map((group) => [group.head, group]));
  const stack = new Set<MergeGroup>();
  for (let at: MergeGroup | undefined = own; at !== undefined && !stack.has(at);) {
    stack.add(at);
    at = byHead.get(at.parent);
  }
  return [...stack].toReversed();
}

/** Heads of the groups below `head`, lowest first, the nearest ones only: what a registration says of its stack. */
export function stackBelow(groups: readonly MergeGroup[], head: Sha): Sha[] {
  return stackOf(groups, head)
    .map((group) => group.head)
    .filter((each) => each !== head)
    .slice(-STACK_KEPT);
}
