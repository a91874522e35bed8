// The promises, judged at every commit and at every end that is reported.
//
// S1 to S7 are read by the observer of src/lease. What it cannot know is judged here, by the truth: who wrote what, whose
// job lives, which commit contains which, whom a write under way would bring back.
import { holdersOf, holdOf, isGroup } from '../../src/lease/document.ts';
import { isOfProcess } from '../../src/lease/signs.ts';
import { observe, type Observer } from '../../src/lease/promises.ts';
import type { Holder, LeaseDocument, Outcome, Registration, Request, Round } from '../../src/lease/schema.ts';
import type { AcquireEnd } from '../../src/protocol/acquire-state.ts';
import { claimsOf } from '../world/claims.ts';
import { isOfUse, wrongRest } from '../world/promises-of-slots.ts';
import { contains } from './cast.ts';
import {
  lives,
  markOf,
  nowOf,
  violate,
  type Config,
  type Job,
  type Model,
  type PostEnd,
  type Running,
  type Version,
  type World,
} from './world.ts';

/** Who has made a commit; `null`: an operator, or the write of another lease. */
export type Writer = {
  readonly index: number;
  readonly kind: Running['kind'];
  readonly registration: Registration;
} | null;

const holdersIn = (document: LeaseDocument | null): Holder[] =>
  document === null ? [] : holdersOf(document);

const isHeld = (document: LeaseDocument | null, { id, epoch }: Pick<Holder, 'id' | 'epoch'>): boolean =>
  document !== null && holdOf(document, id)?.epoch === epoch;

const find = <T extends { readonly id: string }>(entries: readonly T[] = [], id: string): T | undefined =>
  entries.find((entry) => entry.id === id);

const jobOf = ({ jobs }: World, id: string): Job =>
  jobs.find(({ person }) => person.name === id.split('/')[0])!;

/** Judges one commit; returns what the observer knows after it. */
export function checkCommit({ config }: Model, world: World, next: Version, by: Writer): Observer {
  const { document: before, lock } = world.board;
  const { document: after } = next;
  if (after === before || after === null) return world.observer;
  const rest = before === null || by === null ? null : wrongRest(before, after);
  if (rest !== null) violate(`rest: ${rest}`);
  const { observer, broken } = observe(world.observer, after, {
    contains: (head, inside) => contains(config.truth, head, inside),
    boardLock: lock,
  });
  for (const { promise, what } of broken) violate(`${promise}: ${what}`);
  for (const request of after.requests) {
    if (world.ended.includes(markOf(request)))
      violate(`S10: ${request.id} was reported as ended and is ${request.status}`);
  }
  for (const holder of holdersIn(after)) {
    if (find(holdersIn(before), holder.id) === undefined) checkGrant(config, world, before, after, holder);
  }
  for (const outcome of after.outcomes) {
    if (find(before?.outcomes, outcome.id) === undefined) checkEnd(config, world, before, after, outcome, by);
  }
  return observer;
}

/** Judges a grant: nothing settles the request, and it is nobody else's turn. */
function checkGrant(
  config: Config,
  world: World,
  before: LeaseDocument | null,
  after: LeaseDocument,
  holder: Holder,
): void {
  const { id, scope, head_sha, parameters, run_id } = holder;
  const success = before?.outcomes.find(
    (other) =>
      other.outcome === 'success' &&
      other.scope === scope &&
      other.propagate &&
      other.run_id !== run_id &&
      contains(config.truth, other.head_sha, head_sha),
  );
  if (success !== undefined && parameters.propagate)
    violate(`L2: ${id} takes the lease, though the success of ${success.id} contains it`);
  const first = firstBefore(world, after, holder);
  if (first !== undefined)
    violate(
      `the line: ${id} takes ${holder.slots?.join() ?? 'the lease'} before ${first.id}, whose turn it is`,
    );
}

/** Who was before a holder in the line for what that has taken: nobody may have kept it from acting. */
function firstBefore(world: World, after: LeaseDocument, holder: Holder): Request | undefined {
  const own = roundOf(after, holder);
  const isFirst = (other: Request): boolean => {
    const theirs = roundOf(after, other);
    return theirs.priority > own.priority || (theirs.priority === own.priority && theirs.id < own.id);
  };
  const before = after.requests
    .filter((other) => other.status === 'pending' && !isGroup(other) && isFirst(other))
    .toSorted((a, b) => roundOf(after, b).priority - roundOf(after, a).priority || a.round - b.round);
  const rivals = holdersOf(after).filter(({ id }) => id !== holder.id);
  const acts = ({ id }: Request): boolean => {
    const { wasHindered, phase } = jobOf(world, id);
    return !wasHindered && phase === 'running';
  };
  const isTaken = (slot: string): boolean => holder.slots?.includes(slot) !== false;
  return claimsOf(after, rivals, before, nowOf(world), acts).find(({ slots }) => slots.some(isTaken))
    ?.request;
}

function roundOf({ rounds }: LeaseDocument, { round }: Request): Round {
  return rounds.find(({ id }) => id === round)!;
}

