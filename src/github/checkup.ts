// What GitHub tells of the rules of a branch, and the end of the branch that a checkup has made.
import * as z from 'zod';
import type { Checkup, Clock } from '../engine/ports.ts';
import { branchInTheWay } from '../store/in-the-way.ts';
import type { Store } from '../store/store.ts';
import type { Client, Repository } from './client.ts';
import { describe, purposeIn, unavailable, valueOf } from './faults.ts';

const refsSchema = z.array(z.object({ ref: z.string() }));
const rulesSchema = z.array(z.object({ type: z.string() }));

/** The {@link Checkup} of a repository; `branch` is the lock branch. */
export function gitHubCheckup(options: {
  readonly client: Client;
  readonly repository: Repository;
  readonly branch: string;
  readonly probe: Store;
  readonly clock: Pick<Clock, 'now'>;
}): Checkup {
  const { client, repository, branch, probe, clock } = options;
  return {
    // GitHub decides at one place, whoever asks.
    probes: [probe, probe],
    writtenAt: null,
    git: async () => null,
    now: () => Date.now() / 1000,
    apiTime: () => clock.now(),
    async rules(callOptions = {}) {
      const purpose = purposeIn(repository, `reading the rules of the branch ${branch}`, 'metadata: read');
      const answer = await client.get({
        route: 'GET /repos/{owner}/{repo}/rules/branches/{branch}',
        parameters: { ...repository, branch, per_page: 100 },
        purpose,
        ...callOptions,
      });
      return valueOf(answer, rulesSchema, purpose).map(({ type }) => type);
    },
    async inTheWay(callOptions = {}) {
      const purpose = purposeIn(repository, `listing the branches beside ${branch}`, 'contents: read');
      const [first] = branch.split('/');
      const answer = await client.get({
        route: 'GET /repos/{owner}/{repo}/git/matching-refs/{ref}',
        parameters: { ...repository, ref: `heads/${first}` },
        purpose,
        ...callOptions,
      });
      // A repository without any commit, of which the first write tells.
      if (answer.status === 409) return null;
      const refs = valueOf(answer, refsSchema, purpose);
      return branchInTheWay(
        branch,
        refs.map(({ ref }) => ref.replace('refs/heads/', '')),
      );
    },
    async remove(callOptions = {}) {
      const purpose = purposeIn(repository, `removing the branch ${probe.branch}`, 'contents: write');
      const answer = await client.delete({
        route: 'DELETE /repos/{owner}/{repo}/git/refs/{ref}',
        parameters: { ...repository, ref: `heads/${probe.branch}` },
        purpose,
        ...callOptions,
      });
      if (answer.status !== 204) throw unavailable(purpose, describe(answer));
    },
  };
}
