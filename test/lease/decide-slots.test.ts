// What a waiting process does where a lease has slots: it takes what is due to it, asks those who keep slots from it,
// and clears away whoever is dead on a slot that it could use.
import { describe, expect, it } from 'vitest';
import { NO_SIGHTINGS, noteSightings } from '../../src/lease/age.ts';
import type { Decision, Sighting } from '../../src/lease/decision.ts';
import { turnOf } from '../../src/lease/line.ts';
import type { LeaseDocument, Registration } from '../../src/lease/schema.ts';
import { applicant, asked, deadSigns, decideOnce, decisions, look, sign } from './applicant.ts';
import {
  ask,
  at,
  poolOf,
  grant,
  group,
  lockOf,
  plain,
  pooled,
  proved,
  START,
  register,
  release,
  story,
  waiting,
  write,
} from './build.ts';

const TTL = 120;

/** Changes of a decision with what they are about. */
function changesOf({ verdict }: Decision): string[] {
  if (verdict.kind !== 'write') return [verdict.kind];
  return verdict.changes.map((change) => {
    const who = change.kind === 'register' ? change.registration.id : 'id' in change ? change.id : '';
    const slots = change.kind === 'grant' ? ` ${change.slots?.join('') ?? 'everything'}` : '';
    return `${change.kind} ${who}${slots}`;
  });
}

describe('a request that finds enough', () => {
  it.each<[string, LeaseDocument, Registration, string[]]>([
    ['takes it as it comes', waiting(), pooled(1, 'ba'), ['register plain-1', 'grant plain-1 b']],
    [
      'takes the other one beside a holder',
      poolOf([pooled(1, 'ab'), 'a']),
      pooled(2, 'ab'),
      ['register plain-2', 'grant plain-2 b'],
    ],
    [
      'takes all that it needs at once',
      waiting(),
      pooled(1, 'abc', 2),
      ['register plain-1', 'grant plain-1 ab'],
    ],
    [
      'takes everything, where it wants the lease',
      waiting(pooled(2, 'ab')),
      plain(1, { priority: 1 }),
      ['register plain-1', 'grant plain-1 everything'],
    ],
    [
      'waits for the whole lease while a slot is held',
      poolOf([pooled(1, 'ab'), 'a']),
      plain(2),
      ['register plain-2'],
    ],
  ])('%s', (_, document, me, expected) => {
    expect(changesOf(decideOnce(me, look(document, 50)))).toEqual(expected);
  });
});

describe('an earlier step of the job that holds', () => {
  const held = poolOf([pooled(1, 'abc', 2), 'a', 'b']);
  const again = (accepts: string, take: number): Registration => ({
    ...pooled(1, accepts, take),
    nonce: 'later',
  });

  /** A look may be of a lagging replica: whatever it shows is proved by a write. */
  const found = (me: Registration, document: LeaseDocument): string => {
    const first = decideOnce(me, look(document, 50));
    expect(asked(first)).toBe('renew');
    const renewed = write(document, 50, { kind: 'renew', id: me.id });
    return asked(decideOnce(me, look(renewed, 51), { remembers: first.memory }));
  };

  it.each([
    ['what is asked for, gives it', again('ab', 2), 'acquired'],
    ['more than is asked for, gives it', again('ba', 1), 'acquired'],
    ['too few of the slots that are asked for, is an error', again('ac', 2), 'other-hold'],
    ['slots, and the whole lease is asked for, is an error', { ...plain(1), nonce: 'later' }, 'other-hold'],
  ])('%s', (_, me, expected) => {
    expect(found(me, held)).toBe(expected);
  });

  it('the whole lease, gives any slots of it', () => {
    const whole = write(waiting(plain(1)), 1, grant(plain(1)));
    expect(found(again('a', 1), whole)).toBe('acquired');
  });
});

