// How a main step of mode acquire ended, in words: for the log, and as the error that fails it.
import { LeaseError, type ErrorCode } from '../lease/errors.ts';
import type { Instant, Seconds } from '../lease/instant.ts';
import { holdersOf } from '../lease/document.ts';
import { isLocked } from '../lease/locks.ts';
import type { Holder, LeaseDocument, Lock, Outcome, Registration } from '../lease/schema.ts';
import { ageOfHold } from '../lease/signs.ts';
import { satisfies } from '../lease/slots.ts';
import type { AcquireEnd } from '../protocol/acquire-state.ts';
import { duration, utc } from './duration.ts';
import type { Ending } from './summary.ts';
import type { Terms } from './terms.ts';
import {
  holderName,
  holderSentence,
  leaseOf,
  lockText,
  overdueSentence,
  restSentence,
  slotLocks,
} from './waiting.ts';

/** What the report is made of. */
export interface Arrival {
  readonly lease: string;
  readonly branch: string;
  readonly done: Exclude<AcquireEnd, { kind: 'twin' | 'unreadable' | 'rule' }>;
  readonly registration: Registration;
  readonly document: LeaseDocument | null;
  readonly boardLock: Lock | null;
  readonly waited: Seconds;
  /** `null`: GitHub never told the time. */
  readonly now: Instant | null;
  readonly onTimeout: 'fail' | 'continue';
  /** Whether the board was ever read. */
  readonly hasRead: boolean;
  /** What stood in the way of the last asks, in sentences; empty where they were answered. */
  readonly trouble: string;
  readonly terms: Terms;
}

interface ArrivalReport {
  /** For the output `status` and the step summary; `null`: neither is written. */
  readonly ending: Ending | null;
  readonly text: string;
  readonly failure: LeaseError | null;
}

/** Reports an end. */
export function arrivalReport(arrival: Arrival): ArrivalReport {
  const { done, lease, branch, terms } = arrival;
  const { asker } = terms;
  switch (done.kind) {
    case 'acquired': {
      const { epoch: token, slots, parameters } = done.holder;
      const releases = parameters.held_by === 'run' ? 'keeps it for the run: mode: release' : 'its post step';
      const whose = done.own
        ? ''
        : ` An earlier step of this job has acquired it, and ${releases} releases it.`;
      return succeeds(
        { kind: 'acquired', token, slots },
        `This ${asker} holds the ${leaseOf(lease, slots)} after ${duration(arrival.waited)}, fencing token ${token}.${whose}`,
      );
    }
    case 'completed':
      return succeeds(
        { kind: 'completed', by: done.by },
        `Completed: this commit is contained in ${done.by}, which succeeded with the lease ${lease}. Nothing is left to do on the resource.`,
      );
    case 'other-hold':
      return fails(null, 'input', otherHold(arrival, done.holder));
    case 'lost':
      return fails(
        null,
        'lost',
        `The request ${arrival.registration.id} for the lease ${lease} has vanished from the branch ${branch} without an outcome: ` +
          `somebody has deleted, rewound or edited the branch.${spaced(whoHolds(arrival))} Nothing was taken; run the ${asker} again.`,
      );
    case 'ended':
      return endedReport(arrival, done.outcome);
    case 'gone':
      return goneReport(arrival, done.ending);
    case 'unconfirmed':
      return fails(
        null,
        'unconfirmed',
        `${terms.server} did not confirm within the time left that the request ${arrival.registration.id} for the lease ${lease}, ` +
          `which had to end (${done.reason}), is off the branch ${branch}.${spaced(done.why)} ${terms.leftover}`,
      );
  }
}

/** What an earlier step holds is not what this one asks for. */
function otherHold({ lease, registration, terms }: Arrival, holder: Holder): string {
  const already = `This ${terms.asker} already holds`;
  return satisfies(holder, registration)
    ? `${already} the ${leaseOf(lease, holder.slots)} by an earlier step, whose post step releases it: ${holderName(holder)}. ` +
        'It is not kept for the run, as `auto-release: false` asks here. Ask so in the first step, or release first.'
    : `${already} other slots of the lease ${lease}: ${holderName(holder)}. ` +
        'Two that hold some and wait for more wait for each other for ever, so one step asks for all that is needed; ' +
        'or release first, and ask then.';
}

