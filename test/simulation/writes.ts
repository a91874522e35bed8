// What every write of a run may do, by who made it and by the truth: who ends what, who lives, what contains what, and
// whose turn it is. A second reading, that shares nothing with the core but the documents.
import { holdOf, isSameJob, outcomeOf, requestOf } from '../../src/lease/document.ts';
import type { Seconds } from '../../src/lease/instant.ts';
import type { Holder, LeaseDocument, Outcome, Request } from '../../src/lease/schema.ts';
import { isOfProcess } from '../../src/lease/signs.ts';
import { hadEnded, isOverLimitBy } from '../world/breach.ts';
import { documentAt, silenceOf, type Version } from '../world/branch.ts';
import { START, type Ran, type World } from '../world/world.ts';
import { cutShort } from '../world/rests.ts';
import { isOfUse, sharedSlot, wrongRest } from '../world/promises-of-slots.ts';
import type { Broken } from './judge.ts';
import type { Scene } from './scene.ts';
import { deprived } from './slots.ts';

/** Questions without an answer after which a process goes on without it, and successes that it asks about. */
const QUESTIONS = 7;
const SUCCESSES = 3;

/** One write of a lease by a process. */
interface Write {
  readonly scene: Scene;
  readonly lease: string;
  readonly version: Version;
  readonly sentAt: Seconds;
  readonly process: string;
  readonly author: Ran;
  readonly was: LeaseDocument | null;
  readonly is: LeaseDocument;
}

type Say = (promise: string, what: string) => void;

export function writesBroken(scene: Scene): Broken[] {
  const broken: Broken[] = [];
  const { versions } = scene.world.branch;
  for (const version of versions.slice(1)) {
    if ('operator' in version.by) continue;
    const before = versions[version.index - 1]!;
    const { process, sentAt } = version.by;
    const author = scene.world.ran.get(process)!;
    const mayLock = before.head === null || author.of === 'lock' || author.of === 'unlock';
    const say: Say = (promise, what) =>
      broken.push({ promise, time: version.time, what: `${process}: ${what}` });
    if (before.lock !== version.lock && !mayLock) say('lock', 'changes the lock of all leases');
    for (const lease of new Set([...before.leases.keys(), ...version.leases.keys()])) {
      if (before.leases.get(lease) === version.leases.get(lease)) continue;
      const [was, is] = [documentAt(before, lease), documentAt(version, lease)];
      if (is === null || (was === null && before.leases.has(lease))) {
        say('S8', `${lease} is overwritten, or lost`);
        continue;
      }
      if (author.of === 'acquire' && author.wish?.lease !== lease)
        say('S3', `writes ${lease}, which is not its own`);
      if (!mayLock && !isRestored(scene, version, was) && locksOf(was) !== locksOf(is))
        say('lock', `changes the lock of ${lease}`);
      judgeWrite({ scene, lease, version, sentAt, process, author, was, is }, say);
    }
  }
  return broken;
}

function judgeWrite(write: Write, say: Say): void {
  const { was, is } = write;
  const isBack = isRestored(write.scene, write.version, was);
  const shared = sharedSlot(is);
  if (shared !== null) say('S1', shared);
  const rest = was === null || write.author.of !== 'acquire' ? null : wrongRest(was, is);
  if (rest !== null) say('rest', rest);
  for (const request of is.requests) {
    const earlier = was === null ? undefined : requestOf(was, request.id);
    const isMine = request.nonce === write.author.nonce;
    if (!isBack && earlier?.nonce !== request.nonce && !isMine) say('S7', `registers ${request.id}`);
    if (request.status !== 'acquired' || earlier?.status === 'acquired') continue;
    if (!isBack && !isMine) say('S7', `grants the lease to ${request.id}`);
    if (!isBack) judgeGrant(write, request, say);
  }
  const { nonce, of, wish } = write.author;
  const waits = is.requests.find((request) => request.nonce === nonce && request.status === 'pending');
  if (of === 'acquire' && wish?.wait === false && waits !== undefined)
    say('wait', `${waits.id} registers without a grant, and does not wait`);
  for (const request of was?.requests ?? []) {
    const outcome = outcomeOf(is, request.id);
    if (outcome !== undefined) judgeEnd(write, request, outcome, say);
  }
}

/** A branch that was gone: what somebody knew is there again. */
function isRestored({ world }: Scene, { index }: Version, was: LeaseDocument | null): boolean {
  const before = world.branch.versions.slice(0, index);
  return was === null && before.some(({ by }) => 'operator' in by && by.operator === 'deleted');
}

