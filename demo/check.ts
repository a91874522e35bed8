// Whether the promises were kept: asked of git and of what happened, not of the action.
//
// The history of the lock branch is read as plain JSON here, so that a mistake in the action's own parser or
// invariants cannot hide behind itself.
import { LOCK_BRANCH, type LeaseJson, type Scene } from '../test/support/scene.ts';
import { LEASE } from './branch.ts';
import type { Resource } from './resource.ts';
import type { End, Story } from './story.ts';
import { WORDS, type Run, type Train } from './train.ts';

/** What was found, and what was counted on the way. */
export interface Findings {
  readonly problems: readonly string[];
  readonly commits: number;
  readonly grants: number;
  readonly completed: number;
}

interface Entry {
  readonly id: string;
  readonly status: string;
  readonly epoch: number;
  readonly outcome: string;
  readonly run_id: number;
  readonly head_sha: string;
  readonly completed_by: string;
}

/** Outcomes that each end may leave on the board; none where nobody came after. */
const OUTCOMES: Readonly<Record<End, readonly (string | undefined)[]>> = {
  worked: ['success'],
  failed: ['failure'],
  'died holding': ['evicted', undefined],
  'died waiting': ['completed', 'evicted', undefined],
  completed: ['completed', undefined],
  superseded: ['withdrawn', undefined],
};

/** Looks for broken promises, and for runs that ended otherwise than the story says. */
export async function check(
  scene: Scene,
  played: { readonly train: Train; readonly story: Story; readonly resource: Resource },
): Promise<Findings> {
  const { github } = scene;
  const history = await documents(scene);
  const last = history.at(-1)?.document;
  const outcomes = entries(last?.outcomes);
  const completed = outcomes.filter(({ outcome }) => outcome === 'completed');
  const problems = [
    ...historyProblems(history),
    ...played.resource.problems(),
    ...storyProblems(played.story, played.train.runs, outcomes),
    ...github.violations.map((text) => `the stand-in for GitHub was asked wrongly: ${text}`),
    ...github.unexpected.map(
      (text) => `the stand-in for GitHub was asked for what it does not have: ${text}`,
    ),
  ];
  for (const { run_id: run, head_sha: head, completed_by: by } of completed) {
    const isSuccess = outcomes.some(({ outcome, head_sha }) => outcome === 'success' && head_sha === by);
    if (!isSuccess) problems.push(`run ${run} was completed by ${by}, which is the head of no success`);
    if (!(await isAncestor(scene, head, by)))
      problems.push(`run ${run} was completed, but git says that ${by} does not contain its head ${head}`);
  }
  const grants = new Set(history.flatMap(({ document }) => holders(document).map(({ epoch }) => epoch)));
  return { problems, commits: history.length, grants: grants.size, completed: completed.length };
}

interface Version {
  readonly sha: string;
  readonly document: LeaseJson;
}

async function documents({ github }: Scene): Promise<Version[]> {
  if ((await github.head(LOCK_BRANCH)) === null) return [];
  const shas = (await github.git('rev-list', '--reverse', LOCK_BRANCH)).split('\n');
  return Promise.all(
    shas.map(async (sha) => ({
      sha,
      document: JSON.parse((await github.file(sha, `leases/${LEASE}.json`)) ?? 'null') as LeaseJson,
    })),
  );
}

function historyProblems(history: readonly Version[]): string[] {
  const found = history.length === 0 ? ['nothing was written to the lock branch'] : [];
  let before: LeaseJson | null = null;
  for (const { sha, document } of history) {
    const names = holders(document).map(({ run_id: run }) => `run ${run}`);
    if (names.length > 1) found.push(`commit ${sha} has ${names.length} holders: ${names.join(', ')}`);
    if (before !== null && document.epoch < before.epoch)
      found.push(`commit ${sha}: the epoch fell from ${before.epoch} to ${document.epoch}`);
    if (before !== null && document.epoch > before.epoch + 1)
      found.push(`commit ${sha}: the epoch rose from ${before.epoch} to ${document.epoch}, by more than one`);
    for (const outcome of entries(before?.outcomes)) {
      const now = entries(document.outcomes).find(({ id }) => id === outcome.id);
      if (JSON.stringify(now) !== JSON.stringify(outcome))
        found.push(`commit ${sha} changes the outcome of run ${outcome.run_id}`);
    }
    before = document;
  }
  return found;
}

function storyProblems(story: Story, runs: readonly Run[], outcomes: readonly Entry[]): string[] {
  const found: string[] = [];
  for (const [pr, told] of story.ends) {
    const own = runs.filter(({ part }) => part.pr === pr);
    if (own.length !== told.length)
      found.push(`PR ${pr} had ${own.length} runs, and the story tells of ${told.length}`);
    for (const [index, run] of own.entries()) found.push(...runProblems(run, told[index], outcomes));
  }
  return found;
}

function runProblems(
  { name, runId, ended }: Run,
  told: End | undefined,
  outcomes: readonly Entry[],
): string[] {
  const found: string[] = [];
  const should = told === undefined ? 'there is no such run in the story' : `the story says: ${WORDS[told]}`;
  const said = ended === null ? 'has not ended' : WORDS[ended.end];
  if (ended?.end !== told) found.push(`${name} ${said} (${ended?.problem ?? ''}); ${should}`);
  else if (ended?.problem) found.push(`${name}: ${ended.problem}`);
  const outcome = outcomes.find(({ run_id: run }) => run === runId)?.outcome;
  if (told !== undefined && !OUTCOMES[told].includes(outcome))
    found.push(`${name}: its outcome on the board is ${outcome ?? 'missing'}; ${should}`);
  return found;
}

async function isAncestor({ github }: Scene, ancestor: string, of: string): Promise<boolean> {
  return github.git('merge-base', '--is-ancestor', ancestor, of).then(
    () => true,
    () => false,
  );
}

function holders(document: LeaseJson): Entry[] {
  return entries(document.requests).filter(({ status }) => status === 'acquired');
}

function entries(values: readonly Record<string, unknown>[] | undefined): Entry[] {
  return (values ?? []) as unknown as Entry[];
}
