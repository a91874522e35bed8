// From the mode that a step asks for to the command that does it.
import { acquireCommand } from '../commands/acquire.ts';
import { doctorCommand } from '../commands/doctor.ts';
import { guardCommand } from '../commands/guard.ts';
import { lockCommand } from '../commands/lock.ts';
import type { Inputs } from './inputs.ts';
import { stateOf, type SavedState } from './state.ts';
import type { Outcome } from '../commands/outcome.ts';
import type { Caller, Ports } from '../commands/ports.ts';
import type { Checkup } from '../engine/ports.ts';
import { releaseCommand } from '../commands/release.ts';
import { statusCommand } from '../commands/status.ts';
import { unlockCommand } from '../commands/unlock.ts';

/** What a step comes to. */
interface Finished {
  readonly outcome: Outcome;
  /** To be saved for the post step once the outcome is written; `null`: nothing more. */
  readonly state: SavedState | null;
}

/** Does what the inputs ask for; `save` is handed what a post step needs meanwhile, `checkup` is for the doctor. */
export async function runCommand(
  inputs: Inputs,
  caller: Caller,
  ports: Ports,
  save: (state: SavedState) => void,
  checkup: Checkup,
): Promise<Finished> {
  if (inputs.mode !== 'acquire')
    return { outcome: await runOther(inputs, caller, ports, checkup), state: null };
  const { outcome, left } = await acquireCommand(inputs, caller, ports, (each) =>
    save(stateOf(inputs, each)),
  );
  return { outcome, state: left === null ? null : stateOf(inputs, left) };
}

async function runOther(
  inputs: Exclude<Inputs, { mode: 'acquire' }>,
  caller: Caller,
  ports: Ports,
  checkup: Checkup,
): Promise<Outcome> {
  switch (inputs.mode) {
    case 'release':
      return releaseCommand(inputs, caller, ports);
    case 'guard':
      return guardCommand(inputs, caller, ports);
    case 'status':
      return statusCommand(inputs, ports);
    case 'lock':
      return lockCommand(inputs, caller, ports);
    case 'unlock':
      return unlockCommand(inputs, caller, ports);
    case 'doctor':
      return doctorCommand(caller, ports, checkup);
  }
}
