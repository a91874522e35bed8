// The machine of mode acquire: learn what the answers say, then think what to ask next.
//
// Promises: an end is reported only when the board confirms it; a request found granted while it ends is reported as
// acquired, if it can rely on that; contention, rate limits and outages never end the wait. There are no phases: what is
// known decides what is asked, and to wait is to ask nothing until a time.
import { decide } from '../lease/decide.ts';
import type { Applicant, Sighting, Verdict } from '../lease/decision.ts';
import { isGroup, requestOf } from '../lease/document.ts';
import { turnOf, unheard } from '../lease/line.ts';
import { isLocked } from '../lease/locks.ts';
import type { Instant, Seconds } from '../lease/instant.ts';
import type { LeaseDocument, Registration } from '../lease/schema.ts';
import type { Change } from '../lease/transition.ts';
import { isOfProcess } from '../lease/signs.ts';
import { explain } from '../lease/waiting.ts';
import { boundOf, ending, ONE_TRY } from './acquire-end.ts';
import {
  isOnBoard,
  mayBeOnBoard,
  type AcquireEnd,
  type AcquireState,
  type AcquireStep,
} from './acquire-state.ts';
import { arrive, askToArrive, nextId, slipsOf, twinSlotOf } from './arrival.ts';
import type { Ask, Machine, Now } from './asks.ts';
import { awaitAnswers, dueQuestions, nextQuestionAt } from './evidence.ts';
import { questionsAbout, type Question } from '../lease/settlement.ts';
import { current, isGone, timeOf, watchedAt } from './knowledge.ts';
import type { Line } from './line.ts';
import { seeable, untold } from './lives.ts';
import {
  arriving,
  arrivingWith,
  hasteOf,
  pollDelay,
  pollMean,
  renewing,
  spread,
  type Haste,
} from './pace.ts';
import { sendingSign, signDue, sinceSign, startRenewal } from './renewal.ts';
import { askRead, askWrite, crowdOf, givingWay, pausedUntil, unsure } from './session.ts';
import { asking, over, sleeping, UNDATED } from './step.ts';
import { isLimitedUntil } from './weather.ts';
import { askGroups, isLookDue, learn } from './acquire-learn.ts';

/** What a decision is made of, besides what the step knows: its request, and the board at one moment. */
interface Scene {
  readonly registration: Registration;
  readonly document: LeaseDocument;
  readonly at: Instant;
  readonly now: Now;
}

export const acquireMachine: Machine<AcquireState, Line, AcquireEnd> = {
  step(before, heard, now) {
    const started = ending({ ...before, startedAt: before.startedAt ?? now.mono }, now);
    const learned = learn(started.state, heard, now);
    const said = [...started.say, ...learned.say];
    const thought =
      learned.trouble === null ? think(learned.state, now) : over(learned.state, learned.trouble);
    return { ...thought, say: [...said, ...thought.say] };
  },
};

function think(state: AcquireState, now: Now): AcquireStep {
  const { end, session, registration } = state;
  const { weather, known } = session;
  if (end !== null) {
    if (!mayBeOnBoard(state)) return over(state, { kind: 'gone', ending: end.reason });
    if (now.mono >= end.graceEnds || isLimitedUntil(weather, end.graceEnds)) {
      return over(state, { kind: 'unconfirmed', reason: end.reason, why: weather.why });
    }
  }
  // A write that has lost the race for a lease which was new may seem to land yet: that makes it no older than the other.
  const twin = isOnBoard(state) ? null : twinSlotOf(state);
  if (twin !== null) return over(state, twin);
  const pause = pausedUntil(session, now.mono);
  if (pause !== null) return sleep(state, pause);
  if (registration === null) {
    const asks = askToArrive(state, now);
    if (asks.length > 0) return ask(state, asks);
    const arrived = arrive(state);
    const thought = think(arrived, now);
    return { ...thought, say: [...slipsOf(arrived), ...thought.say] };
  }
  // A look shows enough to go on waiting; what it cannot show, and what a write needs, is read whole.
  if (known.missed || known.older !== null) return ask(state, [askRead(session), ...askGroups(state, now)]);
  // An answer without a date: nothing can be judged by it, so the board is read again.
  if (now.at === null) {
    if (known.on === null) return ask(state, [askRead(session)]);
    return sleep({ ...state, session: unsure(session) }, now.mono + UNDATED);
  }
  const { at } = now;
  return act(state, { registration, document: current(known, at), at, now });
}

