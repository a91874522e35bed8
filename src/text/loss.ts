// Why a process has lost its lease while it used it, in words.
import type { Loss } from '../protocol/renew.ts';
import type { Place } from './lines.ts';
import { errorOf } from './trouble.ts';
import { holderNames, isOrAre, leaseOf } from './waiting.ts';

/** Says what happened, and what is done. */
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
