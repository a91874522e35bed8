// What ends the commands that do not wait in line when GitHub does not do what they ask: the same for each of them.
import { describe, expect, it } from 'vitest';
import { PermissionError, RateLimitedError, StateError, UnavailableError } from '../../src/lease/errors.ts';
import { aStage, codeOf, type Given, type Stage } from './stage.ts';

/** Each mode, with the seconds that it may take, and what it sets where it has not come to know anything. */
const MODES: readonly (readonly [mode: string, given: Given, limit: number, outputs: object])[] = [
  ['release', { 'release-with-status': 'success' }, 600, {}],
  ['guard', {}, 180, { held: false }],
  ['lock', { reason: 'repair' }, 600, {}],
  ['unlock', { reason: 'repaired' }, 600, {}],
  ['status', {}, 300, {}],
];

/** Runs a mode on a stage whose every read throws; how it fails, and after how many seconds. */
async function failing(mode: string, given: Given, error: (stage: Stage) => Error) {
  const stage = aStage();
  stage.world.store.read = async () => {
    throw error(stage);
  };
  const { outcome, said } = await stage.run({ mode, ...given });
  const seconds = stage.world.clock.monotonic();
  const { code, message = '' } = outcome.failure ?? {};
  return { code, message, seconds, said, writes: stage.world.store.calls.compareAndSwap };
}

describe.each(MODES)('mode %s', (mode, given, limit, outputs) => {
  it('fails where GitHub says that it is out of order until its time is over', async () => {
    const silent = () => new UnavailableError('GitHub did not answer within 30 s.');
    const { code, message, seconds, said, writes } = await failing(mode, given, silent);
    expect([code, seconds, writes]).toEqual(['unavailable', limit, 0]);
    expect(message).toContain('GitHub did not answer within 30 s.');
    const words = 'GitHub did not answer within 30 s. Trying again.';
    const again = (minutes: number): string => `info: For ${minutes} m now: ${words}`;
    const expected = limit < 240 ? [] : limit < 480 ? [again(4)] : [again(4), again(8)];
    expect(said).toEqual([`warning: ${words}`, ...expected]);
  });

  it('fails where GitHub says nothing at all until its time is over, and shows nothing', async () => {
    const stage = aStage();
    stage.world.store.read = () => new Promise(() => {});
    const { outcome } = await stage.run({ mode, ...given });
    const { failure, ...shown } = outcome;
    expect([failure?.code, stage.world.clock.monotonic()]).toEqual(['unavailable', limit]);
    expect(shown).toEqual({ outputs, told: [], summary: null, metrics: null });
  });

  it('fails within two minutes where the server is not to be reached, and that does not pass by itself', async () => {
    const lasting = () => new UnavailableError('There is no host git.example.', { lasting: true });
    const { code, message, seconds, said, writes } = await failing(mode, given, lasting);
    expect([code, message]).toEqual(['unavailable', 'There is no host git.example. It was tried 3 times.']);
    expect([seconds >= 30, seconds <= 60, writes]).toEqual([true, true, 0]);
    expect(said).toEqual([
      'warning: There is no host git.example. Trying twice more in the next half minute, in case it passes.',
    ]);
  });

  it('fails where GitHub refuses three times over half a minute', async () => {
    const refused = () => new PermissionError('The token may not read the branch.');
    const { code, message, seconds } = await failing(mode, given, refused);
    expect([code, message]).toEqual([
      'permission',
      'The token may not read the branch. It was tried 3 times.',
    ]);
    expect([seconds >= 30, seconds <= 60]).toEqual([true, true]);
  });

  it('fails as what somebody has to repair where something is in the way of the branch', async () => {
    const inTheWay = () => new StateError('There is a branch ref-lease/old.');
    const { code, message } = await failing(mode, given, inTheWay);
    expect([code, message]).toEqual(['state', 'There is a branch ref-lease/old. It was tried 3 times.']);
  });

  it('fails at once where a limit outlasts its time', async () => {
    const limited = ({ world }: Stage) => new RateLimitedError('Too many.', world.clock.now() + 3_600);
    const { code, seconds, said } = await failing(mode, given, limited);
    expect(seconds).toBe(0);
    expect(code).toBe('rate-limit');
    expect(said).toEqual([expect.stringMatching(/^notice: GitHub's rate limit is reached/)]);
  });

  it('ends soon after a cancellation, and says that nobody knows', async () => {
    const stage = aStage();
    stage.world.store.read = () => new Promise(() => {});
    const finished = await stage.run({ mode, ...given }, { after: [20, (cancel) => cancel()] });
    expect([codeOf(finished), finished.said]).toEqual(['unconfirmed', []]);
    expect(stage.world.clock.monotonic()).toBe(mode === 'status' ? 20 : 28);
  });
});
