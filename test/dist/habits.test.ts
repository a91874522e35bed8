// Habits of runners, and what authors of workflows write: inputs in any case, expressions that nobody evaluated, no
// check run id, a wall clock that is off, hostile text.
import { expect, it } from 'vitest';
import { holderIn, LOCK_BRANCH } from '../support/scene.ts';
import { expectEnd, expectError, openStory, PLAIN } from './story.ts';

const HOUR = 3600;

it.concurrent(
  'takes what a composite action hands over unevaluated for not given, and counts no time of the machine',
  async () => {
    await using scene = await openStory();
    const begin = Date.now();
    const unevaluated = {
      'check-run-id': '${{ job.check_run_id }}',
      'job-index': '${{ strategy.job-index }}',
    };
    const first = await scene.job('a', { checkRunId: null, clockOffset: 7 * HOUR });
    const got = await first.use({ ...PLAIN, ...unevaluated });
    const id = got.outputs['request-id']!;
    expect(id).toMatch(new RegExp(`^${first.runId}/1/staging/0/x[0-9a-f]{12}$`));
    expect(holderIn(await scene.lease('staging'))).toMatchObject({ id, check_run_id: null });
    // A second call of a reusable workflow in the same run: nothing but a random part tells the two apart.
    const run = { runId: first.runId, attempt: first.attempt };
    const second = await scene.job('a', { checkRunId: null, run, clockOffset: -5 * HOUR });
    const waiting = second.step(PLAIN);
    await waiting.waitForLine(/held by/);
    expect((await first.use({ mode: 'guard', lease: 'staging' })).outputs['held']).toBe('true');
    const [, post] = await first.finish('success');
    expect(post).toMatchObject({ exitCode: 0, annotations: [] });
    const then = await waiting.finished;
    expect(then.outputs).toMatchObject({ status: 'acquired' });
    expect(then.outputs['request-id']).not.toBe(id);
    await second.finish('success');
    const { outcomes } = await scene.lease('staging');
    expect(outcomes).toMatchObject([{ id, outcome: 'success' }, { outcome: 'success' }]);
    for (const outcome of outcomes) {
      // Dates of answers are whole seconds: a stamp is up to one before its time, and never after it.
      const stamps = ['registered_at', 'granted_at', 'at'].map((name) => Date.parse(String(outcome[name])));
      for (const stamp of stamps) expect(stamp).toBeGreaterThan(begin - 2000);
      for (const stamp of stamps) expect(stamp).toBeLessThanOrEqual(Date.now());
    }
    await expectEnd(scene);
  },
);

it.concurrent('counts the uses within one composite action, whose steps have one name', async () => {
  await using scene = await openStory();
  const job = await scene.job('main', { within: 'deploy' });
  // One that fails before it has asked counts too.
  const refused = await job.step({ ...PLAIN, ttl: 'soon' }).finished;
  expect(refused.exitCode).toBe(1);
  await job.use(PLAIN);
  await job.use({ mode: 'release', lease: 'staging', 'release-with-status': 'success' });
  await job.use(PLAIN);
  await job.finish('success');
  const { outcomes } = await scene.lease('staging');
  const steps = outcomes.map(({ scope }) => (JSON.parse(String(scope)) as unknown[])[4]);
  expect(steps).toEqual(['deploy#2', 'deploy#3']);
  await expectEnd(scene);
});

it.concurrent('releases inside nested composite actions, where post gets the inputs of nobody', async () => {
  await using scene = await openStory();
  const token = scene.github.addToken('ghs_ofTheWorkflow', { contents: 'write', actions: 'read' });
  const postInputs = { token: '', 'job-status': '', summary: '', lease: '', repository: '' };
  const job = await scene.job('main', { postInputs });
  const { outputs } = await job.use({ ...PLAIN, token, summary: 'false' });
  // A later step sends what comes after it through a proxy of its own.
  job.job.env['https_proxy'] = job.job.env['http_proxy'] = 'http://bob:hunter2@127.0.0.1:9';
  const [post] = await job.finish('success');
  expect(post).toMatchObject({ exitCode: 0, annotations: [], masks: [token], summary: '' });
  expect(post?.stdout).toContain('did not tell the result of the job');
  const { outcomes } = await scene.lease('staging');
  expect(outcomes).toMatchObject([{ id: outputs['request-id'], outcome: 'failure' }]);
  await expectEnd(scene, [token]);
});

