// The commands that get a lease, and that release it.
import { slotOutputs, type Told } from '../commands/outcome.ts';
import type { Left } from '../commands/acquire.ts';
import type { Ports } from '../commands/ports.ts';
import {
  acquireAsProcess,
  blockingOwnHold,
  type AcquiredByProcess,
  type ProcessInputs,
} from '../commands/process.ts';
import { releaseCommand } from '../commands/release.ts';
import { runCommand, type Task } from '../commands/run.ts';
import { formatDuration } from '../input/duration.ts';
import { parseInteger } from '../input/integer.ts';
import { POLLS_IN_A_TTL } from '../input/limits.ts';
import { parseSlotWish } from '../input/slots.ts';
import type { Holder } from '../lease/schema.ts';
import type { LeaseName, RequestId, SlotName } from '../lease/identifiers.ts';
import { InputError } from '../lease/errors.ts';
import type { Seconds } from '../lease/instant.ts';
import { wantedUntil } from '../lease/signs.ts';
import { duration } from '../text/duration.ts';
import { shellOption, shellQuoted } from '../text/escape.ts';
import { json } from '../text/printable.ts';
import { holderName } from '../text/waiting.ts';
import type { Given } from './arguments.ts';
import { concluded, onBoard, sameBoard, type Context } from './context.ts';
import { EXIT, statusOf, statusOfSignal } from './exit.ts';
import * as option from './options.ts';
import { optionError, type Valued } from './options.ts';

const DEFAULT_TTL: Seconds = 300;
const DEFAULT_GRACE: Seconds = 10;
const DEFAULT_POLL_INTERVAL: Seconds = 5;
/** Longest rest after the eviction of a holder that is gone: its command may be at work still. */
const LONGEST_REST: Seconds = 30;

/** What tells of a hold in the environment of a command, and of a shell after `acquire`. */
const VARIABLES = ['REF_LEASE', 'REF_LEASE_ID', 'REF_LEASE_TOKEN', 'REF_LEASE_SLOTS'] as const;

export async function runInCli(context: Context): Promise<number> {
  const { given, around, terminal } = context;
  const { signals, env, start } = around;
  const ttl = given.get(option.TTL) ?? DEFAULT_TTL;
  const inputs = inputsOf(context, { ttl, takeoverDelay: Math.min(LONGEST_REST, ttl / 10) });
  // Together with the two thirds after which a command is stopped it must not be more than the TTL.
  const third = { most: ttl / 3, share: 'a third' };
  const grace = partOfTtl(given, option.GRACE, DEFAULT_GRACE, third);
  const foreground = given.has(option.FOREGROUND);
  let status: number = EXIT.failed;
  let held: Holder | null = null;
  const task = (holder: Holder, slots: readonly SlotName[]): Task => {
    held = holder;
    terminal.settle();
    const child = start(given.operands, {
      env: { ...env, ...variablesOf(inputs.lease, holder, slots) },
      foreground,
    });
    const release = signals.forward((name) => child.signal(name), !foreground);
    const ended = child.ended.then((end) => {
      release();
      if (end.problem !== null) terminal.error(end.problem);
      ({ status } = end);
      return status === EXIT.done;
    });
    return { ended, signal: (name) => child.signal(name) };
  };
  const ran = await onBoard(context, async (ports) => {
    await refuseOwnHold(inputs, context, ports);
    return runCommand(inputs, grace, {
      ...ports,
      tellWait: tellWait(context),
      ending: () => signals.ending(),
      start: task,
    });
  });
  if (ran.kind === 'not-acquired') return notAcquired(context, ran.acquired);
  const { loss, released } = ran;
  if (released?.told) terminal.tell(released.told);
  if (released?.failure)
    terminal.error(`${released.failure.message} ${heldSentence(context, inputs.lease, held!)}`);
  return loss !== null || released?.lost === true ? EXIT.lost : status;
}

