// What a push means, by its flag and by the trace: each of the signals that git may give, on a git that is scripted.
import { describe, expect, it } from 'vitest';
import { PermissionError, UnavailableError } from '../../src/lease/errors.ts';
import type { GitCall } from '../../src/store/git/git.ts';
import type { Store, Swap } from '../../src/store/store.ts';
import { aBoard, aMessage, NOW } from './boards.ts';
import { commandOf, scriptedGitStore, type Script, type Scripted } from './scripted-git.ts';

const HEAD = 'a'.repeat(40);
const OTHER = 'b'.repeat(40);
const MADE = 'c'.repeat(40);
const REF = 'refs/heads/ref-lease';

const write = (store: Store): Promise<Swap> =>
  store.compareAndSwap({ head: HEAD, board: aBoard([]) }, aBoard([]), aMessage(), { now: NOW });

const status = (flag: string, summary: string): Scripted => ({
  code: flag === '!' ? 1 : 0,
  stdout: `To git.test\n${flag}\t${MADE}:${REF}\t${summary}\nDone\n`,
});

const unsent: Scripted = { code: 128, stderr: 'fatal: Could not read from remote repository.\n' };
const HTTP_403 = { isHttp: true, status: 403 };

const pushed = (push: Scripted, more: Script = {}) => scriptedGitStore({ push: [push], ...more });

describe('a push', () => {
  it('is a compare-and-swap on the head that was read, and runs no hook', async () => {
    const { store, calls } = pushed(status(' ', 'a..c'));
    await write(store);
    expect(calls.at(-1)!.args).toEqual([
      '--git-dir=/private/sha1.git',
      'push',
      '--porcelain',
      '--no-verify',
      '--no-signed',
      '--no-follow-tags',
      '--recurse-submodules=no',
      `--force-with-lease=${REF}:${HEAD}`,
      '--',
      'https://octocat:secret@git.test/octo/locks.git',
      `${MADE}:${REF}`,
    ]);
  });

  it('goes to the address for pushes, where there is one', async () => {
    const pushUrl = 'ssh://git:secret@git.test/octo/locks.git';
    const { store, calls } = scriptedGitStore({ push: [status(' ', 'a..c'), unsent] }, { pushUrl });
    expect(await write(store)).toMatchObject({ kind: 'applied' });
    expect(calls.at(-1)!.args).toContain(pushUrl);
    const { store: lost } = scriptedGitStore({ push: [{ ...unsent, trace: HTTP_403 }] }, { pushUrl });
    await expect(write(lost)).rejects.toThrow(
      'writing the branch ref-lease of ssh://git@git.test/octo/locks.git',
    );
  });

  it.each([' ', '*', '+', '='])('is applied with the flag "%s"', async (flag) => {
    expect(await write(pushed(status(flag, 'a..c')).store)).toEqual({ kind: 'applied', head: MADE });
  });

  const said = 'remote: \nremote: not on Sundays\n';
  const stale = { ...status('!', '[rejected] (stale info)'), stderr: said };
  const turnedDown = { ...status('!', '[remote rejected] (failed to update ref)'), stderr: said };
  const pushes = (...push: Scripted[]) => scriptedGitStore({ push });
  const pushCount = (calls: readonly GitCall[]) => calls.filter((call) => commandOf(call) === 'push').length;

  it('is a conflict where git has seen another head, and a rule where it does again on the same one', async () => {
    const { store, calls } = pushes(stale);
    expect(await write(store)).toEqual({ kind: 'conflict' });
    expect(pushCount(calls)).toBe(1);
    const cause = new Error('[rejected] (stale info): remote: not on Sundays');
    expect(await write(store)).toEqual({ kind: 'refused', cause });
  });

  it('is a conflict again after a write that was applied, and on another head', async () => {
    const { store } = pushes(stale, status(' ', 'a..c'), stale, stale);
    expect(await write(store)).toEqual({ kind: 'conflict' });
    expect(await write(store)).toMatchObject({ kind: 'applied' });
    expect(await write(store)).toEqual({ kind: 'conflict' });
    const other = { head: OTHER, board: aBoard([]) };
    expect(await store.compareAndSwap(other, aBoard([]), aMessage(), { now: NOW })).toEqual({
      kind: 'conflict',
    });
  });

  it('that the server turns down twice, while the branch stays where it is, is refused at once', async () => {
    const { store, calls } = pushes(turnedDown);
    const cause = new Error('[remote rejected] (failed to update ref): remote: not on Sundays');
    expect(await write(store)).toEqual({ kind: 'refused', cause });
    expect(pushCount(calls)).toBe(2);
  });

  it.each<[string, readonly Scripted[], readonly string[]]>([
    ['has moved the branch before the look', [turnedDown], [OTHER]],
    ['is still at work at the first look', [turnedDown, stale], [HEAD]],
    ['has moved the branch before the second look', [turnedDown], [HEAD, OTHER]],
  ])('that the server turns down for a winner is a conflict, where that one %s', async (_, push, heads) => {
    const { store } = scriptedGitStore({
      push,
      'rev-parse': heads.map((head) => ({ stdout: `${head}\n` })),
    });
    expect(await write(store)).toEqual({ kind: 'conflict' });
  });

  it('that the server turns down for who gives up is applied in the end', async () => {
    expect(await write(pushes(turnedDown, status(' ', 'a..c')).store)).toEqual({
      kind: 'applied',
      head: MADE,
    });
  });

  it.each<[string, Scripted]>([
    ['a server that does not report', status('!', '[remote failure] (remote failed to report status)')],
    ['a flag that nobody knows', status('?', 'what')],
    [
      'a status of another ref',
      { code: 1, stdout: `!\t${MADE}:refs/heads/other\t[rejected]\n`, trace: { hasPacked: true } },
    ],
    ['a pack that was begun', { code: 128, trace: { hasPacked: true } }],
    ['a trace that is not whole', { code: 128, trace: { isWhole: false } }],
    ['a git that was killed', { code: null }],
    ['an end before its time', { code: 0, stopped: { reason: new Error('enough') } }],
  ])('is unknown with %s', async (_, push) => {
    const swap = await write(pushed(push).store);
    expect(swap).toEqual({ kind: 'unknown', cause: expect.any(Error) });
  });
});

