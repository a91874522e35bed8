// Reading a branch on plain git: what is on it, and how little is asked for.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EMPTY_BOARD, pathOf, printDocument } from '../../src/lease/board.ts';
import { StateError, UnavailableError } from '../../src/lease/errors.ts';
import { gitEnvironment } from '../../src/store/git/environment.ts';
import { systemGit } from '../../src/store/git/system-git.ts';
import type { Store } from '../../src/store/store.ts';
import { aBoard, aDocument, aMessage, NOW, withDocument } from './boards.ts';
import { BRANCH, GitPlace } from './git-place.ts';
import { write } from './open-store.ts';
import { commandOf, scriptedGitStore } from './scripted-git.ts';

let place: GitPlace;
let store: Store;
let commands: string[];
beforeEach(async () => {
  place = await GitPlace.open();
  const git = systemGit({ env: gitEnvironment(process.env, { url: place.url }) });
  commands = [];
  store = await place.store({ git: (call) => (commands.push(commandOf(call)), git(call)) });
});
afterEach(() => place[Symbol.asyncDispose]());

/** What git is asked, and how many requests the server gets. */
async function costOf(act: () => Promise<unknown>): Promise<string> {
  commands = [];
  place.http.requests.length = 0;
  await act();
  return `${commands.join(', ')}: ${place.http.requests.length} requests`;
}

const put = (path: string, text: string) => place.origin.put(BRANCH, path, text);

it('is made anew where its folder is taken away, as by what cleans temporary files', async () => {
  await put(pathOf('staging'), printDocument(aDocument('staging')));
  const before = await store.read();
  await rm(join(place.root, 'store-1'), { recursive: true });
  expect(await store.read()).toEqual(before);
  expect(
    await store.compareAndSwap(before, aBoard([aDocument('next')]), aMessage(), { now: NOW }),
  ).toMatchObject({
    kind: 'applied',
  });
});

describe('a branch that is not there', () => {
  const beside = (...names: readonly string[]) =>
    Promise.all(names.map((name) => place.origin.put(name, 'README.md', 'hello')));

  it('is an empty board, whatever has a name like it', async () => {
    await beside(`${BRANCH}-old`, 'locks/ref', 'locks-2', `x/refs/heads/${BRANCH}`, 'refs/heads/locks');
    expect(await store.read()).toMatchObject({ head: null });
  });

  it.each([`${BRANCH}/old/one`, 'locks'])('cannot be made where there is %s: it says so', async (name) => {
    await beside(name);
    const said = `The branch ${BRANCH} cannot be made at ${place.url}, as there is a branch ${name}, `;
    await expect(store.read()).rejects.toThrow(StateError);
    await expect(store.read()).rejects.toThrow(said);
  });
});

describe('the cost', () => {
  it('is a fetch of the one ref, and no more than that while nothing changes', async () => {
    await put(pathOf('staging'), printDocument(aDocument('staging')));
    await place.origin.git('update-ref', 'refs/heads/other', BRANCH);
    expect(await costOf(() => store.read())).toBe(
      '--version, init, fetch, rev-parse, ls-tree, cat-file: 3 requests',
    );
    const first = await store.read();
    expect(await costOf(async () => expect(await store.read()).toBe(first))).toBe(
      'fetch, rev-parse: 2 requests',
    );
    // It was read with the rest.
    const glance = await store.watch('staging');
    expect(await costOf(async () => expect(await store.watch('staging')).toBe(glance))).toBe(
      'fetch, rev-parse: 2 requests',
    );
    expect(await costOf(() => store.watch('staging', { withLock: true }))).toBe(
      'fetch, rev-parse: 2 requests',
    );
  });

  it('is one file where one has changed', async () => {
    await put(pathOf('staging'), printDocument(aDocument('staging')));
    await store.read();
    await put(pathOf('other'), printDocument(aDocument('other')));
    const changed = 'fetch, rev-parse, ls-tree: 3 requests';
    expect(await costOf(() => store.watch('staging'))).toBe(changed);
    await put(pathOf('other'), printDocument(aDocument('other', { sequence: NOW + 1 })));
    expect(await costOf(() => store.watch('other'))).toBe(changed.replace(':', ', cat-file:'));
  });

  it('of a write is a commit and a push', async () => {
    const board = aBoard([aDocument('staging')]);
    const before = await write(store, () => board);
    const next = withDocument(board, aDocument('staging', { sequence: NOW + 1 }));
    expect(await costOf(() => store.compareAndSwap(before, next, aMessage(), { now: NOW }))).toBe(
      'cat-file, fast-import, push: 2 requests',
    );
  });
});

