// The test of the text of states: two states with the same text go on alike, so that it is right to explore one of them.
// Where a field is left out that matters, the successors differ.
import { expect, it } from 'vitest';
import { configNamed } from './configs.ts';
import { encode, reachOf } from './encode.ts';
import { initial } from './explore.ts';
import { moves } from './moves.ts';
import { RULES } from './rules.ts';
import type { Model, World } from './world.ts';

/** How many states of each configuration are gone through. */
const STATES = 300;

const NAMES = [
  'plain-1',
  'new-branch',
  'steps-2',
  'blind',
  'untrusted',
  'outage',
  'process-and-job',
  'stack-2',
  'slots-lost',
  'slots-locked',
  'slots-limit-2',
  'slots-queue',
];

it.for(NAMES)('states of the same text have successors of the same texts (%s)', (name) => {
  const config = configNamed(name);
  const model = { config, rules: RULES };
  const reach = reachOf(config);
  const known = new Map<string, readonly string[]>();
  let frontier = [initial(model)];
  while (frontier.length > 0 && known.size < STATES) {
    const next: World[] = [];
    for (const world of frontier) {
      const after = successors(model, world, reach);
      const texts = after.map(({ label, text }) => `${label} → ${text}`);
      const mark = encode(world, reach);
      const before = known.get(mark);
      if (before === undefined) next.push(...after.map((each) => each.world));
      else expect(texts).toEqual(before);
      known.set(mark, texts);
    }
    frontier = next;
  }
  expect(known.size).toBeGreaterThan(20);
});

function successors(model: Model, world: World, reach: number) {
  return moves(model, world).flatMap(({ label, run }) => {
    const after = run();
    return after === null ? [] : [{ label, world: after, text: encode(after, reach) }];
  });
}
