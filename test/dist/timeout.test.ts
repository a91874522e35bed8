// `timeout`: the wait has an end, the request is withdrawn, and the message says who held the lease since when.
import { expect, it } from 'vitest';
import { openScene } from '../support/scene.ts';
import { expectCleanScene, expectPromises, normalised, outcomeIn } from './expectations.ts';
import { asking, untilHeldBy } from './train.ts';

it.for(['fail', 'continue'] as const)('ends a wait at its timeout with on-timeout: %s', async (onTimeout) => {
  await using scene = await openScene();
  const push = await scene.github.push('main');
  const holder = await asking(scene, scene.pushJob(push));
  const token = await untilHeldBy(scene, holder);
  const job = scene.pushJob(push);
  const { exitCode, outputs, annotations, stdout, summary } = await job.use({
    timeout: '2s',
    'on-timeout': onTimeout,
  });
  expect(outputs).toMatchObject({ status: 'timed-out', result: 'timed-out', 'fencing-token': '' });
  expect(Number(outputs['waited-seconds'])).toBeGreaterThanOrEqual(2);
  expect(JSON.parse(outputs['holder']!)).toMatchObject({ id: holder.id, epoch: token });
  expect(outcomeIn(await scene.lease(), outputs['request-id'])).toMatchObject({
    outcome: 'withdrawn',
    reason: 'timed-out',
  });
  expect(summary).toContain('**Timed out**');
  const said = withoutLength(normalised(stdout));
  const failed = annotations.map(({ level, message }) => withoutLength(normalised(`${level}: ${message}`)));
  if (onTimeout === 'fail') {
    expect(exitCode).toBe(1);
    expect(failed).toMatchInlineSnapshot(`
      [
        "error: Did not get the lease main on the branch ref-lease within <n> s; the request is withdrawn. It is held by main (run <n>) since <time> UTC, token <n>, <server>/octo/shop/actions/runs/<n>. Run the job again, or give it a longer \`timeout\`. See docs/operations.md#timed-out",
      ]
    `);
  } else {
    expect(exitCode).toBe(0);
    expect(failed).toEqual([]);
    expect(said).toMatchInlineSnapshot(`
      "Waiting for the lease main: place 1 of 1; held by main (run <n>) since <time> UTC, token <n>, <server>/octo/shop/actions/runs/<n>.
      Did not get the lease main on the branch ref-lease within <n> s; the request is withdrawn. It is held by main (run <n>) since <time> UTC, token <n>, <server>/octo/shop/actions/runs/<n>. Going on without it, as \`on-timeout: continue\` asks."
    `);
  }
  const [post] = await job.finish();
  expect(post).toMatchObject({ exitCode: 0, annotations: [] });
  await holder.step.finished;
  await holder.job.finish('success');
  await expectPromises(scene);
  expectCleanScene(scene);
});

function withoutLength(text: string): string {
  return text.replaceAll(/within \d+ s/g, 'within <n> s');
}
