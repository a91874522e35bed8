// The transitions that do not end a request: it registers, is granted the lease, shows signs of life, is locked out.
import { describe, expect, it } from 'vitest';
import { holderOf, latestStamp } from '../../src/lease/document.ts';
import { LONGEST, type LeaseDocument } from '../../src/lease/schema.ts';
import { transition } from '../../src/lease/transition.ts';
import {
  alive,
  ask,
  at,
  complete,
  endedAs,
  endOf,
  evict,
  grant,
  group,
  heldBy,
  liveOf,
  lockOf,
  plain,
  joining,
  register,
  release,
  renew,
  roundsOf,
  START,
  story,
  waiting,
  withdraw,
  write,
  type Move,
} from './build.ts';

const [g1, g2, g3, p1, p2] = [group(1), group(2), group(3), plain(1), plain(2)];
const later = { ...p1, nonce: 'later', payload: 'of the later step' };
const lock = { kind: 'lock', lock: lockOf({ at: at(3), until: at(60) }) } as const;
const unlock = { kind: 'unlock' } as const;
const SUCCEEDED = endedAs('success', g1);
const long = { kind: 'lock', lock: lockOf({ reason: 'r'.repeat(9999) }) } as const;

describe('a write', () => {
  it('raises the sequence by one, however many changes it makes', () => {
    const document = story([0, register(p1), grant(p1), register(p1)]);
    expect(document.sequence).toBe(START + 1);
    expect(holderOf(document)?.id).toBe('plain-1');
  });

  it.each<[string, LeaseDocument, ...Move[]]>([
    ['without a change', waiting(p1)],
    ['with several changes that have none', waiting(p1), register(p1), unlock],
    ['that registers what is there: the first one stays', waiting(g1), register({ ...g1, priority: 99 })],
    ['that registers an id with an outcome', story([0, withdraw(g1)]), register(g1)],
    ['of a later step, where an earlier one holds the lease', heldBy(p1), register(later)],
    ['of a later step, where an earlier one had the lease', endedAs('success', p1), register(later)],
    ['that grants the lease to its holder', heldBy(p1), grant(p1)],
    ['that renews a request which is not there', waiting(p1), renew(p2)],
    ['that completes a request which is not there', SUCCEEDED, complete(p2, endOf(SUCCEEDED, g1))],
    ['that asks the holder to act', heldBy(p1), ask(p1)],
    ['that asks a request twice', write(waiting(p1), 1, ask(p1)), ask(p1)],
    ['that locks a lease again', story([3, lock]), { kind: 'lock', lock: { ...lock.lock } }],
    ['that locks it again for a long reason', story([3, long]), long],
    ['that opens what is open', waiting(p1), unlock],
    ['that opens what is open, and waives a rest', waiting(p1), { ...unlock, waives: true }],
    ['that opens a lease which rests', write(heldBy(p1), 2, evict(p1)), unlock],
  ])('has no effect %s', (_, document, ...moves) => {
    expect(write(document, 9, ...moves)).toBe(document);
  });
});

