import { describe, expect, it } from 'vitest';
import { cpuOf, measureStores, middleOf } from '../../bench/stores.ts';

describe('the processor time', () => {
  it('is that of the children, of user and system, which bash prints last', () => {
    expect(cpuOf(['said', '0m0.001s 0m0.002s', '1m0.250s 0m0.050s'])).toBe(60_300);
    expect(cpuOf(['0m0,001s 0m0,002s', '0m1,25s 0m0,75s'])).toBe(2000);
  });

  it('is not made up where bash has printed none', () => {
    expect(() => cpuOf(['acquired'])).toThrow('"times" of bash printed "acquired"');
    expect(() => cpuOf([])).toThrow('"times" of bash printed');
  });
});

it('takes the middle of each figure by itself', () => {
  const [a, b, c] = [1, 2, 9].map((figure) => ({ time: figure, cpu: 10 - figure, requests: 2, charged: 0 }));
  expect(middleOf([a!, b!, c!])).toEqual({ time: 2, cpu: 8, requests: 2, charged: 0 });
});

it('plays the shipped bundle on both stores: by git nothing is charged', async () => {
  const costs = await measureStores({ runs: 1, looks: 1 });
  expect(costs.map(({ store }) => store)).toEqual(['api', 'git']);
  expect(costs.map(({ acquire, release }) => acquire.charged + release.charged)).toEqual([4, 0]);
  for (const { acquire, release, hour } of costs) {
    expect(Math.min(acquire.requests, release.requests)).toBeGreaterThan(1);
    expect(Math.min(acquire.cpu, release.cpu, acquire.time, release.time)).toBeGreaterThan(0);
    expect(hour).toMatchObject({ charged: 0 });
    expect(hour.requests).toBeGreaterThanOrEqual(240);
  }
});
