// The line: who goes first, and what stands between a lease and the next grant.
import { describe, expect, it } from 'vitest';
import {
  awaited,
  candidateOf,
  due,
  inLine,
  isGrantable,
  isLocked,
  roundsInLine,
  takeoverEnds,
  type Sight,
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
  withdraw,
  type Write,
} from './build.ts';

const g1 = group(1);
const g2 = group(2);
const g3 = group(3);
const p1 = plain(1);
const p2 = plain(2);

const NOBODY: ReadonlySet<string> = new Set();

/** What a process sees that knows nothing but the document. */
function sight(after: number, overrides: Partial<Sight> = {}): Sight {
  return { now: at(after), passed: NOBODY, mine: null, ...overrides };
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

describe('the candidate of a round', () => {
  const document = story([0, register(g1)], [1, register(g2)], [2, register(g3)]);
  const [round] = document.rounds;
  const candidate = (...passed: string[]): string | undefined =>
    candidateOf(document, round!, new Set(passed))?.id;

  it('is the highest of the stack', () => {
    expect(candidate()).toBe('group-3');
  });

  it('is the next one where the highest is passed over', () => {
    expect(candidate('group-3')).toBe('group-2');
    expect(candidate('group-3', 'group-2')).toBe('group-1');
  });

  it('is nobody where all are passed over', () => {
    expect(candidate('group-3', 'group-2', 'group-1')).toBeUndefined();
  });

  it('is never the holder', () => {
    const held = story([0, register(g1)], [0, grant(g1)]);
    expect(candidateOf(held, held.rounds[0]!, NOBODY)).toBeUndefined();
  });
});

describe('who is due', () => {
  it('is the candidate of the first round that is ready: one that gathers keeps nobody waiting', () => {
    const document = story([0, register(g1)], [1, register(p1)]);
    expect(due(document, sight(10))?.id).toBe('plain-1');
    expect(due(document, sight(302))?.id).toBe('group-1');
  });

  it('is nobody where no round is ready', () => {
    expect(due(story([0, register(g1)]), sight(10))).toBeUndefined();
  });

  it('is the candidate of the next round where all of the first are passed over', () => {
    const document = story([0, register(p1)], [1, register(p2)]);
    expect(due(document, sight(10, { passed: new Set(['plain-1']) }))?.id).toBe('plain-2');
  });
});

describe('what is awaited', () => {
  const stack = [g1, g2, g3].map(listed);

  it('are the merge groups above the candidate that have not asked', () => {
    const document = story([0, register(g1)], [1, register(g2)]);
    expect(awaited(document, document.requests[0]!, stack).map((each) => each.head)).toEqual([sha(3)]);
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

  it('ends with the last of several', () => {
    const patient = plain(3, { parameters: { takeover_delay: 600 } });
    const document = story(
      [0, register(patient)],
      [0, grant(patient)],
      [100, evict(patient)],
      [100, register(p1), grant(p1)],
      [200, evict(p1)],
    );
    expect(takeoverEnds(document, at(210))).toBe(at(701));
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
