// The reference store passes the contract, and its faults are the ones that tests ask for.
import { describe, expect, it } from 'vitest';
import { MemoryBranch, MemoryStore } from '../support/memory-store.ts';
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

describe('MemoryStore', () => {
  const board = aBoard([aDocument('staging')]);
  const write = async (store: MemoryStore, next = board) =>
    store.compareAndSwap(await store.read(), next, aMessage(), { now: 0 });

  it.each([
    ['unknown-applied', 'unknown', '1'],
    ['unknown-lost', 'unknown', null],
    ['conflict', 'conflict', null],
  ] as const)('has the fault %s for one write', async (fault, kind, head) => {
    const store = new MemoryStore();
    store.nextSwap = fault;
    expect(await write(store)).toMatchObject({ kind });
    expect((await store.read()).head).toBe(head);
    expect(await write(store)).toMatchObject({ kind: 'applied' });
  });

  it('lets a late write land on the head that it expected', async () => {
    const store = new MemoryStore();
    const land = store.late();
    expect(await write(store)).toMatchObject({ kind: 'unknown' });
    expect((await store.read()).head).toBeNull();
    expect(land()).toBe(true);
    expect((await store.read()).board).toEqual(board);
    expect(land()).toBe(false);
  });

  it('keeps a late write out once the head has moved', async () => {
    const store = new MemoryStore();
    const land = store.late();
    await write(store);
    await write(store.peer(), aBoard([aDocument('other')]));
    expect(land()).toBe(false);
    expect((await store.read()).board).toEqual(aBoard([aDocument('other')]));
  });

  it('throws the error that it was given at the next read', async () => {
    const store = new MemoryStore();
    store.nextReadError = new Error('down');
    await expect(store.read()).rejects.toThrow('down');
    expect((await store.read()).head).toBeNull();
  });

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
});
