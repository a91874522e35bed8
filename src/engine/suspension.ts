// The clock of who must stop before others may think that it is dead: the time for which its machine slept counts, too.
//
// A clock that never jumps stands still while the machine is suspended, and the time of day goes on: it leaps ahead. It may
// have been set instead, so that who goes by this clock stops too early rather than too late, and judges nobody else by it.
import type { Seconds } from '../lease/instant.ts';
import type { Clock } from './ports.ts';

/** By what the two clocks may differ from one look to the next: one is corrected, little by little. */
const CORRECTION: Seconds = 1;

/** The longest time until a machine that wakes up is noticed. */
const NAP: Seconds = 1;

/** A clock that counts leaps of the time of day from now on, and wakes sleepers within a second after one. */
export function countingSuspension(clock: Clock): Clock {
  let [mono, at] = [clock.monotonic(), clock.now()];
  let suspended: Seconds = 0;
  const monotonic = (): Seconds => {
    const [before, atBefore] = [mono, at];
    [mono, at] = [clock.monotonic(), clock.now()];
    const leap = at === null || atBefore === null ? 0 : at - atBefore - (mono - before);
    if (leap > CORRECTION) suspended += leap;
    return mono + suspended;
  };
  return {
    trusted: clock.trusted,
    now: () => clock.now(),
    random: () => clock.random(),
    monotonic,
    async sleep(duration, signal) {
      const end = monotonic() + duration;
      for (let left = duration; left > 0; left = end - monotonic())
        await clock.sleep(Math.min(left, NAP), signal);
    },
  };
}
