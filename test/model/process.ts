// Jobs: main steps one after another, each a machine that is stepped here, then the post steps from last to first.
//
// This is what the driver and the commands do around the machines, without waiting: state is saved before anything is
// sent, goes to the post step as text, and a step that has nothing to do is taken again at its time.
import {
  leftoverOf,
  startAcquire,
  type AcquireEnd,
  type Leftover,
} from '../../src/protocol/acquire-state.ts';
import type { Heard, Now } from '../../src/protocol/asks.ts';
import { startErrand } from '../../src/protocol/errand.ts';
import { isOfProcess } from '../../src/lease/signs.ts';
import { unknown } from '../../src/protocol/knowledge.ts';
import { leftoverOfRenew, startRenew, type RenewEnd } from '../../src/protocol/renew.ts';
import { checkMain, checkPost } from './promises.ts';
import {
  markOf,
  NOTHING_PENDING,
  nowOf,
  Violation,
  violate,
  withJob,
  type Job,
  type Model,
  type PostEnd,
  type Running,
  type World,
} from './world.ts';

/** Seconds within which a step that does not wait ends: its one try, and the time to confirm its end. */
const LONGEST_TRY = 60 + 120;

/** So many steps at one instant without an ask are a machine that goes round. */
const MOST_STEPS = 20;

/** Begins the next main step of a job. */
export function begin(model: Model, world: World, index: number): World {
  const { person, step, posts, left } = world.jobs[index]!;
  const { wish } = person;
  const registration = { ...wish.registration, nonce: `${person.name}.${step + 1}` };
  const begun = withJob(world, index, {
    phase: 'running',
    running: { kind: 'main', state: startAcquire({ ...wish, registration }) },
    step: step + 1,
    begunAt: world.mono,
    left: null,
    posts: left === null ? posts : [...posts, model.rules.save(left)],
  });
  return run(model, begun, index, []);
}

/** The job is over but for its post steps. */
export function endJob(model: Model, world: World, index: number, result: 'success' | 'failure'): World {
  const { posts, left } = world.jobs[index]!;
  const all = left === null ? posts : [...posts, model.rules.save(left)];
  return nextPost(model, withJob(world, index, { posts: all, left: null, result, cancelled: false }), index);
}

function nextPost(model: Model, world: World, index: number): World {
  const { posts, result, person } = world.jobs[index]!;
  const text = posts.at(-1);
  if (text === undefined) {
    return withJob(world, index, { phase: 'done', running: null, pending: NOTHING_PENDING });
  }
  const next = withJob(world, index, { posts: posts.slice(0, -1) });
  const left = JSON.parse(text) as Leftover;
  if (left.ended) return nextPost(model, next, index);
  const { seen, mayLand, epoch } = left;
  const known = unknown('main', {
    trusted: person.wish.trusted,
    endsOnly: true,
    seen,
    mayLand,
    least: epoch ?? 0,
  });
  const memo = { left, outcome: result ?? 'failure' } as const;
  const state = startErrand(known, memo);
  const begun = withJob(next, index, { phase: 'running', running: { kind: 'post', state } });
  return run(model, begun, index, []);
}

