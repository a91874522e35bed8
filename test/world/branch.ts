// The lock branch of a world: every version that it ever had, whoever made it, and the compare-and-swap.
import { isUnreadable, type Unreadable, type Head } from '../../src/lease/board.ts';
import type { Seconds } from '../../src/lease/instant.ts';
import type { LeaseDocument, Lock, Request } from '../../src/lease/schema.ts';
import type { Draft } from '../../src/protocol/asks.ts';

/** Who made a version: a process, or an operator at the keyboard who deletes or rewinds the branch. */
export type Author =
  | { readonly process: string; readonly sentAt: Seconds }
  | { readonly operator: 'deleted' | 'rewound' | 'edited' };

/** The branch at one time. */
export interface Version {
  /** Counted from 0, the branch that is not there yet. */
  readonly index: number;
  readonly time: Seconds;
  /** `null`: there is no branch. */
  readonly head: Head;
  readonly leases: ReadonlyMap<string, LeaseDocument | Unreadable>;
  readonly lock: Lock | null;
  readonly by: Author;
}

export class Branch {
  readonly versions: Version[] = [
    { index: 0, time: 0, head: null, leases: new Map(), lock: null, by: { operator: 'edited' } },
  ];
  #commits = 0;

  get now(): Version {
    return this.versions.at(-1)!;
  }

  /** The compare-and-swap: the new head, or `null` where the branch is at another one. */
  swap(
    time: Seconds,
    { lease, on, document, lock }: Draft,
    process: string,
    sentAt: Seconds = time,
  ): string | null {
    const before = this.now;
    if (before.head !== on) return null;
    const head = this.#newHead();
    this.#add({
      time,
      head,
      leases: document === undefined ? before.leases : new Map(before.leases).set(lease, document),
      lock: lock === undefined ? before.lock : lock,
      by: { process, sentAt },
    });
    return head;
  }

  /** An operator deletes the branch. */
  delete(time: Seconds): void {
    this.#add({ time, head: null, leases: new Map(), lock: null, by: { operator: 'deleted' } });
  }

  /** An operator pushes an earlier version: the one `back` commits before. */
  rewind(time: Seconds, back: number): void {
    const there = this.versions.filter(({ head }) => head !== null);
    const earlier = there.at(-1 - back) ?? there[0];
    if (earlier === undefined || earlier.head === this.now.head) return;
    const { head, leases, lock } = earlier;
    this.#add({ time, head, leases, lock, by: { operator: 'rewound' } });
  }

  /** An operator writes a file by hand. */
  edit(time: Seconds, lease: string, document: LeaseDocument | Unreadable): void {
    const { leases, lock } = this.now;
    const edited = new Map(leases).set(lease, document);
    this.#add({ time, head: this.#newHead(), leases: edited, lock, by: { operator: 'edited' } });
  }

  /** What a replica shows that is so many versions, or seconds, behind. */
  seenBehind({ versions = 0, since }: { versions?: number; since?: Seconds }): Version {
    const inTime = since === undefined ? this.now : this.versions.findLast(({ time }) => time <= since);
    return this.versions[Math.max(0, (inTime ?? this.versions[0]!).index - versions)]!;
  }

  #add(version: Omit<Version, 'index'>): void {
    this.versions.push({ ...version, index: this.versions.length });
  }

  #newHead(): string {
    return `head-${++this.#commits}`;
  }
}

/** How long a request has given no sign of life at a time, by the truth: since the version that first had its last one. */
export function silenceOf({ versions }: Branch, request: Request, time: Seconds): Seconds {
  const isSame = ({ id, seen_at, alive_at }: Request): boolean =>
    id === request.id && seen_at === request.seen_at && alive_at === request.alive_at;
  const hasSign = ({ leases }: Version): boolean =>
    [...leases.values()].some((document) => !isUnreadable(document) && document.requests.some(isSame));
  const first = versions.find(hasSign);
  return first === undefined ? Infinity : time - first.time;
}

/** The document of a lease, where there is one that can be read. */
export function documentAt({ leases }: Version, lease: string): LeaseDocument | null {
  const found = leases.get(lease) ?? null;
  return isUnreadable(found) ? null : found;
}
