// The part of the contract of stores that is about looking at one lease.
import { beforeEach, describe, expect, it } from 'vitest';
import { LOCK_PATH, pathOf, printLock } from '../../src/lease/board.ts';
import type { Store } from '../../src/store/store.ts';
import { aBoard, aDocument, aLock, NOW, withDocument } from './boards.ts';
import { write, type OpenStore } from './open-store.ts';

/** Declares what `watch` does; `fixture` gives what is open in the current test. */
export function describeWatch(fixture: () => OpenStore): void {
  describe('watch', () => {
    let opened: OpenStore;
    let store: Store;
    let other: Store;

    beforeEach(() => {
      opened = fixture();
      store = opened.store;
      other = opened.secondStore;
    });

    it('answers changed at its first look, with what is there', async () => {
      expect(await store.watch('staging')).toEqual({ kind: 'changed', document: null });
      await write(store, () => aBoard([aDocument('staging')]));
      expect(await other.watch('staging')).toEqual({ kind: 'changed', document: aDocument('staging') });
    });

    it('answers unchanged while nothing happens, also where there is nothing', async () => {
      await store.watch('staging');
      expect(await store.watch('staging')).toEqual({ kind: 'unchanged' });
      await write(store, () => aBoard([aDocument('staging')]));
      await store.watch('staging');
      expect(await store.watch('staging')).toEqual({ kind: 'unchanged' });
      expect(await store.watch('staging')).toEqual({ kind: 'unchanged' });
    });

    it('answers changed once after every change, whoever made it', async () => {
      await write(store, () => aBoard([aDocument('staging')]));
      await store.watch('staging');
      await write(other, (board) => withDocument(board, aDocument('staging', { sequence: NOW + 1 })));
      expect(await store.watch('staging')).toEqual({
        kind: 'changed',
        document: aDocument('staging', { sequence: NOW + 1 }),
      });
      expect(await store.watch('staging')).toEqual({ kind: 'unchanged' });
    });

    it('is not woken by other leases, nor by a lock that it was not asked for', async () => {
      await write(store, () => aBoard([aDocument('staging')]));
      await store.watch('staging');
      await write(other, (board) => ({ ...withDocument(board, aDocument('other')), lock: aLock() }));
      expect(await store.watch('staging')).toEqual({ kind: 'unchanged' });
    });

    it('answers changed when the document, or the branch, is gone', async () => {
      await write(store, () => aBoard([aDocument('staging'), aDocument('production')]));
      await store.watch('staging');
      await store.watch('production');
      await write(other, () => aBoard([aDocument('production')]));
      expect(await store.watch('staging')).toEqual({ kind: 'changed', document: null });
      await opened.deleteBranch();
      expect(await store.watch('production')).toEqual({ kind: 'changed', document: null });
      expect(await store.watch('production')).toEqual({ kind: 'unchanged' });
    });

    it('shows a document that cannot be understood as unreadable', async () => {
      await opened.putRaw(pathOf('broken'), '{');
      expect(await store.watch('broken')).toEqual({
        kind: 'changed',
        document: { unreadable: 'it is not JSON' },
      });
      expect(await store.watch('broken')).toEqual({ kind: 'unchanged' });
    });

    it('looks at the lock of all leases too, where it is asked to', async () => {
      const withLock = true;
      const document = aDocument('staging');
      await write(store, () => aBoard([document]));
      expect(await store.watch('staging', { withLock })).toEqual({ kind: 'changed', document, lock: null });
      expect(await store.watch('staging', { withLock })).toEqual({ kind: 'unchanged' });
      await write(other, (board) => ({ ...board, lock: aLock() }));
      const locked = { kind: 'changed', document, lock: aLock() };
      expect(await store.watch('staging', { withLock })).toEqual(locked);
      expect(await store.watch('staging', { withLock })).toEqual({ kind: 'unchanged' });
      await write(other, (board) => ({ ...board, lock: null }));
      expect(await store.watch('staging', { withLock })).toEqual({ kind: 'changed', document, lock: null });
    });

    it('answers changed to the first look that asks for the lock', async () => {
      await store.watch('staging');
      expect(await store.watch('staging', { withLock: true })).toEqual({
        kind: 'changed',
        document: null,
        lock: null,
      });
      expect(await store.watch('staging')).toEqual({ kind: 'unchanged' });
    });

    it('shows a change of the lock to each lease that is looked at', async () => {
      const withLock = true;
      await store.watch('staging', { withLock });
      await store.watch('production', { withLock });
      await opened.putRaw(LOCK_PATH, printLock(aLock()));
      expect(await store.watch('staging', { withLock })).toMatchObject({ lock: aLock() });
      expect(await store.watch('production', { withLock })).toMatchObject({ lock: aLock() });
    });

    it('rejects with the reason of a signal that is aborted', async () => {
      await expect(store.watch('staging', { signal: AbortSignal.abort('enough') })).rejects.toBe('enough');
    });
  });
}
