// Signs of life: who is before whom, who is evicted, whom to check when, and what is written down of it.
import { describe, expect, it } from 'vitest';
import { ownClockOf } from '../../src/lease/document.ts';
import { lineOf, type Mine } from '../../src/lease/line.ts';
import {
  deadFor,
  mayBeDead,
  mustBeNoted,
  seenAlive,
  suspects,
  watchOf,
  type Watch,
} from '../../src/lease/liveness.ts';
import type { LeaseDocument, Registration } from '../../src/lease/schema.ts';
import { NO_SIGNS, type Signs } from '../../src/lease/signs.ts';
import { deadSigns, sign } from './applicant.ts';
import {
  alive,
  grant,
  group,
  byOwnClocks,
  heldBy,
  ids,
  liveOf,
  plain,
  register,
  renew,
  START,
  story,
  timeAt,
  waiting,
} from './build.ts';

const [p1, p2, p3, p4] = [plain(1), plain(2), plain(3), plain(4)];
const ttl = p1.parameters.ttl;

/** The first holds the lease since 0, the others wait in the order of their numbers. */
const four = story([0, register(p1), grant(p1)], [0, register(p2)], [0, register(p3)], [0, register(p4)]);

interface Look {
  readonly after?: number;
  readonly signs?: Signs;
  readonly isOpen?: boolean;
}

/** What `who` knows of the others; it has watched from the start on. */
function watching(
  document: LeaseDocument,
  { id }: Pick<Registration, 'id'>,
  { after = 1, signs = NO_SIGNS, isOpen = false }: Look = {},
): Watch {
  const round = document.requests.find((request) => request.id === id)?.round ?? 0;
  const mine: Mine = { id, round, groups: null, signs };
  const time = { ...timeAt(after), ownClockAt: ownClockOf(document), watched: after };
  return watchOf(lineOf(document), mine, time, { isOpen, hasRoom: true });
}

describe('those before a request', () => {
  it.each([
    ['are those in line, nearest first, and the holder', p4, ['plain-3', 'plain-2']],
    ['are only the holder before the next in line', p2, []],
    ['are only itself before the holder', p1, []],
  ])('%s', (_, who, expected) => {
    const { before, holders } = watching(four, who);
    expect(ids(before)).toEqual(expected);
    expect(ids(holders)).toEqual(['plain-1']);
  });

  it('are those in line where nobody holds the lease', () => {
    expect(watching(waiting(p1, p2), p2)).toMatchObject({ before: [{ id: 'plain-1' }], holders: [] });
  });

  it('follow the line, not the registrations', () => {
    const line = waiting(group(1), group(2), plain(1, { priority: 3 }));
    expect(ids(watching(line, group(1)).before)).toEqual(['group-2', 'plain-1']);
  });
});

describe('whom a request evicts', () => {
  it.each([
    ['is nobody where all live', [], []],
    ['is the nearest', [p3], ['plain-3']],
    ['are the nearest ones, up to the first that lives', [p3, p2], ['plain-3', 'plain-2']],
    ['are all of them', [p3, p2, p1], ['plain-3', 'plain-2', 'plain-1']],
    ['is nobody beyond one that lives', [p2], []],
    ['is the holder, though one lives in between', [p1], ['plain-1']],
    ['are the nearest, and the holder beyond one that lives', [p3, p1], ['plain-3', 'plain-1']],
  ])('%s', (_, who, expected) => {
    expect(ids(deadFor(watching(four, p4, { signs: deadSigns(...who) })))).toEqual(expected);
  });

  it('are twenty at once, and the holder among them', () => {
    const many = Array.from({ length: 30 }, (_, number) => plain(number, { id: `dead-${number}` }));
    const crowd = heldBy(p1, ...many);
    const document = heldBy(p1, ...many, p4);
    const dead = ids(deadFor(watching(document, p4, { signs: deadSigns(p1, ...many) })));
    expect(dead).toHaveLength(20);
    expect(dead.slice(0, 2)).toEqual(['dead-29', 'dead-28']);
    expect(dead.at(-1)).toBe('plain-1');
    const waiting = ids(deadFor(watching(crowd, many[29]!, { signs: deadSigns(...many.slice(0, 29)) })));
    expect(waiting).toHaveLength(20);
  });
});

describe('whether somebody may be dead', () => {
  it.each<[string, Signs, boolean]>([
    ['is not known where nobody was asked about', NO_SIGNS, false],
    ['is so after one answer that it ended', { [p1.id]: sign('ended') }, true],
    ['is settled after two of them', deadSigns(p1), false],
    ['is not so where it lives', { [p1.id]: sign('alive') }, false],
  ])('%s', (_, signs, expected) => {
    expect(mayBeDead(watching(four, p2, { signs }))).toBe(expected);
  });
});

