// The transitions that let a request in and give it the lease, and what is common to all of them.
import { describe, expect, it } from 'vitest';
import { createDocument, holderOf } from '../../src/lease/document.ts';
import { InvariantError } from '../../src/lease/errors.ts';
import { OUTCOMES_KEPT } from '../../src/lease/outcomes.ts';
import { transition } from '../../src/lease/transition.ts';
import {
  at,
  endOf,
  evict,
  grant,
  group,
  LEASE,
  liveOf,
  lockOf,
  plain,
  register,
  release,
  roundsOf,
  START,
  story,
  withdraw,
  write,
} from './build.ts';

const g1 = group(1);
const g2 = group(2);
const p1 = plain(1);
const p2 = plain(2);

describe('a write', () => {
  it('raises the sequence by one, however many changes it makes', () => {
    const document = story([0, register(p1), grant(p1), register(p1)]);
    expect(document.sequence).toBe(START + 1);
    expect(holderOf(document)?.id).toBe('plain-1');
  });

  it('without an effect is the same document', () => {
    const document = story([0, register(p1)]);
    expect(transition(document, [], { now: at(5) })).toBe(document);
    expect(transition(document, [register(p1), { kind: 'unlock' }], { now: at(5) })).toBe(document);
  });

  it('never stamps before the latest stamp of the document', () => {
    const late = story([100, register(p1)]);
    expect(liveOf(write(late, 50, register(p2)), p2).registered_at).toBe(at(100));
    const granted = write(late, 300, grant(p1));
    expect(endOf(write(granted, 200, release(p1, 'failure')), p1).at).toBe(at(300));
    const ended = write(granted, 400, release(p1, 'failure'));
    expect(liveOf(write(ended, 10, register(p2)), p2).registered_at).toBe(at(400));
    const locked = write(ended, 500, { kind: 'lock', lock: lockOf({ at: at(500) }) });
    expect(liveOf(write(locked, 10, register(p2)), p2).registered_at).toBe(at(500));
  });

  it('drops a round that nobody lives in', () => {
    const document = story([0, register(p1)], [1, register(p2)], [2, withdraw(p1)]);
    expect(roundsOf(document)).toEqual([['plain-2']]);
  });

  it('keeps the last 200 outcomes', () => {
    let document = createDocument(LEASE, START);
    for (let number = 0; number <= OUTCOMES_KEPT; number += 1) {
      document = write(document, number, withdraw(plain(1, { id: `request-${number}` })));
    }
    expect(document.outcomes).toHaveLength(OUTCOMES_KEPT);
    expect(document.outcomes[0]?.id).toBe('request-1');
    expect(document.outcomes.at(-1)?.id).toBe(`request-${OUTCOMES_KEPT}`);
  });
});

