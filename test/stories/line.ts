// Stories of the plain line: who asks first is served first, one after another.
import { plainJob } from '../world/cast.ts';
import { acquire, work } from '../world/steps.ts';
import { served, type Story } from '../world/story.ts';

export const LINE: readonly Story[] = [
  {
    name: 'alone',
    title: 'One job alone gets the lease with its first write, and gives it back with another.',
    tell: (world) => {
      world.job(0, plainJob(1), acquire(), work(20));
    },
    ends: served('plain-1'),
  },
  {
    name: 'race',
    title:
      'Two jobs ask in the same moment where there is no branch: one creation is applied, both are served.',
    tell: (world) => {
      world.job(0, plainJob(1), acquire(), work(20));
      world.job(0, plainJob(2), acquire(), work(20));
    },
    ends: served('plain-1', 'plain-2'),
  },
  {
    name: 'line-of-five',
    title: 'Five jobs ask one after another: each gets the lease in its turn, with a token above the last.',
    tell: (world) => {
      for (const number of [1, 2, 3, 4, 5]) world.job(2 * number, plainJob(number), acquire(), work(10));
    },
    ends: served('plain-1', 'plain-2', 'plain-3', 'plain-4', 'plain-5'),
  },
  {
    name: 'priorities',
    title: 'Behind a holder, the higher priority goes first.',
    tell: (world) => {
      world.job(0, plainJob(1), acquire(), work(30));
      for (const [number, priority] of [
        [2, -1],
        [3, 0],
        [4, 5],
      ] as const) {
        world.job(3 * number, plainJob(number, { priority }), acquire(), work(5));
      }
    },
    ends: served('plain-1', 'plain-4', 'plain-3', 'plain-2'),
  },
  {
    name: 'two-leases',
    title: 'Two leases are held side by side on one board; a write of one never touches the other.',
    tell: (world) => {
      world.job(0, plainJob(1), acquire({ lease: 'a' }), work(30, 'success', 'a'));
      world.job(1, plainJob(2), acquire({ lease: 'b' }), work(30, 'success', 'b'));
      world.job(2, plainJob(3), acquire({ lease: 'a' }), work(10, 'success', 'a'));
    },
    ends: [
      'plain-1: acquired',
      'plain-2: acquired',
      'plain-1 post: plain-1 has ended as success',
      'plain-3: acquired',
      'plain-2 post: plain-2 has ended as success',
      'plain-3 post: plain-3 has ended as success',
    ],
  },
  {
    name: 'delay-assignment',
    title: 'With delay-assignment 3 the lease is taken only after three further evaluations that were won.',
    tell: (world) => {
      world.job(0, plainJob(1), acquire({ delayAssignment: 3 }), work(10));
    },
    ends: served('plain-1'),
  },
  {
    name: 'untrusted-clock',
    title:
      'Where no clock is shared, ages are judged by what each has seen; a dead holder is still replaced.',
    tell: (world) => {
      const first = world.job(0, plainJob(1, { ownClock: {} }), acquire(), work(300));
      world.job(5, plainJob(2, { ownClock: {} }), acquire(), work(10));
      world.at(20, 'the runner of plain-1 is lost', () => first.loseRunner());
    },
    ends: ['plain-1: acquired', ...served('plain-2')],
  },
];
