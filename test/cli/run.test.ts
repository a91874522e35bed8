// `run`: what the command gets, what becomes of the lease, and the exit status, for each way in which it can end.
import { describe, expect, it } from 'vitest';
import { NO_PROOFS } from '../../src/lease/containment.ts';
import type { Change } from '../../src/lease/transition.ts';
import { latestOutcome } from './board.ts';
import { aRequest, registers } from '../engine/world.ts';
import { aShell, ends, later, type Shell } from './shell.ts';

const HOLDER = aRequest(7);
const RUN = 'run -l staging -- ./deploy.sh production';

/** A shell on a board whose lease is held by a job that lives. */
function besideHolder(options: Parameters<typeof aShell>[0] = {}): Shell {
  const shell = aShell(options);
  shell.write(registers(HOLDER), { kind: 'grant', id: HOLDER.id });
  return shell;
}

/** The job that holds the lease is done with it. */
const released = (shell: Shell): Change => ({
  kind: 'release',
  id: HOLDER.id,
  epoch: shell.lease().epoch,
  outcome: 'success',
  proofs: NO_PROOFS,
});

describe('the command', () => {
  it('gets the lease, the token and the id in its environment, beside that of the caller', async () => {
    const shell = aShell({ env: { PATH: '/bin' } });
    await shell.run(RUN, async ({ command }) => {
      const { words, env, foreground, end } = await command;
      const { epoch } = shell.lease();
      expect(words).toEqual(['./deploy.sh', 'production']);
      expect(foreground).toBe(false);
      expect(env).toEqual({
        PATH: '/bin',
        REF_LEASE: 'staging',
        REF_LEASE_ID: '0/1/ann%40laptop%3A101/0/x000000000101',
        REF_LEASE_TOKEN: String(epoch),
        REF_LEASE_SLOTS: '',
      });
      end(0);
    });
  });

  it('gets the names of its slots, in the form in which they are given', async () => {
    const shell = aShell();
    const options = '--slots eu,us,asia --take 2';
    await shell.run(`run -l stages ${options} -- ./deploy.sh`, async ({ command }) => {
      const { env, end } = await command;
      expect(env['REF_LEASE_SLOTS']).toBe('eu,us');
      expect(shell.lease('stages').requests).toMatchObject([{ slots: ['eu', 'us'] }]);
      end(0);
    });
  });

  it.each([
    [0, 'success'],
    [1, 'failure'],
    [143, 'failure'],
  ])('ends with %i: that is the status, and the lease is released as %s', async (status, outcome) => {
    const shell = aShell();
    const ended = await shell.run(RUN, ends(status));
    expect(ended).toMatchObject({ status, stdout: '' });
    expect(latestOutcome(shell.lease())).toMatchObject({ outcome, job: 'ann@laptop:101' });
    expect(shell.lease().requests).toEqual([]);
  });

  it('that is not there has the status of a shell, and the lease is released', async () => {
    const shell = aShell();
    const { status, stderr } = await shell.run('run -l staging -- nowhere');
    expect([status, stderr]).toEqual([
      127,
      expect.stringContaining('error: The command nowhere was not started.'),
    ]);
    expect(shell.lease().requests).toEqual([]);
  });

  it('leaves of the wait before it one line in a terminal, which says what is held', async () => {
    const { stderr } = await aShell({ isTerminal: true, env: { NO_COLOR: '1' } }).run(RUN, ends(0));
    const lines = stderr.split(/\n|\r\u001b\[K/).filter((line) => line !== '');
    expect(lines).toEqual([
      expect.stringMatching(/^ref-lease: This command holds the lease staging after/),
      'ref-lease: The request for the lease staging has ended: success.',
    ]);
  });

  it('is left the terminal where that is asked for', async () => {
    const shell = aShell();
    await shell.run('run -l staging --foreground -- ./deploy.sh', async ({ command }) => {
      const { foreground, end } = await command;
      expect(foreground).toBe(true);
      end(0);
    });
  });
});

describe('the lease', () => {
  it('is renewed every third of the ttl while the command runs', async () => {
    const shell = aShell();
    const seen = new Set<number>();
    await shell.run('run -l staging --ttl 30s -- ./deploy.sh', async ({ command }) => {
      const { end } = await command;
      for (let second = 0; second < 65; second += 1) {
        await later(shell, 1);
        seen.add(shell.lease().requests[0]!.seen_at);
      }
      end(0);
    });
    expect(seen.size).toBe(7);
  });

  it('that others hold is waited for', async () => {
    const shell = besideHolder();
    const ended = await shell.run(RUN, async (running) => {
      await later(shell, 60);
      expect(running.stderr()).toContain('Waiting for the lease staging: place 1 of 1; held by');
      shell.write(released(shell));
      await ends(0)(running);
    });
    expect(ended.status).toBe(0);
  });

  it.each([
    ['-n', 75],
    ['-w 1m', 75],
    ['-n -E 3', 3],
    ['-w 1m -E 0', 0],
  ])(
    'that is not to be had with %s gives the status %i, and nothing is left in the line',
    async (flags, status) => {
      const shell = besideHolder();
      const ended = await shell.run(`run -l staging ${flags} -- ./deploy.sh`);
      expect(ended.status).toBe(status);
      expect(ended.stderr).toContain('It is held by');
      expect(shell.lease().requests.map(({ id }) => id)).toEqual([HOLDER.id]);
    },
  );
});

describe('a signal', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
    ['SIGQUIT', 131],
    ['SIGUSR1', 138],
    ['SIGUSR2', 140],
    ['SIGALRM', 142],
    ['SIGXCPU', 152],
  ] as const)('%s while it waits ends the wait with %i', async (signal, status) => {
    const shell = besideHolder();
    const ended = await shell.run(RUN, async (running) => {
      await later(shell, 60);
      running.signal(signal);
    });
    expect(ended.status).toBe(status);
    expect(shell.lease().requests.map(({ id }) => id)).toEqual([HOLDER.id]);
  });

  it('goes to the command while that runs, and its status is the one that counts', async () => {
    const shell = aShell();
    const ended = await shell.run(RUN, async ({ command, signal }) => {
      const { signals, end } = await command;
      signal('SIGINT');
      signal('SIGHUP');
      expect(signals).toEqual(['SIGINT', 'SIGHUP']);
      end(4);
    });
    expect(ended.status).toBe(4);
  });

  it('of the terminal that stops the process stops the command too, and both go on', async () => {
    const shell = aShell();
    await shell.run(RUN, async ({ command, signal, own }) => {
      const { signals, end } = await command;
      signal('SIGTSTP');
      signal('SIGCONT');
      expect([signals, own]).toEqual([['SIGSTOP', 'SIGCONT'], ['SIGSTOP']]);
      end(0);
    });
  });

  it('of the terminal reaches a command in the foreground by itself', async () => {
    const shell = aShell();
    await shell.run('run -l staging --foreground -- ./deploy.sh', async ({ command, signal, own }) => {
      const { signals, end } = await command;
      signal('SIGTSTP');
      expect([signals, own]).toEqual([[], []]);
      end(0);
    });
  });

  it('that comes when the lease was just got keeps the command from being started', async () => {
    const shell = aShell();
    let started = false;
    const swap = shell.world.store.compareAndSwap.bind(shell.world.store);
    const ended = await shell.run(RUN, async ({ command, signal }) => {
      command.then(() => (started = true)).catch(() => undefined);
      shell.world.store.compareAndSwap = async (...write) => {
        const result = await swap(...write);
        signal('SIGTERM');
        return result;
      };
    });
    expect([ended.status, started]).toEqual([143, false]);
    expect(latestOutcome(shell.lease())).toMatchObject({ outcome: 'failure' });
  });
});
