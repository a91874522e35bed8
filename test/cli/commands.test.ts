// The other commands: data on stdout, words on stderr, the status; on one page that is read from top to bottom.
import { describe, expect, it } from 'vitest';
import { NoBranch } from '../../src/audit/history.ts';
import { PermissionError, StateError, UnavailableError } from '../../src/lease/errors.ts';
import { aRequest, registers } from '../engine/world.ts';
import { latestOutcome } from './board.ts';
import { aCheckup } from '../commands/stage.ts';
import { FaultyStore } from '../support/faulty-store.ts';
import { aShell, CHECKOUT, type Ended, type Shell } from './shell.ts';

const HOLDER = aRequest(7, { actor: 'lisa' });
const ENTRIES = [
  { sha: 'a'.repeat(40), at: 1_795_168_800, subject: 'acquire staging: main (run 7) holds it, token 1' },
  { sha: 'b'.repeat(40), at: 1_795_168_860, subject: 'release staging: \u001b[31mmain (run 7) succeeded' },
];
const COUNTS = {
  commits: 2,
  grants: 1,
  unreadable: 0,
  success: 1,
  failure: 0,
  completed: 0,
  withdrawn: 0,
  evicted: 0,
};
const FINDING = { commit: 'c'.repeat(40), lease: 'staging', promise: 'S1', what: 'two hold it' } as const;

function held(options: Parameters<typeof aShell>[0] = {}): Shell {
  const shell = aShell(options);
  shell.write(registers(HOLDER), { kind: 'grant', id: HOLDER.id });
  return shell;
}

const history = { around: { history: async () => ENTRIES } };
const noBranch = async (): Promise<never> => {
  throw new NoBranch('ref-lease');
};
const audited = (findings: readonly (typeof FINDING)[]) => ({
  around: { audit: async () => ({ findings, unreadable: [], counts: COUNTS }) },
});
const unread = async () => {
  const version = { commit: 'd'.repeat(40), lease: 'staging', problem: 'it is \u001b[31mno document' };
  return { findings: [], unreadable: [version], counts: { ...COUNTS, unreadable: 1 } };
};

const silent = async (): Promise<never> => {
  throw new UnavailableError('The program "git" is not there: \u001b[31minstall it.');
};
/** A branch of a checkup that the server keeps. */
const staying = {
  checkup: {
    remove: async () => {
      throw new PermissionError('The server keeps it.');
    },
  },
};
/** A probe on a server that says yes to every write. */
const lying = (): FaultyStore =>
  Object.assign(new FaultyStore(), { compareAndSwap: async () => ({ kind: 'applied', head: 'anything' }) });
const refusing = (): FaultyStore => Object.assign(new FaultyStore(), { nextSwap: 'refused' });

/** Each line of the page: on which board, and what is asked. */
const PAGE: readonly (readonly [shell: () => Shell, line: string, status: number])[] = [
  [() => aShell(), 'status', 0],
  [() => held(), 'status', 0],
  [() => held(), 'status -l staging', 0],
  [() => held(), 'status -l other', 0],
  [() => aShell(history), 'log', 0],
  [() => aShell(history), 'log --json', 0],
  [() => aShell({ around: { history: async () => [] } }), 'log -l nope', 0],
  [() => aShell({ around: { history: noBranch } }), 'log', 0],
  [() => aShell({ around: { history: noBranch } }), 'log --json', 0],
  [() => aShell(audited([])), 'audit', 0],
  [() => aShell(audited([FINDING])), 'audit', 1],
  [() => aShell({ around: { audit: unread } }), 'audit', 0],
  [() => aShell({ around: { audit: noBranch } }), 'audit', 1],
  [() => held(), 'lock -l staging --reason "database migration" --until 2h', 0],
  [() => held(), 'lock --all --reason freeze', 0],
  [() => held(), 'lock -l stagign --reason repair', 0],
  [() => held(), 'lock -l staging --reason repair --until 2020-01-01T00:00Z', 64],
  [() => held(), 'lock -l staging --reason repair --until 9999-02-20T00:00:00Z', 64],
  [() => aShell(), 'lock -l staging --reason repair', 0],
  [() => held(), 'unlock -l staging --reason done', 0],
  [() => held(), 'unlock -l staging --force --reason "host replaced"', 0],
  [() => aShell(), 'unlock -l staging --force --reason "host replaced"', 1],
  [() => held(), 'unlock -l staging --token 5 --reason "host replaced"', 1],
  [() => held(), 'release -l staging --id 7/1/staging/0/907 --token 1', 1],
  [() => held(), 'acquire -l staging --hold 1h -n', 75],
  [() => held(), 'acquire -l staging --hold 1h -w 1m', 75],
  [() => aShell(), 'acquire -l staging --hold 1h -q', 0],
  [() => aShell(), 'acquire -l staging --hold 1h --json', 0],
  [() => aShell(), 'acquire -l staging --slots us,eu --take all --hold 1h --json', 0],
  [() => aShell(), 'acquire -l staging --slots 10 --hold 1h -q', 0],
  [() => held(), 'lock -l staging --slots eu --reason "new disk"', 0],
  [() => held(), 'unlock -l staging --slots eu --reason done', 0],
  [() => aShell(), 'run -l staging -- nowhere', 127],
  [() => aShell(), 'doctor', 0],
  [() => aShell(staying), 'doctor -q', 0],
  [() => aShell(staying), 'doctor --json', 0],
  [() => aShell({ checkup: { probes: [lying(), lying()] } }), 'doctor', 1],
  [() => aShell({ checkup: { git: silent } }), 'doctor', 69],
  [() => aShell({ checkup: { git: silent } }), 'doctor -q --json', 69],
  [() => aShell({ checkup: { probes: [refusing(), refusing()] } }), 'doctor', 77],
];

