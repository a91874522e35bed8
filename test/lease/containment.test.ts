// Containment: what a document proves, what it only orders, and the order of a round.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isContained, isOrderedBelow, NO_PROOFS, proofKey, withProof } from '../../src/lease/containment.ts';
import { createDocument } from '../../src/lease/document.ts';
import { byContainment, orderOf } from '../../src/lease/order.ts';
import type { LeaseDocument, Request } from '../../src/lease/schema.ts';
import { belowByOracle, provedByOracle, sortedByOracle } from './containment.oracle.ts';
import { group, LEASE, plain, proved, register, sha, START, story, withdraw } from './build.ts';

const g1 = group(1);
const g2 = group(2);
const g3 = group(3);
const train = story([0, register(g1)], [1, register(g2)], [2, register(g3)]);

const contains = (document: LeaseDocument, upper: number, lower: number): boolean =>
  isContained(document, sha(upper), sha(lower), NO_PROOFS);
const isBelow = (document: LeaseDocument, upper: number, lower: number): boolean =>
  isOrderedBelow(document, sha(upper), sha(lower));
const order = (document: LeaseDocument): string[] =>
  byContainment(orderOf(document), document.requests).map((request) => request.id);

describe('isContained', () => {
  it.each([
    ['a head contains itself', 2, 2, true],
    ['a head contains the commit its group was built on', 2, 1, true],
    ['a head contains what that one contains', 3, 1, true],
    ['a head contains the base that no request has', 3, 0, true],
    ['a head does not contain what sits on it', 1, 2, false],
    ['an unknown head contains nothing else', 9, 1, false],
  ])('%s', (_, upper, lower, expected) => {
    expect(contains(train, upper, lower)).toBe(expected);
  });

  it('follows the chain through requests that have ended', () => {
    const document = story([0, register(g1)], [1, register(g2)], [2, register(g3)], [3, withdraw(g2)]);
    expect(contains(document, 3, 1)).toBe(true);
  });

  it('breaks off where an event in between is not known', () => {
    const document = story([0, register(g1)], [1, register(g3)]);
    expect(contains(document, 3, 1)).toBe(false);
  });

  it('takes what the compare API has said, for exactly that head', () => {
    const document = story([0, register(g1)], [1, register(g3)]);
    const proofs = proved(g3, g1);
    expect(isContained(document, sha(3), sha(1), proofs)).toBe(true);
    expect(isContained(document, sha(1), sha(3), proofs)).toBe(false);
    expect(proofKey('above', 'below')).not.toBe(proofKey('below', 'above'));
  });

  it('takes an answer of the compare API that says no for what it is', () => {
    const document = story([0, register(g1)], [1, register(g3)]);
    const denied = withProof(NO_PROOFS, sha(3), sha(1), false);
    expect(isContained(document, sha(3), sha(1), denied)).toBe(false);
    expect(isContained(document, sha(3), sha(1), withProof(denied, sha(3), sha(1), true))).toBe(true);
    expect(denied).toEqual({ [proofKey(sha(3), sha(1))]: false });
  });

  it('never takes the names of refs for a proof', () => {
    const document = story([0, register(g1)], [1, register(group(3, { stack: [sha(1)] }))]);
    expect(contains(document, 3, 1)).toBe(false);
    expect(isBelow(document, 3, 1)).toBe(true);
  });

  it('knows nothing of a plain request but its head', () => {
    const document = story([0, register(plain(3, { stack: [] }))]);
    expect(contains(document, 3, 2)).toBe(false);
  });
});

describe('isOrderedBelow', () => {
  it.each([
    ['not a head below itself', 2, 2, false],
    ['what the chain proves', 3, 1, true],
    ['not what sits above', 1, 3, false],
  ])('orders %s', (_, upper, lower, expected) => {
    expect(isBelow(train, upper, lower)).toBe(expected);
  });

  it('joins stacks and chains', () => {
    const document = story(
      [0, register(g1)],
      [1, register(g2)],
      [2, register(group(9, { stack: [sha(2)] }))],
    );
    expect(isBelow(document, 9, 1)).toBe(true);
  });

  it('never orders a head below itself, though a forged cycle leads back to it', () => {
    const document = story([0, register(group(1, { base_sha: sha(2) }))], [1, register(g2)]);
    expect([isBelow(document, 1, 2), isBelow(document, 2, 1), isBelow(document, 1, 1)]).toEqual([
      true,
      true,
      false,
    ]);
  });
});

describe('byContainment', () => {
  it('puts the highest of a stack first, whatever the priorities say', () => {
    const low = group(3, { priority: 0 });
    const document = story([0, register(g1)], [1, register(g2)], [2, register(low)]);
    expect(order(document)).toEqual(['group-3', 'group-2', 'group-1']);
  });

  it('goes by priority where nothing contains the other', () => {
    const document = story(
      [0, register(group(1, { base_sha: sha(50), priority: 1 }))],
      [1, register(group(4, { base_sha: sha(51), priority: 7 }))],
    );
    expect(order(document)).toEqual(['group-4', 'group-1']);
  });

  it('goes by registration where the priorities are equal', () => {
    const later = { id: 'z', head_sha: sha(8), base_sha: sha(52), priority: 1 };
    const document = story(
      [0, register(group(7, { base_sha: sha(51), priority: 1 }))],
      [9, register(group(1, later))],
    );
    const reversed = byContainment(orderOf(document), document.requests.toReversed());
    expect(reversed.map((request) => request.id)).toEqual(['group-7', 'z']);
  });

  it('treats requests of the same head as equals', () => {
    const leg = group(2, { id: 'leg', priority: 9 });
    const document = story([0, register(g1)], [1, register(g2)], [2, register(leg)]);
    expect(order(document)).toEqual(['leg', 'group-2', 'group-1']);
  });

  it('ignores containment where a forged cycle leaves nobody on top', () => {
    const document = story(
      [0, register(group(1, { base_sha: sha(3), priority: 1 }))],
      [1, register(group(2, { priority: 9 }))],
      [2, register(group(3, { priority: 5 }))],
    );
    expect(order(document)).toEqual(['group-2', 'group-3', 'group-1']);
  });

  it('keeps what sits below a cycle there, though one of it goes first by its priority', () => {
    const document = story(
      [0, register(group(1, { base_sha: sha(2), priority: 5 }))],
      [1, register(group(2, { base_sha: sha(1), priority: 4, stack: [sha(3)] }))],
      [2, register(group(3, { base_sha: sha(4), priority: 9 }))],
      [3, register(group(4, { base_sha: sha(50), priority: 1 }))],
    );
    expect(order(document)).toEqual(['group-3', 'group-1', 'group-2', 'group-4']);
  });

  it('orders the cycle alone by priority, and not what sits on it', () => {
    const document = story(
      [0, register(group(1, { base_sha: sha(2), priority: 8 }))],
      [1, register(group(2, { priority: 9 }))],
      [2, register(group(3, { priority: 0 }))],
    );
    expect(order(document)).toEqual(['group-3', 'group-2', 'group-1']);
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
          outcome: 'withdrawn' as const,
          at: 0,
          by: '',
          propagate: true,
        })),
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
      { numRuns: 300 },
    );
  });

  it('sorts its requests as the dumb implementation does', () => {
    fc.assert(
      fc.property(tangled, (document) => {
        expect(order(document)).toEqual(
          sortedByOracle(document, document.requests).map((request) => request.id),
        );
      }),
      { numRuns: 500 },
    );
  });
});
