// What every document must keep: each sentence that refuses one, reached by a document broken by hand.
import { describe, expect, it } from 'vitest';
import { createDocument } from '../../src/lease/document.ts';
import { InvariantError } from '../../src/lease/errors.ts';
import { assertInvariants, problemOf } from '../../src/lease/invariants.ts';
import type { LeaseDocument, Request } from '../../src/lease/schema.ts';
import { endOf, grant, group, LEASE, liveOf, plain, register, release, START, story } from './build.ts';

const g1 = group(1);
const g2 = group(2);
const p1 = plain(1);
const p2 = plain(2);

/** One holder, one that waits in its round, one that waits beside, and one that has ended. */
const sound = story(
  [0, register(p2)],
  [0, grant(p2)],
  [1, release(p2, 'success')],
  [2, register(g1)],
  [3, register(g2)],
  [4, grant(g2)],
  [5, register(p1)],
);
const [groups, plains] = sound.rounds;

/** The document with a request changed. */
function changed(id: string, change: (request: Request) => Request): LeaseDocument {
  return { ...sound, requests: sound.requests.map((each) => (each.id === id ? change(each) : each)) };
}

const broken: readonly (readonly [string, LeaseDocument])[] = [
  [
    'has 2 holders',
    changed(g1.id, (request) => ({ ...request, status: 'acquired', epoch: 1, granted_at: START })),
  ],
  ['has a sequence or an epoch above 1000000000000', { ...sound, sequence: Number.MAX_SAFE_INTEGER }],
  ['has a sequence or an epoch above 1000000000000', { ...sound, epoch: 1e12 + 1 }],
  ['has a token above its epoch', { ...sound, epoch: sound.epoch - 1 }],
  ['has a token above its epoch', { ...sound, outcomes: [{ ...endOf(sound, p2), epoch: sound.epoch + 1 }] }],
  ['has granted a token twice', { ...sound, outcomes: [{ ...endOf(sound, p2), epoch: sound.epoch }] }],
  ['has an id twice', { ...sound, requests: [...sound.requests, liveOf(sound, g1)] }],
  ['has an id twice', { ...sound, outcomes: [{ ...endOf(sound, p2), id: p1.id }] }],
  ['has a round twice', { ...sound, rounds: [groups!, plains!, plains!] }],
  [
    `has a round ${plains!.id} without a request`,
    { ...sound, requests: sound.requests.filter(({ id }) => id !== p1.id) },
  ],
  [
    `has a plain request in the round ${groups!.id} of others`,
    { ...changed(p1.id, (request) => ({ ...request, round: groups!.id })), rounds: [groups!] },
  ],
  [
    `has two scopes in the round ${groups!.id}`,
    changed(g1.id, (request) => ({ ...request, scope: 'another' })),
  ],
  [
    `has a holder in the round ${groups!.id}, which was never granted`,
    { ...sound, rounds: [{ ...groups!, granted: false }, plains!] },
  ],
  ['has a request plain-1 in no round', { ...sound, rounds: [groups!] }],
  [
    `has a round ${sound.sequence + 1} above its sequence`,
    {
      ...changed(p1.id, (request) => ({ ...request, round: sound.sequence + 1 })),
      rounds: [groups!, { ...plains!, id: sound.sequence + 1 }],
    },
  ],
];

describe('problemOf', () => {
  it.each(broken)('says of a broken document that it %s', (problem, document) => {
    expect(problemOf(document)).toBe(problem);
  });

  it.each([
    ['an empty one', createDocument(LEASE, START)],
    ['one with a holder, waiters and outcomes', sound],
    [
      'one with a granted round that nobody holds',
      story([0, register(g1)], [0, register(g2)], [1, grant(g2)], [2, release(g2, 'failure')]),
    ],
    [
      'one with outcomes that never had a token',
      story(
        [0, { kind: 'withdraw', registration: g1, reason: '' }],
        [1, { kind: 'withdraw', registration: g2, reason: '' }],
      ),
    ],
  ])('finds nothing in a sound document: %s', (_, document) => {
    expect(problemOf(document)).toBeNull();
  });
});

describe('assertInvariants', () => {
  it('names the lease and the problem, and says that it is a bug', () => {
    const [problem, document] = broken[0]!;
    expect(() => assertInvariants(document)).toThrow(InvariantError);
    expect(() => assertInvariants(document)).toThrow(`The document of the lease staging ${problem}.`);
  });

  it('lets a sound document pass', () => {
    expect(() => assertInvariants(sound)).not.toThrow();
  });
});
