// REST: the repository itself, and the comparison of two commits.
import { HttpError } from './contract.ts';
import type { AnswerOf, Call } from './contract.ts';
import type { RepositoryState } from './repository-state.ts';
import { commitShape, repositoryShape } from './shapes.ts';

const MAX_UNPAGED = 250;

export async function getRepository({ repository }: Call): Promise<AnswerOf<'GET /repos/{owner}/{repo}'>> {
  return { status: 200, body: repositoryShape(repository) };
}

/** The four relations that two commits can have. */
export function relation(ahead: number, behind: number): 'identical' | 'ahead' | 'behind' | 'diverged' {
  if (ahead > 0) return behind > 0 ? 'diverged' : 'ahead';
  return behind > 0 ? 'behind' : 'identical';
}

export async function compare({
  repository,
  params,
  request,
  stale,
}: Call): Promise<AnswerOf<'GET /repos/{owner}/{repo}/compare/{basehead}'>> {
  const text = params['basehead'] ?? '';
  const dots = text.indexOf('...');
  if (dots < 0) throw new HttpError(404, 'Not Found');
  const names = [text.slice(0, dots), text.slice(dots + 3)].map((name) => name.replace(/^[^:/]+:/, ''));
  const [base, head] = await Promise.all(names.map((name) => repository.resolveCommitish(name, stale)));
  if (base == null || head == null) throw new HttpError(404, 'Not Found');
  const comparison = await repository.git.compare(base, head);
  if (comparison === null) throw new HttpError(404, `No common ancestor between ${names.join(' and ')}.`);

  const { ahead, behind, mergeBase } = comparison;
  const paged = request.query.has('per_page') || request.query.has('page');
  const perPage = paged ? Math.min(100, Number(request.query.get('per_page') ?? 30)) : MAX_UNPAGED;
  const first = (Number(request.query.get('page') ?? 1) - 1) * perPage;
  const shown = paged ? ahead.slice(first, first + perPage) : ahead.slice(-perPage);
  const html = `${repository.htmlUrl}/compare/${encodeURIComponent(text)}`;
  const commitOf = (oid: string) => fullCommit(repository, oid);
  const body = {
    url: `${repository.apiUrl}/compare/${encodeURIComponent(text)}`,
    html_url: html,
    permalink_url: `${repository.htmlUrl}/compare/${base}...${head}`,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    base_commit: await commitOf(base),
    merge_base_commit: await commitOf(mergeBase),
    status: relation(ahead.length, behind),
    ahead_by: ahead.length,
    behind_by: behind,
    total_commits: ahead.length,
    commits: await Promise.all(shown.map(commitOf)),
    files: [],
  };
  return { status: 200, body };
}

async function fullCommit(repository: RepositoryState, oid: string) {
  const commit = await repository.git.commit(oid);
  if (commit === null) throw new HttpError(500, `commit ${oid} vanished`);
  return commitShape(repository, oid, commit);
}
