// Everything that a person reads in the log of a step, on one page that is read from top to bottom.
import { describe, expect, it } from 'vitest';
import { PermissionError, RateLimitedError, UnavailableError } from '../../src/lease/errors.ts';
import { aGroup, aState } from '../action/records.ts';
import { aLease, put } from '../engine/world.ts';
import { pageOf, scene, type Scene } from './scenes.ts';
import {
  aRequest,
  granted,
  ID,
  killed,
  registers,
  sha,
  type Finished,
  type Given,
  type Stage,
} from './stage.ts';

const ACQUIRE: Given = { mode: 'acquire' };
const RELEASE: Given = { mode: 'release', 'release-with-status': 'success' };
const GUARD: Given = { mode: 'guard' };
const STATUS: Given = { mode: 'status' };
const LOCK: Given = { mode: 'lock', reason: 'database migration' };
const UNLOCK: Given = { mode: 'unlock', reason: 'migration done' };
const OTHER = aRequest(7, { actor: 'lisa' });

/** A scene of one step on a lease that another run holds, and of what happens a minute after its start. */
const besideHolder = (
  title: string,
  given: Given,
  happens: (stage: Stage, cancel: () => void) => void = () => undefined,
): Scene =>
  scene(title, async (stage) => {
    stage.write(...granted(OTHER));
    await stage.later(60);
    return stage.run(given, { after: [60, (cancel) => happens(stage, cancel)] });
  });

/** A scene of one step after this job has acquired the lease. */
const asHolder = (title: string, play: (stage: Stage, main: Finished) => Promise<Finished | null>): Scene =>
  scene(title, async (stage) => {
    const main = await stage.run(ACQUIRE);
    await stage.later(60);
    return play(stage, main);
  });

const failing =
  (error: (now: number) => Error) =>
  ({ world }: Stage): void => {
    const fail = async (): Promise<never> => {
      throw error(world.clock.now());
    };
    Object.assign(world.store, { read: fail, watch: fail, compareAndSwap: fail });
  };

const silent = failing(() => new UnavailableError('GitHub did not answer within 30 s.'));
const refusing = failing(() => new PermissionError('The token may not read the branch ref-lease (403).'));
const limiting = failing(
  (now) => new RateLimitedError('The hourly limit of the token is used up.', now + 7_200),
);

/** Everything can be read, and nothing written. */
const onlyReading = ({ world }: Stage): void => {
  world.store.compareAndSwap = async () => ({
    kind: 'refused',
    cause: new Error('HTTP 403: not accessible'),
  });
};

const undated = ({ world }: Stage): void => void Object.assign(world.clock, { now: () => null });

const evictOwn = (stage: Stage, by = OTHER.id, reason = 'its job has ended'): void => {
  const own = stage.lease().requests.find(({ id }) => id === ID)!;
  stage.write({ kind: 'evict', id: ID, epoch: own.epoch ?? null, by, reason });
};

const QUEUED = aGroup({
  headSha: sha(2),
  baseSha: sha(1),
  headRef: `refs/heads/gh-readonly-queue/main/pr-12-${sha(1)}`,
});

