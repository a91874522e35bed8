// The demo's own judgement: a story is told as the options say, and a broken promise is found.
import { describe, expect, it } from 'vitest';
import { check } from '../../demo/check.ts';
import { parseOptions, type Options } from '../../demo/options.ts';
import { Resource } from '../../demo/resource.ts';
import { tell } from '../../demo/story.ts';
import { Train } from '../../demo/train.ts';
import { LOCK_BRANCH, openScene } from '../support/scene.ts';

function ends(...args: string[]): unknown {
  return Object.fromEntries(tell(parseOptions(args) as Options).ends);
}

describe('the story', () => {
  it('has the highest group work and completes the others', () => {
    expect(ends('--groups', '3')).toEqual({ 1: ['completed'], 2: ['completed'], 3: ['worked'] });
  });

  it('goes down the stack until a group succeeds', () => {
    expect(ends('--groups', '5', '--fail', '5', '--kill', '4,2')).toEqual({
      1: ['completed'],
      2: ['died waiting'],
      3: ['worked'],
      4: ['died holding'],
      5: ['failed'],
    });
  });

  it('rebuilds the newcomer for every group below it that is taken out', () => {
    expect(ends('--groups', '3', '--fail', '3,2', '--newcomer')).toEqual({
      1: ['worked'],
      2: ['failed'],
      3: ['failed'],
      4: ['superseded', 'superseded', 'worked'],
    });
  });

  it('completes a late group only where a success contains it', () => {
    expect(ends('--groups', '3', '--late', '1')).toMatchObject({ 1: ['completed'], 3: ['worked'] });
    expect(ends('--groups', '3', '--late', '3')).toMatchObject({ 2: ['worked'], 3: ['worked'] });
  });

  it('is the same for the same seed', () => {
    const parts = (seed: string) => tell(parseOptions(['--seed', seed]) as Options).parts;
    expect(parts('7')).toEqual(parts('7'));
    expect(parts('7')).not.toEqual(parts('8'));
  });
});

describe('the resource', () => {
  it('is content with tokens that rise', () => {
    const resource = new Resource();
    for (const token of [1, 1, 2, 2]) resource.touch(token, `PR ${token}`);
    expect(resource.problems()).toEqual([]);
  });

  it('finds an older token after a newer one, and two users of one token', () => {
    const resource = new Resource();
    resource.touch(1, 'PR 1');
    resource.touch(2, 'PR 2');
    resource.touch(1, 'PR 1');
    resource.touch(2, 'PR 3');
    expect(resource.problems()).toEqual([
      'PR 1 used the resource with token 1 after PR 2 had with 2',
      'PR 3 used the resource with the token 2 of PR 2',
    ]);
  });
});

describe('the check', () => {
  it('finds two holders, a token that fell or leapt, a changed outcome and a completion without proof', async () => {
    await using scene = await openScene();
    const { github } = scene;
    const head = (await github.head()) ?? '';
    const { sha: unrelated } = await github.push('elsewhere');
    const held = (run: number, epoch: number) => ({ id: `r${run}`, run_id: run, status: 'acquired', epoch });
    const completed = { id: 'r3', run_id: 3, outcome: 'completed', head_sha: unrelated, completed_by: head };
    const versions = [
      { epoch: 5, requests: [held(1, 5), held(2, 5)], outcomes: [] },
      { epoch: 4, requests: [], outcomes: [completed] },
      { epoch: 6, requests: [], outcomes: [{ ...completed, run_id: 4 }] },
    ];
    for (const version of versions)
      await github.commitFile(LOCK_BRANCH, 'leases/main.json', JSON.stringify(version));

    const options = parseOptions(['--groups', '1']) as Options;
    const story = tell(options);
    const resource = new Resource();
    const train = new Train(scene, { options, story, resource, tell: () => undefined });
    const { problems, grants } = await check(scene, { train, story, resource });

    expect(problems).toEqual([
      expect.stringMatching(/has 2 holders: run 1, run 2$/),
      expect.stringMatching(/the epoch fell from 5 to 4$/),
      expect.stringMatching(/the epoch rose from 4 to 6, by more than one$/),
      expect.stringMatching(/changes the outcome of run 3$/),
      'PR 1 had 0 runs, and the story tells of 1',
      expect.stringMatching(/^run 4 was completed by .* the head of no success$/),
      expect.stringMatching(/^run 4 was completed, but git says/),
    ]);
    expect(grants).toBe(1);
  });
});
