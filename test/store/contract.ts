// What every store does, whatever it is kept on. A new store passes this suite before anything else.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  EMPTY_BOARD,
  isUnreadable,
  LOCK_PATH,
  pathOf,
  printDocument,
  type Board,
} from '../../src/lease/board.ts';
import { InvariantError } from '../../src/lease/errors.ts';
import type { Store } from '../../src/store/store.ts';
import { aBoard, aDocument, aLock, aMessage, NOW, withDocument } from './boards.ts';
import { describeWatch } from './contract-watch.ts';
import { swap, write, type OpenStore } from './open-store.ts';

/** Declares the contract for one kind of store. */
export function describeStore(name: string, open: () => Promise<OpenStore>): void {
  describe(`the store contract: ${name}`, () => {
    let opened: OpenStore;
    let store: Store;
    let other: Store;

    beforeEach(async () => {
      opened = await open();
      store = opened.store;
      other = opened.secondStore;
    });
    afterEach(() => opened.cleanup());

    describe('read', () => {
      it('finds an empty board and no head where nothing is', async () => {
        expect(await store.read()).toEqual({ head: null, board: EMPTY_BOARD });
      });

      it('rejects with the reason of a signal that is aborted', async () => {
        await expect(store.read({ signal: AbortSignal.abort('enough') })).rejects.toBe('enough');
      });

      it('shows a document that cannot be understood as unreadable, and the others as they are', async () => {
        await opened.putRaw(pathOf('broken'), '{');
        await opened.putRaw(pathOf('newer'), '{"schema_version": 2}');
        await opened.putRaw(pathOf('good'), printDocument(aDocument('good')));
        const { board } = await store.read();
        expect(board.leases.get('broken')).toSatisfy(isUnreadable);
        expect(board.leases.get('newer')).toSatisfy(isUnreadable);
        expect(board.leases.get('good')).toEqual(aDocument('good'));
      });

      it('shows a file that no reader survives as unreadable, and the others as they are', async () => {
        const deep = 100_000;
        await opened.putRaw(pathOf('deep'), `${'['.repeat(deep)}${']'.repeat(deep)}`);
        await opened.putRaw(pathOf('deeper'), `{"requests": ${'[{"stack":'.repeat(deep / 10)}`);
        await opened.putRaw(pathOf('good'), printDocument(aDocument('good')));
        const { board } = await store.read();
        expect(board.leases.get('deep')).toSatisfy(isUnreadable);
        expect(board.leases.get('deeper')).toSatisfy(isUnreadable);
        expect(board.leases.get('good')).toEqual(aDocument('good'));
        expect(await store.watch('deep')).toMatchObject({ document: { unreadable: expect.any(String) } });
      });

      it('leaves a file that does not have the name of a document alone', async () => {
        await opened.putRaw('leases/notes.txt', 'remember the milk');
        const before = await store.read();
        expect(before.board.leases.size).toBe(0);
        await swap(store, before, withDocument(before.board, aDocument('leases/notes.txt')));
        expect(await opened.raw('leases/notes.txt')).toBe('remember the milk');
        expect([...(await store.read()).board.leases.keys()]).toEqual(['leases/notes.txt']);
      });

      it('shows a lock that cannot be understood as unreadable', async () => {
        await opened.putRaw(LOCK_PATH, 'closed!');
        expect((await store.read()).board.lock).toSatisfy(isUnreadable);
      });
    });

    describe('compareAndSwap', () => {
      it('creates the branch', async () => {
        const next = aBoard([aDocument('staging')], aLock());
        const created = await swap(store, await store.read(), next);
        const after = await other.read();
        expect(created).toEqual({ kind: 'applied', head: after.head });
        expect(after.board).toEqual(next);
      });

      it('answers conflict to the one that loses the race for the creation', async () => {
        const [mine, theirs] = await Promise.all([store.read(), other.read()]);
        expect(await swap(other, theirs, aBoard([aDocument('theirs')]))).toMatchObject({ kind: 'applied' });
        expect(await swap(store, mine, aBoard([aDocument('mine')]))).toEqual({ kind: 'conflict' });
        expect((await store.read()).board).toEqual(aBoard([aDocument('theirs')]));
      });

      it('replaces the board and gives back the head that the next read finds', async () => {
        const before = await write(store, () => aBoard([aDocument('staging')]));
        const next = withDocument(before.board, aDocument('staging', { sequence: NOW + 1 }));
        const swapped = await swap(store, before, next);
        const after = await other.read();
        expect(swapped).toEqual({ kind: 'applied', head: after.head });
        expect(after.head).not.toBe(before.head);
        expect(after.board).toEqual(next);
      });

      it('chains writes from the head that it gave back, without a read between', async () => {
        const before = await write(store, () => aBoard([aDocument('staging')]));
        const next = withDocument(before.board, aDocument('staging', { sequence: NOW + 1 }));
        const swapped = await swap(store, before, next);
        const head = swapped.kind === 'applied' ? swapped.head : null;
        const third = withDocument(next, aDocument('staging', { sequence: NOW + 2 }));
        expect(await swap(store, { head, board: next }, third)).toMatchObject({ kind: 'applied' });
        expect((await store.read()).board).toEqual(third);
      });

      it('answers conflict when the head has moved, and changes nothing', async () => {
        const mine = await write(store, () => aBoard([aDocument('staging')]));
        const theirs = await write(other, (board) => withDocument(board, aDocument('other')));
        const lost = await swap(store, mine, aBoard([aDocument('staging', { sequence: NOW + 1 })]));
        expect(lost).toEqual({ kind: 'conflict' });
        expect(await store.read()).toEqual(theirs);
      });

      it('answers conflict to one of two writes that are sent at once', async () => {
        const before = await write(store, () => aBoard([aDocument('staging')]));
        const kinds = await Promise.all(
          [store, other].map(async (by, index) => {
            const next = withDocument(before.board, aDocument('staging', { sequence: NOW + 1 + index }));
            return (await swap(by, before, next)).kind;
          }),
        );
        expect(kinds.toSorted()).toEqual(['applied', 'conflict']);
      });

      it('answers conflict when the branch is gone, and leaves it gone', async () => {
        const before = await write(store, () => aBoard([aDocument('staging')]));
        await opened.deleteBranch();
        expect(await swap(store, before, aBoard([]))).toEqual({ kind: 'conflict' });
        expect(await store.read()).toEqual({ head: null, board: EMPTY_BOARD });
      });

      it('creates a branch that was deleted anew from the last board', async () => {
        const last = await write(store, () => aBoard([aDocument('staging')], aLock()));
        await opened.deleteBranch();
        const next = withDocument(last.board, aDocument('other'));
        expect(await swap(store, await store.read(), next)).toMatchObject({ kind: 'applied' });
        expect((await other.read()).board).toEqual(next);
      });

      it('answers unknown when its signal is aborted', async () => {
        const before = await write(store, () => aBoard([aDocument('staging')]));
        const reason = new Error('enough');
        const options = { now: NOW, signal: AbortSignal.abort(reason) };
        const swapped = await store.compareAndSwap(before, aBoard([]), aMessage(), options);
        expect(swapped).toEqual({ kind: 'unknown', cause: reason });
      });

      it('removes the documents and the lock that are gone from the board', async () => {
        await write(store, () => aBoard([aDocument('staging'), aDocument('production')], aLock()));
        const after = await write(store, () => aBoard([aDocument('production')]));
        expect(after.board).toEqual(aBoard([aDocument('production')]));
        expect(await opened.raw(pathOf('staging'))).toBeNull();
        expect(await opened.raw(LOCK_PATH)).toBeNull();
      });

      it('keeps names with slashes, percent signs and other special characters apart', async () => {
        const names = ['release/v1', 'release%2Fv1', 'a b', 'ümläut', '100%', 'q?x=1#y'];
        const after = await write(store, () => aBoard(names.map((name) => aDocument(name))));
        expect([...after.board.leases.keys()].toSorted()).toEqual(names.toSorted());
        for (const name of names) expect(await store.watch(name)).toEqual({ document: aDocument(name) });
      });

      it('keeps the bytes of documents that it does not change', async () => {
        const bytes = JSON.stringify(JSON.parse(printDocument(aDocument('other'))));
        await opened.putRaw(pathOf('other'), bytes);
        await write(store, (board) => withDocument(board, aDocument('staging')));
        await write(store, (board) => withDocument(board, aDocument('staging', { sequence: NOW + 1 })));
        expect(await opened.raw(pathOf('other'))).toBe(bytes);
      });

      it('carries files that cannot be understood along, untouched', async () => {
        await opened.putRaw(pathOf('broken'), '{');
        await opened.putRaw('leases/notes.txt', 'remember the milk');
        await opened.putRaw(LOCK_PATH, 'closed!');
        await write(store, (board) => withDocument(board, aDocument('staging')));
        expect(await opened.raw(pathOf('broken'))).toBe('{');
        expect(await opened.raw(LOCK_PATH)).toBe('closed!');
      });

      it('brings files that cannot be understood back with a branch that was deleted', async () => {
        await opened.putRaw(pathOf('broken'), '{');
        await opened.putRaw(LOCK_PATH, 'closed!');
        const { board } = await store.read();
        await opened.deleteBranch();
        await write(store, () => withDocument(board, aDocument('staging')));
        expect(await opened.raw(pathOf('broken'))).toBe('{');
        expect(await opened.raw(LOCK_PATH)).toBe('closed!');
      });

      it.each([
        ['overwrite', (board: Board) => withDocument(board, aDocument('broken'))],
        ['remove', (board: Board) => ({ ...board, leases: new Map() })],
        ['lock over', (board: Board) => ({ ...board, lock: aLock() })],
        ['unlock over', (board: Board) => ({ ...board, lock: null })],
      ])('refuses to %s a file that cannot be understood', async (_, change) => {
        await opened.putRaw(pathOf('broken'), '{');
        await opened.putRaw(LOCK_PATH, 'closed!');
        const before = await store.read();
        await expect(swap(store, before, change(before.board))).rejects.toThrow(InvariantError);
        expect((await store.read()).head).toBe(before.head);
      });
    });

    describeWatch(() => opened);
  });
}
