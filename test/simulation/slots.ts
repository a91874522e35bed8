// The slots of a run, where its lease has some; and who comes first for them.
//
// They are drawn by chances of their own, so that a run without them is what it was before there were any.
import type { LeaseDocument, Parameters, Request } from '../../src/lease/schema.ts';
import { claimsOf } from '../world/claims.ts';
import { meet } from '../world/promises-of-slots.ts';
import type { Random } from './random.ts';

/** What a job wants of the slots, and words for it in its scope. */
export interface Want {
  readonly parameters: Partial<Parameters>;
  readonly scope: string;
}

const NOTHING_IN_PARTICULAR: Want = { parameters: {}, scope: '' };

/** Which slots there are, who wants which, and which ones an operator means. */
export class Slots {
  readonly names: readonly string[];
  /** How many plain jobs come besides, so that there is a line for them. */
  readonly crowd: number;
  readonly #random: Random;

  /** In a third of all runs there are two to five; else none. */
  constructor(random: Random) {
    this.#random = random;
    const count = random.chance(1 / 3) ? random.pick([2, 2, 3, 4, 5]) : 0;
    this.names = ['a', 'b', 'c', 'd', 'e'].slice(0, count);
    this.crowd = count === 0 ? 0 : random.integer(0, 4);
  }

  /** What one job wants: mostly any one of all, some of some, now and then the whole lease. */
  want(): Want {
    const random = this.#random;
    if (this.names.length === 0 || random.chance(0.1)) return NOTHING_IN_PARTICULAR;
    const some = this.names.filter(() => random.chance(0.6));
    const accepts = random.chance(0.5) || some.length === 0 ? [...this.names] : some;
    if (random.chance(0.3)) accepts.reverse();
    const take = random.chance(0.6) ? 1 : random.integer(1, accepts.length);
    return { parameters: { accepts, take }, scope: ` · ${take} of ${accepts.toSorted().join('+')}` };
  }

  /** The slots that an operator means; nothing: the lease itself. */
  some(): { readonly slots?: readonly string[] } {
    const random = this.#random;
    if (this.names.length === 0 || random.chance(0.3)) return {};
    return { slots: this.names.slice(0, random.integer(1, 2)) };
  }
}

/**
 * Who was certainly before a holder for what that has got: a plain request that nobody has asked to act. Where a rest or
 * a lock ends in that very moment, nothing is certain.
 */
export function deprived(was: LeaseDocument, is: LeaseDocument, holder: Request): Request | null {
  const now = holder.granted_at ?? 0;
  const ends = Object.values(is.slots).flatMap(({ rest_until, lock }) => [rest_until, lock?.until ?? null]);
  const isClose = [is.rest_until, is.lock?.until ?? null, ...ends].some(
    (end) => end !== null && Math.abs(now - end - 1) < 3,
  );
  if (isClose) return null;
  const placeOf = ({ round }: Request) => is.rounds.find(({ id }) => id === round)!;
  const isFirst = (a: Request, b: Request): number =>
    placeOf(b).priority - placeOf(a).priority ||
    Number(placeOf(b).granted) - Number(placeOf(a).granted) ||
    a.round - b.round;
  const own = {
    ...placeOf(holder),
    granted: was.rounds.find(({ id }) => id === holder.round)?.granted === true,
  };
  const precedes = (other: Request): boolean => {
    const theirs = placeOf(other);
    if (theirs.priority !== own.priority) return theirs.priority > own.priority;
    if (theirs.granted !== own.granted) return theirs.granted;
    return theirs.id < own.id;
  };
  const isCertain = ({ id, base_sha, asked_at, parameters, registered_at }: Request): boolean =>
    base_sha === null &&
    parameters.window === 0 &&
    asked_at === null &&
    registered_at <= now &&
    was.requests.find((request) => request.id === id)?.asked_at === null;
  const waiting = is.requests
    .filter((other) => other.status === 'pending' && precedes(other))
    .toSorted(isFirst);
  const rivals = is.requests.filter(
    (other): other is Extract<Request, { status: 'acquired' }> =>
      other.status === 'acquired' && other.id !== holder.id,
  );
  const right = claimsOf(is, rivals, waiting, now, isCertain).find(({ slots }) => meet(holder.slots, slots));
  return right?.request ?? null;
}
