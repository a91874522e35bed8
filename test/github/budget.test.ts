// What the headers of answers tell of GitHub's rate limits.
import { expect, it } from 'vitest';
import { Budget } from '../../src/github/budget.ts';

/** What the budget has learnt of these answers: resource, what remains of so many calls, and the time of the reset. */
function told(...answers: readonly [resource: string, remaining: number, reset: number, limit?: number][]) {
  const budget = new Budget();
  for (const [resource, remaining, reset, limit = 1000] of answers)
    budget.observe(
      new Headers({
        'x-ratelimit-resource': resource,
        'x-ratelimit-limit': String(limit),
        'x-ratelimit-remaining': String(remaining),
        'x-ratelimit-reset': String(reset),
      }),
    );
  return budget;
}

it('knows nothing before an answer has told', () => {
  const budget = new Budget();
  budget.observe(new Headers());
  budget.observe(new Headers({ 'x-ratelimit-resource': 'core', 'x-ratelimit-remaining': '0' }));
  expect(budget.share(0)).toBe(1);
});

it('keeps the smaller number of a window, and forgets it with the next window', () => {
  expect(told(['core', 10, 5_000], ['core', 11, 5_000]).share(0)).toBe(0.01);
  expect(told(['core', 10, 5_000], ['core', 990, 8_600]).share(0)).toBe(0.99);
  expect(told(['core', 990, 8_600], ['core', 9, 5_000]).share(0)).toBe(0.99);
});

it('tells the smallest share that is left of any limit, until that is reset', () => {
  const budget = told(['core', 900, 5_000], ['graphql', 250, 6_000]);
  expect([0, 5_999, 6_000, null].map((now) => budget.share(now))).toEqual([0.25, 0.25, 1, 1]);
});

it('counts a limit of nothing as no limit', () => {
  expect(told(['core', 0, 5_000, 0]).share(0)).toBe(1);
});
