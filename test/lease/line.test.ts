// The line: who goes first, and what stands between a lease and the next grant.
import { describe, expect, it } from 'vitest';
import { NO_SIGHTINGS, noteSightings, type Time } from '../../src/lease/age.ts';
import { ownClockOf } from '../../src/lease/document.ts';
import { freeIn } from '../../src/lease/claims.ts';
import { inLine, lineOf } from '../../src/lease/line.ts';
import { isLocked } from '../../src/lease/locks.ts';
import { endOfRest } from '../../src/lease/slot-table.ts';
import { restEnds, slotsOf } from '../../src/lease/slots.ts';
import type { LeaseDocument } from '../../src/lease/schema.ts';
import {
  at,
  byOwnClocks,
  dueAt,
  evict,
  grant,
  group,
  heldBy,
  ids,
  lockOf,
  plain,
  register,
  release,
  story,
  timeAt,
  waiting,
  write,
} from './build.ts';

const [g1, g2, g3, p1, p2] = [group(1), group(2), group(3), plain(1), plain(2)];
const first = plain(1, { priority: 1 });

describe('the order of rounds', () => {
  it.each<[string, LeaseDocument, string[]]>([
    ['is that of their opening', waiting(p2, p1), ['plain-2', 'plain-1']],
    [
      'puts a higher priority first',
      waiting(plain(1, { priority: -1 }), p2, plain(3, { priority: 7 })),
      ['plain-3', 'plain-2', 'plain-1'],
    ],
    [
      'gives a round of group requests the priority 0, whatever theirs are',
      waiting(group(9), first, p2),
      ['plain-1', 'group-9', 'plain-2'],
    ],
    [
      'puts a round that was granted before one that was not',
      write(write(waiting(p1, g1, g2), 400, grant(g2)), 500, release(g2, 'failure')),
      ['group-1', 'plain-1'],
    ],
    [
      'puts a priority before an earlier grant',
      write(write(waiting(g1, g2, first), 400, grant(g2)), 500, release(g2, 'failure')),
      ['plain-1', 'group-1'],
    ],
    [
      'keeps the requests of a round together, the highest of the stack first',
      waiting(g1, p1, g2),
      ['group-2', 'group-1', 'plain-1'],
    ],
    ['leaves the holder out', heldBy(p1, p2), ['plain-2']],
  ])('%s', (_, document, expected) => {
    expect(ids(inLine(document))).toEqual(expected);
  });
});

describe('who is due', () => {
  it.each<[string, LeaseDocument, number, string | undefined]>([
    ['is nobody that a round which gathers keeps waiting', waiting(g1, p1), 10, 'plain-1'],
    ['is the candidate of the first round that is ready', waiting(g1, p1), 302, 'group-1'],
    ['is nobody where no round is ready', waiting(g1), 10, undefined],
    ['is the highest of the stack', waiting(g1, g2, g3), 310, 'group-3'],
    ['is nobody of a round in which nobody is left', { ...waiting(g1), requests: [] }, 310, undefined],
    ['is nobody of a round in which only the holder is left', heldBy(g1), 310, undefined],
  ])('%s', (_, document, after, expected) => {
    expect(dueAt(document, after)).toBe(expected);
  });
});

describe("an operator's lock", () => {
  it.each([
    ['is in force without an end', lockOf(), 1e6, true],
    ['is in force before its end', lockOf({ until: at(60) }), 59, true],
    ['is in force at its end, and a second more', lockOf({ until: at(60) }), 61, true],
    ['has ended when more than a second more has passed', lockOf({ until: at(60) }), 61.001, false],
    ['is not in force where there is none', null, 0, false],
  ])('%s', (_, lock, after, expected) => {
    expect(isLocked(lock, at(after))).toBe(expected);
  });
});

