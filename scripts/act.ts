// Runs the examples with act, a runner of workflows that is not ours, on the action of this checkout.
//
// The stand-in for GitHub takes the place of the real one; nothing is fetched but act itself, by `go install`. Where
// Go is missing this says so and does nothing, except in CI, where it fails.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { play, STORIES } from './act/stories.ts';

const VERSION = 'v0.2.89';

/** The path of act, which is built if need be; `null` where there is no Go. */
function installAct(): string | null {
  if (spawnSync('go', ['version']).status !== 0) return null;
  // In CI it goes into a temporary folder; elsewhere what was built once is kept.
  const folder = process.env['GOBIN'] || join(tmpdir(), `ref-lease-act-${VERSION}`);
  const act = join(folder, 'act');
  if (existsSync(act)) return act;
  process.stdout.write(`building act ${VERSION}\n`);
  const { status } = spawnSync('go', ['install', `github.com/nektos/act@${VERSION}`], {
    env: { ...process.env, GOBIN: folder },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error(`act ${VERSION} could not be built`);
  return act;
}

/** Tells every story, one after another; the number of those that failed. */
async function tell(act: string): Promise<number> {
  let failed = 0;
  for (const [name, story] of STORIES) {
    const start = performance.now();
    try {
      await play(story, act);
      process.stdout.write(`ok      ${name} (${Math.round(performance.now() - start)} ms)\n`);
    } catch (error) {
      failed += 1;
      process.stdout.write(`FAILED  ${name}\n${error instanceof Error ? error.stack : String(error)}\n`);
    }
  }
  return failed;
}

const act = installAct();
if (act === null) {
  process.stdout.write('act: left out, because there is no Go to build it with\n');
  process.exitCode = process.env['CI'] === 'true' ? 1 : 0;
} else {
  process.exitCode = (await tell(act)) > 0 ? 1 : 0;
}
