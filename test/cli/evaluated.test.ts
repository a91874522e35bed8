// What acquire prints, evaluated by a shell: it goes on with the lease, and only with it.
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { PermissionError, UnavailableError } from '../../src/lease/errors.ts';
import { aRequest, registers } from '../engine/world.ts';
import { aShell, type Shell } from './shell.ts';

const HOLDER = aRequest(7);
const EARLIER = {
  REF_LEASE: 'staging',
  REF_LEASE_ID: '0/1/earlier/0/x1',
  REF_LEASE_TOKEN: '41',
  REF_LEASE_SLOTS: 'eu',
};

/** Evaluates a text in a shell that has got an earlier lease. */
function evaluate(script: string, text: string) {
  const env = { PATH: process.env['PATH'], ...EARLIER, TEXT: text };
  const { status, stdout } = spawnSync('sh', ['-c', script], { encoding: 'utf8', env });
  return { status, stdout };
}

const LEFT = 'env | grep ^REF_LEASE || echo none';

function held(): Shell {
  const shell = aShell();
  shell.write(registers(HOLDER), { kind: 'grant', id: HOLDER.id });
  return shell;
}

function failing(error: Error): Shell {
  const shell = aShell();
  shell.world.store.read = async () => {
    throw error;
  };
  return shell;
}

const LINE = 'acquire -l staging --hold 1h';

describe('what acquire prints', () => {
  it('lets a shell go on with the lease', async () => {
    const { stdout } = await aShell().run(LINE);
    expect(evaluate('set -e; eval "$TEXT" && echo "deploys with $REF_LEASE_TOKEN"', stdout)).toEqual({
      status: 0,
      stdout: expect.stringMatching(/^deploys with \d+\n$/),
    });
  });

  it.each<[string, number, () => Shell, string]>([
    ['somebody else holds the lease', 75, held, `${LINE} -n`],
    ['the wait was too short', 75, held, `${LINE} -w 1m`],
    ['another status was wished', 3, held, `${LINE} -n -E 3`],
    ['the arguments cannot be meant', 64, held, 'acquire -l staging --hold soon'],
    ['an argument is missing', 64, held, 'acquire'],
    [
      'the server does not answer',
      69,
      () => failing(new UnavailableError('No route.', { lasting: true })),
      LINE,
    ],
    ['the server refuses', 77, () => failing(new PermissionError('It refused.')), LINE],
    ['there is a bug', 70, () => failing(new TypeError('x is not a function')), LINE],
  ])('stops a shell, and lets it forget an earlier lease, where %s', async (_, status, shell, line) => {
    const ended = await shell().run(line);
    expect(ended.status).toBe(status);
    expect(evaluate('eval "$TEXT" && echo deploys', ended.stdout)).toEqual({ status, stdout: '' });
    expect(evaluate('set -e; eval "$TEXT"; echo deploys', ended.stdout)).toEqual({ status, stdout: '' });
    expect(evaluate(`eval "$TEXT" || ${LEFT}`, ended.stdout)).toEqual({ status: 0, stdout: 'none\n' });
    expect((await shell().run(`${line} --json`)).stdout).toBe('');
  });

  it('stops a shell where a signal has ended the wait', async () => {
    const ended = await held().run(LINE, async ({ signal }) => signal('SIGINT'));
    expect(ended.status).toBe(130);
    expect(evaluate('eval "$TEXT" && echo deploys', ended.stdout)).toEqual({ status: 130, stdout: '' });
  });

  it('leaves a shell without a lease where the status was wished to be 0', async () => {
    const { status, stdout } = await held().run(`${LINE} -n -E 0`);
    expect(status).toBe(0);
    expect(evaluate(`eval "$TEXT" && ${LEFT}`, stdout)).toEqual({ status: 0, stdout: 'none\n' });
  });
});
