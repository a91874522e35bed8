// A process that shows every third of its TTL that it is there: how it goes on, how it ends, and what it leaves. What
// happens to it among others is told in test/stories/processes.ts.
import { describe, expect, it } from 'vitest';
import { holderOf } from '../../src/lease/document.ts';
import { registrationOfProcess } from '../../src/lease/process.ts';
import { unknown } from '../../src/protocol/knowledge.ts';
import type { AcquireState } from '../../src/protocol/acquire-state.ts';
import type { Ask } from '../../src/protocol/asks.ts';
import type { Line } from '../../src/protocol/line.ts';
import {
  leftoverOfRenew,
  renewMachine,
  startRenew,
  type RenewEnd,
  type RenewState,
} from '../../src/protocol/renew.ts';
import {
  learnSign,
  reliableUntil,
  sendingSign,
  signDue,
  sinceSign,
  startRenewal,
} from '../../src/protocol/renewal.ts';
import { Board, held, run, wish } from './board.ts';
import { heard, limitedUntil, REFUSED, runOf, SILENT, START, type Reply, type Run } from './moment.ts';

const TTL = 300;
const OWN = registrationOfProcess({
  name: 'alice@laptop:42',
  actor: 'alice',
  nonce: '0123456789ab',
  ttl: TTL,
  takeoverDelay: 30,
});

/** A process that has got the lease in the first seconds of a board. */
function acquired(): { board: Board; state: AcquireState; epoch: number } {
  const board = new Board();
  const { state, done } = run(board, undefined, wish({ trusted: false, timeout: null }, OWN));
  if (done.kind !== 'acquired') throw new Error(`it ends as ${done.kind}`);
  return { board, state, epoch: done.holder.epoch };
}

type Answers = (ask: Ask, mono: number, board: Board) => Reply | undefined;

/** Renews the hold of a process on its board, from the start of the board on. */
function renewing(
  answers: Answers = (ask, _, board) => board.answer(ask),
  options: Parameters<typeof runOf>[3] = {},
): Run<RenewState, Line, RenewEnd> & { board: Board } {
  const { board, state, epoch } = acquired();
  board.asked.length = 0;
  const start = startRenew(state, { epoch });
  return { ...runOf(renewMachine, start, (ask, mono) => answers(ask, mono, board), options), board };
}

const after =
  (time: number, reply: Reply | undefined): Answers =>
  (ask, mono, board) =>
    mono < time ? board.answer(ask) : reply;

describe('a process that holds a lease', () => {
  it('writes on what it knows every third of its TTL, until it is told to stop', () => {
    const { asked, done, board, state } = renewing(undefined, { cancelledAt: 350 });
    expect(asked.map(({ at, ask }) => [Math.floor(at), ask.ask])).toEqual([
      [101, 'write'],
      [201, 'write'],
      [301, 'write'],
    ]);
    expect(done).toEqual({ kind: 'stopped' });
    expect(holderOf(board.document!)?.seen_at).toBe(START + 301);
    expect(leftoverOfRenew(state, done)).toMatchObject({ epoch: state.epoch, mayLand: null, ended: false });
  });

  it('reads again where others have written', () => {
    let isMoved = false;
    const { asked, done } = renewing(
      (ask, mono, board) => {
        if (mono > 150 && !isMoved) {
          isMoved = true;
          board.write(150, {
            kind: 'lock',
            lock: { reason: '', actor: 'b', at: START, until: null, run_url: '' },
          });
        }
        return board.answer(ask);
      },
      { cancelledAt: 250 },
    );
    expect(asked.map(({ ask }) => ask.ask)).toEqual(['write', 'write', 'read', 'write']);
    expect(done.kind).toBe('stopped');
  });

  it('asks again in time whatever the weather, and an ask that hangs is cut short', () => {
    const outage: Answers = (ask, mono, board) => (mono > 100 && mono < 150 ? undefined : board.answer(ask));
    expect(renewing(outage, { cancelledAt: 250 }).done.kind).toBe('stopped');
    const silence: Answers = (ask, mono, board) => (mono > 100 && mono < 175 ? SILENT : board.answer(ask));
    const { done, said } = renewing(silence, { cancelledAt: 250 });
    expect([done.kind, ...said.map(({ line }) => line)]).toEqual(['stopped', 'silent', 'answers-again']);
  });

  it('can do nothing without a date, and asks again', () => {
    const { asked, done } = renewing(undefined, { cancelledAt: 120, now: { at: null } });
    expect(asked.map(({ ask }) => ask.ask)).toEqual(['read', 'read', 'read']);
    expect(done.kind).toBe('stopped');
  });
});

