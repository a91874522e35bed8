// The history of a chaos run's lock branch, checked against the promises.
import { check } from '../../scripts/audit/check.ts';
import { Repository } from '../../scripts/audit/history.ts';
import { LOCK_BRANCH, type Scene } from '../support/scene.ts';

/** What the lock branch's history breaks, in words. */
export async function brokenPromises({ github }: Scene): Promise<string[]> {
  using repository = await Repository.open(github.repositoryPath);
  const commits = await repository.history(LOCK_BRANCH);
  const { findings } = await check(commits, (head, sha) => repository.contains(head, sha));
  return findings.map(({ commit, lease, promise, what }) => `${promise} in ${commit} (${lease}): ${what}`);
}
