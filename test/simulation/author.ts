// Who is behind a write of the simulated branch.
import type { Job } from './job.ts';

export interface Author {
  readonly name: string;
  readonly role: 'main' | 'post' | 'release' | 'operator';
  /** `null` for an operator. */
  readonly job: Job | null;
  /** A question to the compare API was not answered: what is contained may not be known to be. */
  missesProofs?: boolean;
  /** The token that a command names, where it names one that is not the holder's. */
  readonly token?: number;
}
