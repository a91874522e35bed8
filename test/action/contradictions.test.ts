// Inputs that contradict each other, and those that only seem to.
import { describe, expect, it } from 'vitest';
import type { InputName } from '../../src/action/environment.ts';
import { parseInputs } from '../../src/action/inputs.ts';
import { anEnv, aPush, inputErrorOf } from './records.ts';

type Given = Partial<Record<InputName, string>>;

function refusal(given: Given): string {
  return inputErrorOf(() => parseInputs(anEnv(given), aPush()));
}

describe('contradictions', () => {
  it('are refused', () => {
    expect(
      refusal({ mode: 'unlock', reason: 'x', 'fencing-token': '7', force: 'TRUE' }),
    ).toMatchInlineSnapshot(
      `"The inputs "fencing-token" ("7") and "force" ("TRUE") contradict each other: force frees the holder without naming its token."`,
    );
    expect(refusal({ until: '1h' })).toMatchInlineSnapshot(
      `"The input "until" was given as "1h" in mode acquire; only mode lock has an end. Leave it out."`,
    );
    expect(refusal({ mode: 'unlock', reason: 'x', until: '1h' })).toMatchInlineSnapshot(
      `"The input "until" was given as "1h" in mode unlock; only mode lock has an end. Leave it out."`,
    );
    expect(refusal({ wait: 'false', timeout: '5m' })).toMatchInlineSnapshot(
      `"The inputs "wait" ("false") and "timeout" ("5m") contradict each other: a step that does not wait has nothing to time out."`,
    );
    expect(refusal({ wait: 'false', 'delay-assignment': '1' })).toMatchInlineSnapshot(
      `"The inputs "wait" ("false") and "delay-assignment" ("1") contradict each other: one try cannot win several evaluations in a row."`,
    );
    expect(refusal({ mode: 'unlock', reason: 'x', lease: '*', 'fencing-token': '7' })).toMatchInlineSnapshot(
      `"The inputs "lease" ("*") and "fencing-token" ("7") contradict each other: a token is that of one lease, so name the lease."`,
    );
    expect(refusal({ mode: 'unlock', reason: 'x', lease: '*', force: 'true' })).toMatchInlineSnapshot(
      `"The inputs "lease" ("*") and "force" ("true") contradict each other: force frees the holder of one lease, so name the lease."`,
    );
  });

  it.each<[string, Given]>([
    ['wait: true with timeout', { wait: 'true', timeout: '5m' }],
    ['on-timeout without timeout', { 'on-timeout': 'continue' }],
    ['wait: false with on-timeout', { wait: 'false', 'on-timeout': 'continue' }],
    [
      'fencing-token with force: false',
      { mode: 'unlock', reason: 'x', 'fencing-token': '7', force: 'false' },
    ],
    ['wait: false with delay-assignment: 0', { wait: 'false', 'delay-assignment': '0' }],
    ['reason in mode acquire', { reason: 'x' }],
  ])('do not include %s', (_, given) => {
    expect(refusal(given)).toBe('no error');
  });
});
