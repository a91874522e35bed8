// Ending without the lease: out of time, cancelled, superseded, one try only.
import { describe, expect, it } from 'vitest';
import { FRESH_TURN, type Applicant, type Memory, type Sighting } from '../../src/lease/decision.ts';
import { createDocument } from '../../src/lease/document.ts';
import { NO_SIGNS, observe, type Liveness } from '../../src/lease/signs.ts';
import type { Registration } from '../../src/lease/schema.ts';
import { applicant, asked, decideOnce, decisions, groupsAt, look, POLL } from './applicant.ts';
import { at, evict, group, heldBy, LEASE, plain, START, waiting, withdraw, write } from './build.ts';

const [g1, p1, p2] = [group(1), plain(1), plain(2)];
const empty = createDocument(LEASE, START);
const busy = heldBy(p2);
const waits = heldBy(p2, p1);
const LEAVING = { registered: true, leaving: 'superseded' } as const;

describe.each(['timed-out', 'cancelled'] as const)('a step that is %s', (ending) => {
  it('withdraws its request first, and is gone when that is on the board', () => {
    const { verdict, memory } = decideOnce(p1, look(waits, 5, { ending }));
    expect(verdict).toEqual({ kind: 'write', changes: [withdraw(p1, ending)] });
    expect(memory.leaving).toBe(ending);
    const document = write(waits, 5, withdraw(p1, ending));
    const confirmed = decideOnce(p1, look(document, 6, { ending }), { remembers: memory });
    expect(confirmed.verdict).toEqual({ kind: 'gone', ending });
  });

  it.each([
    ['is gone at once where it never registered', busy, false, 'gone'],
    ['closes off a write that is unanswered, though it never registered', busy, true, 'withdraw'],
    ['takes no lease that is free', waiting(p1), false, 'withdraw'],
  ])('%s', (_, document, unanswered, expected) => {
    expect(asked(decideOnce(p1, look(document, 1000, { ending, unanswered })))).toBe(expected);
  });
});

it('keeps to its first reason to leave, and leaves for good, though that has gone', () => {
  const out = decideOnce(p1, look(waits, 5, { ending: 'timed-out' }), { remembers: LEAVING });
  expect(out.memory.leaving).toBe('superseded');
  const seen = look(waiting(g1), 1000, { groups: groupsAt(1000, g1) });
  expect(asked(decideOnce(g1, seen, { remembers: LEAVING }))).toBe('withdraw');
});

describe('one try (wait: false)', () => {
  const once = { wait: false } as const;

  it.each<[string, Registration, Sighting, string]>([
    ['takes a lease that is free, in one write', p1, look(empty, 0), 'register + grant'],
    ['closes off a write that is unanswered', p1, look(busy, 5, { unanswered: true }), 'withdraw'],
    ['withdraws what an earlier try has left', p1, look(waits, 5), 'withdraw'],
  ])('%s', (_, who, seen, expected) => {
    expect(asked(decideOnce(who, seen, once))).toBe(expected);
  });

  it('has only its clock to tell whether a lease still rests', () => {
    const resting = write(busy, 5, evict(p2));
    const by = (after: number) => {
      const seen = look(resting, after);
      return asked(decideOnce(p1, { ...seen, time: { ...seen.time, trusted: false } }, once));
    };
    expect([by(36), by(37)]).toEqual(['gone', 'register + grant']);
  });

  const missing = look(empty, 1000, { groups: groupsAt(1000) });

  it.each<[string, Registration, Sighting, Partial<Memory>?]>([
    ['the lease is not to be had', p1, look(busy, 5)],
    ['its round would wait for others: it does not gather', g1, look(empty, 5)],
    ['its merge group is missing', g1, missing],
    ['its merge group is missing again: that is not superseded', g1, missing, { missingSince: at(0) }],
  ])('writes nothing where %s', (_, who, seen, remembers = {}) => {
    const { verdict } = decideOnce(who, seen, { ...once, remembers });
    expect(verdict).toEqual({ kind: 'gone', ending: 'not-granted' });
  });

  it('waits only for the second read of a job that may be dead', () => {
    const asks = decideOnce(p1, look(busy, 10_000), once);
    expect(asks).toMatchObject({ verdict: { kind: 'wait' }, check: [{ id: p2.id }] });
    const after = (liveness: Liveness): string => {
      const signs = observe(NO_SIGNS, p2.id, liveness, 10_000, 1);
      return asked(decideOnce(p1, look(busy, 10_000, { poll: 1 }), { ...once, remembers: { signs } }));
    };
    expect([after('ended'), after('alive')]).toEqual(['wait', 'gone']);
  });
});

