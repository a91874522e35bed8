// The clock that tests move by hand.
import { describe, expect, it } from 'vitest';
import { ManualClock } from './manual-clock.ts';

describe('ManualClock', () => {
  it('stands still until it is moved', async () => {
    const clock = new ManualClock(1_000);
    expect([clock.now(), clock.monotonic()]).toEqual([1_000, 0]);
    await clock.advance(2.5);
    expect([clock.now(), clock.monotonic()]).toEqual([1_002.5, 2.5]);
  });

  it('wakes sleepers in order, each at its time, also those who fall asleep meanwhile', async () => {
    const clock = new ManualClock(0);
    const woken: string[] = [];
    const sleeper = async (name: string, ...durations: number[]) => {
      for (const duration of durations) {
        await clock.sleep(duration);
        woken.push(`${name} at ${clock.now()}`);
      }
    };
    const all = [sleeper('a', 3, 4), sleeper('b', 1, 1, 1), sleeper('c', 20)];
    await clock.advance(10);
    expect(woken).toEqual(['b at 1', 'b at 2', 'a at 3', 'b at 3', 'a at 7']);
    expect([clock.now(), clock.sleeping]).toEqual([10, 1]);
    await clock.until(Promise.all(all));
    expect([clock.now(), clock.sleeping]).toEqual([20, 0]);
  });

  it('ends a sleep with the reason of its signal', async () => {
    const clock = new ManualClock();
    const controller = new AbortController();
    const sleeping = clock.sleep(5, controller.signal);
    controller.abort('enough');
    await expect(sleeping).rejects.toBe('enough');
    await expect(clock.sleep(5, controller.signal)).rejects.toBe('enough');
    expect(clock.sleeping).toBe(0);
  });

  it('lets time pass until a promise is settled, and no longer', async () => {
    const clock = new ManualClock(0);
    const late = clock.sleep(100);
    await clock.until(clock.sleep(3).then(() => clock.sleep(4)));
    expect([clock.now(), clock.sleeping]).toEqual([7, 1]);
    await expect(clock.until(Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    await clock.until(late);
    await expect(clock.until(new Promise(() => {}))).rejects.toThrow('nobody sleeps');
  });

  it('has random numbers that are the same in every run', () => {
    const numbers = () => {
      const clock = new ManualClock();
      return [clock.random(), clock.random(), clock.random()];
    };
    expect(numbers()).toEqual(numbers());
    expect(new Set(numbers()).size).toBe(3);
    for (const number of numbers()) expect(number).toSatisfy((value: number) => value >= 0 && value < 1);
  });
});