function locksOf(document: LeaseDocument | null): string {
  const locks = Object.entries(document?.slots ?? {}).flatMap(([name, { lock }]) =>
    lock === null ? [] : [name, lock],
  );
  return JSON.stringify([document?.lock ?? null, ...locks]);
}

function judgeEnd(
  { scene, version, sentAt, process, author, is }: Write,
  request: Request,
  ended: Outcome,
  say: Say,
): void {
  const { outcome } = ended;
  const { world, weather } = scene;
  const { person } = author.job;
  const { id, run_id, run_attempt, nonce, parameters } = request;
  const isOwnStep = author.nonce === nonce;
  const isOwnRun =
    author.of === 'release' &&
    person.run === run_id &&
    (person.attempt === run_attempt || parameters.held_by === 'run');
  switch (outcome) {
    case 'success':
    case 'failure':
      // A main step gives back a hold that it cannot rely on.
      if (isOwnStep && author.of === 'acquire' && outcome === 'failure') return;
      if (!(isOwnStep && author.of === 'post') && !isOwnRun) say('S4', `ends the hold of ${id}`);
      return;
    case 'withdrawn':
      if (!isOwnStep && !isOwnRun && world.jobOf(id) !== author.job) say('S9', `withdraws ${id}`);
      return;
    case 'completed':
      return;
    case 'evicted': {
      if (author.of === 'unlock') return;
      if (author.of !== 'acquire') return say('S4', `evicts ${id}`);
      const isSeen = world.isAlive(request, version.time) && !weather.of(process).unanswered.has('life');
      if (isOverLimitBy(world, request, version.time)) {
        const own = is.requests.find((each) => each.nonce === author.nonce);
        if (isSeen && !isOfProcess(request) && own !== undefined && !isOfUse(ended, is, own))
          say('limit', `evicts ${id}, and has too few slots all the same`);
        return;
      }
      const silence = silenceOf(world.branch, request, version.time);
      if (isOfProcess(request)) {
        // Its clock and that of who evicts it drift.
        const may = request.status === 'acquired' ? parameters.max_hold : parameters.ttl;
        if (silence < may * 0.97) say('S4', `evicts ${id}, silent for ${Math.round(silence)} s`);
        return;
      }
      // A re-run may begin between the last answer of a life and the write that it leads to.
      if (!world.isAlive(request, version.time) || hadEnded(world, process, request, sentAt)) return;
      // What an earlier step of the job has ended is there again only where the branch was rewound.
      if (author.job === world.jobOf(id) || world.isRunAgain(request, author.job)) return;
      // Nobody could see lives: then the silence of max-hold decides, by two looks.
      const isUnseen = author.job.isProcess || (weather.of(process).unanswered.get('life') ?? 0) >= 2;
      // By GitHub's clock, a sign is as old as its sending, however late it came.
      const sign = Math.max(request.seen_at, request.alive_at ?? 0) - START;
      const silent = scene.conditions.common.trusted ? Math.max(silence, version.time - sign) : silence;
      if (!isUnseen || silent <= parameters.max_hold * 0.97) say('S4', `evicts ${id}, which lives`);
    }
  }
}

function judgeGrant(write: Write, holder: Holder, say: Say): void {
  const { scene, lease, version, process, was } = write;
  const { world, weather, queue } = scene;
  const { unanswered, pausedFor } = weather.of(process);
  const missed = (success: Outcome): boolean =>
    success.outcome === 'success' &&
    success.propagate &&
    holder.parameters.propagate &&
    success.scope === holder.scope &&
    !isSameJob(success, holder) &&
    world.repository.contains(success.head_sha, holder.head_sha);
  const newest = (was?.outcomes ?? []).filter(
    ({ outcome, scope, propagate }) => outcome === 'success' && propagate && scope === holder.scope,
  );
  const success = newest.slice(-SUCCESSES).find(missed);
  // Who says so has waited for a minute in which it had no answer, or could not ask.
  const isTold = world.events.some(
    (event) => event.kind === 'line' && event.process === process && event.line.line === 'evidence-missing',
  );
  const isBlind = (unanswered.get('contains') ?? 0) >= QUESTIONS || (isTold && unanswered.size > 0);
  if (success !== undefined && !isBlind)
    say('L2', `${holder.id} is granted the lease, and the success of ${success.id} contains it`);
  const droppedAt = queue.droppedAt.get(holder.head_sha);
  const isLate = droppedAt !== undefined && version.time - droppedAt > holder.parameters.ttl + 30;
  // Who could not ask for a while may go by an older list.
  if (isLate && unanswered.size + pausedFor === 0)
    say('superseded', `${holder.id} is granted the lease, long after its group`);
  const failed = was?.outcomes.find((outcome) => isAbove(write, was, holder, outcome));
  if (failed !== undefined)
    say('failure', `${holder.id} is granted the lease above ${failed.id}, which has just failed`);
  const early = cutShort(world, lease, write, holder);
  if (early !== null) say('rest', early);
  const earlier = was === null ? null : firstBefore(write, was, holder);
  if (earlier !== null) say('order', `${holder.id} is granted the lease before ${earlier.id}`);
}

