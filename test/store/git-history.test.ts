// Cutting the history of a branch on plain git.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PermissionError, UnavailableError } from '../../src/lease/errors.ts';
import { gitEnvironment } from '../../src/store/git/environment.ts';
import type { Git } from '../../src/store/git/git.ts';
import { systemGit } from '../../src/store/git/system-git.ts';
import type { Store } from '../../src/store/store.ts';
import { aBoard, aDocument, aMessage, NOW, withDocument } from './boards.ts';
import { BRANCH, GitPlace } from './git-place.ts';
import { write } from './open-store.ts';
import { commandOf, resultOf, scriptedGitStore } from './scripted-git.ts';

let place: GitPlace;
let store: Store;
beforeEach(async () => {
  place = await GitPlace.open('a path');
  store = await place.store();
});
afterEach(() => place[Symbol.asyncDispose]());

/** Writes so many versions: one for each number. */
async function commits(first: number, last: number, by: Store = store): Promise<void> {
  let { head, board } = await by.read();
  for (let number = first; number <= last; number += 1) {
    board = withDocument(board, aDocument('staging', { sequence: NOW + number }));
    const message = aMessage(`write ${number}`);
    const swap = await by.compareAndSwap({ head, board: aBoard([]) }, board, message, { now: NOW + number });
    expect(swap).toMatchObject({ kind: 'applied' });
    head = swap.kind === 'applied' ? swap.head : null;
  }
}

const log = async (format = '%s') =>
  (await place.origin.git('log', `--format=${format}`, BRANCH)).split('\n');

/** The real git, with something that happens before each push, and may take its place. */
async function storeWith(beforePush: () => ReturnType<Git> | Promise<void>): Promise<Store> {
  const real = systemGit({ env: gitEnvironment(process.env, { url: place.url }) });
  const git: Git = async (call) =>
    (commandOf(call) === 'push' ? await beforePush() : undefined) ?? real(call);
  return place.store({ git });
}

describe('cutHistory', () => {
  it('forgets all but the last versions, which stay as they are', async () => {
    await commits(1, 5);
    const whole = await store.read();
    const kept = (await log('%s %T %an %ae %at %cn %ce %ct %(trailers:key=Operation)')).slice(0, 4);
    expect(await store.cutHistory(2)).toEqual({ length: 5, kept: 2 });
    expect(await log()).toEqual(['write 5', 'write 4']);
    expect(await log('%s %T %an %ae %at %cn %ce %ct %(trailers:key=Operation)')).toEqual(kept);
    const cut = await store.read();
    expect(cut.board).toEqual(whole.board);
    expect(cut.head).toBe(await place.origin.head(BRANCH));
    expect(cut.head).not.toBe(whole.head);
  });

  it('leaves a branch alone that is short, or is not there', async () => {
    expect(await store.cutHistory(1)).toEqual({ length: 0, kept: 0 });
    await commits(1, 2);
    const head = await place.origin.head(BRANCH);
    expect(await store.cutHistory(2)).toEqual({ length: 2, kept: 2 });
    expect(await place.origin.head(BRANCH)).toBe(head);
  });

  it('lets others go on: what was read before conflicts, and is read anew', async () => {
    await commits(1, 3);
    const other = await place.store();
    const before = await other.read();
    await store.cutHistory(1);
    const next = withDocument(before.board, aDocument('other'));
    expect(await other.compareAndSwap(before, next, aMessage(), { now: NOW })).toEqual({ kind: 'conflict' });
    expect((await write(other, () => next)).board).toEqual(next);
    expect(await other.cutHistory(1)).toEqual({ length: 2, kept: 1 });
  });

  it('keeps what comes meanwhile besides', async () => {
    await commits(1, 4);
    let comes = 2;
    const raced = await storeWith(async () => {
      if (comes-- > 0) await commits(7 - comes, 7 - comes);
    });
    expect(await raced.cutHistory(2)).toEqual({ length: 6, kept: 4 });
    expect(await log()).toEqual(['write 7', 'write 6', 'write 4', 'write 3']);
  });

  it('knows its own cut again where the answer to it was lost', async () => {
    await commits(1, 4);
    const real = systemGit({ env: gitEnvironment(process.env, { url: place.url }) });
    let pushes = 0;
    const deaf = await place.store({
      git: async (call) => {
        const result = await real(call);
        if (commandOf(call) !== 'push') return result;
        pushes += 1;
        return resultOf({ code: null });
      },
    });
    expect(await deaf.cutHistory(2)).toEqual({ length: 4, kept: 2 });
    expect(await log()).toEqual(['write 4', 'write 3']);
    expect(pushes).toBe(1);
  });

  it('fails where the server takes no forced pushes, and changes nothing', async () => {
    await commits(1, 3);
    await place.origin.git('config', 'receive.denyNonFastForwards', 'true');
    const failed = await store.cutHistory(1).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(PermissionError);
    expect((failed as Error).message).toMatch(
      /was not cut: \[remote rejected\].*\. Nothing is lost\. .*takes no forced pushes/,
    );
    expect(await log()).toHaveLength(3);
  });

  it('gives up after five moves, each of another writer', async () => {
    await commits(1, 3);
    let number = 3;
    const raced = await storeWith(async () => {
      number += 1;
      await commits(number, number);
    });
    await expect(raced.cutHistory(1)).rejects.toThrow(/has moved meanwhile, in each of 5 tries/);
    expect(await log()).toHaveLength(8);
  });

  it('gives up after five pushes without an answer', async () => {
    await commits(1, 3);
    let pushes = 0;
    const deaf = await storeWith(async () => {
      pushes += 1;
      return resultOf({ code: null, stderr: 'fatal: the remote end hung up unexpectedly\n' });
    });
    const failed = await deaf.cutHistory(1).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(UnavailableError);
    expect((failed as Error).message).toContain('the remote end hung up unexpectedly');
    expect(pushes).toBe(5);
    expect(await log()).toHaveLength(3);
  });

  it('rejects with the reason of a signal that is aborted, and where the server is not there', async () => {
    await expect(store.cutHistory(1, { signal: AbortSignal.abort('enough') })).rejects.toBe('enough');
    const { store: lost } = scriptedGitStore({ fetch: [{ code: 128 }], 'ls-remote': [{ code: 128 }] });
    await expect(lost.cutHistory(1)).rejects.toThrow(UnavailableError);
  });
});