describe('whom a request checks', () => {
  const check = (who: Registration, after: number, signs: Signs = NO_SIGNS, poll = 5): string[] =>
    ids(suspects(watching(four, who, { after, signs }), poll));

  it('is nobody for the first in line', () => {
    expect(suspects(watching(waiting(p1), p1, { after: 1e6 }), 0)).toEqual([]);
  });

  it.each([
    ['is nobody within the TTL of the one before', p4, ttl + 1, []],
    ['is the one before after its TTL', p4, ttl + 2, ['plain-3']],
    ['is the holder for the next in line', p2, ttl + 2, ['plain-1']],
  ])('%s', (_, who, after, expected) => {
    expect(check(who, after)).toEqual(expected);
  });

  it('is the same again after a TTL, where it lives, or nobody can tell', () => {
    for (const liveness of ['alive', 'unknown'] as const) {
      const signs: Signs = { [p1.id]: sign(liveness, { at: 200 }) };
      expect(check(p2, 200 + ttl + 1, signs)).toEqual([]);
      expect(check(p2, 200 + ttl + 2, signs)).toEqual(['plain-1']);
    }
  });

  it('is the same at the next poll where its job was found ended', () => {
    const signs: Signs = { [p1.id]: sign('ended', { poll: 5 }) };
    expect(check(p2, 200, signs, 5)).toEqual([]);
    expect(check(p2, 200, signs, 6)).toEqual(['plain-1']);
  });

  it('is the one before those that are dead, or were found ended in this poll', () => {
    expect(check(p4, 200, deadSigns(p3))).toEqual(['plain-2']);
    expect(check(p4, 200, deadSigns(p3, p2))).toEqual(['plain-1']);
    expect(check(p4, 200, deadSigns(p3, p2, p1))).toEqual([]);
    const ended: Signs = { [p3.id]: sign('ended', { poll: 5 }) };
    expect(check(p4, 200, ended, 5)).toEqual(['plain-2']);
    expect(check(p4, 200, ended, 6)).toEqual(['plain-3']);
  });

  it('is whose sign is far from the clock of one that does not wait, where another clock has stamped it', () => {
    const own = (after: number) => ({
      ...watching(byOwnClocks(four), p2, { after }),
      time: { ...timeAt(after), ownClockAt: START },
    });
    const asked = [-ttl - 1, -ttl, ttl, ttl + 1].map((after) => ids(suspects(own(after), 0, false)));
    expect(asked).toEqual([['plain-1'], [], [], ['plain-1']]);
    expect(suspects(own(ttl + 1), 0)).toEqual([]);
    expect(suspects(watching(four, p2, { after: -ttl - 1 }), 0, false)).toEqual([]);
  });

  it.each([
    ['it shows signs of life by itself', renew(p1)],
    ['others have seen it alive', alive(p1)],
  ])('is nobody while %s', (_, change) => {
    const document = story([0, register(p1)], [0, register(p2)], [100, change]);
    expect(suspects(watching(document, p2, { after: 200 }), 0)).toEqual([]);
    expect(ids(suspects(watching(document, p2, { after: 222 }), 0))).toEqual(['plain-1']);
  });

  it('is the holder too from further down: for the third after three TTLs', () => {
    const seen = sign('alive', { at: 3 * ttl });
    const lives: Signs = { [p3.id]: seen, [p2.id]: seen };
    expect(check(p4, 3 * ttl + 1, lives)).toEqual([]);
    expect(check(p4, 3 * ttl + 2, lives)).toEqual(['plain-1']);
    expect(check(p3, 2 * ttl + 2, lives)).toEqual(['plain-1']);
    expect(check(p4, 3 * ttl + 2)).toEqual(['plain-3', 'plain-1']);
  });

  it('is the holder from further down no more often than that', () => {
    const [seen, before] = [1000, 1000 - 3 * ttl].map((at) => sign('alive', { at }));
    const lives: Signs = { [p3.id]: seen!, [p1.id]: before! };
    expect(check(p4, 1001, lives)).toEqual([]);
    expect(check(p4, 1002, lives)).toEqual(['plain-1']);
  });

  it('is as if processes outside of GitHub, who ask about nobody, were not there', () => {
    const outside = plain(3, { parameters: { held_by: 'process' } });
    const between = story(
      [0, register(p1), grant(p1)],
      [0, register(p2)],
      [0, register(outside)],
      [0, register(p4)],
    );
    const after = 2 * ttl + 2;
    const shown = story(
      [0, register(p1), grant(p1)],
      [0, register(p2)],
      [0, register(outside)],
      [0, register(p4)],
      [after - 5, renew(outside)],
    );
    const lives: Signs = { [p2.id]: sign('alive', { at: after - 1 }) };
    expect(ids(suspects(watching(between, p4, { after: ttl + 2 }), 0))).toEqual(['plain-2']);
    expect(ids(suspects(watching(shown, p4, { after, signs: lives }), 0))).toEqual(['plain-1']);
    const signs = deadSigns(p2, p1);
    expect(ids(deadFor(watching(shown, p4, { after, signs })))).toEqual(['plain-2', 'plain-1']);
  });

  it.each([
    ['a later attempt of the job that has left the lease to its run', 'run', {}, ['plain-1']],
    ['another job of that run', 'run', { job: 'another' }, []],
    ['a later attempt, where the job itself holds the lease', 'job', {}, []],
    ['the same attempt', 'run', { run_attempt: 1 }, []],
  ] as const)('is the holder at once for %s', (_, held_by, overrides, expected) => {
    const kept = { ...p1, parameters: { ...p1.parameters, held_by } };
    const again = plain(5, { run_id: p1.run_id, run_attempt: 2, ...overrides });
    const document = story([0, register(kept), grant(kept)], [0, register(p2)], [0, register(again)]);
    expect(ids(suspects(watching(document, again, { after: 1 }), 0))).toEqual(expected);
    expect(suspects(watching(document, p2, { after: 1 }), 0)).toEqual([]);
    // That it lives, of another call of the workflow, is heard as rarely as of anybody else.
    const signs: Signs = { [p1.id]: sign('alive', { at: 1 }) };
    expect(suspects(watching(document, again, { after: 2, signs }), 1)).toEqual([]);
  });

  it('is only the one before where nobody holds the lease', () => {
    const line = story([0, register(p1)], [0, register(p2)], [0, register(p3)]);
    const signs: Signs = { [p2.id]: sign('alive', { at: 1e5 }) };
    expect(suspects(watching(line, p3, { after: 1e5, signs }), 0)).toEqual([]);
  });

  it('counts no time in which it had no answers itself', () => {
    const signs: Signs = { [p1.id]: sign('alive', { at: 200 }) };
    const watch = watching(four, p2, { after: 5000, signs });
    const late = { ...watch, time: { ...watch.time, watched: 200 + ttl } };
    expect(suspects(late, 5)).toEqual([]);
  });
});

