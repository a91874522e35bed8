// Mode acquire, from inputs to an outcome: outputs, summary, failure, and what is saved for the post step.
import { describe, expect, it } from 'vitest';
import { aRequest, aStage, besideHolder, HEAD, ID } from './stage.ts';

const OTHER = aRequest(7);

const ACQUIRE = { mode: 'acquire' };

describe('a free lease', () => {
  it('is acquired at once, with every output of the interface', async () => {
    const stage = aStage();
    const { outcome, said } = await stage.run({ ...ACQUIRE, payload: 'line\n::end::' });
    const document = stage.lease();
    const token = document.epoch;
    expect(outcome.failure).toBeNull();
    expect(outcome.outputs).toEqual({
      status: 'acquired',
      lease: 'staging',
      'request-id': ID,
      'fencing-token': token,
      priority: 0,
      'waited-seconds': 0,
      'completed-by': '',
      'stacked-pull-requests': [],
      slot: '',
      slots: [],
      payload: 'line\n::end::',
      holder: expect.objectContaining({ id: ID, epoch: token, granted_at: '2026-11-20T10:00:00Z' }),
      holders: [outcome.outputs.holder],
      state: expect.objectContaining({ lease: 'staging', epoch: token, schema_version: 1 }),
      'board-url': 'memory:ref-lease',
    });
    expect(outcome.summary).toContain(`**Acquired** after 0 s, fencing token \`${token}\`.`);
    expect(said).toEqual([]);
    expect(outcome.told.map(({ level }) => level)).toEqual(['info']);
  });

  it('costs one read and one write', async () => {
    const stage = aStage();
    await stage.run(ACQUIRE);
    expect(stage.world.store.calls).toEqual({ read: 1, watch: 0, compareAndSwap: 1 });
  });

  it('is acquired without a summary where none is wanted', async () => {
    expect((await aStage().run({ ...ACQUIRE, summary: 'false' })).outcome.summary).toBeNull();
  });

  it('is registered as the inputs, the job and the event say', async () => {
    const stage = aStage();
    await stage.run({
      ...ACQUIRE,
      priority: '5',
      ttl: '3m',
      'max-hold': '1h',
      'hold-limit': '30m',
      'takeover-delay': '1m',
      propagate: 'true',
      'expected-build-count': '2',
      'stabilisation-window': '0s',
      'auto-release': 'false',
      scope: 'eu',
    });
    expect(stage.lease().requests).toMatchObject([
      {
        id: ID,
        nonce: 'nonce-1',
        priority: 5,
        head_sha: HEAD,
        head_ref: 'refs/heads/main',
        base_sha: null,
        run_id: 4711,
        run_attempt: 2,
        check_run_id: 99,
        actor: 'mona',
        run_url: 'https://github.com/octo/shop/actions/runs/4711',
        scope:
          '["main","octo/shop/.github/workflows/ci.yml","staging",0,"__ref-lease","eu","refs/heads/main"]',
        parameters: {
          window: 0,
          expected: 2,
          ttl: 180,
          max_hold: 3_600,
          hold_limit: 1_800,
          takeover_delay: 60,
          propagate: true,
          held_by: 'run',
          accepts: null,
          take: 1,
        },
      },
    ]);
    expect(stage.lease().requests[0]).not.toHaveProperty('payload');
  });
});

describe('what is saved for the post step', () => {
  it('is there while the first write is under way, and again once the token is known', async () => {
    const { saved, outcome } = await aStage().run(ACQUIRE);
    expect(saved.map(({ epoch, mayLand, ended }) => ({ epoch, mayLand, ended }))).toEqual([
      { epoch: null, mayLand: expect.any(Number), ended: false },
      { epoch: null, mayLand: null, ended: false },
      { epoch: outcome.outputs['fencing-token'], mayLand: null, ended: false },
    ]);
    expect(saved[0]).toMatchObject({
      lease: 'staging',
      branch: 'ref-lease',
      repository: 'octo/shop',
      autoRelease: true,
      registration: { id: ID, nonce: 'nonce-1' },
    });
  });

  it('is not saved again while nothing of it changes', async () => {
    const stage = besideHolder();
    const { saved, outcome } = await stage.run({ ...ACQUIRE, timeout: '10m' });
    expect(outcome.failure?.code).toBe('timed-out');
    expect(stage.world.store.calls.watch).toBeGreaterThan(20);
    expect(saved.map(({ mayLand, ended }) => [mayLand !== null, ended])).toEqual([
      [true, false],
      [false, false],
      [true, false],
      [false, false],
      [false, true],
    ]);
  });

  it('is nothing where no request was made', async () => {
    const stage = aStage();
    stage.world.store.memory.putRaw('leases/staging.json', '{');
    const finished = await stage.run(ACQUIRE);
    expect(finished.saved).toEqual([]);
    expect(await stage.post(finished)).toBeNull();
  });
});