describe('one that keeps slots from others', () => {
  const [holder, big, small] = [pooled(1, 'a'), pooled(2, 'ab', 2), pooled(3, 'b')];
  /** It keeps b, and waits for a. */
  const keeping = write(write(poolOf([holder, 'a']), 5, register(big)), 6, register(small));
  const polls = (...seen: readonly Sighting[]): string[] => decisions(applicant(small), ...seen).map(asked);

  it('is asked after five TTLs without a sign of it', () => {
    expect(polls(look(keeping, 10), look(keeping, 10 + 5 * TTL + 1))).toEqual(['wait', 'wait']);
    expect(polls(look(keeping, 10), look(keeping, 10 + 5 * TTL + 2))).toEqual(['wait', 'ask']);
  });

  it('is asked no later where more that it keeps has become free meanwhile', () => {
    const [second, all] = [pooled(5, 'c'), pooled(6, 'abc', 3)];
    const pool = write(poolOf([holder, 'a'], [second, 'c']), 5, register(all));
    const next = pooled(7, 'bc');
    const line = write(pool, 6, register(next));
    const freed = write(line, 4 * TTL, release(second, 'success'));
    const looks = [look(line, 10), look(freed, 4 * TTL + 1), look(freed, 10 + 5 * TTL + 2)];
    expect(decisions(applicant(next), ...looks).map(asked)).toEqual(['wait', 'wait', 'ask']);
  });

  it('is asked no later where one of those that it keeps changes hands', () => {
    const [other, all, next] = [pooled(5, 'c', 1, { priority: 9 }), pooled(6, 'abc', 3), pooled(7, 'bc')];
    const line = write(write(poolOf([holder, 'a']), 5, register(all)), 6, register(next));
    const passing = write(line, 2 * TTL, register(other), grant(other, 'c'));
    const looks = [look(line, 10), look(passing, 2 * TTL + 1), look(passing, 10 + 5 * TTL + 2)];
    expect(decisions(applicant(next), ...looks).map(asked)).toEqual(['wait', 'wait', 'ask']);
  });

  it('is asked after half a TTL where it could act', () => {
    const free = write(keeping, 7, release(holder, 'success'));
    expect(polls(look(free, 10), look(free, 10 + TTL / 2 + 2))).toEqual(['wait', 'ask']);
  });

  it('is watched on where others hold what it keeps meanwhile, and not for that time', () => {
    const other = pooled(4, 'b', 1, { priority: 9 });
    const passing = write(keeping, 2 * TTL, register(other), grant(other, 'b'));
    const given = write(passing, 4 * TTL, release(other, 'success'));
    const looks = [look(keeping, 10), look(passing, 2 * TTL), look(given, 4 * TTL)];
    expect(polls(...looks, look(given, 10 + 7 * TTL + 1))).toEqual(['wait', 'wait', 'wait', 'wait']);
    expect(polls(...looks, look(given, 10 + 7 * TTL + 2))).toEqual(['wait', 'wait', 'wait', 'ask']);
  });

  it('shows that it is there when it is asked, and waits on', () => {
    const answered = decideOnce(big, look(write(keeping, 20, ask(big)), 30));
    expect(changesOf(answered)).toEqual(['renew plain-2']);
  });

  it('is passed over half a TTL after it was asked', () => {
    const silent = write(keeping, 20, ask(big));
    const sightings = noteSightings(silent, NO_SIGHTINGS, { watched: 20, now: null });
    const seen = look(silent, 20 + TTL / 2 + 2);
    expect(changesOf(decideOnce(small, { ...seen, time: { ...seen.time, sightings } }))).toEqual([
      'grant plain-3 b',
    ]);
  });

  it('is nobody to those who accept other slots', () => {
    const beside = pooled(4, 'z');
    const locked = write(keeping, 7, register(beside), { kind: 'lock', lock: lockOf(), slots: ['z'] });
    expect(decideOnce(beside, look(locked, 30)).memory.turn.blockers).toEqual([]);
    expect(decideOnce(small, look(locked, 30)).memory.turn.blockers).toEqual([
      { id: big.id, seenAt: at(5), keptFor: 0, couldActFor: 0, now: 'keeps' },
    ]);
  });
});

describe('a hold past its limit', () => {
  const limited = (number: number, slot: string): Registration =>
    pooled(number, slot, 1, { parameters: { hold_limit: 20 } });
  const first = pooled(3, 'a', 1, { priority: 1 });
  const full = poolOf([limited(1, 'a'), 'a'], [limited(2, 'b'), 'b']);
  const line = write(write(full, 5, register(first)), 6, register(pooled(4, 'ab')));

  it('is ended by the first who has enough then, and by nobody else', () => {
    expect(changesOf(decideOnce(first, look(line, 50)))).toEqual(['evict plain-1']);
    expect(changesOf(decideOnce(pooled(4, 'ab'), look(line, 50)))).toEqual(['evict plain-2']);
    expect(changesOf(decideOnce(pooled(5, 'z'), look(line, 50)))).toEqual([
      'register plain-5',
      'grant plain-5 z',
    ]);
  });

  it('is left alone where another one has enough', () => {
    const pair = pooled(2, 'bc', 2, { parameters: { hold_limit: 20 } });
    const pool = poolOf([limited(1, 'a'), 'a'], [pair, 'b', 'c']);
    expect(changesOf(decideOnce(pooled(3, 'abc', 2), look(pool, 50)))).toEqual([
      'register plain-3',
      'evict plain-2',
    ]);
  });

  it('is ended by the next where the first has not acted, and was asked', () => {
    const second = pooled(5, 'a');
    const document = write(line, 7, register(second));
    expect(
      decisions(applicant(second), look(document, 50), look(document, 50 + TTL / 2 + 2)).map(changesOf),
    ).toEqual([['wait'], ['ask plain-3']]);
  });
});

