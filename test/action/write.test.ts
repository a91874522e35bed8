// What a command came to, as the runner is told it.
import { describe, expect, it } from 'vitest';
import { write } from '../../src/action/report.ts';
import { outcome } from '../../src/commands/outcome.ts';
import { LeaseError } from '../../src/lease/errors.ts';
import { recordingRunner } from './recording-runner.ts';

describe('write', () => {
  it('tells the lines in order, sets the outputs and writes the summary', async () => {
    const runner = recordingRunner();
    const levels = ['info', 'warning', 'notice', 'debug'] as const;
    const told = levels.map((level) => ({ level, text: 'hello' }));
    await write(outcome({ told, outputs: { lease: 'staging', held: true }, summary: '# Lease' }), runner);
    expect(runner.said).toEqual(levels.map((level) => `${level}: hello`));
    expect(runner.outputs).toEqual({ lease: 'staging', held: true });
    expect([runner.summaries, runner.failed]).toEqual([['# Lease'], false]);
  });

  it('writes metrics to a file whose path is an output', async () => {
    const runner = recordingRunner();
    await write(outcome({ metrics: 'ref_lease_held 1', outputs: { lease: 'staging' } }), runner);
    expect(runner.outputs).toEqual({ lease: 'staging', metrics: '/runner/temp/metrics.txt' });
    expect(runner.files).toEqual({ 'metrics.txt': 'ref_lease_held 1' });
  });

  it('writes neither a summary nor a file where there is none', async () => {
    const runner = recordingRunner();
    await write(outcome({}), runner);
    expect([runner.said, runner.outputs, runner.summaries, runner.files]).toEqual([[], {}, [], {}]);
  });

  it('rejects with the failure after everything else was written', async () => {
    const runner = recordingRunner();
    const failure = new LeaseError('not-holder', 'Stop.');
    const failed = outcome({ failure, outputs: { held: false }, summary: '# Lease' });
    await expect(write(failed, runner)).rejects.toBe(failure);
    expect([runner.outputs, runner.summaries, runner.failed]).toEqual([{ held: false }, ['# Lease'], false]);
  });
});
