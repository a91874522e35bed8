// What GitHub's runner does with a job: its main steps, the work in between, its post steps, and its end.
import { acquireMode } from '../../src/modes/acquire.ts';
import type { Context } from '../../src/modes/context.ts';
import { isLeftToDo, postMode } from '../../src/modes/post.ts';
import { releaseMode } from '../../src/modes/release.ts';
import type { Outputs } from '../../src/action/outputs.ts';
import type { Runner } from '../../src/action/runner.ts';
import { parseHandover, type SavedState } from '../../src/action/state.ts';
import { LeaseError, type ErrorCode } from '../../src/lease/errors.ts';
import { Run, type Job } from './job.ts';
import { Process, type End } from './process.ts';
import type { User } from './resource.ts';
import type { Scene } from './scene.ts';

/** What one step has left. */
interface Step {
  readonly outputs: Partial<Outputs>;
  state: SavedState | undefined;
}

/** Ends of main that say that the request is off the board. */
const ENDED: readonly (ErrorCode | undefined)[] = ['timed-out', 'superseded', 'evicted', 'cancelled'];

/** Errors that the faults of a run may cause. */
const EXCUSED: readonly ErrorCode[] = ['unconfirmed', 'unavailable', 'rate-limit', 'not-holder'];

/** Seconds that a job goes on at most whose main step has died: soon over, or longer than anybody's patience. */
const WORK_WITHOUT_LEASE = [120, 5000];

/** Runs a job to its end, or until its runner is lost. */
export async function drive(scene: Scene, job: Job): Promise<void> {
  const { loop } = scene;
  const resource = scene.resource(job.lease);
  await loop.sleep(job.plan.startDelay);
  const steps: Step[] = [];
  let user: User | null = null;
  let failed = false;
  while (steps.length < job.plan.steps && !job.isStopped) {
    const step: Step = { outputs: {}, state: undefined };
    // A later step of a job asks anew, by the same name where the earlier one has left nothing.
    job.ended.clear();
    steps.push(step);
    const end = await runMain(scene, job, step);
    if (job.isLost) break;
    if (end.kind === 'killed' && job.plan.goesOn) {
      // The job lives, and its request is still in the line, but nobody asks any more.
      await job.work(loop, loop.random.between(0, loop.random.pick(WORK_WITHOUT_LEASE)));
      continue;
    }
    const got = report(scene, job, step, end, steps.length === 1);
    failed ||= got === 'failed';
    if (typeof got !== 'object') continue;
    if (user?.token === got.token) continue;
    if (user === null) resource.enter(got);
    else resource.replace(user, got);
    user = got;
  }
  if (user !== null) {
    await job.work(loop, job.plan.useTime);
    if (job.plan.inputs.autoRelease || job.isLost) resource.leave(user);
  }
  if (!job.isLost) {
    job.status = job.isCancelled
      ? 'cancelled'
      : failed || (user !== null && !job.plan.succeeds)
        ? 'failure'
        : 'success';
    for (const step of steps.toReversed()) if (!job.isLost) await runPost(scene, job, step);
  }
  await finish(scene, job, user);
}

async function runMain(scene: Scene, job: Job, step: Step): Promise<End> {
  const { plan } = job;
  const name = `${job.name}.main`;
  const process = new Process(scene, { name, role: 'main', job }, job.name, plan.powers);
  const context = contextOf(process, job, runnerOf(scene, name, job, step));
  job.onCancel = () => {
    context.cancel();
    // SIGINT, SIGTERM after 7.5 s, and 2.5 s later the end.
    scene.loop.after(10, () => process.kill('it does not end when cancelled'));
  };
  const end = await process.execute(() => acquireMode(plan.inputs, context));
  job.onCancel = null;
  const code = end.kind === 'failed' && end.error instanceof LeaseError ? end.error.code : null;
  if (code === 'superseded') scene.promises.rules.onSuperseded(job, process.witness);
  if (code === 'unconfirmed') scene.promises.rules.onUnconfirmed(name, process.witness);
  return end;
}

/** Takes note of what main has told; a user when it holds the lease. */
function report(
  scene: Scene,
  job: Job,
  { outputs }: Step,
  end: End,
  isFirst: boolean,
): User | 'completed' | 'ended' | 'failed' {
  const { loop, promises, record } = scene;
  const { lease } = job;
  const id = outputs['request-id'] ?? '';
  const code = end.kind === 'failed' && end.error instanceof LeaseError ? end.error.code : undefined;
  const status = outputs.status;
  loop.log(`${job.name}.main ends: ${end.kind} ${code ?? status ?? ''} ${id}`);
  if (end.kind === 'killed') return 'failed';
  record.count(`main ${code ?? status ?? 'nothing'}`);
  const hasEnded =
    end.kind === 'done' ? status === 'pending' || status === 'timed-out' : ENDED.includes(code);
  if (hasEnded) {
    job.ended.add(id);
    // A later step that has never got as far as a look leaves it to the earlier one.
    if (isFirst) promises.onEnded(lease, id, job.name);
    return end.kind === 'done' ? 'ended' : 'failed';
  }
  if (end.kind === 'failed') {
    judge(scene, `${job.name}.main`, end.error);
    return 'failed';
  }
  if (status === 'completed') {
    promises.outcomes.onCompleted(job, id, outputs['completed-by'] ?? '');
    return 'completed';
  }
  const token = outputs['fencing-token'];
  if (status !== 'acquired' || typeof token !== 'number') {
    record.break('end', `${job.name} ends without an error and without a lease: ${String(status)}`);
    return 'failed';
  }
  job.acquired.set(id, token);
  return { name: job.name, id, token };
}

