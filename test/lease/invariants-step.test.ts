// What every write must keep: each sentence that stops one, reached by a step broken by hand.
import { describe, expect, it } from 'vitest';
import { holderOf } from '../../src/lease/document.ts';
import { InvariantError } from '../../src/lease/errors.ts';
import { assertStep, stepProblemOf } from '../../src/lease/invariants.ts';
import type { LeaseDocument, Outcome } from '../../src/lease/schema.ts';
import { OUTCOMES_KEPT } from '../../src/lease/outcomes.ts';
import { transition } from '../../src/lease/transition.ts';
import {
  at,
  complete,
  endOf,
  epochOf,
  grant,
  group,
  liveOf,
  plain,
  register,
  release,
  sha,
  START,
  story,
  withdraw,
  write,
} from './build.ts';

const g1 = group(1);
const g2 = group(2);
const p1 = plain(1);
const p2 = plain(2);

const waiting = story([0, register(g1)], [1, register(g2)]);
const held = write(waiting, 2, grant(g2));
const succeeded = write(held, 3, release(g2, 'success'));
const failed = write(held, 3, release(g2, 'failure'));

/** The step to `after`, as the next write after `before`. */
function next(before: LeaseDocument, after: Partial<LeaseDocument>): [LeaseDocument, LeaseDocument] {
  return [before, { ...before, sequence: before.sequence + 1, ...after }];
}

/** The end of the hold of the second group, changed. */
function ended(change: Partial<Outcome>): [LeaseDocument, LeaseDocument] {
  const outcome: Outcome = { ...endOf(failed, g2), ...change };
  return next(held, { ...failed, outcomes: [outcome] });
}

const holder = holderOf(held)!;
const waiter = liveOf(waiting, g1);

const broken: readonly (readonly [string, readonly [LeaseDocument, LeaseDocument]])[] = [
  ['does not raise the sequence', [held, { ...held }]],
  ['does not raise the sequence', [held, waiting]],
  ['lowers the epoch', next({ ...waiting, epoch: 5 }, { epoch: 4 })],
  [
    'grants a token that is not the epoch',
    next(waiting, { ...held, requests: [waiter, { ...holder, epoch: START }] }),
  ],
  ['grants a token without raising the epoch', [{ ...waiting, epoch: held.epoch }, { ...held }]],
  ['changes the token of a hold', next(held, { requests: [waiter, { ...holder, epoch: START }] })],
  [
    'ends the hold of group-2 without an outcome of it',
    next(held, { requests: [waiter], rounds: held.rounds }),
  ],
  ['ends the hold of group-2 without an outcome of it', ended({ epoch: START })],
  ['ends a hold as withdrawn', ended({ outcome: 'withdrawn' })],
  ['ends a hold as completed', ended({ outcome: 'completed', completed_by: sha(2) })],
  [
    'changes the outcome of group-2',
    next(failed, { outcomes: [{ ...endOf(failed, g2), outcome: 'success' }] }),
  ],
  ['drops an outcome that is not the oldest', dropsTheSecond()],
  ['loses the request group-1', next(held, { requests: [holder] })],
  [
    'ends group-1 as success, which did not hold the lease',
    next(waiting, {
      requests: [liveOf(waiting, g2)],
      epoch: 1,
      outcomes: [{ ...endOf(failed, g2), id: g1.id, outcome: 'success', epoch: 1 }],
    }),
  ],
  [
    'ends plain-9 as failure, which did not hold the lease',
    next(held, { outcomes: [{ ...endOf(failed, g2), id: 'plain-9', epoch: START }] }),
  ],
  ['completes group-1 by a success that is not there', completes({ completed_by: sha(3) })],
  ['completes group-1 by a success that is not there', completes({ scope: 'another' })],
];

function dropsTheSecond(): [LeaseDocument, LeaseDocument] {
  const three = story([0, withdraw(g1)], [1, withdraw(g2)], [2, withdraw(p1)]);
  const [first, , third] = three.outcomes;
  return next(three, { outcomes: [first!, third!] });
}

/** The write of the success, with a completed outcome that is not what it was. */
function completes(change: Partial<Outcome>): [LeaseDocument, LeaseDocument] {
  const outcomes = succeeded.outcomes.map((each) => (each.id === g1.id ? { ...each, ...change } : each));
  return next(held, { ...succeeded, outcomes });
}

describe('a write is stopped when it', () => {
  it.each(broken)('%s', (problem, [before, after]) => {
    expect(stepProblemOf(before, after)).toBe(problem);
    expect(() => assertStep(before, after)).toThrow(InvariantError);
    expect(() => assertStep(before, after)).toThrow(
      `A write of the lease staging was stopped: it ${problem}.`,
    );
  });

  it('leads to a document that breaks a promise by itself', () => {
    const [before, after] = next(held, { epoch: START });
    expect(() => assertStep(before, after)).toThrow('it has a token above its epoch.');
  });
});

describe('a write passes that', () => {
  it.each([
    ['grants', waiting, held],
    ['ends a hold as success, and completes others', held, succeeded],
    ['ends a hold as failure', held, failed],
    ['evicts the holder and grants to another', held, write(held, 3, evicting(), register(p1), grant(p1))],
    ['registers', held, write(held, 3, register(p2))],
  ])('%s', (_, before, after) => {
    expect(stepProblemOf(before, after)).toBeNull();
  });

  it('follows writes that nobody has seen: tokens may leap, by however much', () => {
    const later = write(write(held, 3, evicting()), 9000, grant(g1));
    expect(later.epoch).toBe(START + 9000);
    expect(stepProblemOf(waiting, later)).toBeNull();
  });

  it('completes by a success that it drops, because that is the oldest that is kept', () => {
    let document = story([0, register(g2)], [1, grant(g2)], [2, release(g2, 'success')], [3, register(g1)]);
    for (let number = 1; number < OUTCOMES_KEPT; number += 1) {
      document = write(document, 4, withdraw(plain(1, { id: `request-${number}` })));
    }
    expect(document.outcomes[0]?.id).toBe(g2.id);
    const completed = transition(document, [complete(g1, endOf(document, g2))], { now: at(5) });
    expect(completed.outcomes.map((outcome) => outcome.id)).not.toContain(g2.id);
    expect(endOf(completed, g1)).toMatchObject({ outcome: 'completed', completed_by: sha(2) });
    expect(stepProblemOf(document, completed)).toBeNull();
  });
});

function evicting() {
  return { kind: 'evict', id: g2.id, epoch: epochOf(held), by: 'checker', reason: 'dead' } as const;
}
