// Modes release and guard: of this job, of another job of the run, of a stranger.
import { describe, expect, it } from 'vitest';
import { outcomeOfRequest } from '../../src/lease/outcomes.ts';
import { aLease } from '../engine/world.ts';
import { aRequest, aStage, besideHolder, codeOf, holding, ID, registers, type Given } from './stage.ts';

const RELEASE: Given = { mode: 'release', 'release-with-status': 'success' };
const GUARD: Given = { mode: 'guard' };

it.each([RELEASE, GUARD])('says where no branch is seen why that may be: %j', async (given) => {
  const { outcome } = await aStage().run(given);
  expect(outcome.failure?.code).toBe('not-holder');
  expect(outcome.failure?.message).toContain(
    ' There is no branch ref-lease: nobody has asked for a lease yet, or the token lacks contents: read. ',
  );
});

describe('release', () => {
  it.each([
    ['success', 'success'],
    ['failure', 'failure'],
    ['cancelled', 'failure'],
  ])('with status %s ends the hold of the job as %s', async (status, outcome) => {
    const { stage } = await holding();
    const released = await stage.run({ mode: 'release', 'release-with-status': status });
    expect(stage.lease()).toMatchObject({ requests: [], outcomes: [{ id: ID, outcome, by: ID }] });
    expect(codeOf(released)).toBeNull();
    expect(released.outcome.outputs).toEqual({
      lease: 'staging',
      holder: null,
      holders: [],
      state: expect.objectContaining({ requests: [] }),
      'board-url': 'memory:ref-lease',
    });
    expect(released.outcome.summary).toBeNull();
  });

  it('by id and token ends the hold that another job of the run has left', async () => {
    const { stage, token } = await holding({ 'auto-release': 'false' });
    const given = { ...RELEASE, 'request-id': ID, 'fencing-token': String(token), 'check-run-id': '100' };
    expect(codeOf(await stage.run(given))).toBeNull();
    expect(stage.lease().outcomes).toMatchObject([{ id: ID, outcome: 'success' }]);
  });

  it('may be sent again, and says what has become of a request without a hold', async () => {
    const { stage } = await holding();
    await stage.run(RELEASE);
    expect(codeOf(await stage.run(RELEASE))).toBeNull();
    const other = besideHolder();
    const registration = aRequest(8, { id: ID });
    other.write(registers(registration), { kind: 'withdraw', registration, reason: 'timed-out' });
    const { outcome } = await other.run(RELEASE);
    expect([outcome.failure, outcome.told[0]?.text]).toEqual([
      null,
      `The lease staging was not held, nothing is released: the request ${ID} has ended as withdrawn.`,
    ]);
  });

  it('refuses the request of another job without its token, before anything is asked', async () => {
    const { stage } = await holding();
    const before = { ...stage.world.store.calls };
    const { outcome } = await stage.run({ ...RELEASE, 'request-id': '4711/2/other/0/98' });
    expect([outcome.failure?.code, stage.world.store.calls]).toEqual(['input', before]);
  });

  it.each<[string, Given, number]>([
    ['of nothing', { lease: 'other' }, 4711],
    ['with a wrong token', { 'fencing-token': '3' }, 4711],
    ['of another run, by its id and token', { 'request-id': ID }, 4712],
    ['of a request that nobody knows', { 'request-id': '4711/2/other/0/98', 'fencing-token': '3' }, 4711],
  ])('%s fails, and frees nothing', async (_, given, run) => {
    const { stage, token } = await holding();
    const named = run === 4711 ? given : { ...given, 'fencing-token': String(token) };
    const released = await stage.run({ ...RELEASE, ...named }, { run });
    expect(codeOf(released)).toBe('not-holder');
    expect(stage.lease().requests).toMatchObject([{ id: ID, epoch: token }]);
  });

  it.each([
    ['evicted', { kind: 'evict', by: '7/1', reason: 'its job has ended' }],
    ['another token', { kind: 'release', outcome: 'success', proofs: {} }],
  ] as const)('of a hold that has ended otherwise fails: %s', async (how, change) => {
    const { stage, token } = await holding();
    stage.write({ ...change, id: ID, epoch: token });
    const given = how === 'evicted' ? {} : { 'fencing-token': String(token - 1) };
    const { outcome } = await stage.run({ ...RELEASE, ...given });
    expect(outcome.failure?.code).toBe('not-holder');
    expect(outcome.failure?.message).toMatch(
      how === 'evicted'
        ? /was over before\. It has ended as evicted at 2026-\S+ \S+ UTC \(its job has ended\)\. What was done .* Acquire it anew, with a longer `hold-limit`/
        : /ended as success at .* Give the outputs request-id and fencing-token/,
    );
  });

  it.each([
    ['success', 'failure'],
    ['failure', 'success'],
  ] as const)(
    'as %s of a hold that has ended as %s before changes nothing, and warns',
    async (status, ended) => {
      const { stage, token } = await holding();
      stage.write({ kind: 'release', outcome: ended, proofs: {}, id: ID, epoch: token });
      const { outcome } = await stage.run({ ...RELEASE, 'release-with-status': status });
      expect(outcome.failure).toBeNull();
      expect(outcome.told).toMatchObject([
        { level: 'warning', text: expect.stringMatching(`not as ${status}: .* has ended as ${ended} at`) },
      ]);
      expect(stage.lease().outcomes).toMatchObject([{ id: ID, outcome: ended }]);
    },
  );

  it('of a request that still waits, as a killed step leaves it, fails', async () => {
    const stage = besideHolder();
    stage.write(registers(aRequest(8, { id: ID })));
    const { outcome } = await stage.run(RELEASE);
    expect(outcome.failure?.code).toBe('not-holder');
    expect(outcome.failure?.message).toContain(`the request ${ID} does not hold it. It is held by`);
  });

  it('after an acquire that did not wait says how to leave it out', async () => {
    const stage = besideHolder();
    expect((await stage.run({ mode: 'acquire', wait: 'false' })).outcome.outputs.status).toBe('pending');
    const { outcome } = await stage.run(RELEASE);
    expect(outcome.failure?.code).toBe('not-holder');
    expect(outcome.failure?.message).toContain("`if: steps.<id>.outputs.status == 'acquired'`");
  });

  it('with another token than that of the hold that was evicted asks for the right one', async () => {
    const { stage, token } = await holding();
    stage.write({ kind: 'evict', by: '7/1', reason: 'its job has ended', id: ID, epoch: token });
    const { outcome } = await stage.run({ ...RELEASE, 'fencing-token': String(token + 1) });
    expect(outcome.failure?.message).toContain('Give the outputs request-id and fencing-token');
  });

  it('looks three times before it believes that a request is unknown', async () => {
    const { stage } = await holding();
    const { read } = stage.world.store.calls;
    const before = stage.world.clock.monotonic();
    await stage.run({ ...RELEASE, lease: 'other' });
    expect(stage.world.store.calls.read - read).toBe(3);
    expect(stage.world.clock.monotonic() - before).toBe(6);
  });
});

