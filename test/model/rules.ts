// The protocol as the model runs it: the machines of src/protocol.
import { acquireMachine } from '../../src/protocol/acquire.ts';
import { errandMachine } from '../../src/protocol/errand.ts';
import { postErrand } from '../../src/protocol/release.ts';
import { renewMachine } from '../../src/protocol/renew.ts';
import type { Rules } from './world.ts';

/** The rules as they are. */
export const RULES: Rules = {
  acquire: acquireMachine,
  renew: renewMachine,
  post: errandMachine(postErrand),
  save: (left) => JSON.stringify(left),
  swaps: (on, head) => on === head,
};
