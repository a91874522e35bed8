// A world for the protocol's tests: a store in memory, a clock that is moved by hand, and nothing else.
import { describeChange } from '../../src/text/commit.ts';
import type { World } from '../../src/protocol/ports.ts';
import type { Head } from '../../src/store/store.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { MemoryStore } from '../support/memory-store.ts';

export interface TestWorld extends World {
  readonly store: MemoryStore;
  readonly clock: ManualClock;
  /** What the journal was told, with its level. */
  readonly said: string[];
  /** What the world was asked to remember of unanswered writes, in order. */
  readonly remembered: ({ readonly head: Head } | undefined)[];
}

/** A world in which nothing else happens unless a test overrides it. */
export function aWorld(overrides: Partial<World> & { readonly store?: MemoryStore } = {}): TestWorld {
  const said: string[] = [];
  const remembered: ({ readonly head: Head } | undefined)[] = [];
  const say = (level: string) => (line: string) => void said.push(`${level}: ${line}`);
  let operations = 0;
  return {
    store: new MemoryStore(),
    clock: new ManualClock(),
    queue: { list: async () => [] },
    ancestry: { contains: async () => null, aheadBy: async () => null },
    jobs: { liveness: async () => 'unknown' },
    budget: { share: () => 1 },
    journal: { info: say('info'), notice: say('notice'), warning: say('warning') },
    describe: describeChange,
    operation: () => `operation-${++operations}`,
    remember: (unanswered) => void remembered.push(unanswered),
    said,
    remembered,
    ...overrides,
  } as TestWorld;
}