const ACQUIRES: readonly Scene[] = [
  scene('It is free', (stage) => stage.run(ACQUIRE)),
  besideHolder('Another run holds it, and releases it', ACQUIRE, (stage) => {
    const { epoch } = stage.lease();
    stage.write({ kind: 'release', id: OTHER.id, epoch, outcome: 'success', proofs: {} });
  }),
  scene('The time is over while writes are refused', (stage) => {
    onlyReading(stage);
    return stage.run({ ...ACQUIRE, timeout: '20s' });
  }),
  scene('Writes are refused for longer', (stage) => {
    onlyReading(stage);
    return stage.run(ACQUIRE);
  }),
  scene('The server tells no time', (stage) => {
    undated(stage);
    return stage.run(ACQUIRE);
  }),
  asHolder('An earlier step of the job has acquired it', (stage) => stage.run(ACQUIRE)),
  scene('An earlier step of the job holds another slot', async (stage) => {
    await stage.run({ ...ACQUIRE, slots: 'eu, us' });
    return stage.run({ ...ACQUIRE, slots: 'us' });
  }),
  scene('It names slots that nobody else does', async (stage) => {
    await stage.run({ ...ACQUIRE, slots: 'eu, us' }, { run: 4710 });
    return stage.run({ ...ACQUIRE, slots: 'ue' });
  }),
  besideHolder('It is not to be had at once, with wait: false', { ...ACQUIRE, wait: 'false' }),
  besideHolder('It times out', { ...ACQUIRE, timeout: '3m' }),
  besideHolder('It times out, with on-timeout: continue', {
    ...ACQUIRE,
    timeout: '3m',
    'on-timeout': 'continue',
  }),
  scene('An operator has locked it', async (stage) => {
    await stage.run({ ...LOCK, until: '2h' });
    return stage.run({ ...ACQUIRE, timeout: '3m' });
  }),
  besideHolder('An operator locks all leases while it waits', { ...ACQUIRE, timeout: '3m' }, (stage) => {
    const at = stage.world.clock.now();
    const lock = {
      schema_version: 1,
      reason: 'fire',
      actor: 'bob',
      at: new Date(at * 1000),
      until: null,
      run_url: '',
    };
    stage.world.store.memory.putRaw('lock.json', JSON.stringify(lock));
  }),
  besideHolder('Somebody else ends its request', ACQUIRE, (stage) => evictOwn(stage)),
  besideHolder('The branch is deleted while it waits', { ...ACQUIRE, timeout: '3m' }, ({ world }) =>
    world.store.memory.delete(),
  ),
  besideHolder('The branch is rewound while it waits', { ...ACQUIRE, timeout: '10m' }, (stage) => {
    put(stage.world, aLease('staging', stage.world.clock.now() - 900, ...granted(OTHER)));
  }),
  besideHolder('The document becomes unreadable', ACQUIRE, ({ world }) =>
    world.store.memory.putRaw('leases/staging.json', '{'),
  ),
  scene('Its merge group is gone from the queue', async (stage) => {
    stage.write(...granted(OTHER));
    return stage.run(ACQUIRE, { event: QUEUED });
  }),
  scene('It is completed by a success above it', async (stage) => {
    const success = aRequest(3, {
      base_sha: sha(2),
      scope: '["main","octo/shop/.github/workflows/ci.yml","staging",0,"__ref-lease",""]',
      parameters: { ...OTHER.parameters, propagate: true },
    });
    const { epoch } = stage.write(...granted(success));
    stage.write({ kind: 'release', id: success.id, epoch, outcome: 'success', proofs: {} });
    return stage.run(ACQUIRE, { event: QUEUED });
  }),
  besideHolder(
    'GitHub is silent until the time-out and its grace are over',
    { ...ACQUIRE, timeout: '3m' },
    silent,
  ),
  besideHolder('GitHub refuses', ACQUIRE, refusing),
  besideHolder(
    'GitHub limits, for longer than the time-out and its grace',
    { ...ACQUIRE, timeout: '3m' },
    limiting,
  ),
  scene('Its name differs only in case from that of a lease', async (stage) => {
    stage.write(...granted(OTHER));
    return stage.run({ ...ACQUIRE, lease: 'Staging' });
  }),
  scene('A slot differs only in case from one of the lease', async (stage) => {
    stage.write(registers(aRequest(7, { parameters: { ...OTHER.parameters, accepts: ['eu', 'us'] } })));
    return stage.run({ ...ACQUIRE, slots: 'US, EU' });
  }),
  scene('A rule forbids the write', async (stage) => {
    stage.world.store.compareAndSwap = async () => ({
      kind: 'refused',
      cause: new Error('Changes must be made through a pull request'),
    });
    return stage.run(ACQUIRE);
  }),
  besideHolder('The job is cancelled', ACQUIRE, (_, cancel) => cancel()),
];

