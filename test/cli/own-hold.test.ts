// A command that asks for what the command that started it holds: it would wait for itself.
import { describe, expect, it } from 'vitest';
import { UnavailableError } from '../../src/lease/errors.ts';
import { aShell, type Shell } from './shell.ts';

type Env = Readonly<Record<string, string>>;

/** What a shell exports after it has evaluated what `acquire` prints. */
async function exportedBy(shell: Shell, line: string): Promise<Env> {
  const { stdout } = await shell.run(line);
  return Object.fromEntries(
    [...stdout.matchAll(/(REF_LEASE\w*)='([^']*)'/g)].map(([, name, value]) => [name!, value!]),
  );
}

/** Another process on the same machine. */
const around = { host: { user: 'ann', host: 'laptop', pid: 900 }, nonce: () => '000000000900' };
const within = ({ world }: Shell, env: Env): Shell => aShell({ world, env, around });

describe('a command in the environment of a hold', () => {
  it('is refused what acquire got, and told how to release that', async () => {
    const shell = aShell();
    const env = await exportedBy(shell, 'acquire -l staging --hold 1h');
    const { status, stdout, stderr } = await within(shell, env).run('acquire -l staging --hold 1h');
    expect([status, shell.lease().requests.length]).toEqual([64, 1]);
    expect(stdout).toMatch(/^unset .*; \(exit 64\)\n$/);
    const { REF_LEASE_ID: id, REF_LEASE_TOKEN: token } = env;
    expect(stderr).toMatch(
      /whoever started this command, .*: ann@laptop:101 since 2026-\S+ .* wait for itself\./,
    );
    expect(stderr).toContain(
      `or release it first: ref-lease release --lease staging --id '${id}' --token ${token}.`,
    );
  });

  it('is told how to release that where it was got, whatever it is called', async () => {
    const shell = aShell();
    const line = 'acquire --lease=-y --hold 1h --branch other --url host:leases.git';
    const env = await exportedBy(shell, line);
    const { stderr } = await within(shell, env).run(line);
    expect(stderr).toContain('ref-lease release --url host:leases.git --branch other --lease=-y --id ');
  });

  it.each([
    ['ssh://git:secret@host/leases.git', 'ssh://git@host/leases.git'],
    ['https://ann:secret@host/leases.git', 'https://host/leases.git'],
  ])('is told where by a URL that leads there, and no password: %s', async (url, shown) => {
    const shell = aShell();
    const line = `acquire -l staging --hold 1h --url ${url}`;
    const { stderr } = await within(shell, await exportedBy(shell, line)).run(line);
    expect(stderr).toContain(`ref-lease release --url ${shown} --lease staging`);
    expect(stderr).not.toContain('secret');
  });

  it('is refused what run holds for it', async () => {
    const shell = aShell();
    await shell.run('run -l staging -- ./deploy.sh', async ({ command }) => {
      const { env, end } = await command;
      const nested = await within(shell, env as Env).run('run -l staging -n -- ./other.sh');
      expect([nested.status, nested.stderr]).toEqual([64, expect.stringContaining('wait for itself')]);
      expect(nested.stderr).not.toContain('release it first');
      end(0);
    });
  });

  it.each([
    ['-l other', 0],
    ['-l staging', 64],
    ['-l staging --slots eu', 64],
    ['-l staging --slots eu,us', 0],
    ['-l staging --slots eu,us --take 2', 64],
    ['-l staging --slots us', 0],
  ])('is granted what it can have beside its slot: %s', async (wish, status) => {
    const shell = aShell();
    const env = await exportedBy(shell, 'acquire -l staging --hold 1h --slots eu');
    expect((await within(shell, env).run(`acquire --hold 1h ${wish}`)).status).toBe(status);
  });

  it('is granted the lease once that was released, though the environment stays', async () => {
    const shell = aShell();
    const env = await exportedBy(shell, 'acquire -l staging --hold 1h');
    await within(shell, env).run('release');
    expect((await within(shell, env).run('acquire -l staging --hold 1h')).status).toBe(0);
  });

  it('waits for a hold of another token, and where no token is named', async () => {
    const shell = aShell();
    const env = await exportedBy(shell, 'acquire -l staging --hold 1h');
    for (const token of ['7', '', 'none']) {
      const other = within(shell, { ...env, REF_LEASE_TOKEN: token });
      expect((await other.run('acquire -l staging --hold 1h -n')).status).toBe(75);
    }
  });

  it('leaves a server that does not answer to the wait', async () => {
    const shell = aShell();
    const env = await exportedBy(shell, 'acquire -l staging --hold 1h');
    shell.world.store.read = async () => {
      throw new UnavailableError('No route to host.');
    };
    const { status, stderr } = await within(shell, env).run('acquire -l staging --hold 1h -w 1m');
    expect([status, stderr]).toEqual([75, expect.stringContaining('No route to host.')]);
  });
});