describe('register', () => {
  it('adds what the lease knows to what the request says', () => {
    const document = story([7, register(g1)]);
    expect(document.requests).toEqual([
      {
        ...g1,
        status: 'pending',
        round: START + 1,
        registered_at: at(7),
        seen_at: at(7),
        alive_at: null,
        asked_at: null,
        slots: null,
      },
    ]);
    expect(document.rounds).toEqual([
      {
        id: START + 1,
        scope: g1.scope,
        priority: 0,
        opened_at: at(7),
        changed_at: at(7),
        granted: false,
      },
    ]);
  });

  it('is an upsert by id: the first one stays', () => {
    const document = story([0, register(g1)]);
    expect(transition(document, [register({ ...g1, priority: 99 })], { now: at(5) })).toBe(document);
  });

  it('never registers an id with an outcome again', () => {
    const document = story([0, withdraw(g1)]);
    expect(transition(document, [register(g1)], { now: at(5) })).toBe(document);
  });

  it('opens a round of its own for every plain request, with its priority', () => {
    const document = story([0, register(p1)], [1, register(plain(2, { priority: 4 }))]);
    expect(roundsOf(document)).toEqual([['plain-1'], ['plain-2']]);
    expect(document.rounds.map((round) => round.priority)).toEqual([0, 4]);
  });

  it('joins the round of group requests that has not been granted, and restarts its window', () => {
    const document = story([0, register(g1)], [10, register(g2)]);
    expect(roundsOf(document)).toEqual([['group-1', 'group-2']]);
    expect(document.rounds[0]).toMatchObject({ opened_at: at(0), changed_at: at(10) });
  });

  it('opens the next round while the present one holds the lease', () => {
    const document = story([0, register(g1)], [1, grant(g1)], [2, register(g2)], [3, register(group(3))]);
    expect(roundsOf(document)).toEqual([['group-1'], ['group-2', 'group-3']]);
  });

  it('opens the next round though the granted one has nobody holding the lease', () => {
    const document = story(
      [0, register(g1)],
      [0, register(g2)],
      [1, grant(g2)],
      [2, release(g2, 'failure')],
      [3, register(group(3))],
    );
    expect(roundsOf(document)).toEqual([['group-1'], ['group-3']]);
  });

  it('never joins the round of another scope, nor that of a plain request', () => {
    const canary = group(2, { scope: 'canary' });
    const twin = plain(3, { scope: g1.scope });
    const document = story([0, register(twin)], [1, register(canary)], [2, register(g1)]);
    expect(roundsOf(document)).toEqual([['plain-3'], ['group-2'], ['group-1']]);
  });

  it("joins the holder's round where a success of the holder would settle it", () => {
    const document = story([0, register(g2)], [1, grant(g2)], [2, register(g1, true)]);
    expect(roundsOf(document)).toEqual([['group-2', 'group-1']]);
    expect(document.rounds[0]).toMatchObject({ granted: true, changed_at: at(2) });
  });

  it('opens a round where the holder that would settle it is gone', () => {
    const document = story([0, register(g1, true)]);
    expect(roundsOf(document)).toEqual([['group-1']]);
  });
});

describe('grant', () => {
  const document = story([0, register(g1)], [5, grant(g1)]);

  it('gives the seconds since 1970 as the token, and marks the round', () => {
    expect(liveOf(document, g1)).toMatchObject({
      status: 'acquired',
      epoch: START + 5,
      granted_at: at(5),
      seen_at: at(5),
    });
    expect(document.epoch).toBe(START + 5);
    expect(document.rounds[0]?.granted).toBe(true);
  });

  it('leaves other rounds as they are', () => {
    const two = story([0, register(p1)], [1, register(p2)], [2, grant(p2)]);
    expect(two.rounds.map((round) => round.granted)).toEqual([false, true]);
  });

  it('has no effect on the request that holds the lease', () => {
    expect(transition(document, [grant(g1)], { now: at(9) })).toBe(document);
  });

  it('stops at a request that is not registered', () => {
    expect(() => transition(document, [grant(g2)], { now: at(9) })).toThrow(InvariantError);
    expect(() => transition(document, [grant(g2)], { now: at(9) })).toThrow(
      /staging cannot go to group-2.*not registered/,
    );
  });

  it('stops while another request holds the lease', () => {
    const two = write(document, 6, register(g2));
    expect(() => transition(two, [grant(g2)], { now: at(9) })).toThrow(InvariantError);
    expect(() => transition(two, [grant(g2)], { now: at(9) })).toThrow(/group-2 while group-1 holds it/);
  });

  it('raises the token with every grant, never lowering it', () => {
    const again = write(document, 6, evict(g1), register(g2), grant(g2));
    expect(holderOf(again)).toMatchObject({ id: 'group-2', epoch: START + 6 });
    const early = story([0, register(g1)], [0.9, grant(g1)], [0.9, evict(g1), register(g2), grant(g2)]);
    expect(holderOf(early)?.epoch).toBe(START + 1);
  });

  it('raises the token above all that the process has ever seen', () => {
    const waiting = story([0, register(p1)]);
    const granted = transition(waiting, [grant(p1)], { now: at(1), floor: START + 700 });
    expect(holderOf(granted)?.epoch).toBe(START + 701);
    expect(holderOf(transition(waiting, [grant(p1)], { now: at(1), floor: 5 }))?.epoch).toBe(START + 1);
  });
});
