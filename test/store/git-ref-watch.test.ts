// Looking at one lease on a branch, one answer at a time.
import { describe, expect, it } from 'vitest';
import { printDocument, printLock } from '../../src/lease/board.ts';
import { UnavailableError } from '../../src/lease/errors.ts';
import { aDocument, aLock } from './boards.ts';
import { rest, scriptedStore } from './scripted-client.ts';

const NOT_WHOLE = { unreadable: 'it is not a text file, or too large to be read whole' };

function file(sha: string, content: string | Buffer, etag = `"${sha}"`) {
  const data = {
    type: 'file',
    encoding: 'base64',
    sha,
    content: Buffer.from(content).toString('base64').replace(/.{60}/g, '$&\n'),
  };
  return rest(200, data, { etag });
}
const document = (sequence: number) => aDocument('release/v1', { sequence });

describe('watch', () => {
  it('asks for the file by its path and the full name of the branch, and conditionally from the second time on', async () => {
    const { client, store } = scriptedStore(file('1', printDocument(document(1))), rest(304));
    expect(await store.watch('release/v1')).toEqual({ document: document(1) });
    expect(await store.watch('release/v1')).toEqual({ document: document(1) });
    const parameters = {
      owner: 'octo',
      repo: 'product',
      path: 'leases/release%2Fv1.json',
      ref: 'refs/heads/ref-lease',
    };
    expect(client.rest).toMatchObject([
      { method: 'get', parameters, etag: undefined },
      { method: 'get', parameters, etag: '"1"' },
    ]);
  });

  it('has no condition to ask by where there was no file', async () => {
    const { client, store } = scriptedStore(
      rest(404),
      rest(404),
      file('1', printDocument(document(1))),
      rest(404),
      rest(404),
    );
    const looks = [];
    for (let count = 0; count < 5; count++) looks.push(await store.watch('release/v1'));
    expect(looks).toEqual([
      { document: null },
      { document: null },
      { document: document(1) },
      { document: null },
      { document: null },
    ]);
    expect(client.rest.map(({ etag }) => etag)).toEqual([undefined, undefined, undefined, '"1"', undefined]);
  });

  it('asks for the lock of all leases only where it is asked to', async () => {
    const { client, store } = scriptedStore(
      file('1', printDocument(document(1))),
      file('2', printLock(aLock())),
      rest(304),
      rest(304),
      rest(304),
    );
    expect(await store.watch('release/v1', { withLock: true })).toEqual({
      document: document(1),
      lock: aLock(),
    });
    expect(await store.watch('release/v1', { withLock: true })).toEqual({
      document: document(1),
      lock: aLock(),
    });
    expect(await store.watch('release/v1')).toEqual({ document: document(1) });
    expect(client.rest.map(({ parameters }) => parameters['path'])).toEqual([
      'leases/release%2Fv1.json',
      'lock.json',
      'leases/release%2Fv1.json',
      'lock.json',
      'leases/release%2Fv1.json',
    ]);
  });

  it('gives the document along with a lock that alone has changed', async () => {
    const { store } = scriptedStore(
      file('1', printDocument(document(1))),
      rest(404),
      rest(304),
      file('2', printLock(aLock())),
    );
    await store.watch('release/v1', { withLock: true });
    expect(await store.watch('release/v1', { withLock: true })).toEqual({
      document: document(1),
      lock: aLock(),
    });
  });

  it('shows a change at the next look when the look at the other file failed', async () => {
    const { store } = scriptedStore(
      file('1', printDocument(document(1))),
      rest(404),
      file('2', printDocument(document(2))),
      new UnavailableError('down'),
      rest(304),
      rest(404),
    );
    const look = () => store.watch('release/v1', { withLock: true });
    await look();
    await expect(look()).rejects.toThrow('down');
    expect(await look()).toEqual({ document: document(2), lock: null });
  });

  it.each([
    ['is too large', rest(200, { type: 'file', encoding: 'none', sha: '1', content: '' })],
    ['has no content', rest(200, { type: 'submodule', sha: '1' })],
    ['is not UTF-8', file('1', Buffer.from([0x7b, 0xff, 0x7d]))],
    ['is a folder', rest(200, [{ name: 'x', sha: '1' }])],
  ])('shows a file that %s as unreadable', async (_, answer) => {
    const { store } = scriptedStore(answer, answer);
    for (let look = 0; look < 2; look++)
      expect(await store.watch('staging')).toEqual({ document: NOT_WHOLE });
  });

  it('takes an empty file for an empty file', async () => {
    const { store } = scriptedStore(rest(200, { type: 'file', encoding: 'base64', sha: '1' }));
    expect(await store.watch('staging')).toMatchObject({ document: { unreadable: 'it is empty' } });
  });

  it.each([[rest(422, { message: 'no' })], [rest(200, 'gibberish')]])(
    'is not available after an answer that nothing explains: %j',
    async (answer) => {
      await expect(scriptedStore(answer).store.watch('staging')).rejects.toThrow(UnavailableError);
    },
  );
});
