import { expect, it } from 'vitest';
import { measureDecision, measureGrowth } from '../../bench/core.ts';

it('grows with what is written, by far less than whole documents', () => {
  const [few, more] = [measureGrowth(20), measureGrowth(60)];
  expect(more.bytes).toBeGreaterThan(few.bytes);
  expect(more.bytes).toBeLessThan(1_000_000);
});

it('decides among many requests', () => {
  expect(measureDecision(10, 0, 3)).toBeGreaterThan(0);
});
