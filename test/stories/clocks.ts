// Stories of clocks that nobody shares, and are hours or days off: of processes outside of GitHub, and of jobs without the API.
import { plainJob, processOutside } from '../world/cast.ts';
import { acquire, hold, rest, unlock, work } from '../world/steps.ts';
import { renewed, served, type Story } from '../world/story.ts';
import { QUICK } from './processes.ts';

/** A clock that is hours off, and drifts. */
const AHEAD = { skew: 3 * 3600, speed: 1.02 };
const BEHIND = { skew: -5 * 3600, speed: 0.98 };

export const CLOCKS: readonly Story[] = [
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
      world.job(50, plainJob(9, { name: 'operator', job: 'operate' }), unlock('token'));
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
    name: 'rest-longer-than-anybody-waits',
    title:
      'A process is freed, and the lease rests for longer than anybody waits: each goes on where the one before it left.',
    tell: (world) => {
      world.job(0, processOutside(1, { takeoverDelay: 240 }), acquire(), hold(400));
      world.job(50, plainJob(9, { name: 'operator', job: 'operate' }), unlock('token'));
      for (const number of [2, 3]) {
        world.job(160 * number - 260, processOutside(number), acquire({ timeout: 150 }), hold(20));
      }
    },
    ends: [
      'process-1: acquired',
      'operator unlock: opened',
      'process-1 renew: has lost the lease: ended as evicted',
      'process-2: left, timed-out',
      ...renewed('process-3'),
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
      world.job(40, plainJob(9, { name: 'operator', job: 'operate', ownClock: BEHIND }), unlock('token'));
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
    name: 'limit-watched-as-a-process-comes',
    title:
      'A job has watched nearly all of the hold-limit of another, and a process registers: the hold ends as if it had not.',
    tell: (world) => {
      const parameters = { hold_limit: 200 };
      world.job(0, plainJob(1, { parameters }), acquire(), work(500));
      world.job(5, plainJob(2, { parameters }), acquire(), work(20));
      world.job(190, processOutside(3), acquire(), hold(20));
    },
    ends: [
      'plain-1: acquired',
      ...served('plain-2'),
      ...renewed('process-3'),
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
];