describe('those after a request whose number makes its round ready', () => {
  const wish = { parameters: { expected: 9, window: 3600 } } as const;
  const members = [1, 2, 3, 4, 5, 6, 7].map((number) => group(number, wish));
  const top = members.at(-1)!;
  const round = story(...members.map((each) => [0, register(each)] as const));
  const open = { after: ttl + 2, isOpen: true } as const;

  it('are checked five at a time, once they have been silent for a TTL', () => {
    const checked = suspects(watching(round, top, open), 5);
    expect(ids(checked)).toEqual(['group-6', 'group-5', 'group-4', 'group-3', 'group-2']);
    expect(suspects(watching(round, top, { ...open, after: ttl + 1 }), 5)).toEqual([]);
    const signs: Signs = Object.fromEntries(checked.map(({ id }) => [id, sign('alive', { at: ttl + 2 })]));
    expect(ids(suspects(watching(round, top, { ...open, signs }), 5))).toEqual(['group-1']);
  });

  it('are evicted where they are dead', () => {
    const signs = deadSigns(members[1]!);
    expect(ids(deadFor(watching(round, top, { ...open, signs })))).toEqual(['group-2']);
    expect(ids(suspects(watching(round, top, { ...open, signs }), 5))).not.toContain('group-2');
  });

  it.each<[string, LeaseDocument, Registration, Look]>([
    ['the lease cannot be granted', round, top, { ...open, isOpen: false }],
    ['another one of the round would be granted', round, members[0]!, open],
    ['the windows are over', round, top, { ...open, after: 3602 }],
    ['the merge groups tell', waiting(group(1), group(2, { parameters: { window: 3600 } })), group(2), open],
    ['it is no merge group', waiting(plain(1, wish), p2), p1, open],
  ])('are of no interest where %s', (_, document, who, look) => {
    expect(watching(document, who, look).counted).toEqual([]);
  });
});

describe('lives that are written down', () => {
  const signs: Signs = {
    [p1.id]: sign('alive', { aliveAt: ttl + 2 }),
    [p3.id]: sign('unknown', { aliveAt: ttl + 2 }),
    [p4.id]: sign('alive', { aliveAt: ttl + 2 }),
  };

  it('are those of others that the process has seen, and the document shows no sign of', () => {
    expect(ids(seenAlive(watching(four, p4, { after: ttl + 2, signs })))).toEqual(['plain-1', 'plain-3']);
    expect(seenAlive(watching(four, p4, { after: ttl + 1, signs }))).toEqual([]);
    expect(seenAlive(watching(four, p4, { after: 2 * ttl + 4, signs }))).toEqual([]);
    const noted = story([0, register(p1), grant(p1)], [0, register(p2)], [ttl, alive(p1)]);
    expect(seenAlive(watching(noted, p2, { after: ttl + 2, signs }))).toEqual([]);
  });

  it('are urgent when half of the max-hold is over without a sign', () => {
    const half = p1.parameters.max_hold / 2;
    expect(mustBeNoted(liveOf(four, p1), timeAt(half + 1))).toBe(false);
    expect(mustBeNoted(liveOf(four, p1), timeAt(half + 2))).toBe(true);
  });
});