describe('a dead holder', () => {
  const pool = poolOf([pooled(1, 'a'), 'a'], [pooled(2, 'b'), 'b'], [pooled(3, 'c'), 'c']);
  const me = pooled(4, 'abc');

  it('of the slots that are accepted is asked about, whatever its place', () => {
    const full = write(pool, 5, register(me));
    const ids = (accepts: string): string[] => {
      const document = write(
        pool,
        5,
        register({ ...me, parameters: { ...me.parameters, accepts: [...accepts] } }),
      );
      return decideOnce(
        { ...me, parameters: { ...me.parameters, accepts: [...accepts] } },
        look(document, 200),
      ).check.map(({ id }) => id);
    };
    expect(ids('abc')).toEqual(['plain-1', 'plain-2', 'plain-3']);
    expect(ids('ca')).toEqual(['plain-1', 'plain-3']);
    expect(asked(decideOnce(me, look(full, 100)))).toBe('wait');
  });

  it('is asked about by the next of those who accept its slots, however many wait for others', () => {
    const others = [5, 6, 7].map((number) => pooled(number, 'a'));
    const [first, second] = [pooled(8, 'b'), pooled(9, 'b')];
    const document = [...others, first, second].reduce((line, each) => write(line, 5, register(each)), pool);
    const checked = (registration: Registration, after: number): string[] =>
      decideOnce(registration, look(document, after)).check.map(({ id }) => id);
    expect(checked(first, 200)).toContain('plain-2');
    expect(checked(second, 200)).not.toContain('plain-2');
    expect(checked(second, 300)).toContain('plain-2');
  });

  it('is ended, and its slot alone rests', () => {
    const full = write(pool, 5, register(me));
    const [verdict] = decisions(applicant(me), look(full, 200)).map((each) => each.verdict.kind);
    expect(verdict).toBe('wait');
    const dead = decideOnce(me, look(full, 200), { remembers: { signs: deadSigns(pooled(2, 'b')) } });
    expect(changesOf(dead)).toEqual(['evict plain-2']);
    const evicted = write(full, 200, ...(dead.verdict.kind === 'write' ? dead.verdict.changes : []));
    expect(evicted).toMatchObject({
      rest_until: null,
      slots: { a: { rest_until: null }, c: { rest_until: null } },
    });
    expect(changesOf(decideOnce(me, look(evicted, 200)))).toEqual(['wait']);
    expect(changesOf(decideOnce(me, look(evicted, 232)))).toEqual(['grant plain-4 b']);
  });

  it('is asked about from further down the line the later', () => {
    const line = write(write(pool, 5, register(pooled(5, 'abc'))), 6, register(me));
    const sees = (after: number): string[] => {
      const alive = { signs: { 'plain-5': sign('alive', { aliveAt: after, at: after }) } };
      return decideOnce(me, look(line, after), { remembers: alive }).check.map(({ id }) => id);
    };
    expect(sees(200)).toEqual([]);
    expect(sees(300)).toEqual(['plain-1', 'plain-2', 'plain-3']);
  });
});

describe('a merge group that two holders would settle', () => {
  const wish = { parameters: { accepts: ['a', 'b'], take: 1 } };
  const [low, high, late] = [group(2, wish), group(4, wish), group(9, wish)];
  const held = story(
    [0, register(low)],
    [400, grant(low, 'a')],
    [401, register(high)],
    [802, grant(high, 'b')],
  );
  const joins = (...by: readonly Registration[]): string | undefined => {
    const { verdict } = decideOnce(
      late,
      look(held, 810, { proofs: Object.assign({}, ...by.map((each) => proved(each, late))) }),
    );
    const [change] = verdict.kind === 'write' ? verdict.changes : [];
    return change?.kind === 'register' ? change.joins : undefined;
  };

  it('joins the round of the first in the line', () => {
    expect(joins(high, low)).toBe(low.id);
    expect(joins(high)).toBe(high.id);
    expect(joins()).toBeUndefined();
    const joined = write(held, 810, { kind: 'register', registration: late, joins: high.id });
    expect(joined.requests.map(({ round }) => round)).toEqual([START + 1, START + 3, START + 3]);
  });
});

it('turns are taken one after another, however many slots there are', () => {
  const line = waiting(...[1, 2, 3].map((number) => pooled(number, 'abc')), pooled(4, 'abc', 2), plain(5));
  expect([1, 2, 3, 4, 5].map((number) => turnOf(line, `plain-${number}`))).toEqual([1, 2, 3, 4, 5]);
});

it('turns are taken among those who want the same', () => {
  const line = waiting(
    ...[1, 2, 3, 4, 5].map((number) => pooled(number, 'a')),
    pooled(6, 'b'),
    pooled(7, 'ab'),
  );
  expect([5, 6, 7].map((number) => turnOf(line, `plain-${number}`))).toEqual([5, 1, 7]);
});
