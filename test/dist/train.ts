// Jobs of merge groups that ask one after another, so that a story has one order.
import type { Group } from '../support/github/merge-queue.ts';
import type { Stage } from '../support/runner/runner.ts';
import type { LeaseJson, Scene, SceneJob, SceneJobOptions } from '../support/scene.ts';
import { holderIn, requestIdOf, untilLease } from './expectations.ts';

/** A job of a merge group, or of a push, that asks for the lease `main`. */
export interface Car {
  readonly job: SceneJob;
  readonly step: Stage;
  readonly id: string;
}

export interface GroupCar extends Car {
  readonly group: Group;
}

/** The cars of two pull requests, of three, and so on. */
export type Cars<N extends number, Found extends GroupCar[] = []> = Found['length'] extends N
  ? Found
  : Cars<N, [...Found, GroupCar]>;

/** Adds pull requests 1 to `count` to the merge queue of `main`. */
export async function queueUp(scene: Scene, count: number): Promise<readonly Group[]> {
  const queue = scene.github.mergeQueue();
  for (let pullRequest = 1; pullRequest <= count; pullRequest += 1) await queue.enqueue(pullRequest);
  return queue.groups();
}

/** Lets the job of a group ask, and resolves when its request is on the board. */
export async function ask(
  scene: Scene,
  group: Group,
  inputs: Readonly<Record<string, string>> = {},
  options: SceneJobOptions = {},
): Promise<GroupCar> {
  return { group, ...(await asking(scene, scene.groupJob(group, options), inputs, options)) };
}

/** Lets a job ask, and resolves when its request is on the board. */
export async function asking(
  scene: Scene,
  job: SceneJob,
  inputs: Readonly<Record<string, string>> = {},
  { job: key, jobIndex }: SceneJobOptions = {},
): Promise<Car> {
  const step = job.step(inputs);
  const id = requestIdOf(job, key, jobIndex);
  const lease = inputs['lease'] ?? 'main';
  const isThere = ({ requests }: LeaseJson): boolean => requests.some((request) => request['id'] === id);
  // A job that gets the lease at once may end its step before anybody has looked.
  const ended = step.finished.then(async ({ lines }) => {
    if (isThere(await scene.lease(lease))) return;
    throw new Error(
      `the step has ended without a request on the board, having printed:\n${lines.join('\n')}`,
    );
  });
  await Promise.race([untilLease(scene, lease, isThere), ended]);
  return { job, step, id };
}

/** Queues up pull requests 1 to `count`; their jobs ask, the lowest first. */
export async function startTrain<const N extends number>(
  scene: Scene,
  count: N,
  inputs: Readonly<Record<string, string>> = {},
): Promise<Cars<N>> {
  const cars: GroupCar[] = [];
  for (const group of await queueUp(scene, count)) cars.push(await ask(scene, group, inputs));
  return cars as Cars<N>;
}

/** Resolves when the car holds the lease; its token. */
export async function untilHeldBy(scene: Scene, car: Car, lease = 'main'): Promise<number> {
  const held = await untilLease(scene, lease, (seen) => holderIn(seen)?.['id'] === car.id);
  return held.epoch;
}
