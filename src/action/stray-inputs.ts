// Inputs that would do nothing: those that the mode does not use, and those that do not exist.
//
// Whoever wrote them expects something that will not happen. An input of another mode is refused; one that does not
// exist is only warned of, because a variable of such a name may come from somewhere else.
import { InputError } from '../lease/errors.ts';
import { readInput, variableOf, type Env } from './environment.ts';
import { INPUT_NAMES, useOf, type Mode } from './input-table.ts';
import { anyOf } from '../input/choices.ts';
import { parseBoolean } from './input-values.ts';
import { nearest } from '../input/nearest.ts';
import { quoted } from '../text/printable.ts';

/** Throws an InputError where an input is given that the mode does not use, unless as its default. */
export function refuseUnused(env: Env, mode: Mode): void {
  for (const name of INPUT_NAMES) {
    const { usedBy, byDefault = '' } = useOf(name);
    if (usedBy === 'post' || usedBy.includes(mode)) continue;
    const given = readInput(env, name);
    if (given === '' || isSame(given, byDefault)) continue;
    const isDefault = mode === 'acquire' ? ' (the default)' : '';
    throw new InputError(
      `The input "${name}" was given as ${quoted(given)}, and mode ${mode}${isDefault} does not use it: it is for mode ` +
        `${anyOf(usedBy)}. Leave it out, or set the mode that is meant.`,
    );
  }
}

/** What a person must be told of each input that does not exist; never its value. */
export function unknownInputs(env: Env): string[] {
  const known = new Set<string>(INPUT_NAMES.map(variableOf));
  return Object.keys(env)
    .filter((variable) => /^INPUT_./.test(variable) && !known.has(variable))
    .map((variable) => {
      const name = variable.slice('INPUT_'.length).toLowerCase();
      const meant = nearest(name, INPUT_NAMES);
      const advice = meant === null ? 'See action.yml for those that do.' : `Is "${meant}" meant?`;
      return `The input ${quoted(name)} does not exist, so it does nothing. ${advice}`;
    });
}

function isSame(given: string, byDefault: string): boolean {
  const truth = parseBoolean(given);
  return given === byDefault || (truth !== null && truth === parseBoolean(byDefault));
}
