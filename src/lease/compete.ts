// How a request that is neither granted nor settled goes on: it registers, clears the dead away, takes its turn, and
// asks others to take theirs. Whatever it has to write goes into one write.
import type { RequestId } from './identifiers.ts';
import { byClock, handingOn, hasPassed, isOver, type Time } from './age.ts';
import { isLargerThan, LARGEST_DOCUMENT } from './board.ts';
import { claimsIn, freeIn, type Claim, type Sight } from './claims.ts';
import { containedIn } from './containment.ts';
import type { Applicant, Blocker, Decision, Ending, Memory, Sighting, Turn, Verdict } from './decision.ts';
import { requestOf } from './document.ts';
import type { Seconds } from './instant.ts';
import { lineOf, waitingIn, type Line, type Mine } from './line.ts';
import {
  deadFor,
  isReturned,
  mayBeDead,
  mustBeNoted,
  seenAlive,
  suspects,
  watchOf,
  type Watch,
} from './liveness.ts';
import type { LeaseDocument, Request } from './schema.ts';
import { mayJoin } from './settlement.ts';
import { isOfProcess, mayBeSilent, signOf } from './signs.ts';
import { wishOf } from './slots.ts';
import { transition, type Change } from './transition.ts';

/** Part of its TTL after which somebody who could act is asked to, and TTLs after which one who has to wait is. */
const PATIENCE = 0.5;
const PATIENCE_OF_KEEPER = 5;

/** How many holds past their limit one write ends. */
const TAKEN_OVER_AT_ONCE = 20;

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
    own === undefined && !seen.unanswered
      ? { kind: 'gone', ending }
      : { kind: 'write', changes: [...handOn(seen), withdraw] };
  return { verdict, memory: { ...memory, leaving: ending }, check: [] };
}

/** Registers, evicts the dead, and takes slots when they are due to it. `own`: its request, where it has one. */
export function compete(me: Applicant, memory: Memory, seen: Sighting, own: Request | undefined): Decision {
  const { id } = me.registration;
  const { time } = seen;
  const registering = own === undefined ? [registerChange(me, seen)] : [];
  const registered = transition(seen.document, registering, time);
  const line = lineOf(registered);
  const mine = mineIn(registered, me, memory, seen);
  const sight = sightOf(me, seen);
  const hasRoom = registering.length === 0 || fits(seen.document, registered);
  const watch = watchOf(line, mine, time, { isOpen: findsEnough(line, mine, sight), hasRoom });
  const isFit = hasRoom && !seen.openEvidence;
  const clearing = clearAway(line, mine, deadFor(watch), sight, { isFit, waits: me.wait });
  const { evicting, line: left, own: claim } = clearing;
  const turn = takeTurn(memory.turn, clearing, mine, sight);
  const check = suspects(watch, seen.poll, me.wait);
  const after: Memory = { ...memory, turn };
  const decided = (verdict: Verdict): Decision => ({ verdict, memory: after, check });
  const write = (...changes: readonly Change[]): Decision =>
    decided({ kind: 'write', changes: [...changes, ...noting(watch)] });

  if (isFit && turn.wins > me.delayAssignment)
    return write(...registering, ...evicting, ...grantChanges(claim!, seen));
  if (!me.wait) {
    // Without a grant it writes nothing of its own. But where nobody ever waits, nobody else removes the dead.
    if (evicting.length > 0) return decided({ kind: 'write', changes: evicting });
    const mayChange = seen.openEvidence || check.length > 0 || mayBeDead(watch);
    return mayChange ? decided({ kind: 'wait', because: null }) : leave(me, after, seen, own, 'not-granted');
  }
  const changes = [
    ...(hasRoom ? registering : []),
    ...evicting,
    ...asking(left.document, turn, time),
    ...(own !== undefined && mustRenew(own, seen) ? [...handOn(seen), { kind: 'renew', id } as const] : []),
  ];
  const isUrgent = changes.length > 0 || seenAlive(watch).some((request) => mustBeNoted(request, time));
  if (isUrgent) return write(...changes);
  return decided({ kind: 'wait', because: hasRoom ? null : 'no-room' });
}

