import { describe, expect, it } from 'vitest';
import { gitHubJobs } from '../../src/github/jobs.ts';
import { RateLimitedError } from '../../src/lease/errors.ts';
import { API, connected, REPOSITORY, useServer } from './api.ts';
import { aRequest } from './request.ts';

const { serve } = useServer();
const ACTIONS = `${API}/repos/octo/product/actions`;
const ATTEMPT = `${ACTIONS}/runs/4711/attempts/2`;

const jobs = () =>
  gitHubJobs({
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
    ['completed', 'completed'],
    ['in_progress', 'alive'],
    ['queued', 'alive'],
  ])('whose job is %s is %s', async (status, liveness) => {
    serve('get', `${ACTIONS}/jobs/123`, { body: aJob(status) });
    expect(await jobs().liveness(aRequest())).toBe(liveness);
  });

  it.each([
    ['another attempt', aJob('completed', { run_attempt: 1 })],
    ['another run', aJob('completed', { run_id: 4712 })],
    ['another form', { status: 'completed' }],
  ])('is not judged by an answer of %s', async (_, body) => {
    serve('get', `${ACTIONS}/jobs/123`, { body });
    expect(await jobs().liveness(aRequest())).toBe('unknown');
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
    expect(await asked.liveness(aRequest())).toBe('alive');
    expect(await asked.liveness(aRequest())).toBe('alive');
    expect(await asked.liveness(aRequest())).toBe('completed');
    expect(requests.map(({ headers }) => headers.get('if-none-match'))).toEqual([null, '"1"', '"1"']);
  });

  it.each([[{ status: 403 }], [{ status: 404 }], [{ status: 304 }], [{ status: 500 }], ['network' as const]])(
    'is unknown after %j',
    async (reply) => {
      serve('get', `${ACTIONS}/jobs/123`, reply);
      expect(await jobs().liveness(aRequest())).toBe('unknown');
    },
  );

  it('rejects at a rate limit and with the reason of its signal', async () => {
    serve('get', `${ACTIONS}/jobs/123`, { status: 429 });
    await expect(jobs().liveness(aRequest())).rejects.toThrow(RateLimitedError);
    const signal = AbortSignal.abort('enough');
    await expect(jobs().liveness(aRequest(), { signal })).rejects.toBe('enough');
  });

  it.each([
    ['another server', 'https://elsewhere.test/octo/product/actions/runs/4711'],
    ['no run', 'https://github.test/octo/product/pull/4711'],
    ['more than a repository', 'https://github.test/octo/../../app/actions/runs/4711'],
    ['the folder above', 'https://github.test/octo/../actions/runs/4711'],
    ['nothing', ''],
  ])('is looked for in the lock’s repository where its run_url names %s', async (_, run_url) => {
    serve('get', `${API}/repos/octo/locks/actions/jobs/123`, { body: aJob('in_progress') });
    expect(await jobs().liveness(aRequest({ run_url }))).toBe('alive');
  });
});

describe('a request that is held by a run', () => {
  const run = (status: string, overrides: object = {}) => ({
    body: { id: 4711, run_attempt: 2, status, ...overrides },
  });

  it.each([
    ['is completed', run('completed'), 'completed'],
    ['is in progress', run('in_progress'), 'alive'],
    ['is another attempt', run('completed', { run_attempt: 3 }), 'unknown'],
    ['is another run', run('completed', { id: 1 }), 'unknown'],
    ['is gone', { status: 404 }, 'unknown'],
  ])('whose attempt %s', async (_, reply, liveness) => {
    serve('get', ATTEMPT, reply);
    expect(await jobs().liveness(aRequest({}, 'run'))).toBe(liveness);
  });
});

describe('a request without a check run id', () => {
  const request = aRequest({ check_run_id: null });
  const other = (status: string) => aJob(status, { runner_name: 'runner-8' });
  const list = (listed: object[], total_count = listed.length) => ({ body: { total_count, jobs: listed } });

  it.each([
    ['its runner works on a job', [aJob('completed'), aJob('in_progress')], 'alive'],
    ['its runner has completed its jobs', [aJob('completed'), other('in_progress')], 'completed'],
    ['its runner has no job, but all are completed', [other('completed')], 'completed'],
    [
      'its runner has no job, and others go on',
      [other('completed'), aJob('queued', { runner_name: null })],
      'unknown',
    ],
    ['there is no job', [], 'unknown'],
    ['jobs of another attempt are listed', [aJob('completed', { run_attempt: 1 })], 'unknown'],
  ])('when %s', async (_, listed, liveness) => {
    serve('get', `${ATTEMPT}/jobs`, list(listed));
    expect(await jobs().liveness(request)).toBe(liveness);
  });

  it('and without a runner name is judged by all jobs of the attempt', async () => {
    const nameless = aRequest({ check_run_id: null, runner_name: '' });
    const unnamed = aJob('completed', { runner_name: '' });
    serve('get', `${ATTEMPT}/jobs`, list([unnamed, aJob('in_progress')]));
    expect(await jobs().liveness(nameless)).toBe('unknown');
    serve('get', `${ATTEMPT}/jobs`, list([unnamed, aJob('completed')]));
    expect(await jobs().liveness(nameless)).toBe('completed');
  });

  it('is looked for on three pages of a hundred, and unknown where there are more', async () => {
    const page = Array.from({ length: 100 }, () => aJob('completed'));
    const requests = serve('get', `${ATTEMPT}/jobs`, list(page, 301));
    expect(await jobs().liveness(request)).toBe('unknown');
    expect(requests.map(({ url }) => new URL(url).search)).toEqual([
      '?per_page=100&page=1',
      '?per_page=100&page=2',
      '?per_page=100&page=3',
    ]);
  });

  it('is found on a later page', async () => {
    const page = Array.from({ length: 100 }, () => other('completed'));
    serve('get', `${ATTEMPT}/jobs`, list(page, 101), list([aJob('in_progress')], 101));
    expect(await jobs().liveness(request)).toBe('alive');
  });

  it('is unknown where a page is refused', async () => {
    const page = Array.from({ length: 100 }, () => aJob('completed'));
    serve('get', `${ATTEMPT}/jobs`, list(page, 101), { status: 404 });
    expect(await jobs().liveness(request)).toBe('unknown');
  });
});
