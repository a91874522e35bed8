// What of the waiting step no story of several jobs reaches: dates that are missing, ids that are used, a branch that is
// gone, and how long an end may take.
import { describe, expect, it } from 'vitest';
import type { Registration } from '../../src/lease/schema.ts';
import type { Change } from '../../src/lease/transition.ts';
import { acquireMachine } from '../../src/protocol/acquire.ts';
import { startAcquire, type Wish } from '../../src/protocol/acquire-state.ts';
import type { Ask } from '../../src/protocol/asks.ts';
import { aLease, aRequest, registers } from '../engine/world.ts';
import { Board, held, KEY, OWN, run, wish } from './board.ts';
import { heard, moment, SILENT, START, type Reply } from './moment.ts';

describe('a board without a date', () => {
  it('is read again until one comes', () => {
    const board = new Board();
    const machine = acquireMachine;
    let step = machine.step(startAcquire(wish({ timeout: null })), [], moment(0, { at: null }));
    const times: number[] = [];
    for (let mono = 1; step.done === null; mono = step.asks.length > 0 ? mono + 1 : step.until!) {
      const at = mono < 20 ? null : START + mono;
      times.push(...step.asks.map(() => mono));
      step = machine.step(
        step.state,
        step.asks.map((ask) => heard(ask, board.answer(ask))),
        moment(mono, { at }),
      );
    }
    expect(board.asked).toEqual(['read', 'read', 'read', 'read', 'read', 'write']);
    expect(step.done.kind).toBe('acquired');
  });
});

describe('the id of a request', () => {
  it('is the first of the job that is open', () => {
    const used = [1, 2].map((ordinal) =>
      aRequest(8, { id: ordinal === 1 ? KEY : `${KEY}/${ordinal}`, nonce: 'an earlier step' }),
    );
    const board = new Board(
      aLease(
        'staging',
        START - 60,
        ...used.flatMap((each): Change[] => [
          registers(each),
          { kind: 'withdraw', registration: each, reason: 'cancelled' },
        ]),
      ),
    );
    expect(run(board).done).toMatchObject({ kind: 'acquired', holder: { id: `${KEY}/3` } });
  });

  it('is the next one where a later look shows that an earlier step has used it', () => {
    const earlier = aRequest(8, { id: KEY, nonce: 'an earlier step' });
    const board = held();
    const old = board.document;
    board.write(0, registers(earlier));
    board.write(1, { kind: 'withdraw', registration: earlier, reason: 'cancelled' });
    let reads = 0;
    const { done, asked } = run(board, (ask) => {
      const isOld = ask.ask === 'read' && ++reads === 1;
      return isOld ? { value: { head: 'an old one', document: old, lock: null } } : board.answer(ask);
    });
    expect(
      asked
        .flatMap(({ ask }) => (ask.ask === 'write' ? [ask.document!.requests.at(-1)!.id] : []))
        .slice(0, 2),
    ).toEqual([KEY, `${KEY}/2`]);
    expect(done).toEqual({ kind: 'gone', ending: 'timed-out' });
  });
});

describe('a lease that has gone', () => {
  it('is made anew where the branch is gone, with what is known of it', () => {
    const board = held();
    const seen = board.document!;
    const { done } = run(board, (ask, mono) => {
      if (
        mono > 60 &&
        mono < 100 &&
        board.document !== null &&
        board.asked.filter((each) => each === 'write').length === 1
      ) {
        board.document = null;
      }
      return board.answer(ask);
    });
    expect(done).toEqual({ kind: 'gone', ending: 'timed-out' });
    expect(board.document?.requests).toMatchObject([{ id: seen.requests[0]!.id, epoch: seen.epoch }]);
  });
});

describe('a lease without room', () => {
  it('is waited for, and told once', () => {
    const big = (number: number): Change => registers(aRequest(number, { payload: 'x'.repeat(4_000) }));
    const board = new Board(
      aLease('staging', START - 200, ...Array.from({ length: 120 }, (_, index) => big(index + 10))),
    );
    const { done, said } = run(board, undefined, wish({}, { ...OWN, payload: 'x'.repeat(4_000) }));
    expect(done).toEqual({ kind: 'gone', ending: 'timed-out' });
    expect(said.filter(({ line }) => line === 'no-room')).toHaveLength(1);
    expect(board.document!.requests.map(({ id }) => id)).not.toContain(KEY);
  });
});

describe('the grace of an end', () => {
  it.each([
    ['is two minutes after a time-out', undefined, 180],
    ['is eight seconds after a cancellation', 20, 28],
    ['is shortened by a cancellation', 100, 108],
    ['is not made longer by one', 175, 180],
  ])('%s', (_, cancelledAt, end) => {
    const board = held();
    const silentSoon = (ask: Ask, mono: number): Reply => (mono > 5 ? SILENT : board.answer(ask));
    const options = cancelledAt === undefined ? {} : { cancelledAt };
    const { done, endedAt } = run(board, silentSoon, wish({ timeout: 60 }), options);
    expect([done.kind, endedAt]).toEqual(['unconfirmed', end]);
  });
});

