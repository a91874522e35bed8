// Reading the board of a branch, one answer at a time.
import { describe, expect, it } from 'vitest';
import { EMPTY_BOARD, printDocument, printLock } from '../../src/lease/board.ts';
import { PermissionError, RateLimitedError, StateError, UnavailableError } from '../../src/lease/errors.ts';
import { aDocument, aLock } from './boards.ts';
import { graphql, scriptedStore } from './scripted-client.ts';

const HEAD = 'a'.repeat(40);
const NOT_WHOLE = { unreadable: 'it is not a text file, or too large to be read whole' };

const blob = (name: string, text: string | null, more: object = {}) => ({
  name,
  type: 'blob',
  object: { text, isTruncated: false, isBinary: false, ...more },
});
const folder = (...entries: object[]) => ({ name: 'leases', type: 'tree', object: { entries } });
const branch = (...entries: object[]) =>
  graphql({ repository: { ref: { target: { oid: HEAD, tree: { entries } } } } });

describe('read', () => {
  it('asks for the head and every file by one query, with the name of the branch in full', async () => {
    const { client, store } = scriptedStore(
      branch(
        blob('README.md', 'The board'),
        folder(
          blob('staging.json', printDocument(aDocument('staging'))),
          blob('release%2Fv1.json', printDocument(aDocument('release/v1'))),
        ),
        blob('lock.json', printLock(aLock())),
      ),
    );
    expect(await store.read()).toEqual({
      head: HEAD,
      board: {
        leases: new Map([
          ['staging', aDocument('staging')],
          ['release/v1', aDocument('release/v1')],
        ]),
        lock: aLock(),
      },
    });
    expect(client.graphql).toHaveLength(1);
    expect(client.graphql[0]).toMatchObject({
      method: 'query',
      variables: { owner: 'octo', name: 'product', ref: 'refs/heads/ref-lease' },
      purpose: { permission: 'contents: read', repository: 'octo/product' },
    });
  });

  it('finds no head where there is no branch', async () => {
    const { store } = scriptedStore(graphql({ repository: { ref: null } }));
    expect(await store.read()).toEqual({ head: null, board: EMPTY_BOARD });
  });

  it('finds an empty board on a branch without leases', async () => {
    const { store } = scriptedStore(branch(blob('README.md', 'Mine')), branch(folder()));
    expect(await store.read()).toEqual({ head: HEAD, board: EMPTY_BOARD });
    expect(await store.read()).toEqual({ head: HEAD, board: EMPTY_BOARD });
  });

  it('does not take a part of a file, or what is no text, for its content', async () => {
    const text = printDocument(aDocument('x'));
    const { store } = scriptedStore(
      branch(
        folder(
          blob('truncated.json', text, { isTruncated: true }),
          blob('binary.json', text, { isBinary: true }),
          blob('none.json', null, { isBinary: null }),
          { name: 'folder.json', type: 'tree', object: {} },
          { name: 'module.json', type: 'commit', object: null },
        ),
        blob('lock.json', null),
      ),
    );
    const { board } = await store.read();
    expect(Object.fromEntries(board.leases)).toEqual({
      truncated: NOT_WHOLE,
      binary: NOT_WHOLE,
      none: NOT_WHOLE,
      folder: NOT_WHOLE,
      module: NOT_WHOLE,
    });
    expect(board.lock).toEqual(NOT_WHOLE);
  });

  it('passes over files with other names', async () => {
    const text = printDocument(aDocument('staging'));
    const { store } = scriptedStore(branch(folder(blob('staging', text), blob('release%2fv1.json', text))));
    const { board } = await store.read();
    expect([...board.leases.keys()]).toEqual([]);
  });

  it('refuses a branch whose leases are not a folder', async () => {
    const { store } = scriptedStore(branch(blob('leases', 'many')));
    const read = store.read();
    await expect(read).rejects.toThrow(StateError);
    await expect(read).rejects.toThrow(`leases on the branch ref-lease (commit ${HEAD}) cannot be read`);
  });

  it.each([
    ['with the error', [{ type: 'NOT_FOUND', message: 'Could not resolve to a Repository' }]],
    ['without an error', []],
  ])('names the repository that it cannot see, %s', async (_, errors) => {
    const read = scriptedStore(graphql({ repository: null }, errors)).store.read();
    await expect(read).rejects.toThrow(PermissionError);
    await expect(read).rejects.toThrow(/no repository octo\/product.*"contents: read"/);
  });

  it.each([
    ['another error', graphql({ repository: null }, [{ message: 'timed out' }]), /error: timed out/],
    [
      'an error beside data',
      graphql({ repository: { ref: null } }, [{ type: 'INTERNAL', message: 'no replica' }]),
      /INTERNAL: no replica/,
    ],
    ['another form', graphql({ repository: { ref: 7 } }), /its answer was not expected/],
    ['no data', graphql(undefined), /its answer was not expected/],
  ])('is not available after %s', async (_, answer, message) => {
    const read = scriptedStore(answer).store.read();
    await expect(read).rejects.toThrow(UnavailableError);
    await expect(read).rejects.toThrow(message);
  });

  it('passes the refusals of the client on', async () => {
    const refusal = new RateLimitedError('later', 7);
    await expect(scriptedStore(refusal).store.read()).rejects.toBe(refusal);
  });
});
