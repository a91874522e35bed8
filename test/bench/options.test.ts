import { expect, it } from 'vitest';
import { parseOptions } from '../../bench/options.ts';

it('measures everything and keeps the reference figures unless told otherwise', () => {
  expect(parseOptions([])).toEqual({ quick: false, out: 'bench/results.json' });
});

it('does not replace the reference figures by a subset, unless it is told to', () => {
  expect(parseOptions(['--quick']).out).toBe('');
  expect(parseOptions(['--quick', '--out', 'quick.json']).out).toBe('quick.json');
});

it('refuses what it does not know', () => {
  expect(() => parseOptions(['--fast'])).toThrow(TypeError);
  expect(() => parseOptions(['everything'])).toThrow(TypeError);
});
