import { expect, it } from 'vitest';
import { Budget } from '../../src/github/budget.ts';

function headers(resource: string, remaining: number, reset: number): Headers {
  return new Headers({
    'x-ratelimit-resource': resource,
    'x-ratelimit-limit': '1000',
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-reset': String(reset),
  });
}

it('knows nothing before an answer has told', () => {
  const budget = new Budget();
  budget.observe(new Headers());
  budget.observe(new Headers({ 'x-ratelimit-resource': 'core', 'x-ratelimit-remaining': 'many' }));
  expect(budget.remaining('core')).toBeNull();
});

it('keeps the resources apart', () => {
  const budget = new Budget();
  budget.observe(headers('core', 900, 5_000));
  budget.observe(headers('graphql', 12, 6_000));
  expect(budget.remaining('core')).toEqual({ limit: 1000, remaining: 900, resetAt: 5_000 });
  expect(budget.remaining('graphql')).toEqual({ limit: 1000, remaining: 12, resetAt: 6_000 });
});

it('keeps the smaller number of a window, and forgets it with the next window', () => {
  const budget = new Budget();
  budget.observe(headers('core', 10, 5_000));
  budget.observe(headers('core', 11, 5_000));
  expect(budget.remaining('core')?.remaining).toBe(10);
  budget.observe(headers('core', 999, 8_600));
  budget.observe(headers('core', 9, 5_000));
  expect(budget.remaining('core')?.remaining).toBe(999);
});

it('tells the smallest share that is left of any limit', () => {
  const budget = new Budget();
  expect(budget.share(0)).toBe(1);
  budget.observe(headers('core', 900, 5_000));
  budget.observe(headers('graphql', 250, 6_000));
  expect(budget.share(0)).toBe(0.25);
  expect(budget.share(5_999)).toBe(0.25);
  expect(budget.share(6_000)).toBe(1);
  expect(budget.share(null)).toBe(1);
});

it('counts a limit of nothing as no limit', () => {
  const budget = new Budget();
  budget.observe(
    new Headers({
      'x-ratelimit-resource': 'core',
      'x-ratelimit-limit': '0',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': '5000',
    }),
  );
  expect(budget.share(0)).toBe(1);
});
