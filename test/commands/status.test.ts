// Mode status: one lease, all of them, what cannot be read, and the cut of the history.
import { describe, expect, it } from 'vitest';
import { PermissionError, UnavailableError } from '../../src/lease/errors.ts';
import { aLease, put } from '../engine/world.ts';
import { aRequest, aStage, besideHolder, registers, type Finished, type Given, type Stage } from './stage.ts';

const STATUS: Given = { mode: 'status' };
const ALL: Given = { mode: 'status', lease: '' };

const texts = ({ outcome }: Finished): string[] => outcome.told.map(({ text }) => text);

/** A stage on which `staging` is held and `free` is not. */
function aBoard(): { stage: Stage; token: number } {
  const stage = besideHolder({}, aRequest(7, { payload: 'v1.2' }));
  const ended = aRequest(3);
  const withdraw = { kind: 'withdraw', registration: ended, reason: 'cancelled' } as const;
  put(stage.world, aLease('free', stage.world.clock.now(), registers(ended), withdraw));
  return { stage, token: stage.lease().epoch };
}

describe('status of one lease', () => {
  it('shows it in every form', async () => {
    const { stage, token } = aBoard();
    const finished = await stage.run(STATUS);
    expect(finished.outcome.failure).toBeNull();
    expect(finished.outcome.outputs).toEqual({
      lease: 'staging',
      holder: expect.objectContaining({ epoch: token }),
      holders: [finished.outcome.outputs.holder],
      state: expect.objectContaining({ lease: 'staging', epoch: token }),
      payload: 'v1.2',
      'board-url': 'memory:ref-lease',
    });
    expect(finished.outcome.summary).toContain('## Lease `staging`');
    expect(finished.outcome.metrics).toMatch(/lease="staging"/);
    expect(finished.outcome.metrics).not.toMatch(/lease="free"/);
    expect(texts(finished)).toEqual([
      expect.stringMatching(/^staging: It is held by main \(run 7\).* 0 in line\.$/),
    ]);
    expect(stage.world.store.calls).toMatchObject({ read: 1, compareAndSwap: 0 });
  });

  it('that nobody has asked for shows it as free', async () => {
    const { stage } = aBoard();
    const finished = await stage.run({ ...STATUS, lease: 'new' });
    expect(finished.outcome.outputs).toMatchObject({
      lease: 'new',
      holder: null,
      state: { lease: 'new', requests: [] },
    });
    expect(texts(finished)).toEqual(['Nobody has asked for the lease new yet.']);
  });

  it('that cannot be read fails, and shows nothing of it as free', async () => {
    const { stage } = aBoard();
    stage.world.store.memory.putRaw('leases/staging.json', '{');
    const { outcome } = await stage.run(STATUS);
    expect(outcome.failure?.code).toBe('state');
    expect(outcome.outputs).toMatchObject({ state: null, holder: null, payload: '' });
    expect(outcome.told[0]?.text).toBe('staging: unreadable, it is not JSON.');
    expect(outcome.metrics).toContain('ref_lease_unreadable{lease="staging"} 1\n');
    expect((await stage.run({ ...STATUS, lease: 'free' })).outcome.failure).toBeNull();
  });

  it('writes no summary where none is wanted', async () => {
    expect((await aBoard().stage.run({ ...STATUS, summary: 'false' })).outcome.summary).toBeNull();
  });
});

describe('status of all leases', () => {
  it('shows each of them, the idle one last', async () => {
    const { stage, token } = aBoard();
    const finished = await stage.run(ALL);
    expect(finished.outcome.outputs).toEqual({
      lease: '',
      holder: null,
      holders: [],
      state: {
        staging: expect.objectContaining({ epoch: token }),
        free: expect.objectContaining({ epoch: 0 }),
      },
      payload: '',
      'board-url': 'memory:ref-lease',
    });
    expect(texts(finished)).toHaveLength(2);
    expect(finished.outcome.summary).toMatch(/## Lease `staging`[^]*## Lease `free`/);
  });

  it('shows the locks', async () => {
    const { stage } = aBoard();
    await stage.run({ mode: 'lock', reason: 'repair' });
    await stage.run({ mode: 'lock', reason: 'fire', lease: '*' });
    expect(texts(await stage.run(ALL))).toEqual([
      expect.stringMatching(/^All leases are locked by mona .*: fire\.$/),
      expect.stringMatching(/^staging: .* It is locked by mona .*: repair\.$/),
      expect.stringMatching(/^free: Nobody holds it\. 0 in line\.$/),
    ]);
    expect((await stage.run(STATUS)).outcome.summary).toContain('**All leases are locked**');
    const tried = await stage.run({ wait: 'false', summary: 'true' });
    expect(tried.outcome.summary).toContain('**All leases are locked**');
  });

  it.each([
    ['a document', 'leases/other.json', /leases\/other.json on the branch ref-lease/],
    ['the lock of all', 'lock.json', /^lock.json on the branch ref-lease/],
  ])('fails where %s cannot be read, and shows the rest', async (_, path, message) => {
    const { stage } = aBoard();
    stage.world.store.memory.putRaw(path, '{');
    const { outcome } = await stage.run(ALL);
    expect(outcome.failure?.message).toMatch(message);
    expect(Object.keys(outcome.outputs.state ?? {})).toEqual(['staging', 'free']);
  });

  it('says that there is no branch, or no lease on it', async () => {
    const stage = aStage();
    expect(texts(await stage.run(ALL))).toEqual([expect.stringMatching(/^There is no branch ref-lease/)]);
    stage.world.store.memory.putRaw('README.md', 'hello');
    expect(texts(await stage.run(ALL))).toEqual(['Nobody has asked for a lease yet.']);
  });
});

describe('the cut of the history', () => {
  it.each([
    ['2', 4, 'is cut from 4 commits to the last 2'],
    ['9', 4, 'has 4 commits, no more than the 9 to keep'],
    ['9', 1, 'has 1 commit, no more than the 9 to keep'],
  ])('to %s of %i is told', async (keep, length, text) => {
    const { stage } = aBoard();
    stage.world.store.memory.length = length;
    const finished = await stage.run({ ...ALL, 'keep-history': keep });
    expect(texts(finished).at(-1)).toContain(text);
    expect(finished.outcome.failure).toBeNull();
  });

  it('that is refused fails after the state was shown', async () => {
    const { stage } = aBoard();
    stage.world.store.cutHistory = async () => {
      throw new PermissionError('A rule forbids force pushes.');
    };
    const { outcome } = await stage.run({ ...ALL, 'keep-history': '2' });
    expect(outcome.failure?.code).toBe('permission');
    expect(outcome.failure?.message).toContain('A rule forbids force pushes. It was tried 3 times.');
  });

  it('that nobody answers fails with what was read', async () => {
    const { stage } = aBoard();
    stage.world.store.cutHistory = async () => {
      throw new UnavailableError('No answer.');
    };
    const { outcome } = await stage.run({ ...STATUS, 'keep-history': '2' });
    expect([outcome.failure?.code, outcome.outputs.lease]).toEqual(['unavailable', 'staging']);
    expect(outcome.summary).toContain('## Lease `staging`');
  });
});
