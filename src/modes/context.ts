// What every mode is given: who asks, the world, and the runner to answer to.
import type { EventContext } from '../action/event.ts';
import type { Identity } from '../action/identity.ts';
import type { Outputs } from '../action/outputs.ts';
import type { Runner } from '../action/runner.ts';
import { documentToJson } from '../lease/board.ts';
import { holderOf } from '../lease/document.ts';
import type { LeaseDocument } from '../lease/schema.ts';
import type { World } from '../protocol/ports.ts';
import type { History } from '../store/store.ts';

export interface Context {
  readonly runner: Runner;
  readonly event: EventContext;
  readonly identity: Identity;
  readonly world: World;
  /** The earlier versions of the board. */
  readonly history: History;
  /** Calls back when the runner cancels the step. */
  readonly onCancel: (callback: () => void) => void;
}

/** The outputs that tell of a lease, whatever the mode. */
export function stateOutputs(
  world: World,
  lease: string,
  document: LeaseDocument | null,
): Pick<Outputs, 'lease' | 'holder' | 'state' | 'board-url'> {
  const state = document === null ? null : documentToJson(document);
  const holder = document === null ? undefined : holderOf(document);
  return {
    lease,
    holder: state?.requests.find((request) => request.id === holder?.id) ?? null,
    state,
    'board-url': world.store.url,
  };
}
