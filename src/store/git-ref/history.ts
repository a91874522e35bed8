// Cutting the history of the lock branch to its last commits.
//
// The kept commits are made anew on a root without parent, with their trees, messages, authors and dates; then one
// GraphQL updateRefs moves the branch from the old head to the new one, only if it still is the old head. A writer
// that races with it sees a conflict and nothing else. What has come meanwhile is taken along, and tried again.
import type { Version } from '../../lease/identifiers.ts';
import type { Cut } from '../../lease/board.ts';
import * as z from 'zod';
import { PermissionError, UnavailableError } from '../../lease/errors.ts';
import { describe, describeErrors, unavailable } from '../../github/faults.ts';
import type { CallOptions } from '../store.ts';
import { COMMITS, madeBy, post } from './create.ts';
import { askBranch, purposeOf, type Place } from './read.ts';
import { purposeOfWrite } from './swap.ts';

const PAGE = 100;
const TRIES = 5;
const NO_BRANCH: Cut = { length: 0, kept: 0 };
/** The branch moved between two pages, so what was read is of two histories. */
const MOVED = 'moved';

/** The query that reads the newest commits of the branch, a page at a time. */
export const HISTORY_QUERY = `
  query History($owner: String!, $name: String!, $ref: String!, $first: Int!, $after: String) {
    repository(owner: $owner, name: $name) {
      id
      ref(qualifiedName: $ref) {
        target {
          oid
          ... on Commit {
            history(first: $first, after: $after) {
              totalCount
              pageInfo { hasNextPage endCursor }
              nodes { oid message tree { oid } author { name email date } committer { name email date } }
            }
          }
        }
      }
    }
  }
`;

/** The mutation that moves the branch. */
export const UPDATE_MUTATION = `
  mutation Cut($input: UpdateRefsInput!) {
    updateRefs(input: $input) { clientMutationId }
  }
`;

const personSchema = z.object({ name: z.string(), email: z.string(), date: z.string() });
const commitSchema = z.object({
  oid: z.string(),
  message: z.string(),
  tree: z.object({ oid: z.string() }),
  author: personSchema,
  committer: personSchema,
});
const historySchema = z.object({
  totalCount: z.number(),
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  nodes: z.array(commitSchema),
});
const repositorySchema = z.object({
  id: z.string(),
  ref: z.object({ target: z.object({ oid: z.string(), history: historySchema }) }).nullable(),
});

type Commit = z.output<typeof commitSchema>;

interface History {
  readonly repositoryId: string;
  readonly head: Version;
  readonly length: number;
  /** The newest commits, newest first. */
  readonly commits: readonly Commit[];
}

/** Cuts the history to its last `keep` commits, where it is longer. */
export async function cutHistory(place: Place, keep: number, options: CallOptions): Promise<Cut> {
  const made = new Map<string, Version>();
  let last: Cut | null = null;
  let atFirst: number | null = null;
  for (let attempt = 1; ; attempt += 1) {
    // What comes meanwhile is kept besides, so that what has been made on the same root is of use again.
    const wanted = (length: number): number => keep + Math.max(0, length - (atFirst ?? length));
    const history = await readHistory(place, wanted, options);
    if (history === null) return NO_BRANCH;
    if (history === MOVED) {
      if (attempt === TRIES)
        throw unavailable(purposeOf(place), 'the branch moved while it was read, each time');
      continue;
    }
    // The branch is what an earlier attempt made of it, though that was not answered.
    if (last !== null && made.has(history.head)) return last;
    if (history.length <= keep) return { length: history.length, kept: history.length };
    atFirst ??= history.length;
    last = { length: history.length, kept: history.commits.length };
    const head = await rebuild(place, history.commits, made, options);
    const problem = await move(place, history, head, options);
    if (problem === null) return last;
    if (attempt === TRIES) throw notMoved(place, problem);
  }
}

/** Reads the newest commits, as many as `wanted` says for a branch of so many. */
async function readHistory(
  place: Place,
  wanted: (length: number) => number,
  options: CallOptions,
): Promise<History | typeof MOVED | null> {
  const commits: Commit[] = [];
  let keep = wanted(0);
  let after: string | null = null;
  for (;;) {
    const first = Math.min(PAGE, keep - commits.length);
    const page: z.output<typeof repositorySchema> = await askBranch(
      place,
      HISTORY_QUERY,
      repositorySchema,
      { first, after },
      options,
    );
    const { id, ref } = page;
    if (ref === null) return null;
    const { oid, history } = ref.target;
    commits.push(...history.nodes);
    after = history.pageInfo.endCursor;
    keep = wanted(history.totalCount);
    // A branch no longer than that is not touched, so its other pages are not needed.
    const isEnough = commits.length >= keep || history.totalCount <= keep || !history.pageInfo.hasNextPage;
    // A page is read of the head of its moment; a move between two pages shows as another newest commit.
    if (commits[0]?.oid !== oid) return MOVED;
    if (isEnough) return { repositoryId: id, head: oid, length: history.totalCount, commits };
  }
}

/** Makes the commits anew, oldest first; those that an earlier attempt has made on the same parent are taken. */
async function rebuild(
  place: Place,
  commits: readonly Commit[],
  made: Map<string, Version>,
  options: CallOptions,
): Promise<Version> {
  let parent: Version | null = null;
  for (const commit of commits.toReversed()) {
    const key: string = `${commit.oid} on ${parent ?? 'nothing'}`;
    const known: Version | undefined = made.get(key);
    const sha: Version = known ?? (await make(place, commit, parent, options));
    made.set(key, sha).set(sha, sha);
    parent = sha;
  }
  return parent!;
}

async function make(
  place: Place,
  { message, tree, author, committer }: Commit,
  parent: Version | null,
  options: CallOptions,
): Promise<Version> {
  const parents = parent === null ? [] : [parent];
  const parameters = { ...place.repository, message, tree: tree.oid, parents, author, committer };
  const answer = await post(place, COMMITS, parameters, options);
  const sha = madeBy(answer);
  if (sha === undefined) throw unavailable(purposeOfWrite(place), describe(answer));
  return sha;
}

/** Moves the branch; what was in the way, where it could not be, or cannot be told. */
async function move(
  place: Place,
  history: History,
  head: Version,
  options: CallOptions,
): Promise<Error | null> {
  const { client, branch } = place;
  const input = {
    repositoryId: history.repositoryId,
    refUpdates: [{ name: `refs/heads/${branch}`, beforeOid: history.head, afterOid: head, force: true }],
  };
  try {
    const call = { document: UPDATE_MUTATION, variables: { input }, purpose: purposeOfWrite(place) };
    const { errors } = await client.mutate({ ...call, ...options });
    return errors.length === 0 ? null : new Error(describeErrors(errors));
  } catch (error) {
    if (error instanceof UnavailableError) return error;
    throw error;
  }
}

function notMoved({ branch }: Place, cause: Error): PermissionError {
  return new PermissionError(
    `The history of the branch ${branch} was not cut: GitHub has not moved the branch in ${TRIES} tries ` +
      `(its last answer: ${cause.message}). Nothing is lost. ` +
      'Either many jobs write to it right now, then run this again later; or a rule forbids force pushes to it, ' +
      `then exempt the branch ${branch} from the rule, or leave keep-history out.`,
    { cause },
  );
}
