// What the tests of the command line look up on the board.
import type { LeaseDocument, Outcome } from '../../src/lease/schema.ts';

export function latestOutcome({ outcomes }: LeaseDocument): Outcome | undefined {
  return outcomes.at(-1);
}
