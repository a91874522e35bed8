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

/** Does what the inputs ask for; `save` is handed what a post step needs, `checkup` is for the doctor. */
export async function runCommand(
  inputs: Inputs,
  caller: Caller,
  ports: Ports,
  save: (state: SavedState) => void,
  checkup: Checkup,
): Promise<Outcome> {
  switch (inputs.mode) {
    case 'acquire':
      return acquireCommand(inputs, caller, ports, (left) => save(stateOf(inputs, left)));
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