/** Who takes some of the slots looks at the others no longer; beside the whole lease nothing is held, and nothing rests. */
function grantChanges({ request: { id, parameters }, due }: Claim, seen: Sighting): Change[] {
  if (parameters.accepts === null) return [{ kind: 'grant', id }];
  return [...handOn(seen), { kind: 'grant', id, slots: due }];
}

/** Who leaves, or may be killed while it waits, hands on what it has watched. */
function handOn({ document, time }: Sighting): Change[] {
  const watched = handingOn(document, time);
  return Object.keys(watched).length === 0 ? [] : [{ kind: 'hand-on', watched }];
}

export function registerChange(me: Applicant, { document, proofs }: Sighting): Change {
  const { registration } = me;
  const joined = mayJoin(document, registration).find(({ head_sha }) =>
    containedIn(document, head_sha, proofs)(registration.head_sha),
  );
  return { kind: 'register', registration, ...(joined === undefined ? {} : { joins: joined.id }) };
}

function mineIn(document: LeaseDocument, me: Applicant, { signs }: Memory, { groups }: Sighting): Mine {
  const { id } = me.registration;
  return { id, round: requestOf(document, id)!.round, groups: groups?.list ?? null, signs };
}

/** Who does not wait has watched nothing, and tells the end of a rest by its clock. */
function sightOf({ wait }: Applicant, { time, boardLock }: Sighting): Sight {
  return { time, boardLock, restsBy: wait ? time : byClock(time.now) };
}

/** Whether nothing but the line stands between the request and its slots. */
function findsEnough(line: Line, { id }: Mine, sight: Sight): boolean {
  const { accepts, take } = wishOf(requestOf(line.document, id)!, line.slots);
  const free = freeIn(line, sight);
  return [...accepts].filter((slot) => free.has(slot)).length >= take;
}

interface Cleared {
  readonly evicting: readonly Change[];
  /** The line without those who are evicted. */
  readonly line: Line;
  readonly own: Claim | undefined;
}

/**
 * Evicts the dead, and then those past their limit who hold what the request has a right to; these live, so not for one
 * that could not take it, nor for one that does not wait until their rest is over. `isFit`: nothing but the line stands
 * between the request and a grant.
 */
function clearAway(
  line: Line,
  mine: Mine,
  dead: readonly Request[],
  sight: Sight,
  { isFit, waits }: { readonly isFit: boolean; readonly waits: boolean },
): Cleared {
  const without = (from: Line, evicting: readonly Change[]): Cleared => {
    const document = transition(from.document, evicting, sight.time);
    const left = document === from.document ? from : lineOf(document);
    const own = claimsIn(left, { ...sight, mine }).find(({ request }) => request.id === mine.id);
    return { evicting, line: left, own };
  };
  const ended = without(
    line,
    dead.map((request) => evictChange(mine.id, request, reasonOfEnd(request, mine))),
  );
  const over = ended.own?.mayTakeOver.slice(0, TAKEN_OVER_AT_ONCE) ?? [];
  const isHad = waits || over.every(({ parameters }) => parameters.takeover_delay === 0);
  if (!isFit || !isHad || over.length === 0) return ended;
  const reason = 'it held the lease for longer than its hold-limit';
  const taken = without(
    ended.line,
    over.map((holder) => evictChange(mine.id, holder, reason)),
  );
  return { ...taken, evicting: [...ended.evicting, ...taken.evicting] };
}

function evictChange(by: RequestId, { id, epoch }: Request, reason: string): Change {
  return { kind: 'evict', id, epoch: epoch ?? null, by, reason };
}

function reasonOfEnd(request: Request, { id, signs }: Mine): string {
  if (isReturned(request, id)) return 'it had ended before: its job has asked anew since';
  if (isOfProcess(request)) return 'it did not show itself in time';
  if (signOf(signs, request)?.liveness === 'unknown')
    return 'it gave no sign of life for its max-hold, and nobody could see its job';
  return request.status === 'acquired' ? 'its job ended without a release' : 'its job ended';
}

const NEW_BLOCKER = { keptFor: 0, couldActFor: 0, now: null } as const;

/** Evaluates whose turn it is: with what the process alone knows of its round, and by the document. */
function takeTurn(last: Turn, { line, own }: Cleared, mine: Mine, sight: Sight): Turn {
  const wins = own !== undefined && own.due.length > 0 ? last.wins + 1 : 0;
  const at = sight.time.watched;
  return { wins, at, blockers: wins > 0 ? [] : blockersOf(last, line, mine, sight) };
}

