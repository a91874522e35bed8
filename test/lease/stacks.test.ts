// What requests say of the stack below them: less with every write that tells it otherwise, and the same order always.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../support/properties.ts';
import { sizeOf } from '../../src/lease/board.ts';
import { createDocument } from '../../src/lease/document.ts';
import { STACK_KEPT } from '../../src/lease/groups.ts';
import { OUTCOMES_KEPT, type LeaseDocument, type Registration } from '../../src/lease/schema.ts';
import { withoutRepeats } from '../../src/lease/stacks.ts';
import { transition, type Change } from '../../src/lease/transition.ts';
import { belowByOracle } from './containment.oracle.ts';
import {
  endedAs,
  evict,
  group,
  LEASE,
  liveOf,
  plain,
  register,
  sha,
  START,
  waiting,
  withdraw,
  write,
} from './build.ts';

/** The group `number` of a queue, which has seen all the others below it. */
function stacked(number: number, lowest = 1): Registration {
  const stack = Array.from({ length: number - lowest }, (_, index) => sha(lowest + index));
  return group(number, { stack });
}

const stackIn = (document: LeaseDocument, number: number): string[] => liveOf(document, group(number)).stack;

describe('a request that registers', () => {
  it('does not name what it was built on, nor itself', () => {
    const document = waiting(group(3, { stack: [sha(1), sha(2), sha(3)] }));
    expect(stackIn(document, 3)).toEqual([sha(1)]);
  });

  it('does not name what others tell of those below it', () => {
    const document = waiting(stacked(2), stacked(3), stacked(4));
    expect([2, 3, 4].map((number) => stackIn(document, number))).toEqual([[], [], []]);
  });

  it('does not name what outcomes tell', () => {
    const ended = write(waiting(stacked(2)), 1, withdraw(stacked(2)));
    const document = write(ended, 2, register(group(3, { stack: [sha(1), sha(2)] })));
    expect(stackIn(document, 3)).toEqual([]);
  });

  it('frees those above it from what it tells now', () => {
    const top = waiting(stacked(6));
    expect(stackIn(top, 6)).toEqual([1, 2, 3, 4].map(sha));
    const middle = write(top, 1, register(stacked(4)));
    expect(stackIn(middle, 6)).toEqual([sha(4)]);
    expect(stackIn(middle, 4)).toEqual([1, 2].map(sha));
    expect(stackIn(write(middle, 2, register(stacked(5))), 6)).toEqual([]);
  });

  it('names the nearest hundred', () => {
    const numbers = Array.from({ length: 120 }, (_, number) => sha(100 + number));
    const document = waiting(group(250, { stack: numbers }));
    expect(stackIn(document, 250)).toEqual(numbers.slice(-STACK_KEPT));
  });

  it('leaves a deep queue room, in whatever order it arrives', () => {
    const queue = Array.from({ length: 90 }, (_, index) => stacked(index + 1));
    const mixed = [...queue.slice(40), ...queue.slice(0, 40).toReversed()];
    for (const order of [queue, queue.toReversed(), mixed]) {
      const document = waiting(...order);
      expect(document.requests.reduce((sum, { stack }) => sum + stack.length, 0)).toBeLessThan(5);
      expect(sizeOf(document)).toBeLessThan(1500 * queue.length);
    }
  });
});

describe('what only a request told of its stack', () => {
  const two = waiting(stacked(5), group(7, { stack: [sha(5)] }));

  it('is told by the one above it after its end', () => {
    expect(stackIn(two, 7)).toEqual([sha(5)]);
    const ended = write(two, 2, withdraw(stacked(5)));
    expect(belowByOracle(ended, sha(7), sha(1))).toBe(true);
    expect(stackIn(ended, 7)).toEqual([1, 2, 3, 5].map(sha));
  });

  it('is told by another request of the same head, and by nobody above that', () => {
    const leg = group(5, { id: 'leg', stack: [1, 2, 3].map(sha) });
    const document = write(two, 2, register(leg));
    expect(liveOf(document, leg).stack).toEqual([]);
    const ended = write(document, 3, evict(group(5)));
    expect(liveOf(ended, leg).stack).toEqual([1, 2, 3].map(sha));
    expect(stackIn(ended, 7)).toEqual([sha(5)]);
  });

  it('is told also by what registers and ends in one write', () => {
    const succeeded = endedAs('success', group(9));
    const top = write(succeeded, 3, register(group(7, { stack: [1, 2, 5].map(sha) })));
    const by = top.outcomes[0]!;
    const ended = write(top, 4, register(stacked(5)), { kind: 'complete', id: group(5).id, by });
    expect([1, 2].map((number) => belowByOracle(ended, sha(7), sha(number)))).toEqual([true, true]);
  });

  it('leaves what it said to all above it, also where several ways lead there', () => {
    const lowest = group(2);
    const ways = [group(7, { stack: [2, 3, 5].map(sha) }), group(8, { stack: [2, 4, 5].map(sha) })];
    const ended = write(waiting(lowest, ...ways), 9, withdraw(lowest));
    expect([7, 8].map((number) => belowByOracle(ended, sha(number), sha(1)))).toEqual([true, true]);
  });

  it('is told by those above when the outcome that told it is dropped', () => {
    const other = group(5, { base_sha: sha(90), id: 'other' });
    let document = waiting(group(2), group(3), group(1));
    document = write(write(document, 3, withdraw(group(2))), 3, withdraw(other));
    expect(stackIn(document, 3)).toEqual([]);
    for (let number = 0; number < OUTCOMES_KEPT; number += 1) {
      document = write(document, 4, withdraw(plain(1, { id: `request-${number}` })));
    }
    expect(document.outcomes.some(({ id }) => id === 'group-2')).toBe(false);
    expect(belowByOracle(document, sha(3), sha(1))).toBe(true);
    expect(stackIn(document, 3)).toEqual([sha(1)]);
  });
});

