// The runner, on a small action of its own (fixture/).
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { parsePairs } from './command-files.ts';
import { Runner, type JobOptions, type RunnerOptions, type StageResult } from './runner.ts';
import { StepLog } from './step-log.ts';

const JOB: JobOptions = {
  repository: 'octo/app',
  runId: 4711,
  runAttempt: 2,
  job: 'staging',
  workflow: '.github/workflows/ci.yml',
  event: { name: 'push', payload: { after: 'abc' } },
  ref: 'refs/heads/feature/x',
  sha: 'a'.repeat(40),
  actor: 'octocat',
};

/** Milliseconds that no test lasts. */
const NEVER = 3_600_000;

let runner: Runner | null = null;
afterEach(async () => runner?.close());

function start(options: Partial<RunnerOptions> = {}, job: Partial<JobOptions> = {}) {
  runner = new Runner({
    actionDir: join(import.meta.dirname, 'fixture'),
    apiUrl: 'http://127.0.0.1:9/api',
    graphqlUrl: 'http://127.0.0.1:9/graphql',
    serverUrl: 'http://127.0.0.1:9',
    token: 'the-token',
    cancelTimes: { terminate: 20, kill: 20 },
    ...options,
  });
  return runner.job({ ...JOB, ...job });
}

function environmentOf(result: StageResult): Record<string, string> {
  return JSON.parse(result.outputs['environment'] ?? '{}') as Record<string, string>;
}

function seenByPost(result: StageResult | undefined): unknown {
  return JSON.parse(result?.outputs['seen'] ?? 'null');
}

describe('a main step', () => {
  it('is started through what it is told to', async () => {
    const through = ['sh', '-c', '"$@" && echo done by sh', 'sh'];
    const { lines, outcome } = await start({ through }).step().finished;
    expect(lines).toContain('done by sh');
    expect(outcome).toBe('success');
  });

  it('gets its inputs, the event and a clean environment', async () => {
    process.env['OF_THE_TESTS'] = 'yes';
    const env = { OF_THE_JOB: 'yes', GITHUB_JOB: 'forged' };
    const job = start({}, { checkRunId: 99, jobIndex: 1, matrix: { browser: 'safari' }, env });
    const result = await job.step({ 'Two Words': 'two words' }).finished;
    const environment = environmentOf(result);
    expect(environment).toMatchObject({
      INPUT_DO: 'finish',
      INPUT_TWO_WORDS: 'two words',
      'INPUT_JOB-STATUS': 'success',
      INPUT_REPOSITORY: 'octo/app',
      INPUT_PLACE: '99/1',
      INPUT_LEG: '{\n  "browser": "safari"\n}',
      OF_THE_JOB: 'yes',
      GITHUB_JOB: 'staging',
      GITHUB_RUN_ATTEMPT: '2',
      GITHUB_REF_NAME: 'feature/x',
      GITHUB_WORKFLOW_REF: 'octo/app/.github/workflows/ci.yml@refs/heads/feature/x',
      GITHUB_API_URL: 'http://127.0.0.1:9/api',
    });
    expect(environment).not.toHaveProperty('OF_THE_TESTS');
    expect(environment).not.toHaveProperty('RUNNER_DEBUG');
    expect(environment).not.toHaveProperty('GITHUB_TOKEN');
    expect(JSON.parse(result.outputs['event'] ?? '')).toEqual({ after: 'abc' });
    expect(result).toMatchObject({ exitCode: 0, outcome: 'success', summary: '## finish\n' });
    expect(job.status).toBe('success');
  });

  it('has its workflow commands told apart from its plain lines', async () => {
    const result = await start().step().finished;
    expect(result.annotations).toEqual(
      expect.arrayContaining([
        { level: 'notice', message: 'two\nlines, 100%', title: 'A: title' },
        { level: 'warning', message: 'on the other stream', title: null },
      ]),
    );
    expect(result.stdout).toBe('inside\noutside\n::unknown::is plain');
    expect(result.stderr).toEqual(['::warning::on the other stream']);
    expect(result.debug).toEqual(['quiet']);
    expect(result.masks).toEqual(['secret']);
  });

  it('gives outputs of several lines', async () => {
    const { outputs } = await start().step().finished;
    expect(outputs).toMatchObject({ plain: 'a=b<<c', long: 'first\nsecond\r\nthird' });
  });

  it('makes the job fail when it fails, and warns of inputs that the action does not have', async () => {
    const job = start();
    const result = await job.step({ do: 'fail', misspelt: 'x' }).finished;
    expect(result).toMatchObject({ exitCode: 3, outcome: 'failure' });
    expect(result.annotations[0]).toEqual({
      level: 'warning',
      message: "Unexpected input(s) 'misspelt'",
      title: null,
    });
    expect(job.status).toBe('failure');
  });

  it('fails when it writes an output that cannot be understood', async () => {
    const result = await start().step({ do: 'broken-output' }).finished;
    expect(result).toMatchObject({ exitCode: 0, outcome: 'failure' });
    expect(result.annotations.at(-1)?.message).toContain("Invalid format 'no separator'");
  });

  it('tells a wait for a line when the step ends without it', async () => {
    const step = start().step();
    await expect(step.waitForLine(/outside/)).resolves.toBe('outside');
    await expect(step.waitForLine(/never printed/)).rejects.toThrow(/no line matches/);
  });

  it('runs with debug output and with a clock that is off, where that is asked for', async () => {
    const result = await start({}, { clockOffset: -7200, debug: true }).step().finished;
    const [now = 0, newDate = 0] = (result.outputs['time'] ?? '').split(' ').map(Number);
    expect(environmentOf(result)).toHaveProperty('RUNNER_DEBUG', '1');
    expect(Math.abs(now - (Date.now() - 7_200_000))).toBeLessThan(3_000_000);
    expect(Math.abs(newDate - now)).toBeLessThan(3_000_000);
  });
});

