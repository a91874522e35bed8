// The compare-and-swap on a branch that exists: one mutation, decided by GitHub at one place.
//
// `applied` is said only with the new commit's id in hand. `conflict` is said only where GitHub has decided against
// the write; an error that could be either is `unknown`. Nothing here is sent twice.
import * as z from 'zod';
import { UnavailableError } from '../../lease/errors.ts';
import type { Client, GraphqlAnswer, Repository } from '../../github/client.ts';
import { describe, describeErrors, type Purpose } from '../../github/faults.ts';
import type { CallOptions, CommitMessage, Swap } from '../store.ts';
import type { Changes } from './files.ts';

/** The lock branch, and what writes it. */
export interface Target {
  readonly client: Client;
  readonly repository: Repository;
  readonly branch: string;
}

/** The mutation of {@link swapHead}. */
export const COMMIT_MUTATION = `
  mutation Commit($input: CreateCommitOnBranchInput!) {
    createCommitOnBranch(input: $input) {
      commit { oid }
    }
  }
`;

const commitSchema = z.object({
  createCommitOnBranch: z.object({ commit: z.object({ oid: z.string().min(1) }) }),
});

/**
 * A typed error is a decision (`STALE_DATA`, `UNPROCESSABLE`, a rule that was broken): the commit was not made and
 * will not be. An error of one of these types, or of none ("Something went wrong while executing your query"), is a
 * fault that may have come after the commit.
 */
const FAULTS = ['INTERNAL', 'INTERNAL_SERVER_ERROR', 'SERVICE_UNAVAILABLE', 'TIMEOUT'];

/** Makes one commit on `head`, if that is still the head of the branch. */
export async function swapHead(
  { client, repository, branch }: Target,
  head: string,
  changes: Changes,
  message: CommitMessage,
  options: CallOptions,
): Promise<Swap> {
  const input = {
    branch: { repositoryNameWithOwner: `${repository.owner}/${repository.repo}`, branchName: branch },
    expectedHeadOid: head,
    message: { headline: message.subject, body: bodyOf(message) },
    fileChanges: {
      additions: changes.additions.map(({ path, text }) => ({
        path,
        contents: Buffer.from(text).toString('base64'),
      })),
      deletions: changes.deletions.map((path) => ({ path })),
    },
  };
  const purpose = purposeOfWrite({ repository, branch });
  const sent = client.mutate({ document: COMMIT_MUTATION, variables: { input }, purpose, ...options });
  return answered(sent.then(judge), options.signal, 'unknown');
}

/** What writing is for, in the messages of errors. */
export function purposeOfWrite({ repository, branch }: Pick<Target, 'repository' | 'branch'>): Purpose {
  return {
    doing: `writing the branch ${branch}`,
    repository: `${repository.owner}/${repository.repo}`,
    permission: 'contents: write',
  };
}

/** The body of a commit's message: trailers come last, and `skip-checks` the last of them, after two empty lines. */
export function bodyOf({ body, operation }: CommitMessage): string {
  return `${body}\n\n\nOperation: ${operation}\nskip-checks: true`;
}

/** A call that got no answer, or was ended by its caller, has the result `otherwise`; refusals are thrown. */
export async function answered<T>(
  call: Promise<T>,
  signal: AbortSignal | undefined,
  otherwise: 'conflict' | 'unknown',
): Promise<T | { kind: 'conflict' | 'unknown'; cause: unknown }> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof UnavailableError || signal?.aborted === true)
      return { kind: otherwise, cause: error };
    throw error;
  }
}

function judge({ answer, data, errors }: GraphqlAnswer): Swap {
  const commit = commitSchema.safeParse(data).data?.createCommitOnBranch.commit;
  if (commit !== undefined) return { kind: 'applied', head: commit.oid };
  // The head is another one: a race, also where a lagging replica shows it unchanged, and no refusal.
  if (errors.length > 0 && errors.every(({ type }) => type === 'STALE_DATA')) return { kind: 'conflict' };
  if (errors.length > 0) {
    const decided = errors.every(({ type }) => type !== undefined && !FAULTS.includes(type));
    return { kind: decided ? 'conflict' : 'unknown', cause: new Error(describeErrors(errors)) };
  }
  // A status that refuses came before any mutation was run.
  return { kind: answer.status >= 400 ? 'conflict' : 'unknown', cause: new Error(describe(answer)) };
}