describe('register', () => {
  it('adds what the lease knows to what the request says', () => {
    const document = story([7, register(g1)]);
    const known = { registered_at: at(7), seen_at: at(7), alive_at: null, asked_at: null, slots: null };
    expect(document.requests).toEqual([{ ...g1, ...known, status: 'pending', round: START + 1 }]);
    const times = { opened_at: at(7), changed_at: at(7) };
    expect(document.rounds).toEqual([
      { ...times, id: START + 1, scope: g1.scope, priority: 0, granted: false },
    ]);
  });

  it('changes the stamp of a round that it joins, by whatever clock', () => {
    const stampsOf = (now: number) => story([7, register(g1)], [now, register(g2)]).rounds[0]!.changed_at;
    expect(stampsOf(9)).toBe(at(9));
    expect(stampsOf(3)).toBeGreaterThan(at(7));
    expect(stampsOf(3.5)).not.toBe(stampsOf(3));
  });

  const canary = group(2, { scope: 'canary' });
  const twin = plain(3, { scope: g1.scope });

  it.each<[string, LeaseDocument, string[][]]>([
    ['opens a round for every plain request', waiting(p1, p2), [['plain-1'], ['plain-2']]],
    ['joins the round of group requests that gathers', waiting(g1, g2), [['group-1', 'group-2']]],
    [
      'opens the next round while the present one holds the lease',
      heldBy(g1, g2, g3),
      [['group-1'], ['group-2', 'group-3']],
    ],
    [
      'opens the next round though nobody of the granted one holds the lease',
      write(write(write(waiting(g1, g2), 2, grant(g2)), 3, release(g2, 'failure')), 4, register(g3)),
      [['group-1'], ['group-3']],
    ],
    [
      'never joins the round of another scope, nor that of a plain request',
      waiting(twin, canary, g1),
      [['plain-3'], ['group-2'], ['group-1']],
    ],
    [
      "joins the holder's round where a success of the holder would settle it",
      write(heldBy(g2), 2, joining(g1, g2)),
      [['group-2', 'group-1']],
    ],
    ['opens a round where that holder is gone', story([0, joining(g1, g2)]), [['group-1']]],
  ])('%s', (_, document, rounds) => {
    expect(roundsOf(document)).toEqual(rounds);
  });
});

describe('a request that a later step of the job registers', () => {
  const document = waiting(p1, p2);

  it('becomes what the later step asks for, and keeps its place', () => {
    const parameters = { ...p1.parameters, propagate: false, held_by: 'run' } as const;
    const wanted = { ...later, parameters };
    expect(write(document, 5, register(wanted))).toEqual({
      ...document,
      sequence: document.sequence + 1,
      requests: [{ ...document.requests[0], ...wanted, seen_at: at(5) }, document.requests[1]],
    });
  });

  it.each([
    ['scope', { scope: 'another' }],
    ['commit', { head_sha: p2.head_sha }],
    ['base', { base_sha: p2.head_sha }],
    ['priority', { priority: -1 }],
  ])('begins anew where the later step asks with another %s', (_, other) => {
    const anew = write(document, 5, register({ ...later, ...other }));
    expect(anew.requests.map(({ id }) => id)).toEqual([p2.id, p1.id]);
    expect(liveOf(anew, p1)).toMatchObject({ ...other, nonce: 'later', registered_at: at(5) });
    expect(anew.rounds).toHaveLength(2);
  });
});

describe('grant', () => {
  it('gives the seconds since 1970 as the token, and marks the round', () => {
    const document = write(waiting(p1, p2), 5, grant(p2));
    const hold = { status: 'acquired', epoch: START + 5, granted_at: at(5), seen_at: at(5) };
    expect(liveOf(document, p2)).toMatchObject(hold);
    expect(document.epoch).toBe(START + 5);
    expect(document.rounds.map((round) => round.granted)).toEqual([false, true]);
  });

  it.each([
    ['a request that is not registered', heldBy(g1), /staging cannot go to group-2.*not registered/],
    ['one while another holds the lease', heldBy(g1, g2), /group-2 while group-1 holds it/],
  ])('stops at %s', (_, document, message) => {
    const error: object = { name: 'InvariantError', message: expect.stringMatching(message) };
    expect(() => write(document, 9, grant(g2))).toThrow(expect.objectContaining(error));
  });

  it('raises the token above the last one, and above all that the process has ever seen', () => {
    const again = story([0, register(g1)], [0.9, grant(g1)], [0.9, evict(g1), register(g2), grant(g2)]);
    expect(holderOf(again)?.epoch).toBe(START + 1);
    const tokens = [START + 700, 5].map((floor) =>
      transition(waiting(p1), [grant(p1)], { now: at(1), floor }),
    );
    expect(tokens.map(({ epoch }) => epoch)).toEqual([START + 701, START + 1]);
  });
});

