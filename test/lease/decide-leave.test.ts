// Ending without the lease: out of time, cancelled, superseded, one try only.
import { describe, expect, it } from 'vitest';
import { createDocument } from '../../src/lease/document.ts';
import { NO_SIGNS, observe, type Liveness } from '../../src/lease/signs.ts';
import { transition } from '../../src/lease/transition.ts';
import { applicant, asked, decideOnce, decisions, groupsAt, look, POLL } from './applicant.ts';
import { at, endOf, grant, group, LEASE, plain, register, START, story, write } from './build.ts';

const g1 = group(1);
const p1 = plain(1);
const p2 = plain(2);
const empty = createDocument(LEASE, START);
const busy = story([0, register(p2)], [0, grant(p2)]);
const waiting = write(busy, 1, register(p1));

describe.each(['timed-out', 'cancelled'] as const)('a step that is %s', (ending) => {
  it('withdraws its request first, and is gone when that is on the board', () => {
    const { verdict, memory } = decideOnce(p1, look(waiting, 5, { ending }));
    expect(verdict).toEqual({
      kind: 'write',
      changes: [{ kind: 'withdraw', registration: p1, reason: ending }],
    });
    expect(memory.leaving).toBe(ending);
    if (verdict.kind !== 'write') return;
    const document = transition(waiting, verdict.changes, { now: at(5) });
    expect(endOf(document, p1)).toMatchObject({ outcome: 'withdrawn', reason: ending });
    const confirmed = decideOnce(p1, look(document, 6, { ending }), { remembers: memory });
    expect(confirmed.verdict).toEqual({ kind: 'gone', ending });
  });

  it('is gone at once where it never registered', () => {
    expect(decideOnce(p1, look(busy, 5, { ending })).verdict).toEqual({ kind: 'gone', ending });
  });

  it('closes off a write that is unanswered, though it never registered', () => {
    const { verdict } = decideOnce(p1, look(busy, 5, { ending, unanswered: true }));
    expect(verdict).toMatchObject({ kind: 'write', changes: [{ kind: 'withdraw' }] });
  });

  it('takes no lease that is free, and checks nobody', () => {
    const free = story([0, register(p1)]);
    const decision = decideOnce(p1, look(free, 1000, { ending }));
    expect(asked(decision)).toBe('withdraw');
    expect(decision.check).toEqual([]);
  });
});

it('keeps to its first reason to leave', () => {
  const remembers = { registered: true, leaving: 'superseded' } as const;
  const { memory } = decideOnce(p1, look(waiting, 5, { ending: 'timed-out' }), { remembers });
  expect(memory.leaving).toBe('superseded');
});

it('leaves for good, though the reason has gone', () => {
  const remembers = { registered: true, leaving: 'superseded' } as const;
  const seen = look(story([0, register(g1)]), 1000, { groups: groupsAt(1000, g1) });
  expect(asked(decideOnce(g1, seen, { remembers }))).toBe('withdraw');
});

describe('one try (wait: false)', () => {
  const once = { wait: false } as const;

  it('takes a lease that is free, in one write', () => {
    expect(asked(decideOnce(p1, look(empty, 0), once))).toBe('register + grant');
  });

  it('writes nothing where the lease is not to be had', () => {
    expect(decideOnce(p1, look(busy, 5), once).verdict).toEqual({ kind: 'gone', ending: 'not-granted' });
  });

  it('does not gather: it writes nothing while its round would wait for others', () => {
    expect(decideOnce(g1, look(empty, 5), once).verdict).toEqual({ kind: 'gone', ending: 'not-granted' });
  });

  it('closes off a write that is unanswered', () => {
    expect(asked(decideOnce(p1, look(busy, 5, { unanswered: true }), once))).toBe('withdraw');
  });

  it('withdraws what an earlier try has left', () => {
    expect(asked(decideOnce(p1, look(waiting, 5), once))).toBe('withdraw');
  });

  it('waits only for the second read of a job that may be dead', () => {
    const asks = decideOnce(p1, look(busy, 10_000), once);
    expect(asks).toMatchObject({ verdict: { kind: 'wait' }, check: [{ id: p2.id }] });
    const read = (liveness: Liveness) => observe(NO_SIGNS, p2.id, liveness, 10_000, 1);
    const after = (liveness: Liveness) =>
      decideOnce(p1, look(busy, 10_000, { poll: 1 }), { ...once, remembers: { signs: read(liveness) } });
    expect(after('ended').verdict.kind).toBe('wait');
    expect(after('alive').verdict).toEqual({ kind: 'gone', ending: 'not-granted' });
  });

  it('ends at once where its merge group is missing, as not granted', () => {
    const seen = look(empty, 1000, { groups: groupsAt(1000) });
    expect(decideOnce(g1, seen, once).verdict).toEqual({ kind: 'gone', ending: 'not-granted' });
    const remembers = { missingSince: at(0) };
    expect(decideOnce(g1, seen, { ...once, remembers }).verdict).toMatchObject({ ending: 'not-granted' });
  });
});

