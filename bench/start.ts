// What a step costs before it has asked for anything: the size of its bundle, and the time until Node runs it.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from './statistics.ts';

const DIST = join(import.meta.dirname, '..', 'dist');

export interface StartFigures {
  /** Bytes. */
  readonly size: { readonly main: number; readonly post: number };
  /** Milliseconds of a whole process, in the median. */
  readonly bareNode: number;
  readonly idlePost: number;
}

/** Starts `node -e 0` and a post step that has nothing to do, in turns, so that both meet the same machine. */
export function measureStart(runs: number): StartFigures {
  const folder = mkdtempSync(join(tmpdir(), 'ref-lease-bench-'));
  const file = join(folder, 'command');
  writeFileSync(file, '');
  const env = {
    PATH: process.env['PATH'] ?? '',
    GITHUB_OUTPUT: file,
    GITHUB_STATE: file,
    GITHUB_ENV: file,
    GITHUB_STEP_SUMMARY: file,
    RUNNER_TEMP: folder,
  };
  const bare: number[] = [];
  const post: number[] = [];
  try {
    for (let run = 0; run < runs; run += 1) {
      bare.push(timeOf(['-e', '0'], env));
      post.push(timeOf([join(DIST, 'post', 'index.js')], env));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  const size = (stage: string): number => statSync(join(DIST, stage, 'index.js')).size;
  return {
    size: { main: size('main'), post: size('post') },
    bareNode: median(bare),
    idlePost: median(post),
  };
}

function timeOf(args: string[], env: NodeJS.ProcessEnv): number {
  const startedAt = performance.now();
  const { status, stdout } = spawnSync(process.execPath, args, { env, encoding: 'utf8' });
  if (status !== 0 || stdout !== '')
    throw new Error(`node ${args.join(' ')} ended with ${status}: ${stdout}`);
  return performance.now() - startedAt;
}
