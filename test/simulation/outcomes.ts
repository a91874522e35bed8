// Each outcome against the truth: who wrote it, what its author knew, which job was dead, what contains what.
import { isSameJob, requestOf } from '../../src/lease/document.ts';
import type { LeaseDocument, Outcome } from '../../src/lease/schema.ts';
import type { Author } from './author.ts';
import type { Job } from './job.ts';
import { EPOCH } from './network.ts';
import { short } from './queue.ts';
import type { Scene } from './scene.ts';

/** Successes that a request asks the compare API about. */
const SUCCESSES_ASKED = 3;

/** Requests that a release asks about; more of them ask for themselves. */
const REQUESTS_ASKED = 20;

type Entry = Pick<Outcome, 'id' | 'run_id' | 'job' | 'job_index' | 'head_sha' | 'scope'>;

export class Outcomes {
  readonly #scene: Scene;
  readonly #successes: { readonly lease: string; readonly outcome: Outcome }[] = [];
  readonly #judged = new Set<string>();

  constructor(scene: Scene) {
    this.#scene = scene;
  }

  /** Judges what a write has added; what comes back with a branch was judged when it was written first. */
  judge(author: Author, was: LeaseDocument | undefined, is: LeaseDocument): void {
    for (const outcome of is.outcomes) {
      const key = `${is.lease} ${outcome.id} ${outcome.outcome} ${outcome.at}`;
      if (this.#judged.has(key)) continue;
      this.#judged.add(key);
      this.#scene.record.count(outcome.outcome);
      this.#judge(author, was, is, outcome);
    }
  }

  #judge(author: Author, was: LeaseDocument | undefined, is: LeaseDocument, outcome: Outcome): void {
    const { record } = this.#scene;
    const { id, epoch } = outcome;
    const { job, name, role } = author;
    const isOwn = job?.owns(id) === true;
    const token = job?.acquired.get(id);
    switch (outcome.outcome) {
      case 'success':
        this.#successes.push({ lease: is.lease, outcome });
        this.#checkLeftBelow(author, is, outcome);
        if (token !== epoch || job?.status !== 'success')
          record.break('S9', `${name} ends ${id} as a success that it is not`);
        break;
      case 'failure':
        if (!isOwn || role === 'main' || (token ?? epoch) !== epoch)
          record.break('S4', `${name} ends the hold of ${id}`);
        break;
      case 'withdrawn':
        if (!isOwn) record.break('S4', `${name} withdraws ${id}`);
        break;
      case 'completed':
        if (!outcome.propagate) record.break('S5', `${id} is completed and does not propagate`);
        this.#checkCompleted(is.lease, outcome, outcome.completed_by ?? '');
        break;
      case 'evicted':
        this.#checkEviction(author, was, outcome);
    }
  }

  /** Main has reported that its request was completed by the success of `head`. */
  onCompleted(job: Job, id: string, head: string): void {
    const { runId: run_id, job: name, jobIndex: job_index } = job.identity;
    const head_sha = job.plan.event.headSha;
    this.#checkCompleted(job.lease, { id, run_id, job: name, job_index, head_sha, scope: job.scope }, head);
  }

  /** A request is granted, and one of the successes that it asks about contains it. */
  checkGrant(
    author: Author,
    was: LeaseDocument | undefined,
    request: Entry & { readonly parameters: { readonly propagate: boolean } },
  ): void {
    if (was === undefined || author.missesProofs === true || !request.parameters.propagate) return;
    const missed = was.outcomes
      .filter(
        ({ outcome, propagate, scope }) => outcome === 'success' && propagate && scope === request.scope,
      )
      .filter((success) => !isSameJob(success, request))
      .slice(-SUCCESSES_ASKED)
      .find(({ head_sha }) => this.#scene.commits.contains(head_sha, request.head_sha));
    if (missed !== undefined)
      this.#scene.record.break(
        'L2',
        `${request.id} is granted the lease, and ${missed.id} has succeeded above it`,
      );
  }

  /** A success leaves a request waiting that is contained in it. */
  #checkLeftBelow(author: Author, is: LeaseDocument, success: Outcome): void {
    const mayAskTooMuch = is.requests.length > REQUESTS_ASKED;
    if (author.missesProofs === true || !success.propagate || mayAskTooMuch) return;
    const left = is.requests.find(
      (request) =>
        request.status === 'pending' &&
        request.scope === success.scope &&
        request.parameters.propagate &&
        !isSameJob(success, request) &&
        this.#scene.commits.contains(success.head_sha, request.head_sha),
    );
    if (left !== undefined)
      this.#scene.record.break(
        'L2',
        `${success.id} succeeds and leaves ${left.id} waiting, which it contains`,
      );
  }

  #checkEviction(
    author: Author,
    was: LeaseDocument | undefined,
    { id, epoch, takeover_delay }: Outcome,
  ): void {
    const { holds, loop, record, clockError } = this.#scene;
    if (epoch !== undefined) {
      holds.free({ id, token: epoch });
      record.count('takeovers');
    }
    const request = was === undefined ? undefined : requestOf(was, id);
    if (request === undefined) return;
    const delay = request.status === 'acquired' ? request.parameters.takeover_delay : undefined;
    if (takeover_delay !== delay)
      record.break('takeover', `${id} is evicted with the takeover delay ${takeover_delay}`);
    if (author.role === 'operator') return;
    const silence = EPOCH + loop.now + clockError - request.seen_at;
    const isDead = this.#scene.livenessAt(request, loop.now) === 'completed';
    if (!isDead && silence < request.parameters.max_hold)
      record.break('S4', `${author.name} evicts ${id}, which lives`);
  }

  /** Somebody else's success, of that head and in that scope, contains it. */
  #checkCompleted(lease: string, request: Entry, head: string): void {
    const isContained = this.#scene.commits.contains(head, request.head_sha);
    const success = this.#successes.find(
      ({ lease: other, outcome }) =>
        other === lease &&
        outcome.head_sha === head &&
        outcome.scope === request.scope &&
        outcome.propagate &&
        !isSameJob(outcome, request),
    );
    if (isContained && success !== undefined) return;
    this.#scene.record.break(
      'S5',
      `${request.id} (${short(request.head_sha)}) is completed by ${short(head)}`,
    );
  }
}
