// The options of the command line: what each is called, what it means, and how its text is read.
//
// Whatever help, completion and reference say of an option is said here. A value that cannot be meant is an InputError
// that names the option, what was given and what is allowed.
import { formatDuration, parseDurationIn, type DurationRange } from '../input/duration.ts';
import { parseIntegerIn, type IntegerRange } from '../input/integer.ts';
import {
  BRANCH_NAME_FORM,
  branchNameProblem,
  LEASE_NAME_FORM,
  leaseNameProblem,
} from '../input/lease-name.ts';
import { DEFAULT_BRANCH } from '../lease/board.ts';
import {
  LONGEST_REASON,
  LONGEST_TEXT,
  LONGEST_TTL,
  POLLS_IN_A_TTL,
  SHORTEST_HOLD,
  SHORTEST_POLL_INTERVAL,
} from '../input/limits.ts';
import { refusal } from '../input/refusal.ts';
import { parseSlotNames } from '../input/slots.ts';
import { parseUntil, type Until } from '../input/until.ts';
import type { InputError } from '../lease/errors.ts';
import type { LeaseName, SlotName } from '../lease/identifiers.ts';
import type { Seconds } from '../lease/instant.ts';
import { LONGEST, LONGEST_DURATION } from '../lease/schema.ts';

/** An option that is given or not. */
export interface Flag {
  /** Without the dashes. */
  readonly name: string;
  readonly short?: string;
  /** What it does, in words that end without a full stop. */
  readonly text: string;
}

/** An option with a value. */
export interface Valued<V> extends Flag {
  /** What stands for the value in the help. */
  readonly value: string;
  /** What its value must keep within, as the help shows it. */
  readonly limits?: string | undefined;
  /** What it is where it is not given, as the help shows it. */
  readonly byDefault?: string;
  readonly read: (given: string) => V;
}

export type Option = Flag | Valued<unknown>;

export function isValued(option: Option): option is Valued<unknown> {
  return 'value' in option;
}

/** The error for an option whose value is not allowed; `allowed` completes "it must be". */
export function optionError(name: string, given: string, allowed: string, problem?: string): InputError {
  return refusal(`--${name}`, given, allowed, problem);
}

type Rest = Omit<Flag, 'name'> & Pick<Valued<unknown>, 'limits' | 'byDefault'>;

function limitsOf<V>(
  { atLeast, atMost }: { readonly atLeast?: V; readonly atMost?: V },
  shown: (value: V) => string,
): string | undefined {
  if (atMost === undefined) return undefined;
  return atLeast === undefined ? `at most ${shown(atMost)}` : `${shown(atLeast)} to ${shown(atMost)}`;
}

function duration(name: string, rest: Rest, range: DurationRange): Valued<Seconds> {
  const read = (given: string): Seconds => {
    const value = parseDurationIn(given, range);
    if (typeof value === 'string') throw optionError(name, given, value);
    return value;
  };
  return { name, value: 'DURATION', limits: limitsOf(range, formatDuration), ...rest, read };
}

function integer(name: string, value: string, rest: Rest, range: IntegerRange = {}): Valued<number> {
  const read = (given: string): number => {
    const number = parseIntegerIn(given, range);
    if (typeof number === 'string') throw optionError(name, given, number);
    return number;
  };
  return { name, value, limits: limitsOf(range, String), ...rest, read };
}

function text(name: string, value: string, rest: Rest, atMost = LONGEST_TEXT): Valued<string> {
  const read = (given: string): string => {
    const bytes = Buffer.byteLength(given);
    if (given.trim() === '') throw optionError(name, given, 'a text that is not empty');
    if (bytes > atMost)
      throw optionError(name, given, `at most ${atMost} bytes of UTF-8, and it has ${bytes}`);
    return given;
  };
  return { name, value, ...rest, read };
}

function named(
  name: string,
  rest: Rest,
  problemOf: (given: string) => string | null,
  form: string,
): Valued<string> {
  const read = (given: string): string => {
    const problem = problemOf(given);
    if (problem !== null) throw optionError(name, given, form, problem);
    return given;
  };
  return { name, value: 'NAME', ...rest, read };
}

export const AT = text('url', 'URL', {
  text: 'repository of the leases, as git takes it',
  byDefault: '$REF_LEASE_URL, else origin',
});
export const BRANCH = named(
  'branch',
  { text: 'branch that keeps them', byDefault: DEFAULT_BRANCH },
  branchNameProblem,
  BRANCH_NAME_FORM,
);
export const QUIET: Flag = { name: 'quiet', short: 'q', text: 'say only what went wrong' };
export const VERBOSE: Flag = {
  name: 'verbose',
  short: 'v',
  text: 'say every call of git, and the causes of errors',
};
export const HELP: Flag = { name: 'help', short: 'h', text: 'show this help' };
export const SHOW_VERSION: Flag = { name: 'version', short: 'V', text: 'show the version' };

