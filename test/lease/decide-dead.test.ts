// The dead before a request: whom it checks, whom it evicts, and the grant that goes with it.
import { describe, expect, it } from 'vitest';
import type { LeaseDocument, Registration } from '../../src/lease/schema.ts';
import { transition } from '../../src/lease/transition.ts';
import { asked, deadSigns, decideOnce, look, sign } from './applicant.ts';
import { holderOf } from '../../src/lease/document.ts';
import { at, endOf, grant, group, liveOf, plain, register, renew, START, story, write } from './build.ts';

const p1 = plain(1);
const p2 = plain(2);
const p3 = plain(3);
const eager = plain(2, { parameters: { takeover_delay: 0 } });

/** The second holds the lease, the first waits. */
const held = story([0, register(p2), grant(p2)], [1, register(p1)]);
const heldEagerly = story([0, register(eager), grant(eager)], [1, register(p1)]);

/** What a decision makes of the document. */
function result(document: LeaseDocument, registration: Registration, ...dead: Registration[]): LeaseDocument {
  const { verdict } = decideOnce(registration, look(document, 200), {
    remembers: { signs: deadSigns(...dead) },
  });
  return verdict.kind === 'write' ? transition(document, verdict.changes, { now: at(200) }) : document;
}

describe('a dead holder', () => {
  it('is evicted by the next in line, which waits for the takeover delay', () => {
    const remembers = { signs: deadSigns(p2) };
    const { verdict } = decideOnce(p1, look(held, 200), { remembers });
    expect(verdict).toEqual({
      kind: 'write',
      changes: [
        { kind: 'evict', id: p2.id, epoch: START, by: p1.id, reason: 'its job ended without a release' },
      ],
    });
    const evicted = result(held, p1, p2);
    expect(endOf(evicted, p2)).toMatchObject({ outcome: 'evicted', takeover_delay: 30 });
    expect(asked(decideOnce(p1, look(evicted, 231), { remembers }))).toBe('wait');
    expect(asked(decideOnce(p1, look(evicted, 232), { remembers }))).toBe('grant');
  });

  it('is evicted in the write of the grant where it asked for no takeover delay', () => {
    const remembers = { signs: deadSigns(eager) };
    expect(asked(decideOnce(p1, look(heldEagerly, 200), { remembers }))).toBe('evict + grant');
    const after = result(heldEagerly, p1, eager);
    expect(holderOf(after)).toMatchObject({ id: p1.id, epoch: START + 200 });
  });

  it('is evicted by a request that arrives, in the write that registers it', () => {
    const remembers = { signs: deadSigns(p2) };
    expect(asked(decideOnce(p3, look(held, 200), { remembers }))).toBe('register + evict');
    const alone = story([0, register(eager), grant(eager)]);
    expect(asked(decideOnce(p3, look(alone, 200), { remembers }))).toBe('register + evict + grant');
  });

  it('is evicted from further down too, though those in between live', () => {
    const line = write(held, 2, register(p3));
    expect(asked(decideOnce(p3, look(line, 200), { remembers: { signs: deadSigns(p2) } }))).toBe('evict');
  });

  it('is evicted before the evaluations that must be won', () => {
    const remembers = { signs: deadSigns(eager) };
    expect(asked(decideOnce(p1, look(heldEagerly, 200), { remembers, delayAssignment: 1 }))).toBe('evict');
  });

  it('is evicted by one try too, which registers only with the grant', () => {
    const once = { wait: false, remembers: { signs: deadSigns(eager) } } as const;
    const alone = story([0, register(eager), grant(eager)]);
    expect(asked(decideOnce(p1, look(alone, 200), once))).toBe('register + evict + grant');
    const delayed = story([0, register(p2), grant(p2)]);
    expect(asked(decideOnce(p1, look(delayed, 200), once))).toBe('evict');
  });
});

describe('the dead in line', () => {
  const line = story([0, register(p2)], [0, register(p3)], [0, register(p1)]);

  it('are evicted with the grant, nearest first', () => {
    const { verdict } = decideOnce(p1, look(line, 200), { remembers: { signs: deadSigns(p2, p3) } });
    expect(verdict).toEqual({
      kind: 'write',
      changes: [
        { kind: 'evict', id: p3.id, epoch: null, by: p1.id, reason: 'its job ended' },
        { kind: 'evict', id: p2.id, epoch: null, by: p1.id, reason: 'its job ended' },
        { kind: 'grant', id: p1.id },
      ],
    });
  });

  it('are left to others beyond the first that lives', () => {
    expect(asked(decideOnce(p1, look(line, 10), { remembers: { signs: deadSigns(p2) } }))).toBe('wait');
    expect(asked(decideOnce(p1, look(line, 10), { remembers: { signs: deadSigns(p3) } }))).toBe('evict');
  });

  it('leave a round that gathers as it is: its window runs on', () => {
    const train = story([0, register(group(2))], [0, register(group(1))]);
    const after = decideOnce(group(1), look(train, 200), { remembers: { signs: deadSigns(group(2)) } });
    expect(asked(after)).toBe('evict');
  });
});

describe('a check', () => {
  const TTL = p2.parameters.ttl;

  it('is asked for after the TTL of the one before, and no earlier', () => {
    expect(decideOnce(p1, look(held, TTL + 1)).check).toEqual([]);
    expect(decideOnce(p1, look(held, TTL + 2)).check).toEqual([liveOf(held, p2)]);
  });

  it('is asked for by a request that is about to register', () => {
    expect(decideOnce(p3, look(held, TTL + 3)).check).toEqual([liveOf(held, p1)]);
  });

  it('is not asked for once the request has ended or leaves', () => {
    expect(decideOnce(p1, look(held, TTL + 2, { ending: 'timed-out' })).check).toEqual([]);
    expect(decideOnce(p2, look(held, TTL + 2)).check).toEqual([]);
  });

  it('that says ended is repeated at the next poll, and evicts then', () => {
    const remembers = { signs: { [p2.id]: sign('ended', { at: 200, poll: 200 }) } };
    expect(decideOnce(p1, look(held, 200), { remembers })).toMatchObject({
      verdict: { kind: 'wait' },
      check: [],
    });
    const next = decideOnce(p1, look(held, 215), { remembers });
    expect(next).toMatchObject({ verdict: { kind: 'wait' }, check: [{ id: p2.id }] });
  });

  it('that cannot tell evicts a holder after its own max-hold of silence', () => {
    const hold = p2.parameters.max_hold;
    const unknown = sign('unknown', { at: hold, polls: 9, unknownSince: hold - 600 });
    const remembers = { signs: { [p2.id]: unknown } };
    const document = write(held, 20_000, renew(p1));
    expect(asked(decideOnce(p1, look(document, hold + 1), { remembers }))).toBe('wait');
    expect(asked(decideOnce(p1, look(document, hold + 2), { remembers }))).toBe('evict');
  });
});
