// The machine of those who do not wait in line, with a small errand of its own.
import { describe, expect, it } from 'vitest';
import type { Ask } from '../../src/protocol/asks.ts';
import { errandMachine, startErrand, type Errand, type Next, type View } from '../../src/protocol/errand.ts';
import { unknown } from '../../src/protocol/knowledge.ts';
import type { Change } from '../../src/lease/transition.ts';
import { aLease, aRequest, registers, sha } from '../engine/world.ts';
import { LOCK } from './knowing.ts';
import { limitedUntil, REFUSED, runOf, SILENT, START, type Reply } from './moment.ts';

const DOCUMENT = aLease('staging', START - 60, registers(aRequest(1)));
const BOARD: Reply = { value: { head: 'head-1', document: DOCUMENT, lock: null } };
const WRITTEN: Reply = { value: { head: 'head-2' } };
const DONE: Next<string> = { kind: 'done', result: 'over' };
const WRITE: Next<string> = { kind: 'write', changes: [registers(aRequest(2))] };

/** What an errand remembers here: how often it was asked. */
type Memo = number;

/** An errand that wants one thing after another, and the views that it was shown. */
function wanting(...wants: readonly Next<string>[]): { errand: Errand<Memo, string>; views: View[] } {
  const views: View[] = [];
  const errand: Errand<Memo, string> = {
    limit: 100,
    next(memo, view) {
      views.push(view);
      return { memo: memo + 1, wants: wants[memo] ?? DONE };
    },
  };
  return { errand, views };
}

const QUESTION = { head: sha(2), sha: sha(1), blocks: false };

/** As long as it is not known, it asks what contains what. */
const asking = (errand: Errand<Memo, string>): Errand<Memo, string> => ({
  ...errand,
  questions: (_, { proofs }) => (Object.keys(proofs).length > 0 ? [] : [QUESTION]),
});

type Answers = Partial<Record<Ask['ask'], Reply | readonly Reply[]>>;

/** Answers each kind of ask one after another, and then always by the last; the board by default. */
function replies(answers: Answers = {}): (ask: Ask) => Reply | undefined {
  const asked: Partial<Record<Ask['ask'], number>> = {};
  return ({ ask }) => {
    const given = { read: BOARD, write: WRITTEN, ...answers }[ask];
    const n = (asked[ask] = (asked[ask] ?? 0) + 1);
    return Array.isArray(given) ? given[Math.min(n, given.length) - 1] : (given as Reply | undefined);
  };
}

function run(
  errand: Errand<Memo, string>,
  answers: Answers | ((ask: Ask) => Reply | undefined) = {},
  options: Parameters<typeof runOf>[3] = {},
) {
  const start = startErrand(unknown('staging'), 0);
  const reply = typeof answers === 'function' ? answers : replies(answers);
  const { asked, ...rest } = runOf(errandMachine(errand), start, reply, options);
  return { ...rest, asked: asked.map(({ at, ask }) => `${ask.ask} at ${at}`) };
}

const over = { kind: 'done', result: 'over' };

describe('an errand', () => {
  it('reads, and is done where nothing is to be written', () => {
    const { errand, views } = wanting(DONE);
    const { done, asked, state } = run(errand);
    expect([done, asked]).toEqual([over, ['read at 0']]);
    expect(state.memo).toBe(1);
    const time = { now: START + 1, trusted: true, ownClockAt: -Infinity, watched: 0 };
    expect(views).toMatchObject([
      { document: DOCUMENT, boardLock: null, others: null, time, mayLand: false, proofs: {} },
    ]);
  });

  it('is shown what it has written, without another read', () => {
    const { errand, views } = wanting(WRITE);
    const { done, asked } = run(errand);
    expect([done, asked]).toEqual([over, ['read at 0', 'write at 1']]);
    expect(views[1]).toMatchObject({ mayLand: false, document: { sequence: DOCUMENT.sequence + 1 } });
  });

  it.each<[string, Reply, string[]]>([
    ['lost', { value: 'conflict' }, ['read at 0', 'write at 1', 'read at 2.125', 'write at 3.125']],
    ['unanswered', SILENT, ['read at 0', 'write at 1', 'read at 4', 'write at 5']],
    ['refused', REFUSED, ['read at 0', 'write at 1', 'read at 13', 'write at 14']],
    ['limited', limitedUntil(60), ['read at 0', 'write at 1', 'read at 63', 'write at 64']],
  ])('reads again after a write that was %s, and decides anew', (_, reply, times) => {
    const { errand, views } = wanting(WRITE, WRITE);
    const { done, asked } = run(errand, { write: [reply, WRITTEN] });
    expect([done, asked]).toEqual([over, times]);
    expect(views.map(({ mayLand }) => mayLand)).toEqual([false, reply !== REFUSED, false]);
  });

  it('that leaves in a crowd lets others go first, once, and is as patient after a lost race', () => {
    const line = Array.from({ length: 22 }, (_, index) => aRequest(index + 1));
    const withdraw = (number: number): Change => ({
      kind: 'withdraw',
      registration: aRequest(number),
      reason: 'the job ended',
    });
    const document = aLease('staging', START - 23, ...line.map(registers), withdraw(21), withdraw(22));
    const leave: Next<string> = { kind: 'write', changes: [withdraw(1)] };
    const { done, asked } = run(wanting(leave, leave, leave).errand, {
      read: { value: { head: 'head-1', document, lock: null } },
      write: [{ value: 'conflict' }, WRITTEN],
    });
    expect(done).toEqual(over);
    // Half of 20 times 0.4 s each.
    expect(asked).toEqual(['read at 0', 'read at 5', 'write at 6', 'read at 7.125', 'write at 8.125']);
  });

  it('writes the lock of all leases', () => {
    const { errand, views } = wanting({ kind: 'write-board-lock', lock: LOCK });
    const { asked } = run(errand);
    expect(asked).toEqual(['read at 0', 'write at 1']);
    expect(views[1]).toMatchObject({ boardLock: LOCK, document: DOCUMENT });
  });

  it.each([
    ['three looks show it', 3, 'it seems'],
    ['a third look shows more', 2, 'over'],
  ])('that seems to be done is done where %s', (_, times, result) => {
    const seems: Next<string> = { kind: 'seems-done', result: 'it seems' };
    const { done, asked } = run(wanting(...Array.from({ length: times }, () => seems)).errand);
    expect(asked).toEqual(['read at 0', 'read at 4', 'read at 8']);
    expect(done).toEqual({ kind: 'done', result });
  });

  it('looks again where no answer has told the time', () => {
    const { done, asked } = run({ ...wanting().errand, limit: 12 }, {}, { now: { at: null } });
    expect(asked).toEqual(['read at 0', 'read at 6']);
    expect(done).toMatchObject({ kind: 'unanswered' });
  });
});

