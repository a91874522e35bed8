// From the mode that a step asks for to the command that does it.
import type { Inputs } from '../action/inputs.ts';
import type { SavedState } from '../action/state.ts';
import type { Checkup } from '../engine/ports.ts';
import { acquireCommand } from './acquire.ts';
import { doctorCommand } from './doctor.ts';
import { guardCommand } from './guard.ts';
import { lockCommand } from './lock.ts';
import type { Outcome } from './outcome.ts';
import type { Caller, Ports } from './ports.ts';
import { releaseCommand } from './release.ts';
import { statusCommand } from './status.ts';
import { unlockCommand } from './unlock.ts';

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
      return acquireCommand(inputs, caller, ports, save);
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
      return doctorCommand(inputs, caller, ports, checkup);
  }
}
