// Whether the history of a lock branch keeps the promises S1 to S8 of docs/design.md, between every two neighbours.
//
// It reads what was written, and knows nothing of what was going on: that a request which was told to be gone did not
// come back (S7) is seen, that a process was told so is not. Commits by hand are judged as those of the action are; only
// the repair of a document that could not be read is theirs alone. A history that was cut begins with documents.
import {
  isUnreadable,
  leaseOf,
  LOCK_PATH,
  parseDocument,
  parseLock,
  type Unreadable,
} from '../../src/lease/board.ts';
import { holderOf, isGroup, outcomeOf, requestOf } from '../../src/lease/document.ts';
import { stepProblemOf } from '../../src/lease/invariants.ts';
import type { LeaseDocument, Lock, Outcome } from '../../src/lease/schema.ts';
import type { Commit } from './history.ts';

/** One promise that one commit breaks. */
export interface Finding {
  readonly commit: string;
  readonly lease: string;
  readonly rule: string;
  readonly what: string;
}

/** Whether a commit is contained in another; `null` where nobody knows. */
export type Contains = (head: string, sha: string) => Promise<boolean | null>;

export interface Report {
  readonly findings: readonly Finding[];
  readonly counts: Readonly<Record<'commits' | 'grants' | 'unreadable' | Outcome['outcome'], number>>;
}

/** Checks commits, oldest first. */
export async function check(commits: readonly Commit[], contains: Contains): Promise<Report> {
  const audit = new Audit(contains);
  for (const commit of commits) await audit.add(commit);
  return { findings: audit.findings, counts: audit.counts };
}

class Audit {
  readonly findings: Finding[] = [];
  readonly counts = {
    commits: 0,
    grants: 0,
    success: 0,
    failure: 0,
    completed: 0,
    withdrawn: 0,
    evicted: 0,
    unreadable: 0,
  };
  readonly #contains: Contains;
  /** The latest version of each lease that could be read. */
  readonly #leases = new Map<string, LeaseDocument>();
  readonly #unreadable = new Set<string>();
  /** Every outcome that was ever written, also those that the documents have dropped. */
  readonly #outcomes = new Map<string, string>();
  readonly #operations = new Map<string, string>();
  /** The commits that each head of a merge group sits on, as the requests recorded them. */
  readonly #chain = new Map<string, Set<string>>();
  #lock: Lock | null = null;

  constructor(contains: Contains) {
    this.#contains = contains;
  }

  async add(commit: Commit): Promise<void> {
    const isRoot = this.counts.commits === 0;
    this.counts.commits += 1;
    if (commit.parents.length > 1) this.#find(commit, '', 'S3', `has ${commit.parents.length} parents`);
    if (isRoot && commit.parents.length > 0)
      this.#find(commit, '', 'S3', 'is the first one here and has a parent: the clone is shallow');
    this.#addOperation(commit);
    const before = this.#lock;
    for (const [path, text] of commit.changes) {
      const lease = leaseOf(path);
      if (lease !== null) await this.#addDocument(commit, lease, text, { isRoot, lock: before });
    }
    if (commit.changes.has(LOCK_PATH)) this.#addLock(commit, commit.changes.get(LOCK_PATH) ?? null);
  }

