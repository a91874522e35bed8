// Stories of requests that end without the lease, and of holds that end early: time-outs, cancellations, one try.
import { plainJob } from '../world/cast.ts';
import { acquire, rest, work } from '../world/steps.ts';
import { served, type Story } from '../world/story.ts';

export const ENDS: readonly Story[] = [
  {
    name: 'timeout-fails',
    title: 'A job waits for a minute and gives up: it is withdrawn, and fails.',
    tell: (world) => {
      world.job(0, plainJob(1), acquire(), work(120));
      world.job(5, plainJob(2), acquire({ timeout: 60 }), work(20));
    },
    ends: ['plain-1: acquired', 'plain-2: left, timed-out', 'plain-1 post: plain-1 has ended as success'],
    isTimed: true,
  },
  {
    name: 'timeout-goes-on',
    title: 'A job waits for half a minute and goes on without the lease.',
    tell: (world) => {
      world.job(0, plainJob(1), acquire(), work(60));
      world.job(5, plainJob(2), acquire({ timeout: 30 }, { onTimeout: 'continue' }), work(20), rest(5));
    },
    ends: ['plain-1: acquired', 'plain-2: left, timed-out', 'plain-1 post: plain-1 has ended as success'],
    isTimed: true,
  },
  {
    name: 'timeout-unanswered',
    title: 'The time is over before GitHub has answered once: the step ends, and says so.',
    tell: (world) => {
      world.server.conditions.push({ from: 0, to: 90, kinds: ['read', 'look', 'write'], is: 'silent' });
      world.job(0, plainJob(1), acquire({ timeout: 30 }, { onTimeout: 'continue' }), rest(5));
    },
    ends: ['plain-1: left, timed-out'],
    isTimed: true,
  },
  {
    name: 'cancelled-waiting',
    title: 'A job is cancelled while it waits: it is withdrawn at once, and the one behind moves up.',
    tell: (world) => {
      world.job(0, plainJob(1), acquire(), work(60));
      const second = world.job(5, plainJob(2), acquire(), work(20));
      world.job(8, plainJob(3), acquire(), work(20));
      world.at(40, 'plain-2 is cancelled', () => second.cancel());
    },
    ends: [
      'plain-1: acquired',
      'plain-2: left, cancelled',
      'plain-1 post: plain-1 has ended as success',
      ...served('plain-3'),
    ],
  },
  {
    name: 'cancelled-at-grant',
    title:
      'A job is cancelled while the write that grants it the lease is on its way: the lease is free afterwards.',
    tell: (world) => {
      const first = world.job(0, plainJob(1), acquire(), work(60));
      world.at(0.5, 'plain-1 is cancelled', () => first.cancel());
      world.job(5, plainJob(2), acquire(), work(20));
    },
    ends: ['plain-1: acquired', 'plain-1 post: plain-1 has ended as failure', ...served('plain-2')],
  },
  {
    name: 'cancelled-before-registration',
    title: 'A job is cancelled before its first read is answered: nothing of it is ever on the board.',
    tell: (world) => {
      const first = world.job(0, plainJob(1), acquire(), work(60));
      world.at(0.1, 'plain-1 is cancelled', () => first.cancel());
      world.job(5, plainJob(2), acquire(), work(20));
    },
    ends: ['plain-1: left, cancelled', ...served('plain-2')],
  },
  {
    name: 'cancelled-holder',
    title:
      'A holder is cancelled: its post step ends the hold as failure, and the next is granted the lease.',
    tell: (world) => {
      const first = world.job(0, plainJob(1, { parameters: { takeover_delay: 600 } }), acquire(), work(90));
      world.job(5, plainJob(2), acquire(), work(20));
      world.at(40, 'plain-1 is cancelled', () => first.cancel());
    },
    ends: ['plain-1: acquired', 'plain-1 post: plain-1 has ended as failure', ...served('plain-2')],
  },
  {
    name: 'one-try-free',
    title: 'With wait: false a free lease is granted.',
    tell: (world) => {
      world.job(0, plainJob(1), acquire({ wait: false }), work(20));
    },
    ends: served('plain-1'),
  },
  {
    name: 'one-try-by-an-own-clock',
    title:
      'With wait: false and a clock that nobody shares: who comes later finds the holder dead all the same, and removes it.',
    tell: (world) => {
      const first = world.job(0, plainJob(1, { parameters: { ttl: 30 }, ownClock: {} }), acquire(), work(90));
      world.at(10, 'the runner of plain-1 is lost', () => first.loseRunner());
      for (const [place, time] of [60, 120].entries())
        world.job(time, plainJob(place + 2, { ownClock: {} }), acquire({ wait: false }), work(10), rest(5));
    },
    ends: ['plain-1: acquired', 'plain-2: left, not-granted', ...served('plain-3')],
  },
  {
    name: 'one-try-held',
    title: 'With wait: false a held lease is not waited for, and nothing is written.',
    tell: (world) => {
      world.job(0, plainJob(1), acquire(), work(40));
      world.job(5, plainJob(2), acquire({ wait: false }), work(20), rest(5));
    },
    ends: ['plain-1: acquired', 'plain-2: left, not-granted', 'plain-1 post: plain-1 has ended as success'],
  },
  {
    name: 'one-try-dead-holder',
    title:
      'With wait: false one job after another tries beside a dead holder: a later one removes it, the next is served.',
    tell: (world) => {
      const first = world.job(0, plainJob(1, { parameters: { ttl: 30 } }), acquire(), work(90));
      world.at(10, 'the runner of plain-1 is lost', () => first.loseRunner());
      for (const [place, time] of [20, 60, 120, 200].entries()) {
        world.job(time, plainJob(place + 2), acquire({ wait: false }), work(10), rest(5));
      }
    },
    ends: [
      'plain-1: acquired',
      'plain-2: left, not-granted',
      'plain-3: left, not-granted',
      ...served('plain-4', 'plain-5'),
    ],
  },
  {
    name: 'one-try-behind-the-dead',
    title:
      'With wait: false behind twelve who died as they waited: it finds all of them dead in its one try.',
    tell: (world) => {
      world.job(0, plainJob(1), acquire(), work(120));
      for (let place = 2; place <= 13; place += 1) {
        const dead = world.job(5, plainJob(place), acquire());
        world.at(60, `the runner of plain-${place} is lost`, () => dead.loseRunner());
      }
      world.job(600, plainJob(14), acquire({ wait: false }), work(10));
    },
    ends: served('plain-1', 'plain-14'),
  },
  {
    name: 'one-try-limited',
    title: 'With wait: false and a rate limit of an hour the step does not wait for it.',
    tell: (world) => {
      world.server.conditions.push({ from: 0, to: 20, kinds: ['read'], is: 'limited', until: 3600 });
      world.job(0, plainJob(1), acquire({ wait: false }), rest(5));
    },
    ends: ['plain-1: left, not-granted'],
  },
  {
    name: 'twins-at-once',
    title:
      'Two jobs name slots that differ only in case, of a lease that nobody has written yet: the one that loses the race is refused.',
    tell: (world) => {
      const naming = (number: number, slot: string) =>
        plainJob(number, { parameters: { accepts: [slot], take: 1 } });
      world.job(0.55, naming(1, 'stage'), acquire(), work(30));
      world.job(0.9, naming(2, 'Stage'), acquire(), work(30));
    },
    ends: [
      'plain-1: acquired',
      'plain-2: is written stage on the board',
      'plain-2 post: plain-2 has ended as withdrawn',
      'plain-1 post: plain-1 has ended as success',
    ],
    isTimed: true,
  },
];
