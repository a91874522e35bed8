// A lock branch that goes back: for a minute that is a replica that lags, after it somebody has rewound the branch.
// What is there then is what counts, said with a warning; nobody is let in by it.
import { describe, expect, it } from 'vitest';
import { holderOf, requestOf } from '../../src/lease/document.ts';
import type { Registration } from '../../src/lease/schema.ts';
import { acquire, type Arrival } from '../../src/protocol/acquire.ts';
import { Deadline } from '../../src/protocol/deadline.ts';
import { Session } from '../../src/protocol/session.ts';
import { plain, register } from '../lease/build.ts';
import type { MemoryBranch } from '../support/memory-store.ts';
import { aWorld, type TestWorld } from './world.ts';

const LEASE = 'staging';
const HOLDER = plain(1);
const WAITER = plain(2);

const isRewound = expect.stringMatching(
  /^warning: The lease staging on the branch ref-lease has gone back .* rewound/,
);

/** Another process on the same branch, with the same clock. */
function besides(world: TestWorld): TestWorld {
  return aWorld({ store: world.store.peer(), clock: world.clock });
}

/** Takes the lease for the holder. */
async function hold(world: TestWorld): Promise<Session> {
  const session = new Session(world, LEASE);
  await session.read();
  expect(await session.write([register(HOLDER), { kind: 'grant', id: HOLDER.id }])).toBe('applied');
  return session;
}

/** Lets a job wait for the lease; `end` is how that came out, once it has. */
function wait(world: TestWorld, registration: Registration): { end: Arrival | null; done: Promise<void> } {
  const wish = {
    lease: LEASE,
    registration,
    priority: 0,
    baseBranch: 'main',
    ordinalId: (n: number) => `${registration.id}-${n}`,
    wait: true,
    delayAssignment: 0,
    pollInterval: 5,
  };
  const silent = { onArrival: () => {}, onWait: () => {} };
  const waiting: { end: Arrival | null; done: Promise<void> } = { end: null, done: Promise.resolve() };
  const arrive = async () => {
    waiting.end = await acquire(world, wish, new Deadline(world.clock, null), silent);
  };
  waiting.done = arrive();
  return waiting;
}

/** Pushes an older state over the branch, as an operator does by force. */
function rewind(branch: MemoryBranch, files: MemoryBranch['files']): void {
  branch.commit(files);
}

describe('a lock branch that is rewound to a state without the request of a waiter', () => {
  it('is not believed for a minute, and then ends the wait with a warning and without the lease', async () => {
    const world = aWorld();
    await hold(world);
    const { memory } = world.store;
    const before = memory.files;
    const other = besides(world);
    const waiting = wait(other, WAITER);
    await world.clock.advance(20);
    expect(memory.commits).toHaveLength(2);

    rewind(memory, before);
    await world.clock.advance(55);
    expect(waiting.end).toBeNull();
    expect(other.said).not.toContainEqual(isRewound);
    await world.clock.advance(15);

    expect(waiting.end?.verdict).toEqual({ kind: 'lost' });
    expect(other.said.filter((line) => line.startsWith('warning'))).toEqual([isRewound]);
    expect(memory.commits).toHaveLength(2);
    expect(memory.files).toBe(before);
  });
});

describe('a lock branch that is rewound to a state with the request of a waiter', () => {
  it('is accepted after a minute, and the waiter keeps its place and is granted', async () => {
    const world = aWorld();
    await hold(world);
    const { memory } = world.store;
    const other = besides(world);
    const waiting = wait(other, WAITER);
    await world.clock.advance(20);
    const before = memory.files;
    const third = besides(world);
    const behind = wait(third, plain(3));
    await world.clock.advance(20);

    rewind(memory, before);
    await world.clock.advance(75);
    expect(waiting.end).toBeNull();
    expect(other.said).toContainEqual(isRewound);
    expect(behind.end?.verdict).toEqual({ kind: 'lost' });

    const holder = new Session(besides(world), LEASE);
    await holder.read();
    const { id, epoch } = holderOf(holder.view.document)!;
    const release = {
      kind: 'release',
      id,
      epoch,
      outcome: 'success',
      by: id,
      proofs: new Set<string>(),
    } as const;
    expect(await holder.write([release])).toBe('applied');
    await world.clock.advance(15);

    expect(waiting.end?.verdict).toMatchObject({
      kind: 'acquired',
      holder: { id: WAITER.id, epoch: epoch + 1 },
    });
  });
});

describe('a document that is missing for a while', () => {
  it('is a lagging replica, not freedom: nobody is let in, and no warning is given', async () => {
    const world = aWorld();
    await hold(world);
    const { memory } = world.store;
    const other = besides(world);
    const waiting = wait(other, WAITER);
    await world.clock.advance(20);
    const { files } = memory;

    memory.commit(new Map());
    await world.clock.advance(50);
    expect(waiting.end).toBeNull();
    expect(memory.files.size).toBe(0);
    memory.commit(files);
    await world.clock.advance(30);

    expect(waiting.end).toBeNull();
    expect(other.said.filter((line) => line.startsWith('warning'))).toEqual([]);
    expect(requestOf(documentIn(memory), WAITER.id)?.status).toBe('pending');
  });

  it('is an end without the lease for those who were registered, when it stays away', async () => {
    const world = aWorld();
    await hold(world);
    const { memory } = world.store;
    const waiting = wait(besides(world), WAITER);
    await world.clock.advance(20);

    memory.commit(new Map());
    await world.clock.advance(75);

    expect(waiting.end?.verdict).toEqual({ kind: 'lost' });
    expect(memory.files.size).toBe(0);
  });
});

describe('reads that lag for a minute again and again', () => {
  it('are a minute each: a current answer in between starts it anew', async () => {
    const world = aWorld();
    await hold(world);
    const { memory } = world.store;
    const old = memory.files;
    const other = besides(world);
    const waiting = wait(other, WAITER);
    await world.clock.advance(20);
    const current = memory.files;

    for (let round = 0; round < 4; round++) {
      rewind(memory, old);
      await world.clock.advance(45);
      memory.commit(current);
      await world.clock.advance(15);
    }

    expect(waiting.end).toBeNull();
    expect(other.said.filter((line) => line.startsWith('warning'))).toEqual([]);
  });
});

function documentIn(memory: MemoryBranch) {
  const document = memory.board.leases.get(LEASE);
  if (document === undefined || 'unreadable' in document) throw new Error('there is no document');
  return document;
}
