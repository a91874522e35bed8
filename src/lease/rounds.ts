// Which round a request joins when it registers.
import { holdOf, isGroup } from './document.ts';
import type { RequestId } from './identifiers.ts';
import type { Instant } from './instant.ts';
import type { LeaseDocument, Registration, Round } from './schema.ts';

/**
 * The round of a request: that of the holder `joins`, whose success would settle it; else the newest of its scope that
 * was not granted yet; else a new one. A plain request opens a round of its own.
 */
export function roundFor(
  document: LeaseDocument,
  registration: Registration,
  joins: RequestId | null,
  at: Instant,
): Round {
  const opened: Round = {
    // Sequences are never used twice, and one write opens one round at most.
    id: document.sequence + 1,
    scope: registration.scope,
    priority: isGroup(registration) ? 0 : registration.priority,
    opened_at: at,
    changed_at: at,
    granted: false,
  };
  if (!isGroup(registration)) return opened;
  const holder = joins === null ? undefined : holdOf(document, joins);
  const joined = document.rounds.find((round) => round.id === holder?.round);
  if (joined !== undefined) return joined;
  return groupRounds(document, registration.scope).findLast((round) => !round.granted) ?? opened;
}

function groupRounds(document: LeaseDocument, scope: string): Round[] {
  const groups = new Set(document.requests.filter(isGroup).map((request) => request.round));
  return document.rounds.filter((round) => round.scope === scope && groups.has(round.id));
}
