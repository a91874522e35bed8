// mode: doctor. What it finds on servers that work, that work less well, and that lie.
import { describe, expect, it } from 'vitest';
import { PermissionError, RateLimitedError, UnavailableError } from '../../src/lease/errors.ts';
import type { CallOptions, Store, Swap } from '../../src/store/store.ts';
import { FaultyStore } from '../support/faulty-store.ts';
import { aCheckup, aStage, codeOf, type Finished, type Stage } from './stage.ts';

type Spoil = (stage: Stage, checkup: ReturnType<typeof aCheckup>) => unknown;

/** A doctor on a server that is spoilt first. */
async function examine(spoil: Spoil = () => undefined) {
  const stage = aStage();
  const checkup = { ...aCheckup(stage.world) };
  spoil(stage, checkup);
  const finished = await stage.run({ mode: 'doctor', lease: '' }, { checkup });
  return { stage, checkup, finished };
}

const refused = () => Promise.reject(new PermissionError('GitHub refused it (HTTP 403).'));
const silent = () => Promise.reject(new UnavailableError('GitHub did not answer within 30 s.'));
const undated: Spoil = ({ world }, checkup) => {
  Object.assign(world.clock, { now: () => null });
  checkup.apiTime = () => null;
};
/** Probes whose writes are answered by a test. */
const probesOf = (
  answer: (call: number, real: () => Promise<Swap>) => Promise<Swap>,
): { readonly probes: readonly [Store, Store] } => {
  const store = new FaultyStore();
  const real = store.compareAndSwap.bind(store);
  let call = 0;
  store.compareAndSwap = (...given) => answer(++call, () => real(...given));
  return { probes: [store, store] };
};
const applied = async (): Promise<Swap> => ({ kind: 'applied', head: 'anything' });

/** What is wrong, and in which words of a finding it must show. */
const LESS_WELL: readonly (readonly [what: string, spoil: Spoil, part: string])[] = [
  [
    'a rule',
    (_, checkup) => (checkup.rules = async () => ['update', 'deletion', 'update', 'required_signatures']),
    'ref-lease: update. Exempt',
  ],
  [
    'a rule that wants signatures, which git does not give',
    ({ world }, checkup) => {
      Object.assign(world.clock, { trusted: false });
      checkup.rules = async () => ['required_signatures'];
    },
    'ref-lease: required_signatures. Exempt',
  ],
  [
    'rules that are not told',
    (_, checkup) => (checkup.rules = silent),
    'The rules of the branch ref-lease are not known.',
  ],
  [
    'a clock that is off',
    ({ world }, checkup) => (checkup.now = () => world.clock.now() + 7_200),
    'clock of this runner is 2 h off',
  ],
  [
    'a clock that is off, by which plain git dates',
    ({ world }, checkup) => {
      Object.assign(world.clock, { trusted: false });
      checkup.now = () => world.clock.now() + 7_200;
    },
    'is 2 h off. Git tells no time',
  ],
  ['lives that may not be seen', ({ world }) => (world.jobs.life = refused), 'found only after its max-hold'],
  [
    'a job that is said to have ended',
    ({ world }) => (world.jobs.life = async () => 'ended'),
    'at work, has ended',
  ],
  [
    'groups that may not be listed',
    ({ world }) => (world.queue.list = refused),
    'whole stabilisation window',
  ],
  [
    'a limit',
    ({ world }) =>
      (world.queue.list = async () => {
        throw new RateLimitedError('The limit is used up.', 0);
      }),
    'The limit is used up. Try again after that.',
  ],
  ['a branch that stays', (_, checkup) => (checkup.remove = silent), 'is still there: remove it'],
  [
    'a document that is broken',
    ({ world }) => world.store.memory.putRaw('leases/broken.json', '{'),
    'nobody gets them: broken',
  ],
  [
    'a replica that lags',
    (_, checkup) => {
      Object.assign(checkup.probes[0], {
        read: async () => ({ head: 'older', board: { leases: new Map(), lock: null } }),
      });
    },
    'a replica lags',
  ],
];

const old = async () => 'ref-lease/old';
const FAILING: readonly (readonly [what: string, spoil: Spoil, code: string, part: string])[] = [
  [
    'is reached by a git that is too old',
    (_, checkup) => (checkup.git = silent),
    'unavailable',
    'did not answer within 30 s',
  ],
  ['has it in its way', (_, checkup) => (checkup.inTheWay = old), 'state', 'a branch ref-lease/old'],
  ['cannot be reached', ({ world }) => (world.store.read = silent), 'unavailable', 'did not answer'],
  ['tells no time', undated, 'unavailable', 'tells no time in its answers (the header Date)'],
  [
    'refuses to be written',
    (_, checkup) => Object.assign(checkup.probes[0], { nextSwap: 'refused' }),
    'permission',
    'was not written: a rule',
  ],
  [
    'does not answer a write',
    (_, checkup) => Object.assign(checkup.probes[0], { nextSwap: 'unknown' }),
    'unavailable',
    'was not written: the write was lost',
  ],
  [
    'has the branch already',
    (_, checkup) =>
      Object.assign(
        checkup,
        probesOf(async () => ({ kind: 'conflict' })),
      ),
    'permission',
    'it is said to be there already',
  ],
  ['refuses the token', (_, checkup) => Object.assign(checkup, probesOf(refused)), 'permission', 'HTTP 403'],
  [
    'tells two writers that they have won',
    (_, checkup) =>
      Object.assign(
        checkup,
        probesOf((call, real) => (call === 1 ? real() : applied())),
      ),
    'state',
    'both of two writers',
  ],
  [
    'takes a write on an older version',
    (_, checkup) =>
      Object.assign(
        checkup,
        probesOf((call, real) => (call < 4 ? real() : applied())),
      ),
    'state',
    'an older version',
  ],
  [
    'tells two writers that they have won only now and then',
    (_, checkup) =>
      Object.assign(
        checkup,
        { git: async () => 'git version 2.39.5' },
        probesOf((call, real) => (call < 7 ? real() : applied())),
      ),
    'state',
    'both of two writers',
  ],
  [
    'tells both of two writers that they have lost',
    (_, checkup) =>
      Object.assign(
        checkup,
        probesOf(async (call, real) => (call === 1 ? real() : { kind: 'conflict' })),
      ),
    'unavailable',
    'it told both that they had lost',
  ],
  [
    'does not answer one of two writers',
    (_, checkup) =>
      Object.assign(
        checkup,
        probesOf(async (call, real) =>
          call === 3 ? { kind: 'unknown', cause: new Error('no answer') } : real(),
        ),
      ),
    'unavailable',
    'and the other lost: no answer. Try it again.',
  ],
  [
    'does not answer in the middle of it',
    (_, checkup) => Object.assign(checkup.probes[0], { read: silent }),
    'unavailable',
    'did not answer within 30 s',
  ],
];

