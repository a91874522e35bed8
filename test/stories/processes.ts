// Stories of processes outside of GitHub, which no API sees: they show by themselves that they are there.
import { plainJob, processOutside } from '../world/cast.ts';
import { acquire, hold, release, rest, work } from '../world/steps.ts';
import { served, type Story } from '../world/story.ts';

/** A process that waits behind a dead job cannot see that, and finds it by its silence. */
const QUICK = { ttl: 60, takeover_delay: 10, max_hold: 500 };

/** How processes end that get the lease, one after another, and give it back as a success. */
function renewed(...names: readonly string[]): string[] {
  return names.flatMap((name) => [
    `${name}: acquired`,
    `${name} renew: stops to renew`,
    `${name} post: ${name} has ended as success`,
  ]);
}

/** A clock that is hours off, and drifts. */
const AHEAD = { skew: 3 * 3600, speed: 1.02 };
const BEHIND = { skew: -5 * 3600, speed: 0.98 };

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
    name: 'clocks-apart',
    title:
      'The clocks of two processes are hours off, each in its direction: jobs and processes wait as always.',
    tell: (world) => {
      world.job(0, plainJob(1, { parameters: QUICK }), acquire(), work(30));
      const second = world.job(5, processOutside(2, { clock: AHEAD }), acquire(), hold(900));
      world.job(8, processOutside(3, { clock: BEHIND }), acquire(), hold(150));
      world.job(11, plainJob(4, { parameters: QUICK }), acquire(), work(20));
      world.at(100, 'process-2 is killed', () => second.killStep());
    },
    ends: [...served('plain-1'), 'process-2: acquired', ...renewed('process-3'), ...served('plain-4')],
  },
  {
    name: 'clock-ahead-makes-the-lease',
    title:
      'A process whose clock is hours ahead is the first to write the lease, and is killed: a job takes over.',
    tell: (world) => {
      const first = world.job(0, processOutside(1, { clock: AHEAD }), acquire(), hold(900));
      world.job(5, plainJob(2, { parameters: QUICK }), acquire(), work(20));
      world.job(8, plainJob(3, { parameters: QUICK }), acquire(), work(20));
      world.at(50, 'process-1 is killed', () => first.killStep());
    },
    ends: ['process-1: acquired', ...served('plain-2', 'plain-3')],
  },
  {
    name: 'clock-ahead-in-a-rest',
    title:
      'An operator frees a process, and the lease rests: one that comes then waits that out, though its clock is hours ahead.',
    tell: (world) => {
      world.job(0, processOutside(1, { takeoverDelay: 30 }), acquire(), hold(400));
      world.job(55, processOutside(2, { clock: AHEAD }), acquire(), hold(30));
      world.job(50, plainJob(9, { name: 'operator', job: 'operate' }), {
        step: 'unlock',
        lease: 'staging',
        ofOne: true,
        frees: 'token',
      });
    },
    ends: [
      'process-1: acquired',
      'operator unlock: opened',
      'process-1 renew: has lost the lease: ended as evicted',
      ...renewed('process-2'),
    ],
    isTimed: true,
  },
  {
    name: 'limit-by-a-clock-behind',
    title:
      'A job without the API has a clock that is hours behind, and a hold-limit: a job on the API ends its hold no earlier.',
    tell: (world) => {
      const parameters = { hold_limit: 250 };
      world.job(0, plainJob(1, { parameters, ownClock: BEHIND }), acquire(), work(200));
      world.job(5, plainJob(2, { parameters }), acquire(), work(20));
    },
    ends: served('plain-1', 'plain-2'),
  },
  {
    name: 'rest-by-a-clock-behind',
    title:
      'An operator whose clock is hours behind frees a holder: a job on the API waits out the whole rest.',
    tell: (world) => {
      const parameters = { takeover_delay: 30 };
      world.job(0, plainJob(1, { parameters, ownClock: BEHIND }), acquire(), work(45), rest(60));
      world.job(5, plainJob(2, { parameters }), acquire(), work(20));
      world.job(40, plainJob(9, { name: 'operator', job: 'operate', ownClock: BEHIND }), {
        step: 'unlock',
        lease: 'staging',
        ofOne: true,
        frees: 'token',
      });
    },
    ends: [
      'plain-1: acquired',
      'operator unlock: opened',
      ...served('plain-2'),
      'plain-1 post: plain-1 has ended as evicted',
    ],
    isTimed: true,
  },
  {
    name: 'clock-days-ahead',
    title:
      'The clock of a process is days ahead: jobs on the API read what it has written, and get the lease.',
    tell: (world) => {
      world.job(0, processOutside(1, { clock: { skew: 3 * 86_400 } }), acquire(), hold(30));
      world.job(5, plainJob(2), acquire(), work(20));
      world.job(100, plainJob(3), acquire(), work(20));
    },
    ends: [...renewed('process-1'), ...served('plain-2', 'plain-3')],
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
      const first = world.job(0, shortly, acquire({}, { autoRelease: false }), rest(20));
      world.job(2, plainJob(2), acquire(), work(100));
      world.at(0.7, 'process-1 stands still', () => first.pause(80));
    },
    ends: ['plain-2: acquired', 'process-1: ended as evicted', 'plain-2 post: plain-2 has ended as success'],
    isTimed: true,
  },
  {
    name: 'freed-process',
    title: 'An operator frees a process that holds the lease: it learns so at its next renewal, and stops.',
    tell: (world) => {
      world.job(0, processOutside(1), acquire(), hold(400));
      world.job(30, plainJob(9, { name: 'operator', job: 'operate' }), {
        step: 'unlock',
        lease: 'staging',
        ofOne: true,
        frees: 'token',
      });
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
      const { traits } = { traits: {} };
      world.job(0, processOutside(1, { hold: 600 }), acquire(traits, { autoRelease: false }));
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
      world.job(0, processOutside(1, { hold: 180 }), acquire({}, { autoRelease: false }));
      world.job(5, plainJob(2, { parameters: QUICK }), acquire(), work(20));
    },
    ends: ['process-1: acquired', ...served('plain-2')],
  },
];