/** Whether a failure below a request still counts: for a window, unless a success contains it by the truth. */
function isAbove(
  { scene, is, version }: Write,
  was: LeaseDocument,
  holder: Request,
  failed: Outcome,
): boolean {
  const { world, conditions } = scene;
  if (!conditions.common.trusted || failed.outcome !== 'failure' || failed.scope !== holder.scope)
    return false;
  const { window } = holder.parameters;
  const passed = Math.max((holder.granted_at ?? 0) - failed.at, version.time - failedAt(world, failed));
  if (window === 0 || passed > window) return false;
  if (!isStackedOn(is, holder, failed)) return false;
  return !was.outcomes.some(
    ({ outcome, head_sha }) => outcome === 'success' && world.repository.contains(head_sha, failed.head_sha),
  );
}

/** When an outcome was first there, whatever its stamp says. */
function failedAt({ branch }: World, { id }: Outcome): Seconds {
  const first = branch.versions.find((version) =>
    [...version.leases.keys()].some((lease) =>
      documentAt(version, lease)?.outcomes.some((outcome) => outcome.id === id),
    ),
  );
  return first?.time ?? 0;
}

/** Who was certainly before a holder; of slots only where there is one clock. */
function firstBefore(write: Write, was: LeaseDocument, holder: Request): Request | null {
  const { is, scene } = write;
  if (is.requests.every(({ parameters }) => parameters.accepts === null))
    return is.requests.find((other) => goesFirst(write, was, other, holder)) ?? null;
  const isDated = scene.conditions.common.trusted && scene.outside === 0;
  return isDated ? deprived(was, is, holder) : null;
}

/** Whether a request that is there before and after a grant, and was not asked to act, was certainly first. */
function goesFirst({ is }: Write, was: LeaseDocument, other: Request, holder: Request): boolean {
  if (other.status !== 'pending' || other.asked_at !== null || requestOf(was, other.id)?.asked_at !== null)
    return false;
  if (other.round === holder.round) return isStackedOn(is, other, holder) && !isTainted(was, other);
  if (other.base_sha !== null || other.parameters.window > 0) return false;
  // A plain request is ready at once.
  const [first, second] = [other, holder].map((request) => is.rounds.find(({ id }) => id === request.round)!);
  if (first!.priority !== second!.priority) return first!.priority > second!.priority;
  const wasGranted = was.rounds.find(({ id }) => id === holder.round)?.granted === true;
  return !wasGranted && first!.id < second!.id;
}

type Commit = Pick<Request, 'head_sha'>;

/** Whether one request is stacked on another, by what the events said of what they sit on. */
function isStackedOn({ requests, outcomes }: LeaseDocument, high: Commit, low: Commit): boolean {
  const bases = new Map<string, string | null>();
  for (const { head_sha, base_sha } of [...outcomes, ...requests]) bases.set(head_sha, base_sha);
  let at = bases.get(high.head_sha) ?? null;
  for (let n = 0; at !== null && n < bases.size; n += 1) {
    if (at === low.head_sha) return true;
    at = bases.get(at) ?? null;
  }
  return false;
}

/** Whether anything below a request has failed, however long ago: then it may be skipped. */
function isTainted(document: LeaseDocument, request: Request): boolean {
  return document.outcomes.some(({ outcome, scope }) => outcome === 'failure' && scope === request.scope);
}

/** The version that ended a hold of a lease; where the branch was set back, another may have had its token. */
export function holdEndedBy(
  versions: readonly Version[],
  lease: string,
  hold: { readonly id: string; readonly token: number },
): Version | null {
  const isHeld = (version: Version): boolean => {
    const document = documentAt(version, lease);
    return document !== null && holdOf(document, hold.id)?.epoch === hold.token;
  };
  const granted = versions.findIndex(isHeld);
  if (granted === -1) return null;
  return versions.slice(granted).find((version) => !isHeld(version)) ?? null;
}
