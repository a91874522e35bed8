// What ends a waiting step from outside: GitHub is silent, refuses, limits; a document cannot be read.
import { describe, expect, it } from 'vitest';
import {
  PermissionError,
  RateLimitedError,
  UnavailableError,
  type LeaseError,
} from '../../src/lease/errors.ts';
import { aGroup } from '../action/records.ts';
import {
  aRequest,
  aStage,
  besideHolder,
  codeOf,
  ID,
  type Finished,
  type Given,
  type Stage,
} from './stage.ts';

const ACQUIRE: Given = { mode: 'acquire' };

/** A stage with a holder of the lease whose board cannot be read or looked at from a time on, for so long. */
function troubled(from: number, until: number, errorAt: (now: number) => LeaseError): Stage {
  const stage = besideHolder();
  const { store, clock } = stage.world;
  const start = clock.monotonic();
  for (const name of ['read', 'watch', 'compareAndSwap'] as const) {
    const call = store[name].bind(store) as (...given: unknown[]) => Promise<never>;
    store[name] = async (...given: unknown[]) => {
      const passed = clock.monotonic() - start;
      if (passed >= from && passed < until) throw errorAt(clock.now());
      return call(...given);
    };
  }
  return stage;
}

const silence = (): LeaseError => new UnavailableError('GitHub did not answer within 30 s.');
const lasting = (): LeaseError => new UnavailableError('There is no host git.example.', { lasting: true });
const refusal = (): LeaseError => new PermissionError('The token may not read the branch.');
const limit =
  (seconds: number) =>
  (now: number): LeaseError =>
    new RateLimitedError('The limit of the hour is used up.', now + seconds);

const levels = ({ said }: Finished): string[] => said.map((line) => line.slice(0, line.indexOf(':')));

describe('a silent GitHub', () => {
  it('is waited out, and the place in line is kept', async () => {
    const stage = troubled(60, 900, silence);
    const finished = await stage.run({ ...ACQUIRE, timeout: '30m' });
    expect(codeOf(finished)).toBe('timed-out');
    const words =
      'GitHub did not answer within 30 s. Trying again until it answers; a place in line is kept.';
    expect(finished.said.filter((line) => !line.includes('Waiting for'))).toEqual([
      `warning: ${words}`,
      ...[4, 8, 12].map((minutes) => `info: For ${minutes} m now: ${words}`),
      'info: GitHub answers again.',
    ]);
  });

  it('is waited out also where the fault looks lasting, once GitHub was reached', async () => {
    const stage = troubled(60, 900, lasting);
    const finished = await stage.run({ ...ACQUIRE, timeout: '30m' });
    expect(codeOf(finished)).toBe('timed-out');
    expect(finished.said).toContain('info: GitHub answers again.');
  });

  it('that is not to be reached, and will not be, fails the step within two minutes', async () => {
    const stage = troubled(0, 5_000, lasting);
    const finished = await stage.run(ACQUIRE);
    expect(finished.outcome.failure).toMatchObject({
      code: 'unavailable',
      message: 'There is no host git.example. It was tried 3 times.',
    });
    expect(stage.world.clock.monotonic()).toBeLessThan(120);
    expect(finished.saved).toEqual([]);
  });

  it('that a timeout ends before its first answer is a timeout, and may be gone on from', async () => {
    const stage = troubled(0, 5_000, silence);
    const finished = await stage.run({ ...ACQUIRE, timeout: '5m', 'on-timeout': 'continue' });
    expect([codeOf(finished), finished.outcome.outputs.status]).toEqual([null, 'timed-out']);
  });

  it('that is silent to the end leaves it to the post step to withdraw the request', async () => {
    const stage = troubled(60, 2_000, silence);
    const finished = await stage.run({ ...ACQUIRE, timeout: '5m' });
    expect([codeOf(finished), finished.outcome.outputs.status]).toEqual(['unconfirmed', undefined]);
    expect(stage.world.clock.monotonic()).toBe(420);
    expect(finished.saved.at(-1)).toMatchObject({ ended: false, epoch: null, registration: { id: ID } });
    await stage.later(2_000);
    expect((await stage.post(finished))!.outcome.failure).toBeNull();
    expect(stage.lease().outcomes).toMatchObject([{ id: ID, outcome: 'withdrawn' }]);
  });

  it('when the job is cancelled ends within eight seconds, unconfirmed', async () => {
    const stage = troubled(60, 2_000, silence);
    const finished = await stage.run(ACQUIRE, { after: [90, (cancel) => cancel()] });
    expect(codeOf(finished)).toBe('unconfirmed');
    expect(stage.world.clock.monotonic()).toBe(98);
  });

  it('from the start on ends a step that does not wait after a minute, with nothing to withdraw', async () => {
    const stage = troubled(0, 2_000, silence);
    const finished = await stage.run({ ...ACQUIRE, wait: 'false' });
    expect([codeOf(finished), finished.outcome.outputs.status]).toEqual([null, 'pending']);
    expect(stage.world.clock.monotonic()).toBe(60);
    expect(finished.saved).toEqual([]);
  });

  it('that never told the time gives no summary', async () => {
    const stage = aStage();
    Object.assign(stage.world.clock, { now: () => null });
    stage.world.store.read = () => new Promise(() => {});
    const finished = await stage.run({ ...ACQUIRE, timeout: '5m' });
    expect([codeOf(finished), finished.outcome.summary]).toEqual(['timed-out', null]);
    expect(finished.outcome.outputs).toMatchObject({ holder: null, state: null, 'request-id': ID });
  });
});

