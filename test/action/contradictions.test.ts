// Inputs that contradict each other, and those that only seem to.
import { describe, expect, it } from 'vitest';
import { parseInputs } from '../../src/action/inputs.ts';
import { anEnv, aPush, inputErrorOf, type Given } from './records.ts';

const UNLOCK: Given = { mode: 'unlock', reason: 'x' };

function refusal(given: Given): string {
  return inputErrorOf(() => parseInputs(anEnv(given), aPush()));
}

describe('contradictions', () => {
  it.each<[Given, string, Given?]>([
    [{ 'fencing-token': '7', force: 'TRUE' }, 'force frees the holder without naming its token', UNLOCK],
    [{ wait: 'false', timeout: '5m' }, 'a step that does not wait has nothing to time out'],
    [{ wait: 'false', 'delay-assignment': '1' }, 'one try cannot win several evaluations in a row'],
    [{ lease: '*', slots: '2' }, 'slots are those of one lease, so name the lease', UNLOCK],
    [{ lease: '*', 'fencing-token': '7' }, 'a token is that of one lease, so name the lease', UNLOCK],
    [{ lease: '*', force: 'true' }, 'force frees the holder of one lease, so name the lease', UNLOCK],
  ])('are refused: %o', (given, why, others = {}) => {
    const both = Object.entries(given).map(([name, value]) => `"${name}" ("${value}")`);
    expect(refusal({ ...others, ...given })).toBe(
      `The inputs ${both.join(' and ')} contradict each other: ${why}.`,
    );
  });

  it.each<[string, Given]>([
    ['wait: true with timeout', { wait: 'true', timeout: '5m' }],
    ['on-timeout without timeout', { 'on-timeout': 'continue' }],
    ['wait: false with on-timeout', { wait: 'false', 'on-timeout': 'continue' }],
    ['fencing-token with force: false', { ...UNLOCK, 'fencing-token': '7', force: 'false' }],
    ['wait: false with delay-assignment: 0', { wait: 'false', 'delay-assignment': '0' }],
  ])('do not include %s', (_, given) => {
    expect(refusal(given)).toBe('no error');
  });
});
