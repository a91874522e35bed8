// Runs another program to its end, for what it writes.
import { spawnSync, type SpawnSyncOptions } from 'node:child_process';

/** What a program writes to its standard output; fails with what it says where it does not succeed. */
export function outputOf(
  program: string,
  args: readonly string[],
  options: Omit<SpawnSyncOptions, 'encoding'> = {},
): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    maxBuffer: 2 ** 30,
    ...options,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} failed: ${error?.message ?? stderr}`);
  return stdout;
}
