// The clock of this machine: nobody else's, so it dates what people read, and ages are judged by the monotonic one.
import { setTimeout as timer } from 'node:timers/promises';
import type { Clock } from './engine/ports.ts';

/** A timer that is set to more milliseconds fires at once; who sleeps longer looks at the clock, and sleeps on. */
const LONGEST_TIMER = 2_147_483_647;

export const machineClock: Clock = {
  trusted: false,
  now: () => Math.floor(Date.now()) / 1000,
  monotonic: () => Number(process.hrtime.bigint() / 1000n) / 1e6,
  async sleep(duration, signal) {
    const milliseconds = Math.min(Math.max(0, duration * 1000), LONGEST_TIMER);
    try {
      await timer(milliseconds, undefined, { signal });
    } catch (error) {
      // The timer rejects with an error of its own; the caller knows its reason.
      signal?.throwIfAborted();
      throw error;
    }
  },
  random: () => Math.random(),
};