describe('guard', () => {
  it('in a job whose request was completed says that nothing is left to do', async () => {
    const { stage } = await holding();
    const registration = aRequest(8, { id: '4711/2/staging/0/98' });
    const by = { ...outcomeOfRequest(stage.lease().requests[0]!, { outcome: 'success', at: 0, by: ID }) };
    stage.write(registers(registration), { kind: 'complete', id: registration.id, by });
    const { outcome } = await stage.run({ ...GUARD, 'check-run-id': '98' });
    expect(outcome.failure?.code).toBe('not-holder');
    expect(outcome.failure?.message).toMatch(
      /ended as completed .* Its work is done by the commit that contains it/,
    );
  });

  it.each<[string, (token: number) => Given]>([
    ['with nothing but the job', () => ({})],
    ['with the token', (token) => ({ 'fencing-token': String(token) })],
    [
      'with id and token, from another job',
      (token) => ({ 'request-id': ID, 'fencing-token': String(token), 'check-run-id': '98' }),
    ],
  ])('passes for who holds the lease: %s', async (_, given) => {
    const { stage, token } = await holding({ payload: 'v1.2' });
    const guarded = await stage.run({ ...GUARD, ...given(token) });
    expect(codeOf(guarded)).toBeNull();
    expect(guarded.outcome.outputs).toMatchObject({
      held: true,
      lease: 'staging',
      payload: 'v1.2',
      holder: { epoch: token },
    });
    expect(stage.world.store.calls.compareAndSwap).toBe(1);
  });

  it('gives no payload where there is none', async () => {
    const { stage } = await holding({ payload: '' });
    expect((await stage.run(GUARD)).outcome.outputs.payload).toBe('');
  });

  it.each<[string, Given, number]>([
    ['another job', { 'check-run-id': '98' }, 3],
    ['a stale token', { 'fencing-token': '5' }, 3],
    ['a stale token of a request that is named', { 'fencing-token': '5', 'request-id': ID }, 1],
    ['a request that is unknown', { 'request-id': '4711/2/other/0/98' }, 3],
    ['a lease that nobody holds', { lease: 'other' }, 3],
  ])('fails for %s', async (_, given, looks) => {
    const { stage } = await holding();
    const { read } = stage.world.store.calls;
    const guarded = await stage.run({ ...GUARD, ...given });
    expect([codeOf(guarded), guarded.outcome.outputs.held]).toEqual(['not-holder', false]);
    expect(stage.world.store.calls.read - read).toBe(looks);
  });

  it.each<[string, boolean, Given, number]>([
    ['waits', false, {}, 3],
    ['waits, and is named', false, { 'request-id': ID }, 3],
    ['has ended', true, {}, 3],
    ['has ended, and is named', true, { 'request-id': ID }, 1],
  ])('fails for a request that %s', async (_, ends, given, looks) => {
    const stage = besideHolder();
    const registration = aRequest(8, { id: ID });
    stage.write(registers(registration));
    if (ends) stage.write({ kind: 'withdraw', registration, reason: 'timed-out' });
    const guarded = await stage.run({ ...GUARD, ...given });
    expect([codeOf(guarded), stage.world.store.calls.read]).toEqual(['not-holder', looks]);
  });

  it('says why the hold was ended', async () => {
    const { stage, token } = await holding();
    const reason = 'it held the lease for longer than its hold-limit';
    stage.write({ kind: 'evict', id: ID, epoch: token, by: '7/1', reason });
    const { outcome } = await stage.run(GUARD);
    expect(outcome.failure?.message).toContain(
      `ref-lease. It has ended as evicted at 2026-11-20 10:01:00 UTC (${reason}). Nobody holds it.`,
    );
  });

  it('asks another job that has only the token for the id of the request, too', async () => {
    const { stage, token } = await holding();
    const given = { 'fencing-token': String(token), 'check-run-id': '98' };
    const guarded = await stage.run({ ...GUARD, ...given });
    expect([codeOf(guarded), guarded.outcome.outputs.held]).toEqual(['not-holder', false]);
    expect(guarded.outcome.failure?.message).toMatch(
      /The fencing token \d+ is that of .* Give also the output request-id of/,
    );
  });

  it('takes a board below its token for an old one, and looks again', async () => {
    const { stage, token } = await holding();
    const { store, clock } = stage.world;
    const read = store.read.bind(store);
    const ungranted = aLease('staging', clock.now() - 90, registers(aRequest(8, { id: ID })));
    const old = { head: 'old', board: { leases: new Map([['staging', ungranted]]), lock: null } };
    let looks = 0;
    store.read = async (options) => (++looks === 1 ? old : read(options));
    const guarded = await stage.run({ ...GUARD, 'fencing-token': String(token) });
    expect([codeOf(guarded), looks]).toEqual([null, 2]);
  });
});
