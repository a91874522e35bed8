// The configurations that are explored, smallest first.
//
// Each has two or three jobs and a few faults; which faults, and how many, bounds the number of states.
import type { Parameters } from '../../src/lease/schema.ts';
import { group, listed, plain, truth, type Person, type Truth } from './cast.ts';
import type { Budget, Config } from './world.ts';

const STACK: Truth = truth({ 1: [90], 2: [1, 90], 3: [2, 1, 90], 9: [90] });

/** What the network and the API may do. */
const ANSWERS: Budget = { silent: 1, late: 1, doubled: 1, old: 1, refused: 1, limited: 1, slow: 1 };
/** What may happen to jobs. */
const ENDS: Budget = { 'killed-main': 1, 'lost-runner': 1, cancel: 1 };
const OPERATORS: Budget = { lock: 2, 'lock-all': 2, free: 1, other: 1 };
const ALL: Budget = { ...ANSWERS, ...ENDS, lie: 1, unseen: 1, rebuild: 1 };

type Settings = Partial<Omit<Config, 'name' | 'what' | 'cast'>>;

function config(name: string, what: string, cast: readonly Person[], settings: Settings = {}): Config {
  return {
    name,
    what,
    cast,
    fresh: [plain('fresh', 80)],
    freshGroups: [],
    groups: [],
    rebuilt: [],
    truth: STACK,
    blind: false,
    symmetric: false,
    together: false,
    board: 'used',
    ends: ['success'],
    budget: ALL,
    faults: 1,
    limit: 30,
    ...settings,
  };
}

const [p1, p2, p3] = [plain('p1', 81), plain('p2', 82), plain('p3', 83)];
const now = plain('now', 82, { wait: false });
/** A process outside of GitHub; its TTL has whole thirds. */
const outside = { trusted: false, parameters: { held_by: 'process', ttl: 18, max_hold: 18 } } as const;
const o1 = plain('o1', 84, outside);
const deploys = { scope: 'deploy', parameters: { propagate: true } };
const g1 = group('g1', 1, 90);
const g2 = group('g2', 2, 1);
const g3 = group('g3', 3, 2);
const [l1, l2, l3] = [listed(1, 90), listed(2, 1), listed(3, 2)];
const queue = { fresh: [plain('fresh', 80), group('above', 9, 90)], freshGroups: [listed(9, 90)] };
const two = { ...queue, groups: [l1, l2], rebuilt: [l1] };
const three = { ...queue, groups: [l1, l2, l3], rebuilt: [l1] };
const both = ['success', 'failure'] as const;

/** A plain request that wants slots. */
function wanting(
  name: string,
  head: number,
  accepts: string[],
  take = 1,
  more: Partial<Parameters> = {},
): Person {
  return plain(name, head, { parameters: { accepts, take, ...more } });
}

const either = ['a', 'b'];
const [s1, s2] = [wanting('s1', 85, either), wanting('s2', 86, either)];
const big = wanting('big', 87, either, 2);
const onTwo = { parameters: { accepts: either } };
const three2 = [group('g1', 1, 90, onTwo), group('g2', 2, 1, onTwo), group('g3', 3, 2, onTwo)];

