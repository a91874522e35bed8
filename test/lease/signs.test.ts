// What a process knows of the lives of others: what it notes of each answer, and what counts as death.
import { describe, expect, it } from 'vitest';
import {
  afterOutage,
  isDead,
  isOverLimit,
  isSilent,
  NO_SIGNS,
  observe,
  signOf,
  signsOf,
  signsStill,
  wasSeenAlive,
  type Liveness,
  type Sign,
  type Signs,
} from '../../src/lease/signs.ts';
import { ownClockOf } from '../../src/lease/document.ts';
import { NO_SIGHTINGS, noteSightings } from '../../src/lease/age.ts';
import { sign } from './applicant.ts';
import type { Request } from '../../src/lease/schema.ts';
import { alive, byOwnClocks, grant, liveOf, plain, register, renew, story, timeAt } from './build.ts';

const [p1, p2] = [plain(1), plain(2)];
const four = story([0, register(p1), grant(p1)], [0, register(p2)]);

/** What a check said, and the number of its poll. */
type Answer = `${Liveness} ${number}`;

/** What is known after these answers; a poll is ten seconds long. */
function heard(...answers: readonly Answer[]): Sign | undefined {
  const signs = answers.reduce<Signs>((known, answer) => {
    const [liveness, poll] = answer.split(' ') as [Liveness, string];
    return observe(known, p1.id, liveness, Number(poll) * 10, Number(poll));
  }, NO_SIGNS);
  return signOf(signs, p1);
}

describe('an answer', () => {
  it.each<[string, Answer[], number]>([
    ['counts once', ['ended 3'], 1],
    ['counts once more at another poll', ['ended 3', 'ended 4'], 2],
    ['counts once for each poll', ['ended 3', 'ended 3'], 1],
    ['begins anew after another one', ['ended 3', 'alive 4', 'ended 5'], 1],
    ['counts also where it says that nobody can tell', ['unknown 3', 'unknown 7', 'unknown 8'], 3],
  ])('%s', (_, answers, polls) => {
    expect(heard(...answers)?.polls).toBe(polls);
  });

  it('is kept with its time and its poll', () => {
    const known = { at: 20, poll: 2, polls: 2, aliveAt: 20, unknownSince: null };
    expect(heard('alive 1', 'alive 2')).toEqual({ liveness: 'alive', ...known });
  });

  it('that says alive is remembered through those that do not', () => {
    expect(heard('alive 1', 'unknown 2', 'ended 3')?.aliveAt).toBe(10);
    expect(heard('unknown 1', 'ended 2')?.aliveAt).toBeNull();
  });

  it('that cannot tell counts from the first of its row', () => {
    expect(heard('unknown 1', 'unknown 5')?.unknownSince).toBe(10);
    expect(heard('unknown 1', 'alive 2', 'unknown 5')?.unknownSince).toBe(50);
    expect(heard('unknown 1', 'ended 2')?.unknownSince).toBeNull();
  });

  it('leaves the signs of others, and changes nothing in place', () => {
    const signs: Signs = { [p2.id]: sign('ended') };
    expect(observe(signs, p1.id, 'alive', 0, 0)[p2.id]).toBe(signs[p2.id]);
    expect(Object.keys(signs)).toEqual([p2.id]);
  });

  it.each(['__proto__', 'constructor', 'toString'])('is kept of a request that is named %s', (id) => {
    expect(signOf(NO_SIGNS, { id })).toBeUndefined();
    const signs = observe(observe(NO_SIGNS, id, 'ended', 0, 0), id, 'ended', 10, 1);
    expect(signOf(signs, { id })).toMatchObject({ liveness: 'ended', polls: 2 });
    expect(signOf(JSON.parse(JSON.stringify(signs)) as Signs, { id })).toMatchObject({ polls: 2 });
  });
});

describe('signs', () => {
  it('lose after an outage only what nobody could tell', () => {
    const signs: Signs = {
      [p1.id]: sign('unknown', { polls: 7, unknownSince: 0, aliveAt: 5 }),
      [p2.id]: sign('ended', { polls: 2 }),
    };
    expect(afterOutage(signs)).toEqual({
      [p1.id]: sign('unknown', { polls: 7, unknownSince: null, aliveAt: 5 }),
      [p2.id]: sign('ended', { polls: 2 }),
    });
  });

  it('are kept of requests that are live', () => {
    const signs: Signs = { [p1.id]: sign('alive'), gone: sign('ended') };
    expect(signsOf(signs, four.requests)).toEqual({ [p1.id]: sign('alive') });
  });
});

describe('silence', () => {
  const document = story([0, register(p1)], [100, renew(p1)], [300, alive(p1)]);

  it('lasts from the last sign of life: its own, or one that others have seen', () => {
    expect(isSilent(liveOf(document, p1), 120, timeAt(421))).toBe(false);
    expect(isSilent(liveOf(document, p1), 120, timeAt(422))).toBe(true);
    const renewed = story([0, register(p1)], [300, alive(p1)], [400, renew(p1)]);
    expect(isSilent(liveOf(renewed, p1), 120, timeAt(422))).toBe(false);
    expect(isSilent(liveOf(four, p1), 120, timeAt(122))).toBe(true);
  });

  it('is not that of a job which the process has seen alive within the TTL', () => {
    const request = liveOf(document, p1);
    const after = (watched: number, signs: Signs): boolean =>
      wasSeenAlive(request, signs, { ...timeAt(0), watched });
    expect(after(121, { [p1.id]: sign('unknown', { aliveAt: 0 }) })).toBe(true);
    expect(after(122, { [p1.id]: sign('unknown', { aliveAt: 0 }) })).toBe(false);
    expect(after(0, { [p1.id]: sign('unknown') })).toBe(false);
    expect(after(0, NO_SIGNS)).toBe(false);
  });
});