describe('the end of a job', () => {
  it('runs post steps in reverse order, with their own state and the status of that moment', async () => {
    const job = start();
    await job.step({ do: 'finish' }).finished;
    const second = await job.step({ do: 'fail' }).finished;
    expect(environmentOf(second)).toMatchObject({ CARRIED: 'by finish' });
    expect(environmentOf(second)['PATH']).toMatch(/^\/opt\/tool:/);
    const post = await job.finish();
    expect(post.map(seenByPost)).toEqual([
      { kind: 'fail', carried: 'by fail', status: 'failure' },
      { kind: 'finish', carried: 'by fail', status: 'failure' },
    ]);
  });

  it('tells post steps the status that the rest of the job left', async () => {
    const job = start();
    await job.step().finished;
    const [post] = await job.finish('failure');
    expect(seenByPost(post)).toMatchObject({ status: 'failure' });
    expect(() => job.step()).toThrow(/takes no more steps/);
  });

  it('has no post step where no main step was started', async () => {
    expect(await start().finish()).toEqual([]);
  });
});

describe('cancelling', () => {
  it('interrupts the step, keeps the state that it wrote, and runs its post step', async () => {
    const job = start({ cancelTimes: { terminate: NEVER, kill: NEVER } });
    const step = job.step({ do: 'wait' });
    await step.waitForLine(/^waiting$/);
    await job.cancel();
    const result = await step.finished;
    expect(result).toMatchObject({
      exitCode: 0,
      outcome: 'cancelled',
      state: { kind: 'wait', SIGINT: 'seen' },
    });
    expect(result.stdout).not.toContain('SIGTERM');
    const [post] = await job.finish();
    expect(seenByPost(post)).toMatchObject({ interrupted: 'seen', status: 'cancelled' });
  });

  it('terminates a step that ignores the interruption', async () => {
    const job = start({ cancelTimes: { terminate: 1, kill: NEVER } });
    const step = job.step({ do: 'ignore-signals' });
    await step.waitForLine(/^waiting$/);
    const cancelled = job.cancel();
    await step.waitForLine(/^got SIGTERM$/);
    step.signal('SIGKILL');
    await cancelled;
    expect(await step.finished).toMatchObject({ outcome: 'cancelled' });
  });

  it('kills a step that ignores every signal', async () => {
    const job = start({ cancelTimes: { terminate: 1, kill: 1 } });
    const step = job.step({ do: 'ignore-signals' });
    await step.waitForLine(/^waiting$/);
    await job.cancel();
    const result = await step.finished;
    expect(result).toMatchObject({ exitCode: null, signal: 'SIGKILL', outcome: 'cancelled' });
  });
});

describe('a lost runner', () => {
  it('runs no post step', async () => {
    const job = start();
    const step = job.step({ do: 'wait' });
    await step.waitForLine(/^waiting$/);
    await job.kill();
    expect(await step.finished).toMatchObject({ signal: 'SIGKILL', state: { kind: 'wait' } });
    expect(await job.finish()).toEqual([]);
  });

  it('can stand still and go on', async () => {
    const job = start({ cancelTimes: { terminate: NEVER, kill: NEVER } });
    const step = job.step({ do: 'wait' });
    await step.waitForLine(/^waiting$/);
    job.stop();
    const cancelled = job.cancel();
    job.continue();
    await cancelled;
    expect((await step.finished).stdout).toMatch(/got SIGINT$/);
  });

  it('leaves nothing behind when it is closed', async () => {
    const job = start();
    const step = job.step({ do: 'ignore-signals' });
    await step.waitForLine(/^waiting$/);
    await runner?.close();
    const { signal, outputs } = await step.finished;
    const { GITHUB_OUTPUT: file = '' } = JSON.parse(outputs['environment'] ?? '{}') as Record<string, string>;
    expect(signal).toBe('SIGKILL');
    expect(file).not.toBe('');
    expect(existsSync(file)).toBe(false);
  });
});

describe('workflow commands', () => {
  it('are obeyed in both forms, and not between stop-commands and its token', () => {
    const log = new StepLog();
    log.add('text ##[error title=Old]in the middle');
    log.add('::stop-commands::token');
    log.add('::error::quoted');
    log.add('::token::');
    log.add('  ::error::again');
    log.add('::set-output name=status::acquired');
    expect(log.annotations.map(({ message }) => message)).toEqual(['in the middle', 'again']);
    expect(log.plain).toEqual(['::error::quoted']);
    expect(log.outputs).toEqual({ status: 'acquired' });
  });
});

describe('command files', () => {
  it.each(['no separator', '=no name', 'a<<END\nno end', 'a<<\nb\n'])('refuses %j', (text) => {
    expect(() => parsePairs(text)).toThrow(/Invalid/);
  });
});
