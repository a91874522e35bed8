// What goes wrong in a chaos run: faults of the network and of GitHub, at random, from one seed.
import type { FaultKind } from '../support/github/faults.ts';
import type { Scene } from '../support/scene.ts';
import type { Random } from '../simulation/random.ts';

const FAULTS: readonly FaultKind[] = [
  { kind: 'drop-before' },
  { kind: 'drop-after' },
  { kind: 'status', status: 502 },
  { kind: 'status-after', status: 502 },
  { kind: 'delay-effect', ms: 700 },
  { kind: 'delay-effect', ms: 1500, drop: true },
  { kind: 'stale' },
  { kind: 'spurious-conflict' },
  { kind: 'duplicate' },
  { kind: 'rate-limit-secondary', status: 403, retryAfter: 1 },
  { kind: 'rate-limit-secondary', status: 429, retryAfter: 2 },
];

/** Scripts one fault for the next request that comes, whatever it is; says which. */
export function trouble(scene: Scene, random: Random): string {
  const fault = random.pick(FAULTS);
  scene.github.fault({ match: () => true, times: random.integer(1, 3), ...fault });
  return JSON.stringify(fault);
}
