// Who may take which slots: the walk through the line, clause by clause.
import { describe, expect, it } from 'vitest';
import { claimsIn } from '../../src/lease/claims.ts';
import { lineOf } from '../../src/lease/line.ts';
import type { LeaseDocument, Lock, Registration } from '../../src/lease/schema.ts';
import {
  ask,
  at,
  evict,
  grant,
  group,
  lockOf,
  plain,
  pooled,
  register,
  release,
  story,
  timeAt,
  waiting,
  write,
} from './build.ts';

/** Every claim in a line: who takes, keeps or ends what. */
function claims(document: LeaseDocument, after = 50, boardLock: Lock | null = null): string[] {
  const found = claimsIn(lineOf(document), { time: timeAt(after), mine: null, boardLock });
  return found.map(({ request: { id }, due, keeps, mayTakeOver }) => {
    const over = mayTakeOver.map((holder) => holder.id);
    const parts = [
      due.length === 0 ? [] : [`takes ${due.join('')}`],
      keeps.length === 0 ? [] : [`keeps ${keeps.join('')}`],
      over.length === 0 ? [] : [`ends ${over.join(' and ')}`],
    ].flat();
    return `${id} ${parts.length === 0 ? 'waits' : parts.join(', ')}`;
  });
}

/** Locks some slots. */
const closed = (document: LeaseDocument, after: number, slots: string): LeaseDocument =>
  write(document, after, { kind: 'lock', lock: lockOf(), slots: [...slots] });

const [a1, b1] = [pooled(1, 'a'), pooled(2, 'ab')];
const [big, small] = [pooled(3, 'abc', 3), pooled(4, 'abc')];
const whole = plain(9);
/** The first holds the first slot that it accepts. */
const held = (...of: readonly Registration[]): LeaseDocument =>
  write(waiting(...of), 10, grant(of[0]!, of[0]!.parameters.accepts![0]!));

describe('who is due', () => {
  it.each<[string, LeaseDocument, string[]]>([
    ['takes the first of its own slots that is free', waiting(pooled(1, 'ba')), ['plain-1 takes b']],
    ['takes another one where the first is held', held(a1, b1), ['plain-2 takes b']],
    ['takes another one where the first is wanted', waiting(a1, b1), ['plain-1 takes a', 'plain-2 takes b']],
    ['goes first, whatever another one could do without it', waiting(b1, a1), ['plain-2 takes a']],
    ['takes several at once', waiting(pooled(1, 'abc', 2)), ['plain-1 takes ab']],
    [
      'may be many',
      waiting(small, pooled(5, 'abc'), pooled(6, 'abc')),
      ['plain-4 takes a', 'plain-5 takes b', 'plain-6 takes c'],
    ],
    [
      'has no part in what others accept',
      held(a1, pooled(5, 'a'), pooled(6, 'z')),
      ['plain-5 waits', 'plain-6 takes z'],
    ],
  ])('%s', (_, document, expected) => {
    expect(claims(document)).toEqual(expected);
  });
});

describe('who waits for more', () => {
  it.each<[string, LeaseDocument, string[]]>([
    ['keeps what it could use', held(a1, big, small), ['plain-3 keeps bc']],
    [
      'keeps nothing that it does not accept',
      held(a1, pooled(3, 'ab', 2), small),
      ['plain-3 keeps b', 'plain-4 takes c'],
    ],
    [
      'keeps nothing where a lock leaves it too few',
      closed(waiting(big, small), 5, 'a'),
      ['plain-4 takes b'],
    ],
    [
      'keeps nothing where those before it leave it too few',
      held(a1, pooled(2, 'ab', 2), pooled(3, 'bc', 2), pooled(4, 'cd', 2)),
      ['plain-2 keeps b', 'plain-4 takes cd'],
    ],
    [
      'is nobody who was asked and has not acted',
      write(held(a1, big, small), 20, ask(big)),
      ['plain-4 takes b'],
    ],
    [
      'keeps slots at rest, which come back',
      write(held(a1, big, small), 45, evict(a1)),
      ['plain-3 keeps bc'],
    ],
  ])('%s', (_, document, expected) => {
    const time = {
      ...timeAt(90),
      sightings: { 'asked:plain-3': { stamp: at(20), at: 0, since: at(20) } },
      watched: 70,
    };
    const asked = document.requests.some(({ asked_at }) => asked_at !== null);
    const found = asked
      ? claimsIn(lineOf(document), { time, mine: null, boardLock: null }).map(
          ({ request: { id }, due }) => `${id} takes ${due.join('')}`,
        )
      : claims(document);
    expect(found).toEqual(expected);
  });
});

describe('the whole lease', () => {
  it.each<[string, LeaseDocument, string[]]>([
    ['is due where nobody holds anything', waiting(whole, small), ['plain-9 takes *abc']],
    ['waits for every slot, and keeps all of them', held(a1, whole, small), ['plain-9 keeps *bc']],
    ['is behind who wants one slot', waiting(small, whole), ['plain-4 takes a']],
    ['keeps nothing while a slot is locked', closed(waiting(whole, small), 5, 'z'), ['plain-4 takes a']],
    [
      'leaves nothing to others while it is held',
      write(waiting(whole, small), 10, grant(whole)),
      ['plain-4 waits'],
    ],
  ])('%s', (_, document, expected) => {
    expect(
      claims(document).map((claim) => claim.replace(/[*abcz]+$/, (slots) => [...slots].toSorted().join(''))),
    ).toEqual(expected);
  });
});

