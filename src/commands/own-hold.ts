// Whether a process would wait for the hold of the very command that has started it.
import type { Holder } from '../lease/document.ts';
import type { LeaseName, SlotName } from '../lease/identifiers.ts';
import type { Seconds } from '../lease/instant.ts';
import { unknown } from '../protocol/knowledge.ts';
import { ownHoldErrand, type OwnHold } from '../protocol/own-hold.ts';
import { runErrand, type Ports } from './ports.ts';

/** Seconds after which the server is left to the wait itself, which tells more of what is wrong. */
const LIMIT: Seconds = 30;

/** What is wished. */
interface Wished {
  readonly lease: LeaseName;
  readonly accepts?: readonly SlotName[];
  readonly take?: number;
}

/** The hold of whoever started the process, where that never ends in time for what is wished; else `null`. */
export async function blockingOwnHold(own: OwnHold, wished: Wished, ports: Ports): Promise<Holder | null> {
  const asks = { limit: LIMIT, doing: 'who holds the lease' };
  const { result } = await runErrand(ports, ownHoldErrand, unknown(wished.lease), own, asks);
  return result !== null && needs(wished, result) ? result : null;
}

/** Whether a wish cannot come true beside a hold. */
function needs({ accepts, take = 1 }: Wished, { slots }: Holder): boolean {
  if (accepts === undefined || slots === null) return true;
  return accepts.filter((slot) => !slots.includes(slot)).length < take;
}
