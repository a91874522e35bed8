// mode: status with keep-history. The lock branch keeps its last commits; nothing of the state is lost.
import { expect, it } from 'vitest';
import { openScene, type Scene } from '../support/scene.ts';
import { expectEnd } from './ending.ts';
import { outcomeIn } from './expectations.ts';
import { holding, operate, operatorJob, said, served, waiting } from './operator.ts';

const cut = (keep: number) => ({ mode: 'status', 'keep-history': String(keep) });

/** Trees, messages, authors and dates of the newest commits: all but what a cut changes. */
async function content(scene: Scene, count: number): Promise<string> {
  const format = '--format=%T %an %ae %aI %cI%n%B';
  return scene.github.git('log', `-${count}`, format, 'ref-lease');
}

it('keeps the last commits as they were, and a repeated cut does nothing', async () => {
  await using scene = await openScene();
  for (const _ of ['first', 'second', 'third']) await (await holding(scene)).job.finish('success');
  expect(await scene.log()).toHaveLength(6);
  const [state, kept] = [await scene.lease('staging'), await content(scene, 4)];

  const shortened = await operate(scene, cut(4));
  expect(said(shortened)).toMatchInlineSnapshot(`
    "exit 0
    staging: Nobody holds it. 0 in line.
    The history of the branch ref-lease is cut from 6 commits to the last 4."
  `);
  expect(await scene.log()).toHaveLength(4);
  expect(await content(scene, 4)).toBe(kept);
  expect(await scene.lease('staging')).toEqual(state);
  const head = await scene.github.head('ref-lease');
  const repeated = await operate(scene, cut(4));
  expect(said(repeated)).toMatchInlineSnapshot(`
    "exit 0
    staging: Nobody holds it. 0 in line.
    The history of the branch ref-lease has 4 commits, no more than the 4 to keep."
  `);
  expect(await scene.github.head('ref-lease')).toBe(head);
  await expectEnd(scene);
});

it('holds the epoch, the outcomes, the holder and the line across a cut', async () => {
  await using scene = await openScene();
  const first = await holding(scene);
  await first.job.finish('success');
  const holder = await holding(scene);
  const waiter = await waiting(scene);
  const before = await scene.lease('staging');
  expect((await operate(scene, cut(1))).exitCode).toBe(0);
  expect(await scene.log()).toHaveLength(1);
  expect(await scene.lease('staging')).toEqual(before);

  // The holder releases on a head that it has never seen, and the waiter goes on.
  const guard = await holder.job.use({ mode: 'guard', lease: 'staging', 'fencing-token': holder.token });
  expect(guard.exitCode).toBe(0);
  await holder.job.finish('success');
  await served(waiter);
  const after = await scene.lease('staging');
  expect(after.epoch).toBe(before.epoch + 1);
  expect(outcomeIn(after, first.id)).toEqual(outcomeIn(before, first.id));
  expect(after.outcomes.map(({ outcome }) => outcome)).toEqual(['success', 'success', 'success']);
  await expectEnd(scene);
});

it('shows what there is before it fails to cut, where a rule forbids it', async () => {
  await using scene = await openScene();
  await (await holding(scene)).job.finish('success');
  const head = await scene.github.head('ref-lease');
  scene.github.protect('ref-lease', 'non-fast-forward');
  const refused = await operate(scene, cut(1));
  expect(said(refused)).toMatchInlineSnapshot(`
    "exit 1
    staging: Nobody holds it. 0 in line.
    error: The history of the branch ref-lease was not cut: GitHub has not moved the branch in 5 tries (its last answer: UNPROCESSABLE: Repository rule violations found Cannot force-push to this branch.). Nothing is lost. Either many jobs write to it right now, then run this again later; or a rule forbids force pushes to it, then exempt the branch ref-lease from the rule, or leave keep-history out. See docs/operations.md#permission"
  `);
  expect(refused.outputs['metrics']).toMatch(/metrics\.txt$/);
  expect(await scene.github.head('ref-lease')).toBe(head);
  await expectEnd(scene);
});

it('fails where the token may not write, and where there is a broken document it cuts all the same', async () => {
  await using scene = await openScene();
  await (await holding(scene)).job.finish('success');
  const token = scene.github.addToken('ghs_reader', { contents: 'read' });
  const job = await operatorJob(scene);
  const refused = await job.use({ ...cut(1), token });
  expect(said(refused)).toMatchInlineSnapshot(`
    "exit 1
    staging: Nobody holds it. 0 in line.
    error: GitHub refused writing the branch ref-lease in octo/shop (HTTP 403: Resource not accessible by integration). The token needs the permission "contents: write" on octo/shop: put "permissions: { contents: write }" in the workflow or the job, or give the input token a token that has it. See docs/operations.md#permission"
  `);
  await job.finish();

  await scene.github.commitFile('ref-lease', 'leases/other.json', '{');
  const broken = await operate(scene, cut(2));
  expect(broken.exitCode).toBe(1);
  expect(broken.stdout).toContain('is cut from 3 commits to the last 2');
  expect(await scene.log()).toHaveLength(2);
  await scene.github.commitFile('ref-lease', 'leases/other.json', null);
  expect((await operate(scene, cut(2))).exitCode).toBe(0);
});

it('says that there is nothing to cut where there is no branch', async () => {
  await using scene = await openScene();
  const none = await operate(scene, cut(10));
  expect(said(none)).toMatchInlineSnapshot(`
    "exit 0
    There is no branch ref-lease: nobody has asked for a lease yet, or the token lacks contents: read.
    The history of the branch ref-lease has 0 commits, no more than the 10 to keep."
  `);
  await expectEnd(scene);
});
