// The clock of this machine: nobody else's, so it dates what people read, and ages are judged by the monotonic one.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from './engine/ports.ts';

/** Most milliseconds that one timer can take. */
const LONGEST_TIMER = 2_147_483_647;

export const machineClock: Clock = {
  trusted: false,
  now: () => Math.floor(Date.now()) / 1000,
  monotonic: () => Number(process.hrtime.bigint() / 1000n) / 1e6,
  sleep: (duration, signal) =>
    sleep(Math.min(Math.max(0, duration * 1000), LONGEST_TIMER), undefined, { signal }),
  random: () => Math.random(),
};
