// How old a stamp is: by when a process first saw it, and by a clock that all share.
import { describe, expect, it } from 'vitest';
import {
  byClock,
  handingOn,
  hasPassed,
  hasWatched,
  mayHavePassed,
  NO_SIGHTINGS,
  noteSightings,
  watchedFor,
  withWatched,
  type Sightings,
  type StampName,
  type Time,
} from '../../src/lease/age.ts';
import { ownClockOf } from '../../src/lease/document.ts';
import {
  alive,
  ask,
  at,
  byOwnClocks,
  evict,
  grant,
  group,
  heldBy,
  plain,
  register,
  release,
  renew,
  START,
  story,
  waiting,
  withdraw,
  write,
} from './build.ts';

const [p1, p2] = [plain(1), plain(2)];

function time(overrides: Partial<Time>): Time {
  return { ...byClock(at(0)), ...overrides };
}

/** Whether a stamp of the start is older than ten seconds. */
function isOld(what: StampName, overrides: Partial<Time>): boolean {
  return hasPassed(time(overrides), what, START, 10);
}

/** A process first saw the stamp when it had watched for so long. */
function first(what: StampName, at: number, stamp = START, since = START): Pick<Time, 'sightings'> {
  return { sightings: { [what]: { stamp, at, since } } };
}

describe('with a clock that all share', () => {
  it.each([
    ['a stamp is not old when exactly the duration has passed', 10, false],
    ['nor a second later', 11, false],
    ['but when more than that has', 11.001, true],
    ['nor where the stamp lies ahead', -1, false],
  ])('%s', (_, after, expected) => {
    expect(isOld('seen:x', { now: at(after) })).toBe(expected);
  });

  it('a stamp is as old as the clock says, or as it was watched', () => {
    expect(isOld('seen:x', { now: at(12), ...first('seen:x', 0), watched: 0 })).toBe(true);
    expect(isOld('seen:x', { now: at(5), ...first('seen:x', 0), watched: 11 })).toBe(false);
    expect(isOld('seen:x', { now: at(-9999), ...first('seen:x', 0), watched: 12 })).toBe(true);
  });

  it('a stamp that may be by another clock is as old as it was watched', () => {
    const own = { now: at(1e6), ...first('seen:x', 100), watched: 111 };
    expect([-1, 0, 1].map((after) => isOld('seen:x', { ...own, ownClockAt: at(after) }))).toEqual([
      true,
      false,
      false,
    ]);
    expect(isOld('seen:x', { ...own, ownClockAt: at(1), watched: 112 })).toBe(true);
  });

  it.each(['asked:x', 'rest:x'] as const)('the age of %s is not told by it', (what) => {
    expect(isOld(what, { now: at(1e6), ...first(what, 100), watched: 111 })).toBe(false);
    expect(isOld(what, { now: at(-1e6), ...first(what, 100), watched: 112 })).toBe(true);
  });
});

describe('without such a clock', () => {
  const untrusted = { trusted: false, now: at(1e9) } as const;

  it('a stamp is as old as the sight of it', () => {
    const seen = first('seen:x', 100);
    expect(isOld('seen:x', { ...untrusted, ...seen, watched: 111 })).toBe(false);
    expect(isOld('seen:x', { ...untrusted, ...seen, watched: 111.001 })).toBe(true);
    expect(isOld('seen:x', { ...untrusted, ...seen, watched: 112, now: at(0) })).toBe(true);
  });

  it('a stamp that was not seen yet is new, and so is one that has changed since', () => {
    expect(isOld('seen:x', { ...untrusted, watched: 1e6 })).toBe(false);
    expect(isOld('seen:x', { ...untrusted, ...first('seen:x', 0, at(-5)), watched: 1e6 })).toBe(false);
  });
});

describe('what those who have left have watched', () => {
  const document = byOwnClocks(write(heldBy(p2, p1), 50, renew(p2)));
  const watching = (seconds: number, from = document, before = NO_SIGHTINGS): Time =>
    time({
      ownClockAt: ownClockOf(from),
      watched: seconds,
      sightings: noteSightings(from, before, { watched: 0, now: null }),
    });
  const left = withWatched({ ...document, watched: handingOn(document, watching(70.9)) });

  it('is handed on where no clock tells it, however short it was', () => {
    const seen = (request: typeof p1, after: number) => ({
      [`seen:${request.id}`]: { stamp: at(after), seconds: 70 },
    });
    expect(left.watched).toEqual({ ...seen(p2, 50), ...seen(p1, 2) });
    expect(Object.values(handingOn(document, watching(1.5))).map(({ seconds }) => seconds)).toEqual([1, 1]);
    expect(handingOn(document, watching(0.9))).toEqual({});
    expect(handingOn(document, { ...watching(70), ownClockAt: at(49) })).toEqual(seen(p1, 2));
  });

  it('counts for whoever comes, and for who has watched for less', () => {
    const what = `seen:${p2.id}` as const;
    expect(watchedFor(watching(5, left), what, at(50))).toBe(75);
    expect(watchedFor(watching(5, left, watching(0).sightings), what, at(50))).toBe(75);
    const longer = { [what]: { stamp: at(50), at: -100, since: START } };
    expect(watchedFor(watching(5, left, longer), what, at(50))).toBe(105);
  });

  it('is over with the stamp', () => {
    const alive = write(left, 80, renew(p2));
    expect(Object.keys(alive.watched ?? {})).toEqual([`seen:${p1.id}`]);
    expect(watchedFor(watching(5, { ...left, requests: alive.requests }), `seen:${p2.id}`, at(80))).toBe(5);
    const nobody = write(alive, 90, release(p2, 'failure'), withdraw(p1));
    expect(nobody).not.toHaveProperty('watched');
  });

  it('is kept of the longest watched alone', () => {
    const many = byOwnClocks(waiting(...Array.from({ length: 105 }, (_, number) => plain(number + 1))));
    const watched = Object.fromEntries(
      many.requests.map(({ id, seen_at }, place) => [`seen:${id}`, { stamp: seen_at, seconds: 100 + place }]),
    );
    const kept = Object.values(withWatched({ ...many, watched }).watched!).map(({ seconds }) => seconds);
    expect(kept).toEqual(Array.from({ length: 100 }, (_, place) => 204 - place));
  });
});

