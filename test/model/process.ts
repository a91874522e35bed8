// A check in a process of its own: Node runs the sources as they are, and two checks use two cores.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import type { Exploration } from './explore.ts';

export type Result = Exploration & { readonly seconds: number };

/** Runs `run.ts` with these arguments for one configuration. */
export function runModel(config: string, args: readonly string[] = []): Promise<Result> {
  const script = join(import.meta.dirname, 'run.ts');
  const argv = [script, '--json', '--config', config, ...args];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, argv, { maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      const line = stdout.trim();
      if (line !== '') resolve(JSON.parse(line) as Result);
      else reject(new Error(`The model did not run: ${stderr}`, { cause: error }));
    });
  });
}

/** The schedule as text, for the message of a test that fails. */
export function story({ broken }: Exploration): string {
  if (broken === null) return '';
  return [broken.promise, ...broken.schedule.map((line, i) => `${i + 1}. ${line}`)].join('\n');
}
