// The outputs of the action: their names, and their form as text.
//
// Names are fixed: workflows depend on them. What a mode does not set stays empty for the workflow.

import type { Outputs } from '../commands/outcome.ts';

/** Every output of action.yml, in its order. */
export const OUTPUT_NAMES = [
  'status',
  'result',
  'lease',
  'request-id',
  'fencing-token',
  'priority',
  'waited-seconds',
  'completed-by',
  'stacked-pull-requests',
  'stacked_pull_requests',
  'slot',
  'slots',
  'payload',
  'holder',
  'holders',
  'state',
  'held',
  'board-url',
  'metrics',
] as const satisfies readonly (keyof Outputs | 'result' | 'stacked_pull_requests')[];

type OutputName = (typeof OUTPUT_NAMES)[number];

/** Outputs that repeat another one under the name that mq-lease-service gives it. */
const ALIASES: Partial<Record<OutputName, keyof Outputs>> = {
  result: 'status',
  stacked_pull_requests: 'stacked-pull-requests',
};

/** The outputs as texts: `result` beside `status`, JSON for values, and an empty text for a token that is not there. */
export function outputTexts(outputs: Partial<Outputs>): ReadonlyMap<OutputName, string> {
  const texts = new Map<OutputName, string>();
  for (const name of OUTPUT_NAMES) {
    const value = outputs[ALIASES[name] ?? (name as keyof Outputs)];
    if (value === undefined) continue;
    if (value === null && name === 'fencing-token') texts.set(name, '');
    else texts.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  return texts;
}
