// Text that somebody else chose (payloads, reasons, branch names) comes back as it was, and is never obeyed or rendered.
import { expect, it } from 'vitest';
import { openScene } from '../support/scene.ts';
import { expectCleanScene, expectPromises } from './expectations.ts';
import { asking, untilHeldBy } from './train.ts';

const HOSTILE = [
  '{"url": "https://preview.example"}',
  '::error::pwned by the payload',
  ' ::set-output name=status::pwned',
  'x ##[error]pwned by the payload',
  '::stop-commands::pwned',
  '::add-mask::octo',
  '<script>pwned()</script> <img src=x onerror=pwned()>',
  '| cell | **bold** [link](javascript:pwned()) `code` @octocat #12 closes #1',
  'ref-lease<<EOF\nstatus=pwned\nEOF',
  '\u202ereversed\u0007 $(touch pwned) %0A::error::pwned ',
].join('\n');

it('gives a payload back as it was, and interprets nothing of it in log, summary, board and commits', async () => {
  await using scene = await openScene();
  const push = await scene.github.push('main');
  const holder = await asking(scene, scene.pushJob(push), { payload: HOSTILE });
  await untilHeldBy(scene, holder);
  const got = await holder.step.finished;
  const waiter = await asking(scene, scene.pushJob(push), { payload: HOSTILE });
  await waiter.step.waitForLine(/held by main/);
  const guarded = await holder.job.use({ mode: 'guard' });
  const seen = await holder.job.use({ mode: 'status', lease: 'main' });
  const board = await scene.github.file('ref-lease', 'README.md');
  const [, , post] = await holder.job.finish('success');
  const next = await waiter.step.finished;
  await waiter.job.finish('success');

  for (const { outputs } of [got, guarded, next]) expect(outputs['payload']).toBe(HOSTILE);
  expect(got.outputs['status']).toBe('acquired');
  expect(guarded.outputs['held']).toBe('true');
  for (const stage of [got, guarded, seen, post!, next]) {
    expect(stage).toMatchObject({ exitCode: 0, annotations: [] });
    expect(stage.masks).not.toContain('octo');
  }
  for (const markdown of [board ?? '', got.summary, next.summary, seen.summary]) {
    expect(markdown).not.toMatch(
      /<script|<img|(?<!\\)\]\(javascript|\*\*bold|@octocat|(?<!&)#12|\u202e|\u0007/,
    );
  }
  expect(board).toContain('preview.example');
  const messages = await scene.github.git('log', '--format=%B', 'ref-lease');
  expect(messages).not.toMatch(/pwned|@octocat|#\d/);
  await expectPromises(scene);
  expectCleanScene(scene);
});

it('mentions nobody and refers to nothing in the audit log, whatever a branch is called', async () => {
  await using scene = await openScene();
  const branch = 'closes-#12-@octocat-<b>-`x`|y';
  const push = await scene.github.push(branch);
  const job = scene.pushJob(push, { actor: 'octo[bot]' });
  const { outputs, summary } = await job.use();
  expect(outputs).toMatchObject({ status: 'acquired', lease: branch });
  await job.finish('success');
  const messages = await scene.github.git('log', '--format=%B', 'ref-lease');
  expect(messages).toContain('acquire closes-12-octocat');
  expect(messages).not.toMatch(/@octocat|#\d/);
  const board = await scene.github.file('ref-lease', 'README.md');
  for (const markdown of [board?.replaceAll(/^```sh\n.*?^```$/gms, ''), summary]) {
    expect(markdown).not.toMatch(/<b>|@octocat|(?<!&)#12/);
  }
  await expectPromises(scene);
  expectCleanScene(scene);
});

it('shows the reason of an operator to those who wait, and obeys nothing in it', async () => {
  await using scene = await openScene();
  const push = await scene.github.push('main');
  const operator = scene.pushJob(push, { job: 'operator', actor: 'octo##[error]cat' });
  const locked = await operator.use({ mode: 'lock', lease: 'main', reason: HOSTILE });
  const waiter = await asking(scene, scene.pushJob(push));
  await waiter.step.waitForLine(/locked by octo.*cat since .*preview\.example/);
  const unlocked = await operator.use({ mode: 'unlock', lease: 'main', reason: HOSTILE });
  const got = await waiter.step.finished;
  await waiter.job.finish('success');
  const posts = await operator.finish('success');
  expect(got.outputs['status']).toBe('acquired');
  for (const stage of [locked, unlocked, got, ...posts]) {
    expect(stage).toMatchObject({ exitCode: 0, annotations: [] });
    expect(stage.masks).not.toContain('octo');
  }
  expect(await scene.github.git('log', '--format=%B', 'ref-lease')).not.toMatch(/@octocat|#\d/);
  await expectPromises(scene);
  expectCleanScene(scene);
});
