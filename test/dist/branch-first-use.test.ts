// The very first use: there is no lock branch, and many want it at once. Elsewhere the loser of that race dies with a
// stack trace, and two that commit in the same second make the same commit and both believe that they have won.
import { describe, expect, it } from 'vitest';
import { LOCK_BRANCH, openScene } from '../support/scene.ts';
import { expectEnd, PLAIN, plainJob } from './ending.ts';

const MANY = 10;

describe.concurrent('where there is no lock branch', () => {
  it('ten first users make one branch, and get the lease one after another', async () => {
    await using scene = await openScene();
    const { github } = scene;
    const jobs = await Promise.all(Array.from({ length: MANY }, (_, n) => plainJob(scene, `user-${n}`)));
    let holding = 0;
    const tokens: number[] = [];
    const work = jobs.map(async (job) => {
      const result = await job.use({ ...PLAIN, ttl: '5m' });
      expect(result).toMatchObject({ exitCode: 0, outputs: { status: 'acquired' } });
      expect(result.annotations).toEqual([]);
      expect((holding += 1)).toBe(1);
      tokens.push(Number(result.outputs['fencing-token']));
      holding -= 1;
      await job.finish('success');
    });
    await Promise.all(work);

    expect(tokens).toEqual(Array.from({ length: MANY }, (_, n) => (tokens[0] ?? 0) + n));
    const created = github.accounting.filter(
      ({ operation, status }) => operation === 'POST git/refs' && status === 201,
    );
    expect(created).toHaveLength(1);
    expect(await github.git('rev-list', '--max-parents=0', '--count', LOCK_BRANCH)).toBe('1');
    expect((await scene.lease('staging')).outcomes).toHaveLength(MANY);
    await expectEnd(scene);
  });

  it('nothing of the product is on the branch that is made', async () => {
    await using scene = await openScene();
    const job = await plainJob(scene, 'a');
    await job.use(PLAIN);
    const { github } = scene;
    expect((await github.git('ls-tree', '-r', '--name-only', LOCK_BRANCH)).split('\n')).toEqual([
      'README.md',
      'leases/staging.json',
    ]);
    await expect(github.git('merge-base', 'main', LOCK_BRANCH)).rejects.toThrow('merge-base');
    await job.finish('success');
    await expectEnd(scene);
  });

  it('an empty repository is an error that says what to do', async () => {
    await using scene = await openScene();
    const { github } = scene;
    const job = await plainJob(scene, 'a');
    for (const branch of ['a', 'main']) await github.branch(branch, null);
    const result = await job.use(PLAIN);
    expect(result.exitCode).toBe(1);
    expect(result.annotations.map(({ message }) => message)).toEqual([
      expect.stringMatching(/octo\/shop has no commit yet.*Push a first commit/),
    ]);
    const [post] = await job.finish();
    expect(post).toMatchObject({ exitCode: 0, annotations: [] });
    await expectEnd(scene);
  });
});