describe('a process loses its hold', () => {
  it.each<[string, Answers, Partial<RenewEnd>]>([
    ['nobody answers', after(50, SILENT), { why: 'GitHub does not answer.', trouble: null }],
    ['a limit lasts', after(50, limitedUntil(1000)), { why: 'Too many requests.', trouble: null }],
    ['it may not write any more', after(50, REFUSED), { trouble: { kind: 'rule' } } as Partial<RenewEnd>],
    [
      'the document cannot be read',
      (ask, mono, board) =>
        mono < 50
          ? board.answer(ask)
          : ask.ask === 'write'
            ? { value: 'conflict' }
            : { value: { head: 'head-9', document: { unreadable: 'it is no JSON' }, lock: null } },
      { why: '', trouble: { kind: 'unreadable' } } as Partial<RenewEnd>,
    ],
  ])('after two thirds of its TTL where %s', (_, answers, expected) => {
    const { done, endedAt, state } = renewing(answers);
    expect(done).toMatchObject({ kind: 'lost', cause: 'expired', ...expected });
    expect(Math.floor(endedAt)).toBe(201);
    expect(leftoverOfRenew(state, done).ended).toBe(false);
  });

  it('as soon as it learns that somebody has ended it', () => {
    const { done, endedAt, state } = renewing((ask, mono, board) => {
      if (mono > 50 && holderOf(board.document!) !== undefined) {
        const { id, epoch } = holderOf(board.document!)!;
        board.write(50, { kind: 'evict', id, epoch, by: 'bob', reason: 'freed' });
      }
      return board.answer(ask);
    });
    expect(done).toMatchObject({ kind: 'lost', cause: 'ended', outcome: { by: 'bob' } });
    expect(endedAt).toBeLessThan(110);
    expect(leftoverOfRenew(state, done).ended).toBe(true);
  });

  it('where the branch is gone, and is not brought back', () => {
    const gone: Answers = (ask, mono, board) =>
      mono < 50
        ? board.answer(ask)
        : ask.ask === 'write'
          ? { value: 'conflict' }
          : { value: { head: null, document: null, lock: null } };
    const { done, asked } = renewing(gone);
    expect(done).toEqual({ kind: 'lost', cause: 'deleted' });
    expect(asked.filter(({ ask }) => ask.ask === 'write')).toHaveLength(1);
  });

  it('where the branch shows neither the hold nor its end', () => {
    const other = held().document;
    const showing =
      (document: Board['document']): Answers =>
      (ask, mono, board) =>
        mono < 50
          ? board.answer(ask)
          : ask.ask === 'write'
            ? { value: 'conflict' }
            : { value: { head: 'head-9', document, lock: null } };
    expect(renewing(showing({ ...other!, sequence: START + 99 })).done).toMatchObject({
      cause: 'gone',
      holders: [{ id: holderOf(other!)!.id }],
    });
    expect(renewing(showing(null)).done).toEqual({ kind: 'lost', cause: 'gone', holders: [] });
  });
});

