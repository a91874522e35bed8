// The commands of an operator.
import { lockCommand } from '../commands/lock.ts';
import { unlockCommand } from '../commands/unlock.ts';
import { concluded, onBoard, type Context } from './context.ts';
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
