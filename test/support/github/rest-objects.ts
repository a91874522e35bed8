// REST: trees, commits, blobs, and the files of a branch.
import { BOT, HttpError, record, requiredString } from './contract.ts';
import type { AnswerOf, Call } from './contract.ts';
import { typeOfMode } from './git-objects.ts';
import type { Person, TreeEntry } from './git-objects.ts';
import type { TreeChange } from './git-repository.ts';
import type { RepositoryState } from './repository-state.ts';
import { gitCommitShape, nodeId } from './shapes.ts';

const MODES = ['100644', '100755', '040000', '160000', '120000'];
// Above it, the JSON of a file has no content.
const MAX_INLINE = 1024 * 1024;

export async function createTree({
  repository,
  request,
}: Call): Promise<AnswerOf<'POST /repos/{owner}/{repo}/git/trees'>> {
  await repository.demandNotEmpty();
  const { tree, base_tree: base } = record(request.body);
  if (!Array.isArray(tree)) throw new HttpError(422, 'Invalid tree info');
  if (base !== undefined && (typeof base !== 'string' || (await repository.git.tree(base)) === null))
    throw new HttpError(422, 'base_tree is not a valid tree oid');
  const changes = new Map<string, TreeChange>();
  for (const entry of tree) {
    const { path, mode, sha, content } = record(entry);
    if (typeof path !== 'string' || !isTreePath(path)) throw new HttpError(422, 'tree.path is malformed');
    if (sha === null) changes.set(path, null);
    else if (typeof mode !== 'string' || !MODES.includes(mode))
      throw new HttpError(422, 'tree.mode is not supported');
    else {
      const oid =
        typeof sha === 'string' ? sha : await repository.git.writeBlob(Buffer.from(String(content)));
      if ((await repository.git.read(oid)) === null)
        throw new HttpError(422, `tree.sha ${oid} is not a valid object`);
      changes.set(path, { mode: mode.replace(/^0/, ''), oid });
    }
  }
  const oid = await repository.git.changeTree(typeof base === 'string' ? base : null, changes);
  return { status: 201, body: await treeShape(repository, oid, false) };
}

export async function getTree({
  repository,
  params,
  request,
}: Call): Promise<AnswerOf<'GET /repos/{owner}/{repo}/git/trees/{tree_sha}'>> {
  const name = params['tree_sha'] ?? '';
  const commit = await repository.resolveCommitish(name);
  const oid = (commit === null ? null : (await repository.git.commit(commit))?.tree) ?? name;
  if (!isSha(oid) || (await repository.git.tree(oid)) === null) throw new HttpError(404, 'Not Found');
  return { status: 200, body: await treeShape(repository, oid, request.query.has('recursive')) };
}

export async function createCommit({
  repository,
  request,
  now,
}: Call): Promise<AnswerOf<'POST /repos/{owner}/{repo}/git/commits'>> {
  await repository.demandNotEmpty();
  const { parents = [], author, committer } = record(request.body);
  const tree = requiredString(request.body, 'tree');
  const message = requiredString(request.body, 'message');
  if (!isSha(tree) || (await repository.git.tree(tree)) === null)
    throw new HttpError(422, 'Tree SHA does not exist');
  if (!Array.isArray(parents)) throw new HttpError(422, 'Parents must be an array');
  for (const parent of parents as unknown[])
    if (!isSha(parent) || (await repository.git.commit(parent)) === null)
      throw new HttpError(422, 'Parent SHA does not exist or is not a commit object');
  const own = { name: BOT, email: `${BOT}@users.noreply.github.com`, at: Math.floor(now / 1000) };
  const by = personOf(author, own);
  const commit = {
    tree,
    parents: parents as string[],
    message,
    author: by,
    committer: personOf(committer, by),
  };
  const oid = await repository.git.writeCommit(commit);
  return { status: 201, body: gitCommitShape(repository, oid, commit) };
}

export async function getCommit({
  repository,
  params,
}: Call): Promise<AnswerOf<'GET /repos/{owner}/{repo}/git/commits/{commit_sha}'>> {
  const oid = params['commit_sha'] ?? '';
  const commit = isSha(oid) ? await repository.git.commit(oid) : null;
  if (commit === null) throw new HttpError(404, 'Not Found');
  return { status: 200, body: gitCommitShape(repository, oid, commit) };
}

export async function createBlob({
  repository,
  request,
}: Call): Promise<AnswerOf<'POST /repos/{owner}/{repo}/git/blobs'>> {
  await repository.demandNotEmpty();
  const content = requiredString(request.body, 'content');
  const encoding = record(request.body)['encoding'] === 'base64' ? 'base64' : 'utf8';
  const sha = await repository.git.writeBlob(Buffer.from(content, encoding));
  return { status: 201, body: { sha, url: `${repository.apiUrl}/git/blobs/${sha}` } };
}

