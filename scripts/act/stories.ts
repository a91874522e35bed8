// What must happen when act runs the examples: main and post, statuses, outputs, and the history of the lock branch.
import assert from 'node:assert/strict';
import { pageAt, yamlOn } from '../../test/examples/page.ts';
import type { Group } from '../../test/support/github/merge-queue.ts';
import type { Push } from '../../test/support/github/repository-world.ts';
import { openScene, type Scene } from '../../test/support/scene.ts';
import { runWithAct, type Report, type Start } from './run.ts';

/** Plays on a scene of its own; `run` runs an example with act. */
type Story = (scene: Scene, run: (start: Start) => Promise<Report>) => Promise<void>;

const USES = 'ref-lease/ref-lease@v0';
const SAYS_TOKEN = 'test -n "$FENCING_TOKEN" || { echo "there is no token"; exit 9; }';
const WORKS = { deploy: SAYS_TOKEN, test: 'true' };
const UNLOCK = 'lease-unlock.yml';
const MERGE_QUEUE = 'merge-queue.yml';
const FAILS = { deploy: SAYS_TOKEN, test: 'exit 3' };

/** Plays a story to its end, and looks whether the stand-in was asked rightly. */
export async function play(story: Story, act: string): Promise<void> {
  await using scene = await openScene();
  const { github } = scene;
  await story(scene, (start) => runWithAct(act, github, start));
  assert.deepEqual([...github.violations, ...github.unexpected], []);
}

const [DEPLOY = '', QUEUE = ''] = yamlOn(pageAt('README.md'));

const readmeDeploy: Story = async (scene, run) => {
  const start = startOf('readme.yml', await scene.github.push('main'));
  const report = await run({ ...start, workflow: DEPLOY, scripts: { deploy: 'true' } });
  expectRun(report, { staging: 'success' }, ['Main success', 'Post success']);
  assert.deepEqual(await history(scene), ['acquire', 'release success']);
};

const readmeQueue: Story = async (scene, run) => {
  const start = startOf('readme.yml', await scene.github.mergeQueue().enqueue(1));
  const report = await run({ ...start, workflow: QUEUE, scripts: { 'deploy-and-test': 'true' } });
  expectRun(report, { staging: 'success' }, ['Main success', 'Post success']);
  assert.deepEqual(await history(scene), ['acquire', 'release success']);
};

const mergeQueueSuccess: Story = async (scene, run) => {
  const queue = scene.github.mergeQueue();
  const report = await run({ ...startOf(MERGE_QUEUE, await queue.enqueue(1)), scripts: WORKS });
  expectRun(report, { staging: 'success' }, ['Main success', 'Post success']);
  assert.deepEqual(await history(scene), ['acquire', 'release success']);

  // The same job on our own runner says the same.
  const own = scene.groupJob(await queue.enqueue(2));
  const { outputs } = await own.use({ lease: 'staging' });
  await own.finish('success');
  const said = report.outputs['staging'] ?? {};
  assert.deepEqual(Object.keys(said).toSorted(), Object.keys(outputs).toSorted());
  for (const name of ['status', 'result', 'lease', 'payload', 'completed-by', 'board-url'])
    assert.equal(said[name], outputs[name], `the output ${name}`);
  // act takes GITHUB_SHA from the checkout, whatever the event says: such a run is treated as a plain one, and told so.
  assert.match(report.text, /The event of the merge group is not that of this run: its head_sha is/);
  assert.equal(said['stacked-pull-requests'], '[]');
  assert.ok(Number(outputs['fencing-token']) > Number(said['fencing-token']));
};

const mergeQueueFailure: Story = async (scene, run) => {
  const group = await scene.github.mergeQueue().enqueue(1);
  const report = await run({ ...startOf(MERGE_QUEUE, group), scripts: FAILS });
  assert.notEqual(report.exitCode, 0, report.text);
  expectRun(report, { staging: 'failure' }, ['Main success', 'Post success']);
  assert.deepEqual(await history(scene), ['acquire', 'release failure']);
};

const skipped: Story = async ({ github }, run) => {
  const group = await github.mergeQueue().enqueue(1);
  const report = await run({ ...startOf(MERGE_QUEUE, group), event: 'pull_request', payload: {} });
  assert.equal(report.exitCode, 0, report.text);
  assert.deepEqual(report.stages, []);
  assert.equal(await github.head('ref-lease'), null);
};

/** The lease is acquired in one job, guarded in the next, and released in the last. */
const ACROSS_JOBS = Array.from({ length: 3 }, () => ['Main success', 'Post success']).flat();

