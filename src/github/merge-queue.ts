// The merge groups that are being built, from the branches that GitHub makes for them.
//
// Anyone who can push can push such a name: the list serves order and readiness, and proves nothing.
import * as z from 'zod';
import type { MergeGroup, MergeQueue } from '../protocol/ports.ts';
import type { CallOptions } from '../store/store.ts';
import type { Client, Repository } from './client.ts';
import { ConditionalReader } from './conditional.ts';
import { repositoryNotFound, unexpected } from './faults.ts';

const refsSchema = z.array(z.object({ ref: z.string(), object: z.object({ sha: z.string() }) }));

/** The {@link MergeQueue} of one repository; it rejects with the errors of the client. */
export function gitHubMergeQueue(options: { client: Client; repository: Repository }): MergeQueue {
  const { client, repository } = options;
  const conditional = new ConditionalReader(client);
  const purpose = {
    doing: 'listing the merge groups',
    repository: `${repository.owner}/${repository.repo}`,
    permission: 'contents: read',
  };
  return {
    async list(baseBranch: string, callOptions: CallOptions = {}): Promise<readonly MergeGroup[]> {
      const { answer } = await conditional.get({
        route: 'GET /repos/{owner}/{repo}/git/matching-refs/{ref}',
        parameters: { ...repository, ref: `heads/gh-readonly-queue/${baseBranch}/` },
        purpose,
        ...callOptions,
      });
      // 409 is the answer for a repository without any commit.
      if (answer.status === 409) return [];
      if (answer.status === 404) throw repositoryNotFound(purpose);
      const refs = refsSchema.safeParse(answer.data);
      if (!refs.success) throw unexpected(answer, purpose);
      return refs.data.flatMap(({ ref, object }) => mergeGroup(ref, object.sha, baseBranch) ?? []);
    },
  };
}

// The name ends in the commit that the group sits on. The prefix also finds the groups of a base branch whose name
// begins with this one's and a slash.
function mergeGroup(ref: string, head: string, baseBranch: string): MergeGroup | null {
  const match = /^refs\/heads\/gh-readonly-queue\/(.+)\/pr-(\d+)-([0-9a-f]{40,64})$/.exec(ref);
  if (match === null) return null;
  const [, base, pullRequest, parent] = match as unknown as [string, string, string, string];
  return base === baseBranch ? { ref, head, parent, pullRequest: Number(pullRequest) } : null;
}
