// Mode acquire where others decide: merge groups above and below, and who ends the request of this job.
import { describe, expect, it } from 'vitest';
import type { EventContext } from '../../src/input/event.ts';
import { UnavailableError } from '../../src/lease/errors.ts';
import { aGroup } from '../action/records.ts';
import { put } from '../engine/world.ts';
import { aRequest, aStage, besideHolder, ID, sha, type Stage } from './stage.ts';

const OTHER = aRequest(7);
const ACQUIRE = { mode: 'acquire' };

/** The event of the merge group of a pull request, whose commit sits on the one numbered before it. */
function aQueued(pullRequest: number, number: number): EventContext {
  const baseSha = sha(number - 1);
  const headRef = `refs/heads/gh-readonly-queue/main/pr-${pullRequest}-${baseSha}`;
  return aGroup({ headSha: sha(number), baseSha, headRef });
}

describe('a merge group', () => {
  const [UPPER, LOWER] = [aQueued(12, 3), aQueued(11, 2)];
  const groups = [LOWER, UPPER].map(({ headRef, headSha, baseSha }, index) => ({
    ref: headRef,
    head: headSha,
    parent: baseSha!,
    pullRequest: 11 + index,
  }));

  it('is told the pull requests that it contains, lowest first, and its place in the queue', async () => {
    const stage = aStage({
      queue: { list: async () => groups },
      ancestry: { contains: async () => false, aheadBy: async () => 4 },
    });
    const { outcome } = await stage.run({ ...ACQUIRE, 'stabilisation-window': '30s' }, { event: UPPER });
    expect(outcome.outputs).toMatchObject({
      status: 'acquired',
      priority: 4,
      'stacked-pull-requests': [{ number: 11 }, { number: 12 }],
    });
    expect(stage.lease().requests).toMatchObject([{ base_sha: sha(2), parameters: { window: 30 } }]);
  });

  it('whose commit was tested with another is completed by it', async () => {
    const stage = aStage({ queue: { list: async () => groups } });
    const first = await stage.run({ ...ACQUIRE, 'stabilisation-window': '0s' }, { event: UPPER });
    await stage.post(first);
    const { outcome, saved } = await stage.run(
      { ...ACQUIRE, 'stabilisation-window': '0s' },
      { event: LOWER, run: 4712 },
    );
    expect(outcome.outputs).toMatchObject({
      status: 'completed',
      'completed-by': sha(3),
      'fencing-token': null,
    });
    expect(outcome.summary).toContain('**Completed**');
    expect(saved.at(-1)?.ended ?? true).toBe(true);
  });

  it('whose job uses the lease twice is completed use by use', async () => {
    const stage = aStage({ queue: { list: async () => groups } });
    const given = { ...ACQUIRE, 'stabilisation-window': '0s' };
    const lower = { event: LOWER, run: 4712 };
    await stage.post(await stage.run(given, { event: UPPER, step: 'deploy' }));
    expect((await stage.run(given, { ...lower, step: 'deploy' })).outcome.outputs.status).toBe('completed');
    // Nothing has vouched for the second work: not the first success above, nor the completion of the job's first use.
    const second = await stage.run(given, { ...lower, step: 'test' });
    expect(second.outcome.outputs).toMatchObject({ status: 'acquired', 'completed-by': '' });
  });

  it('whose job is of a reusable workflow is completed where the call has a scope, and told so where not', async () => {
    const stage = aStage({ queue: { list: async () => groups } });
    const called = 'octo/shop/.github/workflows/deploy.yml@refs/heads/main';
    const given = { ...ACQUIRE, 'stabilisation-window': '0s', 'job-workflow-ref': called };
    const lower = { event: LOWER, run: 4712 };
    const scoped = { ...given, lease: 'scoped', scope: 'eu' };
    for (const each of [given, scoped]) await stage.post(await stage.run(each, { event: UPPER }));
    const known = await stage.run(scoped, lower);
    expect(known.outcome.outputs.status).toBe('completed');
    expect(known.said.filter((line) => line.startsWith('warning'))).toEqual([]);
    const unknown = await stage.run(given, lower);
    expect(unknown.outcome.outputs.status).toBe('acquired');
    expect(unknown.said[0]).toMatch(
      /^warning: This job is of a reusable workflow, and the input "scope" is empty/,
    );
  });

  it('is not completed by another leg of the matrix, nor by another called workflow, that asked in its place', async () => {
    const stage = aStage({ queue: { list: async () => groups } });
    const given = { ...ACQUIRE, 'stabilisation-window': '0s', scope: 'any' };
    const of = (lease: string, ...[above, below]: [object, object]) => [
      { ...given, lease, ...above },
      { ...given, lease, ...below },
    ];
    const calls = (file: string) => ({
      'job-workflow-ref': `octo/shop/.github/workflows/${file}@refs/heads/main`,
    });
    const legs = (browser: string) => ({ matrix: JSON.stringify({ browser }) });
    const ends = [
      of('call', calls('api.yml'), calls('web.yml')),
      of('same-call', calls('api.yml'), calls('api.yml')),
      of('leg', legs('safari'), legs('chrome')),
      of('same-leg', legs('chrome'), legs('chrome')),
    ].map(async ([above, below]) => {
      await stage.post(await stage.run(above!, { event: UPPER }));
      return (await stage.run(below!, { event: LOWER, run: 4712 })).outcome.outputs.status;
    });
    expect(await Promise.all(ends)).toEqual(['acquired', 'completed', 'acquired', 'completed']);
  });

  it('is told once that its groups and commits are not answered, and nothing where nobody is', async () => {
    const told = async (stage: Stage): Promise<string[]> => {
      const { said } = await stage.run({ ...ACQUIRE, timeout: '5m' }, { event: UPPER });
      return said.filter((line) => line.includes('going on without it'));
    };
    const fail = async (): Promise<never> => {
      throw new UnavailableError('GitHub did not list the merge groups.');
    };
    const line =
      'info: GitHub did not list the merge groups. Asking again, and going on without it where that takes too long.';
    expect(await told(aStage({ queue: { list: fail } }))).toEqual([line]);
    const none = aStage({ queue: { list: fail } });
    Object.assign(none.world.store, { read: fail, watch: fail });
    expect(await told(none)).toEqual([]);
  });

  it('that is gone from the queue is superseded', async () => {
    let list = groups;
    const stage = besideHolder({ queue: { list: async () => list } });
    const { outcome } = await stage.run(ACQUIRE, { event: UPPER, after: [60, () => (list = [])] });
    expect([outcome.failure?.code, outcome.outputs.status]).toEqual(['superseded', 'superseded']);
    expect(stage.lease().outcomes).toMatchObject([{ outcome: 'withdrawn', reason: 'superseded' }]);
  });
});

