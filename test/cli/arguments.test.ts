// What the words of a command line are taken for, and what is refused before anything is asked.
import { describe, expect, it } from 'vitest';
import { help } from '../../src/cli/help.ts';
import { withoutHold } from '../../src/cli/hold.ts';
import { isValued } from '../../src/cli/options.ts';
import { COMMANDS } from '../../src/cli/table.ts';
import { InputError } from '../../src/lease/errors.ts';
import { aShell } from './shell.ts';

const PLAIN = (text: string): string => text;

const LOCK = COMMANDS.find(({ name }) => name === 'lock')!;

describe('the help', () => {
  it.each([null, ...COMMANDS])('fits a screen: $name', async (spec) => {
    const lines = help(spec, PLAIN).trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(40);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
    await expect(lines.join('\n')).toMatchFileSnapshot(`__snapshots__/help/${spec?.name ?? 'ref-lease'}.txt`);
  });

  it('is on stderr where the command is missing, which is no success', async () => {
    expect(await aShell().run('')).toEqual({
      status: 64,
      stdout: '',
      stderr: `${help(null, PLAIN)}\nref-lease: error: A command is missing.\n`,
    });
  });

  it.each(['--help', '-h', 'help'])('of the whole is shown by %j', async (line) => {
    expect(await aShell().run(line)).toEqual({ status: 0, stdout: help(null, PLAIN), stderr: '' });
  });

  it.each(['lock --help', 'lock -l staging -h', 'help lock', 'lock -l . -h'])(
    'of a command is shown by %j, whatever else is given',
    async (line) => {
      expect(await aShell().run(line)).toEqual({ status: 0, stdout: help(LOCK, PLAIN), stderr: '' });
    },
  );

  it('has its headings in bold in a terminal, unless NO_COLOR is set', async () => {
    const bold = `\u001b[1mUsage:\u001b[0m`;
    expect((await aShell({ isTerminal: true }).run('--help')).stdout).toContain(bold);
    for (const env of [{ NO_COLOR: '1' }, { TERM: 'dumb' }])
      expect((await aShell({ isTerminal: true, env }).run('--help')).stdout).not.toContain('\u001b');
  });
});

describe('the table', () => {
  it('has each option once, with a text of its own and no full stop', () => {
    for (const { name, options } of COMMANDS) {
      const names = options.map((option) => option.name);
      expect(new Set(names).size, name).toBe(names.length);
      for (const { text } of options) expect(text).not.toMatch(/\.$/);
    }
  });

  it('demands and contradicts only options that the command has', () => {
    for (const { options, required = [], conflicts = [] } of COMMANDS)
      for (const option of [...required.flat(), ...conflicts.flat()]) expect(options).toContain(option);
  });

  it('gives defaults that its options accept', () => {
    for (const option of COMMANDS.flatMap(({ options }) => options)) {
      if (!isValued(option) || !/^\d/.test(option.byDefault ?? '')) continue;
      const [given = ''] = option.byDefault!.split(',');
      expect(() => option.read(given)).not.toThrow();
    }
  });

  it('gives limits that its options accept, and nothing beyond', () => {
    const limited = COMMANDS.flatMap(({ options }) => options).filter(isValued);
    const ranges = limited.flatMap(({ limits = '', read }) => {
      const [, least, most] = /^(?:(\d\w*) to |at most )(\d\w*)$/.exec(limits) ?? [];
      return most === undefined ? [] : [{ given: [least ?? most, most], beyond: `9${most}`, read }];
    });
    expect(ranges.length).toBeGreaterThan(6);
    for (const { given, beyond, read } of ranges) {
      for (const each of given) expect(() => read(each)).not.toThrow();
      expect(() => read(beyond)).toThrow(InputError);
    }
  });
});

