// What the stand-in knows of one repository: its git repository, its Actions runs, and the rules of its branches.
import type { ActionsState } from './actions-state.ts';
import { HttpError } from './contract.ts';
import type { GitRepository } from './git-repository.ts';

/** What a branch refuses: any write, or only those that are named. */
export type Rule = 'ruleset' | 'signatures' | 'creation' | 'deletion' | 'non-fast-forward';

/** What a write does to a ref. */
export type RefChange = 'creation' | 'update' | 'deletion' | 'non-fast-forward';

/** One repository. */
export class RepositoryState {
  readonly name: string;
  readonly id: number;
  readonly git: GitRepository;
  readonly actions: ActionsState;
  readonly defaultBranch = 'main';
  /** Commits that GitHub made itself, and signed. */
  readonly signed = new Set<string>();
  readonly #rules: { readonly branch: string; readonly rule: Rule }[] = [];
  readonly #created: number;
  readonly #serverUrl: string;
  readonly #apiUrl: string;

  constructor(parts: {
    name: string;
    id: number;
    git: GitRepository;
    actions: ActionsState;
    created: number;
    serverUrl: string;
    apiUrl: string;
  }) {
    this.name = parts.name;
    this.id = parts.id;
    this.git = parts.git;
    this.actions = parts.actions;
    this.#created = parts.created;
    this.#serverUrl = parts.serverUrl;
    this.#apiUrl = parts.apiUrl;
  }

  /** When it was made, ISO 8601. */
  get created(): string {
    return isoSeconds(this.#created);
  }

  /** Its address in the browser. */
  get htmlUrl(): string {
    return `${this.#serverUrl}/${this.name}`;
  }

  /** Its address in the API. */
  get apiUrl(): string {
    return `${this.#apiUrl}/repos/${this.name}`;
  }

  get owner(): string {
    return this.name.split('/')[0] ?? '';
  }

  get serverUrl(): string {
    return this.#serverUrl;
  }

  /** Adds a rule for a branch. */
  protect(branch: string, rule: Rule): void {
    this.#rules.push({ branch, rule });
  }

  /** The rules of a branch. */
  rulesOf(branch: string): Rule[] {
    return this.#rules.filter((each) => each.branch === branch).map(({ rule }) => rule);
  }

  /** Why the rules refuse a change of a ref, or `null`. Rules are for branches only. */
  refusal(ref: string, change: RefChange, { signed = false } = {}): string | null {
    const broken = this.#rules.filter(({ branch, rule }) => {
      if (ref !== `refs/heads/${branch}`) return false;
      if (rule === 'ruleset') return true;
      return rule === 'signatures' ? change !== 'deletion' && !signed : rule === change;
    });
    if (broken.length === 0) return null;
    return `Repository rule violations found\n\n${broken.map(({ rule }) => REASON[rule]).join('\n')}\n\n`;
  }

  /** The commit that a branch, tag or sha names, as the REST API understands it; `null` where there is none. */
  async resolveCommitish(name: string, stale = false): Promise<string | null> {
    if (/^[0-9a-f]{7,40}$/.test(name)) {
      const object = await this.git.read(name);
      if (object?.type === 'commit') return object.oid;
    }
    // As git has it: of a tag and a branch of one short name, the tag.
    const full = name.startsWith('refs/') ? [name] : [`refs/tags/${name}`, `refs/heads/${name}`];
    for (const ref of full) {
      const oid = await this.git.refs.resolve(ref, stale);
      if (oid !== null) return oid;
    }
    return null;
  }

  /** Refuses when there is no branch yet, as the git database endpoints do. */
  async demandNotEmpty(): Promise<void> {
    if ((await this.git.refs.list('refs/heads/')).length === 0)
      throw new HttpError(409, 'Git Repository is empty.');
  }
}

/** Milliseconds since 1970 as GitHub writes times: whole seconds. */
export function isoSeconds(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

const REASON: Record<Rule, string> = {
  ruleset: 'Cannot update this protected ref.',
  signatures: 'Commits must have verified signatures.',
  creation: 'Cannot create this protected ref.',
  deletion: 'Cannot delete this branch.',
  'non-fast-forward': 'Cannot force-push to this branch.',
};
