// The exit statuses: those of flock and of sysexits.h, so that a script can tell who must act.
import { constants } from 'node:os';
import { LeaseError, type ErrorCode } from '../lease/errors.ts';

export const EXIT = {
  done: 0,
  failed: 1,
  usage: 64,
  unreadable: 65,
  unavailable: 69,
  bug: 70,
  unwritten: 74,
  notToBeHad: 75,
  lost: 76,
  permission: 77,
  notExecutable: 126,
  notFound: 127,
} as const;

/** Each status with its meaning, for the help. */
export const EXIT_STATUSES: readonly (readonly [status: string, meaning: string])[] = [
  ['0', 'done; `run`: that of the command, whatever it is'],
  ['1', 'what was asked for is not so; audit or doctor has findings'],
  ['64', 'the arguments cannot be meant'],
  ['65', 'the branch has something that cannot be read, or cannot be made'],
  ['69', 'the server does not answer, or git finds no room here'],
  ['70, 74', 'a bug of ref-lease; what it had to print was not written'],
  ['75', 'the lease was not to be had (or what -E says)'],
  ['76', 'the lease was lost while the command ran, however that ended'],
  ['77', 'the server refuses'],
  ['126, 127', 'the command cannot be executed, is not there'],
  ['128+n', 'ended by the signal n'],
];

const STATUS_OF: Readonly<Record<ErrorCode, number | null>> = {
  input: EXIT.usage,
  permission: EXIT.permission,
  state: EXIT.unreadable,
  'rate-limit': EXIT.unavailable,
  unavailable: EXIT.unavailable,
  unconfirmed: EXIT.unavailable,
  invariant: EXIT.bug,
  'not-holder': EXIT.failed,
  // Whoever waited has not got it.
  lost: null,
  'timed-out': null,
  superseded: null,
  evicted: null,
  cancelled: null,
};

/** The status of a failure; `notToBeHad`: that of a lease that was not to be had. */
export function statusOf(error: unknown, notToBeHad: number = EXIT.notToBeHad): number {
  return error instanceof LeaseError ? (STATUS_OF[error.code] ?? notToBeHad) : EXIT.bug;
}

/** The status of what a signal has ended. */
export function statusOfSignal(signal: NodeJS.Signals): number {
  return 128 + constants.signals[signal];
}
