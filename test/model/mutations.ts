// Broken cores: each breaks one promise of the design, or one of its rules in brief, and must be caught.
import { BROKEN_PROMISES } from './broken-promises.ts';
import { BROKEN_RULES } from './broken-rules.ts';
import type { Mutation } from './mutation.ts';

export type { Mutation };

/** All of them. */
export const MUTATIONS: readonly Mutation[] = [...BROKEN_PROMISES, ...BROKEN_RULES];
