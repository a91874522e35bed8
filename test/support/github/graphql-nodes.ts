// GraphQL: repositories, refs, commits, trees and blobs as the resolvers see them.
//
// A ref keeps the commit that it pointed to when it was resolved, so that everything below it in one query is of
// one state.
import { typeOfMode } from './git-objects.ts';
import type { TreeEntry } from './git-objects.ts';
import type { Ref } from './git-refs.ts';
import type { GitObject } from './git-repository.ts';
import { typedError } from './graphql-context.ts';
import type { GraphQLContext } from './graphql-context.ts';
import { isoSeconds } from './repository-state.ts';
import type { RepositoryState } from './repository-state.ts';
import { nodeId, personShape } from './shapes.ts';
import { allows } from './tokens.ts';

const MAX_TEXT = 512 * 1024;

interface PageArguments {
  readonly first?: number | null;
  readonly after?: string | null;
}

/** The type `Repository`. */
export function repositoryNode({ token, stale }: GraphQLContext, repository: RepositoryState) {
  const readable = allows(token, { name: 'contents', level: 'read' });
  const refOf = async (ref: string) => {
    const oid = readable ? await repository.git.refs.resolve(ref, stale) : null;
    return oid === null ? null : refNode(repository, { ref, oid });
  };
  return {
    id: nodeId('R', repository.name),
    nameWithOwner: repository.name,
    ref: async ({ qualifiedName: name }: { qualifiedName: string }) => {
      if (/^refs\/(heads|tags)\//.test(name)) return refOf(name);
      // Other namespaces exist for REST alone.
      if (name.startsWith('refs/')) return null;
      return (await refOf(`refs/heads/${name}`)) ?? refOf(`refs/tags/${name}`);
    },
  };
}

/** The type `Ref`. */
export function refNode(repository: RepositoryState, { ref, oid }: Ref) {
  const prefix = /^refs\/[^/]+\//.exec(ref)?.[0] ?? 'refs/';
  const name = ref.slice(prefix.length);
  return { id: nodeId('REF', repository.name, ref), name, prefix, target: () => nodeOf(repository, oid) };
}

/** The object of an id as `Commit`, `Tree` or `Blob`. */
export async function nodeOf(repository: RepositoryState, oid: string) {
  const object = await repository.git.read(oid);
  return object === null ? null : objectNode(repository, object);
}

async function objectNode(repository: RepositoryState, object: GitObject) {
  const common = {
    id: nodeId('GO', repository.name, object.oid),
    oid: object.oid,
    abbreviatedOid: object.oid.slice(0, 7),
    commitUrl: `${repository.htmlUrl}/commit/${object.oid}`,
  };
  if (object.type === 'commit') return { ...common, ...(await commitFields(repository, object.oid)) };
  if (object.type === 'tree') {
    const entries = (await repository.git.tree(object.oid)) ?? [];
    const nodes = () => entries.map((entry) => entryNode(repository, entry));
    return { ...common, __typename: 'Tree', entries: nodes };
  }
  if (object.type === 'tag') return { ...common, __typename: 'Tag' };
  const isBinary = object.content.includes(0);
  const isTruncated = object.content.length > MAX_TEXT;
  return {
    ...common,
    __typename: 'Blob',
    byteSize: object.content.length,
    isBinary,
    isTruncated,
    text: isBinary ? null : object.content.toString('utf8', 0, MAX_TEXT),
  };
}

async function commitFields(repository: RepositoryState, oid: string) {
  const commit = await repository.git.commit(oid);
  if (commit === null) return {};
  const end = commit.message.indexOf('\n');
  const headline = end < 0 ? commit.message : commit.message.slice(0, end);
  return {
    __typename: 'Commit',
    message: commit.message,
    messageHeadline: headline,
    messageBody: commit.message.slice(headline.length).trim(),
    committedDate: isoSeconds(commit.committer.at * 1000),
    authoredDate: isoSeconds(commit.author.at * 1000),
    author: personShape(commit.author),
    committer: personShape(commit.committer),
    url: `${repository.htmlUrl}/commit/${oid}`,
    tree: () => nodeOf(repository, commit.tree),
    history: async (args: PageArguments) => {
      const listed = await repository.git.run('rev-list', '--topo-order', oid);
      const oids = listed.split('\n').filter((line) => line !== '');
      return connection('history', oids, args, (ancestor) => nodeOf(repository, ancestor));
    },
  };
}

function entryNode(repository: RepositoryState, { name, mode, oid }: TreeEntry) {
  const object = () => nodeOf(repository, oid);
  return { name, mode: Number.parseInt(mode, 8), type: typeOfMode(mode), oid, object };
}

function connection<Item, Node>(
  name: string,
  items: readonly Item[],
  { first, after }: PageArguments,
  node: (item: Item) => Node,
) {
  if (first == null) {
    const message = `You must provide a \`first\` or \`last\` value to properly paginate the \`${name}\` connection.`;
    throw typedError('MISSING_PAGINATION_BOUNDARIES', message);
  }
  if (first > 100) {
    const message = `Requesting ${first} records on the \`${name}\` connection exceeds the limit of 100 records.`;
    throw typedError('EXCESSIVE_PAGINATION', message);
  }
  // A cursor is the number of items before it.
  const start = Number(after ?? 0);
  const end = Math.min(items.length, start + first);
  return {
    totalCount: items.length,
    nodes: () => items.slice(start, end).map(node),
    pageInfo: {
      hasNextPage: end < items.length,
      hasPreviousPage: start > 0,
      startCursor: String(start),
      endCursor: String(end),
    },
  };
}