function endedReport(arrival: Arrival, { outcome, at, by, reason }: Outcome): ArrivalReport {
  const why = reason === undefined ? '' : `: ${reason}`;
  return fails(
    { kind: 'evicted', ...(reason === undefined ? {} : { reason }) },
    'evicted',
    `The request ${arrival.registration.id} for the lease ${arrival.lease} on the branch ${arrival.branch} was ended as ${outcome} at ${utc(at)} by ${by}${why}. ` +
      `${whoHolds(arrival)} Run the ${arrival.terms.asker} again to ask anew.`,
  );
}

function goneReport(
  arrival: Arrival,
  ending: Extract<Arrival['done'], { kind: 'gone' }>['ending'],
): ArrivalReport {
  const { terms } = arrival;
  const lease = `the lease ${arrival.lease} on the branch ${arrival.branch}`;
  const holder = spaced(whoHolds(arrival));
  const unread = arrival.hasRead ? '' : ` ${terms.server} was never read.`;
  const because = `${holder}${unread}${spaced(arrival.trouble)}`;
  switch (ending) {
    case 'not-granted':
      return succeeds({ kind: 'pending' }, `Did not get ${lease} at once.${because} ${terms.notWaited}`);
    case 'timed-out': {
      const text = `Did not get ${lease} within ${duration(arrival.waited)}; no request of this ${terms.asker} is left there.${because}`;
      return arrival.onTimeout === 'continue'
        ? succeeds({ kind: 'timed-out' }, `${text} Going on without it, as \`on-timeout: continue\` asks.`)
        : fails(
            { kind: 'timed-out' },
            'timed-out',
            `${text} Run the ${terms.asker} again, or give it a longer ${terms.timeout}.`,
          );
    }
    case 'superseded':
      return fails(
        { kind: 'superseded' },
        'superseded',
        `The merge group of this run is gone from the queue, so its request for ${lease} is withdrawn.${holder} ` +
          'GitHub has rebuilt or removed the group; a rebuilt one has a run of its own. Nothing needs to be done.',
      );
    case 'too-slow': {
      // A hold of an earlier step may have a limit that this one does not ask for.
      const age = ageOfHold(arrival.registration);
      const longest = age === Infinity ? 'time' : duration(age);
      return fails(
        null,
        'lost',
        `Did not get ${lease} for good: ${terms.server} takes longer for one write than a third of the ${longest} that the ` +
          `hold may last, so nobody could rely on it. What this request got was released again. Give it a longer ${terms.hold}.`,
      );
    }
    case 'cancelled':
      return fails(
        null,
        'cancelled',
        `Cancelled: nothing of this ${terms.asker} is left in the line of ${lease}.${because} Run the ${terms.asker} again to ask anew.`,
      );
  }
}

/**
 * Who holds what was asked for, and which locks of an operator close it; by what was read last, so that nobody is said to
 * hold it only where that has just been seen.
 */
function whoHolds({ document, boardLock, now, registration, terms, trouble }: Arrival): string {
  const { accepts } = registration.parameters;
  const locks = [boardLock, document?.lock ?? null].filter((lock) => lock !== null);
  const inForce = now === null ? undefined : locks.find((lock) => isLocked(lock, now));
  const lock = inForce === undefined ? '' : ` It is ${lockText(inForce)}.`;
  const isKnown = document !== null && now !== null;
  const overdue = isKnown ? overdueSentence(document, accepts, now, terms) : '';
  const ofSlots = isKnown ? slotLocks(document, accepts, now) : '';
  const isFree = document !== null && holdersOf(document).length === 0;
  const holder = isFree && trouble !== '' ? '' : holderSentence(document, accepts);
  const rest = isKnown ? restSentence(document, accepts, now) : '';
  return `${holder}${overdue}${rest}${lock}${ofSlots}`.trim();
}

/** A sentence after another one, where there is one. */
function spaced(sentence: string): string {
  return sentence === '' ? '' : ` ${sentence}`;
}

function succeeds(ending: Ending, text: string): ArrivalReport {
  return { ending, text, failure: null };
}

function fails(ending: Ending | null, code: ErrorCode, text: string): ArrivalReport {
  return { ending, text, failure: new LeaseError(code, text) };
}
