// What ends a command whatever it was about, as the error that its user reads, and why a process has lost its lease.
import { unreadableError } from '../lease/board.ts';
import {
  InputError,
  LeaseError,
  PermissionError,
  RateLimitedError,
  StateError,
  UnavailableError,
} from '../lease/errors.ts';
import { toIso } from '../lease/instant.ts';
import type { Loss } from '../protocol/renew.ts';
import type { Rule, TooLate } from '../protocol/weather.ts';
import type { Trouble } from '../protocol/session.ts';
import type { Place } from './lines.ts';
import { spelling } from './printable.ts';
import { holderNames, isOrAre, leaseOf } from './waiting.ts';

/** The error of an end that is not the command's own; `doing` completes "GitHub did not confirm": `the release`. */
export function errorOf(
  failure: Trouble | TooLate,
  { branch, terms }: Pick<Place, 'branch' | 'terms'>,
  doing: string,
): LeaseError {
  switch (failure.kind) {
    case 'twin': {
      const { of, name, twin } = failure;
      const given = of === 'lease' ? terms.lease : terms.slots;
      const present = `${twin}${spelling(twin, name)}`;
      const how = present === twin ? 'case' : 'how their characters are encoded';
      return new InputError(
        `${given} names ${name}${spelling(name, twin)}, and the branch ${branch} has a ${of} ${present}: two names that differ ` +
          `only in ${how} would be mistaken for each other. Nothing was written. Use ${present}, or another name.`,
      );
    }
    case 'unreadable':
      return unreadableError({ branch, head: failure.head, path: failure.path }, failure.problem);
    case 'rule':
      return ruleError(failure);
    case 'unanswered':
      if (failure.cancelled) {
        const look = `${failure.why} Look at the board before you go on.`.trim();
        return new LeaseError(
          'unconfirmed',
          `The ${terms.asker} was cancelled before the branch ${branch} confirmed ${doing}. ${look}`,
        );
      }
      return new UnavailableError(
        `${terms.server} did not confirm ${doing} on the branch ${branch} in the time left for it. ${failure.why}`.trim(),
      );
    case 'limited': {
      const until = failure.until === null ? '' : ` It is lifted at ${toIso(Math.ceil(failure.until))}.`;
      return new RateLimitedError(
        `${terms.server}'s rate limit outlasts the time left for ${doing} on the branch ${branch}.${until} ${failure.why}`.trim(),
        failure.until ?? 0,
      );
    }
  }
}

/** The error of refusals that have become a rule, or of a server that was never reached. */
function ruleError({ doing, count, why, toRepair }: Rule): LeaseError {
  const message = `${why} It was tried ${count} times.`;
  if (toRepair) return new StateError(message);
  return doing === 'reaching'
    ? new UnavailableError(message, { lasting: true })
    : new PermissionError(message);
}

/** Says why a process has lost the lease that it uses, and what is done. */
export function lossSentence(loss: Loss, { lease, branch, terms }: Omit<Place, 'waits'>): string {
  const stops = 'The command is stopped.';
  switch (loss.cause) {
    case 'expired': {
      const why =
        loss.trouble === null ? loss.why : errorOf(loss.trouble, { branch, terms }, 'the renewal').message;
      return (
        `The lease ${lease} could not be renewed in time, and others may take over soon. ${why}`.trim() +
        ` ${stops}`
      );
    }
    case 'ended': {
      const { outcome, by, reason, slots = null } = loss.outcome;
      const text = reason === undefined ? '' : ` (${reason})`;
      return `The ${leaseOf(lease, slots)} ${isOrAre(slots)} lost: the hold was ended as ${outcome} by ${by}${text}. ${stops}`;
    }
    case 'gone': {
      const { holders } = loss;
      const holder = holders.length === 0 ? 'Nobody holds it now.' : `It is held by ${holderNames(holders)}.`;
      return `The lease ${lease} is lost: the branch ${branch} was set back or edited, and knows nothing of it. ${holder} ${stops}`;
    }
    case 'deleted':
      return `The lease ${lease} is lost: the branch ${branch} was deleted. ${stops}`;
  }
}
