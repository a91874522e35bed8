// Everything that can happen next in a state: answers, ends of jobs, time, and what goes wrong or is done from outside.
//
// Time passes only when everybody has been answered, but for those who are slow: that, too, is a fault and has its price.
import type { Heard } from '../../src/protocol/asks.ts';
import { answersTo, unanswered, type Alternative } from './answers.ts';
import { land } from './board.ts';
import { outsideActs } from './outside.ts';
import { begin, endJob, run } from './process.ts';
import { atTime, nextTime } from './time.ts';
import { NOTHING_PENDING, withJob, type Fault, type Job, type Model, type World } from './world.ts';

/** Something that can happen: its words, and the state after it. Running it throws where it breaks a promise. */
export interface Move {
  readonly label: string;
  readonly run: () => World | null;
}

/** What keeps a process from acting in time. */
const HINDRANCES: ReadonlySet<Fault> = new Set([
  'silent',
  'late',
  'doubled',
  'old',
  'refused',
  'limited',
  'slow',
]);

/** All that can happen next. */
export function moves(model: Model, world: World): Move[] {
  const list: Move[] = [];
  world.jobs.forEach((job, index) => list.push(...jobMoves(model, world, job, index)));
  for (const flight of world.flights) {
    const { id } = flight.registration;
    list.push({
      label: `the write of ${id} that was under way lands`,
      run: () => land(model, world, flight),
    });
  }
  for (const { kind, label, go } of outsideActs(model, world)) {
    const spent = spend(world, [kind]);
    if (spent !== null) list.push({ label, run: () => go(spent) });
  }
  const later = nextTime(world);
  if (later !== null)
    list.push({ label: `${later - world.mono} s pass`, run: () => atTime(model, world, later) });
  return list;
}

/** Takes a fault of each kind from the budget; `null`: there is none left. */
function spend(world: World, kinds: readonly Fault[]): World | null {
  if (kinds.length === 0) return world;
  if (world.faults < kinds.length || kinds.some((kind) => (world.budget[kind] ?? 0) === 0)) return null;
  const budget = { ...world.budget };
  for (const kind of kinds) budget[kind] = budget[kind]! - 1;
  return { ...world, budget, faults: world.faults - kinds.length };
}

function jobMoves(model: Model, world: World, job: Job, index: number): Move[] {
  const { name } = job.person;
  switch (job.phase) {
    case 'absent':
      return mayArrive(model, world, job, index)
        ? [{ label: `${name} arrives`, run: () => begin(model, world, index) }]
        : [];
    case 'running':
      return [...steps(model, world, job, index), ...ends(model, world, job, index)];
    case 'idle':
      return [...idleMoves(model, world, job, index), ...lost(model, world, job, index)];
    case 'asleep':
      return [{ label: `the job of ${name} fails`, run: () => endJob(model, world, index, 'failure') }];
    default:
      return [];
  }
}

function mayArrive({ config }: Model, world: World, { person }: Job, index: number): boolean {
  const { jobs } = world;
  const first = jobs.find((each) => each.person.name === person.after);
  if (first !== undefined) return first.phase === 'done' || first.phase === 'lost';
  if (config.together && world.mono > 0) return false;
  return !config.symmetric || index === 0 || jobs[index - 1]!.phase !== 'absent';
}

function idleMoves(model: Model, world: World, job: Job, index: number): Move[] {
  const { name, steps: most } = job.person;
  const results = job.hold === null ? (['failure'] as const) : model.config.ends;
  const list: Move[] = results.map((result) => ({
    label: `the job of ${name} ends as ${result}`,
    run: () => endJob(model, world, index, result),
  }));
  if (job.step < most && !job.cancelled) {
    list.push({ label: `the next step of ${name} asks`, run: () => begin(model, world, index) });
  }
  return list;
}

/** A machine goes on: with its answers, at its time, or because it is cancelled. */
function steps(model: Model, world: World, job: Job, index: number): Move[] {
  const { pending, person, running } = job;
  const label = `${person.name}${running!.kind === 'post' ? "'s post step" : ''}`;
  const isDue = pending.until !== null && pending.until <= world.mono;
  if (pending.asks.length === 0) return [];
  if (isDue) return cut(model, world, index, `${label} has no answer in time`);
  if (pending.landed !== null) {
    const heard = [{ to: pending.asks[0]!, answer: pending.landed }] as Heard[];
    return [{ label: `${label} hears of its write`, run: () => run(model, world, index, heard) }];
  }
  return pending.asks.flatMap((_, faulty) => deliveries(model, world, index, faulty, label));
}

