import { describe, expect, it } from 'vitest';
import { holderOf, requestOf } from '../../src/lease/document.ts';
import { PermissionError, StateError } from '../../src/lease/errors.ts';
import type { Change } from '../../src/lease/transition.ts';
import { Session } from '../../src/protocol/session.ts';
import type { Look } from '../../src/store/store.ts';
import { plain, register } from '../lease/build.ts';
import { MemoryStore } from '../support/memory-store.ts';
import { aWorld, type TestWorld } from './world.ts';

const LEASE = 'staging';
const FIRST = plain(1);
const SECOND = plain(2);
const TAKE: readonly Change[] = [register(FIRST), { kind: 'grant', id: FIRST.id }];

async function opened(world: TestWorld): Promise<Session> {
  const session = new Session(world, LEASE);
  await session.read();
  return session;
}

describe('a session', () => {
  it('makes the first document with a token that is the time', async () => {
    const world = aWorld();
    const session = await opened(world);
    expect(await session.write(TAKE)).toBe('applied');
    expect(holderOf(session.view.document)?.epoch).toBe(Math.floor(world.clock.now()) + 1);
  });

  it('writes on what it has just written, without reading again', async () => {
    const world = aWorld();
    const session = await opened(world);
    await session.write(TAKE);
    expect(await session.write([register(SECOND)])).toBe('applied');
    expect(world.store.calls.read).toBe(1);
  });

  it('answers conflict where the changes have no effect on the state', async () => {
    const session = await opened(aWorld());
    await session.write(TAKE);
    expect(await session.write(TAKE)).toBe('conflict');
  });

  it('refuses to write what it cannot read, and changes no byte of it', async () => {
    const world = aWorld();
    world.store.memory.putRaw(`leases/${LEASE}.json`, '{');
    await expect(opened(world)).rejects.toThrow(StateError);
    expect(world.store.memory.raw(`leases/${LEASE}.json`)).toBe('{');
  });
});

describe('an unanswered write', () => {
  it('may land as long as the head is the one it was based on', async () => {
    const world = aWorld();
    const session = await opened(world);
    const land = world.store.late();
    expect(await session.write(TAKE)).toBe('unknown');
    await session.read();
    expect(session.mayLand).toBe(true);
    expect(land()).toBe(true);
    await session.read();
    expect(session.mayLand).toBe(false);
    expect(holderOf(session.view.document)?.id).toBe(FIRST.id);
  });

  it('is told to whoever comes after this process, and forgotten when another write moves the head', async () => {
    const world = aWorld();
    const session = await opened(world);
    world.store.nextSwap = 'unknown-lost';
    await session.write(TAKE);
    expect(world.remembered).toEqual([{ head: null }]);
    const other = await opened(aWorld({ store: world.store.peer() }));
    await other.write([register(SECOND)]);
    await session.read();
    expect(world.remembered.at(-1)).toBeUndefined();
    expect(session.mayLand).toBe(false);
  });

  it('is one too where a lost race is the answer: that may be the answer to a second copy of it', async () => {
    const world = aWorld();
    const session = await opened(world);
    world.store.nextSwap = 'conflict';
    await session.write(TAKE);
    expect(session.mayLand).toBe(true);
    const other = await opened(aWorld({ store: world.store.peer() }));
    await other.write([register(SECOND)]);
    await other.write([register(plain(3))]);
    await session.read();
    expect(session.mayLand).toBe(false);
    expect(world.remembered.at(-1)).toBeUndefined();
  });
});

describe('a write that is refused', () => {
  it('is a rule, not a race, when it is refused for long on a head that stays the same', async () => {
    const world = aWorld();
    const session = await opened(world);
    await session.write(TAKE);
    const refused = async (): Promise<unknown> => {
      for (let n = 0; n < 20; n += 1) {
        world.store.nextSwap = 'conflict';
        try {
          await session.write([register(SECOND)]);
        } catch (error) {
          return error;
        }
        await world.clock.advance(2);
      }
      return null;
    };
    const error = await refused();
    expect(error).toBeInstanceOf(PermissionError);
    expect((error as Error).message).toContain('exempt the branch ref-lease from the rule');
  });

  it('is a race while the head moves', async () => {
    const world = aWorld();
    const session = await opened(world);
    const other = await opened(aWorld({ store: world.store.peer() }));
    for (let n = 10; n < 30; n += 1) {
      await other.read();
      expect(await other.write([register(plain(n))])).toBe('applied');
      expect(await session.write(TAKE)).toBe('conflict');
      await session.read();
      await world.clock.advance(2);
    }
  });
});

describe('a branch that is gone', () => {
  it('is made anew from the last board seen, with tokens that go on rising', async () => {
    const world = aWorld();
    const session = await opened(world);
    await session.write(TAKE);
    const { epoch } = session.view.document;
    world.store.memory.delete();
    await world.clock.advance(100);
    await session.look();
    expect(session.view.restores).toBe(true);
    expect(await session.write([])).toBe('applied');
    const fresh = await opened(aWorld({ store: world.store.peer() }));
    expect(requestOf(fresh.view.document, FIRST.id)?.status).toBe('acquired');
    expect(fresh.view.document.epoch).toBe(epoch + 99);
  });

  it('is not made anew by a process that did not know it', async () => {
    const session = await opened(aWorld());
    expect(session.view.restores).toBe(false);
  });
});

/** A store whose looks show nothing of what is there, as where a tag has the name of the branch. */
class BlindStore extends MemoryStore {
  readonly #seen = new Set<string>();

  override async watch(lease: string): Promise<Look> {
    const isFirst = !this.#seen.has(lease);
    this.#seen.add(lease);
    return isFirst ? { kind: 'changed', document: null } : { kind: 'unchanged' };
  }
}

describe('a look', () => {
  it('costs no whole read while nothing has changed', async () => {
    const world = aWorld();
    const session = await opened(world);
    await session.write(TAKE);
    await session.look();
    await session.look();
    expect(world.store.calls.read).toBe(1);
  });

  it('is not believed when it shows less than a whole read: news still arrive', async () => {
    const store = new BlindStore();
    const session = await opened(aWorld({ store }));
    await session.write(TAKE);
    const other = await opened(aWorld({ store: new MemoryStore(store.memory) }));
    await session.look();
    await other.write([register(SECOND)]);
    await session.look();
    expect(requestOf(session.view.document, SECOND.id)).toBeDefined();
  });
});
