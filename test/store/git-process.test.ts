// Git as processes: how one ends, and what is left of it. The programs are scripts that stand first on the PATH.
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UnavailableError } from '../../src/lease/errors.ts';
import { systemGit, type After, type SystemGitOptions } from '../../src/store/git/system-git.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'ref-lease-process-'));
});
afterEach(() => rm(root, { recursive: true }));

/** Git where the program of this name is a script of the shell. */
async function gitOf(script: string, options: Partial<SystemGitOptions> = {}) {
  const bin = join(root, 'bin');
  await mkdir(bin, { recursive: true });
  await writeFile(join(bin, 'git'), `#!/bin/sh\n${script}\n`);
  await chmod(join(bin, 'git'), 0o755);
  return systemGit({ env: { PATH: `${bin}:${process.env['PATH']}`, ROOT: root }, ...options });
}

/** What a script has written to a file of this name. */
async function written(name: string): Promise<string> {
  for (;;) {
    const text = await readFile(join(root, name), 'utf8').catch(() => '');
    if (text.endsWith('\n')) return text.trim();
    await sleep(5);
  }
}

async function gone(pid: number): Promise<void> {
  for (;;) {
    const state = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
    if (state === null || /\) Z /.test(state)) return;
    await sleep(5);
  }
}

/** Whatever is to be done later is done after a moment, where it is to be done within so many seconds. */
const soon =
  (longest: number): After =>
  (delay, act) => {
    if (delay > longest) return () => undefined;
    const timer = setTimeout(act, 20);
    return () => clearTimeout(timer);
  };

describe('a process', () => {
  it('gives what it prints, what it says and how it ended, and reads what it is given', async () => {
    const git = await gitOf('cat; echo "$@" >&2; exit 3');
    const result = await git({ args: ['a', 'b'], input: Buffer.from('hello') });
    expect(result).toMatchObject({ code: 3, stderr: 'a b\n' });
    expect(result.stdout.toString()).toBe('hello');
    expect(result).not.toHaveProperty('stopped');
  });

  it('has nothing to read where it is given nothing, and no trace of what stays on this machine', async () => {
    const git = await gitOf('cat; echo "$GIT_TRACE2_EVENT"');
    expect((await git({ args: [] })).stdout.toString()).toBe('\n');
  });

  it('may end before it has read what it was given', async () => {
    const git = await gitOf('exit 0');
    expect(await git({ args: [], input: Buffer.alloc(1_000_000) })).toMatchObject({ code: 0 });
  });

  it('is traced where it speaks to the server', async () => {
    const trace = `echo '"remote-http"' >&$GIT_TRACE2_EVENT; echo '<= Recv header: HTTP/2 200' >&$GIT_TRACE_CURL`;
    const git = await gitOf(`${trace}; echo "$GIT_TRACE_PACKET"`);
    const plain = await git({ args: [], isRemote: true });
    expect(plain.trace).toEqual({ isHttp: true, status: 200, format: null, hasPacked: false, isWhole: true });
    expect(plain.stdout.toString()).toBe('\n');
    const shown = await git({ args: [], isRemote: true, showsPackets: true });
    expect(shown.stdout.toString()).toBe('3\n');
  });

  it('keeps the end of what it says', async () => {
    const git = await gitOf('head -c 100000 /dev/zero | tr "\\0" x >&2; echo end >&2');
    const { stderr } = await git({ args: [] });
    expect(stderr).toMatch(/^x+end\n$/);
    expect(stderr.length).toBe(16 * 1024);
  });

  it('is ended with all that it has started, and says why', async () => {
    const git = await gitOf('sleep 1000 & echo $! >"$ROOT/pid"; wait');
    const controller = new AbortController();
    const result = git({ args: [], signal: controller.signal });
    const pid = Number(await written('pid'));
    controller.abort('enough');
    expect(await result).toMatchObject({ code: null, stopped: { reason: 'enough' } });
    await gone(pid);
  });

  it('is not started where its signal is aborted already', async () => {
    const git = await gitOf('touch "$ROOT/started"');
    const result = await git({ args: [], signal: AbortSignal.abort('enough') });
    expect(result).toMatchObject({ code: null, stopped: { reason: 'enough' } });
    await expect(readFile(join(root, 'started'))).rejects.toThrow('ENOENT');
  });

  it('is killed where it does not end when it is asked to', async () => {
    const git = await gitOf('trap "" TERM; echo $$ >"$ROOT/pid"; while :; do sleep 0.01; done', {
      after: soon(10),
    });
    const controller = new AbortController();
    const result = git({ args: [], signal: controller.signal });
    await written('pid');
    controller.abort('enough');
    expect(await result).toMatchObject({ code: null, stopped: { reason: 'enough' } });
  });

  it('is ended when it speaks to a server for too long', async () => {
    const git = await gitOf('sleep 1000', { after: soon(100) });
    const { stopped } = await git({ args: ['--git-dir=x', 'fetch'], isRemote: true });
    expect(stopped?.reason).toEqual(
      new UnavailableError('"git fetch" had no answer after 60 s, and was ended.'),
    );
  });

  it('is ended once when it prints too much', async () => {
    const script = 'trap "echo more; exit" TERM; echo much; while :; do sleep 0.01; done';
    const git = await gitOf(script, { largestOutput: 4 });
    const { stopped } = await git({ args: ['cat-file'] });
    expect(stopped?.reason).toEqual(
      new UnavailableError('"git cat-file" printed more than 4 bytes, and was ended.'),
    );
  });

  it('is not waited for by what it leaves behind, but then its trace is not whole', async () => {
    const git = await gitOf('sleep 1000 & echo $! >"$ROOT/pid"; echo done', { after: soon(10) });
    const result = await git({ args: [], isRemote: true });
    expect(result).toMatchObject({ code: 0, trace: { isWhole: false } });
    expect(result.stdout.toString()).toBe('done\n');
    process.kill(Number(await written('pid')));
  });
});

describe('an end that comes too late', () => {
  it('finds no process group any more, and harms nobody', async () => {
    const leaves = `require('child_process').spawn('sleep', ['1000'], { detached: true, stdio: 'inherit' })`;
    const script = `"${process.execPath}" -e "console.error(String(${leaves}.pid)); process.exit()" 2>"$ROOT/pid"; echo $$ >"$ROOT/main"`;
    const git = await gitOf(script, { after: () => () => undefined });
    const controller = new AbortController();
    const result = git({ args: [], signal: controller.signal });
    await gone(Number(await written('main')));
    controller.abort('enough');
    process.kill(Number(await written('pid')));
    expect(await result).toMatchObject({ code: 0, stopped: { reason: 'enough' } });
  });
});

describe('a program that is not there', () => {
  it('is missed by name', async () => {
    const git = systemGit({ env: { PATH: root } });
    const failed = await git({ args: [], input: Buffer.from('hello') }).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(UnavailableError);
    expect(failed).toMatchObject({
      lasting: true,
      message:
        'There is no program "git" on this machine, and the leases are kept by git: install git 2.31 or newer.',
    });
  });

  it('may be there and no program', async () => {
    const program = join(root, 'git');
    await writeFile(program, '');
    const git = systemGit({ env: {}, program });
    await expect(git({ args: [] })).rejects.toThrow(/could not be started: spawn .* EACCES\.$/);
  });
});