describe('a request is dead', () => {
  const request = liveOf(four, p2);
  const { max_hold: hold, ttl } = request.parameters;
  /** Nobody could tell, in two answers exactly a TTL apart. */
  const unknown = sign('unknown', { at: ttl, polls: 2, unknownSince: 0 });
  const seen = { ...unknown, aliveAt: 100 };

  it.each<[string, Sign | undefined, number, boolean]>([
    ['not where nobody has looked', undefined, 1e9, false],
    ['not where its job was found ended once', sign('ended'), 1e9, false],
    ['where its job was found ended at two polls', sign('ended', { polls: 2 }), 0, true],
    ['not while its job runs, however long', sign('alive', { polls: 9 }), 1e9, false],
    ['not before it was silent for more than its max-hold', unknown, hold + 1, false],
    ['where nobody can tell, and it was silent for more than that', unknown, hold + 2, true],
    ['not by one answer that cannot tell', { ...unknown, polls: 1 }, 1e9, false],
    ['not by two of them that are too close', { ...unknown, at: ttl - 1 }, 1e9, false],
    ['not where an outage lies between them', { ...unknown, unknownSince: null }, 1e9, false],
    ['not where the process saw it alive within its max-hold', seen, hold + 101, false],
    ['where that was longer ago', seen, hold + 102, true],
  ])('%s', (_, last, after, expected) => {
    const signs: Signs = last === undefined ? NO_SIGNS : { [p2.id]: last };
    expect(isDead(request, signs, { ...timeAt(after), watched: after })).toBe(expected);
  });

  it('not where somebody else has seen it alive within its max-hold', () => {
    const signs: Signs = { [p1.id]: unknown };
    const seen = story([0, register(p1)], [100, alive(p1)]);
    expect(isDead(liveOf(seen, p1), signs, timeAt(hold + 101))).toBe(false);
    expect(isDead(liveOf(seen, p1), signs, timeAt(hold + 102))).toBe(true);
  });

  it('where it was seen alive at every TTL before, not by one answer that is missing', () => {
    const answers = Array.from({ length: 200 }, (_, poll): Answer => `alive ${poll * 12}`);
    const signs = { [p2.id]: heard(...answers, 'unknown 2400')! };
    expect(isDead(request, signs, { ...timeAt(24_000), watched: 24_000 })).toBe(false);
  });
});

describe('a process that no API knows', () => {
  const parameters = { held_by: 'process', ttl: 60, max_hold: 7200 } as const;
  const [waits, holds] = [plain(1, { parameters }), plain(2, { parameters })];
  const document = byOwnClocks(story([0, register(holds), grant(holds)], [0, register(waits)]));
  const time = (watched: number) => ({
    ...timeAt(1e6),
    ownClockAt: ownClockOf(document),
    watched,
    sightings: noteSightings(document, NO_SIGHTINGS, { watched: 0, now: null }),
  });

  it.each([
    ['waits, by its TTL', waits, 61],
    ['holds the lease, by its max-hold', holds, 7201],
  ])('is dead by what was watched of it, and nothing else, where it %s', (_, who, last) => {
    const signs: Signs = { [who.id]: sign('ended', { polls: 9 }) };
    expect(isDead(liveOf(document, who), signs, time(last))).toBe(false);
    expect(isDead(liveOf(document, who), NO_SIGNS, time(last + 1))).toBe(true);
  });
});

describe('what a request writes', () => {
  const known: Signs = { [p1.id]: sign('ended', { polls: 2 }), [p2.id]: sign('ended', { polls: 2 }) };
  const [holder, waiting] = [liveOf(four, p1), liveOf(four, p2)];
  const asked = liveOf(story([0, register(p1)]), p1);
  const renewed = { ...waiting, seen_at: 9 };

  it.each<[string, Request[], Request[], string[]]>([
    ['leaves the signs of those that have not written', [holder, waiting], [holder, waiting], [p1.id, p2.id]],
    ['ends those of one that was granted', [asked, waiting], [holder, waiting], [p2.id]],
    ['ends those of one that has renewed itself', [holder, waiting], [holder, renewed], [p1.id]],
    ['ends those of one that is gone', [holder, waiting], [waiting], [p2.id]],
    ['ends those of one that is back', [waiting], [holder, waiting], [p2.id]],
  ])('%s', (_, before, after, left) => {
    const still = signsStill(known, { ...four, requests: before }, { ...four, requests: after });
    expect(Object.keys(still)).toEqual(left);
  });
});

describe('a hold', () => {
  const limited = plain(1, { parameters: { hold_limit: 100 } });
  const held = story([0, register(limited), grant(limited)]);

  it.each([
    ['with a limit, before it is over', limited, held, 101, false],
    ['with a limit, after it', limited, held, 102, true],
    ['without a limit, however long', p1, story([0, register(p1), grant(p1)]), 1e9, false],
    ['that is none yet', limited, story([0, register(limited)]), 1e9, false],
  ])('%s', (_, who, document, after, expected) => {
    expect(isOverLimit(liveOf(document, who), timeAt(after))).toBe(expected);
  });
});
