// Faults on the way between the real git and what it is served by: each has its result.
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pathOf, printDocument } from '../../src/lease/board.ts';
import { PermissionError, UnavailableError } from '../../src/lease/errors.ts';
import { gitEnvironment } from '../../src/store/git/environment.ts';
import type { Git } from '../../src/store/git/git.ts';
import { systemGit } from '../../src/store/git/system-git.ts';
import type { Snapshot, Store } from '../../src/store/store.ts';
import { aBoard, aDocument, aMessage, NOW } from './boards.ts';
import { BRANCH, GitPlace } from './git-place.ts';
import { commandOf, resultOf } from './scripted-git.ts';

const READ_REFS = '/info/refs?service=git-upload-pack';
const PUSH_REFS = '/info/refs?service=git-receive-pack';
const PUSH = '/git-receive-pack';

let place: GitPlace;
let store: Store;
let before: Snapshot;

beforeEach(async () => {
  place = await GitPlace.open();
  store = await place.store();
  await place.origin.put(BRANCH, pathOf('staging'), printDocument(aDocument('staging')));
  before = await store.read();
});
afterEach(() => place[Symbol.asyncDispose]());

const swap = (by: Store = store, signal?: AbortSignal) => {
  const next = aBoard([aDocument('staging', { sequence: NOW + 1 })]);
  const options = { now: NOW, ...(signal === undefined ? {} : { signal }) };
  return by.compareAndSwap(before, next, aMessage(), options);
};
const head = () => place.origin.head(BRANCH);

/** Answers requests that end like this with a status. */
const answers = (end: string, status: number) => {
  place.http.meddle = ({ url }, response) => {
    if (!url!.endsWith(end)) return false;
    if (status === 401) response.setHeader('www-authenticate', 'Basic realm="git"');
    response.writeHead(status).end();
    return true;
  };
};

/** Cuts the connection of requests that end like this. */
const cuts = (end: string) => {
  place.http.meddle = ({ url, socket }) => {
    if (url!.endsWith(end)) socket.destroy();
    return url!.endsWith(end);
  };
};

describe('a connection that is cut', () => {
  it('before a push has sent nothing: it rejects', async () => {
    cuts(PUSH_REFS);
    await expect(swap()).rejects.toThrow(UnavailableError);
    expect(await head()).toBe(before.head);
  });

  it('in a push leaves it unknown, not written', async () => {
    cuts(PUSH);
    expect(await swap()).toEqual({ kind: 'unknown', cause: expect.any(Error) });
    expect(await head()).toBe(before.head);
  });

  it('after a push leaves it unknown, though it is written', async () => {
    place.http.loses = ({ url }) => url!.endsWith(PUSH);
    expect(await swap()).toEqual({ kind: 'unknown', cause: expect.any(Error) });
    expect(await place.origin.git('rev-parse', `${BRANCH}^`)).toBe(before.head);
  });

  it('fails a read, which is no branch that is gone', async () => {
    cuts(READ_REFS);
    await expect(store.read()).rejects.toThrow(UnavailableError);
    await expect(store.watch('staging')).rejects.toThrow(UnavailableError);
  });
});

describe('a status', () => {
  it.each([
    [401, PermissionError],
    [403, PermissionError],
    [503, UnavailableError],
  ] as const)('decides what a read or a write rejects with: %s', async (status, kind) => {
    answers(READ_REFS, status);
    await expect(store.read()).rejects.toThrow(kind);
    await expect(store.read()).rejects.toThrow(`HTTP ${status}`);
    answers(PUSH_REFS, status);
    await expect(swap()).rejects.toThrow(kind);
    expect(await head()).toBe(before.head);
  });

  it('of a repository that is not there says so', async () => {
    const lost = await place.store({ url: `${place.url}/nowhere` });
    await expect(lost.read()).rejects.toThrow(/There is no such repository/);
  });
});

describe('a rule of the server', () => {
  const refusal = (said: RegExp) => ({
    kind: 'refused',
    cause: expect.objectContaining({ message: expect.stringMatching(said) }),
  });

  it('that is a hook refuses the write, with its words', async () => {
    const hook = join(place.origin.directory, 'hooks', 'pre-receive');
    await mkdir(join(place.origin.directory, 'hooks'), { recursive: true });
    await writeFile(hook, '#!/bin/sh\necho "not on Sundays"; exit 1\n');
    await chmod(hook, 0o755);
    expect(await swap()).toEqual(refusal(/pre-receive hook declined.*remote: not on Sundays/));
    expect(await head()).toBe(before.head);
  });

  it('that hides the branch from those who push refuses the second write on the same head', async () => {
    await place.origin.git('config', 'receive.hideRefs', 'refs/heads/locks');
    expect(await swap()).toEqual({ kind: 'conflict' });
    expect(await swap()).toEqual(refusal(/\[rejected\]/));
    expect(await head()).toBe(before.head);
  });

  it('that hides the branch from all shows none, and refuses to create it', async () => {
    await place.origin.git('config', 'transfer.hideRefs', 'refs/heads/locks');
    const hidden = await store.read();
    expect(hidden.head).toBeNull();
    const created = await store.compareAndSwap(hidden, aBoard([]), aMessage(), { now: NOW });
    expect(created).toEqual(refusal(/\[remote rejected\]/));
    expect(await head()).toBe(before.head);
  });

  it('that takes no pushes of this key of ssh refuses the write', async () => {
    const ssh = join(place.root, 'ssh');
    await writeFile(
      ssh,
      '#!/bin/sh\nfor it; do :; done\ncase "$it" in\n' +
        'git-upload-pack*) eval "$it" ;;\n*) echo "ERROR: this key may read only" >&2; exit 1 ;;\nesac\n',
    );
    await chmod(ssh, 0o755);
    const url = `ssh://git@host.test${place.origin.directory}`;
    const env = { ...process.env, GIT_SSH_COMMAND: ssh, GIT_SSH_VARIANT: 'ssh' };
    const reader = await place.store({ url, git: systemGit({ env: gitEnvironment(env, { url }) }) });
    expect(await reader.read()).toEqual(before);
    expect(await swap(reader)).toEqual(refusal(/this key may read only/));
  });
});

