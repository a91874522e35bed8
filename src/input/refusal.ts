// What is said of a value that is not allowed.
import { InputError } from '../lease/errors.ts';
import { quoted } from '../text/printable.ts';

/**
 * The error for a value of `what` (`The input "ttl"`, `--ttl`); `problem` is a sentence, `allowed` completes "it must be".
 */
export function refusal(what: string, given: string, allowed: string, problem?: string): InputError {
  const was = given === '' ? 'is empty' : `was given as ${quoted(given)}`;
  // Nothing is wrong with an empty text but that it is empty.
  const why = problem === undefined || given === '' ? '' : `, and ${problem}`;
  return new InputError(`${what} ${was}${why}; it must be ${allowed}.`);
}
