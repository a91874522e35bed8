// Stories of merge groups: trains that are tested from the top, and what failure, rebuilding and lateness do to them.
import { groupJob, plainJob, type Traits } from '../world/cast.ts';
import { commit, MAIN, type Group } from '../world/repository.ts';
import { acquire, work } from '../world/steps.ts';
import { served, type Story } from '../world/story.ts';
import type { World } from '../world/world.ts';

/** The usual train: the groups arrive in this order, seconds apart, and work for half a minute. */
function train(world: World, numbers: readonly number[], apart = 3, failing: readonly number[] = []): void {
  const groups = world.repository.stack(...numbers.toSorted((a, b) => a - b));
  for (const [place, number] of numbers.entries()) {
    const group = groups.find((each) => each.number === number)!;
    const ends = failing.includes(number) ? 'failure' : 'success';
    world.job(place * apart, groupJob(group), acquire(), work(30, ends));
  }
}

export const TRAINS: readonly Story[] = [
  {
    name: 'train-highest-first',
    title:
      'Four groups arrive, the highest first: it is granted, and the others are completed by its success.',
    tell: (world) => train(world, [4, 3, 2, 1]),
    ends: [
      ...served('group-4'),
      'group-3: completed by group-4',
      'group-2: completed by group-4',
      'group-1: completed by group-4',
    ],
  },
  {
    name: 'train-lowest-first',
    title:
      'Four groups arrive, the lowest first: the highest is granted the lease as soon as all have asked.',
    tell: (world) => train(world, [1, 2, 3, 4]),
    ends: [
      ...served('group-4'),
      'group-1: completed by group-4',
      'group-2: completed by group-4',
      'group-3: completed by group-4',
    ],
  },
  {
    name: 'train-at-once',
    title:
      'Three groups arrive in the same moment on no branch: exactly one grant, and the others are completed.',
    tell: (world) => train(world, [1, 2, 3], 0),
    ends: [...served('group-3'), 'group-2: completed by group-3', 'group-1: completed by group-3'],
  },
  {
    name: 'failure-passes-on',
    title: 'The highest of three fails: the next is granted the lease, and completes the one below.',
    tell: (world) => train(world, [1, 2, 3], 3, [3]),
    ends: [
      'group-3: acquired',
      'group-3 post: group-3 has ended as failure',
      ...served('group-2'),
      'group-1: completed by group-2',
    ],
  },
  {
    name: 'failure-below',
    title:
      'A group fails while one above it waits: that one waits for a window, for the queue may destroy it.',
    tell: (world) => {
      const [first] = world.repository.stack(1);
      const parameters = { window: 60 };
      world.job(0, groupJob(first!, { parameters }), acquire(), work(30, 'failure'));
      world.at(10, 'the queue builds group 2 on group 1', () => {
        const second = world.repository.build(2, first!.head);
        world.job(12, groupJob(second, { parameters }), acquire(), work(20));
      });
    },
    ends: ['group-1: acquired', 'group-1 post: group-1 has ended as failure', ...served('group-2')],
  },
  {
    name: 'merged-after-failure',
    title:
      'A group fails, is tested again and merged: those that are built on it one after another wait for nothing.',
    tell: (world) => {
      const parameters = { window: 200 };
      const groups = world.repository.stack(1, 2, 3, 4, 5);
      world.repository.drop(...groups.map(({ head }) => head));
      const test = (
        time: number,
        group: Group,
        traits: Traits = {},
        ends: 'success' | 'failure' = 'success',
      ) => {
        world.at(time, `the queue builds group ${group.number}`, () => {
          world.repository.drop(group.head);
          world.repository.build(group.number, group.base);
        });
        world.job(time + 1, groupJob(group, { parameters, ...traits }), acquire(), work(10, ends));
      };
      const [first, ...later] = groups;
      test(0, first!, {}, 'failure');
      test(40, first!, { name: 'group-1-again', run_id: 301 });
      for (const group of later) test(150 * (group.number - 1), group);
    },
    ends: [
      'group-1: acquired',
      'group-1 post: group-1 has ended as failure',
      ...served('group-1-again', 'group-2', 'group-3', 'group-4', 'group-5'),
    ],
    isTimed: true,
  },
  {
    name: 'listed-late',
    title:
      'A group asks before the list of merge groups shows it: it waits for the next list, and is served.',
    tell: (world) => {
      const [only] = world.repository.stack(1);
      world.repository.drop(only!.head);
      world.job(0, groupJob(only!, { parameters: { ttl: 3600 } }), acquire(), work(20));
      world.at(5, 'the list shows group 1', () => void world.repository.build(1, MAIN));
    },
    ends: served('group-1'),
  },
  {
    name: 'superseded',
    title:
      'The queue drops the lower of two groups and builds the upper one anew: both old requests end as superseded.',
    tell: (world) => {
      const [first, second, third] = world.repository.stack(1, 2, 3);
      world.job(0, groupJob(third!), acquire(), work(90, 'failure'));
      world.job(5, groupJob(first!), acquire(), work(20));
      world.job(8, groupJob(second!), acquire(), work(20));
      world.at(30, 'the queue drops group 1 and builds group 2 anew', () => {
        world.repository.drop(first!.head, second!.head, third!.head);
        const rebuilt = world.repository.build(2, MAIN, 'group-2-rebuilt');
        world.job(31, groupJob(rebuilt, { name: 'group-2-rebuilt', run_id: 202 }), acquire(), work(20));
      });
    },
    ends: [
      'group-3: acquired',
      'group-2: left, superseded',
      'group-1: left, superseded',
      'group-3 post: group-3 has ended as failure',
      ...served('group-2-rebuilt'),
    ],
  },
  {
    name: 'late-arrival',
    title: 'Group 2 has succeeded before group 1 asks: group 1 is completed without a write.',
    tell: (world) => {
      const [first, second] = world.repository.stack(1, 2);
      world.job(0, groupJob(second!, { parameters: { window: 10 } }), acquire(), work(10));
      world.job(60, groupJob(first!), acquire(), work(10));
    },
    ends: [...served('group-2'), 'group-1: completed by group-2'],
    isTimed: true,
  },
  {
    name: 'late-without-chain',
    title:
      'Group 3 has succeeded, group 2 never asked: group 1 is completed by a comparison, without a write.',
    tell: (world) => {
      const groups = world.repository.stack(1, 2, 3);
      world.repository.drop(groups[1]!.head, groups[0]!.head);
      world.job(0, groupJob(groups[2]!, { parameters: { window: 10 } }), acquire(), work(10));
      world.job(60, groupJob(groups[0]!), acquire(), work(10));
    },
    ends: [...served('group-3'), 'group-1: completed by group-3'],
    isTimed: true,
  },
  {
    name: 'expected-with-a-dead-member',
    title: 'Two of two are expected, and the first has died: it does not count, and the window decides.',
    tell: (world) => {
      const [first, second] = world.repository.stack(1, 2);
      const parameters = { expected: 2, window: 200, ttl: 30 };
      const dead = world.job(0, groupJob(first!, { parameters }), acquire(), work(20));
      world.at(10, 'the runner of group-1 is lost', () => dead.loseRunner());
      world.job(60, groupJob(second!, { parameters }), acquire(), work(20));
    },
    ends: served('group-2'),
  },
  {
    name: 'expected-met',
    title: 'Two of two are expected: the second is granted the lease at once, and completes the first.',
    tell: (world) => {
      const groups = world.repository.stack(1, 2);
      for (const [place, group] of groups.entries()) {
        world.job(place * 20, groupJob(group, { parameters: { expected: 2 } }), acquire(), work(20));
      }
    },
    ends: [...served('group-2'), 'group-1: completed by group-2'],
  },
  {
    name: 'one-name-twice',
    title:
      'Somebody pushes a ref that names the same commit below as a true group: the window decides, not the names.',
    tell: (world) => {
      const [first, second] = world.repository.stack(1, 2);
      world.repository.push('forged', MAIN);
      world.repository.build(9, MAIN, 'forged', first!.head);
      const parameters = { window: 20 };
      world.job(0, groupJob(first!, { parameters }), acquire(), work(20));
      world.job(4, groupJob(second!, { parameters }), acquire(), work(20));
    },
    ends: [...served('group-2'), 'group-1: completed by group-2'],
  },
  {
    name: 'two-calls',
    title:
      'Each run calls one reusable workflow twice, and no scope tells the calls apart: none vouches for the other.',
    tell: (world) => {
      const [lower, upper] = world.repository.stack(1, 2);
      const parameters = { window: 10 };
      calls(upper!, 0, ['success', 'failure']);
      calls(lower!, 2, ['success', 'success']);

      function calls(group: Group, at: number, ends: readonly ('success' | 'failure')[]): void {
        for (const [place, end] of ends.entries()) {
          const name = `group-${group.number}-${['us', 'eu'][place]!}`;
          const check_run_id = 9500 + 10 * group.number + place;
          const job = groupJob(group, { name, check_run_id, parameters });
          world.job(at + place, job, acquire(), work(30, end));
        }
      }
    },
    ends: [
      ...served('group-2-us'),
      'group-2-eu: acquired',
      'group-2-eu post: group-2-eu has ended as failure',
      ...served('group-1-eu'),
      ...served('group-1-us'),
    ],
  },
  {
    name: 'equal-heads',
    title: 'Two runs of one commit in one scope: the success of the first completes the second.',
    tell: (world) => {
      const [only] = world.repository.stack(1);
      world.job(0, groupJob(only!), acquire(), work(30));
      world.job(5, groupJob(only!, { name: 'group-1-again', run_id: 301 }), acquire(), work(30));
    },
    ends: [...served('group-1'), 'group-1-again: completed by group-1'],
  },
  {
    name: 'propagate',
    title: 'Pushes c1 < c2 < c3 that propagate: the success of c3 completes the waiting c2 and a late c1.',
    tell: (world) => {
      const heads = [1, 2, 3].map((number) =>
        world.repository.push(`push-${number}`, number === 1 ? MAIN : commit(`push-${number - 1}`)),
      );
      const starts = [70, 5, 0];
      for (const [place, head_sha] of heads.entries()) {
        const person = pushed(place + 1, head_sha);
        world.job(starts[place]!, person, acquire(), work(30));
      }
    },
    ends: [...served('plain-3'), 'plain-2: completed by plain-3', 'plain-1: completed by plain-3'],
  },
];

function pushed(number: number, head_sha: string) {
  return plainJob(number, { head_sha, parameters: { propagate: true } });
}
