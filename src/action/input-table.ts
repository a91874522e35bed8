// The inputs of action.yml: which modes use each of them, and its default.
//
// The one place that says so: what a mode refuses is read off this table, and tests hold action.yml to it.

import { DEFAULT_BRANCH } from '../lease/board.ts';

/** The modes of the action. */
export const MODES = ['acquire', 'release', 'guard', 'status', 'lock', 'unlock', 'doctor'] as const;

/** The name of a mode. */
export type Mode = (typeof MODES)[number];

interface InputUse {
  /** `MODES`: it is never refused. `post`: the post step of every mode. */
  readonly usedBy: readonly Mode[] | 'post';
  /** What it is where it is not given; without it, nothing, or what other inputs and the run make of it. */
  readonly byDefault?: string;
  /** What other inputs and the run often make of one that is not given: no mode refuses it. */
  readonly computed?: readonly string[];
}

/** Every input, in the order of action.yml. */
const TABLE = {
  mode: { usedBy: MODES, byDefault: 'acquire' },
  lease: { usedBy: MODES },
  token: { usedBy: MODES },
  repository: { usedBy: MODES },
  branch: { usedBy: MODES, byDefault: DEFAULT_BRANCH },
  store: { usedBy: MODES, byDefault: 'api' },
  priority: { usedBy: ['acquire'], computed: ['0'] },
  'stabilisation-window': { usedBy: ['acquire'], computed: ['0s', '5m'] },
  'expected-build-count': { usedBy: ['acquire'], byDefault: 'auto' },
  propagate: { usedBy: ['acquire'], byDefault: 'auto' },
  'delay-assignment': { usedBy: ['acquire'], byDefault: '0' },
  ttl: { usedBy: ['acquire'], computed: ['2m'] },
  'takeover-delay': { usedBy: ['acquire'], byDefault: '30s' },
  'max-hold': { usedBy: ['acquire'], byDefault: '6h' },
  'hold-limit': { usedBy: ['acquire'] },
  'poll-interval': { usedBy: ['acquire'], byDefault: '15s' },
  timeout: { usedBy: ['acquire'] },
  'on-timeout': { usedBy: ['acquire'], byDefault: 'fail' },
  wait: { usedBy: ['acquire'], byDefault: 'true' },
  'auto-release': { usedBy: ['acquire'], byDefault: 'true' },
  slots: { usedBy: ['acquire', 'lock', 'unlock'] },
  take: { usedBy: ['acquire'], byDefault: '1' },
  scope: { usedBy: ['acquire'] },
  payload: { usedBy: ['acquire'] },
  'release-with-status': { usedBy: ['release'] },
  'request-id': { usedBy: ['release', 'guard'] },
  'fencing-token': { usedBy: ['release', 'guard', 'unlock'] },
  reason: { usedBy: ['lock', 'unlock'] },
  until: { usedBy: ['lock'] },
  force: { usedBy: ['unlock'], byDefault: 'false' },
  summary: { usedBy: MODES, byDefault: 'true' },
  'keep-history': { usedBy: ['status'] },
  'job-status': { usedBy: 'post' },
  'check-run-id': { usedBy: MODES },
  'job-index': { usedBy: MODES },
  matrix: { usedBy: MODES },
  'job-workflow-ref': { usedBy: MODES },
} as const satisfies Readonly<Record<string, InputUse>>;

/** The name of an input. */
export type InputName = keyof typeof TABLE;

/** The names of all inputs, in the order of action.yml. */
export const INPUT_NAMES = Object.keys(TABLE) as readonly InputName[];

/** Which modes use an input, and its default. */
export const INPUT_TABLE: Readonly<Record<InputName, InputUse>> = TABLE;
