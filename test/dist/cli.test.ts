// The shipped command line as processes, on a repository that is a path: the exit statuses and signals, as a script sees them.
// Shells that contend, and are killed, are in ../chaos.
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ARRIVE, WORK } from '../chaos/served-resource.ts';
import { COMMAND_LINE, Processes, type Started } from '../support/processes.ts';

let root = '';
const processes = new Processes();

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'ref-lease-cli-'));
});

afterAll(() => {
  processes[Symbol.dispose]();
  rmSync(root, { recursive: true, force: true });
});

let repositories = 0;

/** An empty repository, by its path. */
function repository(): string {
  const path = join(root, `${++repositories}.git`);
  const { status } = spawnSync('git', ['init', '--quiet', '--bare', path]);
  expect(status).toBe(0);
  return path;
}

/** Starts the command line as a shell would. */
function start(url: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Started {
  return processes.start([COMMAND_LINE, ...args], { env: { TMPDIR: root, REF_LEASE_URL: url, ...env } });
}

describe('the exit status', () => {
  it.each([
    ['of the command', ['run', '-l', 'a', '--', 'sh', '-c', 'exit 3'], 3],
    ['of a command that a signal ends', ['run', '-l', 'a', '--', 'sh', '-c', 'kill -TERM $$'], 143],
    ['of a command that is not there', ['run', '-l', 'a', '--', './nowhere'], 127],
    ['of a command that cannot be executed', ['run', '-l', 'a', '--', '/'], 126],
    ['of arguments that cannot be meant', ['run', '-l', 'a'], 64],
  ])('%s', async (_, args, status) => {
    expect((await start(repository(), args).ended).status).toBe(status);
  });

  it('of a lease that is not to be had, and of a wait that a signal ends', async () => {
    const url = repository();
    const { status, stdout } = await start(url, ['acquire', '-l', 'a', '--hold', '1h', '--json']).ended;
    const held = JSON.parse(stdout) as { readonly id: string; readonly token: number };
    expect([status, held]).toEqual([
      0,
      { lease: 'a', id: expect.any(String), token: expect.any(Number), slots: null },
    ]);
    const busy = ['run', '-l', 'a', '-n', '--', 'true'];
    expect((await start(url, busy).ended).status).toBe(75);
    expect((await start(url, ['run', '-l', 'a', '-n', '-E', '9', '--', 'true']).ended).status).toBe(9);
    const waiting = start(url, ['run', '-l', 'a', '--', 'true']);
    await waiting.says(/Waiting for the lease a/);
    waiting.child.kill('SIGTERM');
    expect((await waiting.ended).status).toBe(143);
    const { id, token } = held;
    const release = ['release', '-l', 'a', '--id', id, '--token'];
    expect((await start(url, [...release, '1']).ended).status).toBe(1);
    expect((await start(url, [...release, String(token)]).ended).status).toBe(0);
    expect((await start(url, busy).ended).status).toBe(0);
  });

  it('of a lease that an operator takes away, and the command is ended with what it has started', async () => {
    const url = repository();
    const { port, close, arrived } = await waitingRoom();
    const work = `trap '' TERM; (${WORK}) & wait; sleep 1000 & wait`;
    const args = ['run', '-l', 'a', '--ttl', '6s', '--grace', '1s', '--', 'bash', '-c', work];
    const shell = start(url, args, { WHO: 'a', PORT: String(port) });
    const guest = await arrived;
    expect((await start(url, ['unlock', '-l', 'a', '--force', '--reason', 'repair']).ended).status).toBe(0);
    const { status, stderr } = await shell.ended;
    expect([status, stderr]).toEqual([76, expect.stringContaining('The command is stopped.')]);
    // Its part in the background held the socket.
    await guest.gone;
    close();
  });

  it('of a lost lease, where nobody reads what is said any more: the command is ended all the same', async (context) => {
    if (!existsSync('/proc/self/fd')) context.skip('a stream cannot be opened anew here');
    const url = repository();
    const run = `"$0" run -l a --ttl 6s --grace 1s -- sh -c 'head -c 300000 /dev/zero >&2 & sleep 1000'`;
    const unread = 'while [ -e "$TMPDIR" ]; do sleep 0.2; done';
    const piped = `{ ${run}; echo "ended with $?" >&3; } 3>&2 2>&1 | ${unread}`;
    const env = { TMPDIR: root, REF_LEASE_URL: url };
    const shell = processes.start(['sh', '-c', piped, COMMAND_LINE], { env });
    const unlock = ['unlock', '-l', 'a', '--force', '--reason', 'repair'];
    // Until it holds the lease there is nobody to free.
    for (let freed = false; !freed;) freed = (await start(url, unlock).ended).status === 0;
    await expect(shell.says(/^ended with 76$/m)).resolves.toBeUndefined();
  });

  it('of a doctor whose words nobody reads: it leaves nothing behind', async () => {
    const url = repository();
    const doctor = start(url, ['doctor']);
    doctor.child.stdout!.once('data', () => doctor.child.stdout!.destroy());
    expect((await doctor.ended).status).toBe(141);
    const { stdout } = spawnSync('git', ['--git-dir', url, 'for-each-ref'], { encoding: 'utf8' });
    expect(stdout).toBe('');
  });

  it('of what could not be printed, as on a full disk: nobody takes it for a success', async (context) => {
    if (!existsSync('/dev/full')) context.skip('nothing here is always full');
    const url = repository();
    for (const args of [['status', '--metrics'], ['acquire', '-l', 'a', '--hold', '1h'], ['--version']]) {
      const words = ['-c', 'exec "$0" "$@" >/dev/full', COMMAND_LINE, ...args];
      const env = { TMPDIR: root, REF_LEASE_URL: url };
      const { status, stderr } = await processes.start(['sh', ...words], { env }).ended;
      expect([status, stderr]).toEqual([74, expect.stringContaining('ENOSPC')]);
    }
    // What it leaves to its command, it has not printed itself.
    const run = [COMMAND_LINE, 'run', '-l', 'b', '--', 'sh', '-c', 'exit 3'];
    const env = { TMPDIR: root, REF_LEASE_URL: url };
    const { status } = await processes.start(['sh', '-c', 'exec "$0" "$@" >/dev/full', ...run], { env })
      .ended;
    expect(status).toBe(3);
  });

  it('of a folder that is gone, as where a script removes it before it releases', async () => {
    const script = 'mkdir "$TMPDIR/gone" && cd "$TMPDIR/gone" && rmdir "$TMPDIR/gone" && exec "$0" status';
    const env = { TMPDIR: root, REF_LEASE_URL: repository() };
    const { status, stderr } = await processes.start(['sh', '-c', script, COMMAND_LINE], { env }).ended;
    expect([status, stderr]).toEqual([
      69,
      expect.stringMatching(/^ref-lease: error: The folder .* is gone: .*\n$/),
    ]);
  });

  it('of a command that SIGINT ends: the command gets it, once', async () => {
    const url = repository();
    const { port, close, arrived } = await waitingRoom();
    const wait = 'while ((count == 0)); do sleep 0.1; done';
    const work = `count=0; trap 'count=$((count + 1))' INT; ${ARRIVE}; ${wait}; exit $((40 + count))`;
    const shell = start(url, ['run', '-l', 'a', '--', 'bash', '-c', work], { WHO: 'a', PORT: String(port) });
    const { gone } = await arrived;
    shell.child.kill('SIGINT');
    const { status } = await shell.ended;
    expect(status).toBe(41);
    await gone;
    close();
  });
});

/** A socket that one command comes to; `gone`: nobody holds it any more. */
async function waitingRoom() {
  const arrived = Promise.withResolvers<{ readonly gone: Promise<unknown> }>();
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    const gone = once(socket, 'close');
    socket.once('data', () => arrived.resolve({ gone }));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: () => server.close(),
    arrived: arrived.promise,
  };
}
