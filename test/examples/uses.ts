// The steps that use this action, wherever they stand in a piece of YAML, held against action.yml.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** How examples and documentation name the action. */
export const ACTION = 'ref-lease/ref-lease@v0';

interface Entry {
  readonly description: string;
}

/** What action.yml says. */
export const action = parse(readFileSync(join(import.meta.dirname, '..', '..', 'action.yml'), 'utf8')) as {
  readonly inputs: Readonly<Record<string, Entry>>;
  readonly outputs: Readonly<Record<string, Entry>>;
};

type With = Readonly<Record<string, string | number | boolean>>;

/** What is given to the action by every step of a workflow, an action, or a part of one. */
export function usesIn(value: unknown): readonly With[] {
  if (typeof value !== 'object' || value === null) return [];
  const { uses, with: given } = value as { readonly uses?: unknown; readonly with?: With };
  return uses === ACTION ? [given ?? {}] : Object.values(value).flatMap(usesIn);
}

/** The inputs that the action does not have, or that the mode does not use; of a mode that is computed, the former. */
export function unusedInputs(given: With): readonly string[] {
  const mode = String(given['mode'] ?? 'acquire');
  return Object.keys(given).filter((name) => {
    const usedBy = / Used by: (.+)\.$/.exec(action.inputs[name]?.description ?? '')?.[1];
    if (!(name in action.inputs)) return true;
    return (
      !mode.startsWith('${{') &&
      usedBy !== undefined &&
      !/^all modes$/.test(usedBy) &&
      !usedBy.split(', ').includes(mode)
    );
  });
}
