// The ends that a waiting process finds on the board, before it looks at anything else.
import { describe, expect, it } from 'vitest';
import { createDocument } from '../../src/lease/document.ts';
import type { LeaseDocument, Registration } from '../../src/lease/schema.ts';
import { successesInScope } from '../../src/lease/settlement.ts';
import { transition } from '../../src/lease/transition.ts';
import { asked, decideOnce, look } from './applicant.ts';
import {
  at,
  endOf,
  evict,
  grant,
  group,
  LEASE,
  liveOf,
  plain,
  proved,
  register,
  release,
  sha,
  START,
  story,
  withdraw,
  write,
} from './build.ts';

const g1 = group(1);
const g2 = group(2);
const p1 = plain(1);

/** A success of the second group, with the first one late. */
const succeeded = story([0, register(g2)], [1, grant(g2)], [2, release(g2, 'success')]);

describe('a request that an earlier success settles', () => {
  it('leaves nothing on the board where it never wrote', () => {
    expect(decideOnce(g1, look(succeeded, 3)).verdict).toEqual({ kind: 'completed', by: sha(2) });
  });

  it('closes its id where a write of it may still land', () => {
    const { verdict } = decideOnce(g1, look(succeeded, 3, { unanswered: true }));
    expect(verdict).toMatchObject({ kind: 'write', changes: [{ kind: 'register' }, { kind: 'complete' }] });
    const changes = verdict.kind === 'write' ? verdict.changes : [];
    const closed = transition(succeeded, changes, { now: at(3) });
    expect(endOf(closed, g1).outcome).toBe('completed');
    expect(transition(closed, [register(g1)], { now: at(4) })).toBe(closed);
  });
});

describe('a request that has ended', () => {
  it('is completed', () => {
    const document = story([0, register(g1)], [0, register(g2)], [1, grant(g2)], [2, release(g2, 'success')]);
    expect(decideOnce(g1, look(document, 3)).verdict).toEqual({ kind: 'completed', by: sha(2) });
  });

  it('is completed also where nobody wrote by what', () => {
    const document = story([0, withdraw(g1)]);
    const [outcome] = document.outcomes;
    const bare: LeaseDocument = { ...document, outcomes: [{ ...outcome!, outcome: 'completed' }] };
    expect(decideOnce(g1, look(bare, 3)).verdict).toEqual({ kind: 'completed', by: '' });
  });

  it.each([
    ['evicted', story([0, register(g1)], [1, evict(g1)])],
    ['success', story([0, register(g1)], [1, grant(g1)], [2, release(g1, 'success')])],
    ['failure', story([0, register(g1)], [1, grant(g1)], [2, release(g1, 'failure')])],
    ['withdrawn', story([0, register(g1)], [1, withdraw(g1)])],
  ])('is ended: %s', (kind, document) => {
    const { verdict } = decideOnce(g1, look(document, 3));
    expect(verdict).toEqual({ kind: 'ended', outcome: endOf(document, g1) });
    expect(verdict).toMatchObject({ outcome: { outcome: kind } });
  });

  it('is ended before anything else: the end of the step, a missing merge group', () => {
    const document = story([0, register(g1)], [1, evict(g1)]);
    const seen = look(document, 3, { ending: 'timed-out', groups: { list: [], at: at(3) } });
    expect(decideOnce(g1, seen).verdict.kind).toBe('ended');
  });

  it('is gone where it was withdrawn because the process leaves', () => {
    const document = story([0, register(g1)], [1, withdraw(g1)]);
    const remembers = { registered: true, leaving: 'superseded' } as const;
    expect(decideOnce(g1, look(document, 3), { remembers }).verdict).toEqual({
      kind: 'gone',
      ending: 'superseded',
    });
  });

  it('is ended, not gone, where somebody else was faster than its withdrawal', () => {
    const document = story([0, register(g1)], [1, evict(g1)]);
    const remembers = { registered: true, leaving: 'timed-out' } as const;
    expect(decideOnce(g1, look(document, 3), { remembers }).verdict.kind).toBe('ended');
  });
});

describe('a request that holds the lease', () => {
  const held = story([0, register(g1)], [1, grant(g1)]);

  it('is acquired, with its token', () => {
    const { verdict } = decideOnce(g1, look(held, 2));
    expect(verdict).toEqual({ kind: 'acquired', holder: liveOf(held, g1), own: true });
    expect(liveOf(held, g1).epoch).toBe(START + 1);
  });

  it('is acquired also where the step must end meanwhile', () => {
    const remembers = { registered: true, leaving: 'timed-out' } as const;
    expect(decideOnce(g1, look(held, 2, { ending: 'timed-out' }), { remembers }).verdict.kind).toBe(
      'acquired',
    );
  });
});

