// GraphQL: repositories, refs, commits, trees and blobs as the resolvers see them.
//
// A ref keeps the commit that it pointed to when it was resolved, so that everything below it in one query is of
// one state.
import { typeOfMode } from './git-objects.ts';
import type { Person, TreeEntry } from './git-objects.ts';
import type { Ref, Staleness } from './git-refs.ts';
import type { GitObject } from './git-repository.ts';
import { typedError } from './graphql-context.ts';
import type { GraphQLContext } from './graphql-context.ts';
import { isoSeconds } from './repository-state.ts';
import type { RepositoryState } from './repository-state.ts';
import { relation } from './rest-repository.ts';
import { nodeId } from './shapes.ts';
import { allows } from './tokens.ts';

const MAX_TEXT = 512 * 1024;

interface PageArguments {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly after?: string | null;
}

/** The type `Repository`. */
export function repositoryNode(context: GraphQLContext, repository: RepositoryState) {
  const { stale } = context;
  const readable = allows(context.token, { name: 'contents', level: 'read' }, repository.name);
  const refOf = async (ref: string) => {
    const oid = readable ? await repository.git.refs.resolve(ref, stale) : null;
    return oid === null ? null : refNode(repository, { ref, oid }, stale);
  };
  return {
    id: nodeId('R', repository.name),
    databaseId: repository.id,
    name: repository.name.split('/')[1] ?? '',
    nameWithOwner: repository.name,
    url: repository.htmlUrl,
    isPrivate: false,
    isEmpty: async () => (await repository.git.refs.list('refs/heads/')).length === 0,
    defaultBranchRef: () => refOf(`refs/heads/${repository.defaultBranch}`),
    ref: async ({ qualifiedName: name }: { qualifiedName: string }) => {
      if (/^refs\/(heads|tags)\//.test(name)) return refOf(name);
      // Other namespaces exist for REST alone.
      if (name.startsWith('refs/')) return null;
      return (await refOf(`refs/heads/${name}`)) ?? refOf(`refs/tags/${name}`);
    },
    refs: async (args: PageArguments & { refPrefix: string }) => {
      const refs = readable ? await repository.git.refs.list(args.refPrefix, stale) : [];
      const visible = refs.filter(({ ref }) => /^refs\/(heads|tags)\//.test(ref));
      return connection('refs', visible, args, (found) => refNode(repository, found, stale));
    },
    object: async ({ oid, expression }: { oid?: string | null; expression?: string | null }) => {
      if (!readable) return null;
      const name = oid ?? (await inState(repository, expression ?? '', stale));
      const object = name === null ? null : await repository.git.read(name);
      return object === null ? null : objectNode(repository, object);
    },
  };
}

/** The type `Ref`. */
export function refNode(repository: RepositoryState, { ref, oid }: Ref, stale?: Staleness) {
  const prefix = /^refs\/[^/]+\//.exec(ref)?.[0] ?? 'refs/';
  return {
    id: nodeId('REF', repository.name, ref),
    name: ref.slice(prefix.length),
    prefix,
    target: () => nodeOf(repository, oid),
    compare: async ({ headRef }: { headRef: string }) => {
      const head = await repository.resolveCommitish(headRef, stale);
      const comparison = head === null ? null : await repository.git.compare(oid, head);
      if (comparison === null) return null;
      const { ahead, behind } = comparison;
      return {
        id: nodeId('CMP', oid, head ?? ''),
        status: relation(ahead.length, behind).toUpperCase(),
        aheadBy: ahead.length,
        behindBy: behind,
        baseTarget: () => nodeOf(repository, oid),
        headTarget: () => nodeOf(repository, head ?? ''),
      };
    },
  };
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
    const nodes = () => entries.map((entry) => entryNode(repository, entry, entry.name));
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
    author: actorNode(commit.author),
    committer: actorNode(commit.committer),
    url: `${repository.htmlUrl}/commit/${oid}`,
    tree: () => nodeOf(repository, commit.tree),
    file: async ({ path }: { path: string }) => {
      const entry = await repository.git.entry(commit.tree, path);
      return entry === null ? null : entryNode(repository, entry, path);
    },
    parents: (args: PageArguments) =>
      connection('parents', commit.parents, args, (parent) => nodeOf(repository, parent)),
    history: async (args: PageArguments) => {
      const listed = await repository.git.run('rev-list', '--topo-order', oid);
      const oids = listed.split('\n').filter((line) => line !== '');
      return connection('history', oids, args, (ancestor) => nodeOf(repository, ancestor));
    },
  };
}

function entryNode(repository: RepositoryState, entry: TreeEntry, path: string) {
  return {
    name: entry.name,
    path,
    mode: Number.parseInt(entry.mode, 8),
    type: typeOfMode(entry.mode),
    oid: entry.oid,
    object: () => nodeOf(repository, entry.oid),
    size: async () => (await repository.git.read(entry.oid))?.content.length ?? 0,
  };
}

function actorNode(person: Person) {
  return { name: person.name, email: person.email, date: isoSeconds(person.at * 1000), user: null };
}

function connection<Item, Node>(
  name: string,
  items: readonly Item[],
  { first, last, after }: PageArguments,
  node: (item: Item) => Node,
) {
  const size = first ?? last;
  if (size == null) {
    const message = `You must provide a \`first\` or \`last\` value to properly paginate the \`${name}\` connection.`;
    throw typedError('MISSING_PAGINATION_BOUNDARIES', message);
  }
  if (size > 100) {
    const message = `Requesting ${size} records on the \`${name}\` connection exceeds the limit of 100 records.`;
    throw typedError('EXCESSIVE_PAGINATION', message);
  }
  // A cursor is the number of items before it.
  const start = first == null ? Math.max(0, items.length - size) : Number(after ?? 0);
  const end = Math.min(items.length, start + size);
  return {
    totalCount: items.length,
    nodes: () => items.slice(start, end).map(node),
    pageInfo: {
      hasNextPage: first != null && end < items.length,
      hasPreviousPage: start > 0,
      startCursor: String(start),
      endCursor: String(end),
    },
  };
}

// `main:path` with the branch replaced by what it pointed to in the state that is asked for.
async function inState(repository: RepositoryState, expression: string, stale?: Staleness) {
  const colon = expression.indexOf(':');
  const name = colon < 0 ? expression : expression.slice(0, colon);
  const path = colon < 0 ? '' : expression.slice(colon);
  const oid = name === 'HEAD' ? repository.defaultBranch : name;
  const commit = await repository.resolveCommitish(oid, stale);
  if (commit !== null) return `${commit}${path}`;
  return stale === undefined ? expression : null;
}
