// Whether the history of a lock branch keeps the promises of docs/design.md, commit by commit.
//
// The documents of each lease are shown to an observer; git says what contains what. Here is only what a branch has
// besides: parents, operations, the lock of all leases, and files that cannot be read (S3, S7, S8). Commits by hand are
// judged as those of the action are; only the repair of what could not be read is theirs alone. A history that was cut
// begins with documents. What processes reported is not written anywhere, so S9 and S10 are not seen.
import {
  isUnreadable,
  leaseOf,
  LOCK_PATH,
  parseDocument,
  parseLock,
  type Unreadable,
} from '../lease/board.ts';
import { isGroup } from '../lease/document.ts';
import { begin, newsOf, observe, type Breach, type Extra, type Observation } from '../lease/promises.ts';
import { documentSchema, NO_COUNTERS, type LeaseDocument, type Lock, type Outcome } from '../lease/schema.ts';
import { counted } from '../text/counted.ts';
import { Repository, type Commit } from './history.ts';

/** One promise that one commit breaks; `lease` is empty where it is about the commit itself. */
interface Finding extends Breach {
  readonly commit: string;
  readonly lease: string;
}

/** A version that cannot be read, whoever has written it; `lease` is `*` where it is the lock of all leases. */
interface UnreadableVersion {
  readonly commit: string;
  readonly lease: string;
  readonly problem: string;
}

export interface Report {
  readonly findings: readonly Finding[];
  readonly unreadable: readonly UnreadableVersion[];
  readonly counts: Readonly<Record<'commits' | 'grants' | 'unreadable' | Outcome['outcome'], number>>;
}

/** What was found, in one line. */
export function summaryOf({ findings, counts }: Report): string {
  const { commits, grants, success, failure, completed, withdrawn, evicted, unreadable } = counts;
  return (
    `${counted(commits, 'commit')}: ${counted(grants, 'grant')}, ` +
    `${counted(success + failure, 'release')} (${success} succeeded, ${failure} failed), ` +
    `${completed} completed, ${withdrawn} withdrawn, ${evicted} evicted, ` +
    `${counted(unreadable, 'version')} that cannot be read. ` +
    (findings.length === 0 ? 'Every promise is kept.' : `${counted(findings.length, 'finding')}.`)
  );
}

/** A finding in one line. */
export function lineOf({ commit, lease, promise, what }: Finding): string {
  return `${commit.slice(0, 12)} ${lease || '-'} ${promise}: ${what}`;
}

/** A version that cannot be read, in one line. */
export function unreadableLineOf({ commit, lease, problem }: UnreadableVersion): string {
  return `${commit.slice(0, 12)} ${lease} cannot be read: ${problem}`;
}

