// Every schedule of small configurations, the shortest first: every promise holds in every state, and a sample of the
// states is run to its end. `npm run model` goes further.
import { describe, expect, it } from 'vitest';
import { CONFIGS } from './configs.ts';
import { explore, story } from './explore.ts';
import { healer } from './heal.ts';
import { RULES } from './rules.ts';

/** How many states of each configuration are explored; smaller ones are explored whole. */
const STATES = 300;

describe('in every schedule', () => {
  it.for(CONFIGS.flatMap((config) => [{ ...config, faults: 0 }, config].slice(config.faults === 0 ? 1 : 0)))(
    'no promise is broken by $what ($name, faults: $faults)',
    (config) => {
      const model = { config, rules: RULES };
      const result = explore(model, { states: STATES, judge: { by: healer(model), oneIn: 10 } });
      expect(story(result)).toBe('');
      expect(result.isWhole || result.states >= STATES).toBe(true);
    },
  );
});
