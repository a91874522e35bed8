// The configurations that are explored, smallest first.
import { group, listed, plain, truth, type Truth } from './cast.ts';
import type { Config, Event, Fault } from './state.ts';

const FAULTS: readonly Fault[] = [
  'unanswered',
  'late',
  'old-read',
  'lost-runner',
  'killed-main',
  'false-death',
];

const STACK: Truth = truth({ 1: [90], 2: [1, 90], 3: [2, 1, 90], 9: [90] });

type Settings = Partial<Omit<Config, 'name' | 'what' | 'cast' | 'kinds'>> & {
  readonly kinds?: readonly (Fault | Event)[];
};

function config(name: string, what: string, cast: Config['cast'], settings: Settings = {}): Config {
  const { kinds = [], ...rest } = settings;
  return {
    name,
    what,
    cast,
    fresh: [plain('fresh-plain', 80), group('fresh-group', 9, 90)],
    freshGroups: [listed(9, 90)],
    groups: [],
    rebuilt: [],
    truth: STACK,
    compares: true,
    blind: false,
    symmetric: false,
    faults: 2,
    events: 0,
    jumps: 3,
    depth: 14,
    ...rest,
    kinds: new Set([...FAULTS, ...kinds]),
  };
}

const g1 = group('g1', 1, 90);
const g2 = group('g2', 2, 1);
const g3 = group('g3', 3, 2);
/** Rebuilt without g1; the name of its ref still claims to sit on it. */
const forged = group('forged', 4, 90);
const [l1, l2, l3] = [listed(1, 90), listed(2, 1), listed(3, 2)];
const two = { groups: [l1, l2], rebuilt: [l1] };
const three = { groups: [l1, l2, l3], rebuilt: [l1] };
const [p1, p2, p3] = [plain('p1', 81), plain('p2', 82), plain('p3', 83)];
const urgent = plain('urgent', 84, { priority: 5 });
const deploys = { scope: 'deploy', parameters: { propagate: true } };
const operators: readonly Event[] = ['lock', 'lock-all', 'free', 'wrong-token', 'other-lease'];

/** Everything that is explored; the budgets are those of the short form. */
export const CONFIGS: readonly Config[] = [
  config('plain-1', 'one plain request: its own faults, steps, re-runs and operators', [p1], {
    kinds: ['timeout', 'rerun', 'second-step', ...operators],
    events: 2,
    depth: 30,
  }),
  config('plain-2', 'two plain requests', [p1, p2], {
    kinds: ['timeout', 'rerun', 'second-step', ...operators],
    events: 1,
    symmetric: true,
    depth: 9,
  }),
  config('plain-3', 'three plain requests', [p1, p2, p3], { symmetric: true, faults: 1, depth: 11 }),
  config('priority', 'plain requests of different priorities', [p1, p2, urgent], {
    faults: 1,
    jumps: 2,
    depth: 9,
  }),
  config(
    'careful',
    'requests that take the lease at the second evaluation',
    [plain('p1', 81, { delayAssignment: 1 }), plain('p2', 82, { delayAssignment: 1 })],
    { kinds: ['timeout', 'lock'], events: 1, faults: 1, depth: 9 },
  ),
  config('impatient', 'requests that do not wait', [p1, plain('p2', 82, { wait: false })], {
    kinds: ['rerun', 'lock'],
    events: 1,
    depth: 9,
  }),
  config('blind', 'nobody may read the state of jobs', [p1, p2], {
    blind: true,
    jumps: 6,
    faults: 1,
    depth: 11,
  }),
  config(
    'deploys',
    'deployments that settle those which they contain',
    [plain('d1', 1, deploys), plain('d2', 2, deploys)],
    { kinds: ['rerun'], events: 1, depth: 10 },
  ),
  config(
    'keeps',
    'a deployment that does not want to be settled',
    [plain('d1', 1, { scope: 'deploy' }), plain('d2', 2, deploys)],
    { faults: 0, jumps: 1, depth: 12 },
  ),
  config(
    'scopes',
    'two jobs of the same merge group',
    [g1, group('smoke', 1, 90, { scope: 'main smoke.yml smoke' })],
    {
      groups: [l1],
      rebuilt: [],
      faults: 0,
      depth: 12,
    },
  ),
  config('sleeper', 'waiting requests whose job runs on and asks no longer', [p1, p2, p3], {
    kinds: ['asleep'],
    symmetric: true,
    faults: 1,
    jumps: 1,
    depth: 8,
  }),
  config('stack-1', 'one merge group', [g1], {
    groups: [l1],
    rebuilt: [],
    kinds: ['timeout', 'rerun', 'second-step', 'rebuild', ...operators],
    events: 2,
    depth: 30,
  }),
  config('stack-2', 'a stack of two merge groups', [g1, g2], {
    ...two,
    kinds: ['timeout', 'rerun', 'rebuild', 'free'],
    events: 1,
    depth: 9,
  }),
  config('silent', 'a stack of two where the compare API does not answer', [g1, g2], {
    ...two,
    compares: false,
    kinds: ['rebuild'],
    events: 1,
    faults: 1,
    depth: 11,
  }),
  config('stack-3', 'a stack of three merge groups', [g1, g2, g3], {
    ...three,
    faults: 0,
    jumps: 2,
    depth: 14,
  }),
  config(
    'counted',
    'a stack of three that waits for three',
    [
      group('c1', 1, 90, { parameters: { expected: 2 } }),
      group('c2', 2, 1, { parameters: { expected: 2 } }),
      group('c3', 3, 2, { parameters: { expected: 2 } }),
    ],
    { ...three, faults: 0, jumps: 3, depth: 12 },
  ),
  config('forged', 'a merge group whose ref claims more than it contains', [g1, forged], {
    truth: truth({ 1: [90], 4: [90], 9: [90] }),
    groups: [l1, listed(4, 90, 1)],
    rebuilt: [listed(4, 90, 1)],
    kinds: ['rebuild'],
    events: 1,
    faults: 1,
    depth: 11,
  }),
  config(
    'rebased',
    'a stack whose priorities contradict it',
    [group('g1', 1, 90, { priority: 5 }), group('g2', 2, 1, { priority: 0 })],
    { ...two, faults: 0, depth: 12 },
  ),
  config(
    'rivals',
    'two scopes: a round that gathers long, and one that is granted meanwhile',
    [group('slow', 1, 90, { scope: 'main slow.yml slow' }), group('b1', 5, 90), group('b2', 6, 5)],
    {
      truth: truth({ 1: [90], 2: [1, 90], 5: [90], 6: [5, 90], 9: [90] }),
      groups: [l1, l2, listed(5, 90), listed(6, 5)],
      rebuilt: [l1, l2, listed(5, 90)],
      faults: 0,
      jumps: 2,
      depth: 12,
    },
  ),
  config('mixed', 'a stack of two and a plain request', [g1, g2, p1], {
    ...two,
    kinds: ['rebuild'],
    events: 1,
    faults: 0,
    depth: 13,
  }),
];
