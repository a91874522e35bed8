// The machine of mode status: one read, one cut, five minutes at most.
import { describe, expect, it } from 'vitest';
import { EMPTY_BOARD } from '../../src/lease/board.ts';
import type { Ask } from '../../src/protocol/asks.ts';
import { startStatus, statusMachine } from '../../src/protocol/status.ts';
import { limitedUntil, moment, REFUSED, runOf, SILENT, START, type Reply } from './moment.ts';

const BOARD: Reply = { value: { head: 'head-1', board: EMPTY_BOARD } };
const CUT: Reply = { value: { length: 9, kept: 5 } };
const FOUND = { head: 'head-1', board: EMPTY_BOARD };

const answering =
  (board: Reply | undefined, cut: Reply | undefined = CUT) =>
  ({ ask }: Ask): Reply | undefined =>
    ask === 'board' ? board : cut;

/** Answers the asks one after another, and then always by the last. */
function inTurn(...replies: readonly Reply[]): () => Reply {
  let asked = 0;
  return () => replies[Math.min(asked++, replies.length - 1)]!;
}

describe('the status machine', () => {
  it('reads the board once', () => {
    const { done, asked, endedAt } = runOf(statusMachine, startStatus(null), answering(BOARD));
    expect(done).toEqual({ kind: 'done', found: { ...FOUND, at: START + 1 }, cut: null });
    expect(asked.map(({ ask }) => ask)).toEqual([{ ask: 'board' }]);
    expect(endedAt).toBe(1);
  });

  it('cuts the history where that is asked for', () => {
    const { done, asked } = runOf(statusMachine, startStatus(5), answering(BOARD));
    expect(done).toMatchObject({ kind: 'done', found: FOUND, cut: { length: 9, kept: 5 } });
    expect(asked.map(({ ask }) => ask)).toEqual([{ ask: 'board' }, { ask: 'cut', keep: 5 }]);
  });

  it('dates the board at nothing where no answer tells the time', () => {
    const run = runOf(statusMachine, startStatus(null), answering(BOARD), { now: { at: null } });
    expect(run.done).toMatchObject({ found: { at: 0 } });
  });

  it('waits out a silence, and tells it once', () => {
    const { done, said } = runOf(statusMachine, startStatus(null), inTurn(SILENT, SILENT, BOARD));
    expect(done.kind).toBe('done');
    expect(said.map(({ line }) => line)).toEqual(['silent', 'answers-again']);
  });

  it('waits out a limit', () => {
    const { done, endedAt, said } = runOf(statusMachine, startStatus(null), inTurn(limitedUntil(60), BOARD));
    expect([done.kind, endedAt]).toEqual(['done', 64]);
    expect(said.map(({ line }) => line)).toEqual(['limited', 'answers-again']);
    const undated = runOf(statusMachine, startStatus(null), inTurn(limitedUntil(60), BOARD), {
      now: { at: null },
    });
    expect(undated.endedAt).toBe(5);
  });

  it('ends at once where a limit outlasts its time', () => {
    const limit = limitedUntil(3_600);
    const { done, endedAt } = runOf(statusMachine, startStatus(null), answering(limit));
    const limited = { kind: 'limited', until: START + 3_600, why: 'Too many requests.' };
    expect([done, endedAt]).toEqual([{ ...limited, found: null }, 1]);
    const cut = runOf(statusMachine, startStatus(5), answering(BOARD, limit));
    expect([cut.done, cut.endedAt]).toEqual([{ ...limited, found: { ...FOUND, at: START + 1 } }, 2]);
  });

  it.each([
    ['nothing is answered', answering(undefined), '', null],
    ['every answer is silence', answering(SILENT), 'GitHub does not answer.', null],
    [
      'the cut is not answered',
      answering(BOARD, SILENT),
      'GitHub does not answer.',
      { ...FOUND, at: START + 1 },
    ],
  ] as const)('ends after five minutes with what it has: %s', (_, reply, why, found) => {
    const { done, endedAt } = runOf(statusMachine, startStatus(5), reply);
    expect(done).toEqual({ kind: 'unanswered', why, cancelled: false, found });
    expect(endedAt).toBe(300);
  });

  it.each([
    ['reading', answering(REFUSED)],
    ['writing', answering(BOARD, REFUSED)],
  ] as const)('ends with a rule where %s is refused three times over half a minute', (doing, reply) => {
    const { done, endedAt } = runOf(statusMachine, startStatus(5), reply);
    expect(done).toEqual({ kind: 'rule', doing, count: 3, why: 'The token may not.', toRepair: false });
    expect(endedAt).toBeGreaterThan(30);
    expect(endedAt).toBeLessThan(60);
  });

  it('passes over refusals that pass', () => {
    const { done, said } = runOf(statusMachine, startStatus(null), inTurn(REFUSED, REFUSED, BOARD));
    expect(done.kind).toBe('done');
    expect(said.map(({ line }) => line)).toEqual(['refused', 'answers-again']);
  });

  it('ends at once when it is cancelled, unless it has what it wants', () => {
    const waiting = runOf(statusMachine, startStatus(null), answering(undefined), { cancelledAt: 20 });
    expect(waiting).toMatchObject({ endedAt: 20, done: { kind: 'unanswered', why: '', cancelled: true } });
    const read = { ...startStatus(null), found: { ...FOUND, at: START } };
    expect(statusMachine.step(read, [], moment(1, { cancelled: true })).done?.kind).toBe('done');
  });
});
