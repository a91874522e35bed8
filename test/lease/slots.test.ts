// The slots of a lease: the table that a document keeps of them, and how a write changes it.
import { describe, expect, it } from 'vitest';
import { stepProblemOf, problemOf } from '../../src/lease/invariants.ts';
import { documentToJson, parseDocument, sizeOf } from '../../src/lease/board.ts';
import { tokenOf } from '../../src/lease/slot-table.ts';
import { endOfRest } from '../../src/lease/slot-table.ts';
import { overlap, slotsOf } from '../../src/lease/slots.ts';
import { LONGEST, MOST_SLOTS, type LeaseDocument, type Request } from '../../src/lease/schema.ts';
import { transition } from '../../src/lease/transition.ts';
import {
  at,
  endOf,
  evict,
  grant,
  LEASE,
  lockOf,
  plain,
  pooled,
  poolOf,
  register,
  release,
  story,
  waiting,
  withdraw,
  write,
} from './build.ts';

const DAY = 86_400;
const [p1, p2] = [pooled(1, 'ab'), pooled(2, 'ab')];
const pool = poolOf([p1, 'a'], [p2, 'b']);

const wishFor = (...accepts: string[]) => ({ ...p1.parameters, accepts });

describe('two have a slot in common', () => {
  it.each([
    [['a'], ['a', 'b'], true],
    [['a'], ['b'], false],
    [null, ['b'], true],
    [['b'], null, true],
    [null, null, true],
  ])('%j and %j: %s', (a, b, expected) => {
    expect(overlap(a, b)).toBe(expected);
  });
});

