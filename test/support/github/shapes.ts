// The JSON that GitHub's REST API describes repositories, people and commits with.
import type { Commit, Person } from './git-objects.ts';
import { isoSeconds } from './repository-state.ts';
import type { RepositoryState } from './repository-state.ts';

/** A stable identifier for the `node_id` and GraphQL `id` of a thing. */
export function nodeId(kind: string, ...parts: (string | number)[]): string {
  return `${kind}_${Buffer.from(parts.join('\n')).toString('base64url')}`;
}

/** The parts that an identifier of this kind was made of, or `null`. */
export function partsOfNodeId(kind: string, id: string): string[] | null {
  if (!id.startsWith(`${kind}_`)) return null;
  return Buffer.from(id.slice(kind.length + 1), 'base64url')
    .toString()
    .split('\n');
}

/** The addresses of what belongs to a thing: `<name>_url` is `<url>/<name>`. */
export function urlsBelow<Name extends string>(url: string, names: readonly Name[]) {
  const urls = names.map((name) => [`${name}_url`, `${url}/${name}`]);
  return Object.fromEntries(urls) as Record<`${Name}_url`, string>;
}

const USER_LISTS = [
  'events',
  'followers',
  'following',
  'gists',
  'organizations',
  'received_events',
  'repos',
] as const;

/** A `simple-user`. */
export function userShape(login: string, serverUrl: string) {
  const url = `${serverUrl}/users/${encodeURIComponent(login)}`;
  return {
    login,
    id: [...login].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) % 1_000_000_007, 7),
    node_id: nodeId('U', login),
    avatar_url: `${url}.png`,
    gravatar_id: '',
    url,
    html_url: `${serverUrl}/${encodeURIComponent(login)}`,
    ...urlsBelow(url, USER_LISTS),
    starred_url: `${url}/starred`,
    subscriptions_url: `${url}/subscriptions`,
    type: login.endsWith('[bot]') ? 'Bot' : 'User',
    site_admin: false,
  };
}

const REPOSITORY_LISTS = [
  'archive',
  'assignees',
  'blobs',
  'branches',
  'collaborators',
  'comments',
  'commits',
  'compare',
  'contents',
  'contributors',
  'deployments',
  'downloads',
  'events',
  'forks',
  'git_commits',
  'git_refs',
  'git_tags',
  'hooks',
  'issue_comment',
  'issue_events',
  'issues',
  'keys',
  'labels',
  'languages',
  'merges',
  'milestones',
  'notifications',
  'pulls',
  'releases',
  'stargazers',
  'statuses',
  'subscribers',
  'subscription',
  'tags',
  'teams',
  'trees',
] as const;

/** A `minimal-repository`. */
export function minimalRepositoryShape(repository: RepositoryState) {
  return {
    id: repository.id,
    node_id: nodeId('R', repository.name),
    name: repository.name.split('/')[1] ?? '',
    full_name: repository.name,
    owner: userShape(repository.owner, repository.serverUrl),
    private: false,
    html_url: repository.htmlUrl,
    description: null,
    fork: false,
    url: repository.apiUrl,
    ...urlsBelow(repository.apiUrl, REPOSITORY_LISTS),
  };
}

/** A `full-repository`. */
export function repositoryShape(repository: RepositoryState) {
  return {
    ...minimalRepositoryShape(repository),
    clone_url: `${repository.htmlUrl}.git`,
    git_url: `${repository.htmlUrl}.git`,
    ssh_url: `git@localhost:${repository.name}.git`,
    svn_url: repository.htmlUrl,
    mirror_url: null,
    homepage: null,
    language: null,
    license: null,
    default_branch: repository.defaultBranch,
    visibility: 'public',
    has_issues: false,
    has_projects: false,
    has_wiki: false,
    has_pages: false,
    has_discussions: false,
    archived: false,
    disabled: false,
    forks: 0,
    forks_count: 0,
    open_issues: 0,
    open_issues_count: 0,
    size: 0,
    stargazers_count: 0,
    watchers: 0,
    watchers_count: 0,
    network_count: 0,
    subscribers_count: 0,
    created_at: repository.created,
    updated_at: repository.created,
    pushed_at: repository.created,
  };
}

/** The person of a commit. */
export function personShape(person: Person) {
  return { name: person.name, email: person.email, date: isoSeconds(person.at * 1000) };
}

function verificationShape(repository: RepositoryState, oid: string) {
  return repository.signed.has(oid)
    ? {
        verified: true,
        reason: 'valid',
        signature: 'signed by the stand-in',
        payload: oid,
        verified_at: repository.created,
      }
    : { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null };
}

/** A `git-commit`, as the git database endpoints give it. */
export function gitCommitShape(repository: RepositoryState, oid: string, commit: Commit) {
  const url = (kind: string, sha: string) => `${repository.apiUrl}/git/${kind}/${sha}`;
  const html = (sha: string) => `${repository.htmlUrl}/commit/${sha}`;
  return {
    sha: oid,
    node_id: nodeId('C', repository.name, oid),
    url: url('commits', oid),
    html_url: html(oid),
    author: personShape(commit.author),
    committer: personShape(commit.committer),
    tree: { sha: commit.tree, url: url('trees', commit.tree) },
    message: commit.message,
    parents: commit.parents.map((sha) => ({ sha, url: url('commits', sha), html_url: html(sha) })),
    verification: verificationShape(repository, oid),
  };
}

/** A `commit`, as the compare endpoint gives it. */
export function commitShape(repository: RepositoryState, oid: string, commit: Commit) {
  const url = `${repository.apiUrl}/commits/${oid}`;
  const git = gitCommitShape(repository, oid, commit);
  return {
    sha: oid,
    node_id: git.node_id,
    url,
    html_url: git.html_url,
    comments_url: `${url}/comments`,
    commit: {
      author: git.author,
      committer: git.committer,
      message: commit.message,
      tree: git.tree,
      url: git.url,
      comment_count: 0,
      verification: git.verification,
    },
    author: null,
    committer: null,
    parents: git.parents.map((parent) => ({
      ...parent,
      url: `${repository.apiUrl}/commits/${parent.sha}`,
    })),
  };
}

/** The `head_commit` of an event or a run. */
export function simpleCommitShape(oid: string, commit: Commit) {
  return {
    id: oid,
    tree_id: commit.tree,
    message: commit.message,
    timestamp: isoSeconds(commit.committer.at * 1000),
    author: { name: commit.author.name, email: commit.author.email },
    committer: { name: commit.committer.name, email: commit.committer.email },
  };
}
