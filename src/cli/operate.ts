// The commands of an operator, and the one that tries the server.
import { doctorCommand } from '../commands/doctor.ts';
import type { Finding } from '../commands/examination.ts';
import { lockCommand } from '../commands/lock.ts';
import { unlockCommand } from '../commands/unlock.ts';
import { withoutSecrets } from '../store/git/environment.ts';
import { json, printable } from '../text/printable.ts';
import { concluded, onBoard, type Context } from './context.ts';
import { EXIT, statusOf } from './exit.ts';
import * as option from './options.ts';

export async function lockInCli(context: Context): Promise<number> {
  const { given, operator } = context;
  const inputs = {
    lease: given.get(option.LEASE),
    slots: given.get(option.MEANT_SLOTS),
    reason: given.get(option.REASON)!,
    until: given.get(option.UNTIL),
  };
  return concluded(context, await onBoard(context, (ports) => lockCommand(inputs, operator, ports)));
}

export async function unlockInCli(context: Context): Promise<number> {
  const { given, operator } = context;
  const inputs = {
    lease: given.get(option.LEASE),
    slots: given.get(option.MEANT_SLOTS),
    reason: given.get(option.REASON)!,
    fencingToken: given.get(option.HOLDER_TOKEN),
    force: given.has(option.FORCE),
  };
  return concluded(context, await onBoard(context, (ports) => unlockCommand(inputs, operator, ports)));
}

export async function doctorInCli(context: Context): Promise<number> {
  const { given, terminal } = context;
  const asJson = given.has(option.AS_JSON);
  const findings: Finding[] = [];
  const note = (finding: Finding): void => {
    findings.push(finding);
    const { result, text } = finding;
    const isWanted = !asJson && (result !== 'ok' || !given.has(option.QUIET));
    if (!isWanted) return;
    terminal.data(`${terminal.mark(result)} ${printable(text)}`);
  };
  const text = `Trying what leases rely on at ${withoutSecrets(context.where.url)}.`;
  const { told, failure } = await onBoard(context, (ports, checkup) => {
    terminal.progress({ text }, 'trying');
    return doctorCommand(null, ports, checkup, note);
  });
  if (asJson) terminal.data(json({ findings }, 2));
  for (const each of told) terminal.tell(each);
  if (failure === null) return EXIT.done;
  if (failure.code === 'cancelled') throw failure;
  terminal.error(asJson ? failure.message : 'Leases cannot be relied on here: see the failure above.');
  // What the branch keeps can be read: it is the server that is wrong.
  return failure.code === 'state' ? EXIT.failed : statusOf(failure);
}