const lease = (rest: Rest): Valued<LeaseName> =>
  named(
    'lease',
    { short: 'l', ...rest },
    (given) => leaseNameProblem(given, 'to lock or unlock all leases, use --all'),
    LEASE_NAME_FORM,
  );
export const LEASE = lease({ text: 'the lease' });
export const HELD_LEASE = lease({ text: 'the lease', byDefault: '$REF_LEASE' });
export const ONE_LEASE = lease({ text: 'only this lease' });
export const ALL: Flag = { name: 'all', text: 'all leases of the branch' };

export const WAIT = duration(
  'wait',
  { short: 'w', text: 'longest wait', byDefault: 'no limit' },
  { isAboveZero: true, atMost: LONGEST_DURATION },
);
export const NO_WAIT: Flag = { name: 'no-wait', short: 'n', text: 'do not wait at all' };
export const CONFLICT_CODE = integer(
  'conflict-exit-code',
  'CODE',
  { short: 'E', text: 'status if not granted', byDefault: '75' },
  { atLeast: 0, atMost: 255 },
);
export const TTL = duration(
  'ttl',
  { text: 'silence after which others take over', byDefault: '5m' },
  { atLeast: SHORTEST_HOLD, atMost: LONGEST_TTL },
);
export const GRACE = duration(
  'grace',
  { text: 'from SIGTERM to SIGKILL', limits: 'at most ttl/3', byDefault: '10s, or that' },
  { atMost: LONGEST_TTL },
);
export const POLL_INTERVAL = duration(
  'poll-interval',
  {
    text: 'between two looks',
    limits: `${formatDuration(SHORTEST_POLL_INTERVAL)} to ttl/${POLLS_IN_A_TTL}`,
    byDefault: '5s',
  },
  { atLeast: SHORTEST_POLL_INTERVAL, atMost: LONGEST_TTL },
);
export const PRIORITY = integer('priority', 'NUMBER', {
  text: 'higher goes first',
  byDefault: '0',
});
export const PAYLOAD = text('payload', 'TEXT', {
  text: 'shown to whoever looks',
  limits: `at most ${LONGEST_TEXT} bytes`,
});
export const SLOTS = text(
  'slots',
  'COUNT|NAMES',
  { text: 'slots that will do, the best first: eu,us', byDefault: 'the whole lease' },
  Infinity,
);
export const TAKE = text('take', 'COUNT|all', { text: 'how many of the slots at once', byDefault: '1' });
export const FOREGROUND: Flag = {
  name: 'foreground',
  text: 'let the command ask on the terminal; then only itself is ended where the lease is lost',
};
export const HOLD = duration(
  'hold',
  { text: 'for how long, unless it is released' },
  { atLeast: SHORTEST_HOLD, atMost: LONGEST_TTL },
);

export const ID = named(
  'id',
  { text: 'the request that got the lease', byDefault: '$REF_LEASE_ID' },
  (given) => (given.length > LONGEST.id || /[\s\p{C}]/u.test(given) ? 'it is no id' : null),
  'the id that the acquiring command has printed',
);
export const TOKEN = integer(
  'token',
  'TOKEN',
  { text: 'its fencing token', byDefault: '$REF_LEASE_TOKEN' },
  { atLeast: 0 },
);
export const FAILURE: Flag = { name: 'failure', text: 'what was done with the lease has failed' };

export const HOLDER_TOKEN = integer(
  'token',
  'TOKEN',
  { text: 'end the hold that has this fencing token, too' },
  { atLeast: 0 },
);
export const FORCE: Flag = { name: 'force', text: 'end the hold, whatever its token, and the rest after it' };
export const REASON = text(
  'reason',
  'TEXT',
  { text: 'a few words that are shown to everyone who waits', limits: `at most ${LONGEST_REASON} bytes` },
  LONGEST_REASON,
);
export const MEANT_SLOTS: Valued<readonly SlotName[]> = {
  name: 'slots',
  value: 'NAMES',
  text: 'only these slots of it: eu,us',
  byDefault: 'all of it',
  read: (given) => parseSlotNames(given, optionError),
};
export const UNTIL: Valued<Until> = {
  name: 'until',
  value: 'TIME',
  text: 'when it ends by itself: 2h, or an ISO time',
  byDefault: 'never',
  read(given) {
    const read = parseUntil(given);
    if (typeof read === 'string') throw optionError('until', given, read);
    return read;
  },
};

export const AS_JSON: Flag = { name: 'json', text: 'print JSON' };
export const METRICS: Flag = { name: 'metrics', text: 'print OpenMetrics' };
export const NUMBER = integer(
  'number',
  'COUNT',
  { text: 'how many of the latest writes', byDefault: '20' },
  { atLeast: 1, atMost: 100_000 },
);

/** Told to every command. */
export const GLOBAL: readonly Option[] = [AT, BRANCH, QUIET, VERBOSE, HELP];
