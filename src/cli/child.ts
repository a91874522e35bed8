// The command as a process.
//
// It has a process group of its own, so that a lost lease ends all that it has started, and so that no signal reaches it
// twice. Then it cannot ask anything on the terminal; with `foreground` it can, and only the command itself is ended.
import { spawn, type ChildProcess } from 'node:child_process';
import { shellWord } from '../text/escape.ts';
import { EXIT, statusOfSignal } from './exit.ts';

/** How a command ended; `problem`: why it was not started. */
export interface End {
  readonly status: number;
  readonly problem: string | null;
}

export interface Child {
  /** Never rejects. */
  readonly ended: Promise<End>;
  signal(name: NodeJS.Signals): void;
}

export type StartChild = (
  command: readonly string[],
  options: { readonly env: NodeJS.ProcessEnv; readonly foreground: boolean },
) => Child;

/** Signals that the terminal sends to all in the foreground. */
const OF_TERMINAL: readonly NodeJS.Signals[] = ['SIGINT', 'SIGQUIT'];

export const startChild: StartChild = ([file = '', ...args], { env, foreground }) => {
  let child: ChildProcess;
  try {
    child = spawn(file, args, { env, stdio: 'inherit', detached: !foreground });
  } catch (error) {
    // Node throws where it cannot be begun for most reasons, and tells some of them later.
    return { ended: Promise.resolve(notStarted(file, error as NodeJS.ErrnoException)), signal: () => {} };
  }
  const ended = new Promise<End>((resolve) => {
    child.once('error', (error: NodeJS.ErrnoException) => {
      if (child.pid === undefined) resolve(notStarted(file, error));
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

/** As a shell would: a command that is not there, or that cannot be executed. */
function notStarted(file: string, { code = '', message }: NodeJS.ErrnoException): End {
  const status = code === 'ENOENT' ? EXIT.notFound : EXIT.notExecutable;
  const advice = ADVICE[code] ?? `${message}.`;
  return { status, problem: `The command ${shellWord(file)} was not started: ${advice}` };
}

const ADVICE: Readonly<Record<string, string>> = {
  ENOENT:
    'it is not there, or the interpreter is not that its first line names. Check its name, and the PATH. What only a ' +
    'shell knows is run by one: sh -c COMMAND.',
  EACCES: 'it is a folder, or may not be executed. Allow it by chmod +x, or name its interpreter before it.',
  ENOTDIR: 'a part of its path is no folder. Check its name.',
  E2BIG: 'its arguments and its environment are too long together. Hand some of it over in a file.',
};
