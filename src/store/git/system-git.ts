// Git as processes of this machine.
//
// Each has a process group of its own, so that an end reaches what it has started (ssh, helpers), no terminal to ask
// anything on, nothing to read but what it is given, and an output that is bounded in bytes.
import { spawn, type ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import { UnavailableError } from '../../lease/errors.ts';
import type { Seconds } from '../../lease/instant.ts';
import type { Git, GitCall, GitResult } from './git.ts';
import { gitMissing, gitNotStarted } from './faults.ts';
import { TraceReader, traceEnvironment } from './trace.ts';

/** How long a call to the server may last. */
const TIMEOUT: Seconds = 60;

/** Between the request to end and the kill; between the end of git and of what it has left behind. */
const GRACE: Seconds = 2;

/** Most bytes that git may print, and most characters that are kept of what it says. */
const LARGEST_OUTPUT = 128 * 1024 * 1024;
const LONGEST_WORDS = 16 * 1024;

/** Does something later, unless it is called off. */
export type After = (delay: Seconds, act: () => void) => () => void;

export interface SystemGitOptions {
  /** The environment of every process, as {@link gitEnvironment} makes it. */
  readonly env: NodeJS.ProcessEnv;
  /** The program; `git` of the PATH unless given. */
  readonly program?: string;
  readonly after?: After;
  readonly largestOutput?: number;
}

/** The {@link Git} of this machine. */
export function systemGit(options: SystemGitOptions): Git {
  return async (call) =>
    call.signal?.aborted === true ? notStarted(call.signal.reason) : new Process(options, call).ended();
}

function notStarted(reason: unknown): GitResult {
  const trace = new TraceReader().trace(true);
  return { code: null, stdout: Buffer.alloc(0), stderr: '', trace, stopped: { reason } };
}

class Process {
  readonly #options: Required<SystemGitOptions>;
  readonly #call: GitCall;
  readonly #child: ChildProcess;
  readonly #trace = new TraceReader();
  readonly #output: Buffer[] = [];
  #size = 0;
  #words = '';
  #stopped: { readonly reason: unknown } | undefined;
  readonly #timers: (() => void)[] = [];

  constructor(options: SystemGitOptions, call: GitCall) {
    this.#options = { program: 'git', after: afterSeconds, largestOutput: LARGEST_OUTPUT, ...options };
    this.#call = call;
    const { args, input, isRemote = false, showsPackets = false } = call;
    const { env, program } = this.#options;
    this.#child = spawn(program, args, {
      env: isRemote ? { ...env, ...traceEnvironment(3, showsPackets) } : env,
      detached: true,
      windowsHide: true,
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe', isRemote ? 'pipe' : 'ignore'],
    });
  }

  /** Lets it run to its end. */
  ended(): Promise<GitResult> {
    const { input, isRemote = false, signal } = this.#call;
    this.#listen();
    this.#child.stdin?.on('error', () => undefined).end(input);
    const abort = () => this.#stop(signal!.reason);
    signal?.addEventListener('abort', abort, { once: true });
    if (isRemote) this.#later(TIMEOUT, () => this.#stop(timedOut(this.#call)));
    const result = new Promise<GitResult>((resolve, reject) => {
      const finish = (code: number | null, isWhole: boolean) => {
        for (const stream of this.#child.stdio) stream?.destroy();
        resolve(this.#result(code, isWhole));
      };
      this.#child.on('error', (error) => reject(this.#notStarted(error)));
      // What git leaves behind (a credential cache, a shared connection of ssh) may hold its outputs open.
      this.#child.once('exit', (code) => {
        // Timers come before what is there to be read, an immediate comes after it.
        this.#later(GRACE, () => setImmediate(() => finish(code, false)));
      });
      this.#child.once('close', (code) => finish(code, true));
    });
    return result.finally(() => {
      signal?.removeEventListener('abort', abort);
      for (const cancel of this.#timers) cancel();
    });
  }

  #notStarted(error: NodeJS.ErrnoException): UnavailableError {
    const { program } = this.#options;
    return error.code === 'ENOENT' ? gitMissing(program, error) : gitNotStarted(program, error);
  }

  #listen(): void {
    const { largestOutput } = this.#options;
    const { stdout, stderr, stdio } = this.#child as ChildProcess & { stdout: Readable; stderr: Readable };
    stdout.on('data', (chunk: Buffer) => {
      this.#output.push(chunk);
      this.#size += chunk.length;
      if (this.#size > largestOutput) this.#stop(tooMuch(this.#call, largestOutput));
    });
    stderr.setEncoding('utf8').on('data', (chunk: string) => {
      this.#words = (this.#words + chunk).slice(-LONGEST_WORDS);
    });
    const trace = stdio[3] as Readable | null | undefined;
    trace?.setEncoding('utf8').on('data', (chunk: string) => this.#trace.push(chunk));
  }

  #stop(reason: unknown): void {
    if (this.#stopped !== undefined) return;
    this.#stopped = { reason };
    this.#kill('SIGTERM');
    this.#later(GRACE, () => this.#kill('SIGKILL'));
  }

  #kill(signal: NodeJS.Signals): void {
    try {
      process.kill(-this.#child.pid!, signal);
    } catch {
      // There are no process groups on Windows.
      this.#child.kill(signal);
    }
  }

  #later(delay: Seconds, act: () => void): void {
    this.#timers.push(this.#options.after(delay, act));
  }

  #result(code: number | null, isWhole: boolean): GitResult {
    return {
      code,
      stdout: Buffer.concat(this.#output),
      stderr: this.#words,
      // On Windows the children of git do not get the descriptor of the trace.
      trace: this.#trace.trace(isWhole && process.platform !== 'win32'),
      ...(this.#stopped === undefined ? {} : { stopped: this.#stopped }),
    };
  }
}

const afterSeconds: After = (delay, act) => {
  const timer = setTimeout(act, delay * 1000);
  return () => clearTimeout(timer);
};

function timedOut(call: GitCall): UnavailableError {
  return new UnavailableError(`${nameOf(call)} had no answer after ${TIMEOUT} s, and was ended.`);
}

function tooMuch(call: GitCall, largest: number): UnavailableError {
  return new UnavailableError(`${nameOf(call)} printed more than ${largest} bytes, and was ended.`);
}

function nameOf({ args }: GitCall): string {
  return `"git ${args.find((each) => !each.startsWith('--'))}"`;
}
