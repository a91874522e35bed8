// Wires the real parts: GitHub's API behind the ports of the engine.
//
// Which repository is which: leases are kept in the one that the input names; merge groups and commits are those of
// the repository that the workflow runs in.
import { randomUUID } from 'node:crypto';
import { serverUrlOf, type Env } from './action/environment.ts';
import type { CommonInputs } from './action/inputs.ts';
import type { Asker } from './input/identity.ts';
import { parseRepository } from './input/lease-name.ts';
import { proxyVariables } from './action/main-env.ts';
import type { Ports } from './commands/ports.ts';
import type { Checkup } from './engine/ports.ts';
import type { World } from './engine/carry.ts';
import { gitHubAncestry } from './github/ancestry.ts';
import { Budget } from './github/budget.ts';
import { connect } from './github/client.ts';
import { gitHubCheckup } from './github/checkup.ts';
import { GitHubClock } from './github/clock.ts';
import { gitHubJobs } from './github/jobs.ts';
import { gitHubMergeQueue } from './github/merge-queue.ts';
import { fetchFor } from './github/proxy.ts';
import { machineClock } from './machine-clock.ts';
import { gitRefStore } from './store/git-ref/git-ref-store.ts';
import { describeChange } from './text/commit.ts';
import { renderBoard } from './text/markdown.ts';
import { VERSION } from './version.ts';

/** Connects to the server that the environment names, through the proxy that it names. Sends nothing yet. */
export async function connectWorld(
  where: Pick<CommonInputs, 'token' | 'repository' | 'branch' | 'store'>,
  env: Env,
  asker: Asker,
): Promise<Pick<Ports, 'world' | 'budget' | 'serverUrl'> & { readonly checkup: Checkup }> {
  const { token, repository, branch } = where;
  const gitHubClock = new GitHubClock(machineClock);
  const budget = new Budget();
  const apiUrl = env['GITHUB_API_URL'] || 'https://api.github.com';
  const graphqlUrl = env['GITHUB_GRAPHQL_URL'] || graphqlUrlOf(apiUrl);
  const serverUrl = serverUrlOf(env);
  const fetch = await fetchFor(apiUrl, proxyVariables(env));
  const client = connect({ token, apiUrl, graphqlUrl, version: VERSION, clock: gitHubClock, budget, fetch });
  const here = parseRepository(env['GITHUB_REPOSITORY'] ?? '') ?? repository;
  const actor = env['GITHUB_TRIGGERING_ACTOR'] || env['GITHUB_ACTOR'] || '';
  const plainGit =
    where.store === 'git' ? (await import('./git-world.ts')).plainGit({ ...where, serverUrl }, env) : null;
  const storeOn =
    plainGit?.storeOn ??
    ((name: string) => gitRefStore({ client, repository, branch: name, serverUrl, render: renderBoard }));
  const probe = `${branch}-doctor-${randomUUID().slice(0, 8)}`;
  const checkup = gitHubCheckup({ client, repository, branch, probe: storeOn(probe), clock: gitHubClock });
  const world: World = {
    store: storeOn(branch),
    clock: plainGit?.clock ?? gitHubClock,
    queue: gitHubMergeQueue({ client, repository: here }),
    ancestry: gitHubAncestry({ client, repository: here }),
    jobs: gitHubJobs({ client, repository, serverUrl, asker }),
    describe: (before, after) => describeChange(before, after, { by: actor }),
    operation: randomUUID,
  };
  return {
    world,
    budget,
    serverUrl,
    checkup: { ...checkup, ...plainGit?.checkupOn(probe) },
  };
}

/** Where GraphQL is, beside a REST API: on Enterprise Server not below its version. */
export function graphqlUrlOf(apiUrl: string): string {
  return `${apiUrl.replace(/\/+$/, '').replace(/\/v3$/, '')}/graphql`;
}
