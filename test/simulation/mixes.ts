// Mixes of conditions that make rare circumstances common: two of five seeds have one of them.
//
// The others have what chance gives them, so a rule that only shows in special circumstances is met in both ways.
import type { Conditions } from './conditions.ts';

type Mix = (conditions: Conditions) => Conditions;

const common = (conditions: Conditions, change: Partial<Conditions['common']>): Conditions => ({
  ...conditions,
  common: { ...conditions.common, ...change },
});

const MIXES: readonly Mix[] = [
  // Operators and releases that name a token which is not the holder's.
  (conditions) => ({ ...conditions, mistakes: 8 }),
  // Main steps die, and their jobs live on for long with a request in the line.
  (conditions) => {
    const mishaps = { ...conditions.mishaps, crash: 0.2, loseRunner: 0 };
    return common({ ...conditions, mishaps }, { goesOn: 1 });
  },
  // Steps that must end while their first write is unanswered.
  (conditions) => {
    const climate = { ...conditions.climate, late: 0.15, lostBefore: 0.15, lostAfter: 0.1 };
    return common({ ...conditions, climate }, { timeouts: { share: 0.9, from: 3, to: 60 } });
  },
  // The lease is taken at the second or third evaluation.
  (conditions) => {
    const { pollInterval } = conditions.common;
    const delayAssignment = 1 + (conditions.runners % 2);
    return common(conditions, { delayAssignment, ttl: (delayAssignment + 2) * pollInterval + 30 });
  },
  // Rounds that are complete by number, and failures below them.
  (conditions) => common({ ...conditions, groups: 1 }, { expected: 4, window: 300, fails: 0.5 }),
  // Rounds of two scopes in one line, and failures with groups above them.
  (conditions) => common({ ...conditions, groups: 1 }, { otherScopes: 0.5, window: 120, fails: 0.5 }),
];

/** The conditions of a seed with the mix that it has, if any. */
export function withMix(seed: number, conditions: Conditions): Conditions {
  const hasMix = seed % 5 === 2 || seed % 5 === 3;
  return hasMix ? MIXES[Math.floor(seed / 5) % MIXES.length]!(conditions) : conditions;
}
