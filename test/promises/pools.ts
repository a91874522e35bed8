// Arbitrary histories of a lease with slots. Grants take what is free, and heed neither locks nor rests: the observer and
// the second reading have to find the same of them.
import fc from 'fast-check';
import { createDocument, isHolder } from '../../src/lease/document.ts';
import type { LeaseDocument, Request } from '../../src/lease/schema.ts';
import { transition } from '../../src/lease/transition.ts';
import {
  at,
  evict,
  grant,
  LEASE,
  lockOf,
  plain,
  pooled,
  register,
  release,
  START,
  type Move,
} from '../lease/build.ts';

const CAST = [pooled(1, 'ab'), pooled(2, 'ba', 2), pooled(3, 'bc'), pooled(4, 'c'), plain(5)];

interface Wanted {
  readonly kind: 'register' | 'grant' | 'release' | 'evict' | 'lock' | 'unlock';
  readonly who: number;
  readonly after: number;
}

const wanted: fc.Arbitrary<Wanted> = fc.record({
  kind: fc.constantFrom<Wanted['kind'][]>(
    'register',
    'register',
    'grant',
    'grant',
    'release',
    'evict',
    'lock',
    'unlock',
  ),
  who: fc.nat({ max: CAST.length - 1 }),
  after: fc.oneof(fc.integer({ min: -2, max: 5 }), fc.integer({ min: 0, max: 60 })),
});

/** The documents of a history, each with an effect. */
export const pools: fc.Arbitrary<readonly LeaseDocument[]> = fc
  .array(wanted, { minLength: 1, maxLength: 30, size: 'max' })
  .map((moves) => {
    const documents: LeaseDocument[] = [];
    let document = createDocument(LEASE, START);
    let clock = 0;
    for (const each of moves) {
      clock += each.after;
      const changes = movesOf(document, each).map((made) =>
        typeof made === 'function' ? made(document) : made,
      );
      const after = transition(document, changes, { now: at(clock) });
      if (after !== document) documents.push(after);
      document = after;
    }
    return documents;
  });

function movesOf(document: LeaseDocument, { kind, who }: Wanted): Move[] {
  const person = CAST[who]!;
  const pick = (from: readonly Request[]): Request[] =>
    from.slice(who % Math.max(from.length, 1)).slice(0, 1);
  const holders = document.requests.filter(isHolder);
  const slot = 'abc'[who % 3]!;
  switch (kind) {
    case 'register': {
      const ended = document.outcomes.filter(({ id }) => id.startsWith(`${person.id}/`)).length;
      return [register({ ...person, id: `${person.id}/${ended + 1}` })];
    }
    case 'grant':
      return pick(document.requests.filter(({ status }) => status === 'pending')).flatMap((request) => {
        const { accepts, take } = request.parameters;
        if (accepts === null) return holders.length === 0 ? [grant(request)] : [];
        const free = accepts.filter((name) => holders.every(({ slots }) => slots?.includes(name) === false));
        return free.length < take ? [] : [grant(request, ...free.slice(0, take))];
      });
    case 'release':
      return pick(holders).map((holder) => release(holder, 'success'));
    case 'evict':
      return pick(document.requests).map((request) => evict(request));
    case 'lock':
      return [{ kind: 'lock', lock: lockOf({ until: who % 2 === 0 ? null : at(40) }), slots: [slot] }];
    case 'unlock':
      return [{ kind: 'unlock', slots: [slot], waives: who % 2 === 0 }];
  }
}
