// Containment: what a document proves, what it only orders, and the order of a round.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../support/properties.ts';
import {
  containedIn,
  NO_PROOFS,
  orderGraphOf,
  proofKey,
  reachable,
  withProof,
} from '../../src/lease/containment.ts';
import { createDocument } from '../../src/lease/document.ts';
import { byContainment } from '../../src/lease/order.ts';
import type { LeaseDocument, Registration, Request } from '../../src/lease/schema.ts';
import { belowByOracle, provedByOracle, sortedByOracle } from './containment.oracle.ts';
import { group, ids, LEASE, proved, sha, START, waiting } from './build.ts';

const [g1, g2, g3] = [group(1), group(2), group(3)];

const contains = (document: LeaseDocument, upper: number, lower: number): boolean =>
  containedIn(document, sha(upper), NO_PROOFS)(sha(lower));
const isBelow = (document: LeaseDocument, upper: number, lower: number): boolean =>
  upper !== lower && reachable(orderGraphOf(document).below, sha(upper)).has(sha(lower));
const order = (document: LeaseDocument): string[] =>
  ids(byContainment(orderGraphOf(document), document.requests));

describe('what the compare API has said', () => {
  const apart = waiting(g1, g3);

  it('is taken for exactly that head', () => {
    const proofs = proved(g3, g1);
    expect(containedIn(apart, sha(3), proofs)(sha(1))).toBe(true);
    expect(containedIn(apart, sha(1), proofs)(sha(3))).toBe(false);
    expect(proofKey('above', 'below')).not.toBe(proofKey('below', 'above'));
  });

  it('is taken for what it is where it is a no', () => {
    const denied = withProof(NO_PROOFS, sha(3), sha(1), false);
    expect(containedIn(apart, sha(3), denied)(sha(1))).toBe(false);
    expect(containedIn(apart, sha(3), withProof(denied, sha(3), sha(1), true))(sha(1))).toBe(true);
    expect(denied).toEqual({ [proofKey(sha(3), sha(1))]: false });
  });
});

it('the names of refs order, and prove nothing', () => {
  const document = waiting(g1, group(3, { stack: [sha(1)] }));
  expect([contains(document, 3, 1), isBelow(document, 3, 1)]).toEqual([false, true]);
});

describe('the order of a round', () => {
  const beside = { base_sha: sha(50), priority: 1 } as const;

  it.each<[string, Registration[], string[]]>([
    [
      'puts the highest of a stack first, whatever the priorities say',
      [g1, g2, group(3, { priority: 0 })],
      ['group-3', 'group-2', 'group-1'],
    ],
    [
      'goes by priority where nothing contains the other',
      [group(1, beside), group(4, { ...beside, priority: 7 })],
      ['group-4', 'group-1'],
    ],
    [
      'goes by registration where the priorities are equal',
      [group(7, beside), group(1, beside)],
      ['group-7', 'group-1'],
    ],
    [
      'treats requests of the same head as equals',
      [g1, g2, group(2, { id: 'leg', priority: 9 })],
      ['leg', 'group-2', 'group-1'],
    ],
    [
      'cuts a forged cycle, which leaves nobody on top, below the first by priority',
      [group(1, { base_sha: sha(3) }), group(2, { priority: 9 }), group(3, { priority: 5 })],
      ['group-2', 'group-1', 'group-3'],
    ],
    [
      'knows no commit as contained in itself',
      [group(1, { base_sha: sha(1) }), group(2, { ...beside, priority: -1 })],
      ['group-1', 'group-2'],
    ],
    [
      'goes by priority where a forged cycle leaves nobody on top, also for who is below it',
      [group(2, { base_sha: sha(3), stack: [sha(1)] }), group(3), group(1, { priority: 9 })],
      ['group-1', 'group-3', 'group-2'],
    ],
  ])('%s', (_, registrations, expected) => {
    expect(order(waiting(...registrations))).toEqual(expected);
  });
});

/** Requests on a handful of commits, with anything below anything. */
const tangled: fc.Arbitrary<LeaseDocument> = fc
  .array(
    fc.record({
      head: fc.nat({ max: 5 }),
      base: fc.option(fc.nat({ max: 5 })),
      stack: fc.array(fc.nat({ max: 5 }), { maxLength: 2 }),
      priority: fc.nat({ max: 2 }),
      registered: fc.nat({ max: 2 }),
      live: fc.boolean(),
    }),
    { maxLength: 7 },
  )
  .map((entries) => {
    const requests = entries.map(({ head, base, stack, priority, registered, live }, index) => ({
      live,
      request: {
        ...group(head, { id: `request-${index}`, priority, stack: stack.map(sha) }),
        base_sha: base === null ? null : sha(base),
        round: 1,
        status: 'pending',
        registered_at: registered,
        seen_at: 0,
        alive_at: null,
        asked_at: null,
        slots: null,
      } satisfies Request,
    }));
    return {
      ...createDocument(LEASE, START),
      requests: requests.filter(({ live }) => live).map(({ request }) => request),
      outcomes: requests
        .filter(({ live }) => !live)
        .map(({ request }) => ({
          ...request,
          slots: [],
          outcome: 'withdrawn' as const,
          at: 0,
          by: '',
          propagate: true,
        })),
    };
  });

/** The same without what leads back up, which no history of commits has. */
const straight = tangled.map((document): LeaseDocument => {
  const { requests, outcomes } = document;
  const baseOf = ({ head_sha, base_sha }: Pick<Request, 'head_sha' | 'base_sha'>) =>
    base_sha !== null && base_sha < head_sha ? base_sha : null;
  return {
    ...document,
    requests: requests.map((each) => ({
      ...each,
      base_sha: baseOf(each),
      stack: each.stack.filter((lower) => lower < each.head_sha),
    })),
    outcomes: outcomes.map((each) => ({ ...each, base_sha: baseOf(each) })),
  };
});

describe('every document, forged or not', () => {
  const commit = fc.nat({ max: 6 });

  it('proves and orders what the dumb implementation does', () => {
    fc.assert(
      fc.property(tangled, commit, commit, (document, upper, lower) => {
        expect(contains(document, upper, lower)).toBe(provedByOracle(document, sha(upper), sha(lower)));
        expect(isBelow(document, upper, lower)).toBe(belowByOracle(document, sha(upper), sha(lower)));
      }),
      runs(300),
    );
  });

  it('sorts its requests as the dumb implementation does, and leaves none out where there are circles', () => {
    fc.assert(
      fc.property(straight, tangled, (document, forged) => {
        expect(order(document)).toEqual(ids(sortedByOracle(document, document.requests)));
        expect(order(forged).toSorted()).toEqual(ids(forged.requests).toSorted());
      }),
      runs(500),
    );
  });
});
