// Writes the metrics file of `mode: status`, by the shipped bundle, on leases in many states: for check-metrics.py.
//
// node scripts/metrics.ts <file>. The stand-in for GitHub takes the place of the real one.
import { copyFileSync } from 'node:fs';
import { openScene, type Scene } from '../test/support/scene.ts';

/** Runs a job outside a merge queue: one step of the action, then its end. */
async function job(
  scene: Scene,
  inputs: Readonly<Record<string, string>>,
  ends: 'success' | 'failure' | null,
) {
  const started = scene.pushJob(await scene.github.push('main'));
  const { exitCode, outputs, stdout } = await started.use(inputs);
  if (exitCode !== 0) throw new Error(`the step has failed:\n${stdout}`);
  if (ends !== null) await started.finish(ends);
  return outputs;
}

async function write(path: string): Promise<void> {
  await using scene = await openScene();
  await job(scene, { lease: 'staging' }, 'success');
  await job(scene, { lease: 'staging' }, 'failure');
  await job(scene, { lease: 'staging', 'takeover-delay': '0s' }, null);
  await job(
    scene,
    { mode: 'unlock', lease: 'staging', reason: 'to have an eviction', force: 'true' },
    'success',
  );
  await job(scene, { lease: 'staging' }, null);
  await job(scene, { lease: 'staging', wait: 'false' }, 'success');
  await job(scene, { mode: 'lock', lease: 'locked', reason: 'to have a lock' }, 'success');
  await job(scene, { lease: 'pool', slots: 'eu, us', 'takeover-delay': '0s' }, 'success');
  await job(scene, { lease: 'pool', slots: 'eu, us' }, null);
  await job(scene, { mode: 'lock', lease: 'pool', slots: 'us', reason: 'to have a locked slot' }, 'success');
  // What a name may have in it that needs care in a label.
  await job(scene, { lease: `release/"1.2",le="+Inf"}#{'ü'` }, 'success');
  const { metrics } = await job(scene, { mode: 'status' }, 'success');
  if (metrics === undefined) throw new Error('status has written no metrics');
  copyFileSync(metrics, path);
}

const [path] = process.argv.slice(2);
if (path === undefined) {
  process.stderr.write('metrics: name the file to write\n');
  process.exitCode = 2;
} else await write(path);
