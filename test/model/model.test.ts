// All schedules of up to three processes on the real core, to the depth of each configuration: every promise holds in
// every state, and a sample of the states is healed until everybody has come to an end.
import { describe, expect, it } from 'vitest';
import { CONFIGS } from './configs.ts';
import { runModel, story } from './process.ts';

/** Where every state is healed; of the larger ones, one in this many. */
const SAMPLE: Readonly<Record<string, number>> = {
  'plain-2': 7,
  'plain-3': 7,
  priority: 11,
  careful: 17,
  deploys: 7,
  'stack-2': 11,
  mixed: 7,
};

/** Milliseconds for one configuration, also where the machine has other things to do. */
const LIMIT = 180_000;

describe.concurrent('in every schedule', () => {
  it.for(CONFIGS)(
    'no promise is broken by $what ($name)',
    { timeout: LIMIT },
    async ({ name }, { expect }) => {
      const result = await runModel(name, ['--heal', `${SAMPLE[name] ?? 2}`]);
      expect(story(result)).toBe('');
      expect(result.states).toBeGreaterThan(100);
      expect(result.healed).toBeGreaterThan(10);
    },
  );
});

describe('a session that takes another head for a later one', () => {
  it('reports an end and holds the lease afterwards, when a read lags behind', async () => {
    const { broken } = await runModel('plain-1', ['--heal', '0', '--forgets', 'at-another-head']);
    expect(broken?.promise).toMatch(/^S10/);
  });
});
