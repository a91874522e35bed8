// Runners whose wall clocks are hours off, each in its own way: only GitHub's clock counts. Another project takes the
// age of a lock from the commit that it points to, so that a lock is born stale.
import { expect, it } from 'vitest';
import { LOCK_BRANCH, openScene, type LeaseJson } from '../support/scene.ts';
import { expectEnd, PLAIN, plainJob } from './ending.ts';

const HOUR = 3600;

/** Every time that a document holds. */
function stampsOf({ rounds, requests, outcomes }: LeaseJson): number[] {
  return [...rounds, ...requests, ...outcomes].flatMap((entry) =>
    Object.entries(entry)
      .filter(([name]) => name.endsWith('_at') || name === 'at')
      .map(([, stamp]) => Date.parse(String(stamp))),
  );
}

it('keeps the line and evicts nobody while the clocks of the runners are hours off', async () => {
  await using scene = await openScene();
  const begin = Date.now();
  const ahead = await plainJob(scene, 'a', { clockOffset: 7 * HOUR });
  const behind = await plainJob(scene, 'b', { clockOffset: -5 * HOUR });
  const days = await plainJob(scene, 'c', { clockOffset: 48 * HOUR });
  const short = { ...PLAIN, 'max-hold': '30m' };
  const held = await ahead.use(short);
  const second = behind.step(short);
  await second.waitForLine(/place 1 of 1; held by/);
  const third = days.step(short);
  await third.waitForLine(/place 2 of 2; held by/);

  await ahead.finish('success');
  const got = await second.finished;
  await behind.finish('success');
  const last = await third.finished;
  await days.finish('success');

  const tokens = [held, got, last].map(({ outputs }) => Number(outputs['fencing-token']));
  expect(tokens).toEqual([tokens[0], (tokens[0] ?? 0) + 1, (tokens[0] ?? 0) + 2]);
  const { outcomes } = await scene.lease('staging');
  expect(outcomes.map((each) => each['outcome'])).toEqual(['success', 'success', 'success']);
  const waited = [held, got, last].map(({ outputs }) => Number(outputs['waited-seconds']));
  expect(Math.max(...waited)).toBeLessThan(60);
  const commits = (await scene.github.git('log', '--format=%H', LOCK_BRANCH)).split('\n');
  const path = 'leases/staging.json';
  for (const commit of commits) {
    const text = await scene.github.file(commit, path);
    for (const stamp of stampsOf(JSON.parse(text ?? '') as LeaseJson)) {
      // Dates of answers are whole seconds: a stamp is up to one before its time, and never after it.
      expect(stamp).toBeGreaterThan(begin - 2000);
      expect(stamp).toBeLessThanOrEqual(Date.now());
    }
  }
  await expectEnd(scene);
});