describe('the clock of who writes', () => {
  const ownAt = (document: LeaseDocument, after: number, trusted: boolean): number | undefined =>
    transition(document, [renew(p1)], { now: at(after), trusted }).own_clock_at;
  const own = transition(waiting(p1), [ask(p1)], { now: at(50), trusted: false });

  it('is marked where nobody shares it, with the latest stamp that it has written', () => {
    expect(ownAt(waiting(p1), 90, true)).toBeUndefined();
    expect(ownAt(waiting(p1), 90, false)).toBe(at(90));
    expect(own.own_clock_at).toBe(at(50));
    // Its sign of life is later than the latest stamp that it finds.
    expect(ownAt(own, 20, false)).toBeGreaterThan(at(50));
  });

  it('stays marked when somebody with a shared clock writes, who goes on from stamps that are ahead of that', () => {
    expect(ownAt(own, 90, true)).toBe(at(50));
    expect(ownAt(own, 20, true)).toBe(latestStamp(transition(own, [renew(p1)], { now: at(20) })));
  });
});

describe('a sign of life', () => {
  const document = write(waiting(p1, p2), 2, grant(p2));

  it.each([
    ['renew', renew(p1), { seen_at: at(90) }],
    ['ask', ask(p1), { asked_at: at(90) }],
    ['alive', alive(p1), { alive_at: at(90) }],
  ])('is stamped, and nothing else is changed: %s', (_, move, stamp) => {
    expect(write(document, 90, move)).toEqual({
      ...document,
      sequence: document.sequence + 1,
      requests: [{ ...document.requests[0], ...stamp }, document.requests[1]],
    });
  });

  it('is a later one every time, also where the clock of the one before is ahead', () => {
    for (const [move, stamp] of [
      [renew(p1), 'seen_at'],
      [alive(p1), 'alive_at'],
    ] as const) {
      const once = write(document, 90, move);
      const stamps = [90, 5].map((after) => liveOf(write(once, after, move), p1)[stamp]);
      expect(stamps).toEqual([at(90.001), at(90.001)]);
    }
  });

  it('is written down of a holder too, and of nobody who is not there', () => {
    const seen = write(document, 90, alive(p2), alive(g1));
    expect(seen.requests.map(({ alive_at }) => alive_at)).toEqual([null, at(90)]);
  });

  it.each([
    ['renews itself', [renew(p1)]],
    ['is granted the lease', [evict(p2), grant(p1)]],
    ['is taken over by a later step', [register(later)]],
  ])('answers for one that was asked to act: it %s', (_, moves) => {
    const asked = write(document, 90, ask(p1));
    expect(liveOf(asked, p1).asked_at).toBe(at(90));
    expect(liveOf(write(asked, 95, ...moves), p1)).toMatchObject({ asked_at: null, seen_at: at(95) });
  });

  it('answers also in the very second of the one before', () => {
    const renewed = write(write(write(document, 2, ask(p1)), 2, renew(p1)), 2, ask(p1));
    expect(liveOf(write(renewed, 2, renew(p1)), p1).asked_at).toBeNull();
  });
});

describe('lock and unlock', () => {
  it('close the lease, replace the lock, and open it', () => {
    const locked = story([3, lock]);
    expect(locked.lock).toEqual(lock.lock);
    const replaced = write(locked, 4, { kind: 'lock', lock: lockOf({ reason: 'another', at: at(4) }) });
    expect(replaced.lock?.reason).toBe('another');
    expect(write(replaced, 5, unlock).lock).toBeNull();
  });

  it('cut the reason to the length that a document takes', () => {
    expect(story([3, long]).lock?.reason).toHaveLength(LONGEST.reason);
  });

  it('end the rest after an eviction only where they waive it', () => {
    const resting = write(heldBy(p1), 2, evict(p1));
    expect(write(resting, 9, { ...unlock, waives: true }).rest_until).toBeNull();
    expect(write(write(resting, 9, lock), 10, unlock)).toMatchObject({ lock: null, rest_until: at(32) });
  });
});
