// Stories of processes outside of GitHub, which no API sees: they show by themselves that they are there.
import { plainJob, processOutside } from '../world/cast.ts';
import { acquire, hold, release, rest, unlock, work } from '../world/steps.ts';
import { renewed, served, type Story } from '../world/story.ts';

/** A process that waits behind a dead job cannot see that, and finds it by its silence. */
export const QUICK = { ttl: 60, takeover_delay: 10, max_hold: 500 };
/** The same, where somebody waits or holds for longer than that. */
const SHORT = { ...QUICK, max_hold: 300 };

export const PROCESSES: readonly Story[] = [
  {
    name: 'process-alone',
    title:
      'A process outside of GitHub takes the lease, shows every third of its TTL that it is there, and releases.',
    tell: (world) => {
      world.job(0, processOutside(1), acquire(), hold(150));
    },
    ends: renewed('process-1'),
  },
  {
    name: 'process-behind-job',
    title: 'A process waits behind a job, and shows meanwhile that it is there: nobody takes it for dead.',
    tell: (world) => {
      world.job(0, plainJob(1, { parameters: QUICK }), acquire(), work(200));
      world.job(5, processOutside(2), acquire(), hold(30));
      world.job(8, plainJob(3, { parameters: QUICK }), acquire(), work(20));
    },
    ends: [...served('plain-1'), ...renewed('process-2'), ...served('plain-3')],
  },
  {
    name: 'job-behind-process',
    title: 'A job waits behind a process that lives for long: it asks nobody for the life of it.',
    tell: (world) => {
      world.job(0, processOutside(1), acquire(), hold(400));
      world.job(5, plainJob(2, { parameters: QUICK }), acquire(), work(20));
    },
    ends: [...renewed('process-1'), ...served('plain-2')],
  },
  {
    name: 'job-behind-dead-process',
    title:
      'The process that holds the lease is killed: the job behind it watches its silence, and takes over.',
    tell: (world) => {
      const first = world.job(0, processOutside(1), acquire(), hold(900));
      world.job(5, plainJob(2, { parameters: QUICK }), acquire(), work(20));
      world.at(70, 'process-1 is killed', () => first.killStep());
    },
    ends: ['process-1: acquired', ...served('plain-2')],
  },
  {
    name: 'process-behind-dead-ones',
    title: 'A process that holds the lease and one that waits are killed: a third evicts both.',
    tell: (world) => {
      const first = world.job(0, processOutside(1), acquire(), hold(900));
      const second = world.job(5, processOutside(2), acquire(), hold(20));
      world.job(8, processOutside(3), acquire(), hold(20));
      world.at(40, 'process-1 and process-2 are killed', () => {
        first.killStep();
        second.killStep();
      });
    },
    ends: ['process-1: acquired', ...renewed('process-3')],
  },
  {
    name: 'noted-after-an-outage',
    title:
      'The only one who sees that the holder lives has no answers for long: it writes that down in time for the process that does not.',
    tell: (world) => {
      const board = { kinds: ['read', 'look', 'write'], is: 'silent', from: 40, to: 120 } as const;
      world.server.conditions.push({ ...board, of: 'plain-3' });
      world.job(0, plainJob(1, { parameters: SHORT }), acquire(), work(340));
      world.job(5, processOutside(2), acquire(), hold(5));
      world.job(10, plainJob(3, { parameters: QUICK }), acquire(), work(20));
    },
    ends: [...served('plain-1'), ...renewed('process-2'), ...served('plain-3')],
    isTimed: true,
    isLong: true,
  },
  {
    name: 'waiter-before-a-process',
    title:
      'A job waits for longer than its max-hold, and sees lives; the process behind it does not, and must be shown.',
    tell: (world) => {
      world.job(0, plainJob(1, { parameters: QUICK }), acquire(), work(340));
      world.job(5, plainJob(2, { parameters: SHORT }), acquire(), work(20));
      world.job(10, processOutside(3), acquire(), hold(5));
    },
    ends: [...served('plain-1', 'plain-2'), ...renewed('process-3')],
    isLong: true,
  },
  {
    name: 'short-outage',
    title: 'Nobody answers a process for less than two thirds of its TTL: it keeps the lease.',
    tell: (world) => {
      world.server.conditions.push({ from: 70, to: 90, kinds: ['read', 'look', 'write'], is: 'silent' });
      world.job(0, processOutside(1), acquire(), hold(200));
      world.job(5, plainJob(2, { parameters: QUICK }), acquire(), work(20));
    },
    isTimed: true,
    ends: [...renewed('process-1'), ...served('plain-2')],
  },
  {
    name: 'long-outage',
    title:
      'Nobody answers a process for two thirds of its TTL: it stops its work before anybody takes the lease.',
    tell: (world) => {
      const its = { kinds: ['read', 'look', 'write'], is: 'silent' } as const;
      for (const who of ['process-1 renew', 'process-1 post'])
        world.server.conditions.push({ ...its, from: 70, to: 180, of: who });
      world.job(0, processOutside(1), acquire(), hold(400));
      world.job(5, plainJob(2, { parameters: QUICK }), acquire(), work(60));
    },
    ends: [
      'process-1: acquired',
      'process-1 renew: has lost the lease: not renewed in time (nobody answered)',
      'plain-2: acquired',
      'process-1 post: process-1 has ended as evicted',
      'plain-2 post: plain-2 has ended as success',
    ],
    isTimed: true,
  },
  {
    name: 'paused-process',
    title:
      'A process that holds the lease stands still for longer than its TTL: it wakes up, and learns that it has lost it.',
    tell: (world) => {
      const first = world.job(0, processOutside(1), acquire(), hold(400));
      world.job(5, plainJob(2, { parameters: QUICK }), acquire(), work(20));
      world.at(50, 'process-1 stands still', () => first.pause(200));
    },
    ends: [
      'process-1: acquired',
      ...served('plain-2'),
      'process-1 renew: has lost the lease: not renewed in time (it stood still)',
      'process-1 post: process-1 has ended as evicted',
    ],
    isTimed: true,
  },
  {
    name: 'paused-at-the-grant',
    title:
      'A process stands still between its grant and the answer, for longer than it may hold without a sign: it never works.',
    tell: (world) => {
      const shortly = processOutside(1, { hold: 30, ttl: 300, takeoverDelay: 0 });
      const first = world.job(0, shortly, acquire(), rest(20));
      world.job(2, plainJob(2), acquire(), work(100));
      world.at(0.7, 'process-1 stands still', () => first.pause(80));
    },
    ends: ['plain-2: acquired', 'process-1: ended as evicted', 'plain-2 post: plain-2 has ended as success'],
    isTimed: true,
  },
  {
    name: 'interrupted-at-the-grant',
    title:
      'A process that takes the lease for a time is interrupted in an outage, and does not know that it got it: it takes that back.',
    tell: (world) => {
      const its = { kinds: ['read', 'look', 'write'], is: 'silent', to: 60 } as const;
      const granting = { kinds: ['write'], is: 'silent', lands: true, from: 0, to: 1 } as const;
      world.server.conditions.push(granting, { ...its, from: 1, of: 'process-1' });
      world.server.conditions.push({ ...its, from: 1, of: 'process-1 post' });
      const first = world.job(0, processOutside(1, { hold: 600, ttl: 300, takeoverDelay: 0 }), acquire());
      world.at(5, 'process-1 is told to stop', () => first.cancel());
      world.job(20, plainJob(2), acquire(), work(20));
    },
    ends: [
      'process-1: unconfirmed, cancelled',
      'process-1 post: process-1 has ended as failure',
      ...served('plain-2'),
    ],
    isTimed: true,
  },
  {
    name: 'freed-process',
    title: 'An operator frees a process that holds the lease: it learns so at its next renewal, and stops.',
    tell: (world) => {
      world.job(0, processOutside(1), acquire(), hold(400));
      world.job(30, plainJob(9, { name: 'operator', job: 'operate' }), unlock('token'));
    },
    ends: [
      'process-1: acquired',
      'operator unlock: opened',
      'process-1 renew: has lost the lease: ended as evicted',
    ],
    isTimed: true,
  },
  {
    name: 'deleted-under-process',
    title:
      'The branch is deleted while a process holds the lease: it stops, and does not bring its hold back.',
    tell: (world) => {
      world.job(0, processOutside(1), acquire(), hold(400));
      world.at(30, 'the branch is deleted', () => world.branch.delete(30));
    },
    ends: [
      'process-1: acquired',
      'process-1 renew: has lost the lease: the branch is gone',
      'process-1 post: process-1 has ended as withdrawn',
    ],
    isTimed: true,
  },
  {
    name: 'held-for-a-time',
    title: 'A process says for how long it holds the lease, and is gone; it comes back in time to release.',
    tell: (world) => {
      world.job(0, processOutside(1, { hold: 600 }), acquire());
      world.job(5, plainJob(2, { parameters: QUICK }), acquire(), work(20));
      world.job(1, processOutside(3), { step: 'await', job: 'process-1' }, rest(240), release('process-1'));
    },
    ends: ['process-1: acquired', 'process-3 release: released as success', ...served('plain-2')],
    isTimed: true,
  },
  {
    name: 'held-for-too-long',
    title:
      'A process says for how long it holds the lease, and never comes back: after that time it is evicted.',
    tell: (world) => {
      world.job(0, processOutside(1, { hold: 180 }), acquire());
      world.job(5, plainJob(2, { parameters: QUICK }), acquire(), work(20));
    },
    ends: ['process-1: acquired', ...served('plain-2')],
  },
  {
    name: 'held-for-longer-than-anybody-waits',
    title:
      'A process says for how long it holds the lease, and never comes back; nobody waits for so long: each goes on where the one before it left.',
    tell: (world) => {
      world.job(0, processOutside(1, { hold: 240 }), acquire());
      for (const number of [2, 3]) {
        world.job(170 * number - 330, processOutside(number), acquire({ timeout: 160 }), hold(20));
      }
    },
    ends: ['process-1: acquired', 'process-2: left, timed-out', ...renewed('process-3')],
    isTimed: true,
  },
  {
    name: 'nobody-waits-for-a-ttl',
    title:
      'The process that holds the lease is killed, and those who come wait for less than its TTL: each goes on where the one before it left.',
    tell: (world) => {
      const first = world.job(0, processOutside(1), acquire(), hold(900));
      world.at(30, 'process-1 is killed', () => first.killStep());
      for (const number of [2, 3, 4]) {
        world.job(60 * number - 80, processOutside(number), acquire({ timeout: 45 }), hold(20));
      }
    },
    ends: [
      'process-1: acquired',
      'process-2: left, timed-out',
      'process-3: left, timed-out',
      ...renewed('process-4'),
    ],
    isTimed: true,
  },
  {
    name: 'all-who-wait-are-killed',
    title:
      'A process says for how long it holds the lease, and never comes back; all who wait are killed: each goes on where the one before it was seen last.',
    tell: (world) => {
      world.job(0, processOutside(1, { hold: 240 }), acquire());
      for (const number of [2, 3]) {
        const other = world.job(130 * number - 250, processOutside(number), acquire());
        world.at(130 * number - 140, `process-${number} is killed`, () => other.killStep());
      }
      world.job(270, processOutside(4), acquire({ timeout: 150 }), hold(20));
    },
    ends: ['process-1: acquired', ...renewed('process-4')],
    isTimed: true,
  },
];
