// Registering and taking the lease: one write where it can be one, the holder's round, evaluations in a row.
import { describe, expect, it } from 'vitest';
import type { Sighting } from '../../src/lease/decision.ts';
import { createDocument } from '../../src/lease/document.ts';
import type { LeaseDocument, Registration } from '../../src/lease/schema.ts';
import { mayJoin } from '../../src/lease/settlement.ts';
import { applicant, asked, decideOnce, decisions, groupsAt, look } from './applicant.ts';
import {
  at,
  evict,
  group,
  heldBy,
  LEASE,
  liveOf,
  lockOf,
  plain,
  proved,
  register,
  roundsOf,
  START,
  story,
  waiting,
  write,
} from './build.ts';

const [g1, g2, p1, p2] = [group(1), group(2), plain(1), plain(2)];
const first = plain(1, { priority: 1 });
const hasty = group(1, { parameters: { window: 0 } });
const canary = group(1, { scope: 'canary' });
const alone = { parameters: { propagate: false } } as const;
const wants = { scope: g2.scope, parameters: { propagate: true } } as const;
const empty = createDocument(LEASE, START);
const locked = (until: number | null) =>
  story([0, { kind: 'lock', lock: lockOf({ until: until === null ? null : at(until) }) }]);

describe('a request that arrives', () => {
  it.each<[string, LeaseDocument, Registration, Partial<Sighting>?]>([
    ['where nobody has asked', empty, p1],
    ['before one that waits, by its priority', waiting(p2), first],
    ['when the lock has ended', locked(1), p1],
    ['where no group above it is to come', empty, g1, { groups: groupsAt(5, g1) }],
    ['where its window is zero', empty, hasty],
    [
      'where it completes the number that is expected',
      waiting(g1),
      group(2, { parameters: { expected: 2 } }),
    ],
    ['and passes a round that gathers', waiting(g1), p1],
    [
      'whatever it has seen of merge groups in other rounds',
      waiting(canary),
      g2,
      { groups: groupsAt(5, g2, g1) },
    ],
  ])('takes the lease in the write that registers it, %s', (_, document, registration, seen) => {
    expect(asked(decideOnce(registration, look(document, 5, seen)))).toBe('register + grant');
  });

  it.each<[string, LeaseDocument, Registration, Partial<Sighting>?]>([
    ['somebody holds the lease', heldBy(p2), p1],
    ['one waits before it', waiting(p2), p1],
    ['all leases are locked', empty, p1, { boardLock: lockOf() }],
    ['the lease is locked', locked(null), p1],
    ['its round gathers', empty, g1],
    ['its round gathers for a group above it', empty, g1, { groups: groupsAt(5, g1, g2) }],
  ])('only registers where %s', (_, document, registration, seen) => {
    expect(asked(decideOnce(registration, look(document, 5, seen)))).toBe('register');
  });
});

describe("the holder's round", () => {
  const held = heldBy(g2);
  const plainHolder = plain(2, wants);

  it.each<[string, boolean, Registration, Partial<Sighting>?, Registration?]>([
    ['what the chain proves to be contained', true, g1],
    ['what the compare API has proved', true, group(7), { proofs: proved(g2, group(7)) }],
    ['what sits above', false, group(3)],
    ['another scope', false, canary],
    ['a request that does not want to be settled', false, group(1, alone)],
    ['a plain request', false, plain(1, wants), { proofs: proved(g2, g1) }],
    ['anything where the holder is plain', false, g1, { proofs: proved(plainHolder, g1) }, plainHolder],
  ])('is joined, or not, by %s', (_, joins, registration, seen, holder = g2) => {
    const document = heldBy(holder);
    const { verdict } = decideOnce(registration, look(document, 5, seen));
    const changes = verdict.kind === 'write' ? verdict.changes : [];
    const rounds = joins ? [[holder.id, registration.id]] : [[holder.id], [registration.id]];
    expect(roundsOf(write(document, 5, ...changes))).toEqual(rounds);
  });

  it('is asked about before registering, where only the compare API can tell', () => {
    expect(mayJoin(held, group(7))).toEqual([liveOf(held, g2)]);
    expect(mayJoin(held, group(7, { scope: 'canary' }))).toEqual([]);
    expect(mayJoin(held, plain(7, wants))).toEqual([]);
    expect(mayJoin(heldBy(plainHolder), g1)).toEqual([]);
    expect(mayJoin(empty, g1)).toEqual([]);
  });
});

it.each<[string, LeaseDocument, Registration, number, string]>([
  ['takes the lease when it is due', waiting(p1), p1, 5, 'grant'],
  ['waits while somebody holds the lease', heldBy(p2, p1), p1, 5, 'wait'],
  ['waits while another one is due', waiting(p2, p1), p1, 5, 'wait'],
  ['waits while its window is open', waiting(g1), g1, 301, 'wait'],
  ['takes it when that has passed, without a write of anybody', waiting(g1), g1, 302, 'grant'],
])('a request that waits %s', (_, document, who, after, expected) => {
  expect(asked(decideOnce(who, look(document, after)))).toBe(expected);
});

describe('delay-assignment', () => {
  const me = applicant(p1, { delayAssignment: 2 });
  const free = waiting(p1);
  const kinds = (...looks: readonly Sighting[]): string[] => decisions(me, ...looks).map(asked);

  it('is the number of evaluations to win in a row besides the first', () => {
    expect(kinds(look(free, 1), look(free, 2), look(free, 3))).toEqual(['wait', 'wait', 'grant']);
  });

  it('counts from the evaluation that registers', () => {
    expect(kinds(look(empty, 0), look(free, 1), look(free, 2))).toEqual(['register', 'wait', 'grant']);
  });

  it.each([
    ['losing to another', look(waiting(p1, plain(2, { priority: 1 })), 3)],
    ['a lock', look(free, 3, { boardLock: lockOf() })],
    ['a hold', look(heldBy(p2, p1), 3)],
    ['a takeover delay', look(write(heldBy(p2), 2, register(p1), evict(p2)), 3)],
  ])('starts again after %s', (_, lost) => {
    const asks = kinds(look(free, 1), look(free, 2), lost, ...[40, 41, 42].map((after) => look(free, after)));
    expect(asks).toEqual(['wait', 'wait', 'wait', 'wait', 'wait', 'grant']);
  });
});