describe('a merge group that is missing from the list', () => {
  const registered = story([0, register(g1)]);
  const me = applicant(g1);

  it('neither registers nor is granted, and waits', () => {
    expect(asked(decideOnce(g1, look(empty, 0, { groups: groupsAt(0) })))).toBe('wait');
    const free = look(registered, 1000, { groups: groupsAt(1000) });
    expect(asked(decideOnce(g1, free))).toBe('wait');
    expect(asked(decideOnce(g1, { ...free, groups: groupsAt(1000, g1) }))).toBe('grant');
  });

  it('is superseded when it is missing in two looks a poll interval apart', () => {
    const [first, second] = decisions(
      me,
      look(registered, 10, { groups: groupsAt(10) }),
      look(registered, 10 + POLL, { groups: groupsAt(10 + POLL) }),
    );
    expect(first).toMatchObject({ verdict: { kind: 'wait' }, memory: { missingSince: at(10) } });
    expect(second).toMatchObject({
      verdict: { kind: 'write', changes: [{ kind: 'withdraw', reason: 'superseded' }] },
      memory: { leaving: 'superseded' },
    });
  });

  it('is gone as superseded at once where it never registered', () => {
    const seen = look(empty, 10 + POLL, { groups: groupsAt(10 + POLL) });
    expect(decideOnce(g1, seen, { remembers: { missingSince: at(10) } }).verdict).toEqual({
      kind: 'gone',
      ending: 'superseded',
    });
  });

  it.each([
    ['in two looks that are too close', groupsAt(10 + POLL - 1)],
    ['in one and the same look', groupsAt(10)],
  ])('waits on %s', (_, groups) => {
    const [, second] = decisions(
      me,
      look(registered, 10, { groups: groupsAt(10) }),
      look(registered, 10 + 10 * POLL, { groups }),
    );
    expect(asked(second!)).toBe('wait');
    expect(second!.memory.missingSince).toBe(at(10));
  });

  it('is not missing where there is no list: nobody waits for one that is refused', () => {
    const [, second, third] = decisions(
      me,
      look(registered, 10, { groups: groupsAt(10) }),
      look(registered, 20, { groups: null }),
      look(registered, 400, { groups: null }),
    );
    expect(second!.memory.missingSince).toBeNull();
    expect(asked(third!)).toBe('grant');
  });

  it('is not superseded by one look alone, though the poll interval is zero', () => {
    const hasty = applicant(g1, { pollInterval: 0 });
    const seen = look(registered, 10, { groups: groupsAt(10) });
    expect(decisions(hasty, seen, seen).map(asked)).toEqual(['wait', 'wait']);
  });

  it('goes on when it is listed again, and counts from there', () => {
    const [, again, missing] = decisions(
      me,
      look(registered, 10, { groups: groupsAt(10) }),
      look(registered, 20, { groups: groupsAt(20, g1, group(2)) }),
      look(registered, 40, { groups: groupsAt(40) }),
    );
    expect(again!.memory.missingSince).toBeNull();
    expect(asked(missing!)).toBe('wait');
  });

  it('is missing where its name has another head, or its head another name', () => {
    for (const other of [
      group(1, { head_sha: group(9).head_sha }),
      group(1, { head_ref: 'refs/heads/other' }),
    ]) {
      expect(decideOnce(g1, look(registered, 5, { groups: groupsAt(5, other) })).memory.missingSince).toBe(
        at(5),
      );
    }
  });

  it('loses the evaluations that it has won', () => {
    const remembers = { turn: { wins: 3, other: { id: 'x', since: 0 } } };
    const { memory } = decideOnce(g1, look(registered, 5, { groups: groupsAt(5) }), { remembers });
    expect(memory.turn).toEqual({ wins: 0, other: null });
  });

  it('is no matter of a plain request', () => {
    expect(asked(decideOnce(p1, look(empty, 0, { groups: groupsAt(0) })))).toBe('register + grant');
  });
});
