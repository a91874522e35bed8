// One job after another uses a lease: acquire in main, release in post. By a bundle that stands alone, far from any
// node_modules, as a user's runner downloads it.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ACTION_DIR, holderIn, outcomeIn } from '../support/scene.ts';
import { COMMIT, expectEnd, openStory, PLAIN, verbsOf } from './story.ts';

let alone = '';
beforeAll(() => {
  alone = mkdtempSync(join(tmpdir(), 'ref-lease-alone-'));
  for (const part of ['action.yml', 'dist'])
    cpSync(join(ACTION_DIR, part), join(alone, part), { recursive: true });
});
afterAll(() => rmSync(alone, { recursive: true }));

it.each(['main', 'post'])('has a bundle for the stage %s, no file of which is over 1.2 MB', (stage) => {
  const folder = join(ACTION_DIR, 'dist', stage);
  const files = readdirSync(folder).filter((name) => name.endsWith('.js'));
  expect(files).toContain('index.js');
  for (const name of files) expect(statSync(join(folder, name)).size, name).toBeLessThan(1_200_000);
  // Of each of its files.
  const licenses = readFileSync(join(folder, 'licenses.txt'), 'utf8').split('\n');
  expect(licenses).toEqual(expect.arrayContaining(['@actions/core', '@octokit/rest', 'zod', 'undici']));
});

it.concurrent('acquires in main, and releases in post as success, failure or cancelled', async () => {
  await using scene = await openStory({ runner: { actionDir: alone } });
  const { github } = scene;
  const first = await scene.job();
  const won = await first.use({ ...PLAIN, payload: 'v1.2' });
  const held = await scene.lease('staging');
  expect(won).toMatchObject({ exitCode: 0, annotations: [] });
  expect(won.outputs).toMatchObject({
    status: 'acquired',
    result: 'acquired',
    lease: 'staging',
    'request-id': `${first.runId}/1/staging/0/${first.jobId}`,
    'fencing-token': String(held.epoch),
    priority: '0',
    'waited-seconds': expect.stringMatching(/^\d+$/) as unknown,
    'completed-by': '',
    'stacked-pull-requests': '[]',
    payload: 'v1.2',
    holder: JSON.stringify(holderIn(held)),
    state: JSON.stringify(held),
    'board-url': `${github.serverUrl}/octo/shop/tree/ref-lease`,
  });
  expect(won.summary).toContain(String(held.epoch));
  expect(Object.keys(won.state)).toEqual(['ref-lease', 'ref-lease-env']);
  const [released] = await first.finish('success');
  expect(released).toMatchObject({ exitCode: 0, annotations: [] });
  expect(released?.summary).toContain('staging');

  const tokens = [held.epoch];
  for (const status of ['failure', 'cancelled'] as const) {
    const job = await scene.job();
    github.resetAccounting();
    tokens.push(Number((await job.use(PLAIN)).outputs['fencing-token']));
    expect(github.accounting.map(({ operation }) => operation)).toEqual(['graphql:query', COMMIT]);
    if (status === 'cancelled') await job.job.cancel();
    github.resetAccounting();
    const [post] = await job.finish(status);
    expect(post).toMatchObject({ exitCode: 0, annotations: [] });
    expect(github.accounting.length).toBeLessThanOrEqual(2);
    expect(outcomeIn(await scene.lease('staging'), job.runId)).toMatchObject({ outcome: 'failure' });
  }
  expect(outcomeIn(await scene.lease('staging'), first.runId)).toMatchObject({ outcome: 'success' });
  expect(tokens).toEqual([...new Set(tokens)].toSorted((a, b) => a - b));
  const once = ['acquire', 'release'];
  expect(await verbsOf(scene)).toEqual([...once, ...once, ...once]);
  await expectEnd(scene);
});

it.concurrent(
  'lets four first users of one moment make one branch, and hold the lease one after another',
  async () => {
    await using scene = await openStory();
    const { github } = scene;
    const push = await github.push('main');
    const tokens: number[] = [];
    let holders = 0;
    const lives = [1, 2, 3, 4].map(async () => {
      const job = scene.pushJob(push);
      const { exitCode, annotations, outputs } = await job.use(PLAIN);
      expect({ exitCode, annotations }).toEqual({ exitCode: 0, annotations: [] });
      holders += 1;
      expect(holders, 'jobs at work').toBe(1);
      tokens.push(Number(outputs['fencing-token']));
      holders -= 1;
      await job.finish('success');
    });
    await Promise.all(lives);
    expect(tokens).toEqual([...new Set(tokens)].toSorted((a, b) => a - b));
    expect(await github.git('rev-list', '--max-parents=0', '--count', 'ref-lease')).toBe('1');
    const files = await github.git('ls-tree', '-r', '--name-only', 'ref-lease');
    expect(files.split('\n')).toEqual(['README.md', 'leases/staging.json']);
    await expectEnd(scene);
  },
);