describe('a GitHub that refuses', () => {
  it('once is tried again', async () => {
    const stage = troubled(60, 80, refusal);
    const finished = await stage.run({ ...ACQUIRE, timeout: '5m' });
    expect(codeOf(finished)).toBe('timed-out');
    expect(levels(finished)).toContain('warning');
  });

  it('three times over half a minute fails the step; the request is left to the post step', async () => {
    const stage = troubled(60, 2_000, refusal);
    const finished = await stage.run(ACQUIRE);
    expect(finished.outcome.failure).toMatchObject({
      code: 'permission',
      message: 'The token may not read the branch. It was tried 3 times.',
    });
    expect(stage.world.clock.monotonic()).toBeGreaterThan(90);
    expect(stage.world.clock.monotonic()).toBeLessThan(150);
    expect(finished.saved.at(-1)?.ended).toBe(false);
    expect(finished.outcome.outputs).toMatchObject({ 'request-id': ID, 'fencing-token': null });
  });

  it('to write fails the step, and nothing is left to do', async () => {
    const stage = aStage();
    let tries = 0;
    stage.world.store.compareAndSwap = async () => {
      tries += 1;
      return { kind: 'refused', cause: new Error('protected branch') };
    };
    const finished = await stage.run(ACQUIRE);
    expect(codeOf(finished)).toBe('permission');
    expect(finished.outcome.failure?.message).toMatch(
      /exempt the branch ref-lease from the rule.* tried 3 times\.$/,
    );
    expect(finished.saved.at(-1)?.ended).toBe(true);
    // Where the branch is to be created, each try of a write is three requests.
    expect([stage.world.store.calls.read, tries]).toEqual([3, 3]);
    expect(await stage.post(finished)).toBeNull();
  });
});

describe('a rate limit', () => {
  it('is waited for, and told with its end', async () => {
    const stage = troubled(60, 70, limit(600));
    const finished = await stage.run({ ...ACQUIRE, timeout: '20m' });
    expect(finished.said.filter((line) => !/Waiting for|For \d m now/.test(line))).toEqual([
      expect.stringMatching(/^notice: GitHub's limit of REST requests is reached until 2026-11-20T10:1/),
      expect.stringMatching(/^notice: GitHub's rate limit is reached\. Waiting until 2026-11-20T10:1/),
      'info: GitHub answers again.',
    ]);
    expect(codeOf(finished)).toBe('timed-out');
  });

  it('that outlasts the grace ends the step at once, and leaves the rest to the post step', async () => {
    const stage = troubled(60, 5_000, limit(3_600));
    const finished = await stage.run(ACQUIRE, { after: [90, (cancel) => cancel()] });
    expect([codeOf(finished), stage.world.clock.monotonic()]).toEqual(['unconfirmed', 90]);
    expect(finished.saved.at(-1)?.ended).toBe(false);
  });
});

describe('a document that cannot be read', () => {
  it('fails the step, and is not overwritten', async () => {
    const stage = aStage();
    stage.world.store.memory.putRaw('leases/staging.json', '{');
    const finished = await stage.run(ACQUIRE);
    expect(finished.outcome.failure).toMatchObject({ code: 'state' });
    expect(finished.outcome.outputs).toMatchObject({ state: null, holder: null, 'request-id': ID });
    expect(finished.outcome.summary).toBeNull();
    expect(stage.world.store.memory.raw('leases/staging.json')).toBe('{');
  });

  it('while the job waits fails it, and leaves the request to the post step', async () => {
    const stage = besideHolder();
    const spoil = (): void => stage.world.store.memory.putRaw('leases/staging.json', '');
    const finished = await stage.run(ACQUIRE, { after: [60, spoil] });
    expect([codeOf(finished), finished.saved.at(-1)?.ended]).toEqual(['state', false]);
    const post = await stage.post(finished);
    expect(post!.outcome.failure?.code).toBe('state');
  });
});

describe('side asks', () => {
  it('that are refused are told once each, and end nothing', async () => {
    const no = async (): Promise<never> => {
      throw new PermissionError('The token lacks actions: read.');
    };
    let lists = 0;
    const overrides = {
      jobs: { life: no },
      queue: { list: async () => ((lists += 1), no()) },
      ancestry: { contains: no, aheadBy: no },
    };
    const { parameters } = aRequest(7);
    const stage = besideHolder(overrides, aRequest(7, { parameters: { ...parameters, ttl: 60 } }));
    const finished = await stage.run({ ...ACQUIRE, timeout: '20m' }, { event: aGroup() });
    expect(codeOf(finished)).toBe('timed-out');
    const told = finished.said.filter((line) => line.includes('lacks actions: read'));
    expect(told.map((line) => line.slice(0, line.indexOf(':')))).toEqual(['warning', 'notice']);
    // What is refused three times is a rule, and nobody asks any more.
    expect(lists).toBe(3);
  });

  it('that meet a limit keep all of them back, and the board is looked at on', async () => {
    const asked: number[] = [];
    const stage = besideHolder({
      queue: {
        list: async () => {
          asked.push(stage.world.clock.monotonic());
          throw new RateLimitedError('Too many.', stage.world.clock.now() + 300);
        },
      },
    });
    await stage.run({ ...ACQUIRE, timeout: '6m' }, { event: aGroup() });
    expect(asked).toHaveLength(2);
    expect(asked[1]! - asked[0]!).toBeGreaterThan(300);
    expect(stage.world.store.calls.watch).toBeGreaterThan(15);
  });
});
