// What the compare API proves about commits.
//
// An answer is a proof or there is none: a commit that is gone, a fault, a token that may not read reject.
import * as z from 'zod';
import type { Ancestry } from '../engine/ports.ts';
import type { CallOptions } from '../store/store.ts';
import type { Client, Repository } from './client.ts';
import { purposeIn, valueOf } from './faults.ts';

const comparisonSchema = z.object({
  status: z.enum(['ahead', 'behind', 'diverged', 'identical']),
  ahead_by: z.int().min(0),
});

/** The {@link Ancestry} of one repository. */
export function gitHubAncestry({ client, repository }: { client: Client; repository: Repository }): Ancestry {
  const compare = async (basehead: string, options: CallOptions) => {
    const purpose = purposeIn(repository, `comparing the commits ${basehead}`, 'contents: read');
    const answer = await client.get({
      route: 'GET /repos/{owner}/{repo}/compare/{basehead}',
      // The commits themselves are not looked at.
      parameters: { ...repository, basehead, per_page: 1 },
      purpose,
      ...options,
    });
    return valueOf(answer, comparisonSchema, purpose);
  };
  return {
    async contains(head, sha, options = {}) {
      if (head === sha) return true;
      const { status } = await compare(`${head}...${sha}`, options);
      return status === 'behind' || status === 'identical';
    },
    async aheadBy(base, head, options = {}) {
      return (await compare(`${base}...${head}`, options)).ahead_by;
    },
  };
}