/** Steps a machine with what it has heard, until it asks, sleeps or ends. */
export function run(model: Model, world: World, index: number, heard: readonly Heard[]): World {
  const { cancelled, running, left, person, begunAt } = world.jobs[index]!;
  // Everybody draws the same number: there are fewer times that way, and races are not decided by it.
  const now: Now = { at: nowOf(world) - person.behind, mono: world.mono, random: 0, cancelled, budget: 1 };
  if (running!.kind === 'main' && !person.wish.wait && world.mono - begunAt > LONGEST_TRY)
    violate(`L4: ${person.name} does not wait, and has not ended after ${world.mono - begunAt} s`);
  let at = running!;
  let saved = left;
  let learned = heard;
  for (let i = 0; i < MOST_STEPS; i += 1) {
    const { after, asks, until, end } = stepped(model, at, learned, now);
    if (after.kind === 'main') saved = save(saved, leftoverOf(after.state, end as AcquireEnd | null));
    if (after.kind === 'renew') saved = leftoverOfRenew(after.state, end as RenewEnd | null);
    const job: Partial<Job> = { running: after, left: saved, isSlow: false };
    if (end !== null) return finish(model, withJob(world, index, job), index, after, end);
    if (heard.some(({ to, answer }) => isOfBoard(to) && answer !== null && answer.is !== 'value')) {
      if (asks.some(isOfBoard)) violate('L4: an ask that was not answered is asked again at once');
    }
    if (asks.length > 0 || until === null || until > world.mono) {
      return withJob(world, index, { ...job, pending: { asks, until, landed: null } });
    }
    at = after;
    learned = [];
  }
  return violate('L4: a machine goes round without an ask');
}

function stepped(model: Model, running: Running, heard: readonly Heard[], now: Now) {
  const { rules } = model;
  try {
    if (running.kind === 'main') {
      const { state, asks, until, done } = rules.acquire.step(running.state, heard, now);
      return { after: { kind: 'main', state } as const, asks, until, end: done };
    }
    if (running.kind === 'renew') {
      const { state, asks, until, done } = rules.renew.step(running.state, heard, now);
      return { after: { kind: 'renew', state } as const, asks, until, end: done };
    }
    const { state, asks, until, done } = rules.post.step(running.state, heard, now);
    return { after: { kind: 'post', state } as const, asks, until, end: done };
  } catch (error) {
    if (error instanceof Violation || !(error instanceof Error)) throw error;
    return violate(`the machine breaks: ${error.message}\n${error.stack}`);
  }
}

function isOfBoard({ ask }: Heard['to']): boolean {
  return ask === 'read' || ask === 'look' || ask === 'write';
}

/** As the command saves it: only where something has changed that matters to the post step. */
function save(before: Leftover | null, next: Leftover | null): Leftover | null {
  const keyOf = (left: Leftover): string =>
    JSON.stringify([left.registration.id, left.epoch, left.mayLand, left.ended]);
  return before === null || next === null || keyOf(before) !== keyOf(next) ? next : before;
}

function finish(
  model: Model,
  world: World,
  index: number,
  running: Running,
  end: AcquireEnd | RenewEnd | PostEnd,
): World {
  if (running.kind === 'post') {
    const { registration } = running.state.memo.left;
    const done = end as PostEnd;
    const isEnd = done.kind === 'done' && done.result.verdict.kind !== 'not-own';
    const next = isEnd ? { ...world, ended: [...world.ended, markOf(registration)] } : world;
    checkPost(next, index, done, registration);
    return nextPost(model, next, index);
  }
  if (running.kind === 'renew') {
    const { result } = world.jobs[index]!;
    const isLost = (end as RenewEnd).kind === 'lost';
    const stopped = withJob(world, index, isLost ? { hold: null } : {});
    return endJob(model, stopped, index, isLost ? 'failure' : (result ?? 'failure'));
  }
  const done = end as AcquireEnd;
  const { left, hold } = world.jobs[index]!;
  checkMain(model, world, index, done);
  const isOver = done.kind !== 'acquired' && left !== null && left.ended;
  const next = isOver ? { ...world, ended: [...world.ended, markOf(left.registration)] } : world;
  const held = done.kind === 'acquired' ? { id: done.holder.id, epoch: done.holder.epoch } : hold;
  if (done.kind === 'acquired' && isOfProcess(done.holder)) {
    const state = startRenew(running.state, done.holder);
    const renewing = withJob(next, index, { running: { kind: 'renew', state }, hold: held });
    return run(model, renewing, index, []);
  }
  return withJob(next, index, { phase: 'idle', running: null, pending: NOTHING_PENDING, hold: held });
}
