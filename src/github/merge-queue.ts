// The merge groups that are being built, from the branches that GitHub makes for them.
//
// Anyone who can push can push such a name: the list serves order and readiness, proves nothing, and is bounded in
// number and length.
import { groupNamed, type MergeGroup } from '../lease/groups.ts';
import type { BranchName, Ref, Sha } from '../lease/identifiers.ts';
import { LONGEST } from '../lease/schema.ts';
import * as z from 'zod';
import type { MergeQueue } from '../engine/ports.ts';
import type { CallOptions } from '../store/store.ts';
import type { Client, Repository } from './client.ts';
import { ConditionalReader } from './conditional.ts';
import { purposeIn, repositoryNotFound, valueOf } from './faults.ts';

const refsSchema = z.array(z.object({ ref: z.string(), object: z.object({ sha: z.string().max(64) }) }));

/** Most groups that are listed; a merge queue builds at most a hundred at once. */
const MOST = 1000;

/** The {@link MergeQueue} of one repository; it rejects with the errors of the client. */
export function gitHubMergeQueue(options: { client: Client; repository: Repository }): MergeQueue {
  const { client, repository } = options;
  const conditional = new ConditionalReader(client);
  const purpose = purposeIn(repository, 'listing the merge groups', 'contents: read');
  return {
    async list(baseBranch: string, callOptions: CallOptions = {}): Promise<readonly MergeGroup[]> {
      const answer = await conditional.get({
        route: 'GET /repos/{owner}/{repo}/git/matching-refs/{ref}',
        parameters: { ...repository, ref: `heads/gh-readonly-queue/${baseBranch}/` },
        purpose,
        ...callOptions,
      });
      // 409 is the answer for a repository without any commit.
      if (answer.status === 409) return [];
      if (answer.status === 404) throw repositoryNotFound(purpose);
      const refs = valueOf(answer, refsSchema, purpose);
      return refs.flatMap(({ ref, object }) => mergeGroup(ref, object.sha, baseBranch) ?? []).slice(0, MOST);
    },
  };
}

// The name ends in the commit that the group sits on. The prefix also finds the groups of a base branch whose name
// begins with this one's and a slash.
function mergeGroup(ref: Ref, head: Sha, baseBranch: BranchName): MergeGroup | null {
  const name = ref.length > LONGEST.ref ? null : groupNamed(ref);
  if (name?.base !== baseBranch) return null;
  const { parent, pullRequest } = name;
  return { ref, head, parent, pullRequest };
}