describe('git', () => {
  /** The real git, but for this command. */
  const gitBut = (command: string, instead: Git): Git => {
    const real = systemGit({ env: gitEnvironment(process.env, { url: place.url }) });
    return (call) => (commandOf(call) === command ? instead(call) : real(call));
  };

  it.each(['refs/ref-lease/fetched.lock', 'shallow.lock', 'packed-refs.lock'])(
    'that is killed may leave %s, and the next read goes on all the same',
    async (lock) => {
      await writeFile(join(place.root, 'store-1', 'sha1.git', lock), '');
      const other = await place.store();
      await swap(other);
      expect((await store.read()).head).toBe(await head());
    },
  );

  it('that is killed may leave what keeps the next commit from being made, and no other one', async () => {
    await writeFile(join(place.root, 'store-1', 'sha1.git', 'refs/ref-lease/made.lock'), '');
    await expect(swap()).rejects.toThrow(UnavailableError);
    expect(await swap()).toMatchObject({ kind: 'applied' });
  });

  it('that is killed leaves a push unknown, and fails a read', async () => {
    const bin = join(place.root, 'bin');
    await mkdir(bin);
    const path = process.env['PATH']!;
    await writeFile(
      join(bin, 'git'),
      `#!/bin/sh\ncase "$*" in *" $KILLED "*) kill -9 $$ ;; esac\nPATH="${path}" exec git "$@"\n`,
    );
    await chmod(join(bin, 'git'), 0o755);
    const killed = (command: string) => {
      const env = { ...process.env, PATH: `${bin}:${path}`, KILLED: command };
      return place.store({ git: systemGit({ env: gitEnvironment(env, { url: place.url }) }) });
    };
    const pusher = await killed('push');
    await pusher.read();
    expect(await swap(pusher)).toEqual({ kind: 'unknown', cause: new Error('it was killed') });
    await expect((await killed('fetch')).read()).rejects.toThrow(UnavailableError);
  });

  it('may be told a lie by its server, which a look at the branch finds out', async () => {
    const lie: Git = async ({ args }) => {
      const [commit, ref] = args.at(-1)!.split(':');
      return resultOf({ stdout: `To lies\n \t${commit}:${ref}\ta..b\nDone\n` });
    };
    const fooled = await place.store({ git: gitBut('push', lie), isTrusted: true });
    expect(await swap(fooled)).toMatchObject({ kind: 'applied' });
    const wary = await place.store({ git: gitBut('push', lie), isTrusted: false });
    expect(await swap(wary)).toMatchObject({ kind: 'unknown', cause: { message: /shows the commit/ } });
    expect(await head()).toBe(before.head);
  });

  /** Lets a request hang; `asked` when it has come, `cut` when its connection has ended. */
  const hangs = (end: string) => {
    const asked = Promise.withResolvers<void>();
    const cut = Promise.withResolvers<void>();
    place.http.meddle = ({ url, socket }) => {
      if (!url!.endsWith(end)) return false;
      socket.once('close', cut.resolve);
      asked.resolve();
      return true;
    };
    return { asked: asked.promise, cut: cut.promise };
  };

  it('is ended with its caller: a write that is under way is unknown, a read rejects', async () => {
    const reason = new Error('enough');
    const write = hangs(PUSH);
    const writer = new AbortController();
    const swapped = swap(store, writer.signal);
    await write.asked;
    writer.abort(reason);
    expect(await swapped).toEqual({ kind: 'unknown', cause: reason });
    await write.cut;
    const look = hangs(READ_REFS);
    const reader = new AbortController();
    const failed = store.read({ signal: reader.signal }).catch((error: unknown) => error);
    await look.asked;
    reader.abort(reason);
    expect(await failed).toBe(reason);
    await look.cut;
  });

  it('is not disturbed by what surrounds it', async () => {
    const hooks = join(place.root, 'hooks');
    await mkdir(hooks);
    for (const hook of ['pre-push', 'reference-transaction']) {
      await writeFile(join(hooks, hook), '#!/bin/sh\nexit 1\n');
      await chmod(join(hooks, hook), 0o755);
    }
    const config = { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'core.hooksPath', GIT_CONFIG_VALUE_0: hooks };
    const env = { ...process.env, ...config, GIT_DIR: '/nowhere', GIT_OBJECT_DIRECTORY: '/nowhere' };
    const undisturbed = await place.store({ git: systemGit({ env: gitEnvironment(env, place) }) });
    expect(await undisturbed.read()).toEqual(before);
    expect(await swap(undisturbed)).toMatchObject({ kind: 'applied' });
  });
});
