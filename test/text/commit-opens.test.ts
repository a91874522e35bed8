// The subject of a commit by which an operator frees a holder and, with it, opens the lease.
import { expect, it } from 'vitest';
import { transition } from '../../src/lease/transition.ts';
import { describeChange } from '../../src/text/commit.ts';
import { boardOf, evict, grant, group, lockOf, register, START, story } from './build.ts';

it('says so', () => {
  const held = story(
    'main',
    [0, register(group(13))],
    [20, grant(13)],
    [30, { kind: 'lock', lock: lockOf() }],
  );
  const changes = [{ kind: 'unlock', waives: false } as const, evict(13, START + 20, 'bob', 'stuck')];
  const freed = transition(held, changes, { now: START + 60 });
  const { subject } = describeChange(boardOf({ main: held }), boardOf({ main: freed }));
  expect(subject).toBe(`evict main: PR 13 (run 4713) held it with token ${START + 20}: stuck, and unlock`);
});
