// What the token may not do, and what the rules of the branch forbid: one clear message, within seconds. Another
// project retries a refused push silently, for ever.
import { describe, expect, it } from 'vitest';
import type { TokenOptions } from '../support/github/tokens.ts';
import { LOCK_BRANCH, openScene, type Scene, type SceneJob } from '../support/scene.ts';
import type { StageResult } from '../support/runner/runner.ts';
import { expectEnd, PLAIN, plainJob } from './ending.ts';

const TOKEN = 'ghs_mayNotDoThis';

/** The step fails within seconds, with one message that matches, and its post step fails nothing. */
async function expectRefusal(
  job: SceneJob,
  inputs: Readonly<Record<string, string>>,
  text: RegExp,
): Promise<void> {
  const begin = performance.now();
  const result = await job.use(inputs);
  expect(performance.now() - begin).toBeLessThan(20_000);
  expect(result.exitCode).toBe(1);
  expect(errorsOf(result)).toEqual([expect.stringMatching(text)]);
  const posts = await job.finish();
  for (const post of posts) expect(post.exitCode).toBe(0);
}

function errorsOf({ annotations }: StageResult): string[] {
  return annotations.filter(({ level }) => level === 'error').map(({ message }) => message);
}

async function used(scene: Scene): Promise<void> {
  const job = await plainJob(scene, 'first');
  await job.use(PLAIN);
  await job.finish('success');
}

const LACKING: readonly (readonly [string, TokenOptions | null, RegExp])[] = [
  ['only contents: read', { contents: 'read', actions: 'read' }, /"contents: write" on octo\/shop/],
  ['no contents at all', { actions: 'read' }, /"contents: (?:read|write)" on octo\/shop/],
  [
    'no access to the repository',
    { contents: 'write', repositories: ['octo/other'] },
    /no repository octo\/shop for this token/,
  ],
  ['been revoked', null, /did not accept the token .*Check the input token/],
];

describe.concurrent('a token that has', () => {
  for (const branch of ['a lock branch that is there', 'no lock branch yet'] as const) {
    it.for(LACKING)(`%s is told what is missing (${branch})`, async ([, options, text]) => {
      await using scene = await openScene();
      if (branch === 'a lock branch that is there') await used(scene);
      const head = await scene.github.head(LOCK_BRANCH);
      if (options !== null) scene.github.addToken(TOKEN, options);
      await expectRefusal(await plainJob(scene, 'a'), { ...PLAIN, token: TOKEN }, text);
      expect(await scene.github.head(LOCK_BRANCH)).toBe(head);
      await expectEnd(scene, [TOKEN]);
    });
  }

  it('been revoked under a waiter ends the wait, and under a holder only warns', async () => {
    await using scene = await openScene();
    const { github } = scene;
    github.addToken(TOKEN, { contents: 'write', actions: 'read' });
    const [holder, waiter] = [await plainJob(scene, 'a'), await plainJob(scene, 'b')];
    await holder.use({ ...PLAIN, token: TOKEN });
    const waiting = waiter.step({ ...PLAIN, token: TOKEN });
    await waiting.waitForLine(/held by/);
    github.revokeToken(TOKEN);

    const result = await waiting.finished;
    expect(result.exitCode).toBe(1);
    expect(errorsOf(result)).toEqual([expect.stringMatching(/did not accept the token/)]);
    for (const job of [waiter, holder]) {
      const [post] = await job.finish();
      expect(post).toMatchObject({ exitCode: 0 });
      expect(post?.annotations).toMatchObject([
        { level: 'warning', message: expect.stringMatching(/did not accept the token/) },
      ]);
    }
    // Both are gone for GitHub, so the next one that comes takes over.
    const next = await plainJob(scene, 'c');
    expect((await next.use(PLAIN)).outputs['status']).toBe('acquired');
    await next.finish('success');
    await expectEnd(scene, [TOKEN]);
  });
});

describe.concurrent('a rule', () => {
  it.for([
    ['of a ruleset', 'ruleset'],
    ['that asks for signatures', 'signatures'],
    ['against creation', 'creation'],
  ] as const)('%s that stops the creation of the lock branch is named', async ([, rule]) => {
    await using scene = await openScene();
    scene.github.protect(LOCK_BRANCH, rule);
    await expectRefusal(
      await plainJob(scene, 'a'),
      PLAIN,
      /Repository rule violations.*exempt the branch ref-lease/,
    );
    expect(await scene.github.head(LOCK_BRANCH)).toBeNull();
    await expectEnd(scene);
  });

  it('that forbids every change of the lock branch is named', async () => {
    await using scene = await openScene();
    await used(scene);
    scene.github.protect(LOCK_BRANCH, 'ruleset');
    await expectRefusal(
      await plainJob(scene, 'a'),
      PLAIN,
      /Repository rule violations.*exempt the branch ref-lease/,
    );
    await expectEnd(scene);
  });

  it.for([
    ['that asks for signatures', 'signatures'],
    ['against deletion', 'deletion'],
    ['against forced pushes', 'non-fast-forward'],
  ] as const)('%s stops nothing once the branch is there', async ([, rule]) => {
    await using scene = await openScene();
    await used(scene);
    scene.github.protect(LOCK_BRANCH, rule);
    const job = await plainJob(scene, 'a');
    expect((await job.use(PLAIN)).outputs['status']).toBe('acquired');
    const [post] = await job.finish('success');
    expect(post?.annotations).toEqual([]);
    await expectEnd(scene);
  });
});