const HOSTILE = [
  '{"url": "https://preview.example"}',
  '::error::pwned by the payload',
  ' ::set-output name=status::pwned',
  'x ##[error]pwned by the payload',
  '::stop-commands::pwned',
  '::add-mask::octo',
  '<script>pwned()</script> <img src=x onerror=pwned()>',
  '| cell | **bold** [link](javascript:pwned()) `code` @octocat #12 closes #1',
  'ref-lease<<EOF\nstatus=pwned\nEOF',
  '\u202ereversed\u0007 $(touch pwned) %0A::error::pwned ',
].join('\n');
const NAME = `größe/1.2#1&"50%"<b>|'!(x)$`;

it.concurrent('gives hostile text back as it was, and obeys nothing of it', async () => {
  await using scene = await openStory();
  const { github } = scene;
  const token = github.addToken('ghs_tellNobody', { contents: 'write', actions: 'read' });
  const holder = await scene.job('closes-#12-@octocat');
  const inputs = { LEASE: NAME, Payload: HOSTILE, token };
  const got = await holder.use(inputs);
  expect(got.outputs).toMatchObject({ status: 'acquired', lease: NAME, payload: HOSTILE });
  expect(got.masks).toEqual([token]);
  const waiter = await scene.job('main', { actor: 'octo##[error]cat' });
  const waiting = waiter.step({ ...inputs, summary: 'false' });
  await waiting.waitForLine(/held by/);
  const files = await github.git('ls-tree', '-r', '--name-only', '--full-tree', LOCK_BRANCH);
  expect(files.split('\n')).toEqual(['README.md', `leases/${encodeURIComponent(NAME)}.json`]);
  const board = await github.file(LOCK_BRANCH, 'README.md');
  const [post] = await holder.finish('success');
  const next = await waiting.finished;
  expect(next.summary).toBe('');
  const [last] = await waiter.finish('success');
  expect(last?.summary).toBe('');

  for (const stage of [got, post!, next, last!]) {
    expect(stage).toMatchObject({ exitCode: 0, annotations: [] });
    expect(stage.masks).not.toContain('octo');
  }
  // Code is shown as it is; anywhere else what could be Markdown is escaped.
  const withoutCode = (text: string): string => text.replaceAll(/^```sh\n.*?^```$|`[^`\n]*`/gms, '');
  for (const markdown of [board ?? '', got.summary, post!.summary].map(withoutCode)) {
    expect(markdown).toContain('preview.example');
    expect(markdown).not.toMatch(
      /<b>|<script|<img|(?<!\\)\]\(javascript|\*\*bold|@octocat|(?<!&)#12|\u202e|\u0007/,
    );
  }
  expect(await github.git('log', '--format=%B', LOCK_BRANCH)).not.toMatch(/pwned|@octocat|#\d/);
  await expectEnd(scene, [token]);
});

it.concurrent(
  'refuses inputs that cannot be meant before it asks anything; post has nothing to do',
  async () => {
    await using scene = await openStory();
    const job = await scene.job();
    for (const [input, inputs] of [
      ['mode', { mode: 'aquire' }],
      ['wait', { wait: 'false', timeout: '1m' }],
      ['force', { mode: 'lock', reason: 'x', force: 'true' }],
    ] as const) {
      const result = await job.use(inputs);
      expectError(result, 'input', `"${input}"`);
      expect(result.outputs).toEqual({});
    }
    const posts = await job.finish();
    for (const post of posts)
      expect(post).toMatchObject({ exitCode: 0, stdout: '', annotations: [], summary: '' });
    expect(posts).toHaveLength(3);
    expect(scene.github.accounting).toEqual([]);
    await expectEnd(scene);
  },
);
