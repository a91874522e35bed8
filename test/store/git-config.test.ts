// What the user has configured for git: how a server is reached counts, how code is pushed does not.
import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pathOf, printDocument } from '../../src/lease/board.ts';
import { gitEnvironment } from '../../src/store/git/environment.ts';
import type { Git } from '../../src/store/git/git.ts';
import { systemGit } from '../../src/store/git/system-git.ts';
import type { Snapshot, Store } from '../../src/store/store.ts';
import { aBoard, aDocument, aMessage, NOW } from './boards.ts';
import { BRANCH, GitPlace } from './git-place.ts';
import { HttpServer } from './git-server.ts';

let place: GitPlace;
let before: Snapshot;

beforeEach(async () => {
  place = await GitPlace.open();
  await place.origin.put(BRANCH, pathOf('staging'), printDocument(aDocument('staging')));
  before = await (await place.store()).read();
});
afterEach(() => place[Symbol.asyncDispose]());

const swap = (by: Store) =>
  by.compareAndSwap(before, aBoard([aDocument('staging', { sequence: NOW + 1 })]), aMessage(), { now: NOW });

describe('configuration for pushes of code', () => {
  it('does not change how the branch is written', async () => {
    const config = join(place.root, 'config');
    await writeFile(
      config,
      '[push]\n\tpushOption = ci.skip\n\tfollowTags = true\n\tgpgSign = true\n\trecurseSubmodules = only\n' +
        '\tuseForceIfIncludes = true\n\tnegotiate = true\n\tdefault = nothing\n\tautoSetupRemote = true\n' +
        '[remote]\n\tpushDefault = nowhere\n[submodule]\n\trecurse = true\n[transfer]\n\tfsckObjects = true\n' +
        '[fetch]\n\tprune = true\n\tpruneTags = true\n\tall = true\n\twriteCommitGraph = true\n' +
        '[core]\n\thooksPath = hooks\n[safe]\n\tbareRepository = explicit\n',
    );
    const env = { ...process.env, GIT_CONFIG_GLOBAL: config };
    const same = await place.store({ git: systemGit({ env: gitEnvironment(env, place) }) });
    expect(await same.read()).toEqual(before);
    expect(await swap(same)).toMatchObject({ kind: 'applied' });
    expect(await place.origin.git('rev-parse', `${BRANCH}^`)).toBe(before.head);
  });
});

describe('a password', () => {
  it('is asked of the script of the user, which finds its variables', async () => {
    const ask = join(place.root, 'ask');
    await writeFile(
      ask,
      '#!/bin/sh\ncase $1 in User*) echo "$GIT_USERNAME" ;; *) echo "$GIT_PASSWORD" ;; esac\n',
    );
    await chmod(ask, 0o755);
    place.http.meddle = ({ headers }, response) => {
      if (headers.authorization === `Basic ${btoa('ann:secret')}`) return false;
      response.writeHead(401, { 'www-authenticate': 'Basic' }).end();
      return true;
    };
    const env = { ...process.env, GIT_ASKPASS: ask, GIT_USERNAME: 'ann', GIT_PASSWORD: 'secret' };
    const asking = await place.store({ git: systemGit({ env: gitEnvironment(env, place) }) });
    expect(await asking.read()).toEqual(before);
  });
});

describe('a token', () => {
  it('goes to the server in the place of another one, and nowhere else', async () => {
    const seen: string[] = [];
    place.http.meddle = ({ rawHeaders }) => {
      seen.push(rawHeaders.filter((each) => each.startsWith('Basic ')).join());
      return false;
    };
    const config = join(place.root, 'config');
    await writeFile(config, '[http]\n\textraheader = Authorization: Basic other\n');
    const calls: string[] = [];
    const env = { ...process.env, GIT_CONFIG_GLOBAL: config };
    const real = systemGit({ env: gitEnvironment(env, { url: place.url, token: 'ghs_secret' }) });
    const git: Git = (call) => (calls.push(...call.args), real(call));
    const bearer = await place.store({ git });
    expect(await bearer.read()).toEqual(before);
    expect(await swap(bearer)).toMatchObject({ kind: 'applied' });
    const basic = btoa('x-access-token:ghs_secret');
    expect(new Set(seen)).toEqual(new Set([`Basic ${basic}`]));
    expect(calls.join(' ')).not.toContain(basic);
  });

  it.each([301, 302, 307, 308])('goes to no other host that the server names by HTTP %i', async (status) => {
    const seen: string[] = [];
    await using other = await new HttpServer(place.root).listen();
    other.meddle = ({ rawHeaders }) => {
      seen.push(...rawHeaders);
      return false;
    };
    place.http.meddle = ({ url }, response) => {
      if (!url!.includes('/info/refs')) return false;
      response.writeHead(status, { location: `http://localhost:${other.port}${url}` }).end();
      return true;
    };
    const bearer = await place.store({ token: 'ghs_secret' });
    const lost = await bearer.read().catch((error: unknown) => error);
    expect(seen).toEqual([]);
    expect(lost).toMatchObject({ name: 'UnavailableError', lasting: true });
    expect((lost as Error).message).toMatch(
      `${status}. It was sent elsewhere, and a token goes to the given address alone`,
    );
    expect(await swap(bearer).catch((error: unknown) => error)).toMatchObject({ lasting: true });
    expect(seen).toEqual([]);
  });
});