describe('a push that was over before anything was sent', () => {
  it('is a refusal where the branch can be read, and still is at that head', async () => {
    expect(await write(pushed(unsent).store)).toEqual({
      kind: 'refused',
      cause: new Error('Could not read from remote repository'),
    });
  });

  it('is a conflict where the branch has moved', async () => {
    const { store } = pushed(unsent, { 'rev-parse': [{ stdout: 'b'.repeat(40) }] });
    expect(await write(store)).toEqual({ kind: 'conflict' });
  });

  it('rejects where the branch cannot be read either', async () => {
    const { store } = pushed(unsent, { fetch: [unsent], 'ls-remote': [unsent] });
    await expect(write(store)).rejects.toThrow(UnavailableError);
  });

  it.each([
    [403, PermissionError],
    [503, UnavailableError],
    [429, UnavailableError],
    [null, UnavailableError],
  ] as const)('rejects where HTTP says why, or nothing: %s', async (status, kind) => {
    const { store, calls } = pushed({ ...unsent, trace: { isHttp: true, status } });
    await expect(write(store)).rejects.toThrow(kind);
    expect(calls.at(-1)!.args).toContain('push');
  });
});

describe('a write that a server which is not trusted says to have applied', () => {
  const applied = status(' ', 'a..c');
  const untrusted = (more: Script) => scriptedGitStore({ push: [applied], ...more }, { isTrusted: false });
  const shows = (head: string): Script => ({ 'rev-parse': [{ stdout: `${head}\n` }] });

  it('is applied where the branch shows it, or a commit that contains it', async () => {
    expect(await write(untrusted(shows(MADE)).store)).toEqual({ kind: 'applied', head: MADE });
    expect(await write(untrusted(shows('b'.repeat(40))).store)).toEqual({ kind: 'applied', head: MADE });
  });

  it.each<[string, Script]>([
    ['another commit', { ...shows('b'.repeat(40)), 'merge-base': [{ code: 1 }] }],
    ['no branch', { fetch: [{ code: 128 }], 'ls-remote': [{ code: 2 }] }],
    ['nothing', { fetch: [{ code: 128 }], 'ls-remote': [{ code: 128 }] }],
  ])('is unknown where the branch shows %s', async (_, more) => {
    expect(await write(untrusted(more).store)).toEqual({ kind: 'unknown', cause: expect.any(Error) });
  });
});

