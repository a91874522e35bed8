// Processes that a test starts as a shell would, and watches from outside.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** The shipped command line. */
export const COMMAND_LINE = join(import.meta.dirname, '..', '..', 'dist', 'cli', 'index.js');

/** Where Node keeps what it has compiled for the next process that runs it, which changes nothing but their time. */
export const COMPILE_CACHE = {
  NODE_COMPILE_CACHE: join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'node'),
};

/** The PATH of this process, with its own Node before any other. */
export const PATH = `${join(process.execPath, '..')}:${process.env['PATH']}`;

/** One that was started. */
export interface Started {
  readonly child: ChildProcess;
  /** The exit status, or the signal. */
  readonly exited: Promise<number | string>;
  /** The same with both streams, once nobody writes to them any more. */
  readonly ended: Promise<{
    readonly status: number | string;
    readonly stdout: string;
    readonly stderr: string;
  }>;
  /** Waits for a line of stderr. */
  says(text: RegExp): Promise<void>;
}

/** The processes of a test; those that still run when it is over are killed. */
export class Processes implements Disposable {
  readonly #left = new Set<ChildProcess>();

  /** Starts a program in an environment that has nothing but `PATH`, {@link COMPILE_CACHE} and what is given. */
  start(
    [program = '', ...args]: readonly string[],
    { env = {}, cwd }: { readonly env?: NodeJS.ProcessEnv; readonly cwd?: string } = {},
  ): Started {
    const child = spawn(program, args, {
      env: { PATH, ...COMPILE_CACHE, ...env },
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#left.add(child);
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const exited = once(child, 'exit').then(([code, signal]) => (code ?? signal) as number | string);
    const ended = once(child, 'close').then(([code, signal]) => {
      this.#left.delete(child);
      return { status: (code ?? signal) as number | string, stdout, stderr };
    });
    const says = async (text: RegExp): Promise<void> => {
      while (!text.test(stderr)) await Promise.race([once(child.stderr, 'data'), fails(ended, text)]);
    };
    return { child, exited, ended, says };
  }

  [Symbol.dispose](): void {
    for (const child of this.#left) child.kill('SIGKILL');
  }
}

async function fails(ended: Started['ended'], text: RegExp): Promise<never> {
  const { status, stderr } = await ended;
  throw new Error(`it ended with ${status}, and never said ${text}: ${stderr}`);
}
