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

    it('shows what is there, also where nothing is', async () => {
      expect(await store.watch('staging')).toEqual({ document: null });
      await write(store, () => aBoard([aDocument('staging')]));
      expect(await other.watch('staging')).toEqual({ document: aDocument('staging') });
    });

    it('shows the same while nothing happens', async () => {
      await write(store, () => aBoard([aDocument('staging')]));
      for (let look = 0; look < 3; look++)
        expect(await store.watch('staging')).toEqual({ document: aDocument('staging') });
    });

    it('shows every change, whoever made it, and of this lease alone', async () => {
      await write(store, () => aBoard([aDocument('staging')]));
      await store.watch('staging');
      await write(other, (board) => withDocument(board, aDocument('other')));
      expect(await store.watch('staging')).toEqual({ document: aDocument('staging') });
      await write(other, (board) => withDocument(board, aDocument('staging', { sequence: NOW + 1 })));
      expect(await store.watch('staging')).toEqual({ document: aDocument('staging', { sequence: NOW + 1 }) });
    });

    it('shows none when the document, or the branch, is gone', async () => {
      await write(store, () => aBoard([aDocument('staging'), aDocument('production')]));
      await store.watch('staging');
      await store.watch('production');
      await write(other, () => aBoard([aDocument('production')]));
      expect(await store.watch('staging')).toEqual({ document: null });
      await opened.deleteBranch();
      for (let look = 0; look < 2; look++)
        expect(await store.watch('production')).toEqual({ document: null });
    });

    it('shows a document that cannot be understood as unreadable', async () => {
      await opened.putRaw(pathOf('broken'), '{');
      for (let look = 0; look < 2; look++)
        expect(await store.watch('broken')).toEqual({ document: { unreadable: 'it is not JSON' } });
    });

    it('looks at the lock of all leases too, where it is asked to', async () => {
      const withLock = true;
      const document = aDocument('staging');
      await write(store, () => aBoard([document]));
      expect(await store.watch('staging', { withLock })).toEqual({ document, lock: null });
      await write(other, (board) => ({ ...board, lock: aLock() }));
      expect(await store.watch('staging')).toEqual({ document });
      expect(await store.watch('staging', { withLock })).toEqual({ document, lock: aLock() });
      await write(other, (board) => ({ ...board, lock: null }));
      expect(await store.watch('staging', { withLock })).toEqual({ document, lock: null });
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
