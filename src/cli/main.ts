// From the arguments to the exit status. One catch.
import { InputError, InvariantError, LeaseError } from '../lease/errors.ts';
import { VERSION } from '../version.ts';
import { parseArguments, type Parsed } from './arguments.ts';
import { completion } from './completion.ts';
import { contextOf, type Context, type Surroundings } from './context.ts';
import { EXIT, statusOf, statusOfSignal } from './exit.ts';
import { help } from './help.ts';
import { acquireInCli, releaseInCli, runInCli, withoutHold } from './hold.ts';
import { auditInCli, logInCli, statusInCli } from './look.ts';
import { doctorInCli, lockInCli, unlockInCli } from './operate.ts';
import { AS_JSON, QUIET, VERBOSE } from './options.ts';
import type { CommandName, Shell } from './table.ts';
import { Terminal, type Loudness } from './terminal.ts';

const DO: Readonly<Record<Exclude<CommandName, 'completion'>, (context: Context) => Promise<number>>> = {
  run: runInCli,
  acquire: acquireInCli,
  release: releaseInCli,
  status: statusInCli,
  log: logInCli,
  audit: auditInCli,
  lock: lockInCli,
  unlock: unlockInCli,
  doctor: doctorInCli,
};

const ACQUIRE: CommandName = 'acquire';

/** Does what the arguments ask for. */
export async function main(args: readonly string[], around: Surroundings): Promise<number> {
  let terminal = new Terminal(around, 'normal');
  try {
    const parsed = parseArguments(args);
    terminal = new Terminal(around, loudnessOf(parsed));
    return await act(parsed, around, terminal);
  } catch (error) {
    report(error, terminal);
    const { first } = around.signals;
    const status = first === null ? statusOf(error) : statusOfSignal(first);
    if (isEvaluated(args)) terminal.data(withoutHold(status));
    return status;
  } finally {
    terminal.settle();
  }
}

async function act(parsed: Parsed, around: Surroundings, terminal: Terminal): Promise<number> {
  if (parsed.kind === 'version') {
    terminal.data(VERSION);
    return EXIT.done;
  }
  // A variable that was to name the command may be empty: that must not pass for a success.
  if (parsed.kind === 'nothing') {
    around.streams.stderr.write(`${help(null, (text) => text)}\n`);
    throw new InputError('A command is missing.');
  }
  if (parsed.kind === 'help') {
    terminal.data(help(parsed.spec, (text) => terminal.heading(text)));
    return EXIT.done;
  }
  const { name, given } = parsed;
  if (name === 'completion') {
    terminal.data(completion[given.operands[0] as Shell]());
    return EXIT.done;
  }
  return DO[name](await contextOf(given, around, terminal));
}

/** Whether a shell evaluates what is printed, also where the arguments cannot be read. */
function isEvaluated([command, ...rest]: readonly string[]): boolean {
  return command === ACQUIRE && !rest.includes(`--${AS_JSON.name}`);
}

function loudnessOf(parsed: Parsed): Loudness {
  if (parsed.kind !== 'command') return 'normal';
  const { given } = parsed;
  if (given.has(VERBOSE)) return 'verbose';
  return given.has(QUIET) ? 'quiet' : 'normal';
}

function report(error: unknown, terminal: Terminal): void {
  const message = error instanceof Error ? error.message : String(error);
  const advice = error instanceof LeaseError ? '' : ' This is a bug of ref-lease; -v tells more.';
  terminal.error(`${message}${advice}`);
  if (error instanceof InputError) return;
  const isExpected = error instanceof LeaseError && !(error instanceof InvariantError);
  for (let each: unknown = isExpected ? error.cause : error; each instanceof Error; each = each.cause)
    terminal.tell({ level: 'debug', text: each.stack ?? each.message });
}
