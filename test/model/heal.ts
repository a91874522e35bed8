// Liveness: from a state on nothing goes wrong any more, fresh jobs arrive, and all must come to an end.
//
// Late writes land or are lost for good; an operator opens what is locked; whoever holds the lease finishes. A job that
// lives and asks no longer may go on so: nobody has to wait for it.
import { LEASE } from '../../src/lease/slot-table.ts';
import { answersTo } from './answers.ts';
import { bump, land, operate } from './board.ts';
import { encode, hash, reachOf } from './encode.ts';
import type { Judge } from './explore.ts';
import { begin, endJob, run } from './process.ts';
import { checkHolds } from './promises.ts';
import { atTime, nextTime } from './time.ts';
import { absent, violate, withJob, type Model, type World } from './world.ts';
import type { Heard } from '../../src/protocol/asks.ts';

/** So often time passes until everybody has ended. */
const MOST_TIMES = 100;

/** How what is open goes on: writes under way, and jobs that hold the lease. */
interface Course {
  readonly lands: boolean;
  readonly result: 'success' | 'failure';
}

const COURSES: readonly Course[] = [
  { lands: true, result: 'success' },
  { lands: false, result: 'failure' },
];

/** Makes the judge of one model; it remembers from where it has seen everybody end. */
export function healer(model: Model): Judge {
  const { config } = model;
  const { fresh } = config;
  const whole: Model = {
    ...model,
    config: {
      ...config,
      cast: [...config.cast, ...fresh],
      groups: [...config.groups, ...config.freshGroups],
      rebuilt: [...config.rebuilt, ...config.freshGroups],
    },
  };
  const known = COURSES.map(() => new Map<number, number>());
  return (world) =>
    COURSES.forEach((course, i) => toEnd(whole, heal(whole, world, course), course, known[i]!));
}

function heal(model: Model, world: World, { lands }: Course): World {
  let healed: World = { ...world, budget: {}, faults: 0, before: null };
  const [flight] = world.flights;
  if (lands && flight !== undefined) healed = land(model, healed, flight) ?? healed;
  healed = { ...healed, flights: [] };
  const slots = [LEASE, ...Object.keys(healed.board.document?.slots ?? {})];
  healed = operate(model, healed, [{ kind: 'unlock', slots }]) ?? healed;
  if (healed.board.lock !== null) healed = bump(model, healed, { lock: null });
  const first = healed.jobs.length;
  healed = { ...healed, jobs: [...healed.jobs, ...model.config.fresh.map((person) => absent(person))] };
  healed.jobs.forEach(({ phase, person }, index) => {
    const isHolder = healed.board.document?.requests.some(
      ({ status, id }) => status === 'acquired' && id.split('/')[0] === person.name,
    );
    if (phase === 'asleep' && isHolder === true) {
      healed = endJob(model, healed, index, 'failure');
    }
    healed = index < first ? withJob(healed, index, { isSlow: false }) : begin(model, healed, index);
  });
  return healed;
}

/** Runs a healed state to its end. */
function toEnd(model: Model, start: World, course: Course, known: Map<number, number>): void {
  const reach = reachOf(model.config);
  const path: number[] = [];
  let world = start;
  let left = 0;
  for (;;) {
    world = settle(model, world, course);
    const mark = hash(encode(world, reach));
    const rest = known.get(mark);
    if (rest !== undefined) {
      left = rest;
      break;
    }
    path.push(mark);
    const later = nextTime(world);
    if (later === null) break;
    if (path.length > MOST_TIMES) violate(`L3: ${MOST_TIMES} waits later, ${openIn(world)}`);
    world = atTime(model, world, later);
  }
  if (left === 0) checkOver(model, world);
  for (const mark of path.toReversed()) known.set(mark, (left += 1));
  if (left > MOST_TIMES) violate(`L3: it takes ${left} waits until everybody has ended`);
}

/** Everybody does what is to be done now, one step each in turn. */
function settle(model: Model, start: World, course: Course): World {
  let world = start;
  for (let last: World | null = null; last !== world;) {
    last = world;
    for (const index of world.jobs.keys()) {
      world = step(model, world, index, course);
      checkHolds(model, world);
    }
  }
  return world;
}

function step(model: Model, world: World, index: number, { result }: Course): World {
  const { phase, pending, hold, running } = world.jobs[index]!;
  if (phase === 'idle') return endJob(model, world, index, hold === null ? 'failure' : result);
  if (phase !== 'running') return world;
  const { asks, landed } = pending;
  if (asks.length === 0 && running!.kind === 'renew')
    return run(model, withJob(world, index, { cancelled: true, result }), index, []);
  if (asks.length === 0) return world;
  let after = world;
  const heard = asks.map((to) => {
    if (landed !== null) return { to, answer: landed } as Heard;
    const [honest] = answersTo(model, after, index, to);
    after = honest!.world;
    return { to, answer: honest!.answer } as Heard;
  });
  return run(model, after, index, heard);
}

function checkOver({ config }: Model, world: World): void {
  const isOpen = world.jobs.some(({ phase }) => phase === 'running' || phase === 'idle');
  if (isOpen) violate(`L4: nobody waits for anything, and ${openIn(world)}`);
  for (const { name } of config.fresh) {
    const end = world.board.document?.outcomes.find(({ id }) => id === name)?.outcome;
    if (end !== 'success' && end !== 'failure' && end !== 'completed')
      violate(`L3: ${name} ends as ${end ?? 'nothing'}`);
  }
}

function openIn({ jobs, board }: World): string {
  const open = jobs.filter(({ phase }) => phase === 'running' || phase === 'idle');
  const live = (board.document?.requests ?? []).map(({ id, status }) => `${id} (${status})`);
  return `still open are ${open.map(({ person }) => person.name).join(', ')}; on the board are ${live.join(', ')}`;
}
