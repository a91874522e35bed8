// The ends that a waiting process finds on the board, before it looks at anything else.
import { describe, expect, it } from 'vitest';
import type { Memory, Sighting, Verdict } from '../../src/lease/decision.ts';
import { createDocument } from '../../src/lease/document.ts';
import type { LeaseDocument, Registration } from '../../src/lease/schema.ts';
import { successesInScope } from '../../src/lease/settlement.ts';
import { asked, decideOnce, look } from './applicant.ts';
import {
  at,
  endedAs,
  endOf,
  evict,
  grant,
  group,
  heldBy,
  ids,
  LEASE,
  liveOf,
  plain,
  proved,
  register,
  release,
  renew,
  sha,
  START,
  waiting,
  withdraw,
  write,
} from './build.ts';

const [g1, g2, g3] = [group(1), group(2), group(3)];
/** The same request, as an earlier step of the job has made it. */
const earlier = { ...g1, nonce: 'earlier' };
const empty = createDocument(LEASE, START);
/** A success of the second group, with the first one late. */
const succeeded = endedAs('success', g2);

const evicted = (who: Registration) => write(waiting(who), 1, evict(who));
const withdrawn = write(waiting(g1), 1, withdraw(g1));
const completed = (who: Registration) => write(heldBy(g2, who), 3, release(g2, 'success'));
const ended = (document: LeaseDocument): Verdict => ({ kind: 'ended', outcome: endOf(document, g1) });
const gone = (ending: 'timed-out' | 'cancelled' | 'superseded'): Verdict => ({ kind: 'gone', ending });
const acquired = (document: LeaseDocument, own: boolean): Verdict =>
  ({ kind: 'acquired', holder: liveOf(document, g1), own }) as Verdict;

/** An outcome of an older release, which nobody has signed. */
const unsigned = endedAs('success', earlier);
delete unsigned.outcomes[0]!.nonce;
const unexplained = { ...withdrawn, outcomes: [{ ...endOf(withdrawn, g1), outcome: 'completed' as const }] };

const LEAVING = { registered: true, leaving: 'superseded' } as const;
const LATE = { ending: 'timed-out' } as const;
const NO_GROUPS = { groups: { list: [], at: at(3) } };
const BY_SECOND: Verdict = { kind: 'completed', by: sha(2) };

describe('a step that finds under its id', () => {
  it.each<[string, LeaseDocument, Verdict, Partial<Sighting>?, Partial<Memory>?]>([
    ['its completion', completed(g1), BY_SECOND],
    ['a completion of which nobody wrote by what', unexplained, { kind: 'completed', by: '' }],
    ['its eviction', evicted(g1), ended(evicted(g1))],
    ['its eviction, whatever else is', evicted(g1), ended(evicted(g1)), { ...LATE, ...NO_GROUPS }],
    ['its eviction, which was faster than its withdrawal', evicted(g1), ended(evicted(g1)), {}, LEAVING],
    ['its success', endedAs('success', g1), ended(endedAs('success', g1))],
    ['its failure', endedAs('failure', g1), ended(endedAs('failure', g1))],
    ['a withdrawal that it has not made', withdrawn, ended(withdrawn)],
    ['its own withdrawal', withdrawn, gone('superseded'), {}, LEAVING],
    ['its hold', heldBy(g1), acquired(heldBy(g1), true)],
    ['its hold, though it must end', heldBy(g1), acquired(heldBy(g1), true), LATE, LEAVING],
    ['nothing, and has not registered', succeeded, BY_SECOND],
    ['nothing, and was registered', empty, { kind: 'lost' }, {}, { registered: true }],
    ['nothing, was registered, and a success settles it', succeeded, BY_SECOND, {}, { registered: true }],
    ['the end of an earlier step', endedAs('success', earlier), { kind: 'next-id' }],
    ['an end that nobody has signed', unsigned, { kind: 'next-id' }],
    ['the eviction of an earlier step', evicted(earlier), { kind: 'next-id' }],
    ['the end of an earlier step, out of time', evicted(earlier), gone('timed-out'), LATE],
    ['the end of an earlier step, and leaves', evicted(earlier), gone('superseded'), {}, LEAVING],
    ['the completion of an earlier step', completed(earlier), BY_SECOND],
    ['the hold of an earlier step, out of time', heldBy(earlier), gone('timed-out'), LATE],
    ['that an earlier step waits, out of time', heldBy(g3, earlier), gone('timed-out'), LATE],
    ['that another step waits, and was registered', heldBy(g3, earlier), { kind: 'lost' }, {}, LEAVING],
  ])('%s, knows what has become of it', (_, document, verdict, seen, remembers = {}) => {
    expect(decideOnce(g1, look(document, 3, seen), { remembers }).verdict).toEqual(verdict);
  });

  it('a request of its own remembers that, and misses it later', () => {
    const { memory } = decideOnce(g1, look(heldBy(g3, g1), 3));
    expect(memory.registered).toBe(true);
    expect(decideOnce(g1, look(empty, 3), { remembers: memory }).verdict.kind).toBe('lost');
    expect(decideOnce(g1, look(empty, 3)).memory.registered).toBe(false);
  });

  describe('a request that is gone without an outcome, after the lease has ended others', () => {
    const [before, many] = [waiting(g1), 40];
    /** So many have ended since, of whose outcomes so many are kept. */
    const later = (ended: number, kept: number): LeaseDocument => ({
      ...empty,
      outcomes: Array.from({ length: kept }, () => evicted(plain(5)).outcomes[0]!),
      counters: { ...empty.counters, outcomes: { ...empty.counters.outcomes, success: ended } },
    });
    const verdict = (document: LeaseDocument, seen: Partial<Sighting> = {}): Verdict => {
      const { memory } = decideOnce(g1, look(before, 2));
      return decideOnce(g1, look(document, 3, seen), { remembers: memory }).verdict;
    };

    it.each([
      ['as many as are kept, and more: its own may be dropped', later(many + 1, many), { kind: 'next-id' }],
      ['as many as are kept', later(many, many), { kind: 'lost' }],
      ['fewer than are kept', later(many - 1, many), { kind: 'lost' }],
    ])('%s', (_, document, expected) => {
      expect(verdict(document)).toEqual(expected);
    });

    it('counts from when it was last seen', () => {
      const { memory } = decideOnce(g1, look({ ...before, counters: later(2, 0).counters }, 2));
      const gone = (ended: number) =>
        decideOnce(g1, look(later(ended, many), 3), { remembers: memory }).verdict.kind;
      expect([gone(many + 1), gone(many + 2)]).toEqual(['lost', 'next-id']);
    });

    it('ends a step that leaves', () => {
      expect(verdict(later(many + 1, many), { ending: 'timed-out' })).toEqual({
        kind: 'gone',
        ending: 'timed-out',
      });
    });
  });
});

