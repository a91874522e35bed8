// The post step: it ends what its own main step has written, says what it found, and never more than warns.
import { describe, expect, it } from 'vitest';
import { PermissionError, RateLimitedError, UnavailableError } from '../../src/lease/errors.ts';
import type { EventContext } from '../../src/input/event.ts';
import { NO_PROOFS } from '../../src/lease/containment.ts';
import { OUTCOMES_KEPT } from '../../src/lease/schema.ts';
import { aGroup, aPush, aState } from '../action/records.ts';
import { nothingLeft, notOfThisRun } from '../../src/commands/post.ts';
import {
  aRequest,
  aStage,
  besideHolder,
  holding,
  ID,
  killed,
  registers,
  sha,
  type Finished,
  type Given,
} from './stage.ts';

const LEVELS = ({ outcome }: Finished): string[] => outcome.told.map(({ level }) => level);

describe('what main has left', () => {
  it.each([
    [
      'nothing, where main has seen its end',
      { ended: true },
      /^Nothing to release: .* does not hold the lease staging/,
    ],
    [
      'a hold that stays',
      { autoRelease: false, epoch: 7 },
      /stays held .* fencing token 7\. .*request-id 4711\/2\/staging\/0\/99/,
    ],
    ['a hold', { epoch: 7 }, null],
    ['a request', {}, null],
    ['a request of a lease that is to stay held', { autoRelease: false }, null],
  ])('is told apart: %s', (_, overrides, text) => {
    const why = nothingLeft(aState(overrides));
    if (text === null) expect(why).toBeNull();
    else expect(why).toMatch(text);
  });

  it.each([
    [4711, 2, null],
    [4712, 2, /is of the run 4711, attempt 2, and this is another one/],
    [4711, 3, /is of the run 4711, attempt 2, and this is another one/],
  ])('is not that of run %d, attempt %d, unless that has saved it', (runId, runAttempt, text) => {
    const why = notOfThisRun(aState(), { runId, runAttempt });
    if (text === null) expect(why).toBeNull();
    else expect(why).toMatch(text);
  });
});

describe('a hold', () => {
  it.each([
    ['success', 'success'],
    ['failure', 'failure'],
    ['cancelled', 'failure'],
    [null, 'failure'],
  ] as const)('of a job that ends as %s is released as %s', async (jobStatus, outcome) => {
    const { stage, main, token } = await holding();
    const post = await stage.post(main, { jobStatus });
    expect(stage.lease()).toMatchObject({
      requests: [],
      outcomes: [{ id: ID, outcome, epoch: token, by: ID }],
    });
    expect([LEVELS(post!), post!.outcome.failure, post!.outcome.outputs]).toEqual([['info'], null, {}]);
    expect(post!.outcome.summary).toContain('## Lease `staging`');
  });

  it.each<[string, Given, EventContext, string[]]>([
    ['alone', {}, aPush(), ['info']],
    ['a plain request that propagates', { propagate: 'true' }, aPush(), ['warning']],
    ['a merge group', { 'stabilisation-window': '0s' }, aGroup(), ['warning']],
    ['a merge group alone', { 'stabilisation-window': '0s', propagate: 'false' }, aGroup(), ['warning']],
  ])('of a job whose result is not told says what that means: %s', async (_, given, event, levels) => {
    const { headRef: ref, headSha: head, baseSha: parent } = event;
    const stage = aStage({
      queue: { list: async () => [{ ref, head, parent: parent ?? '', pullRequest: 12 }] },
    });
    const main = await stage.run({ mode: 'acquire', ...given }, { event });
    const post = await stage.post(main, { jobStatus: null });
    expect(post!.said.map((line) => line.split(': ')[0])).toEqual(levels);
    expect(post!.said.join()).toContain('did not tell the result of the job');
    expect(stage.lease().outcomes).toMatchObject([{ id: ID, outcome: 'failure' }]);
    expect((await stage.post(main, { jobStatus: 'failure' }))!.said).toEqual([]);
  });

  it('costs one read and one write', async () => {
    const { stage, main } = await holding();
    const before = { ...stage.world.store.calls };
    await stage.post(main);
    const { read, watch, compareAndSwap } = stage.world.store.calls;
    expect([read - before.read, watch - before.watch, compareAndSwap - before.compareAndSwap]).toEqual([
      1, 0, 1,
    ]);
  });

  it('is released without a summary where none is wanted, or GitHub has told no time', async () => {
    const { stage, main } = await holding();
    expect((await stage.post(main, { summary: false }))!.outcome.summary).toBeNull();
  });

  it('completes what it contains, as far as that is known or answered', async () => {
    const contained = aRequest(8, { parameters: { ...aRequest(8).parameters, propagate: true } });
    const asked: string[] = [];
    const stage = aStage({
      ancestry: {
        contains: async (head, inside) => (asked.push(inside), head !== inside),
        aheadBy: async () => 0,
      },
    });
    const main = await stage.run({ mode: 'acquire', propagate: 'true' });
    const scope = stage.lease().requests[0]!.scope;
    stage.write(registers({ ...contained, scope }));
    await stage.post(main);
    expect(asked).toEqual([sha(8)]);
    expect(stage.lease().outcomes.map(({ outcome }) => outcome)).toEqual(['success', 'completed']);
  });
});

