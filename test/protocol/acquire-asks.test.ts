// What a waiting step asks besides the board, how often, and what it makes of the answers.
import { describe, expect, it } from 'vitest';
import { acquireMachine } from '../../src/protocol/acquire.ts';
import type { AcquireState } from '../../src/protocol/acquire-state.ts';
import type { Ask } from '../../src/protocol/asks.ts';
import { aLease, aRequest, registers, sha } from '../engine/world.ts';
import { Board, held, KEY, OWN, run, wish } from './board.ts';
import { heard, limitedUntil, moment, SILENT, START, type Reply } from './moment.ts';

describe('ancestry', () => {
  const { parameters } = OWN;
  const propagating = aRequest(8, { id: KEY, nonce: 'mine', parameters: { ...parameters, propagate: true } });
  const before = aRequest(7, { parameters: { ...parameters, propagate: true } });
  const succeeded = (): Board => {
    const board = new Board(
      aLease('staging', START - 60, registers(before), { kind: 'grant', id: before.id }),
    );
    const { id } = before;
    board.write(-30, {
      kind: 'release',
      id,
      epoch: board.document!.epoch,
      outcome: 'success',
      proofs: {},
    });
    return board;
  };
  const asking =
    (reply: Reply) =>
    (board: Board) =>
    (ask: Ask): Reply =>
      ask.ask === 'contains' ? reply : board.answer(ask);

  it.each<[string, Reply, object]>([
    ['contains it', { value: true }, { kind: 'completed', by: sha(7) }],
    ['does not', { value: false }, { kind: 'acquired', own: true }],
  ])('is asked before the grant whether an earlier success contains this commit: it %s', (_, reply, done) => {
    const board = succeeded();
    const ended = run(board, asking(reply)(board), wish({}, propagating));
    expect(ended.done).toMatchObject(done);
    expect(ended.asked.filter(({ ask }) => ask.ask === 'contains').map(({ ask }) => ask)).toEqual([
      { ask: 'contains', head: sha(7), sha: sha(8) },
    ]);
  });

  it('that nobody tells is asked seven times, then it is told and the grant goes ahead', () => {
    const board = succeeded();
    const { done, asked, said } = run(board, asking(SILENT)(board), wish({}, propagating));
    expect(done).toMatchObject({ kind: 'acquired' });
    expect(asked.filter(({ ask }) => ask.ask === 'contains')).toHaveLength(7);
    expect(said.map(({ line }) => line)).toContain('evidence-missing');
  });

  const limitedFor = (seconds: number) => {
    const board = succeeded();
    let limits = 0;
    const ended = run(
      board,
      (ask) => {
        if (ask.ask !== 'contains') return board.answer(ask);
        return limits++ === 0 ? limitedUntil(seconds) : { value: false };
      },
      wish({}, propagating),
    );
    return { ...ended, times: ended.asked.filter(({ ask }) => ask.ask === 'contains').map(({ at }) => at) };
  };

  it('is not asked while a limit of the side asks holds', () => {
    const { times, said } = limitedFor(40);
    expect(times).toHaveLength(2);
    expect(times[1]).toBeGreaterThan(40);
    expect(said.map(({ line }) => line)).not.toContain('evidence-missing');
  });

  it('that nobody may ask for a minute is told, and the grant goes ahead', () => {
    const { done, times, said } = limitedFor(3600);
    expect(done).toMatchObject({ kind: 'acquired', own: true });
    expect(times).toHaveLength(1);
    expect(said.filter(({ line }) => line === 'evidence-missing')).toHaveLength(1);
  });
});

describe('a side ask', () => {
  const { state } = run(held(), undefined, wish(), { cancelledAt: 30 });
  const GROUPS: Ask<'groups'> = { ask: 'groups', base: 'main' };
  const learned = (reply: Reply, at: number | null = START + 40): AcquireState =>
    acquireMachine.step({ ...state, end: null }, [heard(GROUPS, reply)], moment(40, { at, cancelled: true }))
      .state;

  it('whose list has no date is one that is not known', () => {
    expect(learned({ value: [] }).groups.seen).toEqual({ list: [], at: START + 40 });
    expect(learned({ value: [] }, null).groups.seen).toBeNull();
  });

  it('whose limit is lifted at a time that nobody can tell is put off a little', () => {
    expect(learned(limitedUntil(100)).sidesNotBefore).toBe(103);
    expect(learned(limitedUntil(100), null).sidesNotBefore).toBe(43);
  });

  it('about the life of a job that is cut short says nothing of it', () => {
    const life: Ask<'life'> = { ask: 'life', request: held().document!.requests[0]! };
    const step = acquireMachine.step(state, [heard(life, null)], moment(40, { cancelled: true }));
    expect(step.state.memory.signs).toEqual(state.memory.signs);
  });
});

describe('the lock of all leases', () => {
  it('is looked at until its end, and no longer', () => {
    const board = held();
    const until = START + 100;
    const lock = { reason: 'freeze', actor: 'bob', at: START, until, run_url: '' };
    const { asked } = run(
      board,
      (ask) => {
        const reply = board.answer(ask);
        return ask.ask === 'read' ? { value: { head: board.head, document: board.document, lock } } : reply;
      },
      wish(),
      { cancelledAt: 300 },
    );
    const looks = asked.flatMap(({ at, ask }) => (ask.ask === 'look' ? [[at <= 101, ask.withLock]] : []));
    expect(looks).toContainEqual([true, true]);
    expect(looks).toContainEqual([false, false]);
    expect(looks.every(([isBefore, withLock]) => isBefore === withLock)).toBe(true);
  });
});

describe('an outage of its own', () => {
  it('begins anew the time in which nobody could tell whether a job lives', () => {
    const board = held();
    const { id } = board.document!.requests[0]!;
    const { state } = run(board, undefined, wish(), { cancelledAt: 30 });
    const sign = { liveness: 'unknown', at: 10, poll: 1, polls: 1, aliveAt: null, unknownSince: 10 } as const;
    const waiting = {
      ...state,
      end: null,
      cancelled: false,
      memory: { ...state.memory, signs: { [id]: sign } },
    };
    const look: Ask<'look'> = { ask: 'look', lease: 'staging', withLock: false };
    const since = (...replies: readonly Reply[]): number | null | undefined => {
      let after: AcquireState = waiting;
      replies.forEach((reply, index) => {
        after = acquireMachine.step(after, [heard(look, reply)], moment(40 + index)).state;
      });
      return after.memory.signs[id]?.unknownSince;
    };
    const seen: Reply = { value: { document: waiting.session.known.document } };
    expect([since(seen, seen), since(SILENT), since(SILENT, seen)]).toEqual([10, 10, null]);
  });
});

describe('the commits ahead', () => {
  const asks = (priority: number | null, reply: Reply): { times: number; priority: number | undefined } => {
    const group = { ...OWN, base_sha: sha(7) };
    const board = held();
    const { asked, state } = run(
      board,
      (ask) => (ask.ask === 'ahead' ? reply : board.answer(ask)),
      wish({ priority }, group),
      { cancelledAt: 30 },
    );
    const times = asked.filter(({ ask }) => ask.ask === 'ahead').length;
    return { times, priority: state.registration?.priority };
  };

  it.each<[string, number | null, Reply, number, number]>([
    ['once where they are told', null, { value: 4 }, 1, 4],
    ['twice where they are not, and then the stack decides', null, SILENT, 2, 0],
    ['never where the priority is given', 9, { value: 4 }, 0, 9],
  ])('are asked for %s', (_, given, reply, times, priority) => {
    expect(asks(given, reply)).toEqual({ times, priority });
  });
});
