// A shell for the command line: one board and one clock in memory, a command that ends when it is told to, and what is read
// on both streams.
import type { Checkout } from '../../src/cli/checkout.ts';
import { main } from '../../src/cli/main.ts';
import { Signals } from '../../src/cli/signals.ts';
import type { Surroundings } from '../../src/cli/context.ts';
import type { Output } from '../../src/cli/terminal.ts';
import type { World } from '../../src/engine/carry.ts';
import type { Checkup } from '../../src/engine/ports.ts';
import { isUnreadable } from '../../src/lease/board.ts';
import { createDocument } from '../../src/lease/document.ts';
import { PermissionError } from '../../src/lease/errors.ts';
import type { LeaseDocument } from '../../src/lease/schema.ts';
import { transition, type Change } from '../../src/lease/transition.ts';
import { aCheckup } from '../commands/stage.ts';
import { aWorld, put, type TestWorld } from '../engine/world.ts';

/** A checkout whose branch has no commit yet. */
export const CHECKOUT: Checkout = {
  origin: '/srv/shop.git',
  pushUrl: null,
  headSha: null,
  headRef: null,
  problem: null,
  config: [],
};

/** What a command line came to. */
export interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command of `run`, from the outside. */
export interface Command {
  readonly words: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly foreground: boolean;
  readonly signals: readonly NodeJS.Signals[];
  /** What was told before its first signal. */
  readonly toldBefore: () => string;
  readonly end: (status: number) => void;
}

export interface Shell {
  readonly world: TestWorld;
  /** Runs a command line to its end. What happens on the way is told to it by `meanwhile`. */
  run(line: string, meanwhile?: (running: Running) => Promise<void>): Promise<Ended>;
  lease(name?: string): LeaseDocument;
  write(...changes: readonly Change[]): void;
}

export interface Running {
  /** The command, once it was started. */
  readonly command: Promise<Command>;
  readonly signal: (name: NodeJS.Signals) => void;
  /** What was read so far. */
  readonly stderr: () => string;
  /** The signals that the process has sent to itself. */
  readonly own: readonly NodeJS.Signals[];
}

interface Options {
  readonly env?: NodeJS.ProcessEnv;
  readonly world?: Partial<World>;
  readonly checkup?: Partial<Checkup>;
  readonly isTerminal?: boolean;
  readonly checkout?: Partial<Checkout>;
  /** The command does not end when it is asked to. */
  readonly isDeaf?: boolean;
  /** Nobody reads what it prints. */
  readonly isUnread?: boolean;
  readonly around?: Partial<Surroundings>;
}

/** A shell on a machine of its own; several may have one world. */
export function aShell(options: Options = {}): Shell {
  const {
    env = {},
    world: overrides = {},
    isTerminal = false,
    checkout = {},
    isDeaf = false,
    isUnread = false,
  } = options;
  const { checkup: checkupOverrides = {} } = options;
  const nobody = async (): Promise<never> => {
    throw new PermissionError('A git server knows nothing of merge queues and jobs.');
  };
  const world = aWorld({ jobs: { life: nobody }, ...overrides } as Partial<TestWorld>);
  Object.assign(world.clock, { trusted: false });
  const checkup = aCheckup(world, {
    rules: async () => null,
    git: async () => 'git version 2.39.5',
    ...checkupOverrides,
  });
  let processes = 0;
  const lease = (name = 'staging'): LeaseDocument => {
    const found = world.store.memory.board.leases.get(name);
    return found === undefined || isUnreadable(found) ? createDocument(name, world.clock.now()) : found;
  };
  return {
    world,
    lease,
    write(...changes) {
      for (const change of changes) put(world, transition(lease(), [change], { now: world.clock.now() }));
    },
    async run(line, meanwhile = async () => {}) {
      const pid = 100 + ++processes;
      const out = { stdout: '', stderr: '' };
      const printing: Output['write'] = (text, done) => {
        if (!isUnread) out.stdout += text;
        done?.(isUnread ? new Error('EPIPE') : null);
      };
      const own: NodeJS.Signals[] = [];
      const listeners = new Map<string, () => void>();
      const started = Promise.withResolvers<Command>();
      const status = main(wordsOf(line), {
        env,
        directory: '/home/ann/shop',
        streams: {
          stdout: { write: printing, isTTY: isTerminal, columns: 80 },
          stderr: { write: (text) => (out.stderr += text), isTTY: isTerminal, columns: 80 },
        },
        clock: world.clock,
        host: { user: 'ann', host: 'laptop', pid },
        signals: new Signals({
          pid,
          on: (name, listener) => listeners.set(name, listener),
          off: (name) => listeners.delete(name),
          kill: (_, name) => own.push(name),
        }),
        nonce: () => String(pid).padStart(12, '0'),
        checkout: async () => ({ ...CHECKOUT, ...checkout }),
        connect: () => ({ world, checkup, close: () => {} }),
        start: (words, { env, foreground }) => {
          const end = Promise.withResolvers<{ status: number; problem: string | null }>();
          const signals: NodeJS.Signals[] = [];
          let toldBefore = '';
          const command = {
            words,
            env,
            foreground,
            signals,
            toldBefore: () => toldBefore,
            end: (status: number) => end.resolve({ status, problem: null }),
          };
          started.resolve(command);
          if (words[0] === 'nowhere')
            end.resolve({ status: 127, problem: 'The command nowhere was not started.' });
          return {
            ended: end.promise,
            signal(name) {
              if (signals.length === 0) toldBefore = out.stderr;
              signals.push(name);
              if (name === 'SIGKILL' || (name === 'SIGTERM' && !isDeaf))
                command.end(name === 'SIGKILL' ? 137 : 143);
            },
          };
        },
        history: nobody,
        audit: nobody,
        ...options.around,
      });
      const running: Running = {
        command: started.promise,
        signal: (name) => listeners.get(name)?.(),
        stderr: () => out.stderr,
        own,
      };
      const both = Promise.all([status, meanwhile(running)]);
      return { status: (await world.clock.until(both))[0], ...out };
    },
  };
}

/** Lets so many seconds pass on the clock of a shell; others run meanwhile. */
export const later = (shell: Shell, seconds: number): Promise<void> => shell.world.clock.sleep(seconds);

/** Ends the command with a status once it was started. */
export const ends =
  (status: number) =>
  async ({ command }: Running): Promise<void> =>
    (await command).end(status);

/** The words of a line, as a shell would part them: at spaces, but for what is in double quotes. */
function wordsOf(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain!);
}
