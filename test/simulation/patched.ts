// The simulation on a patched copy of the sources, as a process of its own: for the proof that it would see a bug.
import { execFile } from 'node:child_process';
import { cpSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { mutated, type Patch } from '../model/mutate.ts';

/** What the simulation of patched sources has found. */
export interface Verdict {
  /** The first seed that breaks a promise; `null`: every one keeps them. */
  readonly seed: number | null;
  /** What it breaks. */
  readonly broken: string;
}

/** Simulates seeds one after another until one breaks a promise. */
export async function simulatePatched(
  patches: readonly Patch[],
  { from, seeds, runners }: { readonly from: number; readonly seeds: number; readonly runners: number },
): Promise<Verdict> {
  using copy = mutated(patches);
  const tests = join(dirname(copy.sources), 'test');
  // The second reading of the rules, which the simulation judges by, is in the folder of the model.
  for (const folder of ['simulation', 'model'])
    cpSync(join(import.meta.dirname, '..', folder), join(tests, folder), { recursive: true });
  const program = join(tests, 'simulation', 'cli.ts');
  const args = ['--from', `${from}`, '--seeds', `${seeds}`, '--runners', `${runners}`];
  const { failed, stdout, stderr } = await run([program, ...args]);
  if (!failed) return { seed: null, broken: '' };
  const seed = /^seed (\d+) breaks a promise/m.exec(stdout)?.[1];
  if (seed === undefined) throw new Error(`The simulation did not run: ${stderr || stdout}`);
  return { seed: Number(seed), broken: /^BROKEN (.*)$/m.exec(stdout)?.[1] ?? '' };
}

function run(args: readonly string[]): Promise<{ failed: boolean; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, args, { maxBuffer: 1 << 26 }, (error, stdout, stderr) =>
      resolve({ failed: error !== null, stdout, stderr }),
    );
  });
}