describe('a version', () => {
  it('is data', async () => {
    for (const form of ['--version', '-V'])
      expect((await aShell().run(form)).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

/** What is refused with status 64, and nothing on stdout. */
const REFUSED: readonly string[] = [
  'rnu -l staging -- true',
  'deploy',
  'realese',
  '""',
  '-l staging run -- true',
  'run -- true',
  'run -l staging',
  'run -l staging --',
  'run -l staging ./deploy.sh production',
  'run -l staging ./deploy.sh',
  'run -l -- true',
  'run -l=staging -- true',
  'lock -l staging --reason "-> moved"',
  'run -l --wait 5m -- true',
  'run -l staging -l other -- true',
  'run -l staging --json -- true',
  'run -l staging --hold 5m -- true',
  'run -l staging --reason repair -- true',
  'acquire -l staging --ttl 5m',
  'lock -l staging -E 3',
  'status --version',
  'status --jsno',
  'status --holp',
  'status --dulr',
  'run -l staging --weit 5m -- true',
  'run -l staging -x -- true',
  'run -l staging --no-wait=yes -- true',
  'run -l staging -n -w 5m -- true',
  'run -l staging -w 0s -- true',
  'run -l staging -w soon -- true',
  'run -l staging -w 40d -- true',
  'run -l staging -E 256 -- true',
  'run -l staging --ttl 2d -- true',
  'run -l staging --ttl 999ms -- true',
  'run -l staging --ttl 30s --grace 11s -- true',
  'run -l staging --ttl 8s --poll-interval 3s -- true',
  'run -l staging --poll-interval 1ms -- true',
  'run -l staging --priority high -- true',
  'run -l staging --priority 99999999999999999999 -- true',
  'release -l staging --token 99999999999999999999',
  'run -l sta..ging -- true',
  'run -l * -- true',
  'lock -l * --reason repair',
  'run -l "" -- true',
  'run -l staging --payload "" -- true',
  'run -l staging --branch -x -- true',
  'run -l staging --branch=-x -- true',
  'run -l staging --slots "" -- true',
  'run -l staging --slots 0 -- true',
  'run -l staging --slots 1,2 -- true',
  'run -l staging --slots eu,us,EU -- true',
  'run -l staging --slots eu,us --take 3 -- true',
  'run -l staging --take all -- true',
  'run -l staging --take 2 -- true',
  'acquire -l staging',
  'acquire -l staging --hold 2d',
  'acquire -l staging --hold 1ms',
  'release --id 1/1/a/0/1 --token 7',
  'release -l staging --token 7',
  'release -l staging --id 1/1/a/0/1',
  'release -l staging --id "1 1" --token 7',
  'release -l staging --id 1/1/a/0/1 --token -1',
  'status staging',
  'status --json --metrics',
  'log --number 0',
  'lock -l staging',
  'lock --reason repair',
  'lock -l staging --all --reason repair',
  'lock -l staging --reason repair --until 0s',
  'lock -l staging --reason repair --until 2026-11-20T18:00:00',
  'lock -l staging --reason repair --until 2027-02-30T00:00:00Z',
  'lock -l staging --reason repair --until 2026-12-01',
  'lock -l staging --reason repair --until 2026-12-01T25:00Z',
  'lock -l staging --reason repair --until 9999d',
  'lock -l staging --reason "  "',
  'lock --all --slots eu --reason repair',
  'lock -l staging --slots "eu west" --reason repair',
  'unlock --all --slots eu --reason done',
  'unlock --all --force --reason done',
  'unlock -l staging --token 7 --force --reason done',
  'completion',
  'completion tcsh',
  'completion bash zsh',
];

describe('what cannot be meant', () => {
  it('is refused before anything is asked, with what is allowed', async () => {
    const page: string[] = [];
    for (const line of REFUSED) {
      const shell = aShell();
      const { status, stdout, stderr } = await shell.run(line);
      const evaluated = line.startsWith('acquire ') ? `${withoutHold(64)}\n` : '';
      expect([status, stdout], line).toEqual([64, evaluated]);
      expect(shell.world.store.calls, line).toEqual({ read: 0, watch: 0, compareAndSwap: 0 });
      page.push(`$ ref-lease ${line}\n${stderr}`);
    }
    await expect(page.join('\n')).toMatchFileSnapshot('__snapshots__/refused.txt');
  });

  it('is also the branch that is checked out, unless leases are kept elsewhere, or it is theirs', async () => {
    const checkout = { headRef: 'refs/heads/main' };
    const { status, stderr } = await aShell({ checkout }).run('status --branch main');
    expect([status, stderr]).toEqual([64, expect.stringContaining('not the one that is checked out here')]);
    expect((await aShell({ checkout }).run('status --branch main --url host:leases.git')).status).toBe(0);
    expect((await aShell({ checkout: { headRef: 'refs/heads/ref-lease' } }).run('status')).status).toBe(0);
  });

  it('is also that nobody says where the leases are', async () => {
    const { status, stderr } = await aShell({ checkout: { origin: null } }).run('status');
    expect([status, stderr]).toEqual([64, expect.stringContaining('give --url or set REF_LEASE_URL')]);
  });

  it('is also a checkout that git does not read: it says why', async () => {
    const checkout = { origin: null, problem: 'detected dubious ownership' };
    const { status, stderr } = await aShell({ checkout }).run('status');
    const said = ' Of /home/ann/shop git says: detected dubious ownership.\n';
    expect([status, stderr]).toEqual([64, expect.stringContaining(said)]);
  });

  it('is read by the address of origin and written by that for pushes, unless another one is given', async () => {
    const asked: unknown[] = [];
    for (const line of ['status', 'status --url host:leases.git']) {
      const shell = aShell({
        checkout: { pushUrl: 'git@host:shop.git' },
        around: {
          connect: (where) => {
            asked.push(where);
            throw new InputError('Enough.');
          },
        },
      });
      await shell.run(line);
    }
    expect(asked).toEqual([
      { url: '/srv/shop.git', pushUrl: 'git@host:shop.git', branch: 'ref-lease' },
      { url: 'host:leases.git', branch: 'ref-lease' },
    ]);
  });

  it.each([
    [
      'status --url nowhere.git',
      {},
      'There is no repository "/home/ann/shop/nowhere.git" on this machine: check --url.',
    ],
    ['status', { REF_LEASE_URL: '/nowhere.git' }, '"/nowhere.git" on this machine: check REF_LEASE_URL.'],
  ])('of a path where nothing is: %s', async (line, env, part) => {
    const { status, stderr } = await aShell({ env }).run(line);
    expect([status, stderr]).toEqual([64, expect.stringContaining(part)]);
  });

  it('is a variable that cannot be meant', async () => {
    const env = { REF_LEASE: 'staging', REF_LEASE_ID: '1/1/a/0/1', REF_LEASE_TOKEN: 'seven' };
    const { status, stderr } = await aShell({ env }).run('release');
    expect([status, stderr]).toEqual([64, expect.stringContaining('--token was given as "seven"')]);
  });
});