describe('the questions of an errand', () => {
  it('are asked before it decides', () => {
    const { errand, views } = wanting();
    const { asked } = run(asking(errand), { contains: { value: true } });
    expect(asked).toEqual(['read at 0', 'contains at 1']);
    expect(views).toHaveLength(1);
    expect(Object.values(views[0]!.proofs)).toEqual([true]);
  });

  it('are asked twice, then it goes on without an answer', () => {
    const { errand, views } = wanting();
    const { done, asked, said } = run(asking(errand), { contains: SILENT });
    expect(asked).toEqual(['read at 0', 'contains at 1', 'contains at 3']);
    expect([done, said, views[0]!.proofs]).toEqual([over, [], {}]);
  });
});

describe('the time of an errand', () => {
  it.each<[string, Answers, string]>([
    ['nothing is answered', { read: [] }, ''],
    ['every read is silence', { read: SILENT }, 'GitHub does not answer.'],
    ['every write is silence', { write: SILENT }, 'GitHub does not answer.'],
  ])('ends without a confirmation where %s', (_, answers, why) => {
    const { done, endedAt } = run(wanting(...Array.from({ length: 50 }, () => WRITE)).errand, answers);
    expect(done).toEqual({ kind: 'unanswered', why, cancelled: false });
    expect(endedAt).toBe(100);
  });

  it('ends at once where a limit outlasts it, and says when that is lifted', () => {
    const { done, endedAt } = run(wanting().errand, { read: limitedUntil(3_600) });
    expect(done).toEqual({ kind: 'limited', until: START + 3_600, why: 'Too many requests.' });
    expect(endedAt).toBe(1);
  });

  it('does not know when a limit is lifted while nobody has told the time', () => {
    const { done } = run(
      { ...wanting().errand, limit: 1 },
      { read: limitedUntil(3_600) },
      { now: { at: null } },
    );
    expect(done).toEqual({ kind: 'limited', until: null, why: 'Too many requests.' });
  });

  it('ends eight seconds after a cancellation, and uses them', () => {
    const { done, endedAt, asked } = run(wanting().errand, { read: [] }, { cancelledAt: 20 });
    expect([endedAt, asked]).toEqual([28, ['read at 0', 'read at 20']]);
    expect(done).toEqual({ kind: 'unanswered', why: '', cancelled: true });
  });

  it('is no longer for a cancellation at its end', () => {
    expect(run(wanting().errand, { read: [] }, { cancelledAt: 97 }).endedAt).toBe(100);
  });

  it('is not hurried by a cancellation between two looks', () => {
    const { done, asked } = run(wanting({ kind: 'seems-done', result: '' }).errand, {}, { cancelledAt: 3 });
    expect([done, asked]).toEqual([over, ['read at 0', 'read at 4']]);
  });

  it('is cut short by a cancellation in an outage, after one more try', () => {
    const { done, asked } = run(
      wanting().errand,
      { read: [SILENT, SILENT, SILENT, BOARD] },
      { cancelledAt: 8 },
    );
    expect(asked).toEqual(['read at 0', 'read at 3', 'read at 8', 'read at 11']);
    expect(done).toEqual(over);
  });
});

describe('what ends any errand', () => {
  it('is a file that cannot be understood', () => {
    const broken: Reply = { value: { head: 'head-1', document: { unreadable: 'it is empty' }, lock: null } };
    expect(run(wanting().errand, { read: broken }).done).toMatchObject({
      kind: 'unreadable',
      problem: 'it is empty',
    });
  });

  it('is a refusal, three times over half a minute', () => {
    const { done, endedAt } = run(wanting().errand, { read: REFUSED });
    expect(done).toEqual({
      kind: 'rule',
      doing: 'reading',
      count: 3,
      why: 'The token may not.',
      toRepair: false,
    });
    expect([endedAt > 30, endedAt < 60]).toEqual([true, true]);
  });
});