/** An error that nothing in the run excuses is a bug. */
function judge(scene: Scene, who: string, error: unknown): void {
  const code = error instanceof LeaseError ? error.code : null;
  const isLate = code === 'unconfirmed' && scene.isCalm;
  const excused =
    code !== null &&
    !isLate &&
    (EXCUSED.includes(code) ||
      (code === 'state' && scene.conditions.damages > 0) ||
      (code === 'lost' && scene.holds.wasDeleted));
  scene.record.count(`error ${code}`);
  if (excused) return;
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  scene.record.break('error', `${who} fails: ${text}`);
}

async function runPost(scene: Scene, job: Job, step: Step): Promise<void> {
  const { state } = step;
  const name = `${job.name}.post`;
  const runner = runnerOf(scene, name, job, step);
  if (state === undefined || !isLeftToDo(state, runner)) return;
  const process = new Process(scene, { name, role: 'post', job }, job.name, job.plan.powers);
  const jobStatus = job.plan.tellsStatus ? job.status : null;
  // GitHub ends a cancelled job after five minutes.
  if (job.isCancelled) scene.loop.after(300, () => process.kill('the job is cancelled and does not end'));
  const world = process.world();
  const end = await process.execute(async () => {
    const left = state.handover === null ? null : await runner.readFile(state.handover);
    const handover = left === null ? null : parseHandover(left);
    if (handover !== null) process.clock.resume(handover);
    await postMode({ token: '', summary: false, jobStatus }, state, { runner, world, handover });
  });
  scene.loop.log(`${name} ends: ${end.kind} ${end.kind === 'failed' ? String(end.error) : ''}`);
  if (end.kind === 'failed') judge(scene, name, end.error);
  if (end.kind !== 'done') return;
  const { id } = state.registration;
  job.ended.add(id);
  // A main step that was killed may leave what post cannot see yet; the next in line removes it.
  if (job.acquired.has(id)) scene.promises.onReleased(job.lease, id, name);
}

async function finish(scene: Scene, job: Job, user: User | null): Promise<void> {
  const { loop } = scene;
  const resource = scene.resource(job.lease);
  // GitHub notices a lost runner after minutes.
  await loop.sleep(job.isLost ? loop.random.between(20, 720) : loop.random.around(3));
  job.completedAt = loop.now;
  job.conclusion = job.isLost ? 'failure' : job.status;
  loop.log(`${job.name} is completed: ${job.conclusion}`);
  if (job.plan.group !== null) scene.queue.finished(job.plan.group, job.conclusion === 'success');
  if (user !== null && !job.plan.inputs.autoRelease) {
    if (!job.isLost && job.plan.releasesLater) await releaseLater(scene, job, user);
    resource.leave(user);
  }
  job.run.completedAt = loop.now;
  job.isOver = true;
  const reruns = scene.conditions.reruns * (job.conclusion === 'success' ? 0.2 : 1);
  const again = !scene.isHealed && loop.random.chance(reruns);
  if (again) scene.start({ ...job.plan, succeeds: true }, new Run(job.run.id, job.run.attempt + 1));
  loop.stir();
}

/** A later job of the run ends the hold. */
async function releaseLater(scene: Scene, job: Job, user: User): Promise<void> {
  const { loop, promises } = scene;
  await loop.sleep(loop.random.around(60));
  scene.resource(job.lease).leave(user);
  const name = `${job.name}.release`;
  const process = new Process(scene, { name, role: 'release', job }, name, job.plan.powers);
  const { token, repository, branch, summary, lease } = job.plan.inputs;
  const common = { mode: 'release', token, repository, branch, summary, lease } as const;
  const inputs = { ...common, releaseWithStatus: job.status!, requestId: user.id, fencingToken: user.token };
  const context = contextOf(process, job, runnerOf(scene, name, job, { outputs: {}, state: undefined }));
  const end = await process.execute(() => releaseMode(inputs, context));
  loop.log(`${name} ends: ${end.kind}`);
  if (end.kind === 'failed') judge(scene, name, end.error);
  if (end.kind === 'done') promises.onReleased(job.lease, user.id, name);
}

/** A context with a way to cancel its step. */
export function contextOf(
  process: Process,
  { plan, identity }: Pick<Job, 'plan' | 'identity'>,
  runner: Runner,
): Context & { readonly cancel: () => void } {
  const callbacks: (() => void)[] = [];
  return {
    runner,
    event: plan.event,
    identity,
    world: process.world(),
    history: { cutHistory: () => Promise.reject(new Error('nobody cuts the history here')) },
    onCancel: (callback) => void callbacks.push(callback),
    cancel: () => process.receive(() => callbacks.forEach((callback) => callback())),
  };
}

/** The runner as a step sees it. */
export function runnerOf(scene: Scene, name: string, job: Pick<Job, 'nonce' | 'files'>, step: Step): Runner {
  const say = (text: string): void => {
    if (scene.isTraced) scene.remark(`${name} says: ${text}`);
  };
  return {
    info: say,
    debug: say,
    notice: say,
    warning: say,
    error: say,
    fail: say,
    maskToken() {},
    setOutputs: (outputs) => void Object.assign(step.outputs, outputs),
    saveState: (state) => void (step.state = state),
    savedState: () => (step.state === undefined ? { kind: 'none' } : { kind: 'found', state: step.state }),
    nonce: () => job.nonce,
    writeFile: async (file, text) => {
      const path = `${name}/${file}`;
      job.files.set(path, text);
      return path;
    },
    readFile: async (path) => job.files.get(path) ?? null,
    writeSummary: async () => {},
  };
}
