// GraphQL: the mutations that change refs.
//
// What decides is git's compare-and-swap on the ref. The look at the head before it only gives the better error
// text, as on GitHub.
import type { GraphQLError } from 'graphql';
import type { RefUpdate } from './git-refs.ts';
import type { TreeChange } from './git-repository.ts';
import { BOT } from './contract.ts';
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
  readonly branch: { repositoryNameWithOwner?: string | null; branchName?: string | null };
  readonly expectedHeadOid: string;
  readonly fileChanges?: {
    readonly additions?: readonly { path: string; contents: string }[] | null;
    readonly deletions?: readonly { path: string }[] | null;
  } | null;
  readonly message: { readonly headline: string; readonly body?: string | null };
}

interface RefUpdatesInput extends Common {
  readonly repositoryId: string;
  readonly refUpdates: readonly {
    readonly name: string;
    readonly beforeOid?: string | null;
    readonly afterOid: string;
    readonly force?: boolean | null;
  }[];
}

/** The root fields of mutations. */
export function mutations(context: GraphQLContext) {
  return {
    createCommitOnBranch: ({ input }: { input: CommitInput }) => createCommitOnBranch(context, input),
    updateRefs: ({ input }: { input: RefUpdatesInput }) => updateRefs(context, input),
  };
}

async function createCommitOnBranch(context: GraphQLContext, input: CommitInput) {
  const repository = writable(context, input.branch.repositoryNameWithOwner ?? '');
  const ref = `refs/heads/${input.branch.branchName ?? ''}`;
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
  const oid = await repository.git.writeCommit({
    tree,
    parents: [expected],
    author: { name: BOT, email: `${BOT}@users.noreply.github.com`, at },
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

async function updateRefs(context: GraphQLContext, input: RefUpdatesInput) {
  const [name = ''] = partsOfNodeId('R', input.repositoryId) ?? [];
  const repository = writable(context, name);
  const updates: RefUpdate[] = [];
  for (const { name: ref, beforeOid, afterOid, force } of input.refUpdates) {
    const current = await repository.git.refs.resolve(ref);
    const next = afterOid === ZERO ? null : afterOid;
    const forward = current === null || next === null || (await repository.git.isAncestor(current, next));
    // A forced update without `beforeOid` overwrites whatever is there.
    const unchecked = force === true ? undefined : current;
    const old = beforeOid == null ? unchecked : beforeOid === ZERO ? null : beforeOid;
    if (!forward && force !== true) throw generic(context);
    const signed = next !== null && repository.signed.has(next);
    const refusal = repository.refusal(ref, changeOf(current, next, forward), { signed });
    if (refusal !== null) throw typedError('UNPROCESSABLE', refusal);
    updates.push({ ref, next, ...(old === undefined ? {} : { old }) });
  }
  const swapped = await repository.git.refs.swap(updates);
  if (!swapped.ok) throw generic(context);
  return answer(input, {});
}

function changeOf(current: string | null, next: string | null, forward: boolean): RefChange {
  if (current === null) return 'creation';
  if (next === null) return 'deletion';
  return forward ? 'update' : 'non-fast-forward';
}

// GitHub has no text of its own for these.
function generic({ request, now }: GraphQLContext): GraphQLError {
  const text = `Something went wrong while executing your query on ${new Date(now).toISOString()}.`;
  return typedError(null, `${text} Please include \`${request.id}\` when reporting this issue.`);
}

function writable(context: GraphQLContext, name: string): RepositoryState {
  const repository = context.repository(name);
  if (repository === undefined)
    throw typedError('NOT_FOUND', `Could not resolve to a Repository with the name '${name}'.`);
  if (!allows(context.token, { name: 'contents', level: 'write' }))
    throw typedError('FORBIDDEN', 'Resource not accessible by integration');
  return repository;
}

function answer(input: Common, fields: Record<string, unknown>) {
  return { clientMutationId: input.clientMutationId ?? null, ...fields };
}