export const CONFIGS: readonly Config[] = [
  config('plain-1', 'one plain request: everything that can go wrong with it', [p1], {
    budget: { ...ALL, ...OPERATORS },
    ends: both,
    faults: 2,
  }),
  config('new-branch', 'two plain requests where nobody has made the branch yet', [p1, p2], {
    board: 'none',
    symmetric: true,
    budget: ANSWERS,
  }),
  config('plain-2', 'two plain requests', [p1, p2], { symmetric: true }),
  config('operators', 'two plain requests and an operator', [p1, p2], { budget: { ...OPERATORS, old: 1 } }),
  config('plain-3', 'three plain requests', [p1, p2, p3], {
    together: true,
    symmetric: true,
    faults: 0,
  }),
  config('priority', 'plain requests of different priorities', [p1, plain('urgent', 84, { priority: 5 })]),
  config('steps', 'a job that asks for the lease in two steps', [plain('twice', 81, { steps: 2 })], {
    faults: 2,
  }),
  config('skewed', 'requests whose bounds of the clock differ', [p1, plain('behind', 82, { behind: 1 })]),
  config('steps-2', 'such a job and another one', [plain('twice', 81, { steps: 2 }), p2]),
  config('untrusted', 'requests that judge ages by what they have watched', [
    plain('u1', 81, { trusted: false }),
    plain('u2', 82, { trusted: false }),
  ]),
  config('clock-behind', 'a job whose own clock is behind by more than its hold-limit, and one on the API', [
    plain('own', 81, { trusted: false, behind: 60, parameters: { hold_limit: 20 } }),
    p2,
  ]),
  config('rerun', 'a job and its re-run', [p1, plain('again', 81, { rerunOf: p1 })]),
  config('timeout', 'a request that waits for a while', [p1, plain('hasty', 82, { timeout: 7 })]),
  config('careful', 'requests that take the lease at the second evaluation', [
    plain('c1', 81, { delayAssignment: 1 }),
    plain('c2', 82, { delayAssignment: 1 }),
  ]),
  config('impatient', 'one that does not wait, and limits that last', [p1, now], { limit: 3600 }),
  config('process', 'one process that renews its hold: everything that can go wrong with it', [o1], {
    budget: { ...ANSWERS, 'lost-runner': 1, cancel: 1, free: 1, other: 1 },
    ends: both,
  }),
  config('process-and-job', 'a process that renews its hold, and a job', [o1, p2], {
    together: true,
    budget: { ...ANSWERS, 'lost-runner': 1, outage: 1 },
  }),
  config('processes', 'two processes', [o1, plain('o2', 85, outside)], {
    budget: { silent: 1, slow: 1, outage: 1, 'lost-runner': 1 },
  }),
  config(
    'handed-on',
    'a process that holds for longer than others wait, who go on where one of them has left',
    [
      plain('keeper', 84, { ...outside, parameters: { ...outside.parameters, max_hold: 36 } }),
      plain('hasty', 85, { ...outside, timeout: 24 }),
      plain('later', 86, outside),
    ],
    { budget: { silent: 1, 'lost-runner': 1 } },
  ),
  config('blind', 'nobody may read the state of jobs', [p1, p2], { blind: true }),
  config('sleeper', 'requests whose job runs on and asks no longer', [p1, p2, p3], {
    together: true,
    symmetric: true,
    budget: { asleep: 1 },
  }),
  config('outage', 'an outage of everything while two wait for an operator', [p1, p2], {
    board: 'locked',
    together: true,
    symmetric: true,
    budget: { lock: 1, outage: 1 },
    faults: 2,
  }),
  config('deploys', 'deployments that settle those which they contain', [
    plain('d1', 1, deploys),
    plain('d2', 2, deploys),
  ]),
  config(
    'keeps',
    'a deployment that does not want to be settled',
    [plain('d1', 1, { scope: 'deploy' }), plain('d2', 2, deploys)],
    { faults: 0 },
  ),
  config(
    'scopes',
    'two jobs of the same merge group',
    [g1, group('smoke', 1, 90, { scope: 'main smoke.yml smoke' })],
    {
      ...queue,
      groups: [l1],
      rebuilt: [],
      faults: 0,
    },
  ),
  config('stack-1', 'one merge group', [g1], {
    ...queue,
    groups: [l1],
    rebuilt: [],
    ends: both,
    faults: 2,
  }),
  config('stack-2', 'a stack of two merge groups', [g1, g2], {
    ...two,
    ends: both,
  }),
  config('stack-3', 'a stack of three merge groups', [g1, g2, g3], {
    together: true,
    ...three,
    ends: both,
    faults: 0,
  }),
  config(
    'counted',
    'a stack of two that waits for two',
    [group('c1', 1, 90, { parameters: { expected: 2 } }), group('c2', 2, 1, { parameters: { expected: 2 } })],
    two,
  ),
  config('forged', 'a merge group whose ref claims more than it contains', [g1, group('forged', 4, 90)], {
    ...queue,
    truth: truth({ 1: [90], 4: [90], 9: [90] }),
    groups: [l1, listed(4, 90, 1)],
    rebuilt: [listed(4, 90, 1)],
    ends: both,
  }),
  config(
    'rebased',
    'a stack whose priorities contradict it',
    [group('g1', 1, 90, { priority: 5 }), group('g2', 2, 1, { priority: 0 })],
    { ...two, faults: 0, ends: both },
  ),
  config(
    'rivals',
    'two scopes: a round that gathers, and one that is granted meanwhile',
    [group('slow', 1, 90, { scope: 'main slow.yml slow' }), group('b1', 5, 90), group('b2', 6, 5)],
    {
      together: true,
      ...queue,
      truth: truth({ 1: [90], 2: [1, 90], 5: [90], 6: [5, 90], 9: [90] }),
      groups: [l1, l2, listed(5, 90), listed(6, 5)],
      rebuilt: [l1, l2, listed(5, 90)],
      faults: 0,
    },
  ),
  config('mixed', 'a stack of two and a plain request', [g1, g2, p1], {
    together: true,
    ...two,
    faults: 0,
  }),
  config('slots', 'two slots, and three of whom one takes both', [s1, s2, big], {
    together: true,
    faults: 0,
  }),
  config('slots-faults', 'a request for one of two slots, one for both, and what can go wrong', [s1, big]),
  config(
    'slots-subsets',
    'three that accept different slots',
    [wanting('ab', 85, either), wanting('b', 86, ['b']), wanting('bc', 87, ['b', 'c'], 2)],
    { together: true, faults: 0 },
  ),
  config('slots-queue', 'a merge queue of three on two slots', three2, {
    together: true,
    ...three,
    ends: both,
    faults: 0,
  }),
  config(
    'slots-dead',
    'a dead holder of one slot, while the other one lives',
    [s1, s2, wanting('a', 88, ['a'])],
    {
      together: true,
      budget: { 'lost-runner': 1 },
    },
  ),
  config('slots-locked', 'a lock of one slot', [s1, big, wanting('b', 88, ['b'])], {
    together: true,
    budget: { 'lock-slot': 2 },
    faults: 2,
  }),
  config('slots-lost', 'one of two slots, whose holder is dead', [s1, wanting('a', 88, ['a'])], {
    together: true,
    budget: { 'lost-runner': 1 },
  }),
  config(
    'slots-limit',
    'a hold of one of two slots that may be ended by its age',
    [wanting('brief', 85, either, 1, { hold_limit: 12 }), s2, wanting('a', 88, ['a'])],
    { together: true, faults: 0 },
  ),
  config(
    'slots-limit-2',
    'one that takes both slots, of which one may be ended by its age',
    [wanting('brief', 85, either, 1, { hold_limit: 12 }), s2, big],
    { together: true, faults: 0 },
  ),
  config(
    'slots-whole',
    'the whole lease beside one slot',
    [wanting('a', 85, ['a']), p1, wanting('b', 86, ['b'])],
    {
      together: true,
      budget: { 'lost-runner': 1 },
    },
  ),
  config(
    'slots-sleeper',
    'requests for slots whose job runs on and asks no longer',
    [s1, big, wanting('b', 88, ['b'])],
    {
      together: true,
      budget: { asleep: 1 },
    },
  ),
];

/** The configuration of that name. */
export function configNamed(name: string): Config {
  const found = CONFIGS.find((each) => each.name === name);
  if (found !== undefined) return found;
  throw new TypeError(`There is no configuration ${name}`);
}
