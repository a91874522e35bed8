// A rate limit that is reached while a job waits: one notice, the place in line is kept, and it goes on by itself.
import { describe, expect, it } from 'vitest';
import { openScene, type Scene, type SceneJob } from '../support/scene.ts';
import type { Stage, StageResult } from '../support/runner/runner.ts';
import { expectEnd, PLAIN, plainJob } from './ending.ts';

/** The waiting job has a token of its own, so that the limit is its alone. */
const TOKEN = 'ghs_theOneThatIsLimited';
const LIMITED = { ...PLAIN, token: TOKEN };

interface Story {
  readonly scene: Scene;
  readonly holder: SceneJob;
  readonly waiter: SceneJob;
  readonly waiting: Stage;
}

/** A holder, and a waiter whose limit is still to be reached. */
async function begin(scene: Scene): Promise<Story> {
  scene.github.addToken(TOKEN, { contents: 'write', actions: 'read', bucket: 'limited' });
  const [holder, waiter] = [await plainJob(scene, 'a'), await plainJob(scene, 'b')];
  await holder.use({ ...PLAIN, ttl: '1m' });
  const waiting = waiter.step(LIMITED);
  await waiting.waitForLine(/place 1 of 1; held by/);
  return { scene, holder, waiter, waiting };
}

/** The holder ends; the waiter gets the lease when the limit allows. */
async function expectGoesOn({ scene, holder, waiter, waiting }: Story): Promise<StageResult> {
  await waiting.waitForLine(/rate limit is reached/);
  await holder.finish('success');
  const result = await waiting.finished;
  expect(result).toMatchObject({ exitCode: 0, outputs: { status: 'acquired' } });
  expect(noticesOf(result)).toHaveLength(1);
  expect(noticesOf(result)[0]).toMatch(/Waiting until \S+Z; the place in line is kept/);
  expect(result.stdout).toMatch(/GitHub answers again/);
  await waiter.finish('success');
  expect((await scene.lease('staging')).outcomes.map((each) => each['outcome'])).toEqual([
    'success',
    'success',
  ]);
  await expectEnd(scene, [TOKEN]);
  return result;
}

function noticesOf({ annotations }: StageResult): string[] {
  return annotations.filter(({ level }) => level === 'notice').map(({ message }) => message);
}

describe.concurrent('a job that waits in line and reaches', () => {
  it('the primary limit of REST waits until the reset', async () => {
    await using scene = await openScene();
    const story = await begin(scene);
    scene.github.limits.setRemaining('core', 0, { name: 'limited', resetIn: 3 });
    const refused = scene.github.accounting.length;
    await expectGoesOn(story);
    const answers = scene.github.accounting.slice(refused).filter(({ client }) => client === TOKEN);
    // Nothing is asked of the limited bucket until it is lifted.
    expect(answers.filter(({ status }) => status === 403)).toHaveLength(1);
  });

  it('the primary limit of GraphQL waits until the reset', async () => {
    await using scene = await openScene();
    const story = await begin(scene);
    scene.github.limits.setRemaining('graphql', 0, { name: 'limited', resetIn: 8 });
    await story.holder.finish('success');
    await story.waiting.waitForLine(/rate limit is reached/);
    const result = await story.waiting.finished;
    expect(result).toMatchObject({ exitCode: 0, outputs: { status: 'acquired' } });
    expect(noticesOf(result)).toHaveLength(1);
    await story.waiter.finish('success');
    await expectEnd(scene, [TOKEN]);
  });

  it.for([403, 429] as const)(
    'a secondary limit with status %i waits as long as retry-after says',
    async (status) => {
      await using scene = await openScene();
      const story = await begin(scene);
      scene.github.fault({
        match: { client: TOKEN },
        times: 2,
        kind: 'rate-limit-secondary',
        status,
        retryAfter: 1,
      });
      await expectGoesOn(story);
    },
  );

  it.for([403, 429] as const)(
    'a secondary limit with status %i and no retry-after waits a minute, and still leaves at once when it is cancelled',
    async (status) => {
      await using scene = await openScene();
      const { holder, waiter, waiting } = await begin(scene);
      const limit = scene.github.fault({ match: { client: TOKEN }, kind: 'rate-limit-secondary', status });
      const line = await waiting.waitForLine(/rate limit is reached/);
      const until = Date.parse(/until (\S+Z)/.exec(line)?.[1] ?? '');
      expect(until - Date.now()).toBeGreaterThan(50_000);
      expect(until - Date.now()).toBeLessThan(70_000);
      expect((await scene.lease('staging')).requests.map((each) => each['run_id'])).toEqual([
        holder.runId,
        waiter.runId,
      ]);

      limit.remove();
      await waiter.job.cancel();
      expect(await waiting.finished).toMatchObject({ signal: null, outcome: 'cancelled' });
      expect((await scene.lease('staging')).outcomes).toMatchObject([{ outcome: 'withdrawn' }]);
      await waiter.finish();
      await holder.finish('success');
      await expectEnd(scene, [TOKEN]);
    },
  );
});

describe.concurrent('a job that arrives at a rate limit', () => {
  it('waits for the reset before it registers', async () => {
    await using scene = await openScene();
    const { github } = scene;
    github.addToken(TOKEN, { contents: 'write', actions: 'read', bucket: 'limited' });
    github.limits.setRemaining('graphql', 0, { name: 'limited', resetIn: 2 });
    const job = await plainJob(scene, 'a');
    const result = await job.use(LIMITED);
    expect(result).toMatchObject({ exitCode: 0, outputs: { status: 'acquired' } });
    expect(noticesOf(result)).toHaveLength(1);
    await job.finish('success');
    await expectEnd(scene, [TOKEN]);
  });
});
