// What main leaves for post beside its state is a help, not a need: post releases without it, and whatever it says.
import { readFile, rm, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { openScene } from '../support/scene.ts';
import type { StageResult } from '../support/runner/runner.ts';
import { expectEnd, PLAIN, plainJob } from './ending.ts';

function handoverOf({ state }: StageResult): string {
  const path = (JSON.parse(state['ref-lease'] ?? '') as { handover: string | null }).handover;
  if (path === null) throw new Error('main has left no board');
  return path;
}

interface Left {
  head: string;
  board: string;
  now: number;
  monotonic: number;
}

async function change(path: string, by: (left: Left) => Partial<Left>): Promise<void> {
  const left = JSON.parse(await readFile(path, 'utf8')) as Left;
  await writeFile(path, JSON.stringify({ ...left, ...by(left) }));
}

const DAMAGES: readonly (readonly [string, (path: string) => Promise<void>])[] = [
  ['gone', (path) => rm(path)],
  ['no JSON', (path) => writeFile(path, '{')],
  ['of another machine, which has been up for longer', (path) => change(path, () => ({ monotonic: 1e9 }))],
  ['of a head that does not exist', (path) => change(path, () => ({ head: '0'.repeat(40) }))],
  ['of an empty board', (path) => change(path, () => ({ board: '{}' }))],
  ['of a board that is no JSON', (path) => change(path, () => ({ board: 'free' }))],
];

describe.concurrent('the board that main left to post', () => {
  it.for(DAMAGES)('may be %s: the lease is released as ever', async ([, damage]) => {
    await using scene = await openScene();
    const holder = await plainJob(scene, 'a');
    const held = await holder.use(PLAIN);
    await damage(handoverOf(held));

    const [post] = await holder.finish('success');

    expect(post).toMatchObject({ exitCode: 0, annotations: [] });
    expect((await scene.lease('staging')).outcomes).toMatchObject([
      { outcome: 'success', run_id: holder.runId },
    ]);
    await expectEnd(scene);
  });

  it('may be out of date: what has been written since stays', async () => {
    await using scene = await openScene();
    const [holder, other] = [await plainJob(scene, 'a'), await plainJob(scene, 'b')];
    handoverOf(await holder.use(PLAIN));
    const elsewhere = await other.use({ ...PLAIN, lease: 'other' });
    expect(elsewhere.outputs['status']).toBe('acquired');

    await holder.finish('success');

    expect((await scene.lease('other')).requests).toMatchObject([
      { status: 'acquired', run_id: other.runId },
    ]);
    await other.finish('success');
    await expectEnd(scene);
  });
});
