// action-types.yml types what action.yml has, in the form of github-actions-typing, and as the parsers read it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { INPUT_NAMES, INPUT_TABLE, type InputName, type Mode } from '../../src/action/input-table.ts';
import { parseInputs } from '../../src/action/inputs.ts';
import { anEnv, aPush, inputErrorOf, refusalOf, type Given } from './records.ts';

const simple = z.strictObject({ type: z.enum(['string', 'boolean', 'integer']) });
const choice = z.strictObject({
  type: z.literal('enum'),
  'allowed-values': z.array(z.string().min(1)).min(1),
});
const typing = z.record(z.string().regex(/^[_a-zA-Z][\w-]*$/), z.union([simple, choice]));
const file = (name: string): unknown =>
  parse(readFileSync(join(import.meta.dirname, '..', '..', name), 'utf8'), { uniqueKeys: true });
const types = z.strictObject({ inputs: typing, outputs: typing }).parse(file('action-types.yml'));
const { outputs } = z.object({ outputs: z.record(z.string(), z.unknown()) }).parse(file('action.yml'));

/** Inputs that a mode needs besides the one that is tried. */
const NEEDED: Partial<Record<Mode, Given>> = {
  release: { 'release-with-status': 'success' },
  lock: { reason: 'x' },
  unlock: { reason: 'x' },
};

/** What the parser says of an input that is given as this value, in a mode that uses it. */
function refusal(name: InputName, value: string): string {
  const { usedBy } = INPUT_TABLE[name];
  const mode: Mode = usedBy === 'post' ? 'acquire' : usedBy[0]!;
  return inputErrorOf(() => parseInputs(anEnv({ mode, ...NEEDED[mode], [name]: value }), aPush()));
}

describe('action-types.yml', () => {
  it('types every input and output, in the order of action.yml', () => {
    expect(Object.keys(types.inputs)).toEqual(INPUT_NAMES);
    expect(Object.keys(types.outputs)).toEqual(Object.keys(outputs));
  });

  const inputs = INPUT_NAMES.map((name) => ({ name, ...types.inputs[name]! }));

  it.each(inputs.filter((input) => 'allowed-values' in input))('lists what $name may be', (input) => {
    const values = 'allowed-values' in input ? input['allowed-values'] : [];
    expect(refusal(input.name, 'x')).toBe(
      refusalOf(input.name, 'x', `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`),
    );
  });

  it.each(inputs.filter(({ type }) => type === 'boolean'))(
    'has it that $name is true or false',
    ({ name }) => {
      expect(refusal(name, '1')).toBe(refusalOf(name, '1', 'true or false'));
    },
  );

  it.each(inputs.filter(({ type }) => type === 'integer'))('has it that $name is a number', ({ name }) => {
    expect(refusal(name, '1')).toBe('no error');
  });
});
