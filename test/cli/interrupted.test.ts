// `acquire` and `run` that end without knowing what of them is on the board: nobody comes after them who would clean up, so
// they do it themselves, and say what stays where that fails.
import { describe, expect, it } from 'vitest';
import { PermissionError, UnavailableError } from '../../src/lease/errors.ts';
import { aRequest, registers } from '../engine/world.ts';
import { latestOutcome } from './board.ts';
import { aShell, type Running, type Shell } from './shell.ts';

const HOLDER = aRequest(7);
const ACQUIRE = 'acquire -l staging --hold 8h';
const RUN = 'run -l staging -- ./deploy.sh';

/** From now on nobody answers; what is returned ends that. `landing`: the first write takes effect. */
function silence({ world: { store } }: Shell, { landing = false } = {}): () => void {
  const [read, watch] = [store.read.bind(store), store.watch.bind(store)];
  const swap = store.compareAndSwap.bind(store);
  const nothing = async (): Promise<never> => {
    throw new UnavailableError('Nobody answers.');
  };
  let isFirst = landing;
  store.compareAndSwap = async (...write) => {
    if (isFirst) await swap(...write);
    isFirst = false;
    Object.assign(store, { read: nothing, watch: nothing });
    return { kind: 'unknown', cause: new Error('Nobody answers.') };
  };
  if (!landing) Object.assign(store, { read: nothing, watch: nothing });
  return () => void Object.assign(store, { read, watch, compareAndSwap: swap });
}

/** What happens at which second. */
const happens =
  (shell: Shell, ...events: readonly (readonly [number, () => void])[]) =>
  async (): Promise<void> => {
    for (const [at, does] of events) {
      await shell.world.clock.sleep(at - shell.world.clock.monotonic());
      does();
    }
  };

/** A shell on a board whose lease is held by a job that lives. */
function besideHolder(): Shell {
  const shell = aShell();
  shell.write(registers(HOLDER), { kind: 'grant', id: HOLDER.id });
  return shell;
}

const TAKEN_BACK =
  'What may be there of it is taken back now, for four minutes at most; a signal (Ctrl-C) gives up within 8 seconds.';

/** What a shell that evaluates what `acquire` prints comes to. */
const failsWith = (status: number): unknown => expect.stringMatching(`^unset .*; \\(exit ${status}\\)\\n$`);

describe('a grant that was not answered', () => {
  const interrupted = async (line: string, { back, again }: { back?: number; again?: number }) => {
    const shell = aShell();
    const answer = silence(shell, { landing: true });
    const ended = await shell.run(line, async ({ signal }: Running) => {
      const press = () => signal('SIGINT');
      const events: [number, () => void][] = [[5, press]];
      events.push([5.1, press]);
      if (again !== undefined) events.push([again, press]);
      if (back !== undefined) events.push([back, answer]);
      await happens(shell, ...events)();
    });
    return { ...ended, shell, took: shell.world.clock.monotonic() };
  };

  it.each([ACQUIRE, RUN])('is taken back once the server answers again: %s', async (line) => {
    const { status, stdout, stderr, shell } = await interrupted(line, { back: 60 });
    expect([status, stdout]).toEqual([130, line === ACQUIRE ? failsWith(130) : '']);
    expect(shell.lease().requests).toEqual([]);
    expect(latestOutcome(shell.lease())).toMatchObject({ outcome: 'failure', epoch: shell.lease().epoch });
    expect(stderr.split('\n').slice(1)).toEqual([
      'ref-lease: The command is cancelled: leaving the line.',
      expect.stringMatching(
        /^ref-lease: warning: The git server did not confirm within the time left that the request \S+ for the lease staging, which had to end \(cancelled\), is off the branch ref-lease\. Nobody answers\. What may be there/,
      ),
      'ref-lease: warning: Nobody answers. Trying again.',
      'ref-lease: The git server answers again.',
      'ref-lease: The request for the lease staging has ended: failure.',
      'ref-lease: error: Cancelled: nothing of this command is left in the line of the lease staging on the branch ref-lease. Nobody holds it. Run the command again to ask anew.',
      '',
    ]);
    expect(stderr).toContain(TAKEN_BACK);
  });

  it('is given up after four minutes, and what stays is said', async () => {
    const { status, stderr, shell, took } = await interrupted(ACQUIRE, {});
    expect(status).toBe(130);
    expect(took).toBeLessThan(5 + 8 + 240 + 1);
    expect(shell.lease().requests).toHaveLength(1);
    const { id } = shell.lease().requests[0]!;
    expect(stderr.trimEnd().split('\n').at(-1)).toBe(
      'ref-lease: error: The git server did not confirm the release on the branch ref-lease in the time left for it. Nobody answers. ' +
        'The request may wait there still, until another one has waited behind it for 5 m and removes it; or hold the lease, until another one has waited for 8 h. ' +
        'See `ref-lease status --lease staging`: a hold is ended at once by ' +
        `\`ref-lease release --lease staging --id '${id}' --token TOKEN\` or \`ref-lease unlock --lease staging --token TOKEN --reason TEXT\`, ` +
        'with the token that is shown there.',
    );
  });

  it('is given up after a signal that comes while it is taken back, and not after one before', async () => {
    const { status, stderr, took } = await interrupted(RUN, { again: 30 });
    expect(status).toBe(130);
    expect(took).toBeGreaterThan(37);
    expect(took).toBeLessThan(39);
    expect(stderr).toContain(
      'The request may wait there still, or hold the lease, until another one has waited',
    );
  });
});

