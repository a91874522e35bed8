// From an answer to what it says, for questions that have no answer but a value.
//
// "I don't know" is never a value: what is not a value of the expected form is thrown, as the server's decision where
// it is one, else as no answer.
import type * as z from 'zod';
import { declined, unexpected, type Answer, type Purpose } from './faults.ts';

/**
 * The value of an answer. Throws a PermissionError where the server decided against the question (404, 422 and the
 * like), an UnavailableError where the answer has another form than expected.
 */
export function valueOf<T>(answer: Answer, schema: z.ZodType<T>, purpose: Purpose): T {
  if (answer.status >= 400) throw declined(answer, purpose);
  const parsed = answer.status === 200 ? schema.safeParse(answer.data) : undefined;
  if (parsed?.success !== true) throw unexpected(answer, purpose);
  return parsed.data;
}