it('that does not wait looks often enough to find a holder dead, however long its poll interval is', async () => {
  const stage = besideHolder({ jobs: { life: async () => 'ended' } });
  await stage.later(3_600);
  const given = { ...ACQUIRE, wait: 'false', 'poll-interval': '5m' };
  expect((await stage.run(given)).outcome.outputs.status).toBe('pending');
  expect(stage.lease()).toMatchObject({ requests: [], outcomes: [{ id: OTHER.id, outcome: 'evicted' }] });
});

describe('a request that others end', () => {
  it('is evicted', async () => {
    const stage = besideHolder();
    const evict = { kind: 'evict', id: ID, epoch: null, by: OTHER.id, reason: 'its job has ended' } as const;
    const { outcome } = await stage.run(ACQUIRE, { after: [60, () => void stage.write(evict)] });
    expect([outcome.failure?.code, outcome.outputs.status]).toEqual(['evicted', 'evicted']);
    expect(outcome.summary).toContain('its job has ended');
  });

  it('is lost where somebody has edited the branch', async () => {
    const stage = besideHolder();
    const edit = (): void => {
      const document = stage.lease();
      put(stage.world, { ...document, sequence: document.sequence + 5, epoch: 0, rounds: [], requests: [] });
    };
    const { outcome } = await stage.run(ACQUIRE, { after: [60, edit] });
    expect([outcome.failure?.code, outcome.outputs.status, outcome.summary]).toEqual([
      'lost',
      undefined,
      null,
    ]);
  });
});