/** Who else has, or has had, a claim to slots that the request could use and that could be had. */
function blockersOf(last: Turn, line: Line, mine: Mine, sight: Sight): Blocker[] {
  const { document, slots: all } = line;
  const { accepts } = wishOf(requestOf(document, mine.id)!, all);
  const claims = claimsOfOthers(line, mine, sight).filter(({ due, keeps, overdue }) =>
    [...due, ...keeps, ...overdue].some((slot) => accepts.has(slot)),
  );
  const claimOf = new Map(claims.map((claim) => [claim.request.id, claim]));
  const lastOf = new Map(last.blockers.map((blocker) => [blocker.id, blocker]));
  const passed = sight.time.watched - last.at;
  return waitingIn(line).flatMap(({ id, seen_at: seenAt }): Blocker[] => {
    const claim = claimOf.get(id);
    const before = lastOf.get(id);
    if (claim === undefined && before?.seenAt !== seenAt) return [];
    const { keptFor, couldActFor, now } = before?.seenAt === seenAt ? before : NEW_BLOCKER;
    return [
      {
        id,
        seenAt,
        keptFor: keptFor + (now === null ? 0 : passed),
        couldActFor: couldActFor + (now === 'could-act' ? passed : 0),
        now: claim === undefined ? null : whatItDoes(claim),
      },
    ];
  });
}

function whatItDoes({ due, mayTakeOver }: Claim): Blocker['now'] {
  return due.length > 0 || mayTakeOver.length > 0 ? 'could-act' : 'keeps';
}

/** The claims of the others by the document; of the own round, where it is ready for the process alone, by what that sees. */
function claimsOfOthers(line: Line, mine: Mine, sight: Sight): Claim[] {
  const isOfOwnRound = ({ request }: Claim): boolean => request.round === mine.round;
  const byDocument = claimsIn(line, { ...sight, mine: null });
  const bySight = byDocument.some(isOfOwnRound)
    ? []
    : claimsIn(line, { ...sight, mine }).filter(isOfOwnRound);
  return [...byDocument, ...bySight].filter(({ request }) => request.id !== mine.id);
}

/** Asks those who have kept slots from the request for long, and neither act nor show that they are there. */
function asking(document: LeaseDocument, { blockers }: Turn, time: Time): Change[] {
  return blockers.flatMap(({ id, seenAt, keptFor, couldActFor, now }): Change[] => {
    const { asked_at, parameters } = requestOf(document, id)!;
    const isLate = (seconds: Seconds, part: number): boolean => {
      const patience = parameters.ttl * part;
      return isOver(0, patience, seconds) && hasPassed(time, `seen:${id}`, seenAt, patience);
    };
    if (asked_at !== null || now === null) return [];
    const isAsked = isLate(couldActFor, PATIENCE) || isLate(keptFor, PATIENCE_OF_KEEPER);
    return isAsked ? [{ kind: 'ask', id }] : [];
  });
}

/**
 * Whether a request must show that it is there: it has been asked to act and cannot take the lease, it is that of a
 * process and its renewal is due, or half of its max-hold is over: of those who wait some may not see lives.
 */
function mustRenew(own: Request, { time, renewalDue }: Sighting): boolean {
  if (own.asked_at !== null) return true;
  if (isOfProcess(own)) return renewalDue;
  return mayBeSilent(own, own.parameters.max_hold / 2, time);
}

/** Writes down whose jobs the process has seen alive. */
function noting(watch: Watch): Change[] {
  return seenAlive(watch).map(({ id }) => ({ kind: 'alive', id }));
}

/** Whether a document has room for the request that a registration adds to it. */
function fits(before: LeaseDocument, registered: LeaseDocument): boolean {
  if (registered.requests.length === before.requests.length) return true;
  // Each hold names its slots once more, and no grant is held back by the size.
  const granted = { ...registered, requests: registered.requests.map(withSlotsNamed) };
  return !isLargerThan(granted, LARGEST_DOCUMENT);
}

function withSlotsNamed<R extends Request>(request: R): R {
  const { accepts, take } = request.parameters;
  return { ...request, slots: accepts?.slice(0, take) ?? null };
}
