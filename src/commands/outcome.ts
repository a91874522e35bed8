// What a command comes to: a value. Only the entries turn it into outputs, annotations, summaries and exit codes.
import { documentToJson } from '../lease/board.ts';
import { holdersOf } from '../lease/document.ts';
import { LeaseError } from '../lease/errors.ts';
import type { SlotName } from '../lease/identifiers.ts';
import type { Holder, LeaseDocument } from '../lease/schema.ts';
import { namesOf } from '../lease/slot-table.ts';
import type { Ending } from '../text/summary.ts';

/** What a command hands on, under the names of action.yml. JSON is given as a value; what is not there is left alone. */
export interface Outputs {
  /** How mode `acquire` ended. */
  readonly status: Ending['kind'];
  readonly lease: string;
  readonly 'request-id': string;
  /** `null` where nothing was acquired: an empty output. */
  readonly 'fencing-token': number | null;
  readonly priority: number;
  readonly 'waited-seconds': number;
  readonly 'completed-by': string;
  readonly 'stacked-pull-requests': readonly { readonly number: number }[];
  /** The first of `slots`; empty where there is none. */
  readonly slot: string;
  /** The slots that are held; of the whole lease, all that are known. */
  readonly slots: readonly SlotName[];
  readonly payload: string;
  readonly holder: object | null;
  readonly holders: readonly object[];
  readonly state: object | null;
  readonly held: boolean;
  readonly 'board-url': string;
  readonly metrics: string;
}

/** A line for a person. */
export interface Told {
  readonly level: 'debug' | 'info' | 'notice' | 'warning';
  readonly text: string;
  /** Whether it was told before, and only holds still. */
  readonly isReminder?: boolean;
}

export interface Outcome {
  readonly outputs: Partial<Outputs>;
  /** Markdown; `null`: none. */
  readonly summary: string | null;
  /** OpenMetrics text for a file whose path becomes the output `metrics`; `null`: none. */
  readonly metrics: string | null;
  /** In order, after everything that was told on the way. */
  readonly told: readonly Told[];
  /** Why the step fails; `null`: it succeeds. */
  readonly failure: LeaseError | null;
}

/** An outcome of which only some parts are of interest. */
export function outcome(parts: Partial<Outcome>): Outcome {
  return { outputs: {}, summary: null, metrics: null, told: [], failure: null, ...parts };
}

/** An outcome of one line, besides its outputs. */
export function said(text: string, outputs: Partial<Outputs>, level: Told['level'] = 'info'): Outcome {
  return outcome({ outputs, told: [{ level, text }] });
}

/** An outcome that fails, as nobody holds what was meant. */
export function notHolder(text: string, outputs: Partial<Outputs>): Outcome {
  return outcome({ outputs, failure: new LeaseError('not-holder', text) });
}

/** The outputs that tell of a lease, whatever the command. */
export function stateOutputs(
  lease: string,
  document: LeaseDocument | null,
  boardUrl: string,
): Pick<Outputs, 'lease' | 'holder' | 'holders' | 'state' | 'board-url'> {
  const state = document === null ? null : documentToJson(document);
  const byGrant = document === null ? [] : holdersOf(document);
  const holders = byGrant.map((holder) => state!.requests.find(({ id }) => id === holder.id)!);
  return { lease, holder: holders[0] ?? null, holders, state, 'board-url': boardUrl };
}

/** The outputs that tell which slots a hold has. */
export function slotOutputs(
  holder: Holder | null,
  document: LeaseDocument | null,
): Pick<Outputs, 'slot' | 'slots'> {
  const slots = holder === null || document === null ? [] : (holder.slots ?? namesOf(document.slots));
  return { slot: slots[0] ?? '', slots };
}
