// Who takes part in a model, and the truth that processes can only learn of: which commit contains which.
//
// Durations are short, so that few polls lie between two instants at which something changes.
import type { MergeGroup } from '../../src/lease/groups.ts';
import type { Parameters } from '../../src/lease/schema.ts';
import type { Wish } from '../../src/protocol/acquire-state.ts';
import { group as builtGroup, plain as builtPlain, sha } from '../lease/build.ts';

/** GitHub's time when the monotonic clock shows 0. */
export const START = 1000;

/** Short durations, so that few polls lie between two instants at which something changes. */
export const POLL = 4;
export const TTL = 16;
const WINDOW = 8;
const DURATIONS = { ttl: TTL, max_hold: 64, takeover_delay: 6 };

/** One job. Its steps ask for the lease one after another. */
export interface Person {
  readonly name: string;
  /** What each of its steps asks for; ids and nonces are made from the name. */
  readonly wish: Wish;
  readonly steps: number;
  /** It begins only when the job of this name is over: a re-run of that. */
  readonly after: string | null;
  /** Seconds by which its lower bound of GitHub's clock is behind. */
  readonly behind: number;
}

interface Settings extends Partial<
  Pick<Wish, 'priority' | 'wait' | 'delayAssignment' | 'timeout' | 'trusted'>
> {
  readonly scope?: string;
  readonly parameters?: Partial<Parameters>;
  readonly steps?: number;
  readonly behind?: number;
  /** The job that it is a re-run of. */
  readonly rerunOf?: Person;
}

let runs = 100;

function person(name: string, head: number, base: number | null, settings: Settings): Person {
  const { parameters, rerunOf, steps = 1, behind = 0, scope, priority, ...rest } = settings;
  const isGroup = base !== null;
  const id = rerunOf?.name ?? name;
  const registered = isGroup ? builtGroup(head, { base_sha: sha(base) }) : builtPlain(head);
  return {
    name,
    steps,
    behind,
    after: rerunOf?.name ?? null,
    wish: {
      lease: 'main',
      baseBranch: 'main',
      wait: true,
      delayAssignment: 0,
      pollInterval: POLL,
      timeout: null,
      trusted: true,
      priority: priority ?? (isGroup ? head % 10 : 0),
      ...rest,
      registration: {
        ...registered,
        id: name,
        nonce: name,
        priority: 0,
        head_ref: isGroup ? refOf(head, base) : registered.head_ref,
        scope: scope ?? (isGroup ? 'main ci.yml staging' : 'push deploy.yml deploy'),
        run_id: rerunOf?.wish.registration.run_id ?? (runs += 1),
        run_attempt: rerunOf === undefined ? 1 : 2,
        job: id,
        check_run_id: null,
        parameters: {
          ...registered.parameters,
          ...DURATIONS,
          ...(isGroup ? { window: WINDOW } : {}),
          ...parameters,
        },
      },
    },
  };
}

/** A deployment of one commit. */
export function plain(name: string, head: number, settings: Settings = {}): Person {
  return person(name, head, null, settings);
}

/** A merge group with the head `head` on the commit `base`. */
export function group(name: string, head: number, base: number, settings: Settings = {}): Person {
  return person(name, head, base, settings);
}

/** The merge group as the queue lists it; `parent` is what the name of its ref says. */
export function listed(head: number, base: number, parent = base): MergeGroup {
  return { ref: refOf(head, base), head: sha(head), parent: sha(parent), pullRequest: head };
}

function refOf(head: number, base: number): string {
  return `refs/heads/gh-readonly-queue/main/pr-${head}-${sha(base)}`;
}

/** The true containment: every head with the commits inside of it. */
export type Truth = ReadonlyMap<string, ReadonlySet<string>>;

export function truth(lines: Readonly<Record<number, readonly number[]>>): Truth {
  return new Map(
    Object.entries(lines).map(([head, inside]) => [
      sha(Number(head)),
      new Set(inside.map((each) => sha(each))),
    ]),
  );
}

export function contains(known: Truth, head: string, inside: string): boolean {
  return head === inside || (known.get(head)?.has(inside) ?? false);
}
