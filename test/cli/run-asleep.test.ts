// `run` on a machine that falls asleep: others may have taken over the lease when it wakes up.
import { describe, expect, it } from 'vitest';
import { aRequest, registers } from '../engine/world.ts';
import { aShell } from './shell.ts';

describe('a sleep of the machine', () => {
  it('that ends while it works ends the command as soon as the machine wakes up', async () => {
    const shell = aShell();
    const ended = await shell.run('run -l staging --ttl 300s -- ./deploy.sh', async ({ command }) => {
      const { signals, end } = await command;
      await shell.world.clock.sleep(20);
      shell.world.clock.suspend(100);
      await shell.world.clock.sleep(2);
      expect(signals).toEqual([]);
      shell.world.clock.suspend(250);
      await shell.world.clock.sleep(2);
      expect(signals).toEqual(['SIGTERM', 'SIGKILL']);
      end(0);
    });
    expect(ended.status).toBe(76);
    expect(ended.stderr).toContain('could not be renewed in time, and others may take over soon.');
  });

  it('that lasts until others may have the lease leaves no grace to a command that does not listen', async () => {
    const shell = aShell({ isDeaf: true });
    const { clock } = shell.world;
    const ended = await shell.run('run -l staging --ttl 30s -- ./deploy.sh', async ({ command }) => {
      const { signals } = await command;
      await clock.sleep(5);
      clock.suspend(40);
      await clock.sleep(2);
      expect(signals).toEqual(['SIGTERM', 'SIGKILL']);
    });
    expect(ended.status).toBe(76);
  });

  it('that ends before the grant is known counts from when that was sent', async () => {
    const shell = aShell();
    const { store, clock } = shell.world;
    const swap = store.compareAndSwap.bind(store);
    let sentAt = 0;
    store.compareAndSwap = async (...args) => {
      sentAt = clock.now();
      const granted = await swap(...args);
      clock.suspend(19);
      store.compareAndSwap = async () => ({ kind: 'unknown', cause: new Error('The network is down.') });
      return granted;
    };
    let stoppedAt = 0;
    const ended = await shell.run('run -l staging --ttl 60s -- ./deploy.sh', async ({ command }) => {
      const { signals } = await command;
      while (signals.length === 0) await clock.sleep(0.5);
      stoppedAt = clock.now();
      store.compareAndSwap = swap;
    });
    expect(ended.status).toBe(76);
    expect(stoppedAt - sentAt).toBeGreaterThan(39);
    expect(stoppedAt - sentAt).toBeLessThan(42);
  });

  it('that ends before it is known keeps the command from being started', async () => {
    const shell = aShell();
    const { store, clock } = shell.world;
    const swap = store.compareAndSwap.bind(store);
    const other = aRequest(7);
    store.compareAndSwap = async (...args) => {
      const granted = await swap(...args);
      store.compareAndSwap = swap;
      // The machine falls asleep before the answer is read, and the next in line finds it silent.
      clock.suspend(3600);
      const { id, epoch = null } = shell.lease().requests[0]!;
      shell.write({ kind: 'evict', id, epoch, by: other.id, reason: 'it did not show itself in time' });
      shell.write(registers(other), { kind: 'grant', id: other.id });
      return granted;
    };
    const ended = await shell.run('run -l staging -- ./deploy.sh', async () => {});
    expect(ended.status).not.toBe(0);
    expect(ended.stderr).toContain('it did not show itself in time');
    expect(ended.stderr).not.toContain('This command holds');
  });
});
