// How a request that is neither granted nor settled goes on: it registers, clears the dead away, takes its turn, and
// asks others to take theirs. Whatever it has to write goes into one write.
import type { RequestId } from './identifiers.ts';
import { hasPassed, hasWatched, nameOfSign, type Time } from './age.ts';
import { LARGEST_DOCUMENT, sizeOf } from './board.ts';
import { isContained } from './containment.ts';
import {
  FRESH_TURN,
  type Applicant,
  type Decision,
  type Ending,
  type Memory,
  type Sighting,
  type Turn,
  type Verdict,
} from './decision.ts';
import { requestOf } from './document.ts';
import { due, isGrantable, lineOf, type Line, type Mine } from './line.ts';
import { deadFor, mayBeDead, mustBeNoted, seenAlive, suspects, watchOf, type Watch } from './liveness.ts';
import type { LeaseDocument, Request } from './schema.ts';
import { mayJoinHolder } from './settlement.ts';
import { isOfProcess, isOverLimit, isSilent } from './signs.ts';
import { transition, type Change } from './transition.ts';

/** Ends without the lease: what is on the board, or may still get there, is withdrawn first. */
export function leave(
  me: Applicant,
  memory: Memory,
  seen: Sighting,
  own: Request | undefined,
  ending: Ending,
): Decision {
  const withdraw: Change = { kind: 'withdraw', registration: me.registration, reason: ending };
  const verdict: Verdict =
    own === undefined && !seen.unanswered ? { kind: 'gone', ending } : { kind: 'write', changes: [withdraw] };
  return { verdict, memory: { ...memory, leaving: ending }, check: [] };
}

/** Registers, evicts the dead, and takes the lease when it is due. `own`: its request, where it has one. */
export function compete(me: Applicant, memory: Memory, seen: Sighting, own: Request | undefined): Decision {
  const { id } = me.registration;
  const { time, boardLock } = seen;
  const registering = own === undefined ? [registerChange(me, seen)] : [];
  const registered = transition(seen.document, registering, time);
  const line = lineOf(registered);
  const mine = mineIn(registered, me, memory, seen);
  const watch = watchOf(line, mine, time, isGrantable(registered, boardLock, time));
  const evicting = deadFor(watch).map((request) => evictChange(id, request, time));
  const cleared = transition(registered, evicting, time);
  const turn = takeTurn(memory.turn, seen, cleared === registered ? line : lineOf(cleared), mine);
  const check = suspects(watch, seen.poll);
  const after: Memory = { ...memory, turn };
  const decided = (verdict: Verdict): Decision => ({ verdict, memory: after, check });
  const write = (...changes: readonly Change[]): Decision =>
    decided({ kind: 'write', changes: [...changes, ...noting(watch)] });

  const hasRoom = registering.length === 0 || fits(seen.document, registered);
  const mayTake = hasRoom && !seen.openEvidence && turn.wins > me.delayAssignment;
  if (mayTake) return write(...registering, ...evicting, { kind: 'grant', id });
  if (!me.wait) {
    // Without a grant it writes nothing of its own. But where nobody ever waits, nobody else removes the dead.
    if (evicting.length > 0) return decided({ kind: 'write', changes: evicting });
    const mayChange = seen.openEvidence || check.length > 0 || mayBeDead(watch);
    return mayChange ? decided({ kind: 'wait', because: null }) : leave(me, after, seen, own, 'not-granted');
  }
  const changes = [
    ...(hasRoom ? registering : []),
    ...evicting,
    ...asking(cleared, turn, time),
    ...(own !== undefined && mustRenew(own, seen) ? [{ kind: 'renew', id } as const] : []),
  ];
  const isUrgent = changes.length > 0 || seenAlive(watch).some((request) => mustBeNoted(request, time));
  if (isUrgent) return write(...changes);
  return decided({ kind: 'wait', because: hasRoom ? null : 'no-room' });
}

export function registerChange(me: Applicant, { document, proofs }: Sighting): Change {
  const { registration } = me;
  const holder = mayJoinHolder(document, registration);
  const settledByHolder =
    holder !== null && isContained(document, holder.head_sha, registration.head_sha, proofs);
  return { kind: 'register', registration, settledByHolder };
}

function mineIn(document: LeaseDocument, me: Applicant, { signs }: Memory, { groups }: Sighting): Mine {
  const { id } = me.registration;
  return { id, round: requestOf(document, id)!.round, groups: groups?.list ?? null, signs };
}

function evictChange(by: RequestId, request: Request, time: Time): Change {
  const reason = isOverLimit(request, time)
    ? 'it held the lease for longer than its hold-limit'
    : isOfProcess(request)
      ? 'it did not show itself in time'
      : request.status === 'acquired'
        ? 'its job ended without a release'
        : 'its job ended';
  return { kind: 'evict', id: request.id, epoch: request.epoch ?? null, by, reason };
}

/** Evaluates whose turn it is: with what the process alone knows of its round, and by the document. */
function takeTurn(last: Turn, { boardLock, time }: Sighting, line: Line, mine: Mine): Turn {
  if (!isGrantable(line.document, boardLock, time)) return FRESH_TURN;
  const wins = due(line, { time, mine })?.id === mine.id ? last.wins + 1 : 0;
  const other = due(line, { time, mine: null })?.id;
  if (other === undefined || other === mine.id) return { wins, other: null };
  const since = last.other?.id === other ? last.other.since : time.watched;
  return { wins, other: { id: other, since } };
}

/** Asks the one that has been due for half of its TTL, and neither acts nor shows that it is there. */
function asking(document: LeaseDocument, { other }: Turn, time: Time): Change[] {
  const request = other === null ? undefined : requestOf(document, other.id);
  if (other === null || request === undefined || request.asked_at !== null) return [];
  const patience = request.parameters.ttl / 2;
  const isLate =
    hasWatched(time, other.since, patience) &&
    hasPassed(time, nameOfSign(request), request.seen_at, patience);
  return isLate ? [{ kind: 'ask', id: request.id }] : [];
}

/**
 * Whether a request must show that it is there: it has been asked to act and cannot take the lease, it is that of a
 * process and its renewal is due, or half of its max-hold is over where nobody sees lives.
 */
function mustRenew(own: Request, { seesLives, time, renewalDue }: Sighting): boolean {
  if (own.asked_at !== null) return true;
  if (isOfProcess(own)) return renewalDue;
  return seesLives !== true && isSilent(own, own.parameters.max_hold / 2, time);
}

/** Writes down whose jobs the process has seen alive. */
function noting(watch: Watch): Change[] {
  return seenAlive(watch).map(({ id }) => ({ kind: 'alive', id }));
}

/** Whether a document has room for the request that a registration adds to it. */
function fits(before: LeaseDocument, registered: LeaseDocument): boolean {
  if (registered.requests.length === before.requests.length) return true;
  // Printed with spaces and as bytes, a document is at most four times as long as its bare text.
  if (4 * JSON.stringify(registered).length <= LARGEST_DOCUMENT) return true;
  return sizeOf(registered) <= LARGEST_DOCUMENT;
}
