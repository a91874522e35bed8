// What the main step leaves for the post step of the same job.
//
// It is saved before the first write of main and again whenever it changes; the last one counts. Post trusts nothing
// that does not have this form: without a readable state it frees nothing.
import * as z from 'zod';
import type { Left } from '../commands/acquire.ts';
import type { AcquireInputs } from '../commands/inputs.ts';
import { registrationSchema } from '../lease/schema.ts';
import { STORES, type CommonInputs } from './inputs.ts';

const savedStateSchema = z.strictObject({
  lease: z.string().min(1),
  branch: z.string().min(1),
  /** `owner/name` of the repository that holds the lock branch. */
  repository: z.string().regex(/^[^/\s]+\/[^/\s]+$/),
  store: z.enum(STORES),
  autoRelease: z.boolean(),
  /** The request that main made last, with the nonce of this step. */
  registration: registrationSchema,
  /** The fencing token, once main has reported `acquired`; `null` before. */
  epoch: z.int().min(0).nullable(),
  /** The highest sequence of the lease that main has seen. */
  seen: z.int().min(-1),
  /** The highest sequence on which an unanswered write of main was based; `null`: none may land. */
  mayLand: z.int().min(0).nullable(),
  /** Main has seen its request end without the lease, or never made one: nothing is left to do. */
  ended: z.boolean(),
});

/** What post needs to know of main. */
export type SavedState = z.output<typeof savedStateSchema>;

/** The state of a step that has left this. */
export function stateOf(
  { branch, repository, store, parameters }: CommonInputs & AcquireInputs,
  left: Left,
): SavedState {
  const { owner, repo } = repository;
  const autoRelease = parameters.held_by === 'job';
  return { ...left, branch, repository: `${owner}/${repo}`, store, autoRelease };
}

/** Writes a state as text. */
export function printState(state: SavedState): string {
  return JSON.stringify(savedStateSchema.parse(state));
}

/** Reads the text of {@link printState}; of any other text, what keeps it from being read. */
export function parseState(text: string): SavedState | string {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return 'it is not JSON';
  }
  const parsed = savedStateSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const { path, message } = parsed.error.issues[0]!;
  return `${path.join('.') || 'its content'}: ${message}`;
}
