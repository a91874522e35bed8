// What the main step leaves for the post step of the same job.
//
// It is saved before the first write of main and again whenever it changes; the last one counts. Post trusts nothing
// that does not have this form: without a readable state it frees nothing.
import * as z from 'zod';
import { registrationSchema } from '../lease/schema.ts';

/** The name under which the runner keeps it. */
export const STATE_NAME = 'ref-lease';

const savedStateSchema = z.strictObject({
  lease: z.string().min(1),
  branch: z.string().min(1),
  /** `owner/name` of the repository that holds the lock branch. */
  repository: z.string().regex(/^[^/\s]+\/[^/\s]+$/),
  /** The request that main made last. */
  registration: registrationSchema,
  autoRelease: z.boolean(),
  /** The fencing token, once main has reported `acquired`; `null` before. */
  epoch: z.int().min(0).nullable(),
  /** Main has seen its request end without the lease: nothing is left to do. */
  ended: z.boolean(),
  /** The head that an unanswered write of main was based on (its `head` is `null` for no branch); `null`: none. */
  unanswered: z.strictObject({ head: z.string().nullable() }).nullable(),
  /** Path of the {@link Handover}; `null` where there is none. */
  handover: z.string().nullable(),
});

/** What post needs to know of main. */
export type SavedState = z.output<typeof savedStateSchema>;

/** What post found: nothing (main never got as far as a write), a state, or something that it cannot read. */
export type FoundState =
  | { readonly kind: 'none' }
  | { readonly kind: 'found'; readonly state: SavedState }
  | { readonly kind: 'unreadable'; readonly problem: string };

/** Writes a state as text. */
export function printState(state: SavedState): string {
  return JSON.stringify(savedStateSchema.parse(state));
}

/** Reads the text of {@link printState}. */
export function parseState(text: string): FoundState {
  if (text === '') return { kind: 'none' };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { kind: 'unreadable', problem: 'it is not JSON' };
  }
  const parsed = savedStateSchema.safeParse(json);
  if (parsed.success) return { kind: 'found', state: parsed.data };
  const { path, message } = parsed.error.issues[0]!;
  return { kind: 'unreadable', problem: `${path.join('.') || 'its content'}: ${message}` };
}

const handoverSchema = z.strictObject({
  head: z.string().min(1),
  /** The board at that head, as `printBoard` writes it. */
  board: z.string(),
  /** GitHub's time, when the monotonic clock of the machine said so many seconds. */
  now: z.number(),
  monotonic: z.number(),
});

/**
 * The board as main left it, so that post can write on it without reading it again: the compare-and-swap tells
 * whether it still is that board.
 */
export type Handover = z.output<typeof handoverSchema>;

/** Reads the text of a {@link Handover}; `null` where it is no such text. */
export function parseHandover(text: string): Handover | null {
  try {
    return handoverSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
