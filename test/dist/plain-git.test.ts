// store: git. The shipped bundle keeps the board by the git of the machine, with the token of the step: no request of the
// API is spent on it, and who uses the API sees the same board.
import { expect, it } from 'vitest';
import { expectEnd, openStory, PLAIN } from './story.ts';

const GIT = { ...PLAIN, store: 'git' };

it.concurrent('keeps the board by git, which those who use the API share', async () => {
  await using scene = await openStory();
  const { github } = scene;
  const first = await scene.job('main');
  const held = await first.use(GIT);
  expect(held.outputs).toMatchObject({
    status: 'acquired',
    'board-url': expect.stringContaining('/octo/shop/tree/'),
  });
  const second = await scene.job('main');
  const waiting = second.step(GIT);
  await waiting.waitForLine(/place 1 of 1; held by main/);
  const [released] = await first.finish('success');
  expect(released).toMatchObject({ exitCode: 0, annotations: [] });
  const next = await waiting.finished;
  expect(Number(next.outputs['fencing-token'])).toBeGreaterThan(Number(held.outputs['fencing-token']));
  await second.finish('success');
  const asked = new Set(github.accounting.map(({ operation }) => operation));
  expect([...asked].filter((operation) => !operation.startsWith('GET actions/'))).toEqual([]);

  const third = await scene.job('main');
  const last = await third.use(PLAIN);
  expect(Number(last.outputs['fencing-token'])).toBeGreaterThan(Number(next.outputs['fencing-token']));
  await third.finish('success');
  await expectEnd(scene);
});

it.concurrent('asks the doctor, whose branch is raced for, looked at and removed by git', async () => {
  await using scene = await openStory();
  const { github } = scene;
  const branches = () => github.git('for-each-ref', '--format=%(refname)', 'refs/heads');
  const before = await branches();
  const job = await scene.job('main');
  const examined = await job.use({ mode: 'doctor', store: 'git' });
  expect(examined, examined.lines.join('\n')).toMatchObject({ exitCode: 0, annotations: [] });
  expect(examined.lines.filter((line) => line.includes('ok: '))).toEqual([
    expect.stringMatching(/git version \d+/),
    expect.stringContaining('The server answers'),
    expect.stringContaining('No rule forbids'),
    expect.stringContaining('Git tells no time'),
    expect.stringContaining('may be written'),
    expect.stringContaining('one wins, the other is told so'),
    expect.stringContaining('A look'),
    expect.stringMatching(/ref-lease-doctor-\w+ of this checkup is removed/),
    expect.stringContaining('whether jobs are alive'),
    expect.stringContaining('merge groups of main'),
    expect.stringContaining('% of the requests'),
  ]);
  expect(await branches()).toEqual(before);
  await expectEnd(scene);
});
