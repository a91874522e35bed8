import { expect, it } from 'vitest';
import { parseOptions } from '../../bench/options.ts';

it('measures everything and keeps the reference figures unless told otherwise', () => {
  expect(parseOptions([])).toEqual({ quick: false, crowd: 100, out: 'bench/results.json' });
});

it('does not replace the reference figures by a subset, unless it is told to', () => {
  expect(parseOptions(['--quick'])).toMatchObject({ crowd: 5, out: '' });
  expect(parseOptions(['--crowd', '20'])).toMatchObject({ quick: false, crowd: 20, out: '' });
  expect(parseOptions(['--quick', '--out', 'quick.json']).out).toBe('quick.json');
});

it('refuses what it does not know', () => {
  expect(() => parseOptions(['--fast'])).toThrow(TypeError);
  expect(() => parseOptions(['everything'])).toThrow(TypeError);
  expect(() => parseOptions(['--crowd', 'all'])).toThrow(TypeError);
  expect(() => parseOptions(['--crowd', '0'])).toThrow(TypeError);
});
