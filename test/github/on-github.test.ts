// The merge groups, the comparisons and the signs of life, read from a server that is like GitHub.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { gitHubAncestry } from '../../src/github/ancestry.ts';
import { Budget } from '../../src/github/budget.ts';
import type { Client } from '../../src/github/client.ts';
import { GitHubClock } from '../../src/github/clock.ts';
import { machineClock } from '../../src/machine-clock.ts';
import { gitHubJobs } from '../../src/github/jobs.ts';
import { gitHubMergeQueue } from '../../src/github/merge-queue.ts';
import { startGitHub, type GitHub } from '../support/github/github.ts';
import { PermissionError, UnavailableError } from '../../src/lease/errors.ts';
import { aRequest } from './request.ts';
import { clientOf, closed } from './stand-in.ts';

const repository = { owner: 'octo', repo: 'shop' };
let github: GitHub;
let client: Client;
let budget: Budget;
let clock: GitHubClock;

beforeEach(async () => {
  github = await startGitHub();
  budget = new Budget();
  clock = new GitHubClock(machineClock);
  client = clientOf(github, { clock, budget });
});
afterEach(() => closed(github));

it('lists a stack of merge groups, and proves which contains which', async () => {
  const base = await github.head();
  const [first, second] = [await github.mergeQueue().enqueue(1), await github.mergeQueue().enqueue(2)];
  const mergeQueue = gitHubMergeQueue({ client, repository });
  expect(await mergeQueue.list('main')).toEqual([
    { ref: first.ref, head: first.headSha, parent: base, pullRequest: 1 },
    { ref: second.ref, head: second.headSha, parent: first.headSha, pullRequest: 2 },
  ]);
  const ancestry = gitHubAncestry({ client, repository });
  expect(await ancestry.contains(second.headSha, first.headSha)).toBe(true);
  expect(await ancestry.contains(first.headSha, second.headSha)).toBe(false);
  await expect(ancestry.contains(first.headSha, 'f'.repeat(40))).rejects.toThrow(PermissionError);
  expect(await ancestry.aheadBy('main', second.headSha)).toBe(2);
});

it('pays nothing for merge groups that have not changed', async () => {
  await github.mergeQueue().enqueue(1);
  const mergeQueue = gitHubMergeQueue({ client, repository });
  const groups = await mergeQueue.list('main');
  const { core } = github.totals();
  expect(await mergeQueue.list('main')).toEqual(groups);
  expect(github.totals().core).toBe(core);
  await github.mergeQueue().enqueue(2);
  expect(await mergeQueue.list('main')).toHaveLength(2);
});

it('sees a job and a run live and end', async () => {
  const { runId } = github.startRun({ workflow: 'ci.yml', event: await github.push('main') });
  const { checkRunId, jobId } = github.startJob(runId, 1, { key: 'staging', runnerName: 'r1' });
  const asker = { runId, runAttempt: 1, job: 'test', jobIndex: 0, checkRunId: null };
  const jobs = gitHubJobs({ client, repository, serverUrl: github.serverUrl, asker });
  const run = {
    run_id: runId,
    run_attempt: 1,
    run_url: `${github.serverUrl}/octo/shop/actions/runs/${runId}`,
  };
  const byJob = aRequest({ ...run, check_run_id: checkRunId });
  const byRunner = aRequest({ ...run, check_run_id: null, runner_name: 'r1' });
  const byRun = aRequest(run, 'run');
  const look = () => Promise.all([byJob, byRunner, byRun].map((request) => jobs.life(request)));
  expect(await look()).toEqual(['alive', 'alive', 'alive']);
  github.completeJob(jobId, 'success');
  expect(await look()).toEqual(['ended', 'ended', 'alive']);
  github.completeRun(runId, 1, 'success');
  expect(await look()).toEqual(['ended', 'ended', 'ended']);
  await expect(jobs.life({ ...byJob, run_attempt: 2 })).rejects.toThrow(UnavailableError);
});

it('knows the time and the budget after one answer', async () => {
  await gitHubMergeQueue({ client, repository }).list('main');
  expect(Math.abs(clock.now()! - Date.now() / 1000)).toBeLessThan(5);
  expect(budget.share(0)).toBeLessThan(1);
});