/** Checks a lock branch of a repository, which is given by its path or address, from its oldest commit on. */
export async function audit(
  where: string,
  branch: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Report> {
  using repository = await Repository.open(where, { env, branch, isWhole: true });
  const audit = new Audit(repository);
  for (const commit of await repository.history(branch)) await audit.add(commit);
  const { findings, unreadable, counts } = audit;
  return { findings, unreadable, counts };
}

const OVERWRITTEN = 'the action overwrites what could not be read';

/** What is known of one lease. */
interface Lease {
  readonly observer: Observation['observer'];
  /** The latest version could not be read; the observer has seen the last one that could. */
  readonly isUnreadable: boolean;
}

class Audit {
  readonly findings: Finding[] = [];
  readonly unreadable: UnreadableVersion[] = [];
  readonly counts = { commits: 0, grants: 0, ...NO_COUNTERS.outcomes, unreadable: 0 };
  readonly #repository: Repository;
  readonly #leases = new Map<string, Lease>();
  readonly #operations = new Map<string, string>();
  /** The commits that each head of a merge group sits on, as the requests recorded them. */
  readonly #chain = new Map<string, Set<string>>();
  #lock: Lock | null = null;
  #isLockUnreadable = false;

  constructor(repository: Repository) {
    this.#repository = repository;
  }

  async add(commit: Commit): Promise<void> {
    const isRoot = this.counts.commits === 0;
    this.counts.commits += 1;
    if (commit.parents.length > 1)
      this.#find(commit, '', { promise: 'S3', what: `the commit has ${commit.parents.length} parents` });
    if (isRoot && commit.parents.length > 0)
      this.#find(commit, '', { promise: 'S3', what: 'the first commit has a parent: the clone is shallow' });
    this.#addOperation(commit);
    const boardLock = this.#lock;
    for (const [path, text] of commit.changes) {
      const lease = leaseOf(path);
      if (lease !== null) await this.#addFile(commit, lease, text, { isRoot, boardLock });
    }
    if (commit.changes.has(LOCK_PATH)) this.#addLock(commit, commit.changes.get(LOCK_PATH) ?? null);
  }

  #addOperation(commit: Commit): void {
    const operation = operationOf(commit);
    if (operation === null) return;
    const earlier = this.#operations.get(operation);
    if (earlier !== undefined) {
      const what = `the operation ${operation} of the commit ${earlier} is there again`;
      this.#find(commit, '', { promise: 'S7', what });
    }
    this.#operations.set(operation, commit.sha);
  }

  #addLock(commit: Commit, text: string | null): void {
    const lock = text === null ? null : parseLock(text);
    if (this.#isLockUnreadable) this.#findOfAction(commit, '*', OVERWRITTEN);
    this.#isLockUnreadable = isUnreadable(lock);
    if (isUnreadable(lock)) this.#countUnreadable(commit, '*', lock);
    else this.#lock = lock;
  }

  async #addFile(
    commit: Commit,
    lease: string,
    text: string | null,
    { isRoot, boardLock }: { readonly isRoot: boolean; readonly boardLock: Lock | null },
  ): Promise<void> {
    const known = this.#leases.get(lease);
    const observer = known?.observer ?? (isRoot ? begin() : observe(begin(), null).observer);
    const document = text === null ? null : parseDocument(lease, text);
    if (known?.isUnreadable === true) {
      this.#findOfAction(commit, lease, OVERWRITTEN);
      // A repair restores the last good version, or goes on from it.
      if (JSON.stringify(document) === JSON.stringify(observer.last)) {
        this.#leases.set(lease, { observer, isUnreadable: false });
        return;
      }
    }
    if (isUnreadable(document)) {
      this.#countUnreadable(commit, lease, document);
      this.#leases.set(lease, { observer, isUnreadable: true });
    }
    const shown = isUnreadable(document) ? shapeOf(lease, text ?? '') : document;
    if (isUnreadable(shown)) return;
    const extra = { boardLock, contains: await this.#proofsFor(shown, observer) };
    const seen = observe(observer, shown, extra);
    for (const broken of seen.broken) {
      const isRepaired = known?.isUnreadable === true && broken.promise === 'S3';
      if (!isRepaired) this.#find(commit, lease, broken);
    }
    if (isUnreadable(document)) return;
    this.#leases.set(lease, { observer: seen.observer, isUnreadable: false });
    this.counts.grants += seen.granted.length;
    for (const { outcome } of seen.ended) this.counts[outcome] += 1;
  }

  #countUnreadable(commit: Commit, lease: string, { unreadable }: Unreadable): void {
    this.counts.unreadable += 1;
    this.unreadable.push({ commit: commit.sha, lease, problem: unreadable });
    this.#findOfAction(commit, lease, `the action writes what cannot be read: ${unreadable}`);
  }

  /** What a commit by hand may do. */
  #findOfAction(commit: Commit, lease: string, what: string): void {
    if (operationOf(commit) !== null) this.#find(commit, lease, { promise: 'S8', what });
  }

  /** What contains what, for the completions that are new in a document. */
  async #proofsFor(
    document: LeaseDocument | null,
    observer: Observation['observer'],
  ): Promise<NonNullable<Extra['contains']>> {
    const proofs = new Map<string, boolean | null>();
    if (document !== null) this.#learn(document);
    for (const { outcome, head_sha, completed_by = '' } of newsOf(observer, document).ended) {
      if (outcome !== 'completed') continue;
      const known = await this.#repository.contains(completed_by, head_sha);
      const isProved = known ?? (this.#isInChain(completed_by, head_sha) || null);
      proofs.set(`${completed_by} ${head_sha}`, isProved);
    }
    return (head, sha) => proofs.get(`${head} ${sha}`) ?? null;
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

  #find({ sha }: Commit, lease: string, { promise, what }: Breach): void {
    this.findings.push({ commit: sha, lease, promise, what });
  }
}

/** A document that has the right shape, and need not make sense. */
function shapeOf(lease: string, text: string): LeaseDocument | Unreadable {
  try {
    const { success, data } = documentSchema.safeDecode(JSON.parse(text));
    if (success && data.lease === lease) return data;
  } catch {
    // Told already, by whoever parsed it first.
  }
  return { unreadable: 'it is no document' };
}

/** The id of the write, which only the action gives; `null` for a commit by hand. */
function operationOf({ message }: Commit): string | null {
  return /^Operation: (\S.*)$/m.exec(message.split(/\n{2,}/).at(-1) ?? '')?.[1] ?? null;
}