interface Move {
  readonly number: number;
  readonly base: number;
  readonly stack: readonly number[];
  readonly ends: boolean;
}

const commit = fc.nat({ max: 7 });
const moves: fc.Arbitrary<readonly Move[]> = fc.array(
  fc.record({
    number: commit,
    base: commit,
    stack: fc.array(commit, { maxLength: 4 }),
    ends: fc.boolean(),
  }),
  { maxLength: 16 },
);

/** The documents of a history, each with what the live requests have said when they registered. */
function play(all: readonly Move[]): { readonly real: LeaseDocument; readonly full: LeaseDocument }[] {
  let real = createDocument(LEASE, START);
  const said = new Map<string, string[]>();
  return all.map(({ number, base, stack, ends }, index) => {
    const registration = group(number, {
      id: `request-${index}`,
      base_sha: sha(base),
      stack: stack.map(sha),
    });
    const live = real.requests.find(({ head_sha }) => head_sha === registration.head_sha);
    const change: Change =
      ends && live !== undefined
        ? { kind: 'withdraw', registration: live, reason: '' }
        : { kind: 'register', registration };
    if (change.kind === 'register') said.set(registration.id, registration.stack);
    real = transition(real, [change], { now: START + index });
    const full = {
      ...real,
      requests: real.requests.map((request) => ({ ...request, stack: said.get(request.id)! })),
    };
    return { real, full };
  });
}

const PAIRS = Array.from({ length: 64 }, (_, index) => [sha(index >> 3), sha(index & 7)] as const);

function orderOf(document: LeaseDocument): boolean[] {
  return PAIRS.map(([upper, lower]) => belowByOracle(document, upper, lower));
}

describe('the order of the commits', () => {
  it('is the same without repeats, forged or not', () => {
    fc.assert(
      fc.property(moves, (all) => {
        for (const { full } of play(all.filter(({ ends }) => !ends))) {
          const shorter = full.requests.reduce(
            (document, request) => withoutRepeats(document, request),
            full,
          );
          expect(orderOf(shorter)).toEqual(orderOf(full));
        }
      }),
      runs(100),
    );
  });

  it('never loses what a live request has said, whatever ends', () => {
    fc.assert(
      fc.property(moves, (all) => {
        for (const { real, full } of play(all)) {
          const known = orderOf(real);
          const lost = orderOf(full).flatMap((below, index) =>
            below && !known[index] ? [PAIRS[index]] : [],
          );
          expect(lost).toEqual([]);
        }
      }),
      { ...runs(30), endOnFailure: true },
    );
  });

  it('never says more than is true, where all say the truth', () => {
    const truth = fc.array(
      fc.record({ number: fc.integer({ min: 1, max: 7 }), lowest: fc.nat({ max: 6 }), ends: fc.boolean() }),
      { maxLength: 16 },
    );
    fc.assert(
      fc.property(truth, (all) => {
        const honest = all.map(({ number, lowest, ends }) => ({
          number,
          base: number - 1,
          stack: Array.from({ length: Math.max(number - lowest, 0) }, (_, index) => lowest + index),
          ends,
        }));
        for (const { real } of play(honest)) {
          const wrong = PAIRS.filter(([upper, lower]) => lower >= upper && belowByOracle(real, upper, lower));
          expect(wrong).toEqual([]);
        }
      }),
      runs(200),
    );
  });
});
