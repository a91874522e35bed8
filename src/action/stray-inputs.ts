// Inputs that cannot be meant: those that the mode does not use, those that do not exist, and those that contradict each
// other. What is malformed is left to the parser of the input.
//
// Whoever wrote them expects something that will not happen. An input of another mode is refused; one that does not
// exist is only warned of, because a variable of such a name may come from somewhere else.
import { InputError } from '../lease/errors.ts';
import { readInput, variableOf, type Env } from './environment.ts';
import { INPUT_NAMES, INPUT_TABLE, type InputName, type Mode } from './input-table.ts';
import { anyOf } from '../input/choices.ts';
import { parseDuration } from '../input/duration.ts';
import { parseInteger } from '../input/integer.ts';
import { parseBoolean } from './input-values.ts';
import { nearest } from '../input/nearest.ts';
import { quoted } from '../text/printable.ts';

/** Throws an InputError where an input is given that the mode does not use, unless as its default. */
export function refuseUnused(env: Env, mode: Mode): void {
  for (const name of INPUT_NAMES) {
    const { usedBy, byDefault = '', computed = [] } = INPUT_TABLE[name];
    if (usedBy === 'post' || usedBy.includes(mode)) continue;
    const given = readInput(env, name);
    if ([byDefault, ...computed].some((each) => isSame(given, each))) continue;
    const isDefault = mode === 'acquire' ? ' (the default)' : '';
    throw new InputError(
      `The input "${name}" was given as ${quoted(given)}, and mode ${mode}${isDefault} does not use it: it is for mode ` +
        `${anyOf(usedBy)}. Leave it out, or set the mode that is meant.`,
    );
  }
}

/** What a person must be told of each input that does not exist; never its value. */
export function unknownInputs(env: Env): string[] {
  const known = new Set(INPUT_NAMES.map(variableOf));
  return Object.keys(env)
    .filter((variable) => /^INPUT_./.test(variable) && !known.has(variable))
    .map((variable) => {
      const name = variable.slice('INPUT_'.length).toLowerCase();
      const meant = nearest(name, INPUT_NAMES);
      const advice = meant === null ? 'See action.yml for those that do.' : `Is "${meant}" meant?`;
      return `The input ${quoted(name)} does not exist, so it does nothing. ${advice}`;
    });
}

/** Throws an InputError where two inputs that the mode uses cannot both be meant. */
export function refuseContradictions(env: Env): void {
  const isGiven = (name: InputName): boolean => readInput(env, name) !== '';
  const is = (name: InputName, value: boolean): boolean => parseBoolean(readInput(env, name)) === value;
  const isForAll = readInput(env, 'lease') === '*';
  const isToken = isGiven('fencing-token');
  const isForced = is('force', true);
  const isNoWait = is('wait', false);
  const delay = parseInteger(readInput(env, 'delay-assignment')) ?? 0;
  const meant: readonly (readonly [isBoth: boolean, one: InputName, other: InputName, why: string])[] = [
    [isToken && isForced, 'fencing-token', 'force', 'force frees the holder without naming its token'],
    [isNoWait && isGiven('timeout'), 'wait', 'timeout', 'a step that does not wait has nothing to time out'],
    [isNoWait && delay > 0, 'wait', 'delay-assignment', 'one try cannot win several evaluations in a row'],
    [isForAll && isGiven('slots'), 'lease', 'slots', 'slots are those of one lease, so name the lease'],
    [isForAll && isToken, 'lease', 'fencing-token', 'a token is that of one lease, so name the lease'],
    [isForAll && isForced, 'lease', 'force', 'force frees the holder of one lease, so name the lease'],
  ];
  const shown = (name: InputName): string => `"${name}" (${quoted(readInput(env, name))})`;
  for (const [isBoth, one, other, why] of meant) {
    if (!isBoth) continue;
    throw new InputError(`The inputs ${shown(one)} and ${shown(other)} contradict each other: ${why}.`);
  }
}

/** Whether two texts mean the same, as text, as a boolean or as a duration. */
function isSame(one: string, other: string): boolean {
  const isSameAs = (parse: (text: string) => boolean | number | null): boolean =>
    parse(one) !== null && parse(one) === parse(other);
  return one === other || isSameAs(parseBoolean) || isSameAs(parseDuration);
}
