// Stories of operators and of the branch itself: locks, freed holders, deletion, rewinding, outages, limits, no room.
import { plainJob } from '../world/cast.ts';
import { acquire, guard, lock, rest, status, unlock, work } from '../world/steps.ts';
import { served, type Story } from '../world/story.ts';

export const BOARD: readonly Story[] = [
  {
    name: 'locked',
    title:
      'An operator locks the lease under a holder: it finishes, nobody else is granted it until it is opened.',
    tell: (world) => {
      world.job(0, plainJob(1), acquire(), work(30));
      world.job(5, plainJob(2), acquire(), work(10));
      world.job(10, plainJob(801, { name: 'operator' }), lock(), rest(60), unlock());
    },
    ends: [
      'plain-1: acquired',
      'operator lock: locked',
      'plain-1 post: plain-1 has ended as success',
      'operator unlock: opened',
      ...served('plain-2'),
    ],
  },
  {
    name: 'all-locked-for-a-time',
    title: 'An operator locks all leases for five minutes: the lock opens by itself.',
    tell: (world) => {
      world.job(0, plainJob(801, { name: 'operator' }), lock(false, 300));
      world.job(5, plainJob(1), acquire(), work(10));
    },
    ends: ['operator lock: locked', ...served('plain-1')],
  },
  {
    name: 'all-locked',
    title: 'An operator locks all leases, looks at the board, and opens them again.',
    tell: (world) => {
      world.job(0, plainJob(1), acquire(), work(20));
      world.job(5, plainJob(801, { name: 'operator' }), lock(false), status(), rest(40), unlock(null, false));
      world.job(8, plainJob(2), acquire(), work(10));
    },
    ends: [
      'plain-1: acquired',
      'operator lock: locked',
      'operator status: read 1 leases',
      'plain-1 post: plain-1 has ended as success',
      'operator unlock: opened',
      ...served('plain-2'),
    ],
  },
  {
    name: 'freed-by-token',
    title: 'An operator frees a holder by its token: after its takeover delay the next is granted the lease.',
    tell: (world) => {
      world.job(0, plainJob(1), acquire(), work(90), guard());
      world.job(5, plainJob(2), acquire(), work(10));
      world.job(20, plainJob(801, { name: 'operator' }), unlock('token'));
    },
    ends: [
      'plain-1: acquired',
      'operator unlock: opened',
      ...served('plain-2'),
      'plain-1 guard: not held',
      'plain-1 post: plain-1 has ended as evicted',
    ],
  },
  {
    name: 'freed-by-force',
    title: 'An operator frees a holder by force: the next is granted the lease without a rest.',
    tell: (world) => {
      world.job(0, plainJob(1), acquire(), work(90));
      world.job(5, plainJob(2), acquire(), work(10));
      world.job(20, plainJob(801, { name: 'operator' }), unlock('force'));
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
    name: 'deleted',
    title:
      'The branch is deleted under a holder and a waiter: the waiter writes it again, with the hold and its token.',
    tell: (world) => {
      world.job(0, plainJob(1), acquire(), work(60), guard());
      world.job(5, plainJob(2), acquire(), work(10));
      world.at(30, 'somebody is about to delete the branch', () => world.branch.delete(30));
    },
    ends: [
      'plain-1: acquired',
      'plain-1 guard: held',
      'plain-1 post: plain-1 has ended as success',
      ...served('plain-2'),
    ],
    isTimed: true,
  },
  {
    name: 'deleted-in-an-outage',
    title:
      'The branch is deleted, and nothing can be written for a minute: the waiter writes it again afterwards.',
    tell: (world) => {
      world.job(0, plainJob(1), acquire(), work(200), guard());
      world.job(5, plainJob(2), acquire(), work(10));
      world.at(30, 'somebody is about to delete the branch', () => world.branch.delete(30));
      world.server.conditions.push({ from: 30, to: 100, kinds: ['write'], is: 'silent' });
    },
    ends: [
      'plain-1: acquired',
      'plain-1 guard: held',
      'plain-1 post: plain-1 has ended as success',
      ...served('plain-2'),
    ],
    isTimed: true,
  },
  {
    name: 'deleted-under-holder',
    title: 'The branch is deleted under a holder without a waiter: its post step fails nothing.',
    tell: (world) => {
      world.job(0, plainJob(1), acquire(), work(30));
      world.at(15, 'somebody is about to delete the branch', () => world.branch.delete(15));
      world.job(60, plainJob(2), acquire(), work(10));
    },
    ends: [
      'plain-1: acquired',
      'plain-2: acquired',
      'plain-1 post: nothing to release',
      'plain-2 post: plain-2 has ended as success',
    ],
    isTimed: true,
  },
  {
    name: 'rewound',
    title: 'The branch is rewound by two commits under a line of three: after a minute it is believed.',
    tell: (world) => {
      world.job(0, plainJob(1), acquire(), work(200));
      world.job(5, plainJob(2), acquire(), work(10));
      world.job(10, plainJob(3), acquire(), work(10));
      world.at(40, 'somebody is about to rewind the branch', () => world.branch.rewind(40, 1));
    },
    ends: [
      'plain-1: acquired',
      'plain-3: lost its request',
      'plain-3 post: nothing to release',
      'plain-1 post: plain-1 has ended as success',
      ...served('plain-2'),
    ],
    isTimed: true,
  },
  {
    name: 'no-room',
    title:
      'The document is too large for another request: who comes then waits for room at the pace of its polls.',
    tell: (world) => {
      const payload = 'x'.repeat(4000);
      world.crowd(95, (number) => plainJob(1000 + number, { payload, parameters: { ttl: 60 } }));
      world.job(10, plainJob(1, { payload }), acquire(), work(10));
    },
    ends: served('plain-1'),
    isLong: true,
    allows: { looksAtACrowd: true },
  },
  {
    name: 'no-room-at-the-front',
    title:
      'The document is full of the dead, and who comes would be first in the line: it makes itself room all the same.',
    tell: (world) => {
      const payload = 'x'.repeat(4000);
      world.crowd(95, (number) => plainJob(1000 + number, { payload, parameters: { ttl: 60 } }));
      world.job(10, plainJob(1, { payload, priority: 1 }), acquire(), work(10));
    },
    ends: served('plain-1'),
    isLong: true,
    allows: { looksAtACrowd: true },
  },
  {
    name: 'outage',
    title:
      'GitHub is silent for three minutes: everybody keeps its place, and goes on when it answers again.',
    tell: (world) => {
      world.job(0, plainJob(1), acquire(), work(60));
      world.job(5, plainJob(2), acquire(), work(10));
      world.job(10, plainJob(3), acquire(), work(10));
      world.server.conditions.push({
        from: 30,
        to: 210,
        kinds: ['read', 'look', 'write', 'life'],
        is: 'silent',
      });
    },
    ends: served('plain-1', 'plain-2', 'plain-3'),
  },
  {
    name: 'limited-at-the-end',
    title:
      'A rate limit outlasts the grace of a step whose time is over: it ends at once, and its post step closes it.',
    tell: (world) => {
      world.job(0, plainJob(1), acquire(), work(400));
      world.job(5, plainJob(2), acquire({ timeout: 60 }, { onTimeout: 'continue' }), rest(5));
      world.server.conditions.push({
        from: 40,
        to: 300,
        kinds: ['read', 'look', 'write'],
        is: 'limited',
        until: 300,
      });
    },
    ends: [
      'plain-1: acquired',
      'plain-2: unconfirmed, timed-out',
      'plain-2 post: plain-2 has ended as withdrawn',
      'plain-1 post: plain-1 has ended as success',
    ],
    isTimed: true,
  },
  {
    name: 'lagging-reads',
    title: 'All that two jobs read is a few seconds old: both are served, each once.',
    tell: (world) => {
      for (const number of [1, 2]) {
        for (const name of [`plain-${number}`, `plain-${number} post`]) world.server.lags.set(name, 4);
        world.job(number * 6, plainJob(number), acquire(), work(20));
      }
    },
    ends: served('plain-1', 'plain-2'),
  },
  {
    name: 'looks-limited',
    title: 'The limit of looks is used up, but not that of whole reads and writes: the lease goes on.',
    tell: (world) => {
      world.job(0, plainJob(1), acquire(), work(300));
      world.job(5, plainJob(2), acquire(), work(40));
      world.job(10, plainJob(3), acquire(), work(40));
      world.server.conditions.push({
        from: 60,
        to: 330,
        kinds: ['look', 'life'],
        is: 'limited',
        until: 330,
      });
    },
    ends: [
      'plain-1: acquired',
      'plain-1 post: plain-1 has ended as success',
      'plain-2: acquired',
      'plain-2 post: plain-2 has ended as success',
      'plain-3: acquired',
      'plain-3 post: plain-3 has ended as success',
    ],
    isTimed: true,
  },
];