describe('a lease that is held', () => {
  it('is waited for, and acquired when it is released', async () => {
    const stage = besideHolder();
    const { epoch } = stage.lease();
    const { id } = OTHER;
    const release = { kind: 'release', id, epoch, outcome: 'success', proofs: {} } as const;
    const { outcome, said } = await stage.run(ACQUIRE, { after: [100, () => void stage.write(release)] });
    expect(outcome.outputs.status).toBe('acquired');
    expect(outcome.outputs['waited-seconds']).toBeGreaterThanOrEqual(100);
    expect(outcome.outputs['waited-seconds']).toBeLessThanOrEqual(120);
    expect(outcome.outputs['fencing-token']).toBeGreaterThan(epoch);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/^info: Waiting for the lease staging: place 1 of 1; held by main \(run 7\)/);
  });

  it.each([
    ['fails the step at its timeout', { timeout: '2m' }, 'timed-out', 'timed-out', true],
    [
      'lets the step go on at its timeout',
      { timeout: '2m', 'on-timeout': 'continue' },
      'timed-out',
      null,
      true,
    ],
    ['is only tried with wait: false', { wait: 'false' }, 'pending', null, false],
  ])('%s', async (_, given, status, code, registers) => {
    const stage = besideHolder();
    const { outcome, saved } = await stage.run({ ...ACQUIRE, ...given });
    expect(outcome.outputs).toMatchObject({ status, 'fencing-token': null, 'request-id': ID });
    expect([outcome.failure?.code ?? null, outcome.summary !== null]).toEqual([code, true]);
    expect(outcome.outputs.holder).toMatchObject({ id: OTHER.id });
    expect(stage.lease().requests.map(({ id }) => id)).toEqual([OTHER.id]);
    expect(stage.lease().outcomes.map(({ outcome, reason }) => [outcome, reason])).toEqual(
      registers ? [['withdrawn', 'timed-out']] : [],
    );
    expect(saved.at(-1)?.ended ?? true).toBe(true);
  });

  it('by the same job is reported with its token, and is not released by this step', async () => {
    const stage = aStage();
    const first = await stage.run(ACQUIRE);
    await stage.later(5);
    const second = await stage.run(ACQUIRE);
    expect(second.outcome.outputs).toMatchObject({
      status: 'acquired',
      'fencing-token': first.outcome.outputs['fencing-token'],
    });
    expect(await stage.post(second)).toBeNull();
    expect((await stage.post(first))?.outcome.failure).toBeNull();
    expect(stage.lease().outcomes).toMatchObject([{ id: ID, outcome: 'success' }]);
  });

  it('by an earlier step until that ends is not to be had for the run', async () => {
    const stage = aStage();
    const first = await stage.run(ACQUIRE);
    const before = stage.lease();
    const { outcome, saved } = await stage.run({ ...ACQUIRE, 'auto-release': 'false' });
    expect([outcome.failure?.code, outcome.outputs.status]).toEqual(['input', undefined]);
    expect(outcome.failure?.message).toContain(
      'already holds the lease staging by an earlier step, whose post step releases it: main (run 4711)',
    );
    const { id, nonce, epoch } = before.requests[0]!;
    expect([stage.lease(), saved.at(-1)]).toMatchObject([
      { requests: [{ id, nonce, epoch }] },
      { ended: true },
    ]);
    await stage.post(first);
    // The other way round the hold lasts longer than what is asked for.
    await stage.run({ ...ACQUIRE, 'auto-release': 'false' }, { run: 5 });
    expect((await stage.run(ACQUIRE, { run: 5 })).outcome.outputs.status).toBe('acquired');
  });

  it('by the same job is found also in the second of its grant', async () => {
    const stage = aStage();
    await stage.run(ACQUIRE);
    const { outcome } = await stage.run(ACQUIRE);
    expect(outcome.outputs.status).toBe('acquired');
  });

  it('is left by a job that is cancelled', async () => {
    const stage = besideHolder();
    const { outcome, said, saved } = await stage.run(ACQUIRE, { after: [60, (cancel) => cancel()] });
    expect([outcome.failure?.code, outcome.outputs.status, outcome.summary]).toEqual([
      'cancelled',
      undefined,
      null,
    ]);
    expect(stage.lease().outcomes).toMatchObject([{ id: ID, outcome: 'withdrawn', reason: 'cancelled' }]);
    expect(said.at(-1)).toBe('info: The job is cancelled: leaving the line.');
    expect(saved.at(-1)?.ended).toBe(true);
  });
});
