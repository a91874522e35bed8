// GitHub refuses what the token may not do, or what a rule of the branch forbids. A refusal is believed only when it is
// repeated, which takes half a minute: so there are few of these stories, side by side, in a file of their own. The
// workflow asks for debug logging, which tells the causes of an error.
import { describe, expect, it } from 'vitest';
import { LOCK_BRANCH, type Scene } from '../support/scene.ts';
import { expectEnd, expectError, openStory, PLAIN } from './story.ts';

const TOKEN = 'ghs_mayNotDoThis';

type Refusal = readonly [
  string,
  (scene: Scene) => unknown,
  Readonly<Record<string, string>>,
  ...parts: (string | RegExp)[],
];

const REFUSALS: readonly Refusal[] = [
  [
    'a token that may only read',
    ({ github }) => github.addToken(TOKEN, { contents: 'read', actions: 'read' }),
    { token: TOKEN },
    'contents: write',
    'octo/shop',
  ],
  ['a token that nobody knows', () => undefined, { token: TOKEN }, '401', 'token'],
  ['a repository that is not there', () => undefined, { repository: 'octo/nowhere' }, 'octo/nowhere'],
  [
    'a rule that forbids to write the branch',
    ({ github }) => github.protect(LOCK_BRANCH, 'ruleset'),
    {},
    /rule violations/i,
    LOCK_BRANCH,
  ],
  [
    'a repository without a commit',
    async ({ github }) => Promise.all(['main', 'a'].map((name) => github.branch(name, null))),
    {},
    'octo/shop',
    'commit',
  ],
];

describe.concurrent('the step fails with one message, and post does nothing', () => {
  it.for(REFUSALS)('for %s', async ([, prepare, inputs, ...parts]) => {
    await using scene = await openStory();
    const job = await scene.job('a', { debug: true });
    await prepare(scene);
    const result = await job.use({ ...PLAIN, ...inputs });
    expectError(result, '', ...parts);
    // Where the token must not be either.
    expect(result.debug).not.toEqual([]);
    const [post] = await job.finish();
    expect(post?.exitCode).toBe(0);
    expect(await scene.github.head(LOCK_BRANCH)).toBeNull();
    await expectEnd(scene, inputs['token'] === undefined ? [] : [inputs['token']]);
  });
});
