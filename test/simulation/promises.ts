// The promises of docs/design.md, checked against the truth after every effect.
//
// What the documents themselves tell is checked by the invariants that production checks too; here they meet what only
// the simulation knows: who wrote, and what was reported to whom.
import { isUnreadable, type Board, type Unreadable } from '../../src/lease/board.ts';
import { createDocument, holderOf, outcomeOf, requestOf } from '../../src/lease/document.ts';
import { problemOf, stepProblemOf } from '../../src/lease/invariants.ts';
import type { LeaseDocument, Request } from '../../src/lease/schema.ts';
import type { Snapshot } from '../../src/store/store.ts';
import type { Author } from './author.ts';
import type { BranchWatcher } from './branch.ts';
import { EPOCH } from './network.ts';
import { Outcomes } from './outcomes.ts';
import { Rules } from './rules.ts';
import type { Scene } from './scene.ts';
import type { Sight } from './witness.ts';

export class Promises implements BranchWatcher {
  readonly outcomes: Outcomes;
  readonly rules: Rules;
  readonly #scene: Scene;

  constructor(scene: Scene) {
    this.#scene = scene;
    this.outcomes = new Outcomes(scene);
    this.rules = new Rules(scene);
  }

  onDelete(): void {
    this.#scene.holds.onDelete();
  }

  onWrite(author: Author, before: Snapshot, after: Snapshot, sight: Sight): void {
    const { record, loop } = this.#scene;
    record.count('writes');
    for (const lease of new Set([...before.board.leases.keys(), ...after.board.leases.keys()])) {
      const [was, is] = [before.board.leases.get(lease), after.board.leases.get(lease)];
      if (was === is) continue;
      // A branch that is made anew gets back what could not be read, with its bytes.
      if (isUnreadable(is) && before.head === null) continue;
      if (isUnreadable(is)) record.break('S8', `${author.name} writes what cannot be read: ${is.unreadable}`);
      else if (isUnreadable(was)) record.break('S8', `${author.name} overwrites what cannot be read`);
      else if (is === undefined) record.break('S8', `${author.name} removes the lease ${lease}`);
      else this.#onDocument(author, before, was, is, sight);
    }
    loop.log(`${author.name} wrote ${before.head} -> ${after.head}: ${summary(before.board, after.board)}`);
  }

  #onDocument(
    author: Author,
    before: Snapshot,
    was: LeaseDocument | undefined,
    is: LeaseDocument,
    sight: Sight,
  ): void {
    const { record } = this.#scene;
    const isRestored = before.head === null;
    if (!isRestored && author.job !== null && author.job.lease !== is.lease) {
      record.break('S3', `${author.name} writes the lease ${is.lease}, which is not its own`);
    }
    const problem = problemOf(is) ?? (was === undefined ? null : stepProblemOf(was, is));
    if (problem !== null)
      record.break('S1-S6', `${author.name} writes a document of ${is.lease} that ${problem}`);
    this.#checkGrant(author, before, was, is);
    this.outcomes.judge(author, was, is);
    if (!isRestored) this.rules.judge(author, was ?? createDocument(is.lease, EPOCH), is, sight);
    for (const request of is.requests) {
      const isKnown = isRestored || (was !== undefined && requestOf(was, request.id) !== undefined);
      if (!isKnown) this.#checkRegistration(author, request);
    }
  }

  #checkRegistration({ job, name, role }: Author, { id, status }: Request): void {
    const { record } = this.#scene;
    record.count('registrations');
    if (job === null || role !== 'main' || !job.owns(id)) record.break('S7', `${name} registers ${id}`);
    else if (job.ended.has(id)) record.break('S10', `${id} is registered after it was reported as ended`);
    else if (!job.plan.inputs.wait && status === 'pending')
      record.break('wait', `${id} registers and is not granted`);
  }

  #checkGrant(author: Author, before: Snapshot, was: LeaseDocument | undefined, is: LeaseDocument): void {
    const { record, holds } = this.#scene;
    const holder = holderOf(is);
    if (holder === undefined) return;
    const { id, epoch: token } = holder;
    if (holds.wasGranted({ id, token })) return;
    record.count('grants');
    const newest = holds.grant(is.lease, { id, token });
    if (token <= newest) record.break('S2', `${id} gets the token ${token} after ${newest}`);
    const { job, role } = author;
    if (job === null || role !== 'main' || !job.owns(id)) {
      record.break('S7', `${author.name} grants the lease to ${id}`);
      return;
    }
    if (job.ended.has(id)) record.break('S10', `${id} holds the lease after it was reported as ended`);
    this.outcomes.checkGrant(author, was, holder);
    this.#checkTime(id, was, lockOf(before.board));
  }

  /** A grant waits for operators and for takeover delays. */
  #checkTime(id: string, was: LeaseDocument | undefined, boardLock: ReturnType<typeof lockOf>): void {
    const { record, loop, clockError } = this.#scene;
    const latest = EPOCH + loop.now + clockError;
    for (const lock of [was?.lock ?? null, boardLock]) {
      const isClosed = lock !== null && (lock.until === null || latest < lock.until);
      if (isClosed) record.break('lock', `${id} is granted the lease while it is locked`);
    }
    for (const { outcome, at, takeover_delay = 0, id: dead } of was?.outcomes ?? []) {
      const isTooEarly = outcome === 'evicted' && latest < at + takeover_delay;
      if (isTooEarly) record.break('takeover', `${id} is granted the lease too early after ${dead}`);
    }
  }

  /** Main has reported that a request has ended. */
  onEnded(lease: string, id: string, reporter: string): void {
    const request = this.#liveRequest(lease, id);
    if (request !== undefined)
      this.#scene.record.break('S10', `${reporter} says that ${id} has ended, and it is ${request.status}`);
  }

  /** Post, or a release, has ended a hold that main knew of. */
  onReleased(lease: string, id: string, reporter: string): void {
    const request = this.#liveRequest(lease, id);
    if (request !== undefined)
      this.#scene.record.break('L2', `${reporter} leaves ${id} on the board, which is ${request.status}`);
  }

  // With a deleted branch anything may come back.
  #liveRequest(lease: string, id: string): Request | undefined {
    const document = this.#scene.branch.current.board.leases.get(lease);
    if (this.#scene.holds.wasDeleted || document === undefined || isUnreadable(document)) return undefined;
    return requestOf(document, id);
  }
}

function lockOf({ lock }: Board): Exclude<Board['lock'], Unreadable> {
  return isUnreadable(lock) ? null : lock;
}

/** One line about what a write changed. */
function summary(before: Board, after: Board): string {
  const lines: string[] = [];
  for (const [lease, is] of after.leases) {
    const was = before.leases.get(lease);
    if (was === is || isUnreadable(is)) continue;
    const old = was === undefined || isUnreadable(was) ? null : was;
    const fresh = is.outcomes.filter(({ id }) => old === null || outcomeOf(old, id) === undefined);
    const pending = is.requests.filter(({ status }) => status === 'pending').map(({ id }) => id);
    lines.push(
      `${lease} sequence ${is.sequence} epoch ${is.epoch} holder ${holderOf(is)?.id ?? '-'} pending [${pending.join(' ')}]` +
        fresh.map(({ id, outcome }) => ` ${id} ${outcome}`).join(''),
    );
  }
  return lines.join('; ');
}
