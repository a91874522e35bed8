// Which stories find a false belief, and the promise that breaks there.
import type { Belief } from '../world/beliefs.ts';

export interface BrokenRule {
  readonly belief: Belief;
  /** The stories to be run, until one breaks. */
  readonly stories: readonly string[];
  /** Which promise breaks. */
  readonly promise: string;
}

function rule(promise: string, belief: Belief, ...stories: readonly string[]): BrokenRule {
  return { belief, stories, promise };
}

const ENDING = ['cancelled-before-registration', 'cancelled-at-grant', 'timeout-fails'];
const AGAIN = 'acquire-release-acquire';

export const BROKEN_RULES: readonly BrokenRule[] = [
  rule('S4', 'a life that nobody can see is over', 'unseen-living-holder'),
  rule('S4', 'silence counts from the own sign of a holder, and one look is enough', 'unseen-living-holder'),
  rule('S4', 'one write removes all who are dead', 'many-dead-waiters'),
  rule('L1–L4', 'nobody who is dead is evicted', 'dead-holder'),
  rule('the line', 'the time of an outage counts', 'asked-in-time'),
  rule('lock', 'the lock of a lease is not seen', 'locked'),
  rule('lock', 'the lock of a slot is not seen', 'locked-slot'),
  rule('S1', 'a slot that is held is free', 'pool-of-two'),
  rule('L1', 'of several holders only the first may be dead', 'middle-holder-dead'),
  rule('L1', 'who cannot be served for a lock keeps the other slots', 'locked-slot'),
  rule('rest', 'after a dead holder another slot rests', 'dead-holder-of-a-slot'),
  rule('limit', 'a hold past its limit is ended, though that is not enough', 'limit-is-not-enough'),
  rule('cost', 'who waits shows itself long before it must', 'unseen-living-holder'),
  rule('cost', 'who finds no room tries again at once', 'no-room'),
  rule('L2', 'a comparison without an answer says no', 'propagate'),
  rule('S5', 'every success contains every commit', 'propagate'),
  rule('L1', 'a failure counts against all that contain it, whatever became of it', 'merged-after-failure'),
  rule('L1–L4', 'where the list of merge groups is refused, the last one holds', 'listed-late'),
  rule('S10', 'a write without an answer has not landed, and will not', ...ENDING),
  rule('ends', 'a fault of the server is its decision against a write', 'alone'),
  rule('ends', 'the first refusal is a rule', 'alone'),
  rule('cost', 'a write that nobody answers is tried again at once', 'alone'),
  rule('cost', 'what was asked in vain is asked again at once', 'alone'),
  rule('L1–L4', 'one try has no bound', 'one-try-limited'),
  rule('S10', 'an end is reported at once', ...ENDING),
  rule('ends', 'nothing can be said of an end before an answer has told the time', 'timeout-unanswered'),
  rule('S4', 'whatever has the id of a job is its own', 'second-step'),
  rule('S10', 'a hold of the own id is there as soon as one read shows it', AGAIN),
  rule('ends', 'one look that knows nothing of a request is enough to release', AGAIN),
  rule('ends', 'a read may show less than the token that a guard was given', AGAIN),
  rule('ends', 'a read may show less than the token that an unlock was given', 'freed-by-token'),
  rule('unlock', 'one look that shows nothing to open is enough to unlock', 'locked'),
  rule('S2', 'a token is one more than the last that the branch shows', 'deleted-under-holder'),
  rule('S2', 'a grant keeps the token of the one before', 'line-of-five'),
  rule('S4', 'a stamp is by the clock that all share, whoever wrote it', 'clocks-apart'),
  rule('S4', 'a stamp is by the clock that all share, whoever wrote it', 'limit-by-a-clock-behind'),
  rule('rest', 'a stamp is by the clock that all share, whoever wrote it', 'rest-by-a-clock-behind'),
  rule('ends', 'a stamp is by the clock that all share, whoever wrote it', 'clock-days-ahead'),
  rule('S4', 'who says for how long it holds the lease must show itself', 'held-for-a-time'),
  rule('ends', 'a process that waits need not show itself', 'process-behind-job'),
  rule('S10', 'a hold is reported however old its last sign is', 'job-behind-process', 'clocks-apart'),
  rule('hold', 'a process that holds the lease need not show itself', 'job-behind-process'),
  rule('hold', 'a process that cannot renew its hold works on', 'long-outage'),
  rule('S7', 'a hold that has ended is written again', 'freed-process'),
];
