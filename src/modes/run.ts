// From the mode that a step asks for to the code that does it.
import type { Inputs } from '../action/inputs.ts';
import { acquireMode } from './acquire.ts';
import type { Context } from './context.ts';
import { guardMode } from './guard.ts';
import { lockMode } from './lock.ts';
import { releaseMode } from './release.ts';
import { statusMode } from './status.ts';
import { unlockMode } from './unlock.ts';

/** Does what the inputs ask for; rejects where the step must fail. */
export async function run(inputs: Inputs, context: Context): Promise<void> {
  switch (inputs.mode) {
    case 'acquire':
      return acquireMode(inputs, context);
    case 'release':
      return releaseMode(inputs, context);
    case 'guard':
      return guardMode(inputs, context);
    case 'status':
      return statusMode(inputs, context);
    case 'lock':
      return lockMode(inputs, context);
    case 'unlock':
      return unlockMode(inputs, context);
  }
}
