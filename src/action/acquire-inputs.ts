// The inputs of mode `acquire`: their defaults, and the rules that bind several of them.
//
// The defaults depend on whether a merge group started the run, and on each other; nothing else is looked at.
import type { Seconds } from '../lease/instant.ts';
import { formatDuration } from './duration.ts';
import { inputError, readInput, type Env } from './environment.ts';
import type { EventContext } from './event.ts';
import {
  booleanInput,
  choiceInput,
  durationInput,
  integerInput,
  parseBoolean,
  textInput,
} from './input-values.ts';

/** What mode `acquire` is told, besides the lease and where it is kept. Durations are in seconds. */
export interface AcquireParameters {
  /** `null`: commits ahead of the base branch for a merge group, else 0. */
  readonly priority: number | null;
  readonly stabilisationWindow: Seconds;
  readonly expectedBuildCount: 'auto' | number;
  readonly propagate: boolean;
  readonly delayAssignment: number;
  readonly ttl: Seconds;
  readonly takeoverDelay: Seconds;
  readonly maxHold: Seconds;
  readonly pollInterval: Seconds;
  /** `null`: as long as the job may run. */
  readonly timeout: Seconds | null;
  readonly onTimeout: 'fail' | 'continue';
  readonly wait: boolean;
  readonly autoRelease: boolean;
  /** Empty where none is given. */
  readonly scope: string;
  readonly payload: string | null;
}

const DEFAULT_WINDOW_OF_A_GROUP: Seconds = 300;
const DEFAULT_TTL: Seconds = 120;
const DEFAULT_TAKEOVER_DELAY: Seconds = 30;
const DEFAULT_MAX_HOLD: Seconds = 6 * 3600;
const DEFAULT_POLL_INTERVAL: Seconds = 15;
const SHORTEST_POLL_INTERVAL: Seconds = 0.1;

/** Reads the inputs of mode `acquire`; contradictions have been refused before. */
export function parseAcquireParameters(env: Env, event: EventContext): AcquireParameters {
  const delayAssignment = integerInput(env, 'delay-assignment', { minimum: 0, fallback: 0 });
  const pollInterval = durationInput(env, 'poll-interval', {
    atLeast: SHORTEST_POLL_INTERVAL,
    fallback: DEFAULT_POLL_INTERVAL,
  });
  return {
    priority: integerInput(env, 'priority', { fallback: null }),
    stabilisationWindow: durationInput(env, 'stabilisation-window', {
      fallback: event.group ? DEFAULT_WINDOW_OF_A_GROUP : 0,
    }),
    expectedBuildCount: expectedBuildCount(env),
    propagate: propagate(env, event),
    delayAssignment,
    ttl: ttl(env, delayAssignment, pollInterval),
    takeoverDelay: durationInput(env, 'takeover-delay', { fallback: DEFAULT_TAKEOVER_DELAY }),
    maxHold: durationInput(env, 'max-hold', { above: 0, fallback: DEFAULT_MAX_HOLD }),
    pollInterval,
    timeout: durationInput(env, 'timeout', { above: 0, fallback: null }),
    onTimeout: choiceInput(env, 'on-timeout', ['fail', 'continue'], 'fail'),
    wait: booleanInput(env, 'wait', true),
    autoRelease: booleanInput(env, 'auto-release', true),
    scope: textInput(env, 'scope') ?? '',
    payload: textInput(env, 'payload', { verbatim: true }),
  };
}

function expectedBuildCount(env: Env): 'auto' | number {
  if (readInput(env, 'expected-build-count') === 'auto') return 'auto';
  return (
    integerInput(env, 'expected-build-count', { minimum: 1, fallback: null, also: 'auto, or ' }) ?? 'auto'
  );
}

function propagate(env: Env, event: EventContext): boolean {
  const given = readInput(env, 'propagate');
  if (given === '' || given === 'auto') return event.group;
  const value = parseBoolean(given);
  if (value === null) throw inputError('propagate', given, 'auto, true or false');
  return value;
}

// A waiter is passed over after a TTL in which it was due and did not ask, so it must be able to ask, and to win as
// often as it wants to, well within that time.
function ttl(env: Env, delayAssignment: number, pollInterval: Seconds): Seconds {
  const milliseconds = (delayAssignment + 2) * Math.round(pollInterval * 1000);
  const least = milliseconds / 1000;
  const value = durationInput(env, 'ttl', {
    fallback: Math.max(DEFAULT_TTL, Math.ceil((milliseconds * 3) / 2000)),
  });
  if (value > least) return value;
  throw inputError(
    'ttl',
    readInput(env, 'ttl'),
    `more than ${formatDuration(least)}: (delay-assignment ${delayAssignment} + 2) × poll-interval ${formatDuration(pollInterval)}`,
  );
}
