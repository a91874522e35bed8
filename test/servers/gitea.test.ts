// The store on plain git on a real forge, and what its rules do to writes.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PermissionError } from '../../src/lease/errors.ts';
import type { Store } from '../../src/store/store.ts';
import { aBoard, aDocument, aMessage, NOW } from '../store/boards.ts';
import { describeGit } from '../store/git-contract.ts';
import { BRANCH, type Place } from '../store/git-place.ts';
import { write } from '../store/open-store.ts';
import { Gitea } from './gitea.ts';
import { itRaces } from './rounds.ts';

let gitea: Gitea;
const places = new Map<string, Place>();
beforeAll(async () => {
  gitea = await Gitea.start(process.env['SERVERS_GITEA']!);
});
afterAll(async () => {
  for (const place of places.values()) await place[Symbol.asyncDispose]();
  await gitea[Symbol.asyncDispose]();
});

/** The repository of this name. */
async function placeOf(name: string): Promise<Place> {
  const place = places.get(name) ?? (await gitea.place(name));
  places.set(name, place);
  return place;
}

describeGit('Gitea', true, () => placeOf('contract'));

describe('Gitea', () => {
  itRaces('Gitea', () => placeOf('race'));
});

describe('a rule of Gitea', () => {
  /** A repository with a board of one lease. */
  const withBoard = async (name: string) => {
    const place = await placeOf(name);
    const before = await write(await place.store(), () => aBoard([aDocument('staging')]));
    const swap = (by: Store) =>
      by.compareAndSwap(before, aBoard([aDocument('production')]), aMessage(), { now: NOW });
    return { place, before, swap };
  };
  const permission = (said: RegExp) =>
    expect.objectContaining({ code: 'permission', message: expect.stringMatching(said) });
  const refusal = (said: RegExp) => ({
    kind: 'refused',
    cause: expect.objectContaining({ message: expect.stringMatching(said) }),
  });

  it('wants a token that it knows', async () => {
    const { place, before, swap } = await withBoard('tokens');
    const stranger = await place.store({ token: 'wrong' });
    await expect(stranger.read()).rejects.toThrow(PermissionError);
    await expect(stranger.read()).rejects.toThrow(/HTTP 401.*does not accept the credentials/);
    await expect(swap(stranger)).rejects.toThrow(/HTTP 401/);
    expect(await place.origin.head(BRANCH)).toBe(before.head);
  });

  it('tells who may read from who may write', async () => {
    const { place, before, swap } = await withBoard('readers');
    await gitea.user('reader');
    const reader = await place.store({ token: await gitea.token('reader') });
    await expect(reader.read()).rejects.toEqual(permission(/HTTP 404/));
    const path = `${gitea.pathOf('readers')}/collaborators/reader`;
    await gitea.ask(path, { method: 'PUT', body: { permission: 'read' } });
    expect(await reader.read()).toEqual(before);
    expect(await swap(reader)).toEqual(refusal(/User permission denied for writing/));
    expect(await place.origin.head(BRANCH)).toBe(before.head);
  });

  it('may protect the branch, and refuses the write with its words', async () => {
    const { place, before, swap } = await withBoard('protected');
    const store = await place.store();
    await gitea.ask(`${gitea.pathOf('protected')}/branch_protections`, {
      body: { rule_name: 'locks/*', enable_push: false },
    });
    expect(await swap(store)).toEqual(refusal(/pre-receive hook declined.*protected branch/));
    expect(await place.origin.head(BRANCH)).toBe(before.head);
  });

  it('may forbid forced pushes, so that a history is not cut', async () => {
    const { place } = await withBoard('forced');
    const store = await place.store();
    const { head } = await write(store, () => aBoard([aDocument('production')]));
    const protection = `${gitea.pathOf('forced')}/branch_protections`;
    await gitea.ask(protection, { body: { rule_name: 'locks/*', enable_push: true } });
    await expect(store.cutHistory(1)).rejects.toThrow(
      /was not cut.*remote: Gitea: .*protected from force push.*takes no forced pushes/,
    );
    expect(await place.origin.head(BRANCH)).toBe(head);
    await gitea.ask(`${protection}/${encodeURIComponent('locks/*')}`, { method: 'DELETE' });
    expect(await store.cutHistory(1)).toEqual({ length: 2, kept: 1 });
    expect(await place.origin.git('rev-list', '--count', BRANCH)).toBe('1');
  });

  it('lets nobody write to a repository that is archived', async () => {
    const { place, before, swap } = await withBoard('archived');
    const store = await place.store();
    await gitea.ask(gitea.pathOf('archived'), { method: 'PATCH', body: { archived: true } });
    expect(await store.read()).toEqual(before);
    await expect(swap(store)).rejects.toEqual(permission(/HTTP 403: remote: This repo is archived/));
    expect(await place.origin.head(BRANCH)).toBe(before.head);
  });

  it('shows no repository that is not there', async () => {
    const { place } = await withBoard('there');
    const lost = await place.store({ url: place.url.replace('there.git', 'nowhere.git') });
    await expect(lost.read()).rejects.toEqual(permission(/HTTP 404.*There is no such repository/));
  });
});