/** Judges who has ended a request, and how. */
function checkEnd(
  config: Config,
  world: World,
  before: LeaseDocument | null,
  after: LeaseDocument,
  outcome: Outcome,
  by: Writer,
): void {
  const { id } = outcome;
  const request = find(before?.requests, id);
  if (request === undefined || by === null) return;
  const { result, hold } = world.jobs[by.index]!;
  if (outcome.outcome === 'evicted') {
    const silence = nowOf(world) - Math.max(request.seen_at, request.alive_at ?? 0);
    const mayBeSilent = request.status === 'acquired' ? request.parameters.max_hold : request.parameters.ttl;
    const isBlind = config.blind || isOfProcess(by.registration);
    const isSilent = isOfProcess(request)
      ? silence > mayBeSilent
      : isBlind && silence > request.parameters.max_hold;
    const held = nowOf(world) - (request.granted_at ?? Infinity);
    const isOver = held > (request.parameters.hold_limit ?? Infinity);
    if (lives(world, id) && !isSilent && !isOver)
      violate(`eviction: ${by.registration.id} evicts ${id}, whose job lives`);
    if (lives(world, id) && !isSilent && !isOfUse(outcome, after, by.registration))
      violate(`eviction: ${by.registration.id} evicts ${id}, and has too few slots all the same`);
  }
  if (request.status !== 'acquired' || outcome.outcome === 'evicted') return;
  if (markOf(by.registration) !== markOf(request))
    violate(`S9: ${markOf(by.registration)} ends the hold of ${markOf(request)}`);
  const isTested = hold?.id === id && result === 'success';
  if ((outcome.outcome === 'success') !== isTested)
    violate(
      `release: ${id} ends as ${outcome.outcome}, and its job as ${result} ${isTested ? 'with' : 'without'} the lease`,
    );
}

/** Exclusion: whoever lives and works with the lease holds it, unless it was freed. */
export function checkHolds({ config }: Model, { jobs, board }: World): void {
  for (const { hold, phase, running, wasFreed, isSlow, person } of jobs) {
    // Who stands still cannot stop its work.
    const works = phase === 'idle' || (phase === 'running' && running!.kind === 'renew' && !isSlow);
    // Whether a hold was over its limit is judged where somebody else ends it.
    const mayBeOver = person.wish.registration.parameters.hold_limit !== undefined;
    if (hold === null || !works || wasFreed || config.blind || mayBeOver) continue;
    if (!isHeld(board.document, hold) && !isEvictedUnseen(board, hold.id, jobs)) {
      const holders = holdersIn(board.document).map(({ id }) => id);
      violate(`exclusion: ${hold.id} works with the lease, which ${holders.join() || 'nobody'} holds`);
    }
  }
}

/** Whether a job has lost its hold to a process that cannot see it, which is judged where that writes. */
function isEvictedUnseen({ document }: Version, id: string, jobs: readonly Job[]): boolean {
  const { outcome, by } = find(document?.outcomes, id) ?? {};
  const isOutside = (name?: string): boolean =>
    jobs.some(({ person }) => person.name === name && isOfProcess(person.wish.registration));
  return outcome === 'evicted' && isOutside(by?.split('/')[0]) && !isOutside(id.split('/')[0]);
}

/** Judges the end that a main step reports. */
export function checkMain({ config }: Model, world: World, index: number, end: AcquireEnd): void {
  const { document } = world.board;
  const { left, person, wasHindered, wasFreed, cancelled } = world.jobs[index]!;
  switch (end.kind) {
    case 'acquired': {
      const { id, epoch } = end.holder;
      if (!isHeld(document, end.holder) && !wasFreed && find(document?.outcomes, id)?.epoch !== epoch)
        violate(`exclusion: ${id} reports a hold that it has not`);
      return;
    }
    case 'completed':
      if (!contains(config.truth, end.by, person.wish.registration.head_sha))
        violate(`S5: ${person.name} reports to be completed by a commit that does not contain its own`);
      break;
    case 'ended':
    case 'gone':
      break;
    case 'unconfirmed':
      if (!wasHindered && !cancelled) violate(`${person.name} cannot confirm its end`);
      break;
    default:
      violate(`${person.name} ends as ${end.kind}${end.kind === 'rule' ? ` (${end.why})` : ''}`);
  }
  if (left?.ended && find(document?.requests, left.registration.id)?.nonce === left.registration.nonce)
    violate(`S10: ${left.registration.id} reports ${end.kind}, and is on the board`);
  if (end.kind === 'gone' && end.ending === 'superseded') {
    const list = world.isRebuilt ? config.rebuilt : config.groups;
    if (list.some(({ head }) => head === person.wish.registration.head_sha))
      violate(`${person.name} ends as superseded, and its merge group is there`);
  }
}

/** Judges the end of a post step: what it calls ended is. */
export function checkPost({ board }: World, index: number, end: PostEnd, registration: Registration): void {
  if (end.kind !== 'done' || end.result.verdict.kind === 'not-own') return;
  const live = find(board.document?.requests, registration.id);
  if (live?.nonce === registration.nonce)
    violate(
      `S10: the post step of ${registration.id} (job ${index}) ends as ${end.result.verdict.kind}, and it is ${live.status}`,
    );
}
