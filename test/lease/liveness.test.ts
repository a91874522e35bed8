// Signs of life: who is before whom, what counts as death, and whom to check when.
import { describe, expect, it } from 'vitest';
import {
  before,
  deadBefore,
  isDead,
  observe,
  suspect,
  type Liveness,
  type Sign,
  type Signs,
} from '../../src/lease/liveness.ts';
import { at, grant, group, LEASE, liveOf, plain, register, renew, START, story } from './build.ts';
import { createDocument } from '../../src/lease/document.ts';

const p1 = plain(1);
const p2 = plain(2);
const p3 = plain(3);
const p4 = plain(4);

/** The first holds the lease since 0, the others wait in the order of their numbers. */
const four = story([0, register(p1), grant(p1)], [0, register(p2)], [0, register(p3)], [0, register(p4)]);

const NONE: Signs = new Map();

function sign(liveness: Liveness, overrides: Partial<Sign> = {}): Sign {
  return { liveness, at: START, poll: 0, reads: 1, ...overrides };
}

const DEAD = sign('completed', { reads: 2 });
const ids = (requests: readonly { readonly id: string }[]): string[] => requests.map(({ id }) => id);

describe('observe', () => {
  const read = (...answers: readonly (readonly [Liveness, number])[]): Sign | undefined =>
    answers
      .reduce<Signs>((signs, [liveness, poll]) => observe(signs, p1.id, liveness, at(poll * 10), poll), NONE)
      .get(p1.id);

  it.each<[string, (readonly [Liveness, number])[], number]>([
    ['one answer is one read', [['completed', 3]], 1],
    [
      'the same answer at another poll is one more',
      [
        ['completed', 3],
        ['completed', 4],
      ],
      2,
    ],
    [
      'the same answer at the same poll is not',
      [
        ['completed', 3],
        ['completed', 3],
      ],
      1,
    ],
    [
      'another answer begins again',
      [
        ['completed', 3],
        ['alive', 4],
      ],
      1,
    ],
    [
      'and so does the first one after it',
      [
        ['completed', 3],
        ['alive', 4],
        ['completed', 5],
      ],
      1,
    ],
    [
      'no answer at all is an answer too',
      [
        ['unknown', 3],
        ['unknown', 7],
        ['unknown', 8],
      ],
      3,
    ],
  ])('%s', (_, answers, reads) => {
    expect(read(...answers)?.reads).toBe(reads);
  });

  it('keeps when and at which poll the last answer was given', () => {
    expect(read(['alive', 1], ['alive', 2])).toEqual({ liveness: 'alive', at: at(20), poll: 2, reads: 2 });
  });

  it('keeps the signs of others, and changes nothing in place', () => {
    const signs: Signs = new Map([[p2.id, DEAD]]);
    expect(observe(signs, p1.id, 'alive', START, 0).get(p2.id)).toBe(DEAD);
    expect(signs.size).toBe(1);
  });
});

describe('isDead', () => {
  const request = liveOf(four, p2);
  const hold = request.parameters.max_hold;

  it.each<[string, Sign | undefined, number, boolean]>([
    ['nobody has looked', undefined, 1e9, false],
    ['its job was seen completed once', sign('completed'), 1e9, false],
    ['its job was seen completed at two polls', DEAD, 0, true],
    ['its job runs, however long', sign('alive', { reads: 9 }), 1e9, false],
    ['nobody can tell, and it was silent for its max-hold', sign('unknown'), hold + 1, false],
    ['nobody can tell, and it was silent for more', sign('unknown'), hold + 2, true],
  ])('%s', (_, last, after, expected) => {
    expect(isDead(request, last, at(after))).toBe(expected);
  });

  it('counts silence from the last sign of life', () => {
    const renewed = story([0, register(p1)], [100, renew(p1)]);
    expect(isDead(liveOf(renewed, p1), sign('unknown'), at(hold + 50))).toBe(false);
  });
});

describe('before', () => {
  it.each([
    ['the holder last', p4, ['plain-3', 'plain-2', 'plain-1']],
    ['nobody but the holder before the next in line', p2, ['plain-1']],
    ['nobody before the holder but itself', p1, ['plain-1']],
    ['nobody but the holder before one who is not registered', plain(9), ['plain-1']],
  ])('lists %s', (_, who, expected) => {
    expect(ids(before(four, who.id))).toEqual(expected);
  });

  it('lists those in line where nobody holds the lease', () => {
    const line = story([0, register(p1)], [0, register(p2)]);
    expect(ids(before(line, p2.id))).toEqual(['plain-1']);
    expect(before(createDocument(LEASE, START), p1.id)).toEqual([]);
  });

  it('follows the line, not the registrations', () => {
    const line = story(
      [0, register(group(1))],
      [0, register(group(2))],
      [0, register(plain(1, { priority: 3 }))],
    );
    expect(ids(before(line, 'group-1'))).toEqual(['group-2', 'plain-1']);
  });
});

