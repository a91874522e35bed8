import { describe, expect, it } from 'vitest';
import { countingSuspension } from '../../src/engine/suspension.ts';
import { ManualClock } from '../support/manual-clock.ts';

describe('a clock that counts suspension', () => {
  const started = () => {
    const clock = new ManualClock();
    return { clock, counting: countingSuspension(clock) };
  };

  it('goes on by what the time of day leaps ahead, and by no more', async () => {
    const { clock, counting } = started();
    await clock.advance(5);
    clock.suspend(100);
    expect([counting.monotonic(), counting.monotonic()]).toEqual([105, 105]);
    await clock.advance(7);
    expect(counting.monotonic()).toBe(112);
    expect([counting.now(), counting.trusted]).toEqual([clock.now(), clock.trusted]);
    expect(counting.random()).toBeLessThan(1);
  });

  it.each([
    ['a correction', 0.9],
    ['a time of day that is set back', -3600],
  ])('is not moved by %s', (_, duration) => {
    const { clock, counting } = started();
    clock.suspend(duration);
    expect(counting.monotonic()).toBe(0);
  });

  it('counts nothing before there is a time of day', () => {
    const clock = new ManualClock();
    let now: number | null = null;
    const counting = countingSuspension(Object.assign(clock, { now: () => now }));
    now = 1e9;
    expect(counting.monotonic()).toBe(0);
    now = null;
    expect(counting.monotonic()).toBe(0);
  });

  it('sleeps for as long as it is told, and wakes up within a second after a leap', async () => {
    const { clock, counting } = started();
    let woken = 0;
    const wakes = async (duration: number, signal?: AbortSignal) => {
      await counting.sleep(duration, signal);
      woken += 1;
    };
    const [short, long] = [wakes(2.5), wakes(60)];
    await clock.advance(2.4);
    expect(woken).toBe(0);
    await clock.advance(0.1);
    expect(woken).toBe(1);
    clock.suspend(3600);
    await clock.advance(1);
    expect(woken).toBe(2);
    await Promise.all([short, long, wakes(0)]);
  });

  it('is woken by a signal, and rejects with its reason', async () => {
    const { clock, counting } = started();
    const stop = new AbortController();
    const sleeping = counting.sleep(60, stop.signal);
    await clock.advance(3);
    stop.abort(new Error('enough'));
    await expect(sleeping).rejects.toThrow('enough');
  });
});