describe('the table of slots', () => {
  it('stays small where an operator locks as many slots as there can be, in many words', () => {
    const slots = Array.from({ length: MOST_SLOTS }, (_, number) => `stage-${number}`);
    const lock = lockOf({ reason: '語'.repeat(LONGEST.reason) });
    expect(sizeOf(write(pool, 3, { kind: 'lock', lock, slots }))).toBeLessThan(150_000);
  });

  it('is empty where nobody names one', () => {
    expect(write(waiting(plain(1)), 1, grant(plain(1))).slots).toEqual({});
  });

  it('knows a slot from the first request that names it, with the token of its latest grant', () => {
    const document = write(waiting(p1), 5, grant(p1, 'b'));
    const never = { epoch: 0, seen_at: at(0), rest_until: null, rest_since: null, lock: null };
    expect(document.slots).toEqual({ a: never, b: { ...never, epoch: document.epoch } });
  });

  it('has the token of a grant of the whole lease in every slot', () => {
    const ended = write(pool, 10, release(p1, 'success'), release(p2, 'success'), register(plain(3)));
    const whole = write(ended, 11, grant(plain(3)));
    expect(Object.values(whole.slots).map(({ epoch }) => epoch)).toEqual([whole.epoch, whole.epoch]);
  });

  it('tells when a slot was last named, to the day', () => {
    const again = (after: number): number => write(pool, after, register(pooled(3, 'a'))).slots['a']!.seen_at;
    expect(again(DAY)).toBe(at(1));
    expect(again(DAY + 1)).toBe(at(DAY + 1));
  });

  const idle = write(write(pool, 3, release(p1, 'success')), 4, release(p2, 'success'));
  const later = 31 * DAY;
  it.each<[string, LeaseDocument, string[]]>([
    ['forgets what nobody has named for 30 days', idle, ['z']],
    ['keeps what somebody holds', pool, ['a', 'b', 'z']],
    [
      'keeps what somebody waits for, beside one who wants the whole lease',
      write(write(idle, 5, register(pooled(5, 'a'))), 6, register(plain(6))),
      ['a', 'z'],
    ],
    ['keeps what is locked', write(idle, 5, { kind: 'lock', lock: lockOf(), slots: ['b'] }), ['b', 'z']],
    [
      'forgets what was locked',
      write(idle, 5, { kind: 'lock', lock: lockOf({ until: at(60) }), slots: ['b'] }),
      ['z'],
    ],
  ])('%s', (_, document, expected) => {
    const after = write(document, later, register(pooled(9, 'z')));
    expect(Object.keys(after.slots).toSorted()).toEqual(expected);
  });

  const lockSlots = (until: number | null) =>
    write(idle, 5, { kind: 'lock', lock: lockOf({ until }), slots: ['b', 'slip'] });
  it.each<[string, LeaseDocument]>([
    ['that is opened', write(lockSlots(null), 6, { kind: 'unlock', slots: ['b', 'slip'] })],
    ['that has ended by every clock', write(lockSlots(at(60)), DAY + 62, register(pooled(9, 'a')))],
  ])('forgets with a lock %s what no request has ever named', (_, document) => {
    expect(Object.keys(document.slots)).toEqual(['a', 'b']);
  });

  it('keeps it where the clock of somebody else may tell that its lock lasts', () => {
    const document = write(lockSlots(at(60)), DAY + 61, register(pooled(9, 'a')));
    expect(document.slots['slip']?.lock).not.toBeNull();
  });

  it('keeps what a request has named while it was locked', () => {
    const named = write(lockSlots(null), 6, register({ ...p1, id: 'id-9', parameters: wishFor('slip') }));
    const idleAgain = write(named, 7, withdraw({ ...p1, id: 'id-9', parameters: wishFor('slip') }));
    const opened = write(idleAgain, 8, { kind: 'unlock', slots: ['b', 'slip'] });
    expect(Object.keys(opened.slots)).toEqual(['a', 'b', 'slip']);
  });

  it('keeps what is at rest', () => {
    const long = pooled(1, 'a', 1, { parameters: { takeover_delay: DAY } });
    const dead = write(poolOf([long, 'a']), later, evict(long));
    // The clock of who writes may be a day ahead of the one by which it rests.
    const kept = [1, 2 * DAY - 1, 2 * DAY + 1].map(
      (after) => 'a' in write(dead, later + after, register(pooled(9, 'z'))).slots,
    );
    expect(kept).toEqual([true, true, false]);
  });

  it('has room for a hundred, the latest', () => {
    const names = (from: number): string[] => Array.from({ length: 60 }, (_, n) => `s${from + n}`);
    const wish = (from: number) => ({
      ...p1,
      id: `x${from}`,
      parameters: { ...p1.parameters, accepts: names(from) },
    });
    const first = story([0, register(wish(0))], [1, withdraw(wish(0))]);
    const both = write(write(first, 2, register(wish(60))), 3, withdraw(wish(60)));
    expect(Object.keys(both.slots)).toHaveLength(100);
    expect(both.slots).toHaveProperty('s119');
  });

  it('takes no name for that of something which every object has', () => {
    const odd = { ...p1, parameters: { ...p1.parameters, accepts: ['constructor', 'toString'] } };
    const document = write(waiting(odd), 1, grant(odd, 'toString'));
    expect(document.slots['constructor']).toMatchObject({ epoch: 0 });
    expect(parseDocument(LEASE, JSON.stringify(documentToJson(document)))).toEqual(document);
  });

  it.each(['*', '__proto__', ''])('has no slot %j', (name) => {
    const json = documentToJson(pool);
    const [request, ...others] = json.requests;
    const parameters = { ...request!.parameters, accepts: [name] };
    const requests = [{ ...request!, parameters }, ...others];
    expect(parseDocument(LEASE, JSON.stringify({ ...json, requests }))).toHaveProperty('unreadable');
  });
});

it('a slot that the table does not know was never granted', () => {
  expect(tokenOf(pool, 'z')).toBe(0);
  expect(tokenOf(pool, 'b')).toBe(pool.epoch);
  expect(tokenOf(pool, '*')).toBe(pool.epoch);
});

it('the slots of a lease are those of the table and of its requests, and the lease itself', () => {
  expect([...slotsOf({ ...write(pool, 4, register(pooled(3, 'cb'))), slots: {} })]).toEqual([
    'a',
    'b',
    'c',
    '*',
  ]);
  expect([...slotsOf(waiting(plain(1)))]).toEqual(['*']);
});