describe('a hold that an earlier step of the job has got', () => {
  const held = heldBy(earlier);

  it('is believed only after a write on it: the look may be of a lagging replica', () => {
    const first = decideOnce(g1, look(held, 2));
    expect(asked(first)).toBe('renew');
    const again = (document: LeaseDocument) => decideOnce(g1, look(document, 5), { remembers: first.memory });
    expect(asked(again(held))).toBe('renew');
    const renewed = write(held, 4, renew(g1));
    expect(again(renewed).verdict).toEqual(acquired(renewed, false));
  });

  it('is left alone for good by a step that must end, whatever may land', () => {
    const { verdict, memory } = decideOnce(g1, look(held, 2, { ending: 'cancelled', unanswered: true }));
    expect([verdict, memory.leaving]).toEqual([gone('cancelled'), 'cancelled']);
  });
});

describe('a request that an earlier step of the job has left waiting', () => {
  const left = heldBy(plain(9), earlier);

  it('is taken over in the write that would register it', () => {
    const { verdict, memory } = decideOnce(g1, look(left, 5));
    expect(verdict).toEqual({ kind: 'write', changes: [register(g1)] });
    expect(memory.registered).toBe(false);
    expect(decideOnce(g1, look(write(left, 5, register(g1)), 6)).memory.registered).toBe(true);
  });

  it('is granted in the same write where it is due', () => {
    expect(asked(decideOnce(g1, look(waiting(earlier), 400)))).toBe('register + grant');
  });

  it('is closed where the take-over is under way', () => {
    expect(asked(decideOnce(g1, look(left, 5, { ...LATE, unanswered: true })))).toBe('withdraw');
  });
});

describe('an earlier success', () => {
  it('closes the id where a write of it may still land', () => {
    const { verdict } = decideOnce(g1, look(succeeded, 3, { unanswered: true }));
    const changes = verdict.kind === 'write' ? verdict.changes : [];
    const closed = write(succeeded, 3, ...changes);
    expect(changes.map(({ kind }) => kind)).toEqual(['register', 'complete']);
    expect(endOf(closed, g1).outcome).toBe('completed');
    expect(write(closed, 4, register(g1))).toBe(closed);
  });

  it('settles a request that has registered by a write', () => {
    const late = write(succeeded, 3, register(g1));
    const by = endOf(late, g2);
    const { verdict } = decideOnce(g1, look(late, 4));
    expect(verdict).toEqual({ kind: 'write', changes: [{ kind: 'complete', id: g1.id, by }] });
  });

  it('settles before the end of the step, and before a missing merge group counts', () => {
    expect(decideOnce(g1, look(succeeded, 3, { ...LATE, ...NO_GROUPS })).verdict).toEqual(BY_SECOND);
  });

  const twin = { ...g2, id: 'twin', run_id: 9 };
  const same = { scope: g2.scope, head_sha: sha(2) } as const;
  const alone = { parameters: { propagate: false } } as const;

  it.each<[string, Registration, boolean, LeaseDocument?]>([
    ['the same head in another run', twin, true],
    ['the same head in another job of the run', { ...g2, id: 'twin', job: 'canary' }, true],
    ['the same head in another leg of the matrix', { ...g2, id: 'twin', job_index: 1 }, true],
    ['another attempt of its own job', { ...g2, id: 'twin', run_attempt: 2 }, false],
    ['its own job in the same run, whatever its base', { ...g2, id: 'twin', base_sha: sha(1) }, false],
    ['what sits above it', g3, false],
    ['another scope', group(1, { scope: 'canary' }), false],
    ['a request that does not want it', group(1, alone), false],
    ['a plain request that does not want it', plain(9, same), false],
    ['a plain request that wants it', plain(9, { ...same, parameters: { propagate: true } }), true],
    ['anything where it did not want that', g1, false, endedAs('success', group(2, alone))],
    ['anything where it was a failure', twin, false, endedAs('failure', g2)],
  ])('settles, or not: %s', (_, registration, settles, document = succeeded) => {
    expect(decideOnce(registration, look(document, 3)).verdict.kind).toBe(settles ? 'completed' : 'write');
  });

  it('is looked for from the newest on, also by what the compare API has proved', () => {
    const apart = group(3, { base_sha: sha(30) });
    const held = write(succeeded, 3, register(apart), grant(apart));
    const both = write(held, 4, release(apart, 'success'));
    expect(ids(successesInScope(both, g1))).toEqual(['group-3', 'group-2']);
    const seen = look(both, 5, { proofs: proved(apart, g1) });
    expect(decideOnce(g1, seen).verdict).toEqual({ kind: 'completed', by: sha(3) });
  });
});