export async function acquireInCli(context: Context): Promise<number> {
  const { given, around, terminal } = context;
  const { signals } = around;
  const hold = given.get(option.HOLD)!;
  const inputs = inputsOf(context, { ttl: DEFAULT_TTL, takeoverDelay: 0, hold });
  return onBoard(context, async (ports) => {
    await refuseOwnHold(inputs, context, ports);
    const cares = { ...ports, tell: tellWait(context), ending: () => signals.ending() };
    const acquired = await acquireAsProcess(inputs, cares);
    const { done, outcome } = acquired;
    if (done.kind !== 'acquired') {
      const status = notAcquired(context, acquired);
      if (!given.has(option.AS_JSON)) terminal.data(withoutHold(status));
      return status;
    }
    for (const told of outcome.told) terminal.tell(told);
    const { lease } = inputs;
    const { holder } = done;
    const { slots } = slotOutputs(holder, acquired.state.session.known.document);
    const words = given.has(option.AS_JSON) ? asJson(lease, holder, slots) : asExport(lease, holder, slots);
    if (await terminal.written(words)) return EXIT.done;
    // Nobody else knows the id and the token.
    const hold = {
      lease,
      requestId: holder.id,
      fencingToken: holder.epoch,
      releaseWithStatus: 'failure',
    } as const;
    const ended = await releaseCommand(hold, callerOf(holder.id), { ...ports, cancelled: signals.ending() });
    if (ended.failure === null || ended.failure.code === 'not-holder') concluded(context, ended);
    else terminal.error(`${ended.failure.message} ${heldSentence(context, lease, holder)}`);
    return EXIT.unwritten;
  });
}

function asJson(lease: LeaseName, { id, epoch: token }: Holder, slots: readonly SlotName[]): string {
  return json({ lease, id, token, slots: slots.length === 0 ? null : slots });
}

function asExport(lease: LeaseName, holder: Holder, slots: readonly SlotName[]): string {
  const variables = Object.entries(variablesOf(lease, holder, slots));
  return `export ${variables.map(([name, value]) => `${name}=${shellQuoted(value)}`).join(' ')}`;
}

/** Who releases by the id and the token. */
function callerOf(jobKey: RequestId) {
  return { jobKey, identity: { runId: null, runAttempt: 1, job: '' } };
}

export async function releaseInCli(context: Context): Promise<number> {
  const inputs = {
    lease: fromEnvironment(context, option.HELD_LEASE, 'REF_LEASE'),
    requestId: fromEnvironment(context, option.ID, 'REF_LEASE_ID'),
    fencingToken: fromEnvironment(context, option.TOKEN, 'REF_LEASE_TOKEN'),
    releaseWithStatus: context.given.has(option.FAILURE) ? 'failure' : 'success',
  } as const;
  const caller = callerOf(inputs.requestId);
  return concluded(context, await onBoard(context, (ports) => releaseCommand(inputs, caller, ports)));
}

/** An option that has the value of a variable where it is not given. */
function fromEnvironment<V>({ given, around }: Context, asked: Valued<V>, variable: string): V {
  const value = given.get(asked);
  if (value !== null) return value;
  const set = around.env[variable] ?? '';
  if (set === '')
    throw new InputError(`Nobody says what to release: give --${asked.name}, or set ${variable}.`);
  return asked.read(set);
}

/**
 * Throws where the command would wait for itself: the hold that its environment names has what it asks for. The board tells
 * whether that hold still lasts, as the variables stay in a shell that has released it.
 */
async function refuseOwnHold(inputs: ProcessInputs, context: Context, ports: Ports): Promise<void> {
  const { lease } = inputs;
  const { REF_LEASE: named, REF_LEASE_ID: id = '', REF_LEASE_TOKEN = '' } = context.around.env;
  const token = parseInteger(REF_LEASE_TOKEN);
  if (named !== lease || token === null) return;
  const holder = await blockingOwnHold({ id, token }, inputs, ports);
  if (holder === null) return;
  const release =
    wantedUntil(holder) === null ? '' : `, or release it first: ${releaseLine(context, lease, id, token)}`;
  throw new InputError(
    `The lease ${lease} on the branch ${ports.world.store.branch} is held by whoever started this command, as its ` +
      `environment says: ${holderName(holder)}. It would wait for itself. Do what needs the lease without asking for it ` +
      `again, or ask for other slots${release}.`,
  );
}

function inputsOf(
  { given, asker, around }: Context,
  times: { readonly ttl: Seconds; readonly takeoverDelay: Seconds; readonly hold?: Seconds },
): ProcessInputs {
  const quarter = { most: times.ttl / POLLS_IN_A_TTL, share: 'a quarter' };
  const priority = given.get(option.PRIORITY);
  const payload = given.get(option.PAYLOAD);
  const { accepts, take } = parseSlotWish(
    given.get(option.SLOTS) ?? '',
    given.get(option.TAKE) ?? '',
    optionError,
    '--slots',
  );
  return {
    lease: given.get(option.LEASE)!,
    own: {
      ...asker,
      nonce: around.nonce(),
      ...times,
      ...(priority === null ? {} : { priority }),
      ...(payload === null ? {} : { payload }),
      ...(accepts === null ? {} : { accepts, take }),
    },
    wait: !given.has(option.NO_WAIT),
    pollInterval: partOfTtl(given, option.POLL_INTERVAL, DEFAULT_POLL_INTERVAL, quarter),
    timeout: given.get(option.WAIT),
  };
}