describe('a hold that is too short for the server', () => {
  /** Each write of these tests takes a second. */
  const brief = { ...OWN, parameters: { ...OWN.parameters, hold_limit: 2 } };

  it.each<[string, Partial<Wish>, number | undefined, string, number]>([
    ['after three renewals', { timeout: null }, undefined, 'too-slow', 5],
    ['after three renewals, where it does not wait', { wait: false }, undefined, 'too-slow', 5],
    ['after its time', { timeout: 2 }, undefined, 'timed-out', 3],
    ['when it is cancelled', { timeout: null }, 2, 'cancelled', 3],
  ])('is given back %s', (_, wished, cancelledAt, ending, writes) => {
    const board = new Board();
    const options = cancelledAt === undefined ? {} : { cancelledAt };
    const { done } = run(board, undefined, wish(wished, brief), options);
    expect(done).toEqual({ kind: 'gone', ending });
    expect(board.asked.filter((ask) => ask === 'write')).toHaveLength(writes);
    expect(board.document).toMatchObject({ requests: [], outcomes: [{ id: KEY, outcome: 'failure' }] });
  });

  it('of an earlier step is left to that after three renewals, also by one that asks for no limit', () => {
    const earlier = aRequest(8, { ...brief, id: KEY, nonce: 'an earlier step' });
    const board = new Board(aLease('staging', START - 60, registers(earlier), { kind: 'grant', id: KEY }));
    const { done } = run(board, undefined, wish({ timeout: null }));
    expect(done).toEqual({ kind: 'gone', ending: 'too-slow' });
    expect(board.asked.filter((ask) => ask === 'write')).toHaveLength(4);
    expect(board.document).toMatchObject({ requests: [{ id: KEY, status: 'acquired' }], outcomes: [] });
  });

  it('is given back once more where another write was faster, and renewed no more for that', () => {
    const board = new Board();
    let writes = 0;
    const { done } = run(
      board,
      (ask, mono) => {
        if (ask.ask === 'write' && ++writes === 5) board.write(mono, registers(aRequest(7)));
        return board.answer(ask);
      },
      wish({ timeout: null }, brief),
    );
    expect([done, writes]).toEqual([{ kind: 'gone', ending: 'too-slow' }, 6]);
  });

  it('is kept where a renewal was in time', () => {
    const board = new Board();
    const slow = { ...OWN, parameters: { ...OWN.parameters, hold_limit: 9 } };
    const { done } = run(board, undefined, wish({ timeout: null }, slow));
    expect([done.kind, board.asked.at(-1)]).toEqual(['acquired', 'write']);
  });
});

describe('a step that is cancelled with many others', () => {
  const line = Array.from({ length: 40 }, (_, index) => aRequest(index + 10));
  const withdraw = (registration: Registration): Change => ({
    kind: 'withdraw',
    registration,
    reason: 'cancelled',
  });

  it.each([
    [
      'lets some of them go first',
      14,
      ['write at 20', 'read at 21.125', 'read at 25.125', 'write at 26.125'],
      'gone',
    ],
    [
      'is left to its post step where they are too many',
      39,
      ['write at 20', 'read at 21.125'],
      'unconfirmed',
    ],
  ])('%s', (_, count, times, kind) => {
    const board = held();
    line.slice(0, count + 1).forEach((each, place) => board.write(place - 59, registers(each)));
    let isCancelled = false;
    const answer = (ask: Ask, mono: number): Reply => {
      if (mono >= 20 && !isCancelled) {
        isCancelled = true;
        board.write(19, withdraw(line[count]!));
      }
      return board.answer(ask);
    };
    const { done, asked } = run(board, answer, wish(), { cancelledAt: 20 });
    const after = asked.filter(({ at }) => at >= 20).map(({ at, ask }) => `${ask.ask} at ${at}`);
    expect([done.kind, after]).toEqual([kind, times]);
  });
});

describe('a waiting step', () => {
  it('never asks for the whole board', () => {
    const state = startAcquire(wish());
    const board = heard({ ask: 'board' }, SILENT);
    expect(() => acquireMachine.step(state, [board], moment(1))).toThrow('does not ask board');
  });

  it('that is cancelled before it asks anything ends with nothing', () => {
    const { done, asked } = run(new Board(), undefined, wish(), { cancelledAt: 0 });
    expect([done, asked]).toEqual([{ kind: 'gone', ending: 'cancelled' }, []]);
  });
});
