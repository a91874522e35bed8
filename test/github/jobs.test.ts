// What the Actions API tells of the life of a job or a run, and what leaves it unknown.
import { describe, expect, it } from 'vitest';
import { gitHubJobs } from '../../src/github/jobs.ts';
import type { Asker } from '../../src/input/identity.ts';
import { PermissionError, RateLimitedError, UnavailableError } from '../../src/lease/errors.ts';
import { API, connected, REPOSITORY, useServer } from './api.ts';
import { aRequest } from './request.ts';

const { serve } = useServer();
const ACTIONS = `${API}/repos/octo/product/actions`;
const ATTEMPT = `${ACTIONS}/runs/4711/attempts/2`;

const ASKER: Asker = { runId: 1, runAttempt: 1, job: 'deploy', jobIndex: 0, checkRunId: 456 };

const jobs = (asker = ASKER) =>
  gitHubJobs({
    asker,
    client: connected({ retryDelay: 0 }).client,
    repository: { ...REPOSITORY, repo: 'locks' },
    serverUrl: 'https://github.test',
  });

const aJob = (status: string, overrides: object = {}) => ({
  id: 123,
  run_id: 4711,
  run_attempt: 2,
  runner_name: 'runner-7',
  status,
  ...overrides,
});

describe('a request that is held by a job', () => {
  it.each([
    ['completed', 'ended'],
    ['in_progress', 'alive'],
    ['queued', 'alive'],
  ])('whose job is %s is %s', async (status, life) => {
    serve('get', `${ACTIONS}/jobs/123`, { body: aJob(status) });
    expect(await jobs().life(aRequest())).toBe(life);
  });

  it.each([
    ['another attempt', aJob('completed', { run_attempt: 1 })],
    ['another run', aJob('completed', { run_id: 4712 })],
    ['another form', { status: 'completed' }],
  ])('is not judged by an answer of %s', async (_, body) => {
    serve('get', `${ACTIONS}/jobs/123`, { body });
    await expect(jobs().life(aRequest())).rejects.toThrow(UnavailableError);
  });

  it('is asked for conditionally', async () => {
    const requests = serve(
      'get',
      `${ACTIONS}/jobs/123`,
      { body: aJob('in_progress'), headers: { etag: '"1"' } },
      { status: 304 },
      { body: aJob('completed'), headers: { etag: '"2"' } },
    );
    const asked = jobs();
    expect(await asked.life(aRequest())).toBe('alive');
    expect(await asked.life(aRequest())).toBe('alive');
    expect(await asked.life(aRequest())).toBe('ended');
    expect(requests.map(({ headers }) => headers.get('if-none-match'))).toEqual([null, '"1"', '"1"']);
  });

  it.each([[401], [403], [404], [422]])('is not to be known where GitHub refuses by %i', async (status) => {
    serve('get', `${ACTIONS}/jobs/123`, { status });
    const asked = jobs().life(aRequest());
    await expect(asked).rejects.toThrow(PermissionError);
    await expect(asked).rejects.toThrow(
      /looking at the run 4711 in octo\/product.*"?actions: read|did not accept the token/,
    );
  });

  it.each([[{ status: 304 }], [{ status: 500 }], ['network' as const]])(
    'is not known after %j',
    async (reply) => {
      serve('get', `${ACTIONS}/jobs/123`, reply);
      await expect(jobs().life(aRequest())).rejects.toThrow(UnavailableError);
    },
  );

  it('rejects at a rate limit and with the reason of its signal', async () => {
    serve('get', `${ACTIONS}/jobs/123`, { status: 429 });
    await expect(jobs().life(aRequest())).rejects.toThrow(RateLimitedError);
    const signal = AbortSignal.abort('enough');
    await expect(jobs().life(aRequest(), { signal })).rejects.toBe('enough');
  });

  it.each([
    ['another server', 'https://elsewhere.test/octo/product/actions/runs/4711'],
    ['no run', 'https://github.test/octo/product/pull/4711'],
    ['more than a repository', 'https://github.test/octo/../../app/actions/runs/4711'],
    ['the folder above', 'https://github.test/octo/../actions/runs/4711'],
    ['nothing', ''],
  ])('is looked for in the lock’s repository where its run_url names %s', async (_, run_url) => {
    serve('get', `${API}/repos/octo/locks/actions/jobs/123`, { body: aJob('in_progress') });
    expect(await jobs().life(aRequest({ run_url }))).toBe('alive');
  });
});