const levels = ({ said }: Finished): string[] => said.map((line) => line.slice(0, line.indexOf(':')));

describe('the doctor', () => {
  it('says of each thing that was tried that it holds, removes its branch and leaves the board alone', async () => {
    let removed = 0;
    const { stage, checkup, finished } = await examine((_, it) => (it.remove = async () => void removed++));
    expect(codeOf(finished)).toBeNull();
    expect(finished.said.every((line) => line.startsWith('info: ok: '))).toBe(true);
    expect(finished.said.join('\n')).toMatchSnapshot();
    expect(finished.outcome.told).toEqual([{ level: 'info', text: 'Everything that leases need works.' }]);
    expect(removed).toBe(1);
    expect((checkup.probes[0] as FaultyStore).calls.compareAndSwap).toBe(4);
    expect(stage.world.store.memory.head).toBeNull();
  });

  it.each(LESS_WELL)('warns of what works less well: %s', async (_, spoil, part) => {
    const { finished } = await examine(spoil);
    expect(codeOf(finished)).toBeNull();
    expect(levels(finished).filter((level) => level === 'warning')).toHaveLength(1);
    expect(finished.said.find((line) => line.startsWith('warning: warning: '))).toContain(part);
    expect(finished.outcome.told[0]?.text).toContain('(warnings: 1)');
  });

  it.each(FAILING)('fails for a server that %s', async (_, spoil, code, part) => {
    const { finished } = await examine(spoil);
    expect(finished.outcome.failure).toMatchObject({ code });
    expect(finished.outcome.failure?.message).toContain(part);
    expect(finished.outcome.outputs).toMatchObject({ lease: '', holder: null, holders: [], state: null });
    expect(finished.said.some((line) => line.startsWith('warning: failure: '))).toBe(true);
  });

  it('tries no write where the server tells no time', async () => {
    const { finished } = await examine(undated);
    expect(finished.said.at(-1)).toMatch(/^warning: failure: The server tells no time/);
  });

  it('removes its branch, whatever else fails', async () => {
    let removed = 0;
    await examine((_, checkup) => {
      Object.assign(checkup.probes[0], { read: silent });
      checkup.remove = async () => void removed++;
    });
    expect(removed).toBe(1);
  });

  it.each(['the first look', 'the race', 'the rules'])(
    'is cancelled in %s, and removes its branch',
    async (where) => {
      let removed = 0;
      const stage = aStage();
      const started = Promise.withResolvers<void>();
      const never = (options?: CallOptions) => {
        started.resolve();
        return new Promise<never>((_, reject) => {
          options!.signal!.addEventListener('abort', () => reject(options!.signal!.reason as Error));
        });
      };
      const checkup = aCheckup(stage.world, { remove: async () => void removed++ });
      if (where === 'the first look') stage.world.store.read = never;
      else if (where === 'the rules') checkup.rules = never;
      else Object.assign(checkup.probes[0], { read: never });
      const after = [5, (cancel: () => void) => cancel()] as const;
      const finished = await stage.run({ mode: 'doctor', lease: '' }, { checkup, after });
      expect(codeOf(finished)).toBe('cancelled');
      expect(finished.said.join()).not.toContain('failure');
      expect(removed).toBe(where === 'the race' ? 1 : 0);
    },
  );

  it('warns where a look that shows nothing new is charged, and where little is left', async () => {
    let share = 0.15;
    const { finished } = await examine((stage) => {
      stage.world.clock.now = () => 1_795_168_800;
      stage.budget.share = () => (share -= 0.001);
    });
    const warnings = finished.said.filter((line) => line.startsWith('warning: '));
    expect(warnings).toEqual([
      expect.stringContaining('was charged'),
      expect.stringMatching(/14 % of the requests .* less often/),
    ]);
  });

  it('says of a store that tells no time by what things are dated', async () => {
    const { finished } = await examine(({ world }, checkup) => {
      Object.assign(world.clock, { trusted: false });
      checkup.apiTime = () => null;
    });
    expect(finished.said).toContainEqual(
      expect.stringMatching(/^info: ok: Git tells no time: writes are dated by/),
    );
    expect(levels(finished)).not.toContain('warning');
  });

  it('hides no bug', async () => {
    const bug = () => Promise.reject(new TypeError('x is not a function'));
    await expect(examine((_, checkup) => (checkup.rules = bug))).rejects.toThrow(TypeError);
    await expect(examine((_, checkup) => Object.assign(checkup, probesOf(bug)))).rejects.toThrow(TypeError);
  });
});
