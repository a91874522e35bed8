// The command as a process.
//
// It has a process group of its own, so that a lost lease ends all that it has started, and so that no signal reaches it
// twice. Then it cannot ask anything on the terminal; with `foreground` it can, and only the command itself is ended.
import { spawn } from 'node:child_process';
import { EXIT, statusOfSignal } from './exit.ts';

export interface Child {
  /** How it ended; `problem`: why it was not started. Never rejects. */
  readonly ended: Promise<{ readonly status: number; readonly problem: string | null }>;
  signal(name: NodeJS.Signals): void;
}

export type StartChild = (
  command: readonly string[],
  options: { readonly env: NodeJS.ProcessEnv; readonly foreground: boolean },
) => Child;

/** Signals that the terminal sends to all in the foreground. */
const OF_TERMINAL: readonly NodeJS.Signals[] = ['SIGINT', 'SIGQUIT'];

export const startChild: StartChild = ([file = '', ...args], { env, foreground }) => {
  const child = spawn(file, args, { env, stdio: 'inherit', detached: !foreground });
  const ended = new Promise<{ status: number; problem: string | null }>((resolve) => {
    child.once('error', (error: NodeJS.ErrnoException) => {
      if (child.pid !== undefined) return;
      const status = error.code === 'ENOENT' ? EXIT.notFound : EXIT.notExecutable;
      resolve({ status, problem: `The command ${file} was not started: ${error.message}.` });
    });
    child.once('exit', (code, signal) => resolve({ status: code ?? statusOfSignal(signal!), problem: null }));
  });
  return {
    ended,
    signal(name) {
      if (child.pid === undefined || (foreground && OF_TERMINAL.includes(name))) return;
      try {
        if (foreground) child.kill(name);
        else process.kill(-child.pid, name);
      } catch {
        // All of them have ended.
      }
    },
  };
};