/** The list of merge groups; one that could not be renewed for a TTL says nothing of now. */
function freshGroups({ groups: { seen }, wish }: AcquireState, at: Instant): Sighting['groups'] {
  return seen !== null && at - seen.at <= wish.registration.parameters.ttl ? seen : null;
}

/** Asks what the decision needs, then decides. */
function act(state: AcquireState, scene: Scene): AcquireStep {
  const { document, registration, now } = scene;
  const { proofs } = state.evidence;
  const questions = state.end === null ? questionsAbout(document, registration, proofs) : [];
  const { evidence, waits, say } = awaitAnswers(state.evidence, questions, now);
  const step = judge({ ...state, evidence }, scene, questions, waits);
  return { ...step, say: [...say, ...step.say] };
}

/** `openEvidence`: whether a grant has to wait for the answer to one of the questions. */
function judge(
  state: AcquireState,
  scene: Scene,
  questions: readonly Question[],
  openEvidence: boolean,
): AcquireStep {
  const { session, evidence } = state;
  const { registration, document, at, now } = scene;
  const asking = now.mono < state.sidesNotBefore ? [] : dueQuestions(evidence, questions, now);
  if (asking.length > 0) return ask(state, asking);
  const me: Applicant = { ...state.wish, registration };
  const seen: Sighting = {
    document,
    boardLock: session.known.lock,
    time: timeOf(session.known, at),
    poll: state.poll,
    groups: freshGroups(state, at),
    proofs: evidence.proofs,
    openEvidence,
    ending: state.end?.reason ?? null,
    unanswered: session.known.mayLand !== null,
    renewalDue: now.mono >= signDueOf(state, now),
    sinceSign: sinceSign(state.renewal, now),
  };
  const decision = decide(me, { ...state.memory, turn: state.lastTurn }, seen);
  const after = { ...state, memory: decision.memory };
  if (decision.check.length > 0 && now.mono >= state.sidesNotBefore) {
    const check = seeable(state.unseen, decision.check, now);
    if (check.length > 0)
      return ask(
        after,
        check.map((request) => ({ ask: 'life', request })),
      );
    const signs = untold(after.memory.signs, decision.check, watchedAt(session.known, now), state.poll);
    return judge({ ...state, memory: { ...state.memory, signs } }, scene, questions, openEvidence);
  }
  return follow(after, scene, decision.verdict, nextQuestionAt(evidence, questions));
}

function follow(
  state: AcquireState,
  scene: Scene,
  verdict: Verdict,
  questionAt: Seconds | null,
): AcquireStep {
  switch (verdict.kind) {
    case 'wait':
      // Of a lease that nobody has written nothing can be brought back.
      return isGone(state.session.known) && state.session.known.document !== null
        ? write(state, scene, [])
        : wait(state, scene, verdict.because, questionAt);
    case 'write':
      return write(state, scene, verdict.changes);
    case 'next-id':
      return think(nextId(state), scene.now);
    default:
      return over(state, verdict);
  }
}

function write(state: AcquireState, scene: Scene, changes: readonly Change[]): AcquireStep {
  const { session, groups, memory, wish } = state;
  const { registration, document, at, now } = scene;
  if (session.known.on === null) return ask(state, [askRead(session), ...askGroups(state, now)]);
  if (!state.hasSpread && !memory.registered && wish.wait && isGroup(registration) && state.end === null) {
    // The groups of a stack are about to write too; after that the board must be read again.
    const delay = spread(document, registration, groups.seen?.list ?? null, now.random);
    const put = { ...state, hasSpread: true };
    if (delay > 0) return sleep({ ...put, session: unsure(session) }, now.mono + delay);
    return write(put, scene, changes);
  }
  const others = crowdOf(session, changes, at);
  const later = givingWay(session, others, now);
  if (later !== null) return sleep({ ...state, session: later }, later.weather.notBefore);
  const arrival = arrivalOf(state, scene);
  const sent = askWrite(session, changes, hasteOf(changes, memory.registered, arrival, others), at);
  // An earlier step of the job may hold the lease on other terms.
  const before = state.renewal ?? startRenewal(requestOf(document, registration.id) ?? registration);
  const renewal = before === null ? null : sendingSign(before, session.known, now);
  // A renewal puts off no look: others are seen only by that.
  const lookAt = changes.every(({ kind }) => kind === 'renew' || kind === 'hand-on') ? state.lookAt : null;
  return ask({ ...state, lookAt, session: sent.session, renewal }, [sent.ask]);
}