/** The answers of one step arrive: all true but one, and once all true. */
function deliveries(model: Model, world: World, index: number, faulty: number, label: string): Move[] {
  const { asks } = world.jobs[index]!.pending;
  const alternatives = answersTo(model, world, index, asks[faulty]!);
  return alternatives.flatMap((chosen, i) => {
    if (i === 0 && faulty > 0) return [];
    const { ask } = asks[faulty]!;
    return [
      {
        label:
          `${label}: ${i === 0 ? asks.map((each) => each.ask).join(', ') : ask} ${chosen.label}`.trimEnd(),
        run: () => {
          const paid = spend(chosen.world, chosen.cost);
          if (paid === null) return null;
          let after = hinder(paid, index, chosen.cost);
          const heard = asks.map((to, j) => {
            const each = j === faulty ? chosen : answersTo(model, after, index, to)[0]!;
            if (j !== faulty) after = each.world;
            return { to, answer: each.answer } as Heard;
          });
          return run(model, after, index, heard);
        },
      },
    ];
  });
}

function hinder(world: World, index: number, cost: readonly Fault[]): World {
  return cost.some((kind) => HINDRANCES.has(kind)) ? withJob(world, index, { wasHindered: true }) : world;
}

/** What was asked is cut short, and the machine goes on without an answer. */
function cut(model: Model, world: World, index: number, label: string, extra: readonly Fault[] = []): Move[] {
  const heard = world.jobs[index]!.pending.asks.map((to) => ({ to, answer: null }) as Heard);
  return severed(model, world, index, label, extra, (after) => run(model, after, index, heard));
}

/** A process is cut off from what it has asked: its write has landed, has not, or lands later. */
function severed(
  model: Model,
  world: World,
  index: number,
  label: string,
  extra: readonly Fault[],
  go: (world: World) => World,
): Move[] {
  return unanswered(model, world, index).map(({ label: how, cost, world: after }: Alternative) => ({
    label: label + how,
    run: () => {
      const paid = spend(after, [...extra, ...cost]);
      return paid === null ? null : go(hinder(paid, index, [...extra, ...cost]));
    },
  }));
}

/** What may happen to a running process besides its answers. */
function ends(model: Model, world: World, job: Job, index: number): Move[] {
  const { name } = job.person;
  const { budget, faults } = world;
  const has = (kind: Fault): boolean => faults > 0 && (budget[kind] ?? 0) > 0;
  const isMain = job.running!.kind === 'main';
  const list: Move[] = [...lost(model, world, job, index)];
  if (job.running!.kind === 'renew') {
    const results = job.hold === null ? (['failure'] as const) : model.config.ends;
    for (const result of results) {
      const told = withJob(world, index, { cancelled: true, result });
      list.push(...cut(model, told, index, `the work of ${name} ends as ${result}`));
    }
  }
  if (has('killed-main') && isMain) {
    const kill = (after: World): World => endJob(model, stopped(after, index, 'idle'), index, 'failure');
    list.push(...severed(model, world, index, `${name} is killed`, ['killed-main'], kill));
  }
  if (has('asleep') && isMain) {
    const sleep = (after: World): World =>
      stopped(withJob(after, index, { wasHindered: true }), index, 'asleep');
    list.push(...severed(model, world, index, `${name} asks no longer`, ['asleep'], sleep));
  }
  if (has('cancel') && isMain && !job.cancelled) {
    const told = withJob(world, index, { cancelled: true });
    list.push(...cut(model, told, index, `${name} is cancelled`, ['cancel']));
  }
  if (has('slow') && !job.isSlow && job.pending.asks.length > 0) {
    const slow = withJob(spend(world, ['slow'])!, index, { isSlow: true, wasHindered: true });
    list.push({ label: `${name} is slow`, run: () => slow });
    const [first] =
      job.pending.asks[0]!.ask === 'write' ? answersTo(model, slow, index, job.pending.asks[0]!) : [];
    if (first !== undefined) {
      const pending = { ...job.pending, landed: first.answer };
      list.push({
        label: `${name} is slow, its write ${first.label}`,
        run: () => withJob(first.world, index, { pending }),
      });
    }
  }
  return list;
}

function lost(model: Model, world: World, { person }: Job, index: number): Move[] {
  if (world.faults === 0 || (world.budget['lost-runner'] ?? 0) === 0) return [];
  const go = (after: World): World => stopped(after, index, 'lost');
  return severed(model, world, index, `the runner of ${person.name} is lost`, ['lost-runner'], go);
}

function stopped(world: World, index: number, phase: Job['phase']): World {
  return withJob(world, index, { phase, running: null, pending: NOTHING_PENDING });
}