describe('a request that was asked to act', () => {
  it('is not late before the process has seen that', () => {
    expect(isOld('asked:x', { now: at(1e6), watched: 1e6 })).toBe(false);
  });
});

describe('a duration', () => {
  it('of a fraction of a second waits for the second too', () => {
    const after = [1.5, 1.51].map((seconds) => hasPassed(time({ now: at(seconds) }), 'seen:x', START, 0.5));
    expect(after).toEqual([false, true]);
  });

  it('of zero has always passed', () => {
    for (const trusted of [true, false]) {
      expect(hasPassed(time({ trusted, now: at(-5) }), 'asked:x', START, 0)).toBe(true);
    }
    expect(hasWatched(time({}), 0, 0)).toBe(true);
  });
});

describe('a moment of the process itself', () => {
  it('is as old as it has watched since', () => {
    expect(hasWatched(time({ now: at(1e6), watched: 111 }), 100, 10)).toBe(false);
    expect(hasWatched(time({ now: at(0), watched: 112 }), 100, 10)).toBe(true);
  });
});

describe('the sightings of a process', () => {
  const document = story(
    [0, register(p1), grant(p1)],
    [1, release(p1, 'failure')],
    [2, register(p2)],
    [3, register(group(1))],
    [4, grant(group(1))],
    [5, alive(group(1)), ask(p2)],
  );
  const noted = (before: Sightings, watched: number, seen = document): Sightings =>
    noteSightings(seen, before, { watched, now: at(7) });

  it('are of every stamp that has an age', () => {
    const [plains, groups] = document.rounds;
    const at9 = (stamp: number) => ({ stamp, at: 9, since: at(7) });
    expect(noted(NO_SIGHTINGS, 9)).toEqual({
      'seen:plain-2': at9(at(2)),
      'registered:plain-2': at9(at(2)),
      'asked:plain-2': at9(at(5)),
      'seen:group-1': at9(at(4)),
      'registered:group-1': at9(at(3)),
      'alive:group-1': at9(at(5)),
      'failure:plain-1': at9(at(1)),
      [`round:${plains!.id}`]: at9(at(2)),
      [`round:${groups!.id}`]: at9(at(3)),
    });
  });

  it('stay with the stamp, begin anew with another one, and go with the request', () => {
    const later = write(document, 50, renew(p2));
    const sightings = noted(noted(NO_SIGHTINGS, 9), 60, later);
    expect(sightings['registered:plain-2']).toEqual({ stamp: at(2), at: 9, since: at(7) });
    expect(sightings['seen:plain-2']).toEqual({ stamp: at(50), at: 60, since: at(7) });
    expect(sightings['asked:plain-2']).toBeUndefined();
    const gone = write(later, 51, release(group(1), 'success'));
    expect(Object.keys(noted(sightings, 61, gone)).filter((what) => what.includes('group'))).toEqual([]);
  });

  it('are of a rest, and of the time of a stamp before an answer has told any', () => {
    const resting = write(document, 6, evict(group(1)));
    expect(noted(NO_SIGHTINGS, 9, resting)['rest:*']).toEqual({ stamp: at(36), at: 9, since: at(7) });
    const early = noteSightings(document, NO_SIGHTINGS, { watched: 0, now: null });
    expect(early['seen:plain-2']).toEqual({ stamp: at(2), at: 0, since: at(2) });
  });
});

describe('what may come too early', () => {
  const mayBeOld = (overrides: Partial<Time>): boolean => mayHavePassed(time(overrides), 'seen:x', START, 10);
  const own = { ownClockAt: at(1), ...first('seen:x', 0, START, at(100)), watched: 0 };

  it('comes when so long was watched, or has passed by the clock of the process', () => {
    expect(mayBeOld({ ...own, now: at(-1), watched: 12 })).toBe(true);
    expect([111, 112].map((now) => mayBeOld({ ...own, trusted: false, now: at(now) }))).toEqual([
      false,
      true,
    ]);
    expect(mayBeOld({ ...own, ...first('seen:x', 0, at(1)), trusted: false, now: at(112) })).toBe(false);
  });

  it('comes by the stamp where the process has a clock that is shared', () => {
    expect([11, 12].map((now) => mayBeOld({ ...own, now: at(now) }))).toEqual([false, true]);
    expect(mayBeOld({ ...own, trusted: false, now: at(12) })).toBe(false);
  });
});