const POSTS: readonly Scene[] = [
  asHolder('The lease is released', (stage, main) => stage.post(main)),
  scene('The runner does not tell the result of the job', async (stage) =>
    stage.post(await stage.run({ ...ACQUIRE, propagate: 'true' }), { jobStatus: null }),
  ),
  asHolder('It was evicted before the job ended', async (stage, main) => {
    evictOwn(stage);
    stage.write(...granted(OTHER));
    return stage.post(main);
  }),
  asHolder('The branch was deleted', async (stage, main) => {
    stage.world.store.memory.delete();
    return stage.post(main);
  }),
  asHolder('It was granted anew, with another token', (stage, main) => {
    const state = main.saved.at(-1)!;
    return stage.post(killed({ ...state, epoch: state.epoch! - 1 }));
  }),
  scene('Nothing of it is on the board', (stage) => stage.post(killed(aState({ seen: -1 })))),
  asHolder('GitHub is silent', async (stage, main) => {
    stage.world.store.read = () => new Promise(() => {});
    return stage.post(main);
  }),
  asHolder('GitHub limits, for longer than the post step may take', async (stage, main) => {
    const { store, clock } = stage.world;
    store.read = async () => {
      throw new RateLimitedError('The hourly limit of the token is used up.', clock.now() + 7_200);
    };
    return stage.post(main);
  }),
];

const RELEASES: readonly Scene[] = [
  asHolder('The job releases it', (stage) => stage.run(RELEASE)),
  scene('The job holds nothing', (stage) => stage.run(RELEASE)),
  besideHolder('It is held by another run', {
    ...RELEASE,
    'request-id': OTHER.id,
    'fencing-token': '1795168801',
  }),
  besideHolder('The token is missing', { ...RELEASE, 'request-id': OTHER.id }),
  asHolder('It was evicted', async (stage) => {
    evictOwn(stage);
    return stage.run({ ...RELEASE, 'fencing-token': '1795168800' });
  }),
];

const GUARDS: readonly Scene[] = [
  asHolder('It is held', (stage) => stage.run(GUARD)),
  besideHolder('It is held by another run', GUARD),
  besideHolder('A request that was given does not hold it', {
    ...GUARD,
    'request-id': ID,
    'fencing-token': '7',
  }),
];

const OPERATORS: readonly Scene[] = [
  besideHolder('lock: of one lease', LOCK),
  scene('lock: of all leases, with an end', (stage) => stage.run({ ...LOCK, lease: '*', until: '2h' })),
  scene('lock: whose end has passed', (stage) => stage.run({ ...LOCK, until: '2020-01-01T00:00:00Z' })),
  scene('lock: whose end is too far ahead', (stage) => stage.run({ ...LOCK, until: '9999-02-20T00:00:00Z' })),
  besideHolder('unlock: of a lease that is not locked', UNLOCK),
  scene('lock: of a name that nobody has asked for', async (stage) => {
    stage.write(...granted(OTHER));
    return stage.run({ ...LOCK, lease: 'stagign' });
  }),
  scene('lock: of a name that differs only in case', async (stage) => {
    stage.write(...granted(OTHER));
    return stage.run({ ...LOCK, lease: 'Staging' });
  }),
  scene('unlock: of a name that nobody has asked for', async (stage) => {
    stage.write(...granted(OTHER));
    return stage.run({ ...UNLOCK, lease: 'stagign' });
  }),
  scene('unlock: of all leases', async (stage) => {
    await stage.run({ ...LOCK, lease: '*' });
    return stage.run({ ...UNLOCK, lease: '*' });
  }),
  besideHolder('unlock: by token', { ...UNLOCK, 'fencing-token': '1795168800' }),
  besideHolder('unlock: by force', { ...UNLOCK, force: 'true' }),
  besideHolder('unlock: by a token that is not held', { ...UNLOCK, 'fencing-token': '7' }),
];

const STATES: readonly Scene[] = [
  scene('There is no branch', (stage) => stage.run(STATUS)),
  besideHolder('Of one lease', STATUS),
  scene('Of all, one of them unreadable', async (stage) => {
    stage.write(...granted(OTHER), registers(aRequest(8)));
    stage.world.store.memory.putRaw('leases/other.json', '');
    await stage.run(LOCK);
    return stage.run({ ...STATUS, lease: '' });
  }),
  besideHolder('With a cut of the history', { ...STATUS, 'keep-history': '1' }),
];

describe('what a person reads', () => {
  it.each([
    ['acquire', ACQUIRES],
    ['post', POSTS],
    ['release', RELEASES],
    ['guard', GUARDS],
    ['operator', OPERATORS],
    ['status', STATES],
  ])('is as it stands on the page: %s', async (name, scenes) => {
    await expect(await pageOf(name, scenes)).toMatchFileSnapshot(`__snapshots__/${name}.md`);
  });
});