describe('nobody is due', () => {
  it.each<[string, LeaseDocument, Lock | null]>([
    ['while the lease is locked', write(waiting(small), 5, { kind: 'lock', lock: lockOf() }), null],
    ['while all leases are locked', waiting(small), lockOf()],
    ['for slots that are locked', closed(waiting(small), 5, 'abc'), null],
    ['while its round gathers', waiting(group(1, { parameters: { accepts: ['a'] } })), null],
  ])('%s', (_, document, boardLock) => {
    expect(claims(document, 50, boardLock)).toEqual([]);
  });

  it('for a slot at rest, until that is over', () => {
    const rested = write(held(a1, pooled(2, 'a'), pooled(3, 'b')), 45, evict(a1));
    expect(claims(rested, 50)).toEqual(['plain-2 waits', 'plain-3 takes b']);
    expect(claims(rested, 77)).toEqual(['plain-2 takes a', 'plain-3 takes b']);
  });
});

describe('a hold past its limit', () => {
  const limited = (number: number, slot: string) =>
    pooled(number, slot, 1, { parameters: { hold_limit: 20 } });
  /** They hold a, b and c, in this order. */
  const full = (...waiters: readonly Registration[]): LeaseDocument =>
    story(
      [0, register(limited(1, 'a'))],
      [1, grant(limited(1, 'a'), 'a')],
      [2, register(pooled(2, 'b'))],
      [3, grant(pooled(2, 'b'), 'b')],
      [4, register(limited(3, 'c'))],
      [5, grant(limited(3, 'c'), 'c')],
      ...waiters.map((each, place) => [6 + place, register(each)] as const),
    );

  it.each<[string, LeaseDocument, string[]]>([
    ['is ended by who has enough then', full(pooled(4, 'ab')), ['plain-4 ends plain-1']],
    ['is ended by nobody who does not', full(pooled(4, 'ab', 2)), ['plain-4 waits']],
    ['is the oldest', full(pooled(4, 'ca')), ['plain-4 ends plain-1']],
    ['may be several', full(pooled(4, 'ca', 2)), ['plain-4 ends plain-1 and plain-3']],
    ['is left alone where others are enough', full(pooled(4, 'cda', 2)), ['plain-4 keeps d, ends plain-1']],
    [
      'is one for each who waits',
      full(pooled(4, 'a'), pooled(5, 'c')),
      ['plain-4 ends plain-1', 'plain-5 ends plain-3'],
    ],
    [
      'is left alone where a slot at rest is enough',
      write(full(pooled(4, 'ab')), 40, evict(pooled(2, 'b'))),
      ['plain-4 waits'],
    ],
    ['is left alone before its time', full(pooled(4, 'b')), ['plain-4 waits']],
  ])('%s', (_, document, expected) => {
    expect(claims(document)).toEqual(expected);
  });
});

describe('a merge queue of four on two slots', () => {
  const onTwo = { parameters: { accepts: ['a', 'b'], take: 1 } };
  const [g1, g2, g3, g4] = [group(1, onTwo), group(2, onTwo), group(3, onTwo), group(4, onTwo)];
  const ready = waiting(g1, g2, g3, g4);
  const atWork = write(write(ready, 400, grant(g4, 'a')), 401, grant(g3, 'b'));
  const success = (document: LeaseDocument, of: typeof g1): LeaseDocument =>
    write(document, 500, release(of, 'success'));
  const failure = (document: LeaseDocument, of: typeof g1): LeaseDocument =>
    write(document, 500, release(of, 'failure'));
  const live = (document: LeaseDocument): string =>
    document.requests.map(({ priority }) => priority).join(' ');

  it('tests the two highest at once', () => {
    expect(claims(ready, 399)).toEqual(['group-4 takes a', 'group-3 takes b']);
  });

  it.each<[string, LeaseDocument, string[], string]>([
    ['4 succeeds: the others are completed, and 3 finishes by itself', success(atWork, g4), [], '3'],
    ['4 fails: 2 is next, at once', failure(atWork, g4), ['group-2 takes a', 'group-1 waits'], '1 2 3'],
    ['3 succeeds: the others are completed, and 4 goes on', success(atWork, g3), [], '4'],
    ['3 fails: 2 is next, and 4 goes on', failure(atWork, g3), ['group-2 takes b', 'group-1 waits'], '1 2 4'],
    ['4 fails, then 3 succeeds', success(failure(atWork, g4), g3), [], ''],
    ['4 fails, then 3', failure(failure(atWork, g4), g3), ['group-2 takes a', 'group-1 takes b'], '1 2'],
    ['3 fails, then 4 succeeds', success(failure(atWork, g3), g4), [], ''],
  ])('%s', (_, document, expected, left) => {
    expect(claims(document, 501)).toEqual(expected);
    expect(live(document)).toBe(left);
  });

  it('takes a newcomer that a success of a holder would settle into the round of that', () => {
    const late = group(2, { ...onTwo, id: 'late', run_id: 9 });
    const rounds = (document: LeaseDocument): number[] => document.requests.map(({ round }) => round);
    const joined = write(atWork, 450, { kind: 'register', registration: late, joins: g3.id });
    expect(new Set(rounds(joined)).size).toBe(1);
  });
});
