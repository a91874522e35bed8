// What the compare API proves about commits.
//
// Whether a commit is an ancestor of another never changes, so it is asked once. What cannot be told (a commit that
// is gone, a fault, a token that may not read) is `null`, and not kept.
import * as z from 'zod';
import { PermissionError, UnavailableError } from '../lease/errors.ts';
import type { Ancestry } from '../protocol/ports.ts';
import type { CallOptions } from '../store/store.ts';
import type { Client, Repository } from './client.ts';

const comparisonSchema = z.object({
  status: z.enum(['ahead', 'behind', 'diverged', 'identical']),
  ahead_by: z.int().min(0),
});

type Comparison = z.output<typeof comparisonSchema>;

/** The {@link Ancestry} of one repository; of the client's errors only RateLimitedError is passed on. */
export function gitHubAncestry(options: { client: Client; repository: Repository }): Ancestry {
  const proved = new Map<string, boolean>();
  const compare = (base: string, head: string, callOptions: CallOptions | undefined) =>
    comparison(options.client, options.repository, `${base}...${head}`, callOptions ?? {});
  return {
    async contains(head, sha, callOptions) {
      if (head === sha) return true;
      const key = `${head}...${sha}`;
      const known = proved.get(key);
      if (known !== undefined) return known;
      const found = await compare(head, sha, callOptions);
      if (found === null) return null;
      const contained = found.status === 'behind' || found.status === 'identical';
      proved.set(key, contained);
      return contained;
    },
    async aheadBy(base, head, callOptions) {
      return (await compare(base, head, callOptions))?.ahead_by ?? null;
    },
  };
}

async function comparison(
  client: Client,
  repository: Repository,
  basehead: string,
  options: CallOptions,
): Promise<Comparison | null> {
  try {
    const answer = await client.get({
      route: 'GET /repos/{owner}/{repo}/compare/{basehead}',
      // The commits themselves are not looked at.
      parameters: { ...repository, basehead, per_page: 1 },
      purpose: {
        doing: `comparing the commits ${basehead}`,
        repository: `${repository.owner}/${repository.repo}`,
        permission: 'contents: read',
      },
      ...options,
    });
    return comparisonSchema.safeParse(answer.data).data ?? null;
  } catch (error) {
    if (error instanceof UnavailableError || error instanceof PermissionError) return null;
    throw error;
  }
}
