// Registering and taking the lease: one write where it can be one, evaluations in a row, passing over.
import { describe, expect, it } from 'vitest';
import { createDocument } from '../../src/lease/document.ts';
import type { Sighting } from '../../src/lease/decide.ts';
import type { LeaseDocument, Registration } from '../../src/lease/schema.ts';
import { mayJoinHolder } from '../../src/lease/settlement.ts';
import { transition } from '../../src/lease/transition.ts';
import { applicant, asked, decideOnce, decisions, groupsAt, look } from './applicant.ts';
import {
  at,
  grant,
  group,
  LEASE,
  liveOf,
  lockOf,
  plain,
  proved,
  register,
  roundsOf,
  START,
  story,
  write,
} from './build.ts';

const g1 = group(1);
const g2 = group(2);
const p1 = plain(1);
const p2 = plain(2);
const empty = createDocument(LEASE, START);
const busy = story([0, register(p2), grant(p2)]);

describe('a request that arrives', () => {
  it.each<[string, LeaseDocument, Registration, Partial<Sighting>, string]>([
    ['takes a lease that is free in the write that registers it', empty, p1, {}, 'register + grant'],
    ['registers while somebody holds the lease', busy, p1, {}, 'register'],
    ['registers behind one that waits', story([0, register(p2)]), p1, {}, 'register'],
    [
      'registers before one that waits, by its priority',
      story([0, register(p2)]),
      plain(1, { priority: 1 }),
      {},
      'register + grant',
    ],
    ['registers while all leases are locked', empty, p1, { boardLock: lockOf() }, 'register'],
    ['registers while the lease is locked', story([0, { kind: 'lock', lock: lockOf() }]), p1, {}, 'register'],
    [
      'takes the lease when the lock has ended',
      story([0, { kind: 'lock', lock: lockOf({ until: at(1) }) }]),
      p1,
      {},
      'register + grant',
    ],
    ['opens a round that gathers', empty, g1, {}, 'register'],
    [
      'completes its round where no group above it is to come',
      empty,
      g1,
      { groups: groupsAt(5, g1) },
      'register + grant',
    ],
    ['gathers for a group above it', empty, g1, { groups: groupsAt(5, g1, g2) }, 'register'],
    [
      'gathers for nobody where its window is zero',
      empty,
      group(1, { parameters: { window: 0 } }),
      {},
      'register + grant',
    ],
    [
      'completes the number that is expected',
      story([0, register(g1)]),
      group(2, { parameters: { expected: 2 } }),
      {},
      'register + grant',
    ],
    ['passes a round that gathers', story([0, register(g1)]), p1, {}, 'register + grant'],
  ])('%s', (_, document, registration, seen, expected) => {
    expect(asked(decideOnce(registration, look(document, 5, seen)))).toBe(expected);
  });

  it('does not judge the readiness of other rounds by the merge groups that it has seen', () => {
    const other = group(1, { scope: 'canary' });
    const document = story([0, register(other)]);
    const seen = look(document, 5, { groups: groupsAt(5, g2, other) });
    expect(asked(decideOnce(g2, seen))).toBe('register + grant');
  });
});