describe('the end of a hold', () => {
  it('names its slots, and leaves the others alone', () => {
    const ended = write(pool, 9, release(p1, 'success'));
    expect(endOf(ended, p1)).toMatchObject({ outcome: 'success', slots: ['a'] });
    expect(ended.requests).toMatchObject([{ id: p2.id, slots: ['b'] }]);
  });

  it('leaves only its own slots at rest, where it was dead', () => {
    const dead = write(pool, 9, evict(p1));
    expect(dead).toMatchObject({
      rest_until: null,
      slots: { a: { rest_until: at(39) }, b: { rest_until: null } },
    });
    expect(endOfRest(dead.slots['a']!, at(39))).toBe(at(40));
    expect(
      write(dead, 50, register(pooled(3, 'a')), grant(pooled(3, 'a'), 'a')).slots['a']!.rest_until,
    ).toBeNull();
  });

  it('is without slots where it had the whole lease', () => {
    const whole = write(waiting(plain(1)), 1, grant(plain(1)));
    expect(endOf(write(whole, 2, release(plain(1), 'success')), plain(1))).not.toHaveProperty('slots');
  });
});

describe('a lock of slots', () => {
  const lock = lockOf({ at: at(5) });
  const locked = write(pool, 5, { kind: 'lock', lock, slots: ['a', 'new'] });

  it('closes them and nothing else, known or not', () => {
    expect(locked).toMatchObject({ lock: null, slots: { a: { lock }, b: { lock: null }, new: { lock } } });
  });

  it('is opened slot by slot, or with the lease', () => {
    expect(write(locked, 6, { kind: 'unlock', slots: ['a'] }).slots).toMatchObject({
      a: { lock: null },
      new: { lock },
    });
    const both = write(locked, 6, { kind: 'lock', lock, slots: ['*', 'b'] });
    expect(both).toMatchObject({ lock, slots: { b: { lock } } });
    expect(write(both, 7, { kind: 'unlock' })).toMatchObject({ lock: null, slots: { b: { lock } } });
  });

  it.each([
    ['what is locked so already', { kind: 'lock', lock, slots: ['a'] }],
    ['what is open', { kind: 'unlock', slots: ['b'] }],
  ] as const)('changes nothing of %s', (_, change) => {
    expect(transition(locked, [change], { now: at(6) })).toBe(locked);
  });

  it('is opened with a rest, where that is waived', () => {
    const dead = write(locked, 9, evict(p1));
    const opened = write(dead, 10, { kind: 'unlock', slots: ['a'], waives: true });
    expect(opened.slots['a']).toMatchObject({ lock: null, rest_until: null });
  });
});

describe('a document with slots is refused where it', () => {
  const changed = (id: string, change: Partial<Request>, document = pool): LeaseDocument => ({
    ...document,
    requests: document.requests.map((each) => (each.id === id ? { ...each, ...change } : each)) as Request[],
  });

  it.each<[string, LeaseDocument]>([
    ['has two holders of one slot, plain-1 and plain-2', changed(p2.id, { slots: ['a'] })],
    ['has two holders of one slot, plain-1 and plain-2', changed(p2.id, { slots: null })],
    ['has a holder plain-2 of other slots than it asked for', changed(p2.id, { slots: ['z'] })],
    ['has a holder plain-2 of other slots than it asked for', changed(p2.id, { slots: ['b', 'z'] })],
    [
      'has a holder plain-1 of other slots than it asked for',
      changed(p1.id, { slots: null }, poolOf([p1, 'a'])),
    ],
  ])('%s', (problem, document) => {
    expect(problemOf(document)).toBe(problem);
  });

  it.each<[string, LeaseDocument, LeaseDocument]>([
    ['grants 2 requests at once', waiting(p1, p2), { ...pool, sequence: pool.sequence + 9 }],
    ['changes the slots of a hold', poolOf([p1, 'a']), { ...poolOf([p1, 'b']), sequence: pool.sequence + 9 }],
  ])('%s', (problem, before, after) => {
    expect(stepProblemOf(before, after)).toBe(problem);
  });

  it('grants a slot that somebody holds', () => {
    expect(() => write(pool, 9, register(pooled(3, 'ab')), grant(pooled(3, 'ab'), 'a'))).toThrow(
      'cannot go to plain-3 while plain-1 holds it',
    );
  });
});
