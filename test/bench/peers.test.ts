// The clients of the peers send as many requests as the peers do: otherwise a comparison would say nothing.
import { expect, it } from 'vitest';
import { githubLock, lockAction } from '../../bench/peers.ts';
import { startGitHub } from '../support/github/github.ts';

it.each([
  [lockAction, 3, 3],
  [githubLock, 6, 1],
])('sends the requests of $name', async (peer, acquiring, releasing) => {
  await using github = await startGitHub();
  const client = await peer.connect(github);
  github.resetAccounting();
  await client.acquire();
  expect(github.totals()).toMatchObject({ requests: acquiring });
  github.resetAccounting();
  await client.release();
  expect(github.totals()).toMatchObject({ requests: releasing });
  github.resetAccounting();
  await client.poll();
  const { requests, core, graphql } = github.totals();
  expect([requests, core + graphql]).toEqual([1, 1]);
  expect(github.unexpected).toEqual([]);
});
