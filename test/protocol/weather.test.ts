// How the asks of a process fare: outages, limits, refusals that become rules, and what a person is told of them.
import { describe, expect, it } from 'vitest';
import {
  FAIR,
  isOutage,
  limited,
  looksLimited,
  raceLost,
  readAnswered,
  refused,
  silent,
  writeApplied,
  writeDecided,
  type Change,
  type Rule,
  type Weather,
} from '../../src/protocol/weather.ts';
import type { Now } from '../../src/protocol/asks.ts';
import { after, ARRIVING, limit, noRead, noWrite, pausesOf, WHY } from './happening.ts';
import { moment, START } from './moment.ts';

const read = (weather: Weather): Change => readAnswered(weather, 'read', false);
const look = (weather: Weather): Change => readAnswered(weather, 'look', false);
const lookWhileAWriteMayLand = (weather: Weather): Change => readAnswered(weather, 'look', true);
const limitOfWrites = (weather: Weather): Change => limited(weather, 'write', START + 60, WHY, moment(0));
const limitOfLooks = (weather: Weather): Change => looksLimited(weather, START + 60, moment(0));
const noPermission = (weather: Weather): Change => refused(weather, 'reading', null, { why: WHY }, moment(0));

describe('an outage', () => {
  it.each<[string, ((weather: Weather) => Change)[], string[]]>([
    ['of reads', [noRead, noRead, noRead, read, read], ['silent', 'answers-again']],
    ['of writes', [noWrite, read, noWrite, writeApplied], ['silent', 'answers-again']],
    ['of a write that nobody needs any more', [noWrite, read, look], ['silent', 'answers-again']],
    ['of both, whichever is over last', [noWrite, noRead, writeDecided, read], ['silent', 'answers-again']],
    ['of writes while one may land', [noWrite, read, lookWhileAWriteMayLand], ['silent']],
    [
      'of writes, by a limit',
      [limitOfWrites, read, limitOfWrites, writeApplied],
      ['limited', 'answers-again'],
    ],
    [
      'of looks, by a limit',
      [limitOfLooks, read, limitOfLooks, look, limitOfLooks],
      ['looks-limited', 'looks-limited'],
    ],
    ['and another one', [noRead, read, noRead, read], ['silent', 'answers-again', 'silent', 'answers-again']],
    ['of which nothing was to be told', [read, writeApplied], []],
    ['that turns into a limit', [noRead, limit, read], ['silent', 'limited', 'answers-again']],
    ['that turns into a refusal', [noRead, noPermission, read], ['silent', 'answers-again']],
  ])('is told once when it begins, and once when it is over: %s', (_, happen, said) => {
    expect(after(...happen).said).toEqual(said);
  });

  it('is one only while reads are not answered', () => {
    expect(
      [after(noWrite), after(noRead), after(noRead, read)].map(({ weather }) => isOutage(weather)),
    ).toEqual([false, true, false]);
  });

  it('of reads lets pauses grow to a minute, a quarter around the mean', () => {
    const pauses = pausesOf(
      (weather, mono, random) => silent(weather, 'read', WHY, moment(mono, { random })),
      8,
    );
    expect(pauses.map(([, mean]) => mean)).toEqual([2, 4, 8, 16, 32, 60, 60, 60]);
    expect(pauses[0]).toEqual([1.5, 2, 2.5]);
    expect(pauses[7]).toEqual([45, 60, 75]);
  });

  it.each<[string, (weather: Weather, now: Now) => Change]>([
    ['that nobody answers', (weather, now) => silent(weather, 'write', WHY, now)],
    [
      'that meet a limit which is lifted at once',
      (weather, now) => limited(weather, 'write', now.at!, WHY, now),
    ],
    ['that meet one which is long lifted', (weather, now) => limited(weather, 'write', START - 60, WHY, now)],
    ['that meet one for five seconds', (weather, now) => limited(weather, 'write', now.at! + 5, WHY, now)],
  ])('of writes costs at most 40 asks in a quarter of an hour, reads included: %s', (_, happen) => {
    let weather = FAIR;
    let mono = 0;
    let asks = 0;
    while (mono < 900) {
      ({ weather } = happen(weather, moment(mono, { random: 0 })));
      asks += 1;
      mono = weather.notBefore;
      // The read that the next write needs is answered, and shows that others get through.
      ({ weather } = read(weather));
      asks += 1;
    }
    expect(asks).toBeLessThanOrEqual(40);
    expect(asks).toBeGreaterThan(20);
  });
});

describe('a rate limit', () => {
  it('is waited for until it is lifted, and a few seconds more that keep processes apart', () => {
    const pauses = [0, 1].map(
      (random) => limited(FAIR, 'read', START + 60, WHY, moment(10, { random })).weather,
    );
    expect(pauses.map(({ notBefore }) => notBefore)).toEqual([61, 65]);
    expect(pauses[0]).toMatchObject({ limitedUntil: 60, why: WHY });
  });

  it('that is lifted already, or of which nobody knows how far off it is, is no longer wait', () => {
    for (const now of [moment(100), moment(100, { at: null })]) {
      expect(limited(FAIR, 'read', START + 60, WHY, now).weather).toMatchObject({
        notBefore: 103,
        limitedUntil: 100,
      });
    }
  });

  it('is told once with its time, until something is answered', () => {
    const change = limited(FAIR, 'read', START + 60, WHY, moment(0));
    expect(change.say).toEqual([{ line: 'limited', until: START + 60 }]);
    expect(limited(change.weather, 'read', START + 90, WHY, moment(70)).say).toEqual([]);
    const over = read(change.weather);
    expect(over.say).toEqual([{ line: 'answers-again' }]);
    expect(limited(over.weather, 'read', START + 90, WHY, moment(70)).say).toHaveLength(1);
  });
});