describe('a merge group that is missing from the list', () => {
  const registered = waiting(g1);
  /** What it decides at each look, which has listed these groups then; `null`: there is no list. */
  const looks = (
    wish: Partial<Applicant>,
    ...at: readonly (readonly [number, Registration[] | null, number?])[]
  ) =>
    decisions(
      applicant(g1, wish),
      ...at.map(([after, list, listedAt = after]) =>
        look(registered, after, { groups: list === null ? null : groupsAt(listedAt, ...list) }),
      ),
    );

  it('neither registers nor is granted, and waits', () => {
    expect(asked(decideOnce(g1, look(empty, 0, { groups: groupsAt(0) })))).toBe('wait');
    expect(looks({}, [1000, []]).map(asked)).toEqual(['wait']);
    expect(looks({}, [1000, [g1]]).map(asked)).toEqual(['grant']);
    expect(looks({}, [10, []], [400, null]).map(asked)).toEqual(['wait', 'grant']);
  });

  it('is superseded when it is missing in two looks a poll interval apart', () => {
    const [first, second] = looks({}, [10, []], [10 + POLL, []]);
    expect(first).toMatchObject({ verdict: { kind: 'wait' }, memory: { missingSince: at(10) } });
    expect(second?.verdict).toEqual({ kind: 'write', changes: [withdraw(g1, 'superseded')] });
    expect(second?.memory.leaving).toBe('superseded');
  });

  it('is gone as superseded at once where it never registered', () => {
    const seen = look(empty, 10 + POLL, { groups: groupsAt(10 + POLL) });
    const { verdict } = decideOnce(g1, seen, { remembers: { missingSince: at(10) } });
    expect(verdict).toEqual({ kind: 'gone', ending: 'superseded' });
  });

  it.each([
    ['in two looks that are too close', POLL, 10 + POLL - 1],
    ['in one and the same look', POLL, 10],
    ['in one look alone, though the poll interval is zero', 0, 10],
  ])('waits on %s', (_, pollInterval, listedAt) => {
    const [, second] = looks({ pollInterval }, [10, []], [10 + 10 * POLL, [], listedAt]);
    expect(asked(second!)).toBe('wait');
    expect(second!.memory.missingSince).toBe(at(10));
  });

  it.each<[string, Registration[] | null]>([
    ['it is listed again', [g1, group(2)]],
    ['there is no list: nobody waits for one that is refused', null],
  ])('is not missing where %s, and counts from there', (_, list) => {
    const [, again, missing] = looks({}, [10, []], [20, list], [40, []]);
    expect(again!.memory.missingSince).toBeNull();
    expect(asked(missing!)).toBe('wait');
  });

  it.each([
    ['its name has another head', group(1, { head_sha: group(9).head_sha })],
    ['its head has another name', group(1, { head_ref: 'refs/heads/other' })],
  ])('is missing where %s', (_, other) => {
    expect(looks({}, [5, [other]])[0]?.memory.missingSince).toBe(at(5));
  });

  it('loses the evaluations that it has won', () => {
    const blocker = { id: 'x', seenAt: 0, keptFor: 9, couldActFor: 9, now: 'keeps' } as const;
    const remembers = { turn: { wins: 3, at: 0, blockers: [blocker] } };
    const { memory } = decideOnce(g1, look(registered, 5, { groups: groupsAt(5) }), { remembers });
    expect(memory.turn).toEqual(FRESH_TURN);
  });

  it('is no matter of a plain request', () => {
    expect(asked(decideOnce(p1, look(empty, 0, { groups: groupsAt(0) })))).toBe('register + grant');
  });
});