describe("the holder's round", () => {
  const held = story([0, register(g2), grant(g2)]);
  const after = (
    document: LeaseDocument,
    registration: Registration,
    seen: Partial<Sighting> = {},
  ): string[][] => {
    const { verdict } = decideOnce(registration, look(document, 5, seen));
    return verdict.kind === 'write' ? roundsOf(transition(document, verdict.changes, { now: at(5) })) : [];
  };

  it.each<[string, Registration, Partial<Sighting>, boolean]>([
    ['is joined by what the chain proves to be contained', g1, {}, true],
    ['is joined by what the compare API has proved', group(7), { proofs: proved(g2, group(7)) }, true],
    ['is not joined by what sits above', group(3), {}, false],
    ['is not joined by another scope', group(1, { scope: 'canary' }), {}, false],
    [
      'is not joined by a request that does not want to be settled',
      group(1, { parameters: { propagate: false } }),
      {},
      false,
    ],
    [
      'is not joined by a plain request',
      plain(1, { scope: g2.scope, parameters: { propagate: true } }),
      { proofs: proved(g2, g1) },
      false,
    ],
  ])('%s', (_, registration, seen, joins) => {
    expect(after(held, registration, seen)).toEqual(
      joins ? [[g2.id, registration.id]] : [[g2.id], [registration.id]],
    );
  });

  it('is not joined where the holder is a plain request, though that would settle it', () => {
    const holder = plain(2, { scope: g1.scope, parameters: { propagate: true } });
    const document = story([0, register(holder), grant(holder)]);
    expect(after(document, g1, { proofs: proved(holder, g1) })).toEqual([[holder.id], [g1.id]]);
    expect(mayJoinHolder(document, g1)).toBeNull();
  });

  it('is asked about before registering, where only the compare API can tell', () => {
    expect(mayJoinHolder(held, group(7))).toEqual(liveOf(held, g2));
    expect(mayJoinHolder(held, group(7, { scope: 'canary' }))).toBeNull();
    expect(mayJoinHolder(held, plain(7, { scope: g2.scope, parameters: { propagate: true } }))).toBeNull();
    expect(mayJoinHolder(empty, g1)).toBeNull();
  });
});

describe('a request that waits', () => {
  it.each<[string, LeaseDocument, number, string]>([
    ['takes the lease when it is due', story([0, register(p1)]), 5, 'grant'],
    ['waits while somebody holds the lease', write(busy, 1, register(p1)), 5, 'wait'],
    ['waits while another one is due', story([0, register(p2)], [1, register(p1)]), 5, 'wait'],
    [
      'waits until half of its max-hold without a sign of its own',
      write(busy, 1, register(p1)),
      10_802,
      'wait',
    ],
    ['renews itself then', write(busy, 1, register(p1)), 10_803, 'renew'],
  ])('%s', (_, document, after, expected) => {
    expect(asked(decideOnce(p1, look(document, after)))).toBe(expected);
  });

  it('takes the lease when its window has passed, without a write of anybody', () => {
    const document = story([0, register(g1)]);
    expect(asked(decideOnce(g1, look(document, 301)))).toBe('wait');
    expect(asked(decideOnce(g1, look(document, 302)))).toBe('grant');
  });
});

describe('delay-assignment', () => {
  const me = applicant(p1, { delayAssignment: 2 });
  const free = story([0, register(p1)]);
  const kinds = (...looks: readonly Sighting[]): string[] => decisions(me, ...looks).map(asked);

  it('is the number of evaluations to win in a row besides the first', () => {
    expect(kinds(look(free, 1), look(free, 2), look(free, 3))).toEqual(['wait', 'wait', 'grant']);
  });

  it('counts from the evaluation that registers', () => {
    expect(kinds(look(empty, 0), look(free, 1), look(free, 2))).toEqual(['register', 'wait', 'grant']);
  });

  it.each([
    ['losing to another', look(story([0, register(plain(2, { priority: 1 }))], [0, register(p1)]), 3)],
    ['a lock', look(free, 3, { boardLock: lockOf() })],
    ['a hold', look(write(busy, 1, register(p1)), 3)],
    ['a takeover delay', look(afterEviction(), 3)],
  ])('starts again after %s', (_, lost) => {
    expect(kinds(look(free, 1), look(free, 2), lost, look(free, 40), look(free, 41), look(free, 42))).toEqual(
      ['wait', 'wait', 'wait', 'wait', 'wait', 'grant'],
    );
  });
});

/** The first waits, after the second was evicted as the holder. */
function afterEviction(): LeaseDocument {
  const evict = { kind: 'evict', id: p2.id, epoch: START, by: 'checker', reason: 'dead' } as const;
  return write(busy, 2, register(p1), evict);
}