describe('the takeover delay', () => {
  const dead = write(heldBy(p1, p2), 100, evict(p1));

  it('runs from the eviction of a holder, and a second more', () => {
    expect(endOfRest(dead, at(100))).toBe(at(131));
    expect(endOfRest(dead, at(131))).toBe(at(131));
    expect(endOfRest(dead, at(131.001))).toBeNull();
  });

  const watching = (watched: number, document = dead, from = timeAt(-1e6)) => ({
    ...from,
    watched,
    sightings: noteSightings(document, NO_SIGHTINGS, { watched: 0, now: null }),
  });

  const isResting = (document: LeaseDocument, time: Time): boolean =>
    restEnds(document, slotsOf(document), time) !== null;

  it('is over by a clock that all share, or when it was watched for so long', () => {
    expect(isResting(dead, timeAt(131))).toBe(true);
    expect(isResting(dead, timeAt(132))).toBe(false);
    expect(isResting(dead, watching(31))).toBe(true);
    expect(isResting(dead, watching(32))).toBe(false);
  });

  it('is not over by a clock that nobody shares, unless the lease does not say how long it is', () => {
    const ahead = { ...timeAt(1e6), trusted: false };
    expect(isResting(dead, ahead)).toBe(true);
    expect(isResting(dead, watching(31, dead, ahead))).toBe(true);
    expect(isResting(dead, watching(32, dead, ahead))).toBe(false);
    const forged = { ...dead, rest_since: null };
    expect(isResting(forged, ahead)).toBe(false);
    expect(isResting(forged, watching(1e6, forged))).toBe(true);
  });

  it('is as long as it was where the outcome of the eviction is gone', () => {
    const shed = { ...dead, outcomes: [] };
    expect(isResting(shed, { ...timeAt(1e6), trusted: false })).toBe(true);
    expect(isResting(shed, watching(32, shed))).toBe(false);
  });

  it('that somebody with a clock of its own has begun is over when it was watched for so long', () => {
    const own = byOwnClocks(dead);
    const late = { ...timeAt(1e6), ownClockAt: ownClockOf(own) };
    expect(isResting(own, late)).toBe(true);
    expect(isResting(own, watching(31, own, late))).toBe(true);
    expect(isResting(own, watching(32, own, late))).toBe(false);
  });

  it('ends when it was watched for so long, or by its stamp where that comes first', () => {
    const ends = (time: Time) => restEnds(dead, slotsOf(dead), time);
    expect(ends(timeAt(110))).toBe(at(131));
    expect(ends(watching(10, dead, timeAt(50)))).toBe(at(71));
    const own = { ...watching(10, dead, timeAt(1e6)), trusted: false };
    expect(ends(own)).toBe(at(1e6 + 21));
    // By a stamp that is not GitHub's nobody tells when that will be.
    expect(ends({ ...own, now: at(50) })).toBe(at(71));
    expect(ends({ ...own, now: at(125) })).toBe(at(146));
  });

  it('is over when the lease is granted all the same', () => {
    expect(write(dead, 101, grant(p2)).rest_until).toBeNull();
  });
});

describe('a lease can be granted', () => {
  const locked = story([0, register(p1)], [1, { kind: 'lock', lock: lockOf({ until: at(60) }) }]);

  it.each([
    ['where nothing hinders', waiting(p1, p2), null, 1, true],
    ['not while somebody holds it', heldBy(p1), null, 1, false],
    ['not while it is locked', locked, null, 10, false],
    ['again when its lock has ended', locked, null, 62, true],
    ['not while all leases are locked', waiting(p1), lockOf(), 1, false],
    ['again when the lock of all leases has ended', waiting(p1), lockOf({ until: at(5) }), 7, true],
    ['not while a takeover delay runs', write(heldBy(p1), 1, evict(p1)), null, 30, false],
  ])('%s', (_, document, boardLock, after, expected) => {
    const free = freeIn(lineOf(document), { boardLock, time: timeAt(after) });
    expect(free.size > 0).toBe(expected);
  });
});
