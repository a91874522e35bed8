// The compare-and-swap on a branch that exists: one mutation, decided by GitHub at one place.
//
// `applied` is said only with the new commit's id in hand, `conflict` and `refused` only where GitHub has decided
// against the write: for another head, or for a rule. A fault of GitHub's own is `unknown`. Nothing here is sent twice.
import type { Version } from '../../lease/identifiers.ts';
import * as z from 'zod';
import { UnavailableError } from '../../lease/errors.ts';
import type { GraphqlAnswer } from '../../github/client.ts';
import {
  describe,
  describeErrors,
  isFault,
  purposeIn,
  repositoryNotFound,
  type GraphqlError,
  type Purpose,
} from '../../github/faults.ts';
import { causeOf } from '../cause.ts';
import { bodyOf } from '../commit-text.ts';
import type { Changes } from '../files.ts';
import type { CallOptions, CommitMessage, Swap } from '../store.ts';
import type { Place } from './read.ts';

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

/** Makes one commit on `head`, if that is still the head of the branch. */
export async function swapHead(
  place: Place,
  head: Version,
  changes: Changes,
  message: CommitMessage,
  options: CallOptions,
): Promise<Swap> {
  const { client, repository, branch } = place;
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
  const purpose = purposeOfWrite(place);
  const sent = client.mutate({ document: COMMIT_MUTATION, variables: { input }, purpose, ...options });
  return answered(
    sent.then((answer) => judge(answer, purpose)),
    options.signal,
  );
}

/** What writing is for, in the messages of errors. */
export function purposeOfWrite({ repository, branch }: Place): Purpose {
  return purposeIn(repository, `writing the branch ${branch}`, 'contents: write');
}

/** A call that got no answer, or was ended by its caller, has an `unknown` result; refusals are thrown. */
export async function answered<T>(
  call: Promise<T>,
  signal: AbortSignal | undefined,
): Promise<T | Extract<Swap, { kind: 'unknown' }>> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof UnavailableError || signal?.aborted === true)
      return { kind: 'unknown', cause: causeOf(error) };
    throw error;
  }
}

function judge({ answer, data, errors }: GraphqlAnswer, purpose: Purpose): Swap {
  const commit = commitSchema.safeParse(data).data?.createCommitOnBranch.commit;
  if (commit !== undefined) return { kind: 'applied', head: commit.oid };
  if (errors.length > 0) return judgeErrors(errors, purpose);
  const cause = new Error(describe(answer));
  // A status that refuses came before any mutation was run.
  return answer.status >= 400 ? { kind: 'refused', cause } : { kind: 'unknown', cause };
}

function judgeErrors(errors: readonly GraphqlError[], purpose: Purpose): Swap {
  if (errors.every(isRace)) return { kind: 'conflict' };
  const cause = new Error(describeErrors(errors));
  if (errors.some((error) => isFault(error) && !isRace(error))) return { kind: 'unknown', cause };
  if (errors.some(isRepositoryNotFound)) throw repositoryNotFound(purpose, cause);
  return { kind: 'refused', cause };
}

// The head is another one, also where a lagging replica shows it unchanged, or the branch is gone. Where two writes meet
// at the lock of the ref, nothing but the text tells; the same for what it is that was not found.
function isRace(error: GraphqlError): boolean {
  const { type, message } = error;
  return (
    type === 'STALE_DATA' ||
    (type === 'NOT_FOUND' && !isRepositoryNotFound(error)) ||
    /is at [0-9a-f]+ but expected [0-9a-f]+/i.test(message)
  );
}

function isRepositoryNotFound({ type, message }: GraphqlError): boolean {
  return type === 'NOT_FOUND' && /resolve to a repository/i.test(message);
}