describe('a write by an address for pushes that leads elsewhere', () => {
  const pushUrl = 'git@git.test:ann/locks.git';
  const said =
    '; it is read at https://git.test/octo/locks.git and written at git@git.test:ann/locks.git, ' +
    'and a lease needs one repository behind both';

  it('is unknown, and says so, where it is not read back', async () => {
    const script = { push: [status('*', 'a..c')], fetch: [{ code: 128 }], 'ls-remote': [{ code: 2 }] };
    const { store } = scriptedGitStore(script, { pushUrl, isTrusted: false });
    const cause = new Error(`the server says that it is written, and shows no branch${said}`);
    expect(await write(store)).toEqual({ kind: 'unknown', cause });
  });

  it('is refused, and says so, where the head that was read is not there', async () => {
    const { store } = scriptedGitStore({ push: [status('!', '[rejected] (stale info)')] }, { pushUrl });
    expect(await write(store)).toEqual({ kind: 'conflict' });
    const cause = new Error(`[rejected] (stale info)${said}`);
    expect(await write(store)).toEqual({ kind: 'refused', cause });
  });

  it('is refused, and says so, where nothing is reached there', async () => {
    const { store } = scriptedGitStore({ push: [unsent] }, { pushUrl });
    const cause = new Error(`Could not read from remote repository${said}`);
    expect(await write(store)).toEqual({ kind: 'refused', cause });
  });
});

describe('a removal', () => {
  const pushedNothing: Scripted = { code: 128, stderr: 'fatal: no\n', trace: { isHttp: true, status: 401 } };

  describe('of a branch that is not read, where it is written by another address', () => {
    const listing = (listed: Scripted) => {
      const script = { fetch: [{ code: 128 }], 'ls-remote': [{ code: 2 }, listed], push: [pushedNothing] };
      return scriptedGitStore(script, { pushUrl: '/srv/locks.git' });
    };
    const commands = (calls: readonly GitCall[]) => calls.map(commandOf);

    it('is a compare-and-swap on the head that is there', async () => {
      const others = `${'d'.repeat(40)}\trefs/old/${REF}\n${HEAD}\t${REF}\n`;
      const { store, calls } = listing({ stdout: others });
      await expect(store.remove()).rejects.toThrow(PermissionError);
      expect(calls.at(-1)!.args).toContain(`--force-with-lease=${REF}:${HEAD}`);
    });

    it('is nothing where it is not there either', async () => {
      const { store, calls } = listing({});
      await store.remove();
      expect(commands(calls)).not.toContain('push');
    });

    it('fails where nobody answers there', async () => {
      const { store, calls } = listing({ code: 128, stderr: 'fatal: no route' });
      await expect(store.remove()).rejects.toThrow('no route');
      expect(commands(calls)).not.toContain('push');
    });
  });

  it('is a compare-and-swap on the head that is there', async () => {
    const { store, calls } = pushed({ stdout: `To git.test\n-\t:${REF}\t[deleted]\nDone\n` });
    await store.remove();
    expect(calls.at(-1)!.args).toEqual(
      expect.arrayContaining([`--force-with-lease=${REF}:${HEAD}`, `:${REF}`]),
    );
  });

  it('of a branch that is not there does nothing', async () => {
    const { store, calls } = scriptedGitStore({ fetch: [{ code: 128 }], 'ls-remote': [{ code: 2 }] });
    await store.remove();
    expect(calls.map(commandOf)).not.toContain('push');
  });

  it.each([
    [
      'is turned down',
      status('!', '[remote rejected] (deletion prohibited)'),
      PermissionError,
      'did not let',
    ],
    ['meets a refusal', pushedNothing, PermissionError, 'does not accept the credentials'],
    ['is not answered', { code: 1, trace: { hasPacked: true } }, UnavailableError, 'did not complete'],
  ] as const)('that %s rejects', async (_, push, kind, part) => {
    const ended = pushed(push).store.remove();
    await expect(ended).rejects.toThrow(kind);
    await expect(ended).rejects.toThrow(part);
  });
});
