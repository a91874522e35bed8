// REST: reading, creating, moving and deleting refs.
//
// Every write ends in git's compare-and-swap against the value that this request saw.
import { HttpError, record, requiredString } from './contract.ts';
import type { AnswerOf, Call } from './contract.ts';
import { isRefName } from './git-refs.ts';
import type { RepositoryState } from './repository-state.ts';
import { nodeId } from './shapes.ts';

export async function getRef({
  repository,
  params,
  stale,
}: Call): Promise<AnswerOf<'GET /repos/{owner}/{repo}/git/ref/{ref}'>> {
  await repository.demandNotEmpty();
  const ref = `refs/${params['ref']}`;
  const oid = await repository.git.refs.resolve(ref, stale);
  if (oid === null) throw new HttpError(404, 'Not Found');
  return { status: 200, body: await refShape(repository, ref, oid) };
}

export async function listMatchingRefs({
  repository,
  params,
  stale,
}: Call): Promise<AnswerOf<'GET /repos/{owner}/{repo}/git/matching-refs/{ref}'>> {
  await repository.demandNotEmpty();
  const refs = await repository.git.refs.list(`refs/${params['ref']}`, stale);
  return { status: 200, body: await Promise.all(refs.map(({ ref, oid }) => refShape(repository, ref, oid))) };
}

export async function createRef({
  repository,
  request,
}: Call): Promise<AnswerOf<'POST /repos/{owner}/{repo}/git/refs'>> {
  await repository.demandNotEmpty();
  const ref = requiredString(request.body, 'ref');
  const sha = requiredString(request.body, 'sha');
  if (!isRefName(ref) || ref.split('/').length < 3)
    throw new HttpError(422, `${ref} is not a valid ref name.`);
  if ((await repository.git.refs.resolve(ref)) !== null) throw new HttpError(422, 'Reference already exists');
  await demandObject(repository, ref, sha);
  demandRules(repository.refusal(ref, 'creation', { signed: repository.signed.has(sha) }));
  const swap = await repository.git.refs.swap([{ ref, next: sha, old: null }]);
  if (!swap.ok)
    throw new HttpError(
      422,
      /already exists/.test(swap.reason) ? 'Reference already exists' : 'Reference update failed',
    );
  const headers = { location: `${repository.apiUrl}/git/${ref}` };
  return { status: 201, headers, body: await refShape(repository, ref, sha) };
}

export async function updateRef({
  repository,
  params,
  request,
}: Call): Promise<AnswerOf<'PATCH /repos/{owner}/{repo}/git/refs/{ref}'>> {
  await repository.demandNotEmpty();
  const ref = `refs/${params['ref']}`;
  const sha = requiredString(request.body, 'sha');
  const old = await repository.git.refs.resolve(ref);
  if (old === null) throw new HttpError(422, 'Reference does not exist');
  await demandObject(repository, ref, sha);
  const forward = await repository.git.isAncestor(old, sha);
  if (!forward && record(request.body)['force'] !== true)
    throw new HttpError(422, 'Update is not a fast forward');
  const change = forward ? 'update' : 'non-fast-forward';
  demandRules(repository.refusal(ref, change, { signed: repository.signed.has(sha) }));
  const swap = await repository.git.refs.swap([{ ref, next: sha, old }]);
  if (!swap.ok) throw new HttpError(422, 'Reference cannot be updated');
  return { status: 200, body: await refShape(repository, ref, sha) };
}

export async function deleteRef({
  repository,
  params,
}: Call): Promise<AnswerOf<'DELETE /repos/{owner}/{repo}/git/refs/{ref}'>> {
  await repository.demandNotEmpty();
  const ref = `refs/${params['ref']}`;
  const old = await repository.git.refs.resolve(ref);
  if (old === null) throw new HttpError(422, 'Reference does not exist');
  demandRules(repository.refusal(ref, 'deletion'));
  const swap = await repository.git.refs.swap([{ ref, next: null, old }]);
  if (!swap.ok) throw new HttpError(422, 'Reference cannot be updated');
  return { status: 204, body: undefined };
}

async function demandObject(repository: RepositoryState, ref: string, sha: string): Promise<void> {
  const object = /^[0-9a-f]{40}$/.test(sha) ? await repository.git.read(sha) : null;
  if (object === null) throw new HttpError(422, 'Object does not exist');
  if (ref.startsWith('refs/heads/') && object.type !== 'commit')
    throw new HttpError(422, 'Reference update failed');
}

function demandRules(refusal: string | null): void {
  if (refusal !== null) throw new HttpError(422, refusal);
}

async function refShape(repository: RepositoryState, ref: string, oid: string) {
  const type = (await repository.git.read(oid))?.type ?? 'commit';
  return {
    ref,
    node_id: nodeId('REF', repository.name, ref),
    url: `${repository.apiUrl}/git/${ref}`,
    object: { sha: oid, type, url: `${repository.apiUrl}/git/${type}s/${oid}` },
  };
}

/** The rules of a branch, whether it is there or not; to GitHub the stand-in's own kind of rule is one against updates. */
export async function listRules({
  repository,
  params,
}: Call): Promise<AnswerOf<'GET /repos/{owner}/{repo}/rules/branches/{branch}'>> {
  const body = repository.rulesOf(params['branch'] ?? '').map((rule) => ({
    type: RULE_TYPES[rule],
    ruleset_source_type: 'Repository' as const,
    ruleset_source: repository.name,
    ruleset_id: 1,
  }));
  return { status: 200, body };
}

const RULE_TYPES = {
  ruleset: 'update',
  signatures: 'required_signatures',
  creation: 'creation',
  deletion: 'deletion',
  'non-fast-forward': 'non_fast_forward',
} as const;
