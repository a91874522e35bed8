// The outcomes of a document: how a request turns into one, and how many are kept.
//
// Outcomes are never changed. The oldest are dropped, by their number and by their size, so that a lease that is used
// for years never grows too large for the next request.
import { endedIn } from './counters.ts';
import { identityOf } from './document.ts';
import { namedSlots } from './slots.ts';
import {
  LONGEST,
  OUTCOMES_KEPT,
  type LeaseDocument,
  type Outcome,
  type Registration,
  type Request,
} from './schema.ts';

/** Bytes of JSON that the outcomes of a document may take. */
export const OUTCOMES_BYTES = 150_000;

/** The same of a document that is larger than a registration may leave it: what is still to be learned of them is newer. */
export const OUTCOMES_BYTES_WITHOUT_ROOM = 40_000;

/** What printing adds to an outcome at most: deeper indentation, and times in letters. */
const BYTES_OF_FORM = 150;

/** How a request ends. */
export interface End
  extends
    Pick<Outcome, 'outcome' | 'at' | 'by' | 'reason' | 'completed_by' | 'takeover_delay'>,
    Partial<Pick<Outcome, 'propagate'>> {}

/** The outcome of a live request. */
export function outcomeOfRequest(request: Request, ending: End): Outcome {
  const { round, registered_at } = request;
  const hold =
    request.status === 'acquired' ? { granted_at: request.granted_at, epoch: request.epoch } : undefined;
  return { ...closing(request, ending), round, registered_at, ...hold, ...namedSlots(request) };
}

/** The outcome of a request that was never registered. */
export function closing(registration: Registration, ending: End): Outcome {
  return {
    ...identityOf(registration),
    ...ending,
    by: ending.by.slice(0, LONGEST.by),
    ...(ending.reason === undefined ? {} : { reason: ending.reason.slice(0, LONGEST.reason) }),
    propagate: ending.propagate ?? registration.parameters.propagate,
  };
}

/** Whether the outcome of a hold with this token may have been dropped: all that are kept came after its grant. */
export function mayHaveDropped(document: LeaseDocument, token: number): boolean {
  const { outcomes } = document;
  // Tokens are times, or later.
  return endedIn(document) > outcomes.length && outcomes.every(({ at }) => at > token);
}

/** Bytes that an outcome takes in a document, or a few more. */
export function sizeOfOutcome(outcome: Outcome): number {
  return new TextEncoder().encode(JSON.stringify(outcome, null, 2)).length + BYTES_OF_FORM;
}

/**
 * Drops the oldest outcomes while there are too many, or too large ones; never one of the `written` newest. `excess`: the
 * bytes by which the document is too large; it is asked only where outcomes can make room.
 */
export function keptOutcomes(
  outcomes: readonly Outcome[],
  written: number,
  excess: () => number = () => 0,
): Outcome[] {
  const sizes = outcomes.map(sizeOfOutcome);
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  const wanted = bytes > OUTCOMES_BYTES_WITHOUT_ROOM ? bytes - excess() : bytes;
  const most = Math.min(Math.max(wanted, OUTCOMES_BYTES_WITHOUT_ROOM), OUTCOMES_BYTES);
  const droppable = outcomes.length - written;
  let dropped = 0;
  for (let left = bytes; dropped < droppable; dropped += 1) {
    if (outcomes.length - dropped <= OUTCOMES_KEPT && left <= most) break;
    left -= sizes[dropped]!;
  }
  return outcomes.slice(dropped);
}