describe('deadBefore', () => {
  const dead = (...who: readonly { readonly id: string }[]): string[] =>
    ids(deadBefore(four, p4.id, new Map(who.map(({ id }) => [id, DEAD])), at(1)));

  it.each([
    ['nobody where all live', [], []],
    ['the nearest', [p3], ['plain-3']],
    ['the nearest ones, up to the first that lives', [p3, p2], ['plain-3', 'plain-2']],
    ['all of them', [p3, p2, p1], ['plain-3', 'plain-2', 'plain-1']],
    ['nobody beyond one that lives', [p2], []],
    ['the holder, though one lives in between', [p1], ['plain-1']],
    ['the nearest, and the holder beyond one that lives', [p3, p1], ['plain-3', 'plain-1']],
  ])('is %s', (_, who, expected) => {
    expect(dead(...who)).toEqual(expected);
  });
});

describe('suspect', () => {
  const ttl = p1.parameters.ttl;
  const check = (who: { readonly id: string }, after: number, signs: Signs = NONE, poll = 5): string | null =>
    suspect(four, who.id, signs, at(after), poll)?.id ?? null;

  it('is nobody for the first in line', () => {
    expect(suspect(story([0, register(p1)]), p1.id, NONE, at(1e6), 0)).toBeNull();
  });

  it.each([
    ['nobody within the TTL of the one before', ttl + 1, null],
    ['the one before after its TTL', ttl + 2, 'plain-3'],
  ])('is %s', (_, after, expected) => {
    expect(check(p4, after)).toBe(expected);
  });

  it('is the holder for the next in line', () => {
    expect(check(p2, ttl + 2)).toBe('plain-1');
  });

  it('waits for the TTL again after an answer that it lives, or that nobody can tell', () => {
    for (const liveness of ['alive', 'unknown'] as const) {
      const signs: Signs = new Map([[p1.id, sign(liveness, { at: at(200) })]]);
      expect(check(p2, 200 + ttl + 1, signs)).toBeNull();
      expect(check(p2, 200 + ttl + 2, signs)).toBe('plain-1');
    }
  });

  it('is read again at the next poll where its job was seen completed', () => {
    const signs: Signs = new Map([[p1.id, sign('completed', { poll: 5 })]]);
    expect(check(p2, 200, signs, 5)).toBeNull();
    expect(check(p2, 200, signs, 6)).toBe('plain-1');
  });

  it('is the one before the dead', () => {
    expect(check(p4, 200, new Map([[p3.id, DEAD]]))).toBe('plain-2');
    expect(
      check(
        p4,
        200,
        new Map([
          [p3.id, DEAD],
          [p2.id, DEAD],
        ]),
      ),
    ).toBe('plain-1');
    expect(
      check(
        p4,
        200,
        new Map([
          [p3.id, DEAD],
          [p2.id, DEAD],
          [p1.id, DEAD],
        ]),
      ),
    ).toBeNull();
  });

  it('does not check one that shows signs of life by itself', () => {
    const renewed = story([0, register(p1)], [0, register(p2)], [100, renew(p1)]);
    expect(suspect(renewed, p2.id, NONE, at(200), 0)).toBeNull();
    expect(suspect(renewed, p2.id, NONE, at(222), 0)?.id).toBe('plain-1');
  });

  it('is the holder too from further down, the later the further', () => {
    const lives: Signs = new Map([
      [p3.id, sign('alive', { at: at(3 * ttl) })],
      [p2.id, sign('alive', { at: at(3 * ttl) })],
    ]);
    expect(check(p4, 3 * ttl + 1, lives)).toBeNull();
    expect(check(p4, 3 * ttl + 2, lives)).toBe('plain-1');
    expect(check(p3, 2 * ttl + 2, lives)).toBe('plain-1');
  });

  it('checks the holder from further down no more often than that', () => {
    const lives: Signs = new Map([
      [p3.id, sign('alive', { at: at(1000) })],
      [p1.id, sign('alive', { at: at(1000 - 3 * ttl) })],
    ]);
    expect(check(p4, 1001, lives)).toBeNull();
    expect(check(p4, 1002, lives)).toBe('plain-1');
  });

  it('checks nobody but the one before where nobody holds the lease', () => {
    const line = story([0, register(p1)], [0, register(p2)], [0, register(p3)]);
    const lives: Signs = new Map([[p2.id, sign('alive', { at: at(1e5) })]]);
    expect(suspect(line, p3.id, lives, at(1e5), 0)).toBeNull();
  });
});
