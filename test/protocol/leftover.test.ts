// What a main step leaves to the post step, by how it has ended.
import { describe, expect, it } from 'vitest';
import { holderOf } from '../../src/lease/document.ts';
import { leftoverOf, startAcquire, type AcquireState } from '../../src/protocol/acquire-state.ts';
import { aLease, registers } from '../engine/world.ts';
import { OWN, wish } from './board.ts';
import { START } from './moment.ts';

const START_STATE = startAcquire(wish());
const UNREADABLE = { kind: 'unreadable', path: '', head: null, problem: '' } as const;

describe('what is left to the post step', () => {
  it('is nothing before the request is made', () => {
    expect(leftoverOf(START_STATE, null)).toBeNull();
  });

  it('is the token of a hold that this step has got, and nothing of one that an earlier step has got', () => {
    const document = aLease('staging', START, registers(OWN), { kind: 'grant', id: OWN.id });
    const holder = holderOf(document)!;
    const left = [true, false].map((own) =>
      leftoverOf({ ...START_STATE, registration: OWN }, { kind: 'acquired', holder, own }),
    );
    expect(left.map((each) => [each?.epoch, each?.ended])).toEqual([
      [holder.epoch, false],
      [null, true],
    ]);
  });

  it.each<[string, Parameters<typeof leftoverOf>[1], Partial<AcquireState['session']['known']>, boolean]>([
    ['a file that cannot be read, after a write', UNREADABLE, { mayLand: 7 }, false],
    ['a file that cannot be read, before any', UNREADABLE, {}, true],
    [
      'a rule, before any write',
      { kind: 'rule', doing: 'reading', count: 3, why: '', toRepair: false },
      {},
      true,
    ],
    ['no confirmation', { kind: 'unconfirmed', reason: 'cancelled', why: '' }, { mayLand: 7 }, false],
    ['a lost request, which an old board may have hidden', { kind: 'lost' }, {}, false],
  ])('is told by its end: %s', (_, done, known, ended) => {
    const session = { ...START_STATE.session, known: { ...START_STATE.session.known, ...known } };
    expect(leftoverOf({ ...START_STATE, registration: OWN, session }, done)?.ended).toBe(ended);
  });
});
