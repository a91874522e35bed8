// The rules of order and readiness, after every write that takes effect: by a second reading of them, by the truth, and
// by what the writer had been shown when it sent the write.
//
// Only what is certainly wrong counts. Where a process may know less than the truth, it is given the benefit.
import { holderOf, requestOf } from '../../src/lease/document.ts';
import type { LeaseDocument, Request } from '../../src/lease/schema.ts';
import { orderProblem, restartProblem, roundProblem } from '../model/order.ts';
import type { Author } from './author.ts';
import type { Job } from './job.ts';
import type { Scene } from './scene.ts';
import type { Sight, Witness } from './witness.ts';

/** Answered reads, one after another, after which an end must have been written or reported. */
const MOST_IDLE_READS = 10;

export class Rules {
  readonly #scene: Scene;

  constructor(scene: Scene) {
    this.#scene = scene;
  }

  /** Judges a write of a lease on the version that was there. */
  judge(author: Author, was: LeaseDocument, is: LeaseDocument, sight: Sight): void {
    for (const outcome of is.outcomes) {
      if (was.outcomes.some(({ id }) => id === outcome.id)) continue;
      if (outcome.outcome === 'failure') this.#report(restartProblem(was, is, outcome, this.#contains));
      const { token } = author;
      if (outcome.outcome === 'evicted' && token !== undefined && outcome.epoch !== token)
        this.#report(`${author.name} frees ${outcome.id} by the token ${token}, which is not its own`);
      const request = requestOf(was, outcome.id);
      if (outcome.outcome === 'evicted' && author.role === 'main' && request !== undefined)
        this.#checkEviction(author, request, sight);
    }
    const { job } = author;
    if (job === null || author.role !== 'main') return;
    for (const request of is.requests) {
      if (!job.owns(request.id)) continue;
      if (requestOf(was, request.id) === undefined) {
        this.#checkGroup(job, request.id, 'registers', sight);
        this.#checkRound(author, was, is, request);
      }
      const isGranted = request.status === 'acquired' && requestOf(was, request.id)?.status !== 'acquired';
      if (isGranted) this.#checkGrant(job, was, is, request, sight);
    }
  }

  /** A process asks for the life of another. */
  onCheck(who: string, { id, seen_at, parameters }: Request, now: number): void {
    if (now - seen_at <= parameters.ttl) this.#report(`${who} checks on ${id} within its TTL`);
  }

  /** A main step has ended as superseded. */
  onSuperseded({ name, plan }: Job, { misses }: Witness): void {
    const isGone = misses !== null && misses.last - misses.first >= plan.inputs.pollInterval;
    if (!isGone) this.#report(`${name} ends as superseded too early`);
  }

  /** A main step could not confirm its end: then GitHub must have failed it, or others must have been faster. */
  onUnconfirmed(who: string, { idleReads }: Witness): void {
    if (idleReads >= MOST_IDLE_READS)
      this.#report(`${who} cannot confirm its end, and reads ${idleReads} times without a write`);
  }

  #checkGrant(job: Job, was: LeaseDocument, is: LeaseDocument, own: Request, sight: Sight): void {
    const { now, groups, free } = sight;
    const { delayAssignment, ttl } = job.plan.inputs;
    this.#checkGroup(job, own.id, 'takes the lease', sight);
    // A dead holder that goes in the same write was never shown to be gone.
    if (delayAssignment > 0 && (free === null ? holderOf(was) === undefined : free.polls < delayAssignment))
      this.#report(`${own.id} takes the lease without its delay-assignment`);
    const mayPass = free !== null && now - free.since > ttl;
    const facts = { now, groups, contains: this.#contains };
    this.#report(orderProblem(facts, was, is, own.id, (other) => mayPass || this.#isDoubtful(other, own)));
  }

  /** Forged names may put the requests of a round in a circle. */
  #isDoubtful(other: Request, own: Request): boolean {
    return other.round === own.round && this.#scene.conditions.forgeries > 0;
  }

  #checkGroup({ plan }: Job, id: string, does: string, { groups }: Sight): void {
    const { group } = plan;
    if (group === null || groups === null) return;
    if (!groups.some(({ ref, head }) => ref === group.ref && head === group.head))
      this.#report(`${id} ${does}, though its merge group is gone`);
  }

  #checkRound(author: Author, was: LeaseDocument, is: LeaseDocument, own: Request): void {
    const held = holderOf(was);
    const joins = held !== undefined && this.#contains(held.head_sha, own.head_sha);
    const mayMiss = author.missesProofs === true || this.#scene.conditions.forgeries > 0;
    this.#report(roundProblem(was, is, own.id, joins && mayMiss ? null : joins));
  }

  /** Evidence of death is read twice; where nobody can tell, it is max-hold of silence. */
  #checkEviction({ name }: Author, { id, seen_at, parameters }: Request, { deaths, now }: Sight): void {
    const isSilent = now - seen_at > parameters.max_hold;
    if ((deaths.get(id) ?? 0) < 2 && !isSilent) this.#report(`${name} evicts ${id}, which may be alive`);
  }

  readonly #contains = (head: string, inside: string): boolean => this.#scene.commits.contains(head, inside);

  #report(problem: string | null): void {
    if (problem !== null) this.#scene.record.break('rule', problem);
  }
}
