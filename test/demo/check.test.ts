// The demo's own judgement: a story is told as the options say, and a broken promise is found.
import { describe, expect, it } from 'vitest';
import { check } from '../../demo/check.ts';
import { parseOptions, type Options } from '../../demo/options.ts';
import { Resource } from '../../demo/resource.ts';
import { tell } from '../../demo/story.ts';
import { Train } from '../../demo/train.ts';
import { printDocument } from '../../src/lease/board.ts';
import type { LeaseDocument } from '../../src/lease/schema.ts';
import { complete, endOf, grant, liveOf, plain, register, release, story, write } from '../lease/build.ts';
import { LOCK_BRANCH, openScene, type Scene } from '../support/scene.ts';

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

  it('plays on as many slots as there are: who works beside a success ends by itself', () => {
    expect(ends('--groups', '4', '--slots', '2')).toEqual({
      1: ['completed'],
      2: ['completed'],
      3: ['worked'],
      4: ['worked'],
    });
    expect(ends('--groups', '5', '--slots', '2', '--fail', '5', '--kill', '4,1')).toEqual({
      1: ['died waiting'],
      2: ['worked'],
      3: ['worked'],
      4: ['died holding'],
      5: ['failed'],
    });
    expect(ends('--groups', '2', '--slots', '3', '--fail', '2')).toEqual({ 1: ['worked'], 2: ['failed'] });
  });

  it('has the highest end first, beside those who work by then', () => {
    const turns = (...args: string[]) => tell(parseOptions(args) as Options).turns;
    expect(turns('--groups', '5', '--slots', '2', '--fail', '5')).toEqual([
      { pr: 5, beside: [4] },
      { pr: 4, beside: [3] },
      { pr: 3, beside: [] },
    ]);
    expect(turns('--groups', '3', '--fail', '3')).toEqual([
      { pr: 3, beside: [] },
      { pr: 2, beside: [] },
    ]);
  });

  it('lets each job of a pool work', () => {
    expect(ends('--pool', '--groups', '3', '--fail', '3', '--kill', '2')).toEqual({
      1: ['worked'],
      2: ['died holding'],
      3: ['failed'],
    });
  });

  it('is the same for the same seed', () => {
    const parts = (seed: string) => tell(parseOptions(['--seed', seed]) as Options).parts;
    expect(parts('7')).toEqual(parts('7'));
    expect(parts('7')).not.toEqual(parts('8'));
  });
});

describe('the options', () => {
  it.each([
    [['--bogus'], "Unknown option '--bogus'"],
    [['now'], "Unexpected argument 'now'"],
    [['--fail', '5'], '--fail must be a whole number from 1 to 4'],
    [['--kill', '2', '--late', '2'], 'Group 2 can have one fate only'],
    [['--slots', '5'], '--slots must be a whole number from 1 to 4'],
    [['--slots', '2', '--late', '1'], '--late and --newcomer are played where there is one slot'],
    [['--pool', '--newcomer'], '--late and --newcomer are played where there is one slot'],
    [['--work', '3'], '--work must be a time'],
  ])('refuse %j', (args, why) => {
    expect(() => parseOptions(args)).toThrow(why);
  });
});

describe('the resource', () => {
  it('is content with tokens that rise', () => {
    const resource = new Resource();
    for (const token of [1, 1, 2, 2]) resource.touch(token, `PR ${token}`);
    expect(resource.problems()).toEqual([]);
  });

  it('keeps the tokens of each slot apart', () => {
    const resource = new Resource();
    resource.touch(1, 'job 1', 'eu');
    resource.touch(2, 'job 2', 'us');
    resource.touch(1, 'job 1', 'eu');
    expect(resource.problems()).toEqual([]);
    resource.touch(1, 'job 1', 'us');
    expect(resource.problems()).toEqual(['job 1 used slot us with token 1 after job 2 had with 2']);
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

/** The story of one group, before anybody has asked. */
function unplayed(scene: Scene) {
  const options = parseOptions(['--groups', '1']) as Options;
  const story = tell(options);
  const resource = new Resource();
  const { runs } = new Train(scene, { options, story, resource, tell: () => undefined });
  return { story, resource, runs };
}

describe('the check', () => {
  it('finds two holders, an epoch that falls, a changed outcome and a completion without proof', async () => {
    await using scene = await openScene();
    const { github } = scene;
    const head_sha = (await github.head()) ?? '';
    const { sha: unrelated } = await github.push('elsewhere');
    const parameters = { propagate: true };
    const lower = plain(1, { head_sha, parameters });
    const upper = plain(2, { head_sha: unrelated, parameters });
    const held = story([0, register(lower), grant(lower)], [1, register(upper)]);
    const later = write(write(held, 2, release(lower, 'failure')), 3, grant(upper));
    const released = write(held, 2, release(lower, 'success'));
    const completed = write(released, 3, complete(upper, endOf(released, lower)));
    const versions: readonly LeaseDocument[] = [
      held,
      {
        ...later,
        sequence: held.sequence + 1,
        requests: [liveOf(held, lower), liveOf(later, upper)],
        outcomes: [],
      },
      released,
      { ...released, sequence: released.sequence + 1, epoch: released.epoch - 1 },
      completed,
      {
        ...completed,
        sequence: completed.sequence + 1,
        outcomes: completed.outcomes.map((outcome) => ({ ...outcome, run_id: 4 })),
      },
    ];
    for (const version of versions)
      await github.commitFile(LOCK_BRANCH, 'leases/main.json', printDocument({ ...version, lease: 'main' }));
    const findings = await check(scene, unplayed(scene));

    expect(findings.problems).toEqual([
      expect.stringMatching(/^commit [0-9a-f]{40} S1: plain-1 and plain-2 hold the same slot at once$/),
      expect.stringMatching(/counters: the counters do not rise by what was granted and what has ended$/),
      expect.stringMatching(/S2: the epoch falls from \d+ to \d+$/),
      expect.stringMatching(/S5: plain-2 is completed, and its head .* is not contained in/),
      expect.stringMatching(/S6: the outcome of plain-1 is no longer what it was$/),
      expect.stringMatching(/S6: the outcome of plain-2 is no longer what it was$/),
      'PR 1 had 0 runs, and the story tells of 1',
    ]);
    expect(findings).toMatchObject({ commits: 6, grants: 1, completed: 1 });
  });

  it('finds that nothing was written', async () => {
    await using scene = await openScene();
    const { problems } = await check(scene, unplayed(scene));
    expect(problems).toContain('nothing was written to the lock branch');
  });
});
