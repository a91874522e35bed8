// Stories of jobs that die or stand still: somebody else notices, and the line goes on.
import { plainJob } from '../world/cast.ts';
import { acquire, guard, rest, work } from '../world/steps.ts';
import { served, type Story } from '../world/story.ts';

const QUICK = { ttl: 30, takeover_delay: 10 };

export const DEATHS: readonly Story[] = [
  {
    name: 'dead-holder',
    title:
      'The runner of the holder is lost: the next sees its job ended twice, evicts it, and waits for the takeover.',
    tell: (world) => {
      const first = world.job(0, plainJob(1, { parameters: QUICK }), acquire(), work(900));
      world.job(5, plainJob(2), acquire(), work(20));
      world.at(15, 'the runner of plain-1 is lost', () => first.loseRunner());
    },
    ends: ['plain-1: acquired', ...served('plain-2')],
  },
  {
    name: 'killed-waiter',
    title: 'The process of a waiter is killed: its post step withdraws it.',
    tell: (world) => {
      world.job(0, plainJob(1), acquire(), work(60));
      const second = world.job(5, plainJob(2), acquire(), work(20));
      world.job(8, plainJob(3), acquire(), work(20));
      world.at(30, 'the process of plain-2 is killed', () => second.killStep());
    },
    ends: [
      'plain-1: acquired',
      'plain-2 post: plain-2 has ended as withdrawn',
      'plain-1 post: plain-1 has ended as success',
      ...served('plain-3'),
    ],
  },
  {
    name: 'lost-waiter',
    title: 'The runner of a waiter is lost, with its post step: the one behind evicts it.',
    tell: (world) => {
      world.job(0, plainJob(1), acquire(), work(90));
      const second = world.job(5, plainJob(2, { parameters: QUICK }), acquire(), work(20));
      world.job(8, plainJob(3), acquire(), work(20));
      world.at(20, 'the runner of plain-2 is lost', () => second.loseRunner());
    },
    ends: served('plain-1', 'plain-3'),
  },
  {
    name: 'holder-and-next-dead',
    title: 'The holder and the next in line are dead: the third evicts both.',
    tell: (world) => {
      const first = world.job(0, plainJob(1, { parameters: QUICK }), acquire(), work(900));
      const second = world.job(5, plainJob(2, { parameters: QUICK }), acquire(), work(20));
      world.job(8, plainJob(3), acquire(), work(20));
      world.at(20, 'the runners of plain-1 and plain-2 are lost', () => {
        first.loseRunner();
        second.loseRunner();
      });
    },
    ends: ['plain-1: acquired', ...served('plain-3')],
  },
  {
    name: 'passed-over',
    title:
      'The main step of the next in line is dead and its job goes on: it is asked to act, and passed over.',
    tell: (world) => {
      world.job(0, plainJob(1), acquire(), work(40));
      const second = world.job(5, plainJob(2, { parameters: { ttl: 60 } }), acquire(), work(20));
      world.job(8, plainJob(3), acquire(), work(20));
      world.at(20, 'the main step of plain-2 is dead, and its job goes on', () => second.standIdle(600));
    },
    ends: [...served('plain-1', 'plain-3'), 'plain-2 post: plain-2 has ended as withdrawn'],
    allows: { standsIdle: true },
  },
  {
    name: 'zombie-holder',
    title:
      'GitHub has ended the job of a holder that works on: the next takes over, and the old post step frees nothing.',
    tell: (world) => {
      const first = world.job(0, plainJob(1, { parameters: QUICK }), acquire(), work(200));
      world.job(5, plainJob(2), acquire(), work(120));
      world.at(15, 'GitHub calls plain-1 ended, though it works on', () => first.declareEnded());
    },
    ends: ['plain-1: acquired', ...served('plain-2'), 'plain-1 post: plain-1 has ended as evicted'],
    isTimed: true,
  },
  {
    name: 'paused-waiter',
    title:
      'The next in line stands still for longer than its TTL and wakes up: it keeps its place or is served later.',
    tell: (world) => {
      world.job(0, plainJob(1), acquire(), work(20));
      const second = world.job(5, plainJob(2, { parameters: { ttl: 60 } }), acquire(), work(20));
      world.job(8, plainJob(3), acquire(), work(20));
      world.at(15, 'plain-2 stands still', () => second.pause(200));
    },
    ends: served('plain-1', 'plain-3', 'plain-2'),
  },
  {
    name: 'asked-in-time',
    title: 'The next in line stands still, is asked to act, and wakes up in time: nobody passes it over.',
    tell: (world) => {
      const parameters = { ttl: 50 };
      world.job(0, plainJob(1), acquire(), work(20));
      const second = world.job(5, plainJob(2, { parameters }), acquire(), work(20));
      for (const number of [3, 4]) world.job(2 + 2 * number, plainJob(number), acquire(), work(20));
      world.at(15, 'plain-2 stands still', () => second.pause(80));
    },
    ends: served('plain-1', 'plain-2', 'plain-3', 'plain-4'),
  },
  {
    name: 'unseen-living-holder',
    title:
      'Lives are seen until the holder has held longer than max-hold, then one answer is missing: it is not evicted.',
    tell: (world) => {
      const parameters = { ttl: 30, max_hold: 120 };
      world.server.conditions.push({ from: 140, to: 165, kinds: ['life'], is: 'refused' });
      world.job(0, plainJob(1, { parameters }), acquire(), work(240));
      world.job(5, plainJob(2, { parameters }), acquire(), work(20));
    },
    ends: served('plain-1', 'plain-2'),
  },
  {
    name: 'one-try-unseen-living-holder',
    title:
      'A holder lives for longer than max-hold, and for a while nobody can see it: who does not wait leaves it alone.',
    tell: (world) => {
      const parameters = { ttl: 30, max_hold: 120 };
      world.server.conditions.push({ from: 140, to: 165, kinds: ['life'], is: 'refused' });
      world.job(0, plainJob(1, { parameters }), acquire(), work(240));
      for (const [place, time] of [130, 141, 150].entries())
        world.job(time, plainJob(place + 2), acquire({ wait: false }), rest(5));
    },
    ends: [
      'plain-1: acquired',
      ...[2, 3, 4].map((number) => `plain-${number}: left, not-granted`),
      'plain-1 post: plain-1 has ended as success',
    ],
  },
  {
    name: 'held-over-its-limit',
    title:
      'A holder lives, and holds the lease for longer than its hold-limit: it is taken over, and learns of it.',
    tell: (world) => {
      const parameters = { ttl: 30, hold_limit: 120 };
      world.job(0, plainJob(1, { parameters }), acquire(), work(300), guard());
      world.job(5, plainJob(2, { parameters }), acquire(), work(60));
    },
    ends: [
      'plain-1: acquired',
      ...served('plain-2'),
      'plain-1 guard: not held',
      'plain-1 post: plain-1 has ended as evicted',
    ],
  },
  {
    name: 'paused-at-the-grant-of-a-limit',
    title:
      'By a clock that nobody shares a job stands still between its grant and the answer, for longer than its hold-limit.',
    tell: (world) => {
      const parameters = { hold_limit: 100 };
      const first = world.job(0, plainJob(1, { parameters, ownClock: {} }), acquire(), work(300));
      world.job(5, plainJob(2, { parameters, ownClock: {} }), acquire(), work(60));
      world.at(0.7, 'plain-1 stands still', () => first.pause(150));
    },
    ends: ['plain-1: ended as evicted', ...served('plain-2')],
    isTimed: true,
  },
  {
    name: 'paused-as-it-adopts-a-limit',
    title:
      'A step finds the hold of an earlier step, and stands still for longer than its hold-limit: it was evicted, and the step asks anew.',
    tell: (world) => {
      const parameters = { hold_limit: 100 };
      const steps = [acquire({ parameters }), work(9), acquire(), work(10)];
      const first = world.job(0, plainJob(1), ...steps);
      world.job(2, plainJob(2), acquire(), work(60));
      world.at(10.5, 'plain-1 stands still', () => first.pause(150));
    },
    ends: [
      'plain-1: acquired',
      ...served('plain-2'),
      'plain-1 step 2: acquired',
      'plain-1 post: plain-1/2 has ended as success',
      'plain-1 post 2: plain-1 has ended as evicted',
    ],
    isTimed: true,
  },
  {
    name: 'unseen-dead-holder',
    title: 'Nobody can see lives, and the holder is dead: it is evicted after its max-hold, and not before.',
    tell: (world) => {
      const parameters = { ttl: 30, max_hold: 180 };
      world.server.conditions.push({ from: 0, to: 5000, kinds: ['life'], is: 'refused' });
      const first = world.job(0, plainJob(1, { parameters }), acquire(), work(900));
      world.job(5, plainJob(2, { parameters }), acquire(), work(20));
      world.at(15, 'the runner of plain-1 is lost', () => first.loseRunner());
    },
    ends: ['plain-1: acquired', ...served('plain-2')],
  },
  {
    name: 'many-dead-waiters',
    title: 'Two hundred and one waiters are dead behind a dead holder: a newcomer is served in the end.',
    tell: (world) => {
      const parameters = { ttl: 10, takeover_delay: 0 };
      world.crowd(201, (number) => plainJob(1000 + number, { parameters }));
      world.job(60, plainJob(1), acquire(), work(20));
    },
    ends: served('plain-1'),
    isLong: true,
    allows: { looksAtACrowd: true },
  },
];
