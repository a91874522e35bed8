// One stage of a step: a process of Node that runs main or post, what it printed, and how it ended.
//
// It knows the runner's ways of ending a process (interrupt, terminate, kill), not what a job is.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { CommandFileContents, CommandFiles } from './command-files.ts';
import { StepLog, type Annotation } from './step-log.ts';

/** Milliseconds from SIGINT to SIGTERM, and from SIGTERM to SIGKILL. */
export interface CancelTimes {
  readonly terminate: number;
  readonly kill: number;
}

/** GitHub's own. */
export const CANCEL_TIMES: CancelTimes = { terminate: 7500, kill: 2500 };

/** How a stage ended. */
export interface StageResult {
  readonly stage: 'main' | 'post';
  /** `null` where a signal ended it. */
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly outcome: 'success' | 'failure' | 'cancelled';
  readonly outputs: Readonly<Record<string, string>>;
  /** What it printed on both streams, without workflow commands. */
  readonly stdout: string;
  /** All that it printed, as it was printed. */
  readonly lines: readonly string[];
  /** Those of its lines that came on the error stream, where Node warns too. */
  readonly stderr: readonly string[];
  readonly annotations: readonly Annotation[];
  readonly debug: readonly string[];
  readonly masks: readonly string[];
  readonly summary: string;
  readonly state: Readonly<Record<string, string>>;
}

export interface StageStart {
  readonly stage: 'main' | 'post';
  /** What starts Node in its turn. */
  readonly through: readonly string[];
  readonly args: readonly string[];
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly files: CommandFiles;
  /** Annotations of the runner itself. */
  readonly warnings: readonly string[];
  /** Called with the result before `finished` resolves. */
  readonly settle: (result: StageResult, files: CommandFileContents) => void;
}

/** A stage that has been started. */
export class Stage {
  /** Resolves when the process has ended and its command files are read. */
  readonly finished: Promise<StageResult>;
  readonly #child: ChildProcess;
  readonly #log = new StepLog();
  readonly #stderr: string[] = [];
  readonly #listeners = new Set<(line: string) => void>();
  #cancelled = false;
  #ended = false;

  constructor(start: StageStart) {
    for (const message of start.warnings)
      this.#log.annotations.push({ level: 'warning', message, title: null });
    const [program, ...args] = [...start.through, process.execPath, ...start.args] as [string, ...string[]];
    this.#child = spawn(program, args, {
      cwd: start.cwd,
      env: start.environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.finished = this.#finish(start);
  }

  /** Resolves with the first line, already printed or to come, that matches; rejects when there will be none. */
  async waitForLine(pattern: RegExp): Promise<string> {
    const printed = this.#log.lines.find((line) => pattern.test(line));
    if (printed !== undefined) return printed;
    const { promise, resolve } = Promise.withResolvers<string>();
    const listener = (line: string) => {
      if (pattern.test(line)) resolve(line);
    };
    this.#listeners.add(listener);
    const tooLate = this.finished.then(() => {
      throw new Error(
        `no line matches ${pattern}; the step has ended, having printed:\n${this.#log.lines.join('\n')}`,
      );
    });
    return Promise.race([promise, tooLate]).finally(() => this.#listeners.delete(listener));
  }

  /** Sends a signal to the process. */
  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Cancels as GitHub's runner does: SIGINT, then SIGTERM, then SIGKILL. Resolves when the process has ended. */
  async cancel(times: CancelTimes): Promise<StageResult> {
    if (!this.#ended && !this.#cancelled) {
      this.#cancelled = true;
      this.signal('SIGINT');
      const timers = [
        setTimeout(() => this.signal('SIGTERM'), times.terminate),
        setTimeout(() => this.signal('SIGKILL'), times.terminate + times.kill),
      ];
      await this.finished.finally(() => timers.forEach(clearTimeout));
    }
    return this.finished;
  }

  async #finish(start: StageStart): Promise<StageResult> {
    const { stdout, stderr } = this.#child;
    const closed = once(this.#child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
    const [[exitCode, signal]] = await Promise.all([
      closed,
      this.#readLines(stdout),
      this.#readLines(stderr, this.#stderr),
    ]);
    this.#ended = true;
    const files = start.files.read();
    for (const message of files.faults) this.#log.annotations.push({ level: 'error', message, title: null });
    const failed = exitCode !== 0 || files.faults.length > 0;
    const { plain, lines, annotations, debug, masks } = this.#log;
    const result: StageResult = {
      stage: start.stage,
      exitCode,
      signal,
      outcome: this.#cancelled ? 'cancelled' : failed ? 'failure' : 'success',
      outputs: { ...this.#log.outputs, ...files.outputs },
      stdout: plain.join('\n'),
      lines,
      stderr: this.#stderr,
      annotations,
      debug,
      masks,
      summary: files.summary,
      state: { ...this.#log.state, ...files.state },
    };
    start.settle(result, files);
    return result;
  }

  async #readLines(stream: Readable | null, also: string[] = []): Promise<void> {
    if (stream === null) return;
    for await (const line of createInterface({ input: stream, crlfDelay: Infinity })) {
      this.#log.add(line);
      also.push(line);
      for (const listener of this.#listeners) listener(line);
    }
  }
}
