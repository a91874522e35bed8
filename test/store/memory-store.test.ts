// The reference store passes the contract, and the faults that tests set on it are what they say.
import { describe, expect, it } from 'vitest';
import { MemoryBranch, MemoryStore } from '../../src/store/memory/memory-store.ts';
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
  it.each([
    ['unknown-applied', 'unknown', '1'],
    ['unknown-lost', 'unknown', null],
    ['conflict', 'conflict', null],
    ['refused', 'refused', null],
  ] as const)('has the fault %s for one write', async (fault, kind, head) => {
    const store = new FaultyStore();
    store.nextSwap = fault;
    expect(await write(store)).toMatchObject({ kind });
    expect((await store.read()).head).toBe(head);
    expect(await write(store)).toMatchObject({ kind: 'applied' });
    expect(store.calls).toEqual({ read: 3, watch: 0, compareAndSwap: 2 });
  });

  it('lets a late write land on the head that it expected', async () => {
    const store = new FaultyStore();
    const land = store.late();
    expect(await write(store)).toMatchObject({ kind: 'unknown' });
    expect((await store.read()).head).toBeNull();
    expect(land()).toBe(true);
    expect((await store.read()).board).toEqual(board);
    expect(land()).toBe(false);
  });

  it('keeps a late write out once the head has moved', async () => {
    const store = new FaultyStore();
    const land = store.late();
    await write(store);
    await write(store.peer(), aBoard([aDocument('other')]));
    expect(land()).toBe(false);
    expect((await store.read()).board).toEqual(aBoard([aDocument('other')]));
  });

  it('throws the error that it was given at the next read, and at the next look', async () => {
    const store = new FaultyStore();
    store.nextReadError = new Error('down');
    await expect(store.read()).rejects.toThrow('down');
    expect((await store.read()).head).toBeNull();
    store.nextReadError = new Error('down');
    await expect(store.watch('staging')).rejects.toThrow('down');
    expect(await store.watch('staging')).toEqual({ document: null });
  });
});
