// The line: who goes first, and what stands between a lease and the next grant.
import { describe, expect, it } from 'vitest';
import {
  awaited,
  due,
  inLine,
  isGrantable,
  isLocked,
  lineOf,
  roundsInLine,
  takeoverEnds,
  type Viewpoint,
} from '../../src/lease/line.ts';
import type { LeaseDocument } from '../../src/lease/schema.ts';
import {
  at,
  evict,
  grant,
  group,
  listed,
  lockOf,
  plain,
  register,
  release,
  roundsOf,
  sha,
  story,
  timeAt,
  withdraw,
  write,
  type Write,
} from './build.ts';

const g1 = group(1);
const g2 = group(2);
const g3 = group(3);
const p1 = plain(1);
const p2 = plain(2);

/** What a process sees that knows nothing but the document. */
function viewpoint(after: number): Viewpoint {
  return { time: timeAt(after), mine: null };
}

/** Who is due, by the document alone. */
function dueAt(document: LeaseDocument, after: number): string | undefined {
  return due(lineOf(document), viewpoint(after))?.id;
}

const line = (document: LeaseDocument): string[] => inLine(document).map((request) => request.id);

describe('the order of rounds', () => {
  it('is that of their opening', () => {
    expect(line(story([0, register(p2)], [1, register(p1)]))).toEqual(['plain-2', 'plain-1']);
  });

  it('puts a higher priority first', () => {
    const document = story(
      [0, register(plain(1, { priority: -1 }))],
      [1, register(p2)],
      [2, register(plain(3, { priority: 7 }))],
    );
    expect(line(document)).toEqual(['plain-3', 'plain-2', 'plain-1']);
  });

  it('gives a round of group requests the priority 0, whatever theirs are', () => {
    const document = story(
      [0, register(group(9))],
      [1, register(plain(1, { priority: 1 }))],
      [2, register(p2)],
    );
    expect(line(document)).toEqual(['plain-1', 'group-9', 'plain-2']);
  });

  it('puts a round that was granted before one that was not', () => {
    const document = story(
      [0, register(p1)],
      [1, register(g1)],
      [1, register(g2)],
      [400, grant(g2)],
      [500, release(g2, 'failure')],
    );
    expect(line(document)).toEqual(['group-1', 'plain-1']);
    expect(roundsInLine(document).map((round) => round.granted)).toEqual([true, false]);
  });

  it('puts a priority before an earlier grant', () => {
    const document = story(
      [0, register(g1)],
      [0, register(g2)],
      [400, grant(g2)],
      [401, register(plain(1, { priority: 1 }))],
      [500, release(g2, 'failure')],
    );
    expect(line(document)).toEqual(['plain-1', 'group-1']);
  });

  it('keeps the requests of a round together, the highest of the stack first', () => {
    const document = story([0, register(g1)], [1, register(p1)], [2, register(g2)]);
    expect(line(document)).toEqual(['group-2', 'group-1', 'plain-1']);
    expect(roundsOf(document)).toEqual([['group-1', 'group-2'], ['plain-1']]);
  });

  it('leaves the holder out', () => {
    expect(line(story([0, register(p1)], [0, grant(p1)], [1, register(p2)]))).toEqual(['plain-2']);
  });
});

describe('who is due', () => {
  it('is the candidate of the first round that is ready: one that gathers keeps nobody waiting', () => {
    const document = story([0, register(g1)], [1, register(p1)]);
    expect(dueAt(document, 10)).toBe('plain-1');
    expect(dueAt(document, 302)).toBe('group-1');
  });

  it('is nobody where no round is ready', () => {
    expect(dueAt(story([0, register(g1)]), 10)).toBeUndefined();
  });

  it('is the highest of the stack', () => {
    const document = story([0, register(g1)], [1, register(g2)], [2, register(g3)]);
    expect(dueAt(document, 310)).toBe('group-3');
  });

  it('is judged by the oldest request of a round, wherever it stands in the document', () => {
    const document = story([0, register(g1)], [600, register(g2)], [899, register(g3)]);
    const turned = { ...document, requests: document.requests.toReversed() };
    expect(dueAt(turned, 901)).toBeUndefined();
    expect(dueAt(turned, 902)).toBe('group-3');
  });

  it('is nobody of a round in which nobody is left', () => {
    const document = story([0, register(g1)]);
    expect(dueAt({ ...document, requests: [] }, 310)).toBeUndefined();
  });

  it('is nobody of a round in which only the holder is left', () => {
    const document = story([0, register(g1)], [0, grant(g1)]);
    expect(dueAt(document, 310)).toBeUndefined();
  });
});

