// From asks to the ports, and from what the ports say to the four answers.
//
// The rest of the board stays here by head: a machine knows one lease, so nothing else of the board can be changed or
// brought back by mistake. An UnavailableError or a call that was cut short is `silent`, a PermissionError `refused`, a
// RateLimitedError `limited`; a write is `silent` wherever nobody can tell whether it has taken place.
import { EMPTY_BOARD, prune, type Board } from '../lease/board.ts';
import {
  LeaseError,
  PermissionError,
  RateLimitedError,
  StateError,
  UnavailableError,
} from '../lease/errors.ts';
import type { Instant } from '../lease/instant.ts';
import type { Answer, Ask, AnswerOf, Draft } from '../protocol/asks.ts';
import type { Snapshot, Store, Swap } from '../store/store.ts';
import type { Ancestry, Clock, Describe, Jobs, MergeQueue } from './ports.ts';

/** Everything that answers asks. */
export interface World {
  readonly store: Store;
  readonly queue: MergeQueue;
  readonly ancestry: Ancestry;
  readonly jobs: Jobs;
  readonly clock: Clock;
  /** Words for the audit log. */
  readonly describe: Describe;
  /** A text that no other write of any process uses. */
  readonly operation: () => string;
}

/** Whom messages name. */
export interface Parties {
  /** Who keeps the branch, at the start of a sentence. */
  readonly server: string;
  /** Who must be allowed to write it. */
  readonly writer: string;
}

/** How many versions of the board are kept to write on. */
const KEPT = 2;

/** The carrier of one process. */
export function carrier(
  world: World,
  parties: Parties,
): (ask: Ask, signal: AbortSignal) => Promise<Answer<unknown>> {
  const boards = new Boards();
  return async (ask, signal) => {
    const answer = await answerOf(world, parties, boards, ask, signal);
    const at = world.clock.now();
    if (at !== null) return { ...answer, at };
    const isJudged = ask.ask === 'read' || ask.ask === 'look';
    return isJudged && answer.is === 'value' ? undated(parties) : answer;
  };
}

/** The boards last seen or written, by head. */
class Boards {
  #kept: Snapshot[] = [];

  keep(snapshot: Snapshot): void {
    this.#kept = [snapshot, ...this.#kept.filter(({ head }) => head !== snapshot.head)].slice(0, KEPT);
  }

  at(head: Snapshot['head']): Snapshot | undefined {
    return this.#kept.find((each) => each.head === head);
  }
}

async function answerOf(
  world: World,
  parties: Parties,
  boards: Boards,
  ask: Ask,
  signal: AbortSignal,
): Promise<Answer<unknown>> {
  const options = { signal };
  switch (ask.ask) {
    case 'read':
      return asked(signal, async () => {
        const snapshot = await world.store.read(options);
        boards.keep(snapshot);
        const { head, board } = snapshot;
        const document = board.leases.get(ask.lease) ?? null;
        const others = document === null ? { others: [...board.leases.keys()] } : {};
        return { head, document, lock: board.lock, ...others };
      });
    case 'look':
      return asked(signal, () => world.store.watch(ask.lease, { ...options, withLock: ask.withLock }));
    case 'write':
      return write(world, parties, boards, ask, signal);
    case 'groups':
      return asked(signal, () => world.queue.list(ask.base, options));
    case 'ahead':
      return asked(signal, () => world.ancestry.aheadBy(ask.base, ask.head, options));
    case 'contains':
      return asked(signal, () => world.ancestry.contains(ask.head, ask.sha, options));
    case 'life':
      return asked(signal, () => world.jobs.life(ask.request, options));
    case 'board':
      return asked(signal, () => world.store.read(options));
    case 'cut':
      return asked(signal, () => world.store.cutHistory(ask.keep, options));
  }
}

/** Carries out a draft on the version that it was made for. */
async function write(
  world: World,
  parties: Parties,
  boards: Boards,
  draft: Draft,
  signal: AbortSignal,
): Promise<AnswerOf<'write'>> {
  const { store, clock, describe, operation } = world;
  // Nothing is written but on a board that was read, which has told the time.
  const now = clock.now()!;
  const base = draft.on === null ? { head: null, board: EMPTY_BOARD } : boards.at(draft.on);
  // Not among those kept: as if somebody else had written since.
  if (base === undefined) return { is: 'value', value: 'conflict' };
  const next = boardWith(base.board, draft, { now, trusted: clock.trusted });
  const message = { ...describe(base.board, next), operation: operation() };
  const swap = await asked(signal, () => store.compareAndSwap(base, next, message, { signal, now }));
  if (swap.is !== 'value') return swap;
  if (swap.value.kind === 'applied') boards.keep({ head: swap.value.head, board: next });
  return ofSwap(swap.value, store.branch, parties);
}

function ofSwap(swap: Swap, branch: string, parties: Parties): AnswerOf<'write'> {
  switch (swap.kind) {
    case 'applied':
      return { is: 'value', value: { head: swap.head } };
    case 'conflict':
      return { is: 'value', value: 'conflict' };
    case 'refused':
      return { is: 'refused', why: refusedSentence(branch, swap.cause, parties) };
    case 'unknown':
      return { is: 'silent', why: unansweredSentence(branch, swap.cause, parties) };
  }
}

function boardWith(
  board: Board,
  { lease, document, lock }: Draft,
  time: { readonly now: Instant; readonly trusted: boolean },
): Board {
  const leases = document === undefined ? board.leases : new Map(board.leases).set(lease, document);
  return prune({ leases, lock: lock === undefined ? board.lock : lock }, time, lease);
}

async function asked<V>(signal: AbortSignal, call: () => Promise<V>): Promise<Answer<V>> {
  try {
    return { is: 'value', value: await call() };
  } catch (error) {
    if (error instanceof UnavailableError && error.lasting && !signal.aborted)
      return { is: 'silent', why: error.message, lasting: true };
    if (signal.aborted || error instanceof UnavailableError) return { is: 'silent', why: messageOf(error) };
    if (error instanceof RateLimitedError) return { is: 'limited', until: error.resetAt, why: error.message };
    if (error instanceof PermissionError) return { is: 'refused', why: error.message };
    if (error instanceof StateError) return { is: 'refused', why: error.message, toRepair: true };
    throw error;
  }
}

/** What the server shows counts for nothing: no age can be judged. */
function undated({ server }: Parties): Answer<never> {
  const why =
    `${server} tells no time in its answers (the header Date), without which no age can be judged. ` +
    'Look for a proxy on the way that takes it out.';
  return { is: 'silent', why, lasting: true };
}

function refusedSentence(branch: string, cause: Error, { server, writer }: Parties): string {
  return (
    `${server} refused to write the branch ${branch} (${cause.message}). A ruleset, branch protection or required signature ` +
    `probably applies to it: exempt the branch ${branch} from the rule, or let ${writer} bypass it.`
  );
}

function unansweredSentence(branch: string, cause: Error, { server }: Parties): string {
  if (cause instanceof LeaseError) return cause.message;
  return `${server} did not complete writing the branch ${branch}: ${cause.message}.`;
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : 'no answer';
}
