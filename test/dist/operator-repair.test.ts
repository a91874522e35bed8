// The commands of docs/operations.md, as they stand there, in a clone of the repository: afterwards all is well.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { commandsBelow, pageAt } from '../examples/page.ts';
import { openScene, type Scene } from '../support/scene.ts';
import { expectCleanScene, outcomeIn } from './expectations.ts';
import { expectEnd, until } from './ending.ts';
import { holding, operate, pushJob, STAGING } from './operator.ts';

const PAGE = pageAt('docs/operations.md');
const STATUS = { mode: 'status' };

/** Runs the commands below these headings in one shell, in a fresh clone; what they printed. */
async function follow({ github }: Scene, ...headings: readonly string[]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'ref-lease-clone-'));
  try {
    const clone = join(folder, 'shop');
    const person = 'git config user.name Alice; git config user.email alice@example.com';
    const script = [
      `git clone --quiet ${JSON.stringify(github.repositoryPath)} shop && cd shop && ${person}`,
      ...headings.map((heading) => commandsBelow(PAGE, heading)),
    ].join('\n');
    const { status, stdout, stderr } = spawnSync('bash', ['-euo', 'pipefail', '-c', script], {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], HOME: folder, GIT_CONFIG_NOSYSTEM: '1' },
    });
    expect({ status, stderr: status === 0 ? '' : stderr, clone }).toMatchObject({ status: 0 });
    // Git was not told by the stand-in, so the stand-in looks again.
    await github.git('rev-parse', 'main');
    return stdout;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A document that is made anew begins at the seconds since 1970: above a token once its second is over. */
const isOver = (token: number) => (): boolean => Date.now() / 1000 > token + 1;

const REPAIR = '## Repair the lock branch';
const CLEAN_UP = '### Clean up';

async function released(scene: Scene): Promise<{ token: number; id: string }> {
  const { job, id, token } = await holding(scene);
  await job.finish('success');
  return { token: Number(token), id };
}

it('shows who had the lease, and how it stands', async () => {
  await using scene = await openScene();
  const { id } = await released(scene);
  const printed = await follow(scene, '## Something is stuck');
  expect(printed).toMatch(/release staging: main \(run \d+\) succeeded\n.* acquire staging/);
  expect(printed).toContain(`"id": "${id}"`);
  await expectEnd(scene);
});

it('restores a document that somebody has broken; tokens go on from where they were', async () => {
  await using scene = await openScene();
  const before = await released(scene);
  const good = await scene.lease('staging');
  await scene.github.commitFile('ref-lease', 'leases/staging.json', '{ "oops": ', 'edit by hand');
  // Others go on meanwhile, and make further commits.
  await operate(scene, { mode: 'lock', lease: 'other', reason: 'unrelated' });
  expect((await operate(scene, STATUS)).exitCode).toBe(1);

  await follow(scene, REPAIR, '### Restore a document', CLEAN_UP);
  expect(await scene.lease('staging')).toEqual(good);
  expect(await operate(scene, STATUS)).toMatchObject({ exitCode: 0 });
  const after = await released(scene);
  expect(after.token).toBe(before.token + 1);
  expect(outcomeIn(await scene.lease('staging'), before.id)).toEqual(outcomeIn(good, before.id));
  expectCleanScene(scene);
});

it('gives a document up that cannot be restored; tokens rise above all earlier ones', async () => {
  await using scene = await openScene();
  const before = await released(scene);
  await scene.github.commitFile('ref-lease', 'leases/staging.json', '', 'edit by hand');
  await follow(scene, REPAIR, '### Give a document up', CLEAN_UP);
  const status = await operate(scene, STATUS);
  expect(status).toMatchObject({ exitCode: 0, outputs: { state: '{}' } });
  await until('the second of the token is over', isOver(before.token));
  expect((await released(scene)).token).toBeGreaterThan(before.token);
  expectCleanScene(scene);
});

it('gives up a lock of all leases that cannot be read', async () => {
  await using scene = await openScene();
  await released(scene);
  await scene.github.commitFile('ref-lease', 'lock.json', '[]', 'edit by hand');
  const job = await pushJob(scene, 'main');
  expect((await job.use(STAGING)).exitCode).toBe(1);
  await job.finish();
  await follow(scene, REPAIR, '### Give up a lock of all leases', CLEAN_UP);
  await released(scene);
  await expectEnd(scene);
});

it('starts on a branch that a person has created with an empty commit', async () => {
  await using scene = await openScene();
  await follow(scene, '### Required signatures');
  expect(await scene.log()).toEqual(['start of the lock branch']);
  scene.github.protect('ref-lease', 'signatures');
  expect((await operate(scene, STATUS)).stdout).toContain('Nobody has asked for a lease yet');
  const { id } = await released(scene);
  expect(outcomeIn(await scene.lease('staging'), id)).toMatchObject({ outcome: 'success' });
  await expectEnd(scene);
});

it('makes a branch anew that was deleted, with tokens above all earlier ones', async () => {
  await using scene = await openScene();
  const before = await released(scene);
  await scene.github.branch('ref-lease', null);
  await until('the second of the token is over', isOver(before.token));
  expect((await released(scene)).token).toBeGreaterThan(before.token);
  await expectEnd(scene);
});