describe('a limit of looks', () => {
  it('that is lifted is met once; met again and again, looks are put off for up to a minute', () => {
    const puts = [1, 2, 3, 4, 5, 6, 7].reduce<Weather[]>(
      (before, count) => [...before, looksLimited(before.at(-1) ?? FAIR, START, moment(count)).weather],
      [],
    );
    expect(puts.map(({ looksNotBefore }, count) => looksNotBefore - count - 1)).toEqual([
      2, 4, 8, 16, 32, 60, 60,
    ]);
    expect(look(puts.at(-1)!).weather.looks).toBe(0);
    expect(read(puts.at(-1)!).weather.looks).toBe(7);
    expect(looksLimited(FAIR, START + 600, moment(0)).weather.looksNotBefore).toBe(601);
  });
});

describe('a refusal', () => {
  /** Refusals on one head after another, at these times. */
  function refusals(heads: Record<string, number[]>): (Rule | null)[] {
    let weather = FAIR;
    return Object.entries(heads).flatMap(([head, times]) =>
      times.map((mono) => {
        const change = refused(weather, 'writing', head, { why: WHY }, moment(mono));
        ({ weather } = change);
        return change.rule;
      }),
    );
  }

  /** Each of these times on a head of its own. */
  function each(...times: readonly number[]): Record<string, number[]> {
    return Object.fromEntries(times.map((mono) => [`after ${mono}`, [mono]]));
  }

  it('is tried again after ten seconds, twenty, forty and then each minute', () => {
    const pauses = pausesOf(
      (weather, mono, random) => refused(weather, 'reading', null, { why: WHY }, moment(mono, { random })),
      5,
    );
    expect(pauses.map(([shortest]) => shortest)).toEqual([10, 20, 40, 60, 60]);
    expect(pauses[0]).toEqual([10, 11, 12]);
  });

  it('is told once, and that it has passed once something is answered', () => {
    const first = refused(FAIR, 'reading', null, { why: WHY }, moment(0));
    expect(first.say).toEqual([{ line: 'refused', why: WHY }]);
    expect(refused(first.weather, 'reading', null, { why: WHY }, moment(10)).say).toEqual([]);
    expect(read(first.weather).say).toEqual([{ line: 'answers-again' }]);
  });

  it('of a write is not over with a good read', () => {
    const { weather, said } = after((fair) => refused(fair, 'writing', 'a', { why: WHY }, moment(0)), read);
    expect(said).toEqual(['refused']);
    expect(weather.refusedWrites?.count).toBe(1);
    expect(writeApplied(weather).say).toEqual([{ line: 'answers-again' }]);
    expect(raceLost(weather, ARRIVING, 'a', moment(5)).say).toEqual([]);
  });

  it.each<[string, Record<string, number[]>, number | null]>([
    ['three over half a minute on the same head', { a: [0, 15, 30] }, 3],
    ['three within less', { a: [0, 14, 29] }, null],
    ['two over half a minute', { a: [0, 60] }, null],
    ['three while others write', { a: [0], b: [15], c: [60] }, null],
    ['two on a head that comes after another', { a: [0], b: [10, 45] }, null],
    ['three on a head that comes after others', { a: [0], b: [10, 20, 40] }, 4],
    ['eight over two minutes while others write', each(0, 20, 40, 60, 80, 100, 110, 120), 8],
    ['eight within less', each(0, 10, 20, 30, 40, 50, 60, 70), null],
    ['seven over two minutes', each(0, 20, 40, 60, 80, 100, 140), null],
  ])('repeated is a rule, and ends the step: %s', (_, heads, count) => {
    const rules = refusals(heads);
    expect(rules.pop()).toEqual(
      count === null ? null : { doing: 'writing', count, why: WHY, toRepair: false },
    );
    expect(rules.every((rule) => rule === null)).toBe(true);
  });

  it('of a write and of a read are counted apart', () => {
    let weather = FAIR;
    const rules = [0, 10, 20, 30, 40].map((mono, n) => {
      const change = refused(weather, n % 2 === 0 ? 'reading' : 'writing', null, { why: WHY }, moment(mono));
      ({ weather } = change);
      return change.rule;
    });
    expect(rules).toEqual([
      null,
      null,
      null,
      null,
      { doing: 'reading', count: 3, why: WHY, toRepair: false },
    ]);
  });

  it('is forgotten once the same is not refused', () => {
    const refusedBoth = after(noPermission, (weather) =>
      refused(weather, 'writing', 'a', { why: WHY }, moment(0)),
    ).weather;
    expect(read(refusedBoth).weather.refusedReads).toBeNull();
    expect(writeApplied(refusedBoth).weather.refusedWrites).toBeNull();
    expect(writeDecided(refusedBoth).weather.refusedWrites).not.toBeNull();
  });
});
