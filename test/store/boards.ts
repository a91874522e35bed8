// Boards, documents and messages for the tests of stores.
import type { Board } from '../../src/lease/board.ts';
import { NO_COUNTERS, type LeaseDocument, type Lock } from '../../src/lease/schema.ts';
import type { CommitMessage } from '../../src/store/store.ts';

/** The time of these tests, by GitHub's clock. */
export const NOW = 1_795_168_800;

/** A document that nobody has asked anything of yet. */
export function aDocument(lease: string, overrides: Partial<LeaseDocument> = {}): LeaseDocument {
  return {
    schema_version: 1,
    lease,
    sequence: NOW,
    epoch: NOW,
    rounds: [],
    requests: [],
    outcomes: [],
    lock: null,
    rest_until: null,
    rest_since: null,
    slots: {},
    counters: NO_COUNTERS,
    ...overrides,
  };
}

/** An operator's lock. */
export function aLock(overrides: Partial<Lock> = {}): Lock {
  return {
    reason: 'maintenance',
    actor: 'octocat',
    at: NOW,
    until: null,
    run_url: 'https://github.com/octo/product/actions/runs/1',
    ...overrides,
  };
}

/** A board with these documents. */
export function aBoard(documents: readonly LeaseDocument[], lock: Board['lock'] = null): Board {
  return { leases: new Map(documents.map((document) => [document.lease, document])), lock };
}

/** The board with one document put in. */
export function withDocument(board: Board, document: LeaseDocument): Board {
  return { ...board, leases: new Map([...board.leases, [document.lease, document]]) };
}

let operations = 0;

/** A commit message whose operation no other has. */
export function aMessage(subject = 'acquire staging: run 4711 holds it'): CommitMessage {
  return { subject, body: 'run 4711', operation: `operation-${++operations}` };
}
