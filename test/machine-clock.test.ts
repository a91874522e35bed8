// The clock of this machine, on real timers: it sleeps, and leaves none behind.
import { describe, expect, it } from 'vitest';
import { machineClock } from '../src/machine-clock.ts';

describe('machineClock', () => {
  it('sleeps at least as long as it is asked to, but for the millisecond by which a timer may be early', async () => {
    const before = machineClock.monotonic();
    await machineClock.sleep(0.01);
    expect(machineClock.monotonic() - before).toBeGreaterThanOrEqual(0.009);
  });

  it('does not take more than a timer can hold for no time at all', async () => {
    const asleep = machineClock.sleep(5_000_000, AbortSignal.timeout(20));
    await expect(asleep).rejects.toThrow('timeout');
  });

  it('ends a sleep with the reason of the signal and leaves no timer', async () => {
    const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    const before = timers();
    const controller = new AbortController();
    const sleeping = machineClock.sleep(3_600, controller.signal);
    expect(timers()).toBe(before + 1);
    controller.abort('enough');
    await expect(sleeping).rejects.toBe('enough');
    expect(timers()).toBe(before);
  });

  it('does not begin to sleep with a signal that is aborted', async () => {
    await expect(machineClock.sleep(3_600, AbortSignal.abort('enough'))).rejects.toBe('enough');
  });

  it('passes a fault of the timer on', async () => {
    const noSignal = 'no signal' as unknown as AbortSignal;
    await expect(machineClock.sleep(1, noSignal)).rejects.toThrow('signal');
  });
});
