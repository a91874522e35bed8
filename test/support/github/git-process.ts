// Git as processes: single commands, and commands that stay and answer one line at a time.
//
// Promises that no configuration of the machine or of the caller reaches git, and that every process it started
// has ended when `close` has. A command that stays is started at its first use and again after it has died.
import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';

/** What one git command left behind. */
export interface GitResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The environment of every git process: the repository, and nothing of the machine's configuration. */
export function gitEnvironment(directory: string): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
  return {
    ...Object.fromEntries(own),
    GIT_DIR: directory,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    // Before git 2.32 only this hides the user's configuration.
    HOME: directory,
    XDG_CONFIG_HOME: directory,
    LC_ALL: 'C',
  };
}

/** A user of this machine, by number. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** Runs one git command to its end, as `owner` where there is one; a failure is a value. */
export function runGit(
  directory: string,
  args: readonly string[],
  input: string | Uint8Array = '',
  owner?: Owner,
): Promise<GitResult> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', args, {
      cwd: directory,
      env: gitEnvironment(directory),
      stdio: 'pipe',
      ...owner,
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
    child.stdin.on('error', () => undefined);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 128, stdout, stderr }));
    child.stdin.end(input);
  });
}

/** Takes one answer off the front of what a command has written: the answer and its length, `null` if incomplete. */
export type Parse<Reply> = (written: Buffer) => { readonly reply: Reply; readonly length: number } | null;

interface Waiter<Reply> {
  resolve(reply: Reply): void;
  reject(cause: Error): void;
}

type Child = ChildProcessByStdio<Writable, Readable, null>;

/** A git command that stays, reads lines and answers each of them in order. */
export class StandingCommand<Reply> {
  readonly #directory: string;
  readonly #args: readonly string[];
  readonly #parse: Parse<Reply>;
  #child: Child | undefined;
  #ended: Promise<void> = Promise.resolve();
  #waiters: Waiter<Reply>[] = [];
  #written: Buffer = Buffer.alloc(0);

  constructor(directory: string, args: readonly string[], parse: Parse<Reply>) {
    this.#directory = directory;
    this.#args = args;
    this.#parse = parse;
  }

  /** Sends one line and resolves with its answer. */
  ask(line: string): Promise<Reply> {
    const child = (this.#child ??= this.#start());
    return new Promise((resolve, reject) => {
      this.#waiters.push({ resolve, reject });
      child.stdin.write(`${line}\n`);
    });
  }

  /** Ends the command and waits for its end. */
  async close(): Promise<void> {
    this.#child?.stdin.end();
    await this.#ended;
  }

  #start(): Child {
    const child = spawn('git', this.#args, {
      cwd: this.#directory,
      env: gitEnvironment(this.#directory),
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    this.#written = Buffer.alloc(0);
    child.stdin.on('error', () => undefined);
    child.stdout.on('data', (chunk: Buffer) => this.#take(chunk));
    this.#ended = new Promise((resolve) => {
      const end = (cause: Error) => {
        if (this.#child === child) this.#child = undefined;
        const waiters = this.#waiters;
        this.#waiters = [];
        for (const waiter of waiters) waiter.reject(cause);
        resolve();
      };
      child.on('error', end);
      child.on('close', (code) =>
        end(new Error(`git ${this.#args.join(' ')} ended with ${code}: it refused its input`)),
      );
    });
    return child;
  }

  #take(chunk: Buffer): void {
    this.#written = this.#written.length === 0 ? chunk : Buffer.concat([this.#written, chunk]);
    for (let next = this.#parse(this.#written); next !== null; next = this.#parse(this.#written)) {
      this.#written = this.#written.subarray(next.length);
      this.#waiters.shift()?.resolve(next.reply);
    }
  }
}
