// The stand-in: merge queues, several repositories, and the addresses of Enterprise Server.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Client, succeeded } from './client.ts';
import { startGitHub } from './github.ts';
import type { GitHub } from './github.ts';

let github: GitHub;
let client: Client;
beforeEach(async () => {
  github = await startGitHub();
  client = new Client(github);
});
afterEach(() => github.close());

it('stacks merge groups and builds those above a removed one anew', async () => {
  const queue = github.mergeQueue('main');
  const base = await client.head();
  const one = await queue.enqueue(1);
  const two = await queue.enqueue(2, { commits: 2 });
  const three = await queue.enqueue(3);
  expect(one.ref).toBe(`refs/heads/gh-readonly-queue/main/pr-1-${base}`);
  expect([one.baseSha, two.baseSha, three.baseSha]).toEqual([base, one.headSha, two.headSha]);
  expect(three.event['merge_group']).toMatchObject({ head_sha: three.sha, base_ref: 'refs/heads/main' });
  expect(await github.git('rev-list', '--count', `${base}..${three.headSha}`)).toBe('4');
  const [again] = await queue.dequeue(2);
  expect(again).toMatchObject({ pullRequest: 3, baseSha: one.headSha });
  expect(again?.headSha).not.toBe(three.headSha);
  await queue.merge(3);
  expect(await client.head()).toBe(again?.headSha);
  expect(queue.groups()).toEqual([]);
  expect(await github.git('for-each-ref', 'refs/heads/gh-readonly-queue')).toBe('');
});

it('keeps several repositories apart', async () => {
  const other = await github.repository('octo/other');
  await other.push('main');
  expect(await other.head()).not.toBe(await client.head());
  const reply = await client.send('GET', '/repos/octo/other/git/ref/heads%2Fmain');
  expect(reply.at('object.sha')).toBe(await other.head());
});

it('serves the addresses of Enterprise Server', async () => {
  await using enterprise = await startGitHub({ layout: 'enterprise' });
  const own = new Client(enterprise);
  expect(enterprise.apiUrl).toBe(`${enterprise.serverUrl}/api/v3`);
  expect((await own.get('/git/ref/heads/main')).status).toBe(200);
  expect(succeeded(await own.commit(await own.head(), 'x'))).toBe(true);
  const headers = { authorization: `bearer ${enterprise.token}` };
  const outside = await fetch(`${enterprise.serverUrl}/repos/octo/shop`, { headers });
  expect([outside.status, enterprise.unexpected]).toEqual([404, ['GET ?/repos/octo/shop']]);
});
