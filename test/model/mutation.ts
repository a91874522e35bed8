// What a broken core is: patches of src/lease, and how the model catches it.
import type { Patch } from './mutate.ts';

export interface Mutation {
  readonly name: string;
  /** The promise or the rule that it breaks. */
  readonly breaks: string;
  readonly patches: readonly Patch[];
  /** The smallest configuration that catches it. */
  readonly config: string;
  /** Whether it breaks a promise of liveness, so that states have to be healed to see it. */
  readonly isStuck?: boolean;
  /** A part of what the model says of it. */
  readonly caught: RegExp;
}

/** A patch of one file of src/lease. */
export const patch = (file: string, search: string, replace: string): Patch => ({
  file: `lease/${file}.ts`,
  search,
  replace,
});
