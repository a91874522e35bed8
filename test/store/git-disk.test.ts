// A disk that is really full under the private repository: nothing is taken for written or read, and it says where.
import { join } from 'node:path';
import { expect, it, type TestContext } from 'vitest';
import { UnavailableError } from '../../src/lease/errors.ts';
import { gitEnvironment } from '../../src/store/git/environment.ts';
import { systemGit } from '../../src/store/git/system-git.ts';
import type { Store } from '../../src/store/store.ts';
import { aBoard, aDocument, aMessage, NOW } from './boards.ts';
import { BRANCH, GitPlace } from './git-place.ts';
import { write } from './open-store.ts';
import { SmallDisk } from './small-disk.ts';

const FULL = /No space left on device|Out of diskspace/;

/** A store whose private repository is on a small disk, and another that is not. */
async function open(context: TestContext) {
  const place = await GitPlace.open();
  context.onTestFinished(() => place[Symbol.asyncDispose]());
  const disk = await SmallDisk.mount(place.root);
  if (typeof disk === 'string') return context.skip(`no disk can be mounted here: ${disk}`);
  context.onTestFinished(() => disk[Symbol.asyncDispose]());
  const program = await disk.git(join(place.root, 'git'));
  const git = systemGit({ env: gitEnvironment(process.env, { url: place.url }), program });
  const store: Store = await place.store({ git, directory: disk.folder });
  return { place, disk, store, other: await place.store() };
}

async function failureOf(call: Promise<unknown>): Promise<unknown> {
  const failed = await call.catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(UnavailableError);
  return failed;
}

it('writes nothing, says so, and goes on when there is room again', async (context) => {
  const { place, disk, store, other } = await open(context);
  await write(other, () => aBoard([aDocument('staging')]));
  const before = await store.read();
  const swap = () => store.compareAndSwap(before, aBoard([aDocument('next')]), aMessage(), { now: NOW });
  disk.fill();
  const failed = await failureOf(swap());
  expect(failed).toMatchObject({ message: expect.stringMatching(FULL) });
  expect(failed).toMatchObject({
    message: expect.stringContaining(`"git fast-import" on this machine, in ${disk.folder}: `),
  });
  expect(await place.origin.head(BRANCH)).toBe(before.head);
  disk.free();
  expect(await swap()).toMatchObject({ kind: 'applied' });
});

it('shows nothing that it could not read whole', async (context) => {
  const { disk, store, other } = await open(context);
  await write(other, () => aBoard([aDocument('staging')]));
  const before = await store.read();
  const after = await write(other, () => aBoard([aDocument('staging', { sequence: NOW + 1 })]));
  disk.fill();
  for (const call of [() => store.read(), () => store.watch('staging')])
    expect(await failureOf(call())).toMatchObject({ message: expect.stringMatching(FULL) });
  disk.free();
  expect(await store.read()).toEqual(after);
  expect(after.head).not.toBe(before.head);
});

it('has no private repository where there is no room for one', async (context) => {
  const { disk, store } = await open(context);
  disk.fill();
  const failed = await failureOf(store.read());
  expect(failed).toMatchObject({ message: expect.stringMatching(FULL) });
  expect(failed).toMatchObject({ message: expect.stringContaining(`in ${disk.folder}: `) });
  disk.free();
  expect(await store.read()).toMatchObject({ head: null });
});