describe('a sign of life', () => {
  const at = (mono: number) => ({ mono, at: START + mono });
  const { state, epoch } = acquired();
  const renewal = startRenewal(OWN)!;
  const LOOK = heard({ ask: 'look', lease: 'staging', withLock: false }, null);

  it('counts from when the first of the writes was sent that may have had it', () => {
    const known = { ...unknown('staging'), mayLand: 7 };
    const [ten, twenty, thirty] = [10, 20, 30].map(at);
    const sent = sendingSign(sendingSign(renewal, known, at(10)), known, at(20));
    expect(sent.sent).toEqual({ first: ten, last: twenty });
    expect(learnSign(sent, OWN, state.session.known, LOOK).at).toEqual(ten);
    expect(sendingSign(sent, { ...known, mayLand: null }, at(30)).sent).toEqual({
      first: thirty,
      last: thirty,
    });
  });

  it('that it has not sent counts from the beginning', () => {
    expect(learnSign(renewal, OWN, state.session.known, LOOK)).toMatchObject({ at: { mono: 0 }, sent: null });
  });

  it('that is older than the last one, on a branch that was set back, makes the process no younger', () => {
    const known = { ...unknown('staging'), mayLand: null };
    const shown = learnSign(sendingSign(renewal, known, at(10)), OWN, state.session.known, LOOK);
    const ahead = { ...shown, stamp: shown.stamp! + 30, at: at(40) };
    const back = learnSign(sendingSign(ahead, known, at(60)), OWN, state.session.known, LOOK);
    expect(back).toMatchObject({ stamp: shown.stamp, at: ahead.at });
  });

  it('is as old as the clock says that did not stand still', () => {
    const known = { ...unknown('staging'), mayLand: null };
    const shown = learnSign(sendingSign(renewal, known, at(10)), OWN, state.session.known, LOOK);
    expect(sinceSign(shown, at(15))).toBe(5);
    expect(sinceSign(shown, { mono: 15, at: START + 3615 })).toBe(3605);
    expect(sinceSign(shown, { mono: 15, at: START - 3600 })).toBe(5);
    expect(sinceSign(shown, { mono: 15, at: null })).toBe(5);
    expect(sinceSign(renewal, at(15))).toBe(Infinity);
    expect(sinceSign(null, at(15))).toBeNull();
  });

  it('is due, and not to be relied on any more, the sooner the longer the machine has slept since', () => {
    const known = { ...unknown('staging'), mayLand: null };
    const shown = learnSign(sendingSign(renewal, known, at(10)), OWN, state.session.known, LOOK);
    const times = (now: Parameters<typeof signDue>[2]) => [
      signDue(shown, TTL, now),
      reliableUntil(shown, TTL, now),
    ];
    expect(times(at(15))).toEqual([110, 210]);
    expect(times({ mono: 15, at: START + 15 + 80 })).toEqual([30, 130]);
    expect(times({ mono: 15, at: START + 15 - 80 })).toEqual([110, 210]);
    expect(times({ mono: 15, at: null })).toEqual([110, 210]);
  });

  it('is only the own one', () => {
    expect(learnSign(renewal, { ...OWN, nonce: 'other' }, state.session.known, LOOK)).toBe(renewal);
    expect(learnSign(renewal, OWN, unknown('staging'), LOOK)).toBe(renewal);
  });

  it('is not needed of a job', () => {
    const { state: ofJob } = run(new Board());
    expect(() => startRenew(ofJob, { epoch })).toThrow('only a process');
    expect(() => startRenew({ ...state, registration: null }, { epoch })).toThrow('only a process');
  });

  it('is given before a hold is reported that others may have ended meanwhile', () => {
    const board = new Board();
    const late = wish({ trusted: false, timeout: null }, OWN);
    const { done, asked } = run(
      board,
      (ask, mono) => {
        const reply = board.answer(ask);
        return mono > 0 && mono < 120 ? SILENT : reply;
      },
      late,
    );
    expect(asked.map(({ ask }) => ask.ask).filter((ask) => ask === 'write')).toHaveLength(2);
    expect(done).toMatchObject({ kind: 'acquired', own: true });
    expect(done.kind === 'acquired' && done.holder.seen_at).toBeGreaterThan(START + 120);
  });
});
