// Merge groups as one process has seen them: the stack that the names of their refs describe.
//
// Anyone who can write can push such a name, so the stack serves order and readiness and proves nothing.

/** One merge group that is being built. */
export interface MergeGroup {
  /** Full ref: `refs/heads/gh-readonly-queue/main/pr-12-<sha>`. */
  readonly ref: string;
  readonly head: string;
  /** The commit it sits on, by its name. */
  readonly parent: string;
  readonly pullRequest: number;
}

/** The groups stacked on `head`, directly or not. */
export function above(groups: readonly MergeGroup[], head: string): MergeGroup[] {
  const found = new Set<MergeGroup>();
  const heads = [head];
  for (let at = heads.pop(); at !== undefined; at = heads.pop()) {
    for (const group of groups) {
      if (group.parent !== at || group.head === head || found.has(group)) continue;
      found.add(group);
      heads.push(group.head);
    }
  }
  return [...found];
}

/** The groups that a commit sits on, lowest first, `head` itself included where it is a group. */
export function stackOf(groups: readonly MergeGroup[], head: string): MergeGroup[] {
  const stack: MergeGroup[] = [];
  let at = groups.find((group) => group.head === head);
  while (at !== undefined && !stack.includes(at)) {
    stack.unshift(at);
    const { parent } = at;
    at = groups.find((group) => group.head === parent);
  }
  return stack;
}