describe('a request that is held by a run', () => {
  const run = (status: string, overrides: object = {}) => ({
    body: { id: 4711, run_attempt: 2, status, ...overrides },
  });

  it.each([
    ['is completed', run('completed'), 'ended'],
    ['is in progress', run('in_progress'), 'alive'],
    ['is completed in a later attempt', run('completed', { run_attempt: 3 }), 'ended'],
    ['goes on in a later attempt', run('in_progress', { run_attempt: 3 }), 'alive'],
  ])('which %s', async (_, reply, life) => {
    serve('get', `${ACTIONS}/runs/4711`, reply);
    expect(await jobs().life(aRequest({}, 'run'))).toBe(life);
  });

  it.each([
    ['is an earlier attempt', run('completed', { run_attempt: 1 }), UnavailableError],
    ['is another run', run('completed', { id: 1 }), UnavailableError],
    ['is gone', { status: 404 }, PermissionError],
  ])('rejects where the answer %s', async (_, reply, type) => {
    serve('get', `${ACTIONS}/runs/4711`, reply);
    await expect(jobs().life(aRequest({}, 'run'))).rejects.toThrow(type);
  });

  const later: Asker = { runId: 4711, runAttempt: 3, job: 'staging', jobIndex: 0, checkRunId: 456 };
  const first = { name: 'eu / staging' };

  it.each<[string, Asker, object, object, string]>([
    ['which has its name', later, first, first, 'ended'],
    ['of another call of the workflow', later, first, { name: 'us / staging' }, 'alive'],
    ['where no job has a name', later, {}, {}, 'alive'],
    ['that cannot be told', { ...later, checkRunId: null }, first, first, 'alive'],
    ['of another key', { ...later, job: 'test' }, first, first, 'alive'],
    ['of another leg', { ...later, jobIndex: 1 }, first, first, 'alive'],
    ['of another run', { ...later, runId: 4712 }, first, first, 'alive'],
    ['of the same attempt', { ...later, runAttempt: 2 }, first, first, 'alive'],
  ])('has ended for a later attempt of the job that took it, and for no job %s', async (...given) => {
    const [, asker, left, own, life] = given;
    serve('get', `${ACTIONS}/runs/4711`, run('in_progress', { run_attempt: 3 }));
    serve('get', `${ACTIONS}/jobs/123`, { body: aJob('completed', left) });
    serve('get', `${ACTIONS}/jobs/456`, { body: aJob('in_progress', { run_attempt: 3, ...own }) });
    expect(await jobs(asker).life(aRequest({}, 'run'))).toBe(life);
  });

  it('is not judged where the names of jobs cannot be read', async () => {
    serve('get', `${ACTIONS}/runs/4711`, run('in_progress', { run_attempt: 3 }));
    serve('get', `${ACTIONS}/jobs/123`, { body: aJob('completed', first) });
    serve('get', `${ACTIONS}/jobs/456`, { status: 404 });
    await expect(jobs(later).life(aRequest({}, 'run'))).rejects.toThrow(PermissionError);
  });

  it('lives as its job does while it waits', async () => {
    const { granted_at: _, epoch: __, ...waiting } = aRequest({}, 'run');
    serve('get', `${ACTIONS}/jobs/123`, { body: aJob('completed') });
    expect(await jobs().life({ ...waiting, status: 'pending' })).toBe('ended');
  });
});

describe('a request without a check run id', () => {
  const request = aRequest({ check_run_id: null });
  const other = (status: string) => aJob(status, { runner_name: 'runner-8' });
  const list = (listed: object[], total_count = listed.length) => ({ body: { total_count, jobs: listed } });

  it.each([
    ['its runner works on a job', [aJob('completed'), aJob('in_progress')], 'alive'],
    ['its runner has completed its jobs', [aJob('completed'), other('in_progress')], 'ended'],
    ['its runner has no job, but all are completed', [other('completed')], 'ended'],
  ])('when %s', async (_, listed, life) => {
    serve('get', `${ATTEMPT}/jobs`, list(listed));
    expect(await jobs().life(request)).toBe(life);
  });

  it.each([
    ['its runner has no job, and others go on', [other('completed'), aJob('queued', { runner_name: null })]],
    ['a job at work has no runner yet', [aJob('completed'), aJob('in_progress', { runner_name: null })]],
    ['there is no job', []],
    ['jobs of another attempt are listed', [aJob('completed', { run_attempt: 1 })]],
  ])('is not known when %s', async (_, listed) => {
    serve('get', `${ATTEMPT}/jobs`, list(listed));
    await expect(jobs().life(request)).rejects.toThrow(UnavailableError);
  });

  it('and without a runner name is judged by all jobs of the attempt', async () => {
    const nameless = aRequest({ check_run_id: null, runner_name: '' });
    const unnamed = aJob('completed', { runner_name: '' });
    serve('get', `${ATTEMPT}/jobs`, list([unnamed, aJob('in_progress')]));
    await expect(jobs().life(nameless)).rejects.toThrow(UnavailableError);
    serve('get', `${ATTEMPT}/jobs`, list([unnamed, aJob('completed')]));
    expect(await jobs().life(nameless)).toBe('ended');
  });

  it('is looked for on three pages of a hundred, and not known where there are more', async () => {
    const page = Array.from({ length: 100 }, () => aJob('completed'));
    const requests = serve('get', `${ATTEMPT}/jobs`, list(page, 301));
    await expect(jobs().life(request)).rejects.toThrow(UnavailableError);
    expect(requests.map(({ url }) => new URL(url).search)).toEqual([
      '?per_page=100&page=1',
      '?per_page=100&page=2',
      '?per_page=100&page=3',
    ]);
  });

  it('is found on a later page', async () => {
    const page = Array.from({ length: 100 }, () => other('completed'));
    serve('get', `${ATTEMPT}/jobs`, list(page, 101), list([aJob('in_progress')], 101));
    expect(await jobs().life(request)).toBe('alive');
  });

  it('is refused where a page is', async () => {
    const page = Array.from({ length: 100 }, () => aJob('completed'));
    serve('get', `${ATTEMPT}/jobs`, list(page, 101), { status: 404 });
    await expect(jobs().life(request)).rejects.toThrow(PermissionError);
  });
});
