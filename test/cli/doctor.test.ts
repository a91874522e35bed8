// The doctor on what the real git serves: well, forbidding, not there, and lying.
import { chmod, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { connect } from '../../src/cli/world.ts';
import { doctorCommand } from '../../src/commands/doctor.ts';
import type { Finding } from '../../src/commands/examination.ts';
import { COMMAND_TERMS } from '../../src/text/terms.ts';
import { BRANCH, GitPlace, type Transport } from '../store/git-place.ts';
import type { HttpServer } from '../store/git-server.ts';

async function examine(url: string, pushUrl?: string) {
  const { world, checkup, close } = connect({ url, pushUrl, branch: BRANCH }, process.env, () => {});
  const findings: Finding[] = [];
  const ports = {
    world,
    budget: { share: () => 1 },
    serverUrl: '',
    tell: () => {},
    terms: COMMAND_TERMS,
    cancelled: new AbortController().signal,
  };
  const { failure } = await doctorCommand(null, ports, checkup, (finding) => findings.push(finding));
  close();
  return {
    results: Object.fromEntries(findings.map(({ check, result }) => [check, result])),
    code: failure?.code ?? null,
    text: findings.map(({ text }) => text).join('\n'),
    probe: checkup.probes[0].branch,
  };
}

const ALL_OK = {
  git: 'ok',
  reach: 'ok',
  clock: 'ok',
  rules: 'ok',
  write: 'ok',
  race: 'ok',
  look: 'ok',
  removal: 'ok',
};

/** What is tried before the first write. */
const PREFIX = { git: 'ok', reach: 'ok', clock: 'ok', rules: 'ok' };

const branchesOf = ({ origin }: GitPlace): Promise<string> =>
  origin.git('for-each-ref', '--format=%(refname) %(objectname)');

async function forbid({ origin }: GitPlace, script: string): Promise<void> {
  const hook = join(origin.directory, 'hooks', 'pre-receive');
  await origin.git('config', 'core.hooksPath', join(origin.directory, 'hooks'));
  await writeFile(hook, `#!/bin/sh\n${script}\n`);
  await chmod(hook, 0o755);
}

/** Lets two writers meet, and tells both that they have won. */
function lie(http: HttpServer): void {
  let [posts, adverts] = [0, 0];
  const both = Promise.withResolvers<void>();
  http.meddle = async ({ method, url = '' }, response) => {
    if (!url.includes('git-receive-pack')) return false;
    if (method === 'GET') response.once('finish', () => ++adverts === 3 && both.resolve());
    // The first makes the branch; of the next two each has seen the branch before the other moves it.
    else if (++posts > 1) await both.promise;
    return false;
  };
  http.retell = saysApplied;
}

/** In place of a no. */
function saysApplied(answer: Buffer): Buffer {
  const [, ref] = /ng (refs\S+) /.exec(answer.toString('latin1')) ?? [];
  const applied = `${packet('unpack ok\n')}${packet(`ok ${ref}\n`)}0000`;
  return ref === undefined ? answer : Buffer.from(`${packet(`\u0001${applied}`)}0000`);
}

function packet(text: string): string {
  return `${(text.length + 4).toString(16).padStart(4, '0')}${text}`;
}

describe('the doctor', () => {
  it.each<Transport>(['a path', 'git http-backend'])(
    'finds that all is well with %s, and leaves nothing there',
    async (transport) => {
      await using place = await GitPlace.open(transport);
      await place.origin.put(BRANCH, 'README.md', 'hello');
      const before = await branchesOf(place);
      expect(await examine(place.url)).toMatchObject({ code: null, results: ALL_OK });
      expect(await branchesOf(place)).toBe(before);
    },
  );

  it('finds a server that tells two writers on one version that they have won', async () => {
    await using place = await GitPlace.open();
    lie(place.http);
    const { code, results, text } = await examine(place.url);
    expect([code, results['race'], results['removal']]).toEqual(['state', 'failure', 'ok']);
    expect(text).toContain('it told both of two writers on one version that they had won');
    expect(await branchesOf(place)).toBe('');
  });

  it('finds a server that says that it has written what it has not', async () => {
    await using place = await GitPlace.open();
    await forbid(place, 'exit 1');
    place.http.retell = saysApplied;
    const { code, results } = await examine(place.url);
    expect([code, results['race']]).toEqual(['state', 'failure']);
  });

  it('finds an address for pushes that leads elsewhere, and leaves nothing there', async () => {
    await using place = await GitPlace.open('a path');
    await using other = await GitPlace.open('a path');
    const { results, text } = await examine(place.url, other.url);
    expect([results['race'], results['removal']]).toEqual(['failure', 'ok']);
    expect(text).toContain(`What is written at ${other.url} is not read at ${place.url}, and`);
    expect(await Promise.all([place, other].map(branchesOf))).toEqual(['', '']);
  });

  it('says what a server says that refuses writes', async () => {
    await using place = await GitPlace.open();
    await forbid(place, 'echo not on Sundays >&2; exit 1');
    const { code, results, text } = await examine(place.url);
    expect([code, results]).toEqual(['permission', { ...PREFIX, write: 'failure' }]);
    expect(text).toContain('not on Sundays');
  });

  it('says what to do where the credentials are refused', async () => {
    await using place = await GitPlace.open();
    place.http.meddle = ({ url = '' }, response) => {
      if (!url.includes('git-receive-pack')) return false;
      response.writeHead(403).end();
      return true;
    };
    const { code, results, text } = await examine(place.url);
    expect([code, results]).toEqual(['permission', { ...PREFIX, write: 'failure' }]);
    expect(text).toContain('The credentials have no right to do this');
  });

  it('warns of a branch that the server keeps, by its name', async () => {
    await using place = await GitPlace.open();
    await place.origin.git('config', 'receive.denyDeletes', 'true');
    const { code, results, text, probe } = await examine(place.url);
    expect([code, results]).toEqual([null, { ...ALL_OK, removal: 'warning' }]);
    expect(text).toContain(`The branch ${probe} of this checkup is still there: remove it.`);
    expect(await branchesOf(place)).toContain(probe);
  });

  it.each([`${BRANCH}/old`, BRANCH.split('/')[0]!])(
    'finds a branch that keeps the lock branch from being made: %s',
    async (name) => {
      await using place = await GitPlace.open('a path');
      await place.origin.put(name, 'README.md', 'hello');
      const { code, results, text } = await examine(place.url);
      expect([code, results]).toEqual(['state', { git: 'ok', reach: 'failure' }]);
      expect(text).toContain(
        `The branch ${BRANCH} cannot be made at ${place.url}, as there is a branch ${name}, and`,
      );
    },
  );

  it('finds a lock of all leases that cannot be read, with which none is granted', async () => {
    await using place = await GitPlace.open('a path');
    await place.origin.put(BRANCH, 'lock.json', 'nothing');
    const { code, results, text } = await examine(place.url);
    expect([code, results]).toEqual(['state', { git: 'ok', reach: 'failure' }]);
    expect(text).toContain('cannot be read: it is not JSON. It was not overwritten, and no lease is granted');
  });

  it('says that a server is not there', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const { code, results, text } = await examine(`http://127.0.0.1:${port}/locks.git`);
    expect([code, results]).toEqual(['unavailable', { git: 'ok', reach: 'failure' }]);
    expect(text).toContain('Try "git ls-remote');
  });
});
