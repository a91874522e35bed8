// Inputs that contradict each other. What is malformed is left to the parser of the input.
import { InputError } from '../lease/errors.ts';
import { readInput, type Env } from './environment.ts';
import type { InputName } from './input-table.ts';
import { parseInteger } from '../input/integer.ts';
import { parseBoolean } from './input-values.ts';
import { quoted } from '../text/printable.ts';

/** Throws an InputError where two inputs that the mode uses cannot both be meant. */
export function refuseContradictions(env: Env): void {
  const isGiven = (name: InputName): boolean => readInput(env, name) !== '';
  const is = (name: InputName, value: boolean): boolean => parseBoolean(readInput(env, name)) === value;
  const isForAll = readInput(env, 'lease') === '*';

  if (isGiven('fencing-token') && is('force', true)) {
    throw contradiction(env, ['fencing-token', 'force'], 'force frees the holder without naming its token');
  }
  if (is('wait', false) && isGiven('timeout')) {
    throw contradiction(env, ['wait', 'timeout'], 'a step that does not wait has nothing to time out');
  }
  if (is('wait', false) && (parseInteger(readInput(env, 'delay-assignment')) ?? 0) > 0) {
    throw contradiction(env, ['wait', 'delay-assignment'], 'one try cannot win several evaluations in a row');
  }
  if (isForAll && isGiven('slots')) {
    throw contradiction(env, ['lease', 'slots'], 'slots are those of one lease, so name the lease');
  }
  if (isForAll && isGiven('fencing-token')) {
    throw contradiction(env, ['lease', 'fencing-token'], 'a token is that of one lease, so name the lease');
  }
  if (isForAll && is('force', true)) {
    throw contradiction(env, ['lease', 'force'], 'force frees the holder of one lease, so name the lease');
  }
}

function contradiction(env: Env, [one, other]: readonly [InputName, InputName], why: string): InputError {
  const shown = (name: InputName): string => `"${name}" (${quoted(readInput(env, name))})`;
  return new InputError(`The inputs ${shown(one)} and ${shown(other)} contradict each other: ${why}.`);
}
