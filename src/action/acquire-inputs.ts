// The inputs of mode `acquire`: their defaults, and the rules that bind several of them.
//
// The defaults depend on whether a merge group started the run, and on each other; nothing else is looked at.
import type { Seconds } from '../lease/instant.ts';
import type { InputError } from '../lease/errors.ts';
import { LONGEST_DURATION } from '../lease/schema.ts';
import type { AcquireInputs } from '../commands/inputs.ts';
import { formatDuration } from '../input/duration.ts';
import { LONGEST_TTL, POLLS_IN_A_TTL, SHORTEST_HOLD, SHORTEST_POLL_INTERVAL } from '../input/limits.ts';
import { parseSlotWish } from '../input/slots.ts';
import { inputError, readInput, type Env } from './environment.ts';
import type { EventContext } from '../input/event.ts';
import {
  booleanInput,
  choiceInput,
  durationInput,
  integerInput,
  parseBoolean,
  textInput,
} from './input-values.ts';

const DEFAULT_WINDOW_OF_A_GROUP: Seconds = 300;
const DEFAULT_TTL: Seconds = 120;
const LONGEST_TAKEOVER_DELAY: Seconds = 86_400;
/** In bytes; every outcome repeats it. */
const LONGEST_SCOPE = 256;
/** Events that may be about another commit than GITHUB_SHA, which is the last one of a branch that all of them share. */
const ABOUT_OTHERS = [
  'pull_request_target',
  'issue_comment',
  'issues',
  'discussion_comment',
  'repository_dispatch',
  'workflow_run',
  'check_run',
  'check_suite',
  'status',
];

/** Reads what only mode `acquire` is told; contradictions have been refused before. */
export function parseAcquireInputs(env: Env, event: EventContext): Omit<AcquireInputs, 'lease' | 'summary'> {
  const delayAssignment = integerInput(env, 'delay-assignment', { atLeast: 0 });
  const pollInterval = durationInput(env, 'poll-interval', { atLeast: SHORTEST_POLL_INTERVAL });
  const ttl = ttlInput(env, delayAssignment, pollInterval);
  const priority = integerInput(env, 'priority', { fallback: null });
  const window = durationInput(env, 'stabilisation-window', {
    atMost: LONGEST_DURATION,
    fallback: event.group ? DEFAULT_WINDOW_OF_A_GROUP : 0,
  });
  const expected =
    readInput(env, 'expected-build-count') === 'auto'
      ? 'auto'
      : integerInput(env, 'expected-build-count', { atLeast: 1, also: 'auto, or ' });
  const propagate = propagateInput(env, event);
  const takeover_delay = durationInput(env, 'takeover-delay', { atMost: LONGEST_TAKEOVER_DELAY });
  // Nobody asks earlier than after the TTL whether a holder is dead.
  const max_hold = Math.max(
    ttl,
    durationInput(env, 'max-hold', { isAboveZero: true, atMost: LONGEST_DURATION }),
  );
  const hold_limit = durationInput(env, 'hold-limit', {
    atLeast: SHORTEST_HOLD,
    atMost: LONGEST_DURATION,
    fallback: null,
  });
  const slots = parseSlotWish(readInput(env, 'slots'), readInput(env, 'take'), inputError);
  return {
    priority,
    delayAssignment,
    pollInterval,
    timeout: durationInput(env, 'timeout', { isAboveZero: true, atMost: LONGEST_DURATION, fallback: null }),
    onTimeout: choiceInput(env, 'on-timeout', ['fail', 'continue']),
    wait: booleanInput(env, 'wait'),
    parameters: {
      window,
      expected,
      ttl,
      max_hold,
      ...(hold_limit === null ? {} : { hold_limit }),
      takeover_delay,
      propagate,
      held_by: booleanInput(env, 'auto-release') ? 'job' : 'run',
      ...slots,
    },
    scope: textInput(env, 'scope', { atMost: LONGEST_SCOPE }) ?? '',
    payload: textInput(env, 'payload', { verbatim: true }),
  };
}

function propagateInput(env: Env, event: EventContext): boolean {
  const given = readInput(env, 'propagate');
  if (given === 'auto') return event.group;
  const value = parseBoolean(given);
  if (value === null) throw inputError('propagate', given, 'auto, true or false');
  const name = env['GITHUB_EVENT_NAME'] ?? '';
  // The success of one pull request would settle every other one.
  if (value && ABOUT_OTHERS.includes(name)) {
    const allowed = `auto or false under ${name}: GITHUB_SHA is not the commit that such an event is about`;
    throw inputError('propagate', given, `${allowed}, so nobody knows what a success has tested`);
  }
  return value;
}

// A waiter that is due and does not act is passed over within a TTL, so it must be able to look, and to win as often as
// it wants to, well within that time.
function ttlInput(env: Env, delayAssignment: number, pollInterval: Seconds): Seconds {
  const milliseconds = Math.round(pollInterval * 1000);
  const least = (POLLS_IN_A_TTL * milliseconds) / 1000;
  const winning = ((delayAssignment + 2) * milliseconds) / 1000;
  if (least > LONGEST_TTL || winning >= LONGEST_TTL) throw noSuchTtl(env, pollInterval);
  const fallback = Math.max(DEFAULT_TTL, Math.ceil(least), Math.ceil(winning * 1.5));
  const value = durationInput(env, 'ttl', { atMost: LONGEST_TTL, fallback: Math.min(fallback, LONGEST_TTL) });
  if (value >= least && value > winning) return value;
  const poll = `poll-interval ${formatDuration(pollInterval)}`;
  const allowed =
    winning >= least
      ? `more than ${formatDuration(winning)} with ${poll} and delay-assignment ${delayAssignment}, so that a job can ` +
        `look ${delayAssignment + 2} times before it counts as silent`
      : `at least ${formatDuration(least)} with ${poll}, so that a job can look ${POLLS_IN_A_TTL} times before it ` +
        'counts as silent';
  throw inputError('ttl', readInput(env, 'ttl'), allowed);
}

// No TTL would do, so it is another input that must change.
function noSuchTtl(env: Env, pollInterval: Seconds): InputError {
  const longest = LONGEST_TTL / POLLS_IN_A_TTL;
  if (pollInterval > longest) {
    const allowed = `at most ${formatDuration(longest)}, because a job must look ${POLLS_IN_A_TTL} times within its ttl`;
    return inputError('poll-interval', readInput(env, 'poll-interval'), allowed);
  }
  const most = Math.ceil(LONGEST_TTL / pollInterval) - 3;
  const allowed =
    `at most ${most} with poll-interval ${formatDuration(pollInterval)}, because a job must look that often, and twice ` +
    `more, within its ttl, which is at most ${formatDuration(LONGEST_TTL)}`;
  return inputError('delay-assignment', readInput(env, 'delay-assignment'), allowed);
}
