// What a step costs before it has asked for anything: the size of its bundle, and the time until Node runs it.
import { spawnSync } from 'node:child_process';
import { globSync, mkdtempDisposableSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { STATE_NAME, type Env } from '../src/action/environment.ts';
import { printState } from '../src/action/state.ts';
import { aState, anEnv } from '../test/action/records.ts';
import { median } from './statistics.ts';

const DIST = join(import.meta.dirname, '..', 'dist');

export interface StartFigures {
  /** Bytes of the largest file of each bundle. */
  readonly size: { readonly main: number; readonly post: number };
  /** Milliseconds of a whole process, in the median. */
  readonly bareNode: number;
  /** The same of a post step that finds that main has ended without the lease. */
  readonly idlePost: number;
}

/** Starts `node -e 0` and a post step that has nothing to do, in turns, so that both meet the same machine. */
export function measureStart(runs: number): StartFigures {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'ref-lease-bench-'));
  const file = join(folder.path, 'command');
  writeFileSync(file, '');
  const env = anEnv(
    {},
    {
      PATH: process.env['PATH'],
      GITHUB_OUTPUT: file,
      GITHUB_STATE: file,
      GITHUB_ENV: file,
      GITHUB_STEP_SUMMARY: file,
      RUNNER_TEMP: folder.path,
      [`STATE_${STATE_NAME}`]: printState({ ...aState(), ended: true }),
    },
  );
  const bare: number[] = [];
  const post: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    bare.push(timeOf(['-e', '0'], env, ''));
    post.push(timeOf([join(DIST, 'post', 'index.js')], env, 'Nothing to release'));
  }
  return {
    size: { main: largestOf('main'), post: largestOf('post') },
    bareNode: median(bare),
    idlePost: median(post),
  };
}

function largestOf(stage: string): number {
  const files = globSync('*.js', { cwd: join(DIST, stage) });
  return Math.max(...files.map((file) => statSync(join(DIST, stage, file)).size));
}

function timeOf(args: string[], env: Env, said: string): number {
  const startedAt = performance.now();
  const { status, stdout } = spawnSync(process.execPath, args, { env: { ...env }, encoding: 'utf8' });
  const time = performance.now() - startedAt;
  if (status !== 0 || !stdout.includes(said))
    throw new Error(`node ${args.join(' ')} ended with ${status}: ${stdout}`);
  return time;
}
