// Stories of leases with slots: pools, several slots at once, and merge queues that are tested two at a time.
import type { Parameters } from '../../src/lease/schema.ts';
import { groupJob, plainJob, processOutside } from '../world/cast.ts';
import { acquire, hold, lock, rest, unlock, work } from '../world/steps.ts';
import { renewed, served, type Story } from '../world/story.ts';

/** A job that wants slots; `more`: what else it asks for. */
function wanting(number: number, accepts: readonly string[], take = 1, more: Partial<Parameters> = {}) {
  return plainJob(number, { parameters: { accepts: [...accepts], take, ...more } });
}

const EITHER = ['a', 'b'];

export const SLOTS: readonly Story[] = [
  {
    name: 'pool-of-two',
    title: 'Three jobs want any one of two slots: two work side by side, the third gets what is free first.',
    tell: (world) => {
      world.job(0, wanting(1, EITHER), acquire(), work(40));
      world.job(3, wanting(2, ['b', 'a']), acquire(), work(20));
      world.job(6, wanting(3, EITHER), acquire(), work(10));
    },
    ends: [
      'plain-1: acquired',
      'plain-2: acquired',
      'plain-2 post: plain-2 has ended as success',
      'plain-3: acquired',
      'plain-1 post: plain-1 has ended as success',
      'plain-3 post: plain-3 has ended as success',
    ],
  },
  {
    name: 'pool-at-once',
    title:
      'Three jobs want any one of two slots in the same moment, where there is no branch: nobody shares.',
    tell: (world) => {
      for (const number of [1, 2, 3]) world.job(0, wanting(number, EITHER), acquire(), work(30));
    },
    ends: [
      'plain-1: acquired',
      'plain-2: acquired',
      'plain-1 post: plain-1 has ended as success',
      'plain-2 post: plain-2 has ended as success',
      ...served('plain-3'),
    ],
  },
  {
    name: 'all-or-none',
    title:
      'One that takes both slots waits between those that take one: it keeps the one that is free, and is served in its turn.',
    tell: (world) => {
      world.job(0, wanting(1, EITHER), acquire(), work(30));
      world.job(3, wanting(2, EITHER), acquire(), work(70));
      world.job(6, wanting(3, EITHER, 2), acquire(), work(10));
      world.job(9, wanting(4, EITHER), acquire(), work(10));
    },
    ends: [
      'plain-1: acquired',
      'plain-2: acquired',
      'plain-1 post: plain-1 has ended as success',
      'plain-2 post: plain-2 has ended as success',
      ...served('plain-3', 'plain-4'),
    ],
  },
  {
    name: 'whole-beside-slot',
    title:
      'Beside a request for the whole lease nobody holds a slot: it waits for all, and all wait behind it.',
    tell: (world) => {
      world.job(0, wanting(1, ['a']), acquire(), work(30));
      world.job(5, plainJob(2), acquire(), work(20));
      world.job(10, wanting(3, ['b']), acquire(), work(10));
    },
    ends: served('plain-1', 'plain-2', 'plain-3'),
  },
  {
    name: 'queue-on-two',
    title:
      'Four groups on two slots: 4 fails while 3 is tested beside it, 2 goes on at once, and the success of 3 completes 1.',
    tell: (world) => {
      for (const [place, group] of world.repository.stack(1, 2, 3, 4).entries()) {
        const parameters = { accepts: EITHER, take: 1 };
        const working = group.number === 4 ? work(30, 'failure') : work(group.number === 3 ? 60 : 90);
        world.job(place * 3, groupJob(group, { parameters }), acquire(), working);
      }
    },
    ends: [
      'group-4: acquired',
      'group-3: acquired',
      'group-4 post: group-4 has ended as failure',
      'group-2: acquired',
      'group-3 post: group-3 has ended as success',
      'group-1: completed by group-3',
      'group-2 post: group-2 has ended as success',
    ],
  },
  {
    name: 'dead-holder-of-a-slot',
    title: 'The holder of one slot is dead: only that slot rests, and the other one changes hands meanwhile.',
    tell: (world) => {
      const first = world.job(0, wanting(1, ['a']), acquire(), work(600));
      world.job(3, wanting(2, ['b']), acquire(), work(130));
      world.job(6, wanting(3, ['a']), acquire(), work(10));
      world.job(9, wanting(4, ['b']), acquire(), work(10));
      world.at(20, 'the runner of plain-1 is lost', () => first.loseRunner());
    },
    ends: [
      'plain-1: acquired',
      'plain-2: acquired',
      'plain-2 post: plain-2 has ended as success',
      ...served('plain-4', 'plain-3'),
    ],
    isTimed: true,
  },
  {
    name: 'middle-holder-dead',
    title: 'Of three holders the one in the middle is dead: who waits for any slot finds it.',
    tell: (world) => {
      const slots = ['a', 'b', 'c'];
      const [, second] = [1, 2, 3].map((number) =>
        world.job(3 * number, wanting(number, slots), acquire(), work(600)),
      );
      world.job(15, wanting(4, slots), acquire(), work(10));
      world.at(30, 'the runner of plain-2 is lost', () => second!.loseRunner());
    },
    ends: [
      'plain-1: acquired',
      'plain-2: acquired',
      'plain-3: acquired',
      ...served('plain-4'),
      'plain-1 post: plain-1 has ended as success',
      'plain-3 post: plain-3 has ended as success',
    ],
    isTimed: true,
  },
  {
    name: 'locked-slot',
    title:
      'An operator locks one slot: who wants any takes the other one, who wants both keeps nothing, and who wants that one waits.',
    tell: (world) => {
      world.job(
        0,
        plainJob(70, { name: 'olga', job: 'operate' }),
        lock(true, null, ['a']),
        rest(400),
        unlock(null, true, ['a']),
      );
      world.job(5, wanting(1, EITHER, 2), acquire(), work(10));
      world.job(10, wanting(2, EITHER), acquire(), work(20));
      world.job(15, wanting(3, ['a']), acquire(), work(10));
      world.job(20, wanting(4, ['b']), acquire(), work(10));
    },
    ends: [
      'olga lock: locked',
      'plain-2: acquired',
      'plain-2 post: plain-2 has ended as success',
      ...served('plain-4'),
      'olga unlock: opened',
      ...served('plain-1', 'plain-3'),
    ],
    isTimed: true,
  },
  {
    name: 'freed-slot',
    title: 'An operator frees one slot by its token: whoever holds the other one goes on.',
    tell: (world) => {
      world.job(0, wanting(1, ['a']), acquire(), work(60));
      world.job(3, wanting(2, ['b']), acquire(), work(60));
      world.job(20, plainJob(70, { name: 'olga', job: 'operate' }), unlock('token', true, ['b']));
      world.job(30, wanting(3, ['b']), acquire(), work(10));
    },
    ends: [
      'plain-1: acquired',
      'plain-2: acquired',
      'olga unlock: opened',
      'plain-3: acquired',
      'plain-1 post: plain-1 has ended as success',
      'plain-2 post: plain-2 has ended as evicted',
      'plain-3 post: plain-3 has ended as success',
    ],
    isTimed: true,
  },
  {
    name: 'sleeper-keeps-slots',
    title:
      'One that takes both slots falls asleep while one of them is held: after five TTLs it is asked, and passed over.',
    tell: (world) => {
      const ttl = 60;
      world.job(0, wanting(1, ['a'], 1, { ttl }), acquire(), work(900));
      const big = world.job(5, wanting(2, EITHER, 2, { ttl }), acquire(), work(10));
      world.at(20, 'plain-2 goes on without asking', () => big.standIdle(1200));
      world.job(30, wanting(3, ['b'], 1, { ttl }), acquire(), work(10));
    },
    ends: [
      'plain-1: acquired',
      ...served('plain-3'),
      'plain-1 post: plain-1 has ended as success',
      'plain-2 post: plain-2 has ended as withdrawn',
    ],
    allows: { standsIdle: true },
    isTimed: true,
  },
  {
    name: 'hold-limit-on-two',
    title:
      'Two hold a slot each, one of them over its limit: the next takes over that one, and no more than it needs.',
    tell: (world) => {
      world.job(0, wanting(1, EITHER, 1, { hold_limit: 60 }), acquire(), work(300));
      world.job(3, wanting(2, EITHER), acquire(), work(300));
      world.job(6, wanting(3, EITHER), acquire(), work(10));
    },
    ends: [
      'plain-1: acquired',
      'plain-2: acquired',
      ...served('plain-3'),
      'plain-1 post: plain-1 has ended as evicted',
      'plain-2 post: plain-2 has ended as success',
    ],
    isTimed: true,
  },
  {
    name: 'limit-is-not-enough',
    title:
      'One that takes both slots waits for a holder that lives, and for one over its limit: it takes that over only when the other has ended.',
    tell: (world) => {
      world.job(0, wanting(1, EITHER, 1, { hold_limit: 30 }), acquire(), work(300));
      world.job(3, wanting(2, EITHER), acquire(), work(100));
      world.job(6, wanting(3, EITHER, 2), acquire(), work(10));
    },
    ends: [
      'plain-1: acquired',
      'plain-2: acquired',
      'plain-2 post: plain-2 has ended as success',
      ...served('plain-3'),
      'plain-1 post: plain-1 has ended as evicted',
    ],
    isTimed: true,
  },
  {
    name: 'upgrade',
    title:
      'A job that holds one slot asks for both: it is refused, as two that did so would wait for each other.',
    tell: (world) => {
      const both = acquire({ parameters: { accepts: EITHER, take: 2 } });
      world.job(0, wanting(1, ['a']), acquire(), work(10), both, work(10));
      world.job(5, wanting(2, ['a']), acquire(), work(10));
    },
    ends: [
      'plain-1: acquired',
      'plain-1 step 2: holds what it did not ask for: a',
      'plain-1 post: plain-1 has ended as failure',
      ...served('plain-2'),
    ],
  },
  {
    name: 'process-on-a-slot',
    title: 'A process outside of GitHub renews its hold of one slot while jobs take the other one in turn.',
    tell: (world) => {
      const parameters = { accepts: EITHER, take: 1 };
      world.job(0, processOutside(1), acquire({ parameters }), hold(100));
      world.job(5, wanting(2, EITHER), acquire(), work(20));
      world.job(10, wanting(3, EITHER), acquire(), work(20));
    },
    ends: [
      'process-1: acquired',
      'plain-2: acquired',
      'plain-2 post: plain-2 has ended as success',
      'plain-3: acquired',
      'plain-3 post: plain-3 has ended as success',
      'process-1 renew: stops to renew',
      'process-1 post: process-1 has ended as success',
    ],
    isTimed: true,
  },
  {
    name: 'nobody-waits-for-the-other-slot',
    title:
      'The process on one slot is killed, and the other slot is free before anybody has waited for a TTL: each goes on where the one before it left.',
    tell: (world) => {
      const either = acquire({ parameters: { accepts: EITHER } });
      const first = world.job(0, processOutside(1), either, hold(900));
      world.at(30, 'process-1 is killed', () => first.killStep());
      world.job(5, processOutside(2), either, hold(70));
      world.job(45, processOutside(3), either, hold(70));
      world.job(90, processOutside(4), either, hold(70));
    },
    ends: [
      'process-1: acquired',
      ...renewed('process-2'),
      'process-3: acquired',
      'process-4: acquired',
      'process-3 renew: stops to renew',
      'process-3 post: process-3 has ended as success',
      'process-4 renew: stops to renew',
      'process-4 post: process-4 has ended as success',
    ],
    isTimed: true,
  },
];
