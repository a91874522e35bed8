// What every document and every write must keep: each sentence that refuses one, reached by one broken by hand.
import { describe, expect, it } from 'vitest';
import { createDocument, holderOf } from '../../src/lease/document.ts';
import { InvariantError } from '../../src/lease/errors.ts';
import { assertStep, problemOf, stepProblemOf } from '../../src/lease/invariants.ts';
import { OUTCOMES_KEPT, type LeaseDocument, type Outcome, type Request } from '../../src/lease/schema.ts';
import {
  complete,
  endedAs,
  endOf,
  evict,
  grant,
  group,
  heldBy,
  LEASE,
  liveOf,
  plain,
  register,
  release,
  sha,
  START,
  story,
  waiting,
  withdraw,
  write,
} from './build.ts';

const [g1, g2, p1, p2] = [group(1), group(2), plain(1), plain(2)];

/** One holder, one that waits in its round, one that waits beside, and one that has ended. */
const sound = write(write(endedAs('success', p2), 4, register(g1), register(g2)), 5, grant(g2), register(p1));
const [groups, plains] = sound.rounds as [LeaseDocument['rounds'][number], LeaseDocument['rounds'][number]];
const ofSecond = endOf(sound, p2);

/** The document with a request changed. */
function changed(id: string, change: Partial<Request>): LeaseDocument {
  const requests = sound.requests.map((each) => (each.id === id ? { ...each, ...change } : each));
  return { ...sound, requests: requests as Request[] };
}

const token = { status: 'acquired', epoch: 1, granted_at: START } as const;
const above = sound.sequence + 1;

describe('a document is refused where it', () => {
  it.each<[string, LeaseDocument]>([
    ['has two holders of one slot, group-1 and group-2', changed(g1.id, token)],
    ['has a sequence or an epoch above 1000000000000', { ...sound, sequence: Number.MAX_SAFE_INTEGER }],
    ['has a sequence or an epoch above 1000000000000', { ...sound, epoch: 1e12 + 1 }],
    ['has a token above its epoch', { ...sound, epoch: sound.epoch - 1 }],
    ['has a token above its epoch', { ...sound, outcomes: [{ ...ofSecond, epoch: sound.epoch + 1 }] }],
    ['has granted a token twice', { ...sound, outcomes: [{ ...ofSecond, epoch: sound.epoch }] }],
    ['has an id twice', { ...sound, requests: [...sound.requests, liveOf(sound, g1)] }],
    ['has an id twice', { ...sound, outcomes: [{ ...ofSecond, id: p1.id }] }],
    ['has a round twice', { ...sound, rounds: [groups, plains, plains] }],
    ['has a request plain-1 in no round', { ...sound, rounds: [groups] }],
    [
      `has a round ${plains.id} without a request`,
      { ...sound, requests: sound.requests.filter(({ id }) => id !== p1.id) },
    ],
    [
      `has a plain request in the round ${groups.id} of others`,
      { ...changed(p1.id, { round: groups.id }), rounds: [groups] },
    ],
    [`has two scopes in the round ${groups.id}`, changed(g1.id, { scope: 'another' })],
    [
      `has a holder in the round ${groups.id}, which was never granted`,
      { ...sound, rounds: [{ ...groups, granted: false }, plains] },
    ],
    [
      `has a round ${above} above its sequence`,
      { ...changed(p1.id, { round: above }), rounds: [groups, { ...plains, id: above }] },
    ],
  ])('%s', (problem, document) => {
    expect(problemOf(document)).toBe(problem);
    const before = { ...document, sequence: document.sequence - 1 };
    expect(() => assertStep(before, document)).toThrow(InvariantError);
    expect(() => assertStep(before, document)).toThrow(
      `A write of the lease staging was stopped: it ${problem}.`,
    );
  });
});

it.each([
  ['an empty one', createDocument(LEASE, START)],
  ['one with a holder, waiters and outcomes', sound],
  ['one with a granted round that nobody holds', write(heldBy(g2, g1), 3, release(g2, 'failure'))],
  ['one with outcomes that never had a token', story([0, withdraw(g1)], [1, withdraw(g2)])],
])('nothing is found in a sound document: %s', (_, document) => {
  expect(problemOf(document)).toBeNull();
});

const waits = waiting(g1, g2);
const held = write(waits, 2, grant(g2));
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

const [first, second] = [liveOf(waits, g1), holderOf(held)!];

const broken: readonly (readonly [string, readonly [LeaseDocument, LeaseDocument]])[] = [
  ['does not raise the sequence', [held, { ...held }]],
  ['does not raise the sequence', [held, waits]],
  ['lowers the epoch', next({ ...waits, epoch: 5 }, { epoch: 4 })],
  [
    'grants a token that is not the epoch',
    next(waits, { ...held, requests: [first, { ...second, epoch: START }] }),
  ],
  ['grants a token without raising the epoch', [{ ...waits, epoch: held.epoch }, { ...held }]],
  ['changes the token of a hold', next(held, { requests: [first, { ...second, epoch: START }] })],
  [
    'ends the hold of group-2 without an outcome of it',
    next(held, { requests: [first], rounds: held.rounds }),
  ],
  ['ends the hold of group-2 without an outcome of it', ended({ epoch: START })],
  ['ends a hold as withdrawn', ended({ outcome: 'withdrawn' })],
  ['ends a hold as completed', ended({ outcome: 'completed', completed_by: sha(2) })],
  [
    'changes the outcome of group-2',
    next(failed, { outcomes: [{ ...endOf(failed, g2), outcome: 'success' }] }),
  ],
  ['drops an outcome that is not the oldest', dropsTheSecond()],
  ['loses the request group-1', next(held, { requests: [second] })],
  [
    'ends group-1 as success, which did not hold the lease',
    next(waits, {
      requests: [liveOf(waits, g2)],
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
  return next(three, { outcomes: three.outcomes.toSpliced(1, 1) });
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
});

// Whatever else the tests of this folder write passes too: `write` asserts each step.
describe('a write passes that', () => {
  it('follows writes that nobody has seen: tokens may leap, by however much', () => {
    const later = write(write(held, 3, evict(g2)), 9000, grant(g1));
    expect(later.epoch).toBe(START + 9000);
    expect(stepProblemOf(waits, later)).toBeNull();
  });

  it('completes by a success that it drops, because that is the oldest that is kept', () => {
    let document = write(endedAs('success', g2), 3, register(g1));
    for (let number = 1; number < OUTCOMES_KEPT; number += 1) {
      document = write(document, 4, withdraw(plain(1, { id: `request-${number}` })));
    }
    expect(document.outcomes[0]?.id).toBe(g2.id);
    const completed = write(document, 5, complete(g1, endOf(document, g2)));
    expect(completed.outcomes.map((outcome) => outcome.id)).not.toContain(g2.id);
    expect(endOf(completed, g1)).toMatchObject({ outcome: 'completed', completed_by: sha(2) });
  });
});
