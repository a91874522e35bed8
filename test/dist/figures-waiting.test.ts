// What waiting costs: nothing while nothing changes, and one charged request for each change that a waiter sees.
import { expect, it } from 'vitest';
import type { Account } from '../support/github/accounting.ts';
import { openScene, type Scene, type SceneJob } from '../support/scene.ts';
import { expectCleanScene, expectPromises } from './expectations.ts';
import { costOf, figure, LATENCY } from './figures.ts';
import { ask, asking, queueUp, type Car } from './train.ts';

/** The waiter asks with a token of its own, so that its requests can be told from those of others. */
const TOKEN = 'ghs_theWaiter';
const POLLS = 8;

const isLook = ({ operation }: Account): boolean => operation === 'GET contents';

/** The waiter's requests since the accounting was last reset. */
function asked({ github }: Scene): readonly Account[] {
  return github.accounting.filter(({ client }) => client === TOKEN);
}

async function untilLooked(scene: Scene, times: number): Promise<void> {
  await expect
    .poll(() => asked(scene).filter(isLook).length, { timeout: 20_000 })
    .toBeGreaterThanOrEqual(times);
}

/** Resets the accounting when the waiter has seen what there is to see. */
async function settle(scene: Scene): Promise<void> {
  const unchanged = () => asked(scene).filter((account) => isLook(account) && account.etagHit).length;
  await expect.poll(unchanged, { timeout: 20_000 }).toBeGreaterThan(0);
  scene.github.resetAccounting();
}

/** A holder that nobody waits for but the one who is looked at. */
async function openWithHolder(): Promise<{ scene: Scene; holder: SceneJob }> {
  const scene = await openScene({ latency: LATENCY });
  scene.github.addToken(TOKEN, { contents: 'write', actions: 'read', bucket: 'waiter' });
  const holder = scene.pushJob(await scene.github.push('main'));
  await holder.use({ lease: 'main' });
  return { scene, holder };
}

async function endAll(scene: Scene, cars: readonly Car[], holder: SceneJob): Promise<void> {
  await holder.finish('success');
  for (const { step, job } of cars) {
    await step.finished;
    await job.finish('success');
  }
  await expectPromises(scene);
  expectCleanScene(scene);
}

it('costs a plain request nothing to wait: one request for each poll, and none is charged', async () => {
  const { scene, holder } = await openWithHolder();
  await using _ = scene;
  const waiter = await asking(scene, scene.pushJob(await scene.github.push('main')), { token: TOKEN });
  await settle(scene);
  await untilLooked(scene, POLLS);
  const polls = [...asked(scene)];
  figure(`${POLLS} polls of a plain request`, costOf(polls));
  expect(polls.every(isLook)).toBe(true);
  expect(costOf(polls).charged).toBe(0);
  await endAll(scene, [waiter], holder);
});

it('costs a merge group nothing to wait: it looks at the merge groups in the same round trip', async () => {
  const { scene, holder } = await openWithHolder();
  await using _ = scene;
  const [group] = await queueUp(scene, 1);
  const waiter = await ask(scene, group!, { token: TOKEN });
  await settle(scene);
  await untilLooked(scene, POLLS);
  const polls = asked(scene).filter(({ endedAt }) => endedAt !== null);
  const looks = polls.filter(isLook).length;
  const cost = costOf(polls);
  figure(`${looks} polls of a merge group`, cost);
  expect(new Set(polls.map(({ operation }) => operation))).toEqual(
    new Set(['GET contents', 'GET git/matching-refs']),
  );
  expect(cost.charged).toBe(0);
  expect(cost.requests).toBeLessThanOrEqual(2 * looks + 1);
  // The last poll may be half counted.
  expect(cost.roundTrips).toBeLessThanOrEqual(looks + 1);
  await endAll(scene, [waiter], holder);
});

it('pays one charged request at most for each change that a waiter sees', async () => {
  const { scene, holder } = await openWithHolder();
  await using _ = scene;
  const push = await scene.github.push('main');
  const cars = [await asking(scene, scene.pushJob(push), { token: TOKEN })];
  await settle(scene);
  const changes = 4;
  for (let change = 1; change <= changes; change += 1) {
    cars.push(await asking(scene, scene.pushJob(push)));
    const looks = asked(scene).filter(isLook).length;
    await untilLooked(scene, looks + 2);
  }
  const cost = costOf(asked(scene));
  figure(`a waiter that sees ${changes} changes`, cost);
  expect(cost.charged).toBeLessThanOrEqual(changes);
  await endAll(scene, cars, holder);
});