describe('what is on the branch', () => {
  it('has no document where a file is none', async () => {
    await put(pathOf('large'), `"${'x'.repeat(1_000_000)}"`);
    await place.origin.link(BRANCH, pathOf('link'), 'README.md');
    await place.origin.put(BRANCH, pathOf('binary'), Buffer.from([0xff, 0xfe]));
    const { board } = await store.read();
    const unreadable = { unreadable: 'it is not a text file, or too large to be read whole' };
    expect(board.leases).toEqual(new Map(['binary', 'large', 'link'].map((lease) => [lease, unreadable])));
    expect(await store.watch('large')).toEqual({ document: unreadable });
  });

  it('is refused where the folder of leases is a file', async () => {
    await put('leases', 'no folder');
    await expect(store.read()).rejects.toThrow(StateError);
    await expect(store.watch('staging')).rejects.toThrow(/leases on the branch .* it is not a folder/);
  });

  it('is found in full, also where a tag or another ref has its name', async () => {
    await put(pathOf('staging'), printDocument(aDocument('staging')));
    await place.origin.git('update-ref', `refs/tags/${BRANCH}`, BRANCH);
    expect(await store.watch('staging')).toEqual({ document: aDocument('staging') });
    await place.origin.git('update-ref', `refs/x/refs/heads/${BRANCH}`, BRANCH);
    await place.origin.git('update-ref', '-d', `refs/heads/${BRANCH}`);
    expect((await store.read()).head).toBeNull();
  });
});

describe.each([2, 0])('SHA-256 names the objects, by the protocol %i', (version) => {
  const env = {
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'protocol.version',
    GIT_CONFIG_VALUE_0: `${version}`,
  };
  const board = aBoard([aDocument('staging')]);

  it('and reads and writes are the same', async () => {
    await using other = await GitPlace.open('a path', '--object-format=sha256');
    const own = await other.store({ env });
    const { head } = await write(own, () => board);
    expect(head).toMatch(/^[0-9a-f]{64}$/);
    expect(await own.watch('staging')).toEqual({ document: aDocument('staging') });
    expect((await own.read()).board.leases).toEqual(board.leases);
  });

  it('and who writes without having read learns that first', async () => {
    await using other = await GitPlace.open('a path', '--object-format=sha256');
    const own = await other.store({ env });
    const swap = await own.compareAndSwap({ head: null, board: EMPTY_BOARD }, board, aMessage(), {
      now: NOW,
    });
    expect(swap).toMatchObject({ kind: 'applied', head: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown });
  });
});

describe('the commits', () => {
  it('are by ref-lease, and say what every store says', async () => {
    await write(await place.store(), () => aBoard([aDocument('staging')]));
    const format = '--format=%an <%ae> %ct, %cn <%ce> %ct%n%B';
    expect(await place.origin.git('log', '-1', format, BRANCH)).toMatch(
      new RegExp(
        `^ref-lease <noreply@ref-lease.invalid> ${NOW}, ref-lease <noreply@ref-lease.invalid> ${NOW}\n` +
          'acquire staging: run 4711 holds it\n\nrun 4711\n\n\nOperation: operation-\\d+\nskip-checks: true\n*$',
      ),
    );
    expect(await place.origin.file(BRANCH, 'README.md')).toBe(`${BRANCH}: 1 leases at ${NOW}\n`);
  });
});

describe('calls at once', () => {
  it('come one after another, and one that waits ends with its signal', async () => {
    await put(pathOf('staging'), printDocument(aDocument('staging')));
    const looks = Array.from({ length: 4 }, () => store.watch('staging'));
    expect(await Promise.all(looks)).toEqual(looks.map(() => ({ document: aDocument('staging') })));
    const controller = new AbortController();
    const first = store.read();
    const waiting = store.read({ signal: controller.signal });
    controller.abort('enough');
    await expect(waiting).rejects.toBe('enough');
    expect((await first).head).toBe(await place.origin.head(BRANCH));
  });

  it('that fail do not fail those after them', async () => {
    const { store: shaky } = scriptedGitStore({ fetch: [{ code: 128 }, {}], 'ls-remote': [{ code: 128 }] });
    const [failed, read] = await Promise.allSettled([shaky.read(), shaky.read()]);
    expect(failed).toMatchObject({ status: 'rejected', reason: expect.any(UnavailableError) });
    expect(read).toMatchObject({ status: 'fulfilled' });
  });
});
