// Seeds that have found bugs, each with what it was. A seed is the same run only as long as the order of the draws is.
import { describe, expect, it } from 'vitest';
import { simulate } from './simulation.ts';

const REGRESSIONS: readonly { readonly seed: number; readonly was: string }[] = [
  {
    seed: 133,
    was: 'a second step renewed a hold by a clock that was behind its stamp, and changed nothing',
  },
  { seed: 1665, was: 'who was asked to show itself renewed by a clock that was behind, and changed nothing' },
  {
    seed: 1343,
    was: 'after a look at an older state the branch was deleted, and a waiter read without a pause',
  },
  {
    seed: 422_842,
    was: 'a merge group was missing while the branch was gone, and nobody had written the lease',
  },
  {
    seed: 524_854,
    was: 'an arrival waited on a branch that was gone, and wrote a document in which nothing was',
  },
  { seed: 16_125, was: 'a process that waited showed itself so often that it never looked' },
  { seed: 405_153, was: 'a replica showed a state of the same sequence from before the branch was set back' },
  { seed: 1_097_608, was: 'a look said "unchanged" of one that had gone unanswered' },
  { seed: 2_156_724, was: 'a hold that its run keeps was evicted by signs of its job from when it waited' },
  {
    seed: 2_229_292,
    was: 'three older answers, one of them heard after a pause, were taken for a rewound branch',
  },
];

describe('a seed that has found a bug', () => {
  it.each(REGRESSIONS)('keeps every promise now: $was', ({ seed }) => {
    expect(simulate(seed).broken).toEqual([]);
  });
});
