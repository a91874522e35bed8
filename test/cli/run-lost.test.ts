// `run` whose hold is lost: when the command is stopped, and the exit status, however that is found.
import { describe, expect, it } from 'vitest';
import { NO_PROOFS } from '../../src/lease/containment.ts';
import { latestOutcome } from './board.ts';
import { aRequest, registers } from '../engine/world.ts';
import { aShell, ends, later, type Shell } from './shell.ts';

const RUN = 'run -l staging -- ./deploy.sh';
const OTHER = aRequest(7);

describe('a hold that is lost', () => {
  it('by an operator ends the command with SIGTERM, and the status is 76', async () => {
    const shell = aShell();
    const ended = await shell.run('run -l staging --ttl 30s -- ./deploy.sh', async ({ command }) => {
      const { signals, toldBefore } = await command;
      const { id, epoch } = shell.lease().requests[0]!;
      shell.write({ kind: 'evict', id, epoch: epoch!, by: 'mona', reason: 'the host is gone' });
      await later(shell, 40);
      expect(signals).toEqual(['SIGTERM', 'SIGKILL']);
      // Whoever reads the words may keep them waiting.
      expect(toldBefore()).not.toContain('the hold was ended');
    });
    expect(ended.status).toBe(76);
    expect(ended.stderr).toContain(
      'the hold was ended as evicted by mona (the host is gone). The command is stopped.',
    );
  });

  it('by silence ends it before anybody may take over, by SIGKILL after the grace where it does not listen', async () => {
    const shell = aShell({ isDeaf: true });
    const times: [string, number][] = [];
    const ended = await shell.run(
      'run -l staging --ttl 30s --grace 5s -- ./deploy.sh',
      async ({ command }) => {
        const { signals } = await command;
        const startedAt = shell.world.clock.monotonic();
        const { store } = shell.world;
        const swap = store.compareAndSwap.bind(store);
        store.compareAndSwap = async () => ({ kind: 'unknown', cause: new Error('the network is down') });
        while (signals.length < 2) {
          await later(shell, 0.5);
          for (const signal of signals.slice(times.length))
            times.push([signal, shell.world.clock.monotonic() - startedAt]);
        }
        store.compareAndSwap = swap;
      },
    );
    expect(ended.status).toBe(76);
    expect(times.map(([signal]) => signal)).toEqual(['SIGTERM', 'SIGKILL']);
    expect(times[0]![1]).toBeGreaterThanOrEqual(19);
    expect(times[1]![1]).toBeLessThan(30);
    expect(latestOutcome(shell.lease())).toMatchObject({ outcome: 'failure' });
  });

  describe.each([0, 4])('while the command went on, which ends with %i, gives 76 where', (status) => {
    it.each<[string, (shell: Shell) => void, string]>([
      [
        'an operator has freed it, and another one has got it',
        (shell) => {
          const { id, epoch } = shell.lease().requests[0]!;
          shell.write({ kind: 'evict', id, epoch: epoch!, by: 'mona', reason: 'looked stuck', rest: 0 });
          shell.write(registers(OTHER), { kind: 'grant', id: OTHER.id });
        },
        'had lost the lease staging before it ended: ended as evicted by mona (looked stuck). It is held by',
      ],
      [
        'the branch was deleted',
        (shell) => shell.world.store.memory.delete(),
        'and the branch ref-lease knows nothing of it: somebody has deleted, rewound or edited it.',
      ],
      [
        'an operator is faster than the release',
        (shell) => {
          const { store } = shell.world;
          const swap = store.compareAndSwap.bind(store);
          store.compareAndSwap = async (...write) => {
            store.compareAndSwap = swap;
            const { id, epoch } = shell.lease().requests[0]!;
            shell.write({ kind: 'evict', id, epoch: epoch!, by: 'mona', reason: 'looked stuck' });
            return swap(...write);
          };
        },
        'had lost the lease staging before it ended: ended as evicted by mona (looked stuck).',
      ],
    ])('%s, though only the release finds that', async (_, happens, told) => {
      const shell = aShell();
      const ended = await shell.run(RUN, async (running) => {
        await running.command;
        happens(shell);
        await ends(status)(running);
      });
      expect(ended).toMatchObject({ status: 76, stdout: '' });
      expect(ended.stderr).toContain(told);
    });
  });

  it('is not one that the command itself has released', async () => {
    const shell = aShell();
    const ended = await shell.run(RUN, async (running) => {
      await running.command;
      const { id, epoch } = shell.lease().requests[0]!;
      shell.write({ kind: 'release', id, epoch: epoch!, outcome: 'success', proofs: NO_PROOFS });
      await ends(0)(running);
    });
    expect(ended).toMatchObject({ status: 0, stderr: expect.stringContaining('has ended: success.') });
  });

  it('because the branch is gone ends it too', async () => {
    const shell = aShell();
    const ended = await shell.run('run -l staging --ttl 30s -- ./deploy.sh', async ({ command }) => {
      const { signals } = await command;
      shell.world.store.memory.delete();
      await later(shell, 60);
      expect(signals[0]).toBe('SIGTERM');
    });
    expect(ended.status).toBe(76);
  });
});
