// The words that depend on who asks: a step of a job of GitHub Actions, or a command line.

import type { Parties } from '../engine/carry.ts';

/** What messages call things. */
export interface Terms extends Parties {
  /** Who asks: `job`, `command`. */
  readonly asker: string;
  /** What gives the name of a lease, and the end of a lock, at the start of a sentence. */
  readonly lease: string;
  readonly until: string;
  /** What names slots, at the start of a sentence. */
  readonly slots: string;
  /** What tells the time. */
  readonly clock: string;
  /** What bounds a wait. */
  readonly timeout: string;
  /** What bounds a hold. */
  readonly hold: string;
  /** What happens where the lease was not got at once, and a wait was not wanted. */
  readonly notWaited: string;
  /** What frees a holder whatever its token, and what an operator does it with. */
  readonly force: string;
  readonly unlock: string;
  /** What shows a lease. */
  readonly status: string;
  /** What names a hold: its id and token. */
  readonly idAndToken: string;
  /** What becomes of what may be on the branch still of a request that had to end. */
  readonly leftover: string;
  /** Why a branch may not be seen, besides that there is none. */
  readonly unseen: string;
}

/** Of the action. */
export const ACTION_TERMS: Terms = {
  server: 'GitHub',
  writer: "the action's token",
  asker: 'job',
  lease: 'The input "lease"',
  until: 'The input "until"',
  slots: 'The input "slots"',
  clock: "GitHub's clock",
  timeout: '`timeout`',
  hold: '`hold-limit`',
  notWaited: 'Going on without it, as `wait: false` asks.',
  force: 'force: true',
  unlock: 'mode: unlock',
  status: 'mode: status',
  idAndToken: 'the outputs request-id and fencing-token of the job that acquired it',
  leftover: 'The post step tries once more; should that fail too, the next in line removes it after its TTL.',
  unseen: ', or the token lacks contents: read',
};

/** Of the command line. */
export const COMMAND_TERMS: Terms = {
  server: 'The git server',
  writer: 'whoever runs the command',
  asker: 'command',
  lease: '--lease',
  until: '--until',
  slots: '--slots',
  clock: 'the clock of this machine',
  timeout: '--wait',
  hold: '--hold or --ttl',
  notWaited: 'Not waiting for it, as --no-wait asks.',
  force: '--force',
  unlock: 'ref-lease unlock',
  status: 'ref-lease status',
  idAndToken: 'the id and the token that ref-lease acquire has printed',
  leftover:
    'What may be there of it is taken back now, for four minutes at most; a signal (Ctrl-C) gives up within 8 seconds.',
  unseen: '',
};
