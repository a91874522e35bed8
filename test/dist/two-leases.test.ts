// One board, several leases: they are held side by side, whatever characters their names have.
import { expect, it } from 'vitest';
import { openScene } from '../support/scene.ts';
import { expectCleanScene, expectPromises, holderIn } from './expectations.ts';
import { asking } from './train.ts';

const NAMES = ['a', 'b', 'release/1.2', `größe#1&"50%"<b>|'!(x)$`] as const;

it('lets jobs hold two and more leases of one board at once', async () => {
  await using scene = await openScene();
  const push = await scene.github.push('main');
  const cars = [];
  for (const lease of NAMES) cars.push(await asking(scene, scene.pushJob(push), { lease }));
  for (const [index, { step, id }] of cars.entries()) {
    const lease = NAMES[index]!;
    expect((await step.finished).outputs).toMatchObject({ status: 'acquired', lease, 'request-id': id });
    expect(holderIn(await scene.lease(lease))).toMatchObject({ id });
  }
  const files = await scene.github.git('ls-tree', '-r', '--name-only', '--full-tree', 'ref-lease');
  expect(files.split('\n')).toEqual([
    'README.md',
    'leases/a.json',
    'leases/b.json',
    `leases/gr%C3%B6%C3%9Fe%231%26%2250%25%22%3Cb%3E%7C'!(x)%24.json`,
    'leases/release%2F1.2.json',
  ]);
  const readme = await scene.github.file('ref-lease', 'README.md');
  expect(readme).toContain('| Lease | State | Holder | Waiting |');
  expect(readme).toContain('`release/1.2`');
  // In commands to copy the name is quoted for the shell; anywhere else it is escaped.
  expect(readme?.replaceAll(/^```sh\n.*?^```$/gms, '')).not.toContain('<b>');

  for (const { job } of cars) {
    const [post] = await job.finish('success');
    expect(post?.annotations).toEqual([]);
  }
  for (const lease of NAMES) {
    expect(await scene.lease(lease)).toMatchObject({ requests: [], outcomes: [{ outcome: 'success' }] });
  }
  await expectPromises(scene);
  expectCleanScene(scene);
});