export async function getBlob({
  repository,
  params,
}: Call): Promise<AnswerOf<'GET /repos/{owner}/{repo}/git/blobs/{file_sha}'>> {
  const sha = params['file_sha'] ?? '';
  const blob = isSha(sha) ? await repository.git.read(sha) : null;
  if (blob?.type !== 'blob') throw new HttpError(404, 'Not Found');
  const body = {
    sha,
    node_id: nodeId('B', repository.name, sha),
    url: `${repository.apiUrl}/git/blobs/${sha}`,
    size: blob.content.length,
    content: blob.content.toString('base64'),
    encoding: 'base64',
  };
  return { status: 200, body };
}

export async function getContents({
  repository,
  params,
  request,
  stale,
}: Call): Promise<AnswerOf<'GET /repos/{owner}/{repo}/contents/{path}'>> {
  const name = request.query.get('ref') ?? repository.defaultBranch;
  const head = await repository.resolveCommitish(name, stale);
  if (head === null) throw new HttpError(404, `No commit found for the ref ${name}`);
  const path = (params['path'] ?? '').replace(/^\/+|\/+$/g, '');
  const object = await repository.git.read(`${head}:${path}`);
  if (object === null) throw new HttpError(404, 'Not Found');
  if (object.type === 'tree') {
    const entries = (await repository.git.tree(object.oid)) ?? [];
    const items = entries.map(async (entry) => {
      const at = path === '' ? entry.name : `${path}/${entry.name}`;
      const size = (await repository.git.read(entry.oid))?.content.length ?? 0;
      const type = typeOfMode(entry.mode) === 'tree' ? 'dir' : 'file';
      return contentShape(repository, at, name, { oid: entry.oid, size: type === 'dir' ? 0 : size, type });
    });
    return { status: 200, body: await Promise.all(items) };
  }
  const size = object.content.length;
  const inline = size <= MAX_INLINE;
  const body = {
    ...contentShape(repository, path, name, { oid: object.oid, size, type: 'file' }),
    content: inline ? object.content.toString('base64').replace(/.{60}/g, '$&\n') : '',
    encoding: inline ? 'base64' : 'none',
  };
  return { status: 200, body };
}

function contentShape<Type extends 'file' | 'dir'>(
  repository: RepositoryState,
  path: string,
  ref: string,
  { oid, size, type }: { oid: string; size: number; type: Type },
) {
  const encoded = path.split('/').map(encodeURIComponent).join('/');
  const url = `${repository.apiUrl}/contents/${encoded}?ref=${encodeURIComponent(ref)}`;
  const git = `${repository.apiUrl}/git/${type === 'dir' ? 'trees' : 'blobs'}/${oid}`;
  const html = `${repository.htmlUrl}/blob/${encodeURIComponent(ref)}/${encoded}`;
  return {
    type,
    name: path.slice(path.lastIndexOf('/') + 1),
    path,
    sha: oid,
    size,
    url,
    git_url: git,
    html_url: html,
    download_url: type === 'dir' ? null : `${html}?raw=true`,
    _links: { self: url, git, html },
  };
}

async function treeShape(repository: RepositoryState, oid: string, recursive: boolean) {
  const entries: (TreeEntry & { path?: string })[] = recursive
    ? await repository.git.files(oid)
    : ((await repository.git.tree(oid)) ?? []);
  const tree = entries.map(async (entry) => {
    const type = typeOfMode(entry.mode);
    const size = type === 'blob' ? { size: (await repository.git.read(entry.oid))?.content.length ?? 0 } : {};
    const url = `${repository.apiUrl}/git/${type}s/${entry.oid}`;
    const path = entry.path ?? entry.name;
    return { path, mode: entry.mode.padStart(6, '0'), type, sha: entry.oid, ...size, url };
  });
  const url = `${repository.apiUrl}/git/trees/${oid}`;
  return { sha: oid, url, tree: await Promise.all(tree), truncated: false };
}

/** Whether git takes the text as the path of a file. */
export function isTreePath(path: string): boolean {
  return (
    path !== '' &&
    !/[\0\n]/.test(path) &&
    path.split('/').every((part) => !['', '.', '..', '.git'].includes(part))
  );
}

function isSha(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{40}$/.test(value);
}

function personOf(value: unknown, fallback: Person): Person {
  const { name, email, date } = record(value);
  if (typeof name !== 'string' || typeof email !== 'string') return fallback;
  return { name, email, at: typeof date === 'string' ? Date.parse(date) / 1000 : fallback.at };
}
