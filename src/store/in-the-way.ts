// Git keeps no branch below another one: where there is `ref-lease/old`, no `ref-lease` can be made, nor the other way round.
import { StateError } from '../lease/errors.ts';
import type { BranchName } from '../lease/identifiers.ts';

/** The first of these branches that keeps another one from being made; `null`: none does. */
export function branchInTheWay(branch: BranchName, there: readonly BranchName[]): BranchName | null {
  return there.find((each) => each.startsWith(`${branch}/`) || branch.startsWith(`${each}/`)) ?? null;
}

/** The error of a branch that cannot be made; `where`: the repository. */
export function notToBeMade(branch: BranchName, where: string, inTheWay: BranchName): StateError {
  return new StateError(
    `The branch ${branch} cannot be made at ${where}, as there is a branch ${inTheWay}, and git keeps no branch below ` +
      `another one. Rename or remove ${inTheWay}, or keep the leases on another branch.`,
  );
}
