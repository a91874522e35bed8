// The commands of docs/operations.md, as they stand there, in a clone of the repository: afterwards all is well.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { commandsBelow, pageAt } from '../examples/page.ts';
import { LOCK_BRANCH, until, type Scene } from '../support/scene.ts';
import { expectEnd, openStory, PLAIN } from './story.ts';

const PAGE = pageAt('docs/operations.md');
const REPAIR = '## Repair the lock branch';
const CLEAN_UP = '### Clean up';
const DOCUMENT = 'leases/staging.json';

/** Signs as gpg does for git, whatever it is given. */
const SIGNER = `#!/bin/sh
cat >/dev/null
printf '\\n[GNUPG:] SIG_CREATED D\\n' >&2
printf -- '-----BEGIN PGP SIGNATURE-----\\n\\nAlice\\n-----END PGP SIGNATURE-----\\n'
`;

/** Runs the commands below these headings in one shell, in a fresh clone; what they printed. */
async function follow({ github }: Scene, ...headings: readonly string[]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'ref-lease-clone-'));
  try {
    const signer = join(folder, 'signer');
    writeFileSync(signer, SIGNER, { mode: 0o755 });
    const person = `git config user.name Alice; git config user.email alice@example.com; git config gpg.program ${JSON.stringify(signer)}`;
    const script = [
      `git clone --quiet ${JSON.stringify(github.repositoryPath)} shop && cd shop && ${person}`,
      ...headings.map((heading) => commandsBelow(PAGE, heading)),
    ].join('\n');
    const { status, stdout, stderr } = spawnSync('bash', ['-euo', 'pipefail', '-c', script], {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], HOME: folder, GIT_CONFIG_NOSYSTEM: '1' },
    });
    expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
    // Git was not told by the stand-in, so the stand-in looks again.
    await github.git('rev-parse', 'main');
    return stdout;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One use of the lease; its token. */
async function use(scene: Scene): Promise<number> {
  const job = await scene.job();
  const { outputs } = await job.use(PLAIN);
  expect(outputs['status']).toBe('acquired');
  await job.finish('success');
  return Number(outputs['fencing-token']);
}

it('shows who had the lease, and repairs what somebody has broken', async () => {
  await using scene = await openStory();
  const { github } = scene;
  const first = await use(scene);
  const shown = await follow(scene, '## Something is stuck');
  expect(shown).toMatch(/release staging: .*\n.* acquire staging/);
  expect(shown).toContain(`"epoch": ${first}`);

  const good = await scene.lease('staging');
  await github.commitFile(LOCK_BRANCH, DOCUMENT, '{ "oops": ', 'edit by hand');
  await github.commitFile(LOCK_BRANCH, 'notes.txt', 'meanwhile\n');
  await follow(scene, REPAIR, '### Restore a document', CLEAN_UP);
  expect(await scene.lease('staging')).toEqual(good);

  await github.commitFile(LOCK_BRANCH, 'lock.json', '[]', 'edit by hand');
  await follow(scene, REPAIR, '### Give up a lock of all leases', CLEAN_UP);
  const second = await use(scene);
  expect(second).toBeGreaterThan(first);

  await github.commitFile(LOCK_BRANCH, DOCUMENT, '', 'edit by hand');
  await follow(scene, REPAIR, '### Give a document up', CLEAN_UP);
  // A document that is made anew begins at the seconds since 1970: above a token once its second is over.
  await until('the second of the token is over', () => Date.now() / 1000 > second + 1);
  expect(await use(scene)).toBeGreaterThan(second);
  await expectEnd(scene);
});

it('starts on a branch that a person has created with an empty commit, where commits must be signed', async () => {
  await using scene = await openStory();
  await follow(scene, '### Required signatures');
  expect(await scene.log()).toHaveLength(1);
  scene.github.protect(LOCK_BRANCH, 'signatures');
  await use(scene);
  await expectEnd(scene);
});