function wait(
  state: AcquireState,
  { registration, document, at, now }: Scene,
  because: 'no-room' | null,
  questionAt: Seconds | null,
): AcquireStep {
  const { session, groups } = state;
  const isLimited = now.mono < session.weather.looksNotBefore;
  if (isLookDue(state, now)) {
    // One that is over is of no use to see, and one that takes its place is seen before any grant.
    const withLock = isLocked(session.known.lock, at);
    const look: Ask = { ask: 'look', lease: session.known.lease, withLock };
    return ask(state, [isLimited ? askRead(session) : look, ...askGroups(state, now)]);
  }
  const waiting = explain(
    document,
    registration,
    session.known.lock,
    groups.seen?.list ?? null,
    timeOf(session.known, at),
    state.memory.signs,
  );
  const rank = waiting.place ?? waiting.inLine;
  const turn = turnOf(document, registration.id);
  const lookAt = state.lookAt ?? nextLookAt(state, turn, rank, now);
  const say: Line[] = state.lookAt === null ? [{ line: 'waiting', waiting }] : [];
  const full: Line[] = because === 'no-room' && !state.toldNoRoom ? [{ line: 'no-room' }] : [];
  const until = questionAt === null ? lookAt : Math.min(lookAt, Math.max(questionAt, state.sidesNotBefore));
  const slept = sleep(
    { ...state, lookAt, toldNoRoom: because === 'no-room' },
    Math.min(until, signDueOf(state, now)),
  );
  return { ...slept, say: [...full, ...say] };
}

/** When the next look is due (monotonic): rarely while each is charged, and as ever once that is over. */
function nextLookAt(state: AcquireState, turn: number, rank: number, now: Now): Seconds {
  const { looksNotBefore } = state.session.weather;
  const usual = pollDelay(meanOf(state, turn, now), rank, now.random);
  if (now.mono >= looksNotBefore) return now.mono + usual;
  const rare = pollDelay(meanOf(state, turn, now, true), rank, now.random);
  return Math.min(now.mono + rare, looksNotBefore + usual);
}

/** How far the first write gives way to those of others: a merge group knows how many there are. */
function arrivalOf(state: AcquireState, { registration, document, now }: Scene): Haste {
  if (isOfProcess(registration) && state.memory.registered) return renewing(registration.parameters.ttl);
  const { seen } = state.groups;
  if (seen !== null) return arrivingWith(unheard(document, registration, seen.list).length);
  return arriving(meanOf(state, turnOf(document, registration.id), now));
}

/** When the next sign of life of a process is due (monotonic); never, of a job. */
function signDueOf({ renewal, wish }: AcquireState, now: Now): Seconds {
  const { registration } = wish;
  return renewal === null || !isOfProcess(registration)
    ? Infinity
    : signDue(renewal, registration.parameters.ttl, now);
}

/** The mean time between two looks of one whose turn comes so late; who is due must be able to act in time. */
function meanOf({ wish }: AcquireState, turn: number, now: Now, isCharged = false): Seconds {
  const { pollInterval, delayAssignment, registration, wait } = wish;
  const { ttl, accepts } = registration.parameters;
  const longest = ttl / (delayAssignment + 2);
  // One try is over soon, and needs two looks to find others dead, however many there are.
  const [interval, rank] = wait ? [pollInterval, turn] : [Math.min(pollInterval, ONE_TRY / 4), 1];
  return pollMean(interval, rank, longest, now.budget, { isPool: accepts !== null, isCharged });
}

function ask(state: AcquireState, asks: readonly Ask[]): AcquireStep {
  return asking(state, asks, boundOf(state));
}

function sleep(state: AcquireState, until: Seconds): AcquireStep {
  return sleeping(state, Math.min(until, boundOf(state) ?? until));
}