describe('a release that the server does not confirm', () => {
  const staysSaid = (shell: Shell, hold: string) => {
    const { id, epoch } = shell.lease().requests[0]!;
    return (
      'ref-lease: error: The git server did not confirm the release on the branch ref-lease in the time left for it. Nobody answers. ' +
      `The lease staging may be held still, until another one has waited behind it for ${hold} and removes it. ` +
      `\`ref-lease release --lease staging --id '${id}' --token ${epoch}\` ends it at once.`
    );
  };
  const lastOf = ({ stderr }: { stderr: string }) => stderr.trimEnd().split('\n').at(-1);

  it.each([0, 3])(
    'of a command that has ended with %i: what stays is said, and what ends it',
    async (code) => {
      const shell = aShell();
      const ended = await shell.run(RUN, async ({ command }) => {
        const { end } = await command;
        silence(shell);
        end(code);
      });
      expect([ended.status, lastOf(ended)]).toEqual([code, staysSaid(shell, '5 m')]);
    },
  );

  it('of a hold that nobody was told of: the same', async () => {
    const shell = aShell({ isUnread: true });
    const ended = await shell.run(ACQUIRE, async () => {
      const { store } = shell.world;
      const swap = store.compareAndSwap.bind(store);
      store.compareAndSwap = async (...write) => {
        const result = await swap(...write);
        silence(shell);
        return result;
      };
    });
    expect([ended.status, lastOf(ended)]).toEqual([74, staysSaid(shell, '8 h')]);
  });
});

describe('a hold that is got when nobody wants it any more', () => {
  const signalled = async (shell: Shell, after: () => void) =>
    shell.run(ACQUIRE, async ({ signal }) => {
      const { store } = shell.world;
      const swap = store.compareAndSwap.bind(store);
      store.compareAndSwap = async (...write) => {
        store.compareAndSwap = swap;
        const result = await swap(...write);
        signal('SIGTERM');
        after();
        return result;
      };
    });

  it('is released', async () => {
    const shell = aShell();
    const { status, stdout } = await signalled(shell, () => {});
    expect([status, stdout, shell.lease().requests]).toEqual([143, failsWith(143), []]);
    expect(latestOutcome(shell.lease())).toMatchObject({ outcome: 'failure' });
  });

  it('stays where nobody answers, which is said', async () => {
    const shell = aShell();
    const { status, stdout, stderr } = await signalled(shell, () => silence(shell));
    expect([status, stdout]).toEqual([143, failsWith(143)]);
    expect(stderr).toContain('hold the lease, until another one has waited for 8 h.');
  });
});

describe('a wait that ends in trouble', () => {
  it('by a timeout in an outage ends as every other one, once the request is off the board', async () => {
    const shell = besideHolder();
    let answer = (): void => {};
    const ended = await shell.run(
      `${ACQUIRE} -w 1m -E 3`,
      happens(shell, [30, () => (answer = silence(shell))], [240, () => answer()]),
    );
    expect(ended.status).toBe(3);
    expect(shell.lease().requests.map(({ id }) => id)).toEqual([HOLDER.id]);
    expect(ended.stderr).toContain('no request of this command is left there. It is held by');
  });

  it('by a signal while it is taken back has the status of that', async () => {
    const shell = besideHolder();
    const ended = await shell.run(`${ACQUIRE} -w 1m`, async ({ signal }) =>
      happens(shell, [30, () => silence(shell)], [200, () => signal('SIGINT')])(),
    );
    expect(ended.status).toBe(130);
    expect(shell.world.clock.monotonic()).toBeLessThan(209);
    expect(ended.stderr).toContain('The request may wait there still');
  });

  it('by a file that cannot be read leaves its request, and says so', async () => {
    const shell = besideHolder();
    const breaks = () => shell.world.store.memory.putRaw('leases/staging.json', '{');
    const { status, stderr } = await shell.run(ACQUIRE, happens(shell, [30, breaks]));
    expect(status).toBe(65);
    expect(stderr).toContain(`warning: ${TAKEN_BACK}`);
    expect(stderr).toMatch(/error: .*staging\.json.* The request may wait there still/);
  });

  it('by a rule that has passed meanwhile leaves nothing', async () => {
    const shell = besideHolder();
    const { store } = shell.world;
    const [read, watch] = [store.read.bind(store), store.watch.bind(store)];
    const { status, stderr } = await shell.run(ACQUIRE, async (running) => {
      const refusing =
        <A extends unknown[], R>(does: (...args: A) => Promise<R>) =>
        async (...args: A): Promise<R> => {
          if (running.stderr().includes(TAKEN_BACK)) return does(...args);
          throw new PermissionError('The server refuses.');
        };
      await shell.world.clock.sleep(30);
      Object.assign(store, { read: refusing(read), watch: refusing(watch) });
    });
    expect(status).toBe(77);
    expect(shell.lease().requests.map(({ id }) => id)).toEqual([HOLDER.id]);
    expect(stderr).toMatch(
      /The request for the lease staging has ended: withdrawn\.\nref-lease: error: The server refuses/,
    );
  });
});

describe('a write that the server refuses', () => {
  it.each([
    [ACQUIRE, failsWith(77)],
    [RUN, ''],
  ])('leaves nothing that may land: it ends within a minute, with the reason: %s', async (line, stdout) => {
    const shell = aShell();
    const { store, clock } = shell.world;
    const startedAt = clock.monotonic();
    store.compareAndSwap = async () => ({ kind: 'refused', cause: new Error('not on Sundays') });
    const ended = await shell.run(line);
    expect(ended).toMatchObject({ status: 77, stdout });
    expect(ended.stderr).toMatch(/^ref-lease: warning: .*\(not on Sundays\).* Trying twice more/);
    expect(ended.stderr).toMatch(
      /error: .*\(not on Sundays\).* exempt the branch ref-lease from the rule.* It was tried 3 times\.\n$/,
    );
    expect(clock.monotonic() - startedAt).toBeLessThan(60);
  });
});
