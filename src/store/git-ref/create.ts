// Creating the lock branch: a tree, a commit without parent, and the ref, whose creation is the compare-and-swap.
//
// Until the ref is asked for nothing can have happened to the branch. A fault before that decides nothing all the same,
// so it is `unknown`, and only what GitHub has answered against the write is `refused`.
import * as z from 'zod';
import { StateError } from '../../lease/errors.ts';
import { describe, messageOf, repositoryNotFound, type Answer } from '../../github/faults.ts';
import type { CallOptions, CommitMessage, Swap } from '../store.ts';
import type { Changes } from './files.ts';
import { answered, bodyOf, purposeOfWrite, type Target } from './swap.ts';

const createdSchema = z.object({ sha: z.string().min(1) });

type NotMade = Extract<Swap, { kind: 'refused' | 'unknown' }>;

/** Creates the branch with these files; losing the race for it is a `conflict`. */
export async function createBranch(
  target: Target,
  files: Changes['additions'],
  message: CommitMessage,
  options: CallOptions,
): Promise<Swap> {
  const tree = await make(
    target,
    'git/trees',
    {
      tree: files.map(({ path, text }) => ({ path, mode: '100644', type: 'blob', content: text })),
    },
    options,
  );
  if (typeof tree !== 'string') return tree;
  const text = `${message.subject}\n\n${bodyOf(message)}`;
  const commit = await make(target, 'git/commits', { message: text, tree, parents: [] }, options);
  if (typeof commit !== 'string') return commit;
  return makeRef(target, commit, options);
}

async function make(
  target: Target,
  kind: string,
  parameters: Record<string, unknown>,
  options: CallOptions,
): Promise<string | NotMade> {
  const call = post(target, kind, parameters, options).then((answer): string | NotMade => {
    // Nothing but the text tells an empty repository from a conflict that passes.
    if (answer.status === 409 && /empty/i.test(messageOf(answer))) throw emptyRepository(target);
    const sha = createdSchema.safeParse(answer.data).data?.sha;
    return answer.status === 201 && sha !== undefined ? sha : notMade(answer);
  });
  return answered(call, options.signal);
}

async function makeRef(target: Target, sha: string, options: CallOptions): Promise<Swap> {
  const parameters = { ref: `refs/heads/${target.branch}`, sha };
  const call = post(target, 'git/refs', parameters, options).then((answer): Swap => {
    if (answer.status === 201) return { kind: 'applied', head: sha };
    // A race, also where a lagging replica shows no branch. Nothing but the text tells it from a rule that forbids the
    // branch.
    if (answer.status === 422 && /already exists/i.test(messageOf(answer))) return { kind: 'conflict' };
    return notMade(answer);
  });
  return answered(call, options.signal);
}

async function post(
  { client, repository, branch }: Target,
  kind: string,
  parameters: Record<string, unknown>,
  options: CallOptions,
): Promise<Answer> {
  const purpose = purposeOfWrite({ repository, branch });
  const route = `POST /repos/{owner}/{repo}/${kind}`;
  const answer = await client.post({
    route,
    parameters: { ...repository, ...parameters },
    purpose,
    ...options,
  });
  // This is also how a missing permission looks on a private repository.
  if (answer.status === 404) throw repositoryNotFound(purpose);
  return answer;
}

function notMade(answer: Answer): NotMade {
  return { kind: answer.status >= 400 ? 'refused' : 'unknown', cause: new Error(describe(answer)) };
}

function emptyRepository({ repository, branch }: Target): StateError {
  return new StateError(
    `The branch ${branch} cannot be created: ${repository.owner}/${repository.repo} has no commit yet, and GitHub ` +
      'keeps no branch in an empty repository. Push a first commit to its default branch, then run the job again.',
  );
}
