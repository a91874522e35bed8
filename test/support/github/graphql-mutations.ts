// GraphQL: the mutations that change refs.
//
// What decides is git's compare-and-swap on the ref. The look at the head before it only gives the better error
// text, as on GitHub.
import type { GraphQLError } from 'graphql';
import type { RefUpdate } from './git-refs.ts';
import type { TreeChange } from './git-repository.ts';
import { typedError } from './graphql-context.ts';
import type { GraphQLContext } from './graphql-context.ts';
import { nodeOf, refNode } from './graphql-nodes.ts';
import type { RefChange, RepositoryState } from './repository-state.ts';
import { isTreePath } from './rest-objects.ts';
import { partsOfNodeId } from './shapes.ts';
import { allows } from './tokens.ts';

const ZERO = '0'.repeat(40);

interface Common {
  readonly clientMutationId?: string | null;
}

interface CommitInput extends Common {
  readonly branch: {
    id?: string | null;
    repositoryNameWithOwner?: string | null;
    branchName?: string | null;
  };
  readonly expectedHeadOid: string;
  readonly fileChanges?: {
    readonly additions?: readonly { path: string; contents: string }[] | null;
    readonly deletions?: readonly { path: string }[] | null;
  } | null;
  readonly message: { readonly headline: string; readonly body?: string | null };
}

interface RefUpdateInput {
  readonly name: string;
  readonly beforeOid?: string | null;
  readonly afterOid: string;
  readonly force?: boolean | null;
}

/** The root fields of mutations. */
export function mutations(context: GraphQLContext) {
  return {
    createCommitOnBranch: ({ input }: { input: CommitInput }) => createCommitOnBranch(context, input),
    updateRefs: async ({
      input,
    }: {
      input: Common & { repositoryId: string; refUpdates: RefUpdateInput[] };
    }) => {
      await updateRefs(context, repositoryOfId(context, input.repositoryId), input.refUpdates);
      return answer(input, {});
    },
    createRef: async ({ input }: { input: Common & { repositoryId: string; name: string; oid: string } }) => {
      const repository = repositoryOfId(context, input.repositoryId);
      const before = await repository.git.refs.resolve(input.name);
      if (before !== null)
        throw typedError('UNPROCESSABLE', `A ref named "${input.name}" already exists in the repository.`);
      await swap(context, repository, [{ ref: input.name, next: input.oid, old: null }], 'creation');
      return answer(input, { ref: refNode(repository, { ref: input.name, oid: input.oid }) });
    },
    updateRef: async ({ input }: { input: Common & { refId: string; oid: string; force?: boolean } }) => {
      const { repository, ref } = refOfId(context, input.refId);
      const old = await repository.git.refs.resolve(ref);
      const forward = old !== null && (await repository.git.isAncestor(old, input.oid));
      if (!forward && input.force !== true) throw typedError('UNPROCESSABLE', 'Update is not a fast forward');
      const change = forward ? 'update' : 'non-fast-forward';
      await swap(context, repository, [{ ref, next: input.oid, old }], change);
      return answer(input, { ref: refNode(repository, { ref, oid: input.oid }) });
    },
    deleteRef: async ({ input }: { input: Common & { refId: string } }) => {
      const { repository, ref } = refOfId(context, input.refId);
      const old = await repository.git.refs.resolve(ref);
      await swap(context, repository, [{ ref, next: null, old }], 'deletion');
      return answer(input, {});
    },
  };
}

async function createCommitOnBranch(context: GraphQLContext, input: CommitInput) {
  const { repository, ref } = branchOf(context, input);
  const expected = input.expectedHeadOid;
  const head = await repository.git.refs.resolve(ref);
  if (head === null)
    throw typedError('NOT_FOUND', `Could not resolve to a Branch with the name '${ref.slice(11)}'.`);
  const refusal = repository.refusal(ref, 'update', { signed: true });
  if (refusal !== null) throw typedError('UNPROCESSABLE', refusal);
  if (head !== expected) throw staleData(expected);
  const tree = await changedTree(repository, expected, input);
  const { headline, body } = input.message;
  const at = Math.floor(context.now / 1000);
  const { login } = context.token;
  const oid = await repository.git.writeCommit({
    tree,
    parents: [expected],
    author: { name: login, email: `${login}@users.noreply.github.com`, at },
    committer: { name: 'GitHub', email: 'noreply@github.com', at },
    message: body == null || body === '' ? headline : `${headline}\n\n${body}`,
  });
  repository.signed.add(oid);
  const swapped = await repository.git.refs.swap([{ ref, next: oid, old: expected }]);
  if (!swapped.ok) {
    const raced = /but expected|unable to resolve reference/.test(swapped.reason);
    throw raced ? typedError('STALE_DATA', swapped.reason) : generic(context);
  }
  return answer(input, { commit: await nodeOf(repository, oid), ref: refNode(repository, { ref, oid }) });
}

