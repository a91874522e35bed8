// Who takes part in a model, and the truth that the core can only learn of: which commit contains which.
import type { MergeGroup } from '../../src/lease/groups.ts';
import type { Parameters, Registration } from '../../src/lease/schema.ts';

export const START = 1000;

/** Short durations, far enough apart that each of them ends at an instant of its own. */
export const WINDOW = 10;
export const POLL = 5;
export const TAKEOVER = 20;
export const TTL = 40;
export const MAX_HOLD = 400;

export const GROUP_SCOPE = 'main ci.yml staging';
export const PLAIN_SCOPE = 'push deploy.yml deploy';

/** One job; its attempts and its steps are different requests. */
export interface Person {
  readonly name: string;
  readonly registration: Omit<Registration, 'id' | 'run_attempt' | 'stack'>;
  readonly wait: boolean;
  readonly delayAssignment: number;
}

interface Wish {
  readonly priority?: number;
  readonly wait?: boolean;
  readonly delayAssignment?: number;
  readonly scope?: string;
  readonly parameters?: Partial<Parameters>;
}

export function sha(number: number): string {
  return number.toString(16).padStart(2, '0').repeat(20);
}

let runs = 0;

function person(
  name: string,
  wish: Wish,
  own: Pick<Person['registration'], 'head_sha' | 'head_ref' | 'base_sha' | 'base_ref'>,
): Person {
  const isGroup = own.base_sha !== null;
  const run = 100 + (runs += 1);
  return {
    name,
    wait: wish.wait ?? true,
    delayAssignment: wish.delayAssignment ?? 0,
    registration: {
      ...own,
      priority: wish.priority ?? 0,
      scope: wish.scope ?? (isGroup ? GROUP_SCOPE : PLAIN_SCOPE),
      run_id: run,
      job: 'staging',
      job_index: 0,
      check_run_id: null,
      runner_name: 'runner',
      run_url: 'https://github.com/acme/shop/actions/runs/1',
      actor: 'alice',
      parameters: {
        window: isGroup ? WINDOW : 0,
        expected: 'auto',
        ttl: TTL,
        max_hold: MAX_HOLD,
        takeover_delay: TAKEOVER,
        propagate: isGroup,
        held_by: 'job',
        ...wish.parameters,
      },
    },
  };
}

/** A deployment of one commit. */
export function plain(name: string, head: number, wish: Wish = {}): Person {
  return person(name, wish, {
    head_sha: sha(head),
    head_ref: 'refs/heads/main',
    base_sha: null,
    base_ref: '',
  });
}

/** A merge group with the head `head` on the commit `base`. */
export function group(name: string, head: number, base: number, wish: Wish = {}): Person {
  return person(
    name,
    { priority: head % 10, ...wish },
    {
      head_sha: sha(head),
      head_ref: `refs/heads/gh-readonly-queue/main/pr-${head}-${sha(base)}`,
      base_sha: sha(base),
      base_ref: 'refs/heads/main',
    },
  );
}

/** The merge group as the queue lists it; `parent` is what the name of its ref says. */
export function listed(head: number, base: number, parent = base): MergeGroup {
  return {
    ref: `refs/heads/gh-readonly-queue/main/pr-${head}-${sha(base)}`,
    head: sha(head),
    parent: sha(parent),
    pullRequest: head,
  };
}

/** The true containment: every head with the commits inside of it, itself included. */
export type Truth = ReadonlyMap<string, ReadonlySet<string>>;

export function truth(lines: Readonly<Record<number, readonly number[]>>): Truth {
  return new Map(
    Object.entries(lines).map(([head, inside]) => [
      sha(Number(head)),
      new Set([Number(head), ...inside].map((number) => sha(number))),
    ]),
  );
}

export function contains(known: Truth, head: string, inside: string): boolean {
  return head === inside || (known.get(head)?.has(inside) ?? false);
}
