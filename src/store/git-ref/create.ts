// Creating the lock branch: a tree, a commit without parent, and the ref, whose creation is the compare-and-swap.
//
// Until the ref is asked for nothing can have happened to the branch. A fault before that decides nothing all the same,
// so it is `unknown`, and only what GitHub has answered against the write is `refused`.
import type { Version } from '../../lease/identifiers.ts';
import * as z from 'zod';
import { StateError } from '../../lease/errors.ts';
import type { RestCall, Route } from '../../github/client.ts';
import { describe, messageOf, repositoryNotFound, type Answer } from '../../github/faults.ts';
import { textOf } from '../commit-text.ts';
import type { Changes } from '../files.ts';
import type { CallOptions, CommitMessage, Swap } from '../store.ts';
import type { Place } from './read.ts';
import { answered, purposeOfWrite } from './swap.ts';

const createdSchema = z.object({ sha: z.string().min(1) });

const TREES = 'POST /repos/{owner}/{repo}/git/trees';
export const COMMITS = 'POST /repos/{owner}/{repo}/git/commits';
const REFS = 'POST /repos/{owner}/{repo}/git/refs';

type NotMade = Extract<Swap, { kind: 'refused' | 'unknown' }>;

/** Creates the branch with these files; losing the race for it is a `conflict`. */
export async function createBranch(
  place: Place,
  files: Changes['additions'],
  message: CommitMessage,
  options: CallOptions,
): Promise<Swap> {
  const entries = files.map(({ path, text }) => ({
    path,
    mode: '100644' as const,
    type: 'blob' as const,
    content: text,
  }));
  const tree = await make(place, TREES, { ...place.repository, tree: entries }, options);
  if (typeof tree !== 'string') return tree;
  const parameters = { ...place.repository, message: textOf(message), tree, parents: [] };
  const commit = await make(place, COMMITS, parameters, options);
  if (typeof commit !== 'string') return commit;
  return makeRef(place, commit, options);
}

async function make<R extends typeof TREES | typeof COMMITS>(
  place: Place,
  route: R,
  parameters: RestCall<R>['parameters'],
  options: CallOptions,
): Promise<string | NotMade> {
  const call = post(place, route, parameters, options).then((answer): string | NotMade => {
    // Nothing but the text tells an empty repository from a conflict that passes.
    if (answer.status === 409 && /empty/i.test(messageOf(answer))) throw emptyRepository(place);
    return madeBy(answer) ?? notMade(answer);
  });
  return answered(call, options.signal);
}

async function makeRef(place: Place, sha: Version, options: CallOptions): Promise<Swap> {
  const parameters = { ...place.repository, ref: `refs/heads/${place.branch}`, sha };
  const call = post(place, REFS, parameters, options).then((answer): Swap => {
    if (answer.status === 201) return { kind: 'applied', head: sha };
    // A race, also where a lagging replica shows no branch. Nothing but the text tells it from a rule that forbids the
    // branch.
    if (answer.status === 422 && /already exists/i.test(messageOf(answer))) return { kind: 'conflict' };
    return notMade(answer);
  });
  return answered(call, options.signal);
}

/** Sends what makes something; a token that does not see the repository is a PermissionError. */
export async function post<R extends Route<'POST'>>(
  place: Place,
  route: R,
  parameters: RestCall<R>['parameters'],
  options: CallOptions,
): Promise<Answer> {
  const purpose = purposeOfWrite(place);
  const answer = await place.client.post({ route, parameters, purpose, ...options });
  // This is also how a missing permission looks on a private repository.
  if (answer.status === 404) throw repositoryNotFound(purpose);
  return answer;
}

/** The object that was made. */
export function madeBy({ status, data }: Answer): Version | undefined {
  return status === 201 ? createdSchema.safeParse(data).data?.sha : undefined;
}

function notMade(answer: Answer): NotMade {
  return { kind: answer.status >= 400 ? 'refused' : 'unknown', cause: new Error(describe(answer)) };
}

function emptyRepository({ repository, branch }: Place): StateError {
  return new StateError(
    `The branch ${branch} cannot be created: ${repository.owner}/${repository.repo} has no commit yet, and GitHub ` +
      'keeps no branch in an empty repository. Push a first commit to its default branch, then run the job again.',
  );
}
