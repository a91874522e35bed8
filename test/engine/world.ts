// A world in memory for the tests of the engine and the commands: a store, a clock that is moved by hand, and nothing
// that answers unless a test says so.
import { carrier, type World } from '../../src/engine/carry.ts';
import { isUnreadable, pathOf, printDocument } from '../../src/lease/board.ts';
import { createDocument } from '../../src/lease/document.ts';
import { UnavailableError } from '../../src/lease/errors.ts';
import type { Instant } from '../../src/lease/instant.ts';
import type { LeaseDocument, Registration } from '../../src/lease/schema.ts';
import { transition, type Change } from '../../src/lease/transition.ts';
import type { Whole } from '../../src/protocol/asks.ts';
import { describeChange } from '../../src/text/commit.ts';
import { ACTION_TERMS } from '../../src/text/terms.ts';
import { aState } from '../action/records.ts';
import { FaultyStore } from '../support/faulty-store.ts';
import { ManualClock } from '../support/manual-clock.ts';

/** The time of these tests, by GitHub's clock. */
export const NOW = 1_795_168_800;

/** A signal that is never aborted. */
export const ON = new AbortController().signal;

export const READ = { ask: 'read', lease: 'staging' } as const;

export interface TestWorld extends World {
  readonly store: FaultyStore;
  readonly clock: ManualClock;
}

/** A world whose queue is empty, whose jobs live, and where nobody tells what contains what. */
export function aWorld(
  overrides: Partial<World> & Partial<Pick<TestWorld, 'store' | 'clock'>> = {},
): TestWorld {
  let operations = 0;
  return {
    store: new FaultyStore(),
    clock: new ManualClock(),
    queue: { list: async () => [] },
    ancestry: { contains: nobodyTells, aheadBy: nobodyTells },
    jobs: { life: async () => 'alive' },
    describe: describeChange,
    operation: () => `operation-${++operations}`,
    ...overrides,
  };
}

async function nobodyTells(): Promise<never> {
  throw new UnavailableError('GitHub does not answer.');
}

/** The carrier of a step of a job. */
export function carrierOf(world: World): ReturnType<typeof carrier> {
  return carrier(world, ACTION_TERMS);
}

/** What a job of run `number` registers; plain, unless overridden. */
export function aRequest(number: number, overrides: Partial<Registration> = {}): Registration {
  const { registration } = aState();
  return {
    ...registration,
    id: `${number}/1/staging/0/${900 + number}`,
    nonce: `nonce-of-${number}`,
    run_id: number,
    run_attempt: 1,
    check_run_id: 900 + number,
    head_sha: sha(number),
    run_url: `https://github.com/octo/shop/actions/runs/${number}`,
    ...overrides,
  };
}

/** A sha that is told from others by its number. */
export function sha(number: number): string {
  return number.toString(16).padStart(2, '0').slice(-2).repeat(20);
}

/** A lease after these changes, each its own write, a second apart. */
export function aLease(name: string, start: Instant, ...changes: readonly Change[]): LeaseDocument {
  return changes.reduce(
    (document, change, seconds) => transition(document, [change], { now: start + seconds }),
    createDocument(name, start - 60),
  );
}

/** Registers a request. */
export function registers(registration: Registration): Change {
  return { kind: 'register', registration };
}

/** Puts documents on the branch of a world, whatever is there. */
export function put({ store }: Pick<TestWorld, 'store'>, ...documents: readonly LeaseDocument[]): void {
  for (const document of documents) store.memory.putRaw(pathOf(document.lease), printDocument(document));
}

/** The lease as it is on the branch; fails where it is not there, or cannot be understood. */
export function onBoard({ store }: Pick<TestWorld, 'store'>, lease: string): LeaseDocument {
  const document = store.memory.board.leases.get(lease);
  if (document === undefined || isUnreadable(document))
    throw new Error(`there is no readable lease ${lease}`);
  return document;
}

/** A world with the lease `staging` on its board, and others. */
export function aBoard(...others: readonly string[]): { world: TestWorld; document: LeaseDocument } {
  const world = aWorld();
  const [document, ...rest] = ['staging', ...others].map((name) => aLease(name, NOW, registers(aRequest(1))));
  put(world, document!, ...rest);
  return { world, document: document! };
}

/** Reads `staging` as a machine does. */
export async function read(carry: ReturnType<typeof carrier>): Promise<Whole> {
  const answer = await carry(READ, ON);
  if (answer.is !== 'value') throw new Error(`the read was ${answer.is}`);
  return answer.value as Whole;
}
