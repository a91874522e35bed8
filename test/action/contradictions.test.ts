// Inputs that contradict each other, and those that only seem to.
import { describe, expect, it } from 'vitest';
import { parseInputs } from '../../src/action/inputs.ts';
import { anEnv, aPush, inputErrorOf, type Given } from './records.ts';

const UNLOCK: Given = { mode: 'unlock', reason: 'x' };

function refusal(given: Given): string {
  return inputErrorOf(() => parseInputs(anEnv(given), aPush()));
}

describe('contradictions', () => {
  it.each<[Given, string]>([
    [{ 'fencing-token': '7', force: 'TRUE' }, 'force frees the holder without naming its token'],
    [{ wait: 'false', timeout: '5m' }, 'a step that does not wait has nothing to time out'],
    [{ wait: 'false', 'delay-assignment': '1' }, 'one try cannot win several evaluations in a row'],
    [{ lease: '*', 'fencing-token': '7' }, 'a token is that of one lease, so name the lease'],
    [{ lease: '*', force: 'true' }, 'force frees the holder of one lease, so name the lease'],
  ])('are refused: %o', (given, why) => {
    const both = Object.entries(given).map(([name, value]) => `"${name}" ("${value}")`);
    const message = `The inputs ${both.join(' and ')} contradict each other: ${why}.`;
    expect(refusal({ ...UNLOCK, ...given })).toBe(message);
    if (given.lease === undefined) expect(refusal(given)).toBe(message);
  });

  it.each<[string, Given]>([
    ['acquire', {}],
    ['unlock', UNLOCK],
  ])('are an end and the mode %s', (mode, given) => {
    expect(refusal({ ...given, until: '1h' })).toBe(
      `The input "until" was given as "1h" in mode ${mode}; only mode lock has an end. Leave it out.`,
    );
  });

  it.each<[string, Given]>([
    ['wait: true with timeout', { wait: 'true', timeout: '5m' }],
    ['on-timeout without timeout', { 'on-timeout': 'continue' }],
    ['wait: false with on-timeout', { wait: 'false', 'on-timeout': 'continue' }],
    ['fencing-token with force: false', { ...UNLOCK, 'fencing-token': '7', force: 'false' }],
    ['wait: false with delay-assignment: 0', { wait: 'false', 'delay-assignment': '0' }],
    ['reason in mode acquire', { reason: 'x' }],
  ])('do not include %s', (_, given) => {
    expect(refusal(given)).toBe('no error');
  });
});
