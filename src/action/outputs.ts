// The form of outputs as text. What a mode does not set stays empty for the workflow.
import type { Outputs } from '../commands/outcome.ts';
import { json } from '../text/printable.ts';

/** Outputs that are repeated under the name that mq-lease-service gives them. */
const ALIASES: Partial<Record<keyof Outputs, string>> = {
  status: 'result',
  'stacked-pull-requests': 'stacked_pull_requests',
};

/** The outputs as texts: `result` beside `status`, JSON for values, and an empty text for a token that is not there. */
export function outputTexts(outputs: Partial<Outputs>): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const [name, value] of Object.entries(outputs) as [keyof Outputs, unknown][]) {
    const isNoToken = value === null && name === 'fencing-token';
    const text = isNoToken ? '' : typeof value === 'string' ? value : json(value);
    for (const each of [name, ALIASES[name] ?? name]) texts.set(each, text);
  }
  return texts;
}