describe('a request that is still there', () => {
  it('is withdrawn where main was killed while it waited', async () => {
    const stage = besideHolder();
    const registration = aRequest(8, { id: ID });
    stage.write(registers(registration));
    const post = await stage.post(killed(aState({ registration, seen: -1, mayLand: null })));
    expect(stage.lease().outcomes).toMatchObject([{ id: ID, outcome: 'withdrawn', reason: 'the job ended' }]);
    expect(LEVELS(post!)).toEqual(['info']);
  });

  it('was granted without an answer: it is released as a failure', async () => {
    const { stage, main } = await holding();
    await stage.post({ ...main, saved: main.saved.slice(0, 1) });
    expect(stage.lease().outcomes).toMatchObject([{ id: ID, outcome: 'failure' }]);
  });

  it('was granted, and the job could not be told: it is released as a failure', async () => {
    const stage = aStage();
    const main = await stage.run({ mode: 'acquire' }, { isTold: false });
    expect(main.outcome.outputs.status).toBe('acquired');
    await stage.post(main, { jobStatus: 'success' });
    expect(stage.lease().outcomes).toMatchObject([{ id: ID, outcome: 'failure' }]);
  });

  it('may still land: its id is closed, so that it lands on nothing', async () => {
    const stage = besideHolder();
    const { sequence } = stage.lease();
    const registration = aRequest(8, { id: ID });
    const post = await stage.post(killed(aState({ registration, seen: sequence, mayLand: sequence })));
    expect(stage.lease().outcomes).toMatchObject([{ id: ID, outcome: 'withdrawn', reason: 'the job ended' }]);
    expect(LEVELS(post!)).toEqual(['info']);
  });

  it('cannot land any more where a later state is seen: nothing is written', async () => {
    const stage = besideHolder();
    const { sequence } = stage.lease();
    const registration = aRequest(8, { id: ID });
    await stage.post(killed(aState({ registration, seen: sequence - 1, mayLand: sequence - 1 })));
    expect([stage.lease().outcomes, stage.world.store.calls.compareAndSwap]).toEqual([[], 0]);
  });
});