  #addOperation(commit: Commit): void {
    const operation = operationOf(commit);
    if (operation === null) return;
    const earlier = this.#operations.get(operation);
    if (earlier !== undefined)
      this.#find(commit, '', 'S7', `repeats the operation ${operation} of the commit ${earlier}`);
    this.#operations.set(operation, commit.sha);
  }

  #addLock(commit: Commit, text: string | null): void {
    const lock = text === null ? null : parseLock(text);
    if (!isUnreadable(lock)) {
      if (this.#unreadable.delete(LOCK_PATH) && operationOf(commit) !== null) {
        this.#find(commit, '*', 'S8', 'overwrites a lock of all leases that could not be read');
      }
      this.#lock = lock;
      return;
    }
    this.#becomesUnreadable(commit, LOCK_PATH, '*', lock);
  }

  async #addDocument(
    commit: Commit,
    lease: string,
    text: string | null,
    { isRoot, lock }: { readonly isRoot: boolean; readonly lock: Lock | null },
  ): Promise<void> {
    const before = this.#leases.get(lease);
    const wasUnreadable = this.#unreadable.has(lease);
    if (wasUnreadable && operationOf(commit) !== null)
      this.#find(commit, lease, 'S8', 'overwrites a document that could not be read');
    if (text === null) {
      this.#find(commit, lease, 'S8', 'removes the document');
      return;
    }
    const document = parseDocument(lease, text);
    if (isUnreadable(document)) {
      this.#becomesUnreadable(commit, lease, lease, document);
      return;
    }
    this.#unreadable.delete(lease);
    this.#leases.set(lease, document);
    this.#learn(document);
    if (before !== undefined && !isRoot)
      await this.#checkStep(commit, before, document, { wasUnreadable, lock });
    else this.#count(null, document);
    this.#remember(commit, document);
  }

  #becomesUnreadable(commit: Commit, key: string, lease: string, { unreadable }: Unreadable): void {
    this.counts.unreadable += 1;
    this.#unreadable.add(key);
    if (operationOf(commit) !== null)
      this.#find(commit, lease, 'S8', `writes a document that cannot be read: ${unreadable}`);
  }

  async #checkStep(
    commit: Commit,
    before: LeaseDocument,
    after: LeaseDocument,
    { wasUnreadable, lock }: { readonly wasUnreadable: boolean; readonly lock: Lock | null },
  ): Promise<void> {
    const { lease } = after;
    // A repair restores the last good version, or goes on from it.
    if (wasUnreadable && JSON.stringify(before) === JSON.stringify(after)) return;
    const problem = stepProblemOf(before, after);
    if (problem !== null) this.#find(commit, lease, ruleOf(problem), problem);
    if (after.sequence > before.sequence + 1 && !wasUnreadable) {
      this.#find(
        commit,
        lease,
        'S3',
        `leaps from the sequence ${before.sequence} to ${after.sequence}, so it was not computed from its parent`,
      );
    }
    this.#count(before, after);
    this.#checkGrant(commit, before, after, lock);
    for (const outcome of after.outcomes) {
      if (outcome.outcome === 'completed' && outcomeOf(before, outcome.id) === undefined)
        await this.#checkCompletion(commit, lease, outcome);
    }
  }

  #checkGrant(commit: Commit, before: LeaseDocument, after: LeaseDocument, lock: Lock | null): void {
    const holder = holderOf(after);
    if (holder === undefined || holder.id === holderOf(before)?.id) return;
    for (const each of [before.lock, lock]) {
      const isClosed = each !== null && (each.until === null || holder.granted_at <= each.until);
      if (isClosed)
        this.#find(commit, after.lease, 'lock', `grants the lease to ${holder.id} while it was locked`);
    }
    for (const { id, outcome, at, takeover_delay = 0 } of before.outcomes) {
      const isTooEarly =
        outcome === 'evicted' && takeover_delay > 0 && holder.granted_at <= at + takeover_delay;
      if (isTooEarly)
        this.#find(
          commit,
          after.lease,
          'takeover',
          `grants the lease to ${holder.id} within the takeover delay of ${id}`,
        );
    }
  }

  async #checkCompletion(
    commit: Commit,
    lease: string,
    { id, head_sha, completed_by = '' }: Outcome,
  ): Promise<void> {
    const known = await this.#contains(completed_by, head_sha);
    if (known ?? this.#isInChain(completed_by, head_sha)) return;
    const how = known === false ? 'is not contained' : 'cannot be shown to be contained';
    this.#find(commit, lease, 'S5', `completes ${id}, whose head ${head_sha} ${how} in ${completed_by}`);
  }

  /** What was written once stays: an id with an outcome neither changes that nor comes back. */
  #remember(commit: Commit, document: LeaseDocument): void {
    for (const outcome of document.outcomes) {
      const key = `${document.lease} ${outcome.id}`;
      const text = JSON.stringify(outcome);
      const earlier = this.#outcomes.get(key);
      const isNew = earlier !== undefined && earlier !== text;
      if (isNew) this.#find(commit, document.lease, 'S6', `gives ${outcome.id} another outcome than it had`);
      this.#outcomes.set(key, text);
    }
    for (const { id } of document.requests) {
      if (this.#outcomes.has(`${document.lease} ${id}`))
        this.#find(commit, document.lease, 'S7', `registers ${id} again, which has ended`);
    }
  }

  #learn(document: LeaseDocument): void {
    for (const entry of [...document.requests, ...document.outcomes]) {
      if (!isGroup(entry)) continue;
      const below = this.#chain.get(entry.head_sha) ?? new Set();
      this.#chain.set(entry.head_sha, below.add(entry.base_sha!));
    }
  }

  #isInChain(head: string, sha: string): boolean {
    const seen = new Set([head]);
    for (const at of seen) for (const lower of this.#chain.get(at) ?? []) seen.add(lower);
    return seen.has(sha);
  }

  #count(before: LeaseDocument | null, after: LeaseDocument): void {
    const holder = holderOf(after);
    const had = before === null ? undefined : requestOf(before, holder?.id ?? '');
    if (holder !== undefined && had?.status !== 'acquired') this.counts.grants += 1;
    for (const { id, outcome } of after.outcomes) {
      if (before === null || outcomeOf(before, id) === undefined) this.counts[outcome] += 1;
    }
  }

  #find({ sha }: Commit, lease: string, rule: string, what: string): void {
    this.findings.push({ commit: sha, lease, rule, what });
  }
}

/** The id of the write, which only the action gives; `null` for a commit by hand. */
function operationOf({ message }: Commit): string | null {
  return /^Operation: (\S.*)$/m.exec(message.split(/\n{2,}/).at(-1) ?? '')?.[1] ?? null;
}

const RULES: readonly (readonly [RegExp, string])[] = [
  [/sequence/, 'S3'],
  [/holders/, 'S1'],
  [/without an outcome|ends a hold/, 'S4'],
  [/epoch|token/, 'S2'],
  [/completes/, 'S5'],
  [/did not hold/, 'S4'],
  [/changes the outcome|drops/, 'S6'],
  [/loses the request/, 'S7'],
];

function ruleOf(problem: string): string {
  return RULES.find(([pattern]) => pattern.test(problem))?.[1] ?? 'S1';
}
