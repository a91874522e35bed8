// Cutting the history of the lock branch to its last commits.
//
// The kept commits are made anew on a root without parent, with their trees, messages, authors and dates; then one
// GraphQL updateRefs moves the branch from the old head to the new one, only if it still is the old head. A writer
// that races with it sees a conflict and nothing else. What has come meanwhile is taken along, and tried again.
import type { Version } from '../../lease/identifiers.ts';
import type { Cut } from '../../lease/board.ts';
import * as z from 'zod';
import { PermissionError, UnavailableError } from '../../lease/errors.ts';
import { describe, describeErrors, isFault, unavailable } from '../../github/faults.ts';
import type { CallOptions } from '../store.ts';
import { COMMITS, madeBy, post } from './create.ts';
import { askBranch, type Place } from './read.ts';
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

const movedSchema = z.object({ updateRefs: z.object({}) });

type Commit = z.output<typeof commitSchema>;

interface History {
  readonly repositoryId: string;
  readonly head: Version;
  readonly length: number;
  /** The newest commits, newest first. */
  readonly commits: readonly Commit[];
}

/** A cut that is under way, also where it is asked for again after a failure: what was made is of use again. */
interface Cutting {
  readonly keep: number;
  /** Length of the history when it was first read: what has come since is kept besides, so that the root stays the same. */
  atFirst: number | null;
  /** The commits that were made, by what they were made of. */
  readonly commits: Map<string, Version>;
  /** What it came to where the branch has that head: a move may take place that was not answered. */
  readonly ends: Map<Version, Cut>;
}

/** Cuts the history to its last `keep` commits, where it is longer. */
export function historyCutter(place: Place): (keep: number, options: CallOptions) => Promise<Cut> {
  let cutting = beginning(0);
  return async (keep, options) => {
    if (cutting.keep !== keep) cutting = beginning(keep);
    const cut = await cutHistory(place, cutting, options);
    cutting = beginning(keep);
    return cut;
  };
}

function beginning(keep: number): Cutting {
  return { keep, atFirst: null, commits: new Map(), ends: new Map() };
}

async function cutHistory(place: Place, cutting: Cutting, options: CallOptions): Promise<Cut> {
  const { keep, ends } = cutting;
  const failed = new Map<Version, Error>();
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const wanted = (length: number): number => keep + Math.max(0, length - (cutting.atFirst ?? length));
    const history = await readHistory(place, wanted, options);
    if (history === null) return NO_BRANCH;
    if (history === MOVED) continue;
    const { head, length, commits } = history;
    const done = ends.get(head);
    if (done !== undefined) return done;
    if (length <= keep) return { length, kept: length };
    // A race would have moved the branch.
    const failure = failed.get(head);
    if (failure !== undefined) throw failure;
    cutting.atFirst ??= length;
    const made = await rebuild(place, commits, cutting.commits, options);
    const cut = { length, kept: commits.length };
    ends.set(made, cut);
    const error = await move(place, history, made, options);
    if (error === null) return cut;
    failed.set(head, error);
  }
  throw unavailable(purposeOfWrite(place), `the branch has moved meanwhile, in each of ${TRIES} tries`);
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
    made.set(key, sha);
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

/** Moves the branch; the error where it was not moved, or nobody can tell. */
async function move(
  place: Place,
  history: History,
  head: Version,
  options: CallOptions,
): Promise<Error | null> {
  const { client, branch } = place;
  const purpose = purposeOfWrite(place);
  const input = {
    repositoryId: history.repositoryId,
    refUpdates: [{ name: `refs/heads/${branch}`, beforeOid: history.head, afterOid: head, force: true }],
  };
  try {
    const call = { document: UPDATE_MUTATION, variables: { input }, purpose };
    const { answer, data, errors } = await client.mutate({ ...call, ...options });
    if (errors.some(isFault)) return unavailable(purpose, describeErrors(errors));
    if (errors.length > 0) return notMoved(place, describeErrors(errors));
    return movedSchema.safeParse(data).success ? null : unavailable(purpose, describe(answer));
  } catch (error) {
    if (error instanceof UnavailableError) return error;
    throw error;
  }
}

function notMoved({ branch }: Place, said: string): PermissionError {
  return new PermissionError(
    `The history of the branch ${branch} was not cut: GitHub does not move the branch (${said}). Nothing is lost. ` +
      `A rule that forbids force pushes, or requires signatures, probably applies to it: exempt the branch ${branch} from ` +
      'the rule, or leave keep-history out.',
  );
}