describe('a command', () => {
  it('says what it did, and prints what it was asked for', async () => {
    const page: string[] = [];
    for (const [shell, line, status] of PAGE) {
      const ended = await shell().run(line);
      expect(ended.status, `${line}: ${ended.stderr}`).toBe(status);
      page.push(shown(line, ended));
    }
    await expect(page.join('\n')).toMatchFileSnapshot('__snapshots__/commands.txt');
  });

  it('prints the whole state, and figures', async () => {
    const shell = held();
    const { stdout } = await shell.run('status -l staging --json');
    expect(JSON.parse(stdout)).toMatchObject({
      lease: 'staging',
      requests: [{ id: HOLDER.id, epoch: shell.lease().epoch }],
    });
    expect(Object.keys(JSON.parse((await shell.run('status --json')).stdout) as object)).toEqual(['staging']);
    const metrics = await shell.run('status --metrics');
    expect(metrics.stdout).toMatch(/^# (HELP|TYPE) /);
    expect(metrics.stdout).toMatch(/# EOF\n$/);
  });

  it('says every call of git where that is wanted, and nothing of it otherwise', async () => {
    const around = {
      connect: (_: unknown, __: unknown, say: (text: string) => void) => {
        say('git fetch: 0 after 12ms');
        return { world: shell.world, checkup: aCheckup(shell.world), close: () => {} };
      },
    };
    const shell: Shell = aShell({ around });
    expect((await shell.run('status -v')).stderr).toBe('ref-lease: git fetch: 0 after 12ms\n');
    expect((await shell.run('status')).stderr).toBe('');
  });
});

describe('a hold that acquire got', () => {
  it('is released by what it has printed', async () => {
    const shell = aShell();
    const { stdout } = await shell.run('acquire -l staging --hold 1h');
    const env = Object.fromEntries(
      [...stdout.matchAll(/(REF_LEASE\w*)='([^']*)'/g)].map(([, name, value]) => [name, value]),
    );
    expect(stdout).toMatch(
      /^export REF_LEASE='staging' REF_LEASE_ID='\S+' REF_LEASE_TOKEN='\d+' REF_LEASE_SLOTS=''\n$/,
    );
    const later = aShell({ env, world: shell.world });
    expect((await later.run('release --failure')).status).toBe(0);
    expect(latestOutcome(shell.lease())).toMatchObject({ outcome: 'failure' });
    expect((await later.run('release --failure')).status).toBe(0);
  });

  it('is ended where what it has printed got to nobody', async () => {
    const shell = aShell({ isUnread: true });
    const { status, stderr } = await shell.run('acquire -l staging --hold 1h');
    expect([status, stderr]).toEqual([74, expect.stringContaining('has ended as failure')]);
    expect(shell.lease().requests).toEqual([]);
  });

  it('names its slots as they are asked for, and the whole lease has all that are known', async () => {
    const shell = aShell();
    const acquired = async (options: string): Promise<{ slots: string[] }> =>
      JSON.parse((await shell.run(`acquire -l staging --hold 1m --json ${options}`)).stdout) as {
        slots: string[];
      };
    expect((await acquired('--slots us,eu')).slots).toEqual(['us']);
    expect((await acquired('--slots us,eu')).slots).toEqual(['eu']);
    expect((await acquired('')).slots.toSorted()).toEqual(['eu', 'us']);
  });

  it('says until when it lasts, and what to do once that is over', async () => {
    const shell = aShell();
    await shell.run('acquire -l staging --hold 5m');
    const until = /held by \S+ since 2026-11-20 10:00:00 UTC until 2026-11-20 10:05:00 UTC, token/;
    expect((await shell.run('status')).stdout).toMatch(until);
    const waited = await shell.run('acquire -l staging --hold 1m -w 1m');
    expect(waited.stderr).toMatch(until);
    expect(waited.stderr).not.toContain('is over');
    const { clock } = shell.world;
    await clock.until(clock.sleep(3600, new AbortController().signal));
    const over =
      /The hold with the token \d+ is over by the clock of this machine: whoever waits for 5 m takes it over, and ref-lease unlock with that token ends it at once\./;
    expect((await shell.run('status')).stdout).toMatch(over);
    expect((await shell.run('acquire -l staging --hold 1m -n')).stderr).toMatch(over);
    expect((await shell.run('acquire -l staging --hold 1m -w 6m')).status).toBe(0);
  });

  it('that was over before its release says so, and asks for no other token', async () => {
    const shell = aShell();
    const { id, token } = JSON.parse((await shell.run('acquire -l staging --hold 5m --json')).stdout) as {
      id: string;
      token: number;
    };
    await shell.run('acquire -l staging --hold 5m -w 6m');
    const { status, stderr } = await shell.run(`release -l staging --id ${id} --token ${token}`);
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /was over before\. It has ended as evicted at 2026-\S+ \S+ UTC \(.*\)\. .* It is held by .* Acquire it anew, with a longer --hold/,
    );
  });

  it('ends by itself after its time, and not before', async () => {
    const shell = aShell();
    await shell.run('acquire -l staging --hold 1h');
    const [first] = shell.lease().requests;
    const startedAt = shell.world.clock.monotonic();
    const ended = await shell.run('acquire -l staging --hold 1h --json');
    const waited = shell.world.clock.monotonic() - startedAt;
    expect(ended.status).toBe(0);
    expect(waited).toBeGreaterThan(3600);
    expect(waited).toBeLessThan(3700);
    expect(latestOutcome(shell.lease())).toMatchObject({ id: first!.id, outcome: 'evicted' });
  });
});

describe('a server', () => {
  const failing = (error: Error) => {
    const shell = aShell();
    shell.world.store.read = async () => {
      throw error;
    };
    return shell;
  };

  it.each([
    ['that does not answer', 69, new UnavailableError('No route to host.', { lasting: true })],
    ['that refuses', 77, new PermissionError('The server refused reading.')],
    ['that somebody must repair', 65, new StateError('There is a file in the place of leases.')],
    ['that meets a bug', 70, new TypeError('x is not a function')],
  ])('%s gives the status %i', async (_, status, error) => {
    const ended = await failing(error).run('status');
    expect([ended.status, ended.stdout]).toEqual([status, '']);
    expect(ended.stderr).toContain(error.message);
  });

  it('whose history cannot be read says so', async () => {
    const around = { audit: () => Promise.reject(new Error('git clone failed: not found')) };
    const { status, stderr } = await aShell({ around }).run('audit -v');
    expect([status, stderr]).toEqual([
      69,
      expect.stringContaining(
        'The history of the branch ref-lease of /srv/shop.git was not read: git clone failed',
      ),
    ]);
  });

  it.each(['status', 'audit', 'log', 'doctor -q'])(
    'is not waited for after a signal, which is the status: %s',
    async (line) => {
      const never = (): Promise<never> => new Promise(() => {});
      const shell = aShell({ around: { audit: never, history: never } });
      shell.world.store.read = (options) =>
        new Promise((_, reject) => {
          options!.signal!.addEventListener('abort', () => reject(options!.signal!.reason as Error));
        });
      const ended = await shell.run(line, async ({ signal }) => {
        await shell.world.clock.sleep(1);
        signal('SIGINT');
      });
      expect([ended.status, ended.stdout]).toEqual([130, '']);
    },
  );

  it.each(['audit', 'log'])(
    'is not asked for after a signal during the look at the checkout: %s',
    async (line) => {
      let asked = 0;
      const never = (): Promise<never> => {
        asked += 1;
        return new Promise(() => {});
      };
      const looked = Promise.withResolvers<typeof CHECKOUT>();
      const shell = aShell({ around: { audit: never, history: never, checkout: () => looked.promise } });
      const ended = await shell.run(line, async ({ signal }) => {
        signal('SIGINT');
        looked.resolve(CHECKOUT);
      });
      expect([ended.status, ended.stdout, asked]).toEqual([130, '', 0]);
    },
  );

  it('with a document that cannot be read gives the status 65', async () => {
    const shell = held();
    shell.world.store.memory.putRaw('leases/staging.json', '{');
    const { status, stdout, stderr } = await shell.run('status');
    expect([status, stdout]).toEqual([65, expect.stringContaining('staging: unreadable')]);
    expect(stderr).toContain('error: ');
  });
});

function shown(line: string, { status, stdout, stderr }: Ended): string {
  const marked = (mark: string, text: string): string => text.replace(/^(?=.)/gm, mark);
  return `$ ref-lease ${line}\n${marked('1> ', stdout)}${marked('2> ', stderr)}= ${status}\n`;
}
