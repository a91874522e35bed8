// GitHub's clock, as its answers tell it, and sleeping on it.
import { describe, expect, it } from 'vitest';
import { GitHubClock, type Runtime } from '../../src/github/clock.ts';

const DATE = 'Fri, 20 Nov 2026 10:00:00 GMT';
const SECONDS = Date.parse(DATE) / 1000;

/** A runtime whose time passes only by its own waits, and by hand. */
class HandRuntime implements Runtime {
  milliseconds = 5_000;
  readonly waits: number[] = [];

  elapsed(): number {
    return this.milliseconds;
  }

  async wait(milliseconds: number): Promise<void> {
    this.waits.push(milliseconds);
    this.milliseconds += milliseconds;
  }

  random(): number {
    return 0.25;
  }
}

describe('GitHubClock', () => {
  it('knows no time before GitHub has answered', () => {
    expect(new GitHubClock(new HandRuntime()).now()).toBeNull();
  });

  it('tells the time of the header and what has elapsed since', () => {
    const runtime = new HandRuntime();
    const clock = new GitHubClock(runtime);
    clock.observe(DATE);
    expect(clock.now()).toBe(SECONDS);
    runtime.milliseconds += 1_234.9;
    expect(clock.now()).toBe(SECONDS + 1.234);
  });

  it('takes the best bound of all answers, so that it never runs back', () => {
    const runtime = new HandRuntime();
    const clock = new GitHubClock(runtime);
    clock.observe(DATE);
    runtime.milliseconds += 3_000;
    clock.observe('Fri, 20 Nov 2026 10:00:02 GMT');
    expect(clock.now()).toBe(SECONDS + 3);
    clock.observe('Fri, 20 Nov 2026 10:00:04 GMT');
    expect(clock.now()).toBe(SECONDS + 4);
  });

  it('ignores a header that is no date', () => {
    const clock = new GitHubClock(new HandRuntime());
    clock.observe('yesterday');
    clock.observe('');
    expect(clock.now()).toBeNull();
  });

  it('sleeps in pieces that a timer can hold', async () => {
    const runtime = new HandRuntime();
    await new GitHubClock(runtime).sleep(5_000_000);
    expect(runtime.waits).toEqual([2_147_483_647, 2_147_483_647, 705_032_706]);
  });

  it('sleeps on when a timer was early', async () => {
    const runtime = new HandRuntime();
    const wait = runtime.wait.bind(runtime);
    runtime.wait = (milliseconds) => wait(Math.max(1, milliseconds - 10));
    await new GitHubClock(runtime).sleep(0.02);
    expect(runtime.milliseconds).toBeGreaterThanOrEqual(5_020);
  });

  it('does not sleep for no time', async () => {
    const runtime = new HandRuntime();
    await new GitHubClock(runtime).sleep(0);
    expect(runtime.waits).toEqual([]);
  });

  it('takes its random numbers from the runtime', () => {
    expect(new GitHubClock(new HandRuntime()).random()).toBe(0.25);
  });

  it('ends a sleep with the reason of the signal and leaves no timer', async () => {
    const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    const before = timers();
    const controller = new AbortController();
    const sleeping = new GitHubClock().sleep(3_600, controller.signal);
    expect(timers()).toBe(before + 1);
    controller.abort('enough');
    await expect(sleeping).rejects.toBe('enough');
    expect(timers()).toBe(before);
  });

  it('does not begin to sleep with a signal that is aborted', async () => {
    const runtime = new HandRuntime();
    await expect(new GitHubClock(runtime).sleep(1, AbortSignal.abort('enough'))).rejects.toBe('enough');
    expect(runtime.waits).toEqual([]);
  });

  it('passes a fault of the timer on', async () => {
    const runtime = new HandRuntime();
    runtime.wait = () => Promise.reject(new Error('no timers left'));
    await expect(new GitHubClock(runtime).sleep(1)).rejects.toThrow('no timers left');
  });

  it('sleeps on the real runtime by default', async () => {
    const clock = new GitHubClock();
    const before = clock.monotonic();
    await clock.sleep(0.01);
    expect(clock.monotonic() - before).toBeGreaterThanOrEqual(0.01);
    expect(clock.random()).toBeLessThan(1);
  });
});
