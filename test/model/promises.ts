// The promises, judged at every commit and at every end that is reported.
//
// S1 to S7 are read by the observer of src/lease. What it cannot know is judged here, by the truth: who wrote what, whose
// job lives, which commit contains which, whom a write under way would bring back.
import { isGroup } from '../../src/lease/document.ts';
import { isOfProcess } from '../../src/lease/signs.ts';
import { observe, type Observer } from '../../src/lease/promises.ts';
import type { LeaseDocument, Outcome, Registration, Request, Round } from '../../src/lease/schema.ts';
import type { AcquireEnd } from '../../src/protocol/acquire-state.ts';
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

const holderIn = (document: LeaseDocument | null): Request | undefined =>
  document?.requests.find(({ status }) => status === 'acquired');

const find = <T extends { readonly id: string }>(entries: readonly T[] = [], id: string): T | undefined =>
  entries.find((entry) => entry.id === id);

const jobOf = ({ jobs }: World, id: string): Job =>
  jobs.find(({ person }) => person.name === id.split('/')[0])!;

/** Judges one commit; returns what the observer knows after it. */
export function checkCommit({ config }: Model, world: World, next: Version, by: Writer): Observer {
  const { document: before, lock } = world.board;
  const { document: after } = next;
  if (after === before || after === null) return world.observer;
  const { observer, broken } = observe(world.observer, after, {
    contains: (head, inside) => contains(config.truth, head, inside),
    boardLock: lock,
  });
  for (const { promise, what } of broken) violate(`${promise}: ${what}`);
  for (const request of after.requests) {
    if (world.ended.includes(markOf(request)))
      violate(`S10: ${request.id} was reported as ended and is ${request.status}`);
  }
  const [had, has] = [holderIn(before), holderIn(after)];
  if (has !== undefined && has.id !== had?.id) checkGrant(config, world, before, after, has);
  for (const outcome of after.outcomes) {
    if (find(before?.outcomes, outcome.id) === undefined) checkEnd(config, world, before, outcome, by);
  }
  return observer;
}

/** Judges a grant: nothing settles the request, and it is nobody else's turn. */
function checkGrant(
  config: Config,
  world: World,
  before: LeaseDocument | null,
  after: LeaseDocument,
  { id, scope, head_sha, parameters, run_id }: Request,
): void {
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
  const own = roundOf(after, find(after.requests, id)!);
  for (const other of after.requests) {
    const { wasHindered, phase } = jobOf(world, other.id);
    if (other.status !== 'pending' || isGroup(other) || wasHindered || phase !== 'running') continue;
    const theirs = roundOf(after, other);
    const isFirst =
      theirs.priority > own.priority || (theirs.priority === own.priority && theirs.id < own.id);
    if (isFirst) violate(`the line: ${id} takes the lease before ${other.id}, whose turn it is`);
  }
}

function roundOf({ rounds }: LeaseDocument, { round }: Request): Round {
  return rounds.find(({ id }) => id === round)!;
}

/** Judges who has ended a request, and how. */
function checkEnd(
  config: Config,
  world: World,
  before: LeaseDocument | null,
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
    if (lives(world, id) && !isSilent && !(held > (request.parameters.hold_limit ?? Infinity)))
      violate(`eviction: ${by.registration.id} evicts ${id}, whose job lives`);
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
  const holder = holderIn(board.document);
  for (const { hold, phase, running, wasFreed, isSlow } of jobs) {
    // Who stands still cannot stop its work.
    const works = phase === 'idle' || (phase === 'running' && running!.kind === 'renew' && !isSlow);
    if (hold === null || !works || wasFreed || config.blind) continue;
    if ((holder?.id !== hold.id || holder.epoch !== hold.epoch) && !isEvictedUnseen(board, hold.id, jobs))
      violate(`exclusion: ${hold.id} works with the lease, which ${holder?.id ?? 'nobody'} holds`);
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
      const held = holderIn(document);
      const isHeld = held?.id === id && held.epoch === epoch;
      if (!isHeld && !wasFreed && find(document?.outcomes, id)?.epoch !== epoch)
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
