// Lost races and old reads: how soon a process tries again, and what a step that has to end does.
import { describe, expect, it } from 'vitest';
import { HANDING_ON } from '../../src/protocol/pace.ts';
import {
  FAIR,
  hurried,
  raceLost,
  readAnswered,
  readWasOlder,
  tooLate,
  writeApplied,
  type Change,
  type Weather,
} from '../../src/protocol/weather.ts';
import { after, ARRIVING, limit, noRead, noWrite, pausesOf } from './happening.ts';
import { moment } from './moment.ts';

describe('a lost race', () => {
  it('is tried again soon, and later with each more, until a write is applied', () => {
    const pauses = pausesOf(
      (weather, mono, random) => raceLost(weather, ARRIVING, `${mono}`, moment(mono, { random })),
      3,
    );
    expect(pauses).toEqual([
      [0, 2, 4],
      [0, 8, 16],
      [0, 30, 60],
    ]);
    const lost = after(
      ...[0, 0].map(() => (weather: Weather) => raceLost(weather, ARRIVING, 'a', moment(0))),
    ).weather;
    expect([lost.losses, writeApplied(lost).weather.losses]).toEqual([2, 0]);
  });

  it('on the head of the one before was shown an old state, and gives the replica time', () => {
    const pauses = pausesOf(
      (weather, mono, random) => raceLost(weather, HANDING_ON, 'a', moment(mono, { random })),
      9,
    );
    expect(pauses.map(([, mean]) => mean)).toEqual([0.125, 2, 4, 8, 16, 32, 64, 90, 90]);
    expect(pauses[1]).toEqual([1.5, 2, 2.5]);
  });

  it('on a head that stays the same is none, and costs at most 40 asks in a quarter of an hour', () => {
    let weather = FAIR;
    let mono = 0;
    let asks = 0;
    while (mono < 900) {
      ({ weather } = raceLost(weather, ARRIVING, 'a', moment(mono, { random: 0 })));
      mono = weather.notBefore;
      ({ weather } = readAnswered(weather, 'read', true));
      asks += 2;
    }
    expect(asks).toBeLessThanOrEqual(40);
  });

  it('is told as the fifth in a row, and is the cause of what does not come about in its time', () => {
    const lose = (weather: Weather): Change => raceLost(weather, HANDING_ON, 'a', moment(0));
    expect(after(lose, lose, lose, lose).said).toEqual([]);
    expect(after(lose, lose, lose, lose, lose, lose).said).toEqual(['outrun']);
    const { weather } = after(lose, lose, lose, lose, lose, writeApplied, lose);
    expect(tooLate(weather, false, moment(9))).toMatchObject({
      kind: 'unanswered',
      why: expect.stringContaining('others write the branch'),
    });
  });

  it('is an answer: an outage of writes is over', () => {
    expect(after(noWrite, (weather) => raceLost(weather, HANDING_ON, 'a', moment(0))).said).toEqual([
      'silent',
      'answers-again',
    ]);
  });
});

describe('an older read', () => {
  it('is followed by another one soon, and later with each more', () => {
    const pauses = [1, 2, 3, 9].map((count) =>
      [0, 1].map((random) => readWasOlder(FAIR, count, moment(0, { random })).notBefore),
    );
    expect(pauses).toEqual([
      [1, 2],
      [2, 4],
      [4, 8],
      [8, 16],
    ]);
  });
});

describe('a step that has to end', () => {
  it('makes one more try at once', () => {
    const { weather } = after(noRead, noWrite, (fair) => raceLost(fair, ARRIVING, 'a', moment(0)));
    expect(hurried(weather, 7)).toMatchObject({ reads: 0, writes: 0, losses: 0, notBefore: 7 });
  });

  it('waits for a limit that is not lifted yet', () => {
    const { weather } = after(limit);
    expect(hurried(weather, 59)).toBe(weather);
    expect(hurried(weather, 60).notBefore).toBe(60);
  });
});
