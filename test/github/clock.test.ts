// GitHub's clock, as its answers tell it.
import { beforeEach, describe, expect, it } from 'vitest';
import { GitHubClock } from '../../src/github/clock.ts';
import { ManualClock } from '../support/manual-clock.ts';

const DATE = 'Fri, 20 Nov 2026 10:00:00 GMT';
const SECONDS = Date.parse(DATE) / 1000;

describe('GitHubClock', () => {
  let machine: ManualClock;
  let clock: GitHubClock;
  beforeEach(() => {
    // What the machine itself takes for the time does not count.
    machine = new ManualClock(SECONDS - 86_400);
    clock = new GitHubClock(machine);
  });

  it('knows no time before GitHub has answered', () => {
    expect(clock.now()).toBeNull();
  });

  it('tells the time of the header and what has elapsed since', async () => {
    clock.observe(DATE);
    expect(clock.now()).toBe(SECONDS);
    await machine.advance(1.2349);
    expect(clock.now()).toBe(SECONDS + 1.234);
  });

  it('takes the best bound of all answers, so that it never runs back', async () => {
    clock.observe(DATE);
    await machine.advance(3);
    clock.observe('Fri, 20 Nov 2026 10:00:02 GMT');
    expect(clock.now()).toBe(SECONDS + 3);
    clock.observe('Fri, 20 Nov 2026 10:00:04 GMT');
    expect(clock.now()).toBe(SECONDS + 4);
  });

  it('does not run ahead of GitHub for long where the clock of the machine runs too fast, and never back', async () => {
    const dateAt = (elapsed: number): string => new Date(1000 * Math.floor(SECONDS + elapsed)).toUTCString();
    let last = 0;
    // A thousandth too fast, for six hours of looks: 21 seconds.
    for (let elapsed = 0; elapsed < 6 * 3600; elapsed += 15) {
      clock.observe(dateAt(elapsed));
      const now = clock.now()!;
      expect(now).toBeGreaterThanOrEqual(last);
      expect(now - SECONDS - elapsed).toBeLessThan(1.3);
      last = now;
      await machine.advance(15 * 1.001);
    }
  });

  it('is right again some twenty minutes after an answer of a clock that was ahead', async () => {
    const dateAt = (elapsed: number): string => new Date(1000 * (SECONDS + elapsed)).toUTCString();
    clock.observe(DATE);
    clock.observe(dateAt(50));
    const ahead: number[] = [];
    for (let elapsed = 60; elapsed <= 1380; elapsed += 60) {
      await machine.advance(60);
      clock.observe(dateAt(elapsed));
      ahead.push(clock.now()! - SECONDS - elapsed);
    }
    expect([ahead.at(0), ahead.at(-1)]).toEqual([50, 0]);
  });

  it('believes a leap when the next answer makes it, too', async () => {
    clock.observe(DATE);
    await machine.advance(10);
    // Ten seconds later by the clock of the machine, which has slept for hours.
    expect(clock.observe('Fri, 20 Nov 2026 16:00:00 GMT')).toBe(false);
    expect(clock.now()).toBe(SECONDS + 10);
    await machine.advance(1);
    expect(clock.observe('Fri, 20 Nov 2026 16:00:04 GMT')).toBe(true);
    expect(clock.now()).toBe(SECONDS + 6 * 3600 + 1);
    expect(clock.observe('Fri, 20 Nov 2026 16:01:00 GMT')).toBe(true);
    expect(clock.now()).toBe(SECONDS + 6 * 3600 + 60);
  });

  it.each([
    ['makes none', 'Fri, 20 Nov 2026 10:00:02 GMT', true],
    ['makes another one', 'Fri, 20 Nov 2026 18:00:02 GMT', false],
  ])('believes no leap where the next answer %s', (_, next, isBelieved) => {
    clock.observe(DATE);
    expect(clock.observe('Fri, 20 Nov 2026 16:00:01 GMT')).toBe(false);
    expect(clock.observe(next)).toBe(isBelieved);
    expect(clock.observe('Fri, 20 Nov 2026 16:00:03 GMT')).toBe(false);
    expect(clock.now()).toBeLessThan(SECONDS + 60);
  });

  it('ignores a header that is no date', () => {
    clock.observe('yesterday');
    clock.observe('');
    expect(clock.now()).toBeNull();
  });

  it('sleeps, and draws its random numbers, on the machine', async () => {
    const sleeping = clock.sleep(1);
    expect(machine.sleeping).toBe(1);
    await machine.advance(1);
    await sleeping;
    expect(clock.monotonic()).toBe(1);
    expect(clock.random()).toBe(new ManualClock().random());
  });
});
