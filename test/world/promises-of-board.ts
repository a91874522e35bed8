// The promises S1–S7, S9 and L2 as the versions of the branch show them, write by write.
import { containedIn, NO_PROOFS } from '../../src/lease/containment.ts';
import { holdersOf, holdOf, isGroup, outcomeOf, requestOf } from '../../src/lease/document.ts';
import type { Seconds } from '../../src/lease/instant.ts';
import { stepProblemOf, problemOf } from '../../src/lease/invariants.ts';
import { begin, observe } from '../../src/lease/promises.ts';
import { isOfProcess } from '../../src/lease/signs.ts';
import { overlap } from '../../src/lease/slots.ts';
import type { Holder, LeaseDocument, Outcome, Request } from '../../src/lease/schema.ts';
import { documentAt, silenceOf, type Version } from './branch.ts';
import { nameIn } from './names.ts';
import { isOverLimitBy, wasTampered, wasUnseen, type Breach } from './breach.ts';
import { isOfUse, sharedSlot, wrongRest } from './promises-of-slots.ts';
import { cutShort } from './rests.ts';
import { isOfTwoJobs, shouldSettle } from './settling.ts';
import { START, type Ran, type World } from './world.ts';

/** What the versions up to one have shown of a lease. */
interface Shown {
  /** Every token ever granted, whatever the branch has forgotten since. */
  highest: number;
  /** Of the branch as it is, by id. */
  readonly granted: Map<string, number>;
  readonly ended: Map<string, string>;
}

/** One write of one lease, with everything that a promise may need. */
interface Write {
  readonly world: World;
  readonly lease: string;
  readonly version: Version;
  readonly process: string;
  readonly author: Ran;
  readonly before: LeaseDocument | null;
  readonly after: LeaseDocument;
  readonly shown: Shown;
}

export function boardBreaches(world: World): Breach[] {
  const leases = new Set(world.branch.versions.flatMap(({ leases }) => [...leases.keys()]));
  return [...leases].flatMap((lease) => leaseBreaches(world, lease));
}

function leaseBreaches(world: World, lease: string): Breach[] {
  const contains = (head: string, sha: string): boolean => world.repository.contains(head, sha);
  const shown: Shown = { highest: 0, granted: new Map(), ended: new Map() };
  const breaches: Breach[] = [];
  let observer = begin();
  for (const version of world.branch.versions.slice(1)) {
    const previous = world.branch.versions[version.index - 1]!;
    const [before, after] = [documentAt(previous, lease), documentAt(version, lease)];
    const isCut = 'operator' in version.by;
    const observed = observe(observer, after, { isCut, boardLock: version.lock, contains });
    ({ observer } = observed);
    if ('operator' in version.by) {
      forget(shown, after);
      continue;
    }
    if (before === after) continue;
    const { process, sentAt } = version.by;
    // Who deletes the branch, or sets it back to the very head that a write waits for, lets that write land with a token
    // of the time when its process last read.
    const read = world.server.asks.findLast(
      (ask) => ask.process === process && ask.kind === 'read' && ask.time <= sentAt,
    );
    // Nor do tokens rise over a deletion where processes have written them by clocks of their own.
    const isUndated = world.jobs.some(({ isProcess }) => isProcess) && wasTampered(world, 0, version.time);
    const isOvertaken = isUndated || wasTampered(world, read?.time ?? sentAt, version.time);
    const say = (promise: string, what: string): void => {
      if (promise === 'S2' && isOvertaken) return;
      breaches.push({ promise, time: version.time, what: `${process}: ${what}` });
    };
    if (after === null) {
      say('S8', 'a document that can be read is gone');
      continue;
    }
    const write = { world, lease, process, version, author: world.ran.get(process)!, before, after, shown };
    checkStates(write, say);
    for (const holder of holdersOf(after)) {
      const isHeld = before !== null && holdOf(before, holder.id)?.epoch === holder.epoch;
      if (!isHeld) checkGrant(write, holder, say);
    }
    checkRenewal(write, say);
    if (before !== null) for (const request of before.requests) checkEnd(write, request, say);
    for (const { promise, what } of observed.broken) say(promise, what);
    remember(shown, after);
  }
  return breaches;
}

type Say = (promise: string, what: string) => void;

