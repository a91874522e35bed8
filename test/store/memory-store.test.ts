// The reference store passes the contract, and the faults that tests set on it are what they say.
import { describe, expect, it } from 'vitest';
import { MemoryBranch, MemoryStore } from '../support/memory-store.ts';
import { FaultyStore } from '../support/faulty-store.ts';
import { aBoard, aDocument, aMessage } from './boards.ts';
import { describeStore } from './contract.ts';

describeStore('in memory', async () => {
  const branch = new MemoryBranch();
  return {
    store: new MemoryStore(branch),
    secondStore: new MemoryStore(branch),
    deleteBranch: async () => branch.delete(),
    putRaw: async (path, text) => branch.putRaw(path, text),
    raw: async (path) => branch.raw(path),
    cleanup: async () => {},
  };
});

const board = aBoard([aDocument('staging')]);
const write = async (store: MemoryStore, next = board) =>
  store.compareAndSwap(await store.read(), next, aMessage(), { now: 0 });

describe('MemoryStore', () => {
  it('never uses a head twice, and keeps the log of its writes', async () => {
    const store = new MemoryStore();
    await write(store);
    store.memory.delete();
    await write(store);
    expect(store.memory.commits.map(({ head, parent }) => ({ head, parent }))).toEqual([
      { head: '1', parent: null },
      { head: '2', parent: null },
    ]);
  });

  it('cuts its history, and a racing write conflicts', async () => {
    const store = new MemoryStore();
    expect(await store.cutHistory(1)).toEqual({ length: 0, kept: 0 });
    await write(store);
    await write(store, aBoard([aDocument('staging'), aDocument('other')]));
    const before = await store.read();
    expect(await store.cutHistory(2)).toEqual({ length: 2, kept: 2 });
    expect(await store.cutHistory(1)).toEqual({ length: 2, kept: 1 });
    expect(await store.compareAndSwap(before, board, aMessage(), { now: 0 })).toEqual({ kind: 'conflict' });
    expect((await store.read()).board).toEqual(before.board);
    await expect(store.cutHistory(1, { signal: AbortSignal.abort('enough') })).rejects.toBe('enough');
  });
});

describe('FaultyStore', () => {
  it.each(['unknown', 'refused'] as const)('has the fault %s for one write', async (kind) => {
    const store = new FaultyStore();
    store.nextSwap = kind;
    expect(await write(store)).toMatchObject({ kind });
    expect((await store.read()).head).toBeNull();
    expect(await write(store)).toMatchObject({ kind: 'applied' });
    expect(store.calls).toEqual({ read: 3, watch: 0, compareAndSwap: 2 });
  });
});