describe('a hold that an earlier step of the job has got', () => {
  const earlier = { ...g1, nonce: 'earlier' };
  const held = story([0, register(earlier)], [1, grant(earlier)]);

  it('is believed only after a write on it: the look may be of a lagging replica', () => {
    const first = decideOnce(g1, look(held, 2));
    expect(asked(first)).toBe('renew');
    const again = decideOnce(g1, look(held, 3), { remembers: first.memory });
    expect(asked(again)).toBe('renew');
    const renewed = write(held, 4, { kind: 'renew', id: g1.id });
    expect(decideOnce(g1, look(renewed, 5), { remembers: first.memory }).verdict).toEqual({
      kind: 'acquired',
      holder: liveOf(renewed, g1),
      own: false,
    });
  });

  it('is left alone by a step that must end', () => {
    const { verdict, memory } = decideOnce(g1, look(held, 2, { ending: 'cancelled', unanswered: true }));
    expect(verdict).toEqual({ kind: 'gone', ending: 'cancelled' });
    expect(memory.leaving).toBe('cancelled');
  });
});

describe('a request that an earlier step of the job has left waiting', () => {
  const earlier = { ...g1, nonce: 'earlier' };
  const waiting = story([0, register(plain(9)), grant(plain(9))], [1, register(earlier)]);

  it('is taken over in the write that would register it', () => {
    const { verdict, memory } = decideOnce(g1, look(waiting, 5));
    expect(verdict).toEqual({ kind: 'write', changes: [register(g1)] });
    expect(memory.registered).toBe(false);
    const taken = write(waiting, 5, register(g1));
    expect(liveOf(taken, g1)).toMatchObject({ nonce: g1.nonce, seen_at: at(5), registered_at: at(1) });
    expect(decideOnce(g1, look(taken, 6)).memory.registered).toBe(true);
  });

  it('is granted in the same write where it is due', () => {
    expect(asked(decideOnce(g1, look(story([0, register(earlier)]), 400)))).toBe('register + grant');
  });

  it('is left to the earlier step by one that must end', () => {
    const { verdict } = decideOnce(g1, look(waiting, 5, { ending: 'timed-out' }));
    expect(verdict).toEqual({ kind: 'gone', ending: 'timed-out' });
  });

  it('is closed where the take-over is under way', () => {
    expect(asked(decideOnce(g1, look(waiting, 5, { ending: 'timed-out', unanswered: true })))).toBe(
      'withdraw',
    );
  });

  it('is lost to a step whose request it was', () => {
    const { verdict } = decideOnce(g1, look(waiting, 5), { remembers: { registered: true } });
    expect(verdict).toEqual({ kind: 'lost' });
  });
});

describe('an outcome of the id that the step has not asked for', () => {
  const earlier = { ...g1, nonce: 'earlier' };
  const released = story([0, register(earlier)], [1, grant(earlier)], [2, release(earlier, 'success')]);
  const bare = story([0, register(earlier)], [1, grant(earlier)], [2, release(earlier, 'success')]);
  delete bare.outcomes[0]!.nonce;

  it.each([
    ['of an earlier step', released],
    ['of a step that nobody names', bare],
    ['of an eviction', story([0, register(earlier)], [1, evict(earlier)])],
  ])('makes it ask by the next id: %s', (_, document) => {
    expect(decideOnce(g1, look(document, 3)).verdict).toEqual({ kind: 'next-id' });
  });

  it.each([
    ['out of time', { ending: 'timed-out' }, {}, 'timed-out'],
    ['because it has decided to', {}, { leaving: 'superseded' }, 'superseded'],
  ] as const)('lets it go where it leaves: %s', (_, seen, remembers, ending) => {
    const { verdict } = decideOnce(g1, look(released, 3, seen), { remembers });
    expect(verdict).toEqual({ kind: 'gone', ending });
  });

  it('settles it where it is completed', () => {
    const document = story(
      [0, register(earlier)],
      [0, register(g2)],
      [1, grant(g2)],
      [2, release(g2, 'success')],
    );
    expect(decideOnce(g1, look(document, 3)).verdict).toEqual({ kind: 'completed', by: sha(2) });
  });
});

