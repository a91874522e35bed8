// The transitions that neither let a request in nor end it: signs of life, questions, a later step, locks.
import { describe, expect, it } from 'vitest';
import { LONGEST_REASON } from '../../src/lease/schema.ts';
import { transition } from '../../src/lease/transition.ts';
import {
  alive,
  ask,
  at,
  evict,
  grant,
  group,
  liveOf,
  lockOf,
  plain,
  register,
  release,
  renew,
  story,
  write,
} from './build.ts';

const g1 = group(1);
const p1 = plain(1);
const p2 = plain(2);

describe('renew', () => {
  it('is a sign of life, and nothing else', () => {
    const document = story([0, register(p1)], [1, register(p2)]);
    const renewed = write(document, 90, renew(p1));
    expect(renewed).toEqual({
      ...document,
      sequence: document.sequence + 1,
      requests: [{ ...document.requests[0], seen_at: at(90) }, document.requests[1]],
    });
  });

  it('has no effect on a request that is not there', () => {
    const document = story([0, register(p1)]);
    expect(transition(document, [renew(p2)], { now: at(9) })).toBe(document);
  });

  it('is a later one every time, also where the clock of the one before is ahead', () => {
    const document = story([0, register(p1)], [90, renew(p1)]);
    expect(liveOf(write(document, 90, renew(p1)), p1).seen_at).toBe(at(90.001));
    expect(liveOf(write(document, 5, renew(p1)), p1).seen_at).toBe(at(90.001));
  });
});

describe('ask and alive', () => {
  const document = story([0, register(p1)], [1, register(p2)], [2, grant(p2)]);

  it('ask a request that waits to act, once', () => {
    const asked = write(document, 90, ask(p1));
    expect(asked).toEqual({
      ...document,
      sequence: document.sequence + 1,
      requests: [{ ...document.requests[0], asked_at: at(90) }, document.requests[1]],
    });
    expect(transition(asked, [ask(p1)], { now: at(100) })).toBe(asked);
  });

  it('ask nobody who holds the lease, or is not there', () => {
    expect(transition(document, [ask(p2), ask(g1)], { now: at(9) })).toBe(document);
  });

  it.each([
    ['renews itself', [renew(p1)]],
    ['is granted the lease', [evict(p2), grant(p1)]],
    ['is taken over by a later step', [register({ ...p1, nonce: 'later' })]],
  ])('are answered by one that %s', (_, moves) => {
    const asked = write(document, 90, ask(p1));
    expect(liveOf(asked, p1).asked_at).toBe(at(90));
    expect(liveOf(write(asked, 95, ...moves), p1)).toMatchObject({ asked_at: null, seen_at: at(95) });
  });

  it('are answered also in the very second of the last sign of life', () => {
    const asked = write(document, 2, ask(p1));
    const renewed = write(write(asked, 2, renew(p1)), 2, ask(p1));
    expect(liveOf(write(renewed, 2, renew(p1)), p1).asked_at).toBeNull();
  });

  it('write down that a job was seen alive, whatever its request does', () => {
    const seen = write(document, 90, alive(p1), alive(p2), alive(g1));
    expect(seen.requests.map(({ alive_at }) => alive_at)).toEqual([at(90), at(90)]);
    expect(liveOf(seen, p1).seen_at).toBe(at(0));
    expect(liveOf(write(seen, 90, alive(p1)), p1).alive_at).toBe(at(90.001));
  });
});

describe('a request that a later step of the job registers', () => {
  const parameters = { ...p1.parameters, propagate: false, held_by: 'run' } as const;
  const later = { ...p1, nonce: 'later', parameters, payload: 'of the later step' };
  const document = story([0, register(p1)], [1, register(p2)]);

  it('becomes what the later step asks for, and keeps its place', () => {
    const taken = write(document, 5, register(later));
    expect(taken).toEqual({
      ...document,
      sequence: document.sequence + 1,
      requests: [{ ...document.requests[0], ...later, seen_at: at(5) }, document.requests[1]],
    });
    expect(transition(taken, [register(later)], { now: at(9) })).toBe(taken);
  });

  it.each([
    ['scope', { scope: 'another' }],
    ['commit', { head_sha: p2.head_sha }],
    ['priority', { priority: -1 }],
  ])('begins anew where the later step asks with another %s', (_, other) => {
    const anew = write(document, 5, register({ ...later, ...other }));
    expect(anew.requests.map(({ id }) => id)).toEqual([p2.id, p1.id]);
    expect(liveOf(anew, p1)).toMatchObject({ ...other, nonce: 'later', registered_at: at(5) });
    expect(anew.rounds).toHaveLength(2);
  });

  it('stays that of the step which holds the lease by it, or has ended', () => {
    const held = story([0, register(p1)], [1, grant(p1)]);
    expect(transition(held, [register(later)], { now: at(9) })).toBe(held);
    const ended = write(held, 2, release(p1, 'success'));
    expect(transition(ended, [register(later)], { now: at(9) })).toBe(ended);
  });
});

describe('lock and unlock', () => {
  const lock = lockOf({ at: at(3), until: at(60) });

  it('close the lease, replace the lock, and open it', () => {
    const locked = story([3, { kind: 'lock', lock }]);
    expect(locked.lock).toEqual(lock);
    const replaced = write(locked, 4, { kind: 'lock', lock: lockOf({ reason: 'another', at: at(4) }) });
    expect(replaced.lock?.reason).toBe('another');
    expect(write(replaced, 5, { kind: 'unlock' }).lock).toBeNull();
  });

  it('have no effect where they have taken effect', () => {
    const locked = story([3, { kind: 'lock', lock }]);
    expect(transition(locked, [{ kind: 'lock', lock: { ...lock } }], { now: at(9) })).toBe(locked);
    const open = story([0, register(p1)]);
    expect(transition(open, [{ kind: 'unlock' }], { now: at(9) })).toBe(open);
    expect(transition(open, [{ kind: 'unlock', waives: true }], { now: at(9) })).toBe(open);
  });

  it('cut the reason to the length that a document takes', () => {
    const long = { kind: 'lock', lock: { ...lock, reason: 'r'.repeat(9999) } } as const;
    const locked = story([3, long]);
    expect(locked.lock?.reason).toHaveLength(LONGEST_REASON);
    expect(transition(locked, [long], { now: at(9) })).toBe(locked);
  });

  it('end the rest after an eviction only where they waive it', () => {
    const resting = story([0, register(p1)], [1, grant(p1)], [2, evict(p1)]);
    expect(resting.rest_until).toBe(at(32));
    expect(transition(resting, [{ kind: 'unlock' }], { now: at(9) })).toBe(resting);
    expect(write(resting, 9, { kind: 'unlock', waives: true }).rest_until).toBeNull();
    const locked = write(resting, 9, { kind: 'lock', lock });
    expect(write(locked, 10, { kind: 'unlock' })).toMatchObject({ lock: null, rest_until: at(32) });
  });
});
