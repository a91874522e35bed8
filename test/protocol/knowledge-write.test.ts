// What a process knows of its own writes, and how it counts time.
import { describe, expect, it } from 'vitest';
import { InvariantError } from '../../src/lease/errors.ts';
import type { Draft } from '../../src/protocol/asks.ts';
import {
  draftOf,
  learnApplied,
  learnGlance,
  learnSilence,
  learnUnconfirmed,
  learnWhole,
  sending,
  timeOf,
  unknown,
} from '../../src/protocol/knowledge.ts';
import { aRequest } from '../engine/world.ts';
import { knowing, LOCK, ONE, reading, TWO, whole } from './knowing.ts';
import { moment, START } from './moment.ts';

describe('a write', () => {
  const id = aRequest(1).id;
  const grant = [{ kind: 'grant', id }] as const;

  it('may land from when it is sent until a later state is seen', () => {
    const known = sending(knowing(ONE), START);
    expect(known.mayLand).toBe(ONE.sequence);
    const same = learnWhole(learnUnconfirmed(known), whole(ONE), moment(1)).known;
    expect(same).toMatchObject({ mayLand: ONE.sequence, on: { head: 'head-1' } });
    expect(learnGlance(same, { document: TWO }, moment(2)).known.mayLand).toBeNull();
    expect(learnWhole(same, whole(TWO), moment(2)).known.mayLand).toBeNull();
  });

  it('that is still under way is no lower than an earlier one', () => {
    const first = learnUnconfirmed(sending(knowing(TWO), START));
    expect(sending({ ...first, document: ONE }, START).mayLand).toBe(TWO.sequence);
  });

  it('on a lease that nobody has written may land on the state that is made up for it', () => {
    const known = learnWhole(unknown('staging'), whole(null, { head: null }), moment(0)).known;
    expect(sending(known, START).mayLand).toBe(START);
  });

  it('that is applied is known: version, document, tokens, and nothing that may land', () => {
    const known = sending(knowing(ONE), START);
    const draft = draftOf(known, grant, START + 3)!;
    expect(learnApplied(known, draft, 'head-2')).toMatchObject({
      on: { head: 'head-2' },
      document: draft.document,
      seen: ONE.sequence + 1,
      floor: draft.document!.epoch,
      mayLand: null,
    });
  });

  it('of the lock alone leaves the lease as it is known', () => {
    const draft: Draft = { lease: 'staging', on: 'head-1', lock: LOCK };
    expect(learnApplied(knowing(ONE), draft, 'head-2')).toMatchObject({ document: ONE, lock: LOCK });
    const nobody = learnWhole(unknown('staging'), whole(null), moment(0)).known;
    expect(learnApplied(nobody, draft, 'head-2')).toMatchObject({ document: null, seen: -1, floor: 0 });
  });

  it('that would change nothing is none', () => {
    expect(draftOf(knowing(ONE), [], START)).toBeNull();
  });

  it('needs a version to write on', () => {
    expect(() => draftOf(learnUnconfirmed(knowing(ONE)), grant, START)).toThrow('needs a whole read');
  });

  it('that would break a promise is never sent', () => {
    const twice = { ...ONE, requests: [...ONE.requests, ...ONE.requests] };
    expect(() => draftOf(knowing(twice), grant, START + 3)).toThrow(InvariantError);
  });
});

describe('the time of a process', () => {
  it('counts only while its looks are answered, and no gap longer than its stride whole', () => {
    let known = knowing(ONE, { stride: 20 });
    const watched: number[] = [];
    for (const mono of [10, 15, 100]) {
      known = learnGlance(known, { document: ONE }, moment(mono)).known;
      watched.push(known.watched);
    }
    known = learnSilence(known);
    known = learnGlance(known, { document: ONE }, moment(110)).known;
    watched.push(known.watched);
    expect(watched).toEqual([10, 15, 35, 35]);
  });

  it('without a trusted clock is when it first saw a stamp, which a lease that is gone does not keep', () => {
    const before = knowing(ONE, { trusted: false });
    const known = learnWhole(before, whole(TWO), moment(12)).known;
    const at = Object.fromEntries(Object.entries(known.sightings).map(([what, { at }]) => [what, at]));
    expect(at).toMatchObject({ [`seen:${aRequest(1).id}`]: 0, [`seen:${aRequest(2).id}`]: 12 });
    expect(timeOf(known, START + 12)).toEqual({
      now: START + 12,
      trusted: false,
      ownClockAt: -Infinity,
      sightings: known.sightings,
      watched: 12,
    });
    const removed = reading(known, [20, whole(null)], [50, whole(null)], [80, whole(null)]);
    expect(removed).toMatchObject({ as: 'rewound', known: { sightings: {} } });
  });
});
