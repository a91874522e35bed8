// A disk of one megabyte under one folder, in a mount namespace of its own: no right of an administrator is needed, nobody
// else sees it, and it ends with the process that keeps it.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const MOUNT = 'mount -t tmpfs -o size=1m none "$1" && echo mounted && exec cat';

export class SmallDisk implements AsyncDisposable {
  readonly folder: string;
  readonly #keeper: ChildProcess;

  private constructor(folder: string, keeper: ChildProcess) {
    this.folder = folder;
    this.#keeper = keeper;
  }

  /** Lays it over a new folder in `root`; the reason where this machine does not let it. */
  static async mount(root: string): Promise<SmallDisk | string> {
    const folder = join(root, 'disk');
    await mkdir(folder);
    const keeper = spawn('unshare', ['--map-root-user', '--mount', 'sh', '-c', MOUNT, 'sh', folder]);
    return new Promise((resolve) => {
      let said = '';
      keeper.stderr.setEncoding('utf8').on('data', (chunk: string) => (said += chunk));
      keeper.on('error', ({ message }) => resolve(message));
      keeper.once('close', () => resolve(said));
      keeper.stdout.once('data', () => resolve(new SmallDisk(folder, keeper)));
    });
  }

  /** A program that runs git where the disk is seen. */
  async git(path: string): Promise<string> {
    await writeFile(path, `#!/bin/sh\nexec ${this.#inside().join(' ')} git "$@"\n`);
    await chmod(path, 0o755);
    return path;
  }

  /** Leaves no byte of it free. */
  fill(): void {
    this.#run('cat /dev/zero >"$1/fill"; test -s "$1/fill"');
  }

  free(): void {
    this.#run('rm "$1/fill"');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const ended = new Promise((resolve) => this.#keeper.once('close', resolve));
    this.#keeper.stdin!.end();
    await ended;
  }

  #run(script: string): void {
    const [program, ...args] = this.#inside();
    const ran = spawnSync(program, [...args, 'sh', '-c', script, 'sh', this.folder], { encoding: 'utf8' });
    if (ran.status !== 0) throw new Error(`${script}: ${ran.stderr}`);
  }

  #inside(): readonly [string, ...string[]] {
    const namespaces = ['--user', '--mount', '--preserve-credentials'];
    return ['nsenter', ...namespaces, '--target', String(this.#keeper.pid)];
  }
}
