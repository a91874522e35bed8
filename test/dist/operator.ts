// Steps of an operator, of the one whose lease it is, and of what they say.
//
// An operator's step is a job of its own, in a workflow of its own, as in the example lease-unlock.yml.
import { expect } from 'vitest';
import type { StageResult } from '../support/runner/runner.ts';
import { LOCK_BRANCH, openScene, type LeaseJson, type Scene, type SceneJob } from '../support/scene.ts';
import { holderIn, normalised } from './expectations.ts';

/** Inputs of a job outside a merge queue that asks for `staging`. */
export const STAGING: Readonly<Record<string, string>> = { lease: 'staging', 'takeover-delay': '0s' };

/** A scene whose GitHub has a clock that a test can put forward, so that no test waits for time to pass. */
export async function timedScene(): Promise<{ scene: Scene; putForward: (minutes: number) => void }> {
  let ahead = 0;
  const scene = await openScene({ now: () => Date.now() + ahead });
  return { scene, putForward: (minutes) => void (ahead += minutes * 60_000) };
}

/** A job that an operator has started. */
export async function operatorJob(scene: Scene, actor = 'alice'): Promise<SceneJob> {
  const workflow = '.github/workflows/lease-unlock.yml';
  return scene.pushJob(await scene.github.push('main', 0), { job: 'lease', workflow, actor });
}

/** Runs one command of an operator to its end. */
export async function operate(
  scene: Scene,
  inputs: Readonly<Record<string, string>>,
  actor = 'alice',
): Promise<StageResult> {
  const job = await operatorJob(scene, actor);
  const result = await job.use(inputs);
  await job.finish();
  return result;
}

/** A job of a push to a branch of its own. */
export async function pushJob(scene: Scene, branch: string): Promise<SceneJob> {
  return scene.pushJob(await scene.github.push(branch));
}

/** A job that has acquired the lease `staging`, and works. */
export async function holding(
  scene: Scene,
  inputs: Readonly<Record<string, string>> = {},
): Promise<{ readonly job: SceneJob; readonly id: string; readonly token: string }> {
  const job = await pushJob(scene, 'main');
  const { outputs } = await job.use({ ...STAGING, ...inputs });
  expect(outputs['status']).toBe('acquired');
  return { job, id: outputs['request-id']!, token: outputs['fencing-token']! };
}

/** A job that asks for `staging` and waits in line. */
export async function waiting(scene: Scene, branch = 'waiter'): Promise<{ job: SceneJob; step: Step }> {
  const job = await pushJob(scene, branch);
  const step = job.step(STAGING);
  await step.waitForLine(/Waiting for the lease staging: place/);
  return { job, step };
}

type Step = ReturnType<SceneJob['step']>;

/** Lets a waiting job have its turn, and ends it. */
export async function served({ job, step }: { job: SceneJob; step: Step }): Promise<void> {
  expect((await step.finished).outputs['status']).toBe('acquired');
  await job.finish('success');
}

/** What a person reads of a step: how it ended, its log and its annotations, without what differs between runs. */
export function said({ exitCode, stdout, annotations }: StageResult): string {
  const log = stdout.split('\n').filter((line) => line !== '');
  const lines = [...log, ...annotations.map(({ level, message }) => `${level}: ${message}`)];
  return [`exit ${exitCode}`, ...lines.map(normalised)].join('\n');
}

/** Fails where a commit of the lock branch grants a lease that an operator had closed. */
export async function expectNoGrantWhileLocked({ github }: Scene): Promise<void> {
  const commits = (await github.git('rev-list', '--reverse', LOCK_BRANCH)).split('\n');
  const at = async <T>(commit: string, path: string): Promise<T | null> => {
    const text = await github.file(commit, path);
    return text === null ? null : (JSON.parse(text) as T);
  };
  for (const [index, commit] of commits.entries()) {
    const parent = commits[index - 1];
    if (parent === undefined) continue;
    const [before, after] = [
      await at<LeaseJson>(parent, 'leases/staging.json'),
      await at<LeaseJson>(commit, 'leases/staging.json'),
    ];
    const holder = after === null ? undefined : holderIn(after);
    if (holder === undefined || holder['id'] === (before === null ? undefined : holderIn(before)?.['id']))
      continue;
    expect(before?.lock ?? null, `a lock of staging before the grant ${commit}`).toBeNull();
    expect(await at(parent, 'lock.json'), `a lock of all leases before the grant ${commit}`).toBeNull();
  }
}

/** Whose request goes next. */
export type Order = readonly ('a' | 'b')[];

/** Every order of so many requests of `a` and of `b`. */
export function orders(a: number, b: number): Order[] {
  if (a === 0 && b === 0) return [[]];
  return [
    ...(a > 0 ? orders(a - 1, b).map((rest): Order => ['a', ...rest]) : []),
    ...(b > 0 ? orders(a, b - 1).map((rest): Order => ['b', ...rest]) : []),
  ];
}

/** One of two who race: what it runs, with a token that no other one has. */
export type Racer = (token: string) => Promise<unknown>;

/**
 * Runs two at once and lets their requests happen one at a time, in this order; what comes after is let go. A racer
 * that ends with fewer requests is passed over.
 */
export async function race(
  scene: Scene,
  order: Order,
  racers: Readonly<Record<'a' | 'b', Racer>>,
): Promise<void> {
  const { github } = scene;
  const run = (who: 'a' | 'b') => {
    const token = github.addToken(`ghs_racer_${who}`, { contents: 'write', actions: 'read' });
    const held = github.hold({ client: token });
    return { held, ended: racers[who](token), next: 1 };
  };
  const running = { a: run('a'), b: run('b') };
  for (const who of order) {
    const racer = running[who];
    const ended = racer.ended.then(() => null);
    const request = await Promise.race([racer.held.waitFor(racer.next), ended]);
    if (request === null) continue;
    racer.next += 1;
    await racer.held.releaseOne();
  }
  await Promise.all([running.a, running.b].map(({ held }) => held.release()));
  await Promise.all([running.a.ended, running.b.ended]);
}