describe('what is awaited', () => {
  const stack = [g1, g2, g3].map(listed);

  it('are the merge groups above the candidate that have not asked', () => {
    const document = story([0, register(g1)], [1, register(g2)]);
    expect(awaited(document, document.requests[0]!, stack)?.map((each) => each.head)).toEqual([sha(3)]);
    expect(awaited(document, document.requests[1]!, [listed(g1), listed(g2)])).toEqual([]);
  });

  it('is nobody who has an outcome in the scope', () => {
    const document = story([0, register(g1)], [1, register(g2)], [2, register(g3)], [3, withdraw(g3)]);
    expect(awaited(document, document.requests[0]!, stack)).toEqual([]);
  });

  it('is one that has asked in another scope only', () => {
    const document = story([0, register(g1)], [1, register(group(2, { scope: 'canary' }))]);
    expect(awaited(document, document.requests[0]!, [listed(g1), listed(g2)])).toHaveLength(1);
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
  const dead = story([0, register(p1)], [0, register(p2)], [0, grant(p1)], [100, evict(p1)]);

  it('runs from the eviction of a holder, and a second more', () => {
    expect(takeoverEnds(dead, at(100))).toBe(at(131));
    expect(takeoverEnds(dead, at(131))).toBe(at(131));
    expect(takeoverEnds(dead, at(131.001))).toBeNull();
  });

  it('is that of the dead holder itself', () => {
    const patient = plain(3, { parameters: { takeover_delay: 600 } });
    const document = story([0, register(patient)], [0, grant(patient)], [100, evict(patient)]);
    expect(takeoverEnds(document, at(500))).toBe(at(701));
  });

  it('is over when the lease is granted all the same', () => {
    expect(write(dead, 101, grant(p2)).rest_until).toBeNull();
  });

  it('does not run after the eviction of one that waited, nor after any other end', () => {
    const document = story([0, register(p1)], [0, register(p2)], [0, grant(p1)], [1, evict(p2)]);
    expect(takeoverEnds(document, at(1))).toBeNull();
    expect(
      takeoverEnds(story([0, register(p1)], [0, grant(p1)], [1, release(p1, 'failure')]), at(1)),
    ).toBeNull();
  });

  it('does not run where the holder asked for none', () => {
    const eager = plain(3, { parameters: { takeover_delay: 0 } });
    expect(takeoverEnds(story([0, register(eager)], [0, grant(eager)], [1, evict(eager)]), at(1))).toBeNull();
  });
});

describe('a lease can be granted', () => {
  const waiting = story([0, register(p1)], [0, register(p2)]);
  const lock: Write = [1, { kind: 'lock', lock: lockOf({ until: at(60) }) }];

  it.each([
    ['where nothing hinders', waiting, null, 1, true],
    ['not while somebody holds it', story([0, register(p1)], [0, grant(p1)]), null, 1, false],
    ['not while it is locked', story([0, register(p1)], lock), null, 10, false],
    ['again when its lock has ended', story([0, register(p1)], lock), null, 62, true],
    ['not while all leases are locked', waiting, lockOf(), 1, false],
    ['again when the lock of all leases has ended', waiting, lockOf({ until: at(5) }), 7, true],
    [
      'not while a takeover delay runs',
      story([0, register(p1)], [0, grant(p1)], [0, evict(p1)]),
      null,
      30,
      false,
    ],
  ])('%s', (_, document, boardLock, after, expected) => {
    expect(isGrantable(document, boardLock, at(after))).toBe(expected);
  });
});