/** A time of no more than a share of the ttl; where it is not given, as much of its default as that allows. */
function partOfTtl(
  given: Given,
  asked: Valued<Seconds>,
  byDefault: Seconds,
  { most, share }: { readonly most: Seconds; readonly share: string },
): Seconds {
  const value = given.get(asked);
  if (value === null) return Math.min(byDefault, most);
  if (value <= most) return value;
  const allowed = `at most ${formatDuration(most)}, ${share} of the ttl`;
  throw optionError(asked.name, formatDuration(value), allowed);
}

/**
 * What a shell evaluates where it has not got the lease. To evaluate nothing would succeed, and leave it the variables of an
 * earlier hold, which would then be released in place of this one.
 */
export function withoutHold(status: number): string {
  return `unset ${VARIABLES.join(' ')}; (exit ${status})`;
}

/** What the command finds in its environment. */
function variablesOf(
  lease: string,
  { id, epoch }: Holder,
  slots: readonly SlotName[],
): Readonly<Record<(typeof VARIABLES)[number], string>> {
  return {
    REF_LEASE: lease,
    REF_LEASE_ID: id,
    REF_LEASE_TOKEN: String(epoch),
    REF_LEASE_SLOTS: slots.join(','),
  };
}

/** While a process waits, what it is told is how the wait stands. */
function tellWait({ terminal, around }: Context): (told: Told) => void {
  return (told) => {
    if (told.level === 'info' && around.signals.first === null) terminal.progress(told);
    else terminal.tell(told);
  };
}

function notAcquired(context: Context, { outcome, left }: AcquiredByProcess): number {
  const { given, around, terminal } = context;
  const { failure, told } = outcome;
  const { first } = around.signals;
  for (const each of told) terminal.tell(each);
  const stays = left === null ? '' : ` ${leftSentence(context, left)}`;
  if (failure !== null) terminal.error(`${failure.message}${stays}`);
  if (first !== null) return statusOfSignal(first);
  const notToBeHad = given.get(option.CONFLICT_CODE) ?? EXIT.notToBeHad;
  return failure === null ? notToBeHad : statusOf(failure, notToBeHad);
}

/** The options by which another command finds the lease, with a space before each. */
function ofLease(context: Context, lease: LeaseName): string {
  return `${sameBoard(context)} ${shellOption('--lease', lease)}`;
}

/** The command that ends a hold. */
function releaseLine(context: Context, lease: LeaseName, id: RequestId, token: number | 'TOKEN'): string {
  return `ref-lease release${ofLease(context, lease)} --id ${shellQuoted(id)} --token ${token}`;
}

/** What a command may leave on the branch that could not release its hold: until when, and what ends it before. */
function heldSentence(context: Context, lease: LeaseName, { id, epoch, parameters }: Holder): string {
  return (
    `The lease ${lease} may be held still, until another one has waited behind it for ${duration(parameters.max_hold)} and ` +
    `removes it. \`${releaseLine(context, lease, id, epoch)}\` ends it at once.`
  );
}

/**
 * What a command may leave on the branch that could not take its request back: until when, and what ends it before.
 * Nothing of it ends by itself: whoever waits removes it, once they have watched it for all of its time.
 */
function leftSentence(context: Context, { lease, registration }: Left): string {
  const { id, parameters } = registration;
  const { ttl, max_hold: hold } = parameters;
  const same = ofLease(context, lease);
  const stays =
    hold === ttl
      ? `The request may wait there still, or hold the lease, until another one has waited behind it for ${duration(ttl)} and removes it.`
      : `The request may wait there still, until another one has waited behind it for ${duration(ttl)} and removes it; ` +
        `or hold the lease, until another one has waited for ${duration(hold)}.`;
  const release = releaseLine(context, lease, id, 'TOKEN');
  const unlock = `ref-lease unlock${same} --token TOKEN --reason TEXT`;
  return (
    `${stays} See \`ref-lease status${same}\`: ` +
    `a hold is ended at once by \`${release}\` or \`${unlock}\`, with the token that is shown there.`
  );
}