describe('an earlier success', () => {
  it('settles a request that has not registered, without a write', () => {
    expect(decideOnce(g1, look(succeeded, 3)).verdict).toEqual({ kind: 'completed', by: sha(2) });
  });

  it('settles a request that has registered by a write', () => {
    const document = write(succeeded, 3, register(g1));
    const { verdict } = decideOnce(g1, look(document, 4));
    const by = endOf(document, g2);
    expect(verdict).toEqual({ kind: 'write', changes: [{ kind: 'complete', id: g1.id, by }] });
    if (verdict.kind !== 'write') return;
    const settled = transition(document, verdict.changes, { now: at(4) });
    expect(decideOnce(g1, look(settled, 4)).verdict).toEqual({ kind: 'completed', by: sha(2) });
  });

  it('settles before the end of the step, and before a missing merge group counts', () => {
    const seen = look(succeeded, 3, { ending: 'cancelled', groups: { list: [], at: at(3) } });
    expect(decideOnce(g1, seen).verdict.kind).toBe('completed');
  });

  it('settles by what the compare API has proved', () => {
    const late = group(7, { base_sha: sha(70) });
    expect(asked(decideOnce(late, look(succeeded, 3)))).toBe('register');
    expect(decideOnce(late, look(succeeded, 3, { proofs: proved(g2, late) })).verdict.kind).toBe('completed');
  });

  it.each<[string, Partial<Registration>]>([
    ['by another attempt of the same run', { run_attempt: 2 }],
    ['by the same run, whatever its base', { base_sha: sha(1) }],
  ])('does not settle a re-run of its own job: asked anew %s', (_, difference) => {
    const rerun = { ...g2, id: 'again', ...difference };
    expect(asked(decideOnce(rerun, look(succeeded, 3)))).toBe('register');
  });

  it.each<[string, Registration, boolean]>([
    ['the same head in another run', { ...g2, id: 'twin', run_id: 9 }, true],
    ['the same head in another job of the run', { ...g2, id: 'twin', job: 'canary' }, true],
    ['the same head in another leg of the matrix', { ...g2, id: 'twin', job_index: 1 }, true],
    ['what sits above it', group(3), false],
    ['another scope', group(1, { scope: 'canary' }), false],
    ['a request that does not want it', group(1, { parameters: { propagate: false } }), false],
    ['a plain request that does not want it', plain(9, { scope: g2.scope, head_sha: sha(2) }), false],
    [
      'a plain request that wants it',
      plain(9, { scope: g2.scope, head_sha: sha(2), parameters: { propagate: true } }),
      true,
    ],
  ])('settles, or not: %s', (_, registration, settles) => {
    expect(decideOnce(registration, look(succeeded, 3)).verdict.kind === 'completed').toBe(settles);
  });

  it('does not settle where the one that succeeded did not want it', () => {
    const alone = group(2, { parameters: { propagate: false } });
    const document = story([0, register(alone)], [1, grant(alone)], [2, release(alone, 'success')]);
    expect(asked(decideOnce(g1, look(document, 3)))).toBe('register');
  });

  it('does not settle where it was a failure', () => {
    const document = story([0, register(g2)], [1, grant(g2)], [2, release(g2, 'failure')]);
    expect(asked(decideOnce(g1, look(document, 3)))).toBe('register');
  });

  it('is looked for from the newest on', () => {
    const g3 = group(3, { base_sha: sha(30) });
    const document = write(succeeded, 3, register(g3), grant(g3));
    const both = write(document, 4, release(g3, 'success'));
    expect(successesInScope(both, g1).map(({ id }) => id)).toEqual(['group-3', 'group-2']);
    const proofs = proved(g3, g1);
    expect(decideOnce(g1, look(both, 5, { proofs })).verdict).toEqual({ kind: 'completed', by: sha(3) });
  });
});

describe('a request that is lost', () => {
  const empty = createDocument(LEASE, START);

  it('was registered, and neither it nor its outcome is there', () => {
    expect(decideOnce(p1, look(empty, 3), { remembers: { registered: true } }).verdict).toEqual({
      kind: 'lost',
    });
  });

  it('is remembered as registered from the first sight of it', () => {
    const { memory } = decideOnce(
      p1,
      look(story([0, register(p1)], [0, register(plain(2)), grant(plain(2))]), 3),
    );
    expect(memory.registered).toBe(true);
    expect(decideOnce(p1, look(empty, 3), { remembers: memory }).verdict.kind).toBe('lost');
    expect(decideOnce(p1, look(empty, 3)).memory.registered).toBe(false);
  });

  it('is settled by a success all the same', () => {
    expect(decideOnce(g1, look(succeeded, 3), { remembers: { registered: true } }).verdict.kind).toBe(
      'completed',
    );
  });
});