const multiJob =
  (ends: 'success' | 'failure'): Story =>
  async (scene, run) => {
    const scripts = ends === 'success' ? { test: SAYS_TOKEN } : FAILS;
    const report = await run({ ...(await dispatch(scene, 'multi-job.yml')), scripts });
    expectRun(report, { acquire: 'success', work: ends, release: 'success' }, ACROSS_JOBS);
    assert.deepEqual(await history(scene, 'device-farm'), ['acquire', `release ${ends}`]);
    const [outcome] = (await scene.lease('device-farm')).outcomes;
    assert.equal(outcome?.['id'], report.outputs['acquire']?.['request-id']);
    assert.equal(outcome?.['job'], 'acquire');
  };

const hardened: Story = async (scene, run) => {
  const group = await scene.github.mergeQueue().enqueue(1);
  const report = await run({ ...startOf('hardened.yml', group), scripts: WORKS });
  expectRun(report, { acquire: 'success', work: 'success', release: 'success' }, ACROSS_JOBS);
  assert.deepEqual(await history(scene), ['acquire', 'release success']);
};

const earlyRelease: Story = async (scene, run) => {
  const start = startOf('early-release.yml', await scene.github.push('main'));
  const scripts = { deploy: 'true', test: 'exit 3', 'collect-reports': 'true' };
  const report = await run({ ...start, scripts });
  // The post step of the release comes before that of the acquisition, which finds the hold ended.
  expectRun(report, { staging: 'failure' }, ['Main success', 'Main success', 'Post success', 'Post success']);
  assert.deepEqual(await history(scene), ['acquire', 'release failure']);
};

/** Scripts that fail unless they are told this stage, and a token. */
const worksOn = (stage: string): NonNullable<Start['scripts']> => ({
  deploy: `test "$1" = ${stage} || { echo "the stage is $1"; exit 9; }; ${SAYS_TOKEN}`,
  test: `test "$1" = ${stage}`,
});

const pool: Story = async (scene, run) => {
  const push = await scene.github.push('main');
  const other = scene.pushJob(push);
  await other.use({ lease: 'stages', slots: 'stage-1' });
  const report = await run({ ...startOf('pool.yml', push), scripts: worksOn('stage-2') });
  expectRun(report, { 'end-to-end': 'success' }, ['Main success', 'Post success']);
  assert.equal(report.outputs['end-to-end']?.['slots'], '["stage-2"]');
  assert.deepEqual(await history(scene, 'stages'), ['acquire', 'acquire', 'release success']);
  await other.finish();
};

const sharedExclusive: Story = async (scene, run) => {
  const push = await scene.github.push('main');
  const other = scene.pushJob(push);
  await other.use({ lease: 'database', slots: '10' });
  const start = startOf('shared-exclusive.yml', push);
  const test = await run({ ...start, scripts: { test: 'true' } });
  expectRun(test, { test: 'success' }, ['Main success', 'Post success']);
  assert.equal(test.outputs['test']?.['slot'], '2');
  await other.finish('success');

  const migration = await run({ ...(await dispatch(scene, start.example)), scripts: { migrate: 'true' } });
  const stages = ['Main success', 'Main success', 'Post success', 'Post success'];
  expectRun(migration, { migrate: 'success' }, stages);
  assert.equal(JSON.parse(migration.outputs['migrate']?.['slots'] ?? '[]').length, 10);
};

const twoStages: Story = async (scene, run) => {
  const queue = scene.github.mergeQueue();
  const other = scene.groupJob(await queue.enqueue(1));
  await other.use({ lease: 'staging', slots: 'stage-1, stage-2' });
  const start = startOf('merge-queue-two-stages.yml', await queue.enqueue(2));
  const report = await run({ ...start, scripts: worksOn('stage-2') });
  expectRun(report, { staging: 'success' }, ['Main success', 'Post success']);
  await other.finish('success');
  assert.deepEqual(await history(scene), ['acquire', 'acquire', 'release success', 'release success']);
};

const unlock: Story = async (scene, run) => {
  const holder = scene.pushJob(await scene.github.push('main'));
  const { outputs } = await holder.use({ lease: 'staging', 'takeover-delay': '0s' });
  const token = Number(outputs['fencing-token']);
  const command = { lease: 'staging', reason: 'runner was lost; $(touch pwned)' };
  const wrong = await run(await dispatch(scene, UNLOCK, { ...command, token: String(token + 1) }));
  expectRun(wrong, { lease: 'failure' }, ['Main failure', 'Post success']);
  assert.deepEqual(await history(scene), ['acquire']);

  const right = await run(await dispatch(scene, UNLOCK, { ...command, token: String(token) }));
  expectRun(right, { lease: 'success' }, ['Main success', 'Post success']);
  assert.deepEqual(await history(scene), ['acquire', 'evict evicted']);
  const [outcome] = (await scene.lease('staging')).outcomes;
  assert.equal(outcome?.['reason'], `freed by an operator: ${command.reason}`);
  await holder.finish();
};

