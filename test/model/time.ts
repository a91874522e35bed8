// How time passes: to the next instant at which a machine has to be stepped.
import { run } from './process.ts';
import type { Model, World } from './world.ts';

/** The next instant at which a machine has to be stepped; `null`: something happens now, or nobody waits. */
export function nextTime({ jobs, mono }: World): number | null {
  const times: number[] = [];
  for (const { phase, pending, isSlow } of jobs) {
    const { asks, until } = pending;
    if (phase !== 'running') continue;
    if ((asks.length > 0 && !isSlow) || (until !== null && until <= mono)) return null;
    if (until !== null) times.push(until);
  }
  return times.length === 0 ? null : Math.min(...times);
}

/**
 * Time passes. Whoever sleeps until then goes on at once: until it has an answer, that is nobody else's concern, so
 * nothing is lost by not exploring other orders.
 */
export function atTime(model: Model, world: World, mono: number): World {
  let later: World = { ...world, mono };
  for (const [index, { phase, pending, isSlow }] of world.jobs.entries()) {
    const { asks, until } = pending;
    const wakes = phase === 'running' && !isSlow && asks.length === 0 && until !== null && until <= mono;
    if (wakes) later = run(model, later, index, []);
  }
  return later;
}