/** The error of a commit whose expected head is not the head. */
export function staleData(expected: string): GraphQLError {
  return typedError(
    'STALE_DATA',
    `Expected branch to point to "${expected}" but it did not.  Pull and try again.`,
  );
}

async function changedTree(repository: RepositoryState, head: string, { fileChanges }: CommitInput) {
  const commit = await repository.git.commit(head);
  if (commit === null) throw typedError('NOT_FOUND', `Could not resolve to a commit with the oid '${head}'.`);
  const additions = fileChanges?.additions ?? [];
  const deletions = fileChanges?.deletions ?? [];
  for (const { path } of additions) {
    if (!isTreePath(path))
      throw typedError('UNPROCESSABLE', `A path was requested that is not allowed: ${path}`);
    if (path.startsWith('.github/workflows/'))
      throw typedError(
        'FORBIDDEN',
        `refusing to allow an app to update ${path} without \`workflows\` permission`,
      );
  }
  const changes = new Map<string, TreeChange>();
  for (const { path } of deletions) {
    if ((await repository.git.entry(commit.tree, path)) === null) {
      const text = `A path was requested for deletion which does not exist as of commit oid \`${head}\`: ${path}`;
      throw typedError('UNPROCESSABLE', text);
    }
    changes.set(path, null);
  }
  const blobs = additions.map(async ({ path, contents }) => {
    const oid = await repository.git.writeBlob(Buffer.from(contents, 'base64'));
    return [path, { mode: '100644', oid }] as const;
  });
  for (const [path, change] of await Promise.all(blobs)) changes.set(path, change);
  return repository.git.changeTree(commit.tree, changes);
}

async function updateRefs(
  context: GraphQLContext,
  repository: RepositoryState,
  inputs: readonly RefUpdateInput[],
): Promise<void> {
  const updates: RefUpdate[] = [];
  for (const { name, beforeOid, afterOid, force } of inputs) {
    const current = await repository.git.refs.resolve(name);
    const next = afterOid === ZERO ? null : afterOid;
    const forward = current === null || next === null || (await repository.git.isAncestor(current, next));
    // A forced update without `beforeOid` overwrites whatever is there.
    const unchecked = force === true ? undefined : current;
    const old = beforeOid == null ? unchecked : beforeOid === ZERO ? null : beforeOid;
    if (!forward && force !== true) throw generic(context);
    demandRules(repository, name, changeOf(current, next, forward), next);
    updates.push({ ref: name, next, ...(old === undefined ? {} : { old }) });
  }
  const swapped = await repository.git.refs.swap(updates);
  if (!swapped.ok) throw generic(context);
}

function changeOf(current: string | null, next: string | null, forward: boolean): RefChange {
  if (current === null) return 'creation';
  if (next === null) return 'deletion';
  return forward ? 'update' : 'non-fast-forward';
}

async function swap(
  context: GraphQLContext,
  repository: RepositoryState,
  updates: readonly RefUpdate[],
  change: RefChange,
): Promise<void> {
  for (const { ref, next } of updates) demandRules(repository, ref, change, next);
  if (!(await repository.git.refs.swap(updates)).ok) throw generic(context);
}

function demandRules(repository: RepositoryState, ref: string, change: RefChange, next: string | null): void {
  const refusal = repository.refusal(ref, change, { signed: next !== null && repository.signed.has(next) });
  if (refusal !== null) throw typedError('UNPROCESSABLE', refusal);
}

// GitHub has no text of its own for these.
function generic({ request, now }: GraphQLContext): GraphQLError {
  const text = `Something went wrong while executing your query on ${new Date(now).toISOString()}.`;
  return typedError(null, `${text} Please include \`${request.id}\` when reporting this issue.`);
}

function branchOf(context: GraphQLContext, { branch }: CommitInput) {
  if (branch.id != null) return refOfId(context, branch.id);
  const repository = writable(context, branch.repositoryNameWithOwner ?? '');
  return { repository, ref: `refs/heads/${branch.branchName ?? ''}` };
}

function refOfId(context: GraphQLContext, id: string) {
  const [name = '', ref = ''] = partsOfNodeId('REF', id) ?? [];
  if (ref === '') throw typedError('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'`);
  return { repository: writable(context, name), ref };
}

function repositoryOfId(context: GraphQLContext, id: string): RepositoryState {
  const [name] = partsOfNodeId('R', id) ?? [];
  if (name === undefined)
    throw typedError('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'`);
  return writable(context, name);
}

function writable(context: GraphQLContext, name: string): RepositoryState {
  const repository = context.repository(name);
  if (repository === undefined || !allows(context.token, { name: 'metadata', level: 'read' }, name))
    throw typedError('NOT_FOUND', `Could not resolve to a Repository with the name '${name}'.`);
  if (!allows(context.token, { name: 'contents', level: 'write' }, name))
    throw typedError('FORBIDDEN', 'Resource not accessible by integration');
  return repository;
}

function answer(input: Common, fields: Record<string, unknown>) {
  return { clientMutationId: input.clientMutationId ?? null, ...fields };
}
