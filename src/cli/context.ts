// What a command works with: what it touches of the world, where the leases are, who asks, and whom to tell.
import type { Report } from '../audit/check.ts';
import type { Entry } from '../audit/history.ts';
import type { Outcome } from '../commands/outcome.ts';
import type { Operator, Ports } from '../commands/ports.ts';
import type { Checkup, Clock } from '../engine/ports.ts';
import { InputError } from '../lease/errors.ts';
import type { LeaseName } from '../lease/identifiers.ts';
import { addConfig, withoutSecrets } from '../store/git/environment.ts';
import { shellOption } from '../text/escape.ts';
import { quoted } from '../text/printable.ts';
import { COMMAND_TERMS } from '../text/terms.ts';
import { DEFAULT_BRANCH } from '../lease/board.ts';
import type { Given } from './arguments.ts';
import { absolute, isMissing, type Checkout } from './checkout.ts';
import type { StartChild } from './child.ts';
import { askerOf, type Asker, type Host } from './ci.ts';
import { EXIT } from './exit.ts';
import { AT, BRANCH, optionError } from './options.ts';
import type { Signals } from './signals.ts';
import type { Streams, Terminal } from './terminal.ts';
import { serverOf, type connect, type Where } from './world.ts';

/** Everything of the world that the command line touches; a test has its own. */
export interface Surroundings {
  readonly env: NodeJS.ProcessEnv;
  /** The folder that the command runs in. */
  readonly directory: string;
  readonly streams: Streams;
  readonly clock: Clock;
  readonly host: Host;
  readonly signals: Signals;
  /** Twelve random hex digits. */
  readonly nonce: () => string;
  readonly checkout: (directory: string) => Promise<Checkout>;
  readonly connect: typeof connect;
  readonly start: StartChild;
  readonly history: (
    where: Where,
    env: NodeJS.ProcessEnv,
    count: number,
    lease: LeaseName | null,
  ) => Promise<readonly Entry[]>;
  readonly audit: (where: Where, env: NodeJS.ProcessEnv) => Promise<Report>;
}

export interface Context {
  readonly given: Given;
  readonly around: Surroundings;
  readonly terminal: Terminal;
  readonly where: Where;
  readonly asker: Asker;
  /** The environment of git. */
  readonly gitEnv: NodeJS.ProcessEnv;
  /** Whoever locks or unlocks. */
  readonly operator: Operator;
}

/** Finds out where the leases are; throws an InputError where nobody says. */
export async function contextOf(given: Given, around: Surroundings, terminal: Terminal): Promise<Context> {
  const { env, directory, host } = around;
  const found = await around.checkout(directory);
  const asker = askerOf(env, host, found);
  const operator = { identity: { actor: asker.actor, runUrl: asker.url } };
  const where = { ...placeOf(given, env, found, directory), branch: given.get(BRANCH) ?? DEFAULT_BRANCH };
  refuseOwnBranch(where, found);
  return { given, around, terminal, where, asker, operator, gitEnv: addConfig(env, found.config) };
}

/** A slip would put leases on the branch that people work on. The default may be checked out, to be repaired by hand. */
function refuseOwnBranch({ url, branch }: Where, { origin, headRef }: Checkout): void {
  if (branch === DEFAULT_BRANCH || url !== origin || headRef !== `refs/heads/${branch}`) return;
  throw optionError(
    BRANCH.name,
    branch,
    'a branch for leases alone, such as ref-lease, and not the one that is checked out here',
  );
}

/** The options that find the same leases in another command, with a space before each. */
export function sameBoard({ given, where }: Pick<Context, 'given' | 'where'>): string {
  const url = given.get(AT);
  const at = url === null ? '' : ` ${shellOption('--url', withoutSecrets(url))}`;
  return where.branch === DEFAULT_BRANCH ? at : `${at} ${shellOption('--branch', where.branch)}`;
}

function placeOf(
  given: Given,
  env: NodeJS.ProcessEnv,
  { origin, pushUrl, problem }: Checkout,
  directory: string,
): Omit<Where, 'branch'> {
  const option = given.get(AT);
  const named = option ?? (env['REF_LEASE_URL'] || null);
  if (named === null) {
    if (origin !== null) return { url: origin, ...(pushUrl === null ? {} : { pushUrl }) };
    const said = problem === null ? '' : ` Of ${directory} git says: ${problem}.`;
    throw new InputError(
      `Nobody says where the leases are: give --url or set REF_LEASE_URL, or run it in a checkout that has a remote "origin".${said}`,
    );
  }
  const url = absolute(named, directory);
  if (!isMissing(url)) return { url };
  const source = option === null ? 'REF_LEASE_URL' : '--url';
  throw new InputError(
    `There is no repository ${quoted(url)} on this machine: check ${source}. One elsewhere is written as git takes it: host:path, https://host/path.`,
  );
}

/** Tells what a command came to; its status, unless it has failed. */
export function concluded({ terminal }: Context, { told, failure }: Outcome): number {
  for (const each of told) terminal.tell(each);
  if (failure !== null) throw failure;
  return EXIT.done;
}

/** Does something on the board, and leaves nothing of it on this machine. */
export async function onBoard<T>(
  { around, terminal, where, gitEnv }: Context,
  use: (ports: Ports, checkup: Checkup) => Promise<T>,
): Promise<T> {
  const { signals } = around;
  const say = (text: string): void => terminal.tell({ level: 'debug', text });
  const connection = around.connect(where, gitEnv, say);
  try {
    const ports: Ports = {
      world: connection.world,
      budget: { share: () => 1 },
      serverUrl: serverOf(where.url),
      tell: (told) => terminal.tell(told),
      terms: COMMAND_TERMS,
      cancelled: signals.cancelled,
    };
    return await use(ports, connection.checkup);
  } finally {
    connection.close();
  }
}