function checkStates({ before, after, shown, author }: Write, say: Say): void {
  const problem = problemOf(after) ?? (before === null ? null : stepProblemOf(before, after));
  if (problem !== null) say('S1–S7', problem);
  const shared = sharedSlot(after);
  if (shared !== null) say('S1', shared);
  const rest = before === null || author.of !== 'acquire' ? null : wrongRest(before, after);
  if (rest !== null) say('rest', rest);
  for (const outcome of after.outcomes) {
    if (before !== null && before.outcomes.includes(outcome)) continue;
    const earlier = shown.ended.get(outcome.id);
    if (earlier !== undefined && earlier !== JSON.stringify(outcome))
      say('S6', `the end of ${outcome.id} changes`);
  }
  for (const { id } of after.requests) {
    const isNew = before === null || requestOf(before, id) === undefined;
    if (isNew && shown.ended.has(id)) say('S7', `${id} asks again after its end`);
  }
}

function checkGrant(write: Write, holder: Holder, say: Say): void {
  const { world, lease, version, before, shown, author, process } = write;
  const name = nameIn(world)(holder.id);
  // A branch that was gone is written again with the hold that was known.
  if (
    before === null &&
    shown.granted.size === 0 &&
    holder.epoch <= shown.highest &&
    isKnownHold(write, holder)
  )
    return;
  if (holder.epoch <= shown.highest)
    say('S2', `the token ${holder.epoch} of ${name} is not above ${shown.highest}`);
  const early = cutShort(world, lease, write, holder);
  if (early !== null) say('rest', early);
  if (shown.granted.has(holder.id)) say('S7', `${name} is granted the lease twice`);
  if (author.of !== 'acquire' || author.nonce !== holder.nonce)
    say('S9', `grants the lease to ${name}, not to itself`);
  for (const other of before?.requests ?? []) {
    if (isBefore(before!, other, holder) && couldNotAct(world, other, version.time))
      say('the line', `${name} is granted the lease before ${nameIn(world)(other.id)}, which could not act`);
  }
  const settles = (before?.outcomes ?? []).find((success) => shouldSettle(world, success, holder));
  if (settles === undefined || isOfTwoJobs(write.after, holder.scope)) return;
  const isTold = world.events.some(
    (event) => event.kind === 'line' && event.process === process && event.line.line === 'evidence-missing',
  );
  if (!isTold)
    say('L2', `${name} is granted the lease though the success of ${nameIn(world)(settles.id)} contains it`);
}

/** Whether a plain request that waits is served before another one, with what that has got. */
function isBefore({ rounds }: LeaseDocument, waiting: Request, holder: Request): boolean {
  if (waiting.status !== 'pending' || isGroup(waiting) || isGroup(holder)) return false;
  if (!overlap(waiting.parameters.accepts, holder.slots)) return false;
  const [own, other] = [waiting, holder].map(({ round }) => rounds.find(({ id }) => id === round));
  if (own === undefined) return false;
  return (
    other === undefined ||
    own.priority > other.priority ||
    (own.priority === other.priority && own.id < other.id)
  );
}

/** Whether a process has had silence for an answer, and nothing else, since its request was asked to act. */
function couldNotAct({ ran, server }: World, { nonce, asked_at }: Request, time: Seconds): boolean {
  if (asked_at === null) return false;
  const [process] = [...ran].find(([, each]) => each.of === 'acquire' && each.nonce === nonce) ?? [];
  const answers = server.answers.filter(
    (each) => each.process === process && each.time > asked_at - START && each.time < time,
  );
  return answers.length >= 2 && answers.every(({ is }) => is === 'silent');
}

/**
 * The job that waits shows itself only where it was asked to, or half of its max-hold is over: a write costs everybody a
 * request. Where clocks differ, who writes cannot tell.
 */
function checkRenewal({ world, before, after, author, version }: Write, say: Say): void {
  const was = before?.requests.find(({ nonce }) => nonce === author.nonce);
  const is = after.requests.find(({ nonce }) => nonce === author.nonce);
  if (was?.status !== 'pending' || was.asked_at !== null || is?.status !== 'pending') return;
  if (isOfProcess(is) || before!.own_clock_at !== undefined) return;
  const silence = START + version.time - Math.max(was.seen_at, was.alive_at ?? 0);
  if (is.seen_at !== was.seen_at && silence < is.parameters.max_hold / 2)
    say('cost', `${nameIn(world)(is.id)} shows itself after ${silence} s, and nobody has asked`);
}

/** Whether the hold was on the branch before it was deleted. */
function isKnownHold({ world, after }: Write, { id, epoch }: Holder): boolean {
  return world.branch.versions.some((version) => {
    const document = documentAt(version, after.lease);
    return document !== null && holdOf(document, id)?.epoch === epoch;
  });
}

