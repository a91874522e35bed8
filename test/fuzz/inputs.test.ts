import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { INPUT_NAMES, MODES, INPUT_TABLE, type InputName, type Mode } from '../../src/action/input-table.ts';
import { eventContext } from '../../src/action/event.ts';
import { parseInputs, parsePostInputs } from '../../src/action/inputs.ts';
import { parseState } from '../../src/action/state.ts';
import { InputError } from '../../src/lease/errors.ts';
import { aGroup, anEnv, aPush, aState, BASE, HEAD } from '../action/records.ts';
import { meantBy } from './meant-by.ts';
import { mutilated } from './mutilated.ts';
import { runs } from '../support/properties.ts';

const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    '',
    'true',
    'auto',
    '*',
    '0',
    '-1',
    '1e9',
    '5m',
    '0s',
    '99999d',
    '::error::x',
    '${{ github.token }}',
    '../x',
  ),
);
const given = fc.dictionary(fc.constantFrom<InputName>(...INPUT_NAMES), texts) as fc.Arbitrary<
  Partial<Record<InputName, string>>
>;
/** Whether a mode uses an input: where it does not, nothing is made of what was given. */
const isUsed = (name: InputName, mode: Mode): boolean => INPUT_TABLE[name].usedBy.includes(mode);
const TOKEN = 'ghs_a-secret-of-the-job';

describe('inputs', () => {
  it('are parsed, or refused by one printable message that names an input and never the token', () => {
    fc.assert(
      fc.property(
        given,
        fc.boolean(),
        fc.boolean(),
        fc.constantFrom(...MODES),
        (inputs, group, strays, mode) => {
          const used = Object.entries(inputs).filter(([name]) => strays || isUsed(name as InputName, mode));
          const env = anEnv({ mode, ...Object.fromEntries(used), token: TOKEN });
          try {
            parseInputs(env, group ? aGroup() : aPush());
          } catch (error) {
            expect(error).toBeInstanceOf(InputError);
            const { message } = error as Error;
            expect(message).not.toContain(TOKEN);
            expect(message).toMatch(/^[^\p{Cc}\p{Cf}]+$/u);
          }
        },
      ),
      runs(2000),
    );
  });

  it('of a post step never keep it from being run, but for the token', () => {
    fc.assert(
      fc.property(given, (inputs) => {
        expect(parsePostInputs(anEnv({ ...inputs, token: TOKEN })).token).toBe(TOKEN);
      }),
      runs(500),
    );
  });
});

describe('an event', () => {
  const REF = `refs/heads/gh-readonly-queue/main/pr-1-${BASE}`;
  const payload = {
    action: 'checks_requested',
    merge_group: {
      head_sha: HEAD,
      head_ref: REF,
      base_sha: BASE,
      base_ref: 'refs/heads/main',
    },
  };

  it('of a merge group is understood, or refused by a message', () => {
    fc.assert(
      fc.property(fc.oneof(mutilated(fc.constant(payload)), fc.jsonValue()), (value) => {
        try {
          const env = anEnv({}, { GITHUB_EVENT_NAME: 'merge_group', GITHUB_REF: REF });
          const event = eventContext(env, value);
          // What the file says of the chain counts only as the runner's variables have it.
          expect([event.headSha, event.headRef]).toEqual([HEAD, REF]);
          expect(event.baseSha).toBe(event.group ? BASE : null);
          expect(event.warning === null).toBe(event.group);
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }),
      runs(1500),
    );
  });
});

describe('what main leaves for post', () => {
  it('is read as it was written, or not at all', () => {
    fc.assert(
      fc.property(fc.oneof(mutilated(fc.constant(aState())), fc.jsonValue()), (value) => {
        const found = parseState(JSON.stringify(value));
        if (typeof found !== 'string') expect(meantBy(found)).toEqual(meantBy(value));
      }),
      runs(1500),
    );
  });
});
