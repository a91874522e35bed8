// Whether the promises were kept: asked of git and of what happened, not of the action.
//
// The lock branch is audited as that of any repository; the rest is what the story and the resource say.
import { audit } from '../src/audit/check.ts';
import { isUnreadable, parseDocument, pathOf } from '../src/lease/board.ts';
import type { Outcome } from '../src/lease/schema.ts';
import { LOCK_BRANCH, type Scene } from '../test/support/scene.ts';
import { LEASE } from './branch.ts';
import type { Resource } from './resource.ts';
import type { End, Story } from './story.ts';
import { WORDS, type Run } from './jobs.ts';

/** What was found, and what was counted on the way. */
export interface Findings {
  readonly problems: readonly string[];
  readonly commits: number;
  readonly grants: number;
  readonly completed: number;
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
  played: { readonly runs: readonly Run[]; readonly story: Story; readonly resource: Resource },
): Promise<Findings> {
  const { github } = scene;
  const isThere = (await github.head(LOCK_BRANCH)) !== null;
  const { findings, counts } = isThere ? await audit(github.repositoryPath, LOCK_BRANCH) : NOTHING;
  const problems = [
    ...(isThere ? [] : ['nothing was written to the lock branch']),
    ...findings.map(({ commit, promise, what }) => `commit ${commit} ${promise}: ${what}`),
    ...played.resource.problems(),
    ...storyProblems(played.story, played.runs, await outcomes(scene)),
    ...github.violations.map((text) => `the stand-in for GitHub was asked wrongly: ${text}`),
    ...github.unexpected.map(
      (text) => `the stand-in for GitHub was asked for what it does not have: ${text}`,
    ),
  ];
  const { commits, grants, completed } = counts;
  return { problems, commits, grants, completed };
}

const NOTHING = { findings: [], counts: { commits: 0, grants: 0, completed: 0 } };

/** The outcomes that the board shows in the end. */
async function outcomes({ github }: Scene): Promise<readonly Outcome[]> {
  const document = parseDocument(LEASE, await github.file(LOCK_BRANCH, pathOf(LEASE)));
  return isUnreadable(document) ? [] : document.outcomes;
}

function storyProblems(story: Story, runs: readonly Run[], outcomes: readonly Outcome[]): string[] {
  const found: string[] = [];
  for (const [pr, told] of story.ends) {
    const own = runs.filter(({ part }) => part.pr === pr);
    if (own.length !== told.length)
      found.push(`${story.noun} ${pr} had ${own.length} runs, and the story tells of ${told.length}`);
    for (const [index, run] of own.entries()) found.push(...runProblems(run, told[index], outcomes));
  }
  return found;
}

function runProblems(
  { name, runId, ended }: Run,
  told: End | undefined,
  outcomes: readonly Outcome[],
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
