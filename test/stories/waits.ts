// Stories of waits that must end: for those who do not act, who cannot be seen, or whom something left behind hides.
import { groupJob, plainJob } from '../world/cast.ts';
import { acquire, work } from '../world/steps.ts';
import { served, type Story } from '../world/story.ts';

export const WAITS: readonly Story[] = [
  {
    name: 'seen-by-some',
    title:
      'One of those who wait cannot see lives: who waits longer than its max-hold before it shows itself, and keeps its place.',
    tell: (world) => {
      const parameters = { ttl: 30, max_hold: 300 };
      world.server.conditions.push({ from: 0, to: 2000, kinds: ['life'], is: 'refused', of: 'plain-3' });
      world.job(0, plainJob(1, { parameters }), acquire(), work(600));
      world.job(5, plainJob(2, { parameters }), acquire(), work(20));
      world.job(10, plainJob(3, { parameters }), acquire(), work(20));
    },
    ends: served('plain-1', 'plain-2', 'plain-3'),
    // In an outage as long as its max-hold nobody can show itself.
    isLong: true,
  },
  {
    name: 'groups-left-behind',
    title:
      'The server has left two merge groups behind, which sit on one old commit: they keep nobody waiting.',
    tell: (world) => {
      const old = world.repository.push('an old main');
      for (const number of [90, 91]) world.repository.build(number, old);
      for (const [place, group] of world.repository.stack(1, 2, 3).entries())
        world.job(5 + 3 * place, groupJob(group), acquire(), work(20));
    },
    ends: [...served('group-3'), 'group-2: completed by group-3', 'group-1: completed by group-3'],
  },
  {
    name: 'expected-unseen',
    title:
      'Three groups are expected and are there, for longer than a TTL, and nobody may see lives: none waits for its window.',
    tell: (world) => {
      world.server.conditions.push({ from: 0, to: 2000, kinds: ['life'], is: 'refused' });
      const parameters = { ttl: 40, max_hold: 300, window: 600, expected: 3 };
      world.job(0, plainJob(1, { parameters: { max_hold: 300 } }), acquire(), work(120));
      for (const [place, group] of world.repository.stack(1, 2, 3).entries())
        world.job(10 + 3 * place, groupJob(group, { parameters }), acquire(), work(30));
    },
    ends: [...served('plain-1', 'group-3'), 'group-2: completed by group-3', 'group-1: completed by group-3'],
  },
  {
    name: 'idle-top',
    title:
      'The highest of three groups does nothing, though its job lives: it is asked, and passed over, long before its window ends.',
    tell: (world) => {
      const parameters = { ttl: 120, window: 1800 };
      world.job(0, plainJob(1), acquire(), work(60));
      const jobs = world.repository
        .stack(1, 2, 3)
        .map((group, place) =>
          world.job(5 + 3 * place, groupJob(group, { parameters }), acquire(), work(20)),
        );
      world.at(30, 'group-3 stands idle', () => jobs[2]!.standIdle(1000));
    },
    ends: [
      ...served('plain-1', 'group-2'),
      'group-1: completed by group-2',
      'group-3 post: group-3 has ended as withdrawn',
    ],
    allows: { standsIdle: true },
  },
  {
    name: 'idle-keeper',
    title:
      'One that waits for two slots does nothing, though its job lives, and one of them changes hands: the other is not kept for it.',
    tell: (world) => {
      const wanting = (...accepts: readonly string[]) => ({
        ttl: 60,
        accepts: [...accepts],
        take: accepts.length,
      });
      world.job(0, plainJob(1, { parameters: wanting('b') }), acquire(), work(100));
      const idle = world.job(5, plainJob(2, { parameters: wanting('a', 'b') }), acquire(), work(20));
      world.job(10, plainJob(3, { parameters: wanting('a') }), acquire(), work(20));
      world.at(20, 'plain-2 stands idle', () => idle.standIdle(1000));
      for (const number of [4, 5, 6]) {
        const next = plainJob(number, { priority: 1, parameters: wanting('b') });
        world.job(130 * (number - 3), next, acquire(), work(100));
      }
    },
    ends: [
      ...served('plain-1', 'plain-4'),
      'plain-5: acquired',
      ...served('plain-3'),
      'plain-5 post: plain-5 has ended as success',
      ...served('plain-6'),
      'plain-2 post: plain-2 has ended as withdrawn',
    ],
    allows: { standsIdle: true },
  },
  {
    name: 'idle-between-others',
    title:
      'The next in line does nothing, though its job lives, and jobs of a higher priority take the lease time and again: the gaps add up, and it is passed over.',
    tell: (world) => {
      const parameters = { ttl: 60 };
      for (const number of [1, 2, 3, 4, 5, 6, 7, 8]) {
        const next = plainJob(number, { priority: 1, parameters });
        world.job(40 * (number - 1), next, acquire(), work(20));
      }
      const idle = world.job(2, plainJob(9, { parameters }), acquire(), work(20));
      world.at(10, 'plain-9 stands idle', () => idle.standIdle(1000));
      world.job(5, plainJob(10, { parameters }), acquire(), work(10));
    },
    ends: [
      ...served(
        'plain-1',
        'plain-2',
        'plain-3',
        'plain-4',
        'plain-5',
        'plain-10',
        'plain-6',
        'plain-7',
        'plain-8',
      ),
      'plain-9 post: plain-9 has ended as withdrawn',
    ],
    allows: { standsIdle: true },
  },
  {
    name: 'success-above-others',
    title:
      'The newest successes lie below a group that is late, and an older one lies above it: that completes it.',
    tell: (world) => {
      const groups = world.repository.stack(1, 2, 3, 4, 5, 6);
      const parameters = { accepts: ['a', 'b', 'c', 'd'], take: 1 };
      const begin = (number: number, time: number, length: number) =>
        world.job(time, groupJob(groups[number - 1]!, { parameters }), acquire(), work(length));
      begin(6, 0, 30);
      for (const number of [1, 2, 3]) begin(number, 2, 60 + 5 * number);
      begin(4, 200, 20);
    },
    ends: [
      ...[6, 1, 2, 3].map((number) => `group-${number}: acquired`),
      ...[6, 1, 2, 3].map((number) => `group-${number} post: group-${number} has ended as success`),
      'group-4: completed by group-6',
    ],
  },
];