/** How a request ended that was live before this write. */
function checkEnd(write: Write, request: Request, say: Say): void {
  const { world, after, author, version } = write;
  const still = requestOf(after, request.id);
  if (still !== undefined && still.epoch === (request.epoch ?? still.epoch)) return;
  const outcome = outcomeOf(after, request.id);
  const name = nameIn(world)(request.id);
  if (outcome === undefined) return say('S4', `${name} is gone without an end`);
  switch (outcome.outcome) {
    case 'success':
    case 'failure':
      if (!mayRelease(author, request, outcome)) say('S4', `ends the hold of ${name}, which is not its own`);
      return;
    case 'withdrawn':
      // A step of the same job may close the id that both have used.
      if (author.job !== world.jobOf(request.id)) say('S9', `withdraws ${name}, which is not its own`);
      return;
    case 'evicted':
      if (author.of === 'unlock') return;
      if (isOverLimitBy(world, request, version.time)) return checkLimit(write, request, say);
      if (isOfProcess(request)) return checkSilence(write, request, say);
      if (!world.isAlive(request, version.time)) return;
      if (author.job === world.jobOf(request.id) || world.isRunAgain(request, author.job)) return;
      if (!wasUnseen(world, write.process, request, version.time)) say('S4', `evicts ${name}, which lives`);
      return;
    case 'completed':
      checkCompleted(write, outcome, name, say);
  }
}

/** Nobody ends the hold of a living job for its limit, and has too few slots all the same. */
function checkLimit({ world, version, after, author }: Write, request: Request, say: Say): void {
  const own = after.requests.find(({ nonce }) => nonce === author.nonce);
  const isSeen = !isOfProcess(request) && world.isAlive(request, version.time);
  if (isSeen && own !== undefined && !isOfUse(outcomeOf(after, request.id)!, after, own))
    say('limit', `evicts ${nameIn(world)(request.id)}, and has too few slots all the same`);
}

/** Nobody evicts a process before it was silent for so long as it may be, by the truth; clocks drift a little. */
function checkSilence({ world, version }: Write, request: Request, say: Say): void {
  const { ttl, max_hold } = request.parameters;
  const may = request.status === 'acquired' ? max_hold : ttl;
  const silence = silenceOf(world.branch, request, version.time);
  if (silence < may * 0.99)
    say('S4', `evicts ${nameIn(world)(request.id)} after ${Math.round(silence)} s of silence`);
}

function checkCompleted(
  { world, before, after }: Write,
  { completed_by, scope, head_sha }: Outcome,
  name: string,
  say: Say,
): void {
  const head = completed_by ?? '';
  const success = [...(before?.outcomes ?? []), ...after.outcomes].find(
    (other) => other.outcome === 'success' && other.scope === scope && other.head_sha === head,
  );
  const isIn = world.repository.contains(head, head_sha) || containedIn(after, head, NO_PROOFS)(head_sha);
  if (success === undefined || !isIn) say('S5', `${name} is completed by what does not contain it`);
  if (isOfTwoJobs(before, scope)) say('S5', `${name} is completed in a scope that two jobs of a run share`);
}

function mayRelease({ of, nonce, job }: Ran, request: Request, { outcome }: Outcome): boolean {
  // A main step gives back a hold that it cannot rely on.
  if (of === 'post' || (of === 'acquire' && outcome === 'failure')) return nonce === request.nonce;
  if (of !== 'release') return false;
  const isSameRun = job.person.run === request.run_id;
  return isSameRun && (request.parameters.held_by === 'run' || job.person.attempt === request.run_attempt);
}

function remember(shown: Shown, after: LeaseDocument): void {
  for (const { id, epoch } of holdersOf(after)) {
    shown.highest = Math.max(shown.highest, epoch);
    shown.granted.set(id, epoch);
  }
  for (const outcome of after.outcomes) {
    if (!shown.ended.has(outcome.id)) shown.ended.set(outcome.id, JSON.stringify(outcome));
  }
}

/** An operator has set the branch back: what it does not show any more may happen again. */
function forget(shown: Shown, after: LeaseDocument | null): void {
  shown.granted.clear();
  shown.ended.clear();
  for (const outcome of after?.outcomes ?? []) {
    shown.ended.set(outcome.id, JSON.stringify(outcome));
    if (outcome.epoch !== undefined) shown.granted.set(outcome.id, outcome.epoch);
  }
  for (const { id, epoch } of after === null ? [] : holdersOf(after)) shown.granted.set(id, epoch);
}