describe('a hold that is not there any more', () => {
  it('was released by a step of the job itself: that is fine', async () => {
    const { stage, main } = await holding();
    await stage.run({ mode: 'release', 'release-with-status': 'success' });
    const post = await stage.post(main);
    expect(post!.outcome.told).toEqual([
      { level: 'info', text: 'The request for the lease staging has ended: success.' },
    ]);
  });

  it('was ended by another just before the write: that is a warning', async () => {
    const { stage, main, token } = await holding();
    stage.beforeWrite(() => stage.write({ kind: 'evict', id: ID, epoch: token, by: 'bob', reason: 'stuck' }));
    const post = await stage.post(main);
    expect(post!.outcome.told).toMatchObject([
      {
        level: 'warning',
        text: expect.stringMatching(/had lost .* ended as evicted by bob \(stuck\)/) as unknown,
      },
    ]);
  });

  it('has another token: it is left alone', async () => {
    const { stage, main, token } = await holding();
    const state = { ...main.saved.at(-1)!, epoch: token - 1 };
    const post = await stage.post({ ...main, saved: [state] });
    expect(LEVELS(post!)).toEqual(['warning']);
    expect(stage.lease().requests).toMatchObject([{ id: ID, epoch: token }]);
  });

  it('was ended by somebody who was faster than the release: that is told', async () => {
    const { stage, main, token } = await holding();
    stage.beforeWrite(() =>
      stage.write({ kind: 'evict', id: ID, epoch: token, by: 'mona', reason: 'looked stuck' }),
    );
    const post = await stage.post(main);
    expect(post!.outcome.told).toMatchObject([
      { level: 'warning', text: expect.stringContaining('ended as evicted by mona (looked stuck)') },
    ]);
  });

  it('is on no branch, and what was sent may land still: its id is closed, and that it was lost is told', async () => {
    const { stage, main } = await holding();
    stage.world.store.memory.delete();
    const state = main.saved.at(-1)!;
    const post = await stage.post({ ...main, saved: [{ ...state, mayLand: state.seen }] });
    expect(post!.outcome.told).toMatchObject([
      { level: 'warning', text: expect.stringContaining('somebody has deleted, rewound or edited it') },
    ]);
    expect(stage.lease().outcomes).toMatchObject([{ id: ID, outcome: 'withdrawn' }]);
  });

  it('was given back so long ago that how is no longer kept: nobody is said to have edited the branch', async () => {
    const { stage, main, token } = await holding();
    stage.write({ kind: 'release', id: ID, epoch: token, outcome: 'success', proofs: NO_PROOFS });
    for (let number = 1000; number < 1000 + OUTCOMES_KEPT; number += 1) {
      await stage.later(20);
      const registration = aRequest(number);
      stage.write(registers(registration), { kind: 'withdraw', registration, reason: 'cancelled' });
    }
    const post = await stage.post(main);
    expect(post!.outcome.told).toMatchObject([
      {
        level: 'notice',
        text: expect.stringContaining('so long ago that the branch ref-lease no longer keeps how'),
      },
    ]);
  });

  it('of another step of the job is left alone', async () => {
    const { stage, main, token } = await holding();
    const { registration, ...state } = main.saved.at(-1)!;
    const other = {
      ...state,
      epoch: null,
      mayLand: null,
      registration: { ...registration, nonce: 'another' },
    };
    const post = await stage.post({ ...main, saved: [other] });
    expect(post!.outcome.told).toEqual([
      { level: 'info', text: 'Nothing is left of the request 4711/2/staging/0/99 for the lease staging.' },
    ]);
    expect(stage.lease().requests).toMatchObject([{ epoch: token }]);
  });

  it('was a request that somebody has ended: that is told with the reason', async () => {
    const stage = besideHolder();
    const registration = aRequest(8, { id: ID });
    stage.write(registers(registration));
    stage.write({ kind: 'evict', id: ID, epoch: null, by: '7/1', reason: 'its job has ended' });
    const post = await stage.post(killed(aState({ registration, seen: -1, mayLand: null })));
    expect(post!.outcome.told).toEqual([
      { level: 'info', text: 'The request for the lease staging has ended: evicted (its job has ended).' },
    ]);
  });
});

describe('a GitHub that does not confirm', () => {
  it.each([
    ['never answers a read', 'unavailable', 240],
    ['limits for an hour', 'rate-limit', 0],
    ['refuses', 'permission', 33],
  ] as const)('is told as a failure, for a warning: one that %s', async (_, code, seconds) => {
    const { stage, main } = await holding();
    const { clock, store } = stage.world;
    store.read = async () => {
      if (code === 'unavailable') throw new UnavailableError('No answer.');
      if (code === 'permission') throw new PermissionError('May not.');
      throw new RateLimitedError('Too many.', clock.now() + 3_600);
    };
    const before = clock.monotonic();
    const post = await stage.post(main);
    expect(post!.outcome.failure?.code).toBe(code);
    expect(Math.floor(clock.monotonic() - before)).toBeGreaterThanOrEqual(seconds);
    expect(Math.floor(clock.monotonic() - before)).toBeLessThan(seconds + 10);
  });
});
