// A waiting step and one board, for the tests of what no story of several jobs reaches.
import type { LeaseDocument, Registration } from '../../src/lease/schema.ts';
import { transition, type Change } from '../../src/lease/transition.ts';
import { acquireMachine } from '../../src/protocol/acquire.ts';
import {
  startAcquire,
  type AcquireEnd,
  type AcquireState,
  type Wish,
} from '../../src/protocol/acquire-state.ts';
import type { Ask } from '../../src/protocol/asks.ts';
import type { Line } from '../../src/protocol/line.ts';
import { aLease, aRequest, registers } from '../engine/world.ts';
import { runOf, SILENT, START, type Reply, type Run } from './moment.ts';

export const KEY = '8/1/staging/0/908';
export const OWN = aRequest(8, { id: KEY, nonce: 'mine' });

/** What the waiting step of these tests wants. */
export function wish(overrides: Partial<Wish> = {}, registration: Registration = OWN): Wish {
  return {
    lease: 'staging',
    registration,
    priority: 0,
    baseBranch: 'main',
    wait: true,
    delayAssignment: 0,
    pollInterval: 15,
    timeout: 600,
    trusted: true,
    ...overrides,
  };
}

/** A board that is written on; `others` may write on it too. */
export class Board {
  document: LeaseDocument | null;
  #head = 1;
  readonly asked: string[] = [];

  constructor(document: LeaseDocument | null = null) {
    this.document = document;
  }

  get head(): string | null {
    return this.document === null ? null : `head-${this.#head}`;
  }

  write(at: number, ...changes: readonly Change[]): void {
    this.document = transition(this.document!, changes, { now: START + at });
    this.#head += 1;
  }

  /** Answers like a store that nothing ever happens to. */
  answer(ask: Ask): Reply {
    this.asked.push(ask.ask);
    switch (ask.ask) {
      case 'read':
        return { value: { head: this.head, document: this.document, lock: null } };
      case 'look':
        return { value: { document: this.document } };
      case 'write':
        if (ask.on !== this.head) return { value: 'conflict' };
        this.document = ask.document ?? this.document;
        this.#head += 1;
        return { value: { head: `head-${this.#head}` } };
      case 'groups':
        return { value: [] };
      case 'life':
        return { value: 'alive' };
      default:
        return SILENT;
    }
  }
}

/** Runs a waiting step on a board. */
export const run = (
  board: Board,
  answers: (ask: Ask, mono: number) => Reply | undefined = (ask) => board.answer(ask),
  asked: Wish = wish(),
  options: Parameters<typeof runOf>[3] = {},
): Run<AcquireState, Line, AcquireEnd> => runOf(acquireMachine, startAcquire(asked), answers, options);

/** A lease that request 7 holds. */
export function held(): Board {
  return new Board(
    aLease('staging', START - 60, registers(aRequest(7)), { kind: 'grant', id: aRequest(7).id }),
  );
}