const lockAndUnlock: Story = async (scene, run) => {
  const lock = { action: 'lock', lease: '*', reason: 'freeze', until: '2h' };
  const locked = await run(await dispatch(scene, UNLOCK, lock));
  expectRun(locked, { lease: 'success' }, ['Main success', 'Post success']);
  assert.match((await scene.github.file('ref-lease', 'lock.json')) ?? '', /"reason": "freeze"/);
  const opened = await run(await dispatch(scene, UNLOCK, { lease: '*', reason: 'thaw' }));
  expectRun(opened, { lease: 'success' }, ['Main success', 'Post success']);
  assert.equal(await scene.github.file('ref-lease', 'lock.json'), null);
};

const lockAndUnlockSlot: Story = async (scene, run) => {
  const holder = scene.pushJob(await scene.github.push('main'));
  await holder.use({ lease: 'stages', slots: 'stage-1, stage-2' });
  const lock = { action: 'lock', lease: 'stages', slots: 'stage-2', reason: 'new disks' };
  const lockOf = async () => (await scene.lease('stages')).slots['stage-2']?.lock?.['reason'];
  const locked = await run(await dispatch(scene, UNLOCK, lock));
  expectRun(locked, { lease: 'success' }, ['Main success', 'Post success']);
  assert.equal(await lockOf(), 'new disks');
  const { lease, slots } = lock;
  const opened = await run(await dispatch(scene, UNLOCK, { lease, slots, reason: 'disks are in' }));
  expectRun(opened, { lease: 'success' }, ['Main success', 'Post success']);
  assert.equal(await lockOf(), undefined);
  await holder.finish();
};

/** The stories by name. */
export const STORIES: readonly (readonly [string, Story])[] = [
  ['the first workflow of the README deploys', readmeDeploy],
  ['the workflow of the README for a merge queue deploys', readmeQueue],
  ['merge-queue.yml releases as success, and its outputs are those of our runner', mergeQueueSuccess],
  ['merge-queue.yml releases as failure where a later step fails', mergeQueueFailure],
  ['merge-queue.yml skips the job for a pull request', skipped],
  ['multi-job.yml releases in its last job as success', multiJob('success')],
  ['multi-job.yml releases in its last job as failure', multiJob('failure')],
  ['hardened.yml releases in its last job', hardened],
  ['early-release.yml releases before the end of the job', earlyRelease],
  ['pool.yml takes the stage that is free, and tells its name', pool],
  ['shared-exclusive.yml shares with tests, and has all for the migration', sharedExclusive],
  ['merge-queue-two-stages.yml takes the other stage', twoStages],
  ['lease-unlock.yml frees a holder by its token, and nobody by another one', unlock],
  ['lease-unlock.yml locks all leases and opens them again', lockAndUnlock],
  ['lease-unlock.yml locks a slot and opens it again', lockAndUnlockSlot],
];

/** A run that GitHub has started itself. */
function startOf(example: string, { eventName, event, ref, sha }: Group | Push): Start {
  return { example, event: eventName, payload: event, ref, sha };
}

/** A run by hand, on the default branch. */
async function dispatch(
  { github }: Scene,
  example: string,
  inputs: Readonly<Record<string, string>> = {},
): Promise<Start> {
  const sha = (await github.head('main')) ?? '';
  return { example, event: 'workflow_dispatch', payload: { inputs }, ref: 'refs/heads/main', sha };
}

/** Fails unless the jobs ended like this, and the stages of the action in this order. */
function expectRun(report: Report, jobs: Readonly<Record<string, string>>, stages: readonly string[]): void {
  assert.deepEqual(report.jobs, jobs, report.text);
  const ofAction = report.stages.filter(({ step }) => step === USES);
  assert.deepEqual(
    ofAction.map(({ stage, result }) => `${stage} ${result}`),
    stages,
    report.text,
  );
}

/** What happened to a lease, oldest first: the first word of each commit, and the outcome that it added. */
async function history({ github }: Scene, lease = 'staging'): Promise<string[]> {
  const path = `leases/${lease}.json`;
  const commits = (await github.git('rev-list', '--reverse', 'ref-lease', '--', path)).split('\n');
  const told: string[] = [];
  let known = 0;
  for (const commit of commits) {
    const verb = (await github.git('log', '-1', '--format=%s', commit)).split(' ')[0] ?? '';
    const { outcomes } = JSON.parse((await github.file(commit, path)) ?? '') as {
      outcomes: { outcome: string }[];
    };
    const added = outcomes.slice(known).map(({ outcome }) => outcome);
    known = outcomes.length;
    told.push([verb, ...added].join(' '));
  }
  return told;
}
