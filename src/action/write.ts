// Writes what a command came to: lines, outputs, files, the summary; the failure is thrown, for the one catch.
import type { Outcome } from '../commands/outcome.ts';
import type { Runner } from './runner.ts';

/** Writes everything of an outcome; rejects with its failure. */
export async function write(outcome: Outcome, runner: Runner): Promise<void> {
  for (const { level, text } of outcome.told) runner[level](text);
  const metrics =
    outcome.metrics === null ? {} : { metrics: await runner.writeFile('metrics.txt', outcome.metrics) };
  runner.setOutputs({ ...outcome.outputs, ...metrics });
  if (outcome.summary !== null) await runner.writeSummary(outcome.summary);
  if (outcome.failure !== null) throw outcome.failure;
}
