// The chart of a lease: its rows and bars, and that no name and no number of requests spoils it.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gantt } from '../../src/text/gantt.ts';
import {
  grant,
  group,
  largePool,
  mergeQueueStory,
  plain,
  poisoned,
  pooled,
  poolStory,
  register,
  release,
  sadStory,
  START,
  story,
} from './build.ts';

const HEADER = 7;
const BAR =
  /^\u200b :((?:(?:active|done|crit|milestone), )*)(\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}), (\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3})$/;

const lines = (chart: string): string[] => chart.split('\n').map((line) => line.trim());
const headings = (chart: string): string[] =>
  [...chart.matchAll(/^ {4}section (.*)$/gm)].map(([, heading = '']) => heading);

/** The bars below a heading: their tags, and their times of day. */
function barsOf(chart: string, heading: string): string[] {
  const after = lines(chart).slice(lines(chart).indexOf(`section ${heading}`) + 1);
  const end = after.findIndex((line) => line.startsWith('section '));
  return after.slice(0, end === -1 ? after.length : end).map((line) => {
    const [, tags = '', from = '', to = ''] = BAR.exec(line) ?? [];
    return `${tags}${from.slice(11, 19)} to ${to.slice(11, 19)}`;
  });
}

test('begins with colours of its own and the room that its words need', () => {
  const [settings = '', ...header] = lines(gantt(mergeQueueStory(), START + 720)).slice(0, HEADER);
  expect(JSON.parse(/^%%\{init: (.*)\}%%$/.exec(settings)?.[1] ?? '')).toMatchObject({
    gantt: { displayMode: 'compact', leftPadding: 212 },
    themeVariables: { activeTaskBkgColor: '#1f6feb', doneTaskBkgColor: '#2da44e', critBkgColor: '#e5534b' },
  });
  expect(header).toEqual([
    'gantt',
    'title main at 2026-11-20 10:12:00 UTC',
    'dateFormat YYYY-MM-DDTHH:mm:ss.SSS',
    'axisFormat %H:%M',
    'tickInterval 2minute',
    'todayMarker off',
  ]);
});

test('draws the holder, then the line, then the last ends, newest first', () => {
  const chart = gantt(mergeQueueStory(), START + 720);
  expect(headings(chart)).toEqual([
    'PR 15 holds, 3 m',
    '1. PR 14 waits, 8 m 10 s',
    '2. PR 16 waits, 20 s',
    'PR 13 success, held 5 m',
    'PR 12 completed, waited 8 m',
    'PR 11 completed, waited 8 m 20 s',
  ]);
  expect(barsOf(chart, 'PR 15 holds, 3 m')).toEqual(['10:08:50 to 10:09:00', 'active, 10:09:00 to 10:12:00']);
  expect(barsOf(chart, '1. PR 14 waits, 8 m 10 s')).toEqual(['10:03:50 to 10:12:00']);
  expect(barsOf(chart, 'PR 13 success, held 5 m')).toEqual([
    '10:00:45 to 10:03:20',
    'done, 10:03:20 to 10:08:20',
  ]);
  expect(barsOf(chart, 'PR 12 completed, waited 8 m')).toEqual([
    '10:00:20 to 10:08:20',
    'milestone, done, 10:08:20 to 10:08:20',
  ]);
});

test('rounds a wait as the summary does, which may have been a little longer', () => {
  const start = plain(1, 'main');
  const document = story(
    'main',
    [0.095, register(start)],
    [2.084, { kind: 'withdraw', registration: start, reason: 'timed out' }],
  );
  expect(headings(gantt(document, START + 3))).toEqual(['main withdrawn, waited 2 s']);
});

test('draws each kind of end in its own way', () => {
  const chart = gantt(sadStory(), START + 60);
  const bars = Object.fromEntries(headings(chart).map((heading) => [heading, barsOf(chart, heading)]));
  expect(bars).toEqual({
    'PR 11 evicted, waited 1 m': ['10:00:00 to 10:01:00', 'milestone, crit, 10:01:00 to 10:01:00'],
    'PR 12 withdrawn, waited 50 s': ['10:00:00 to 10:00:50', 'milestone, 10:00:50 to 10:00:50'],
    'PR 13 evicted, held 10 s': [
      '10:00:00 to 10:00:30',
      'crit, 10:00:30 to 10:00:40',
      'milestone, crit, 10:00:40 to 10:00:40',
    ],
    'PR 14 failure, held 10 s': ['10:00:00 to 10:00:10', 'crit, 10:00:10 to 10:00:20'],
  });
});

test('draws nothing where nothing was registered', () => {
  expect(gantt(story('main'), START)).toBe('');
  const closed = story('main', [0, { kind: 'withdraw', registration: group(1), reason: 'cancelled' }]);
  expect(gantt(closed, START)).toBe('');
});

test('leaves out a wait that is too short to be seen, and makes no other bar shorter than that', () => {
  const quick = story(
    'main',
    [0, register(plain(1, 'main')), grant(1)],
    [1, release(1, START, 'success')],
    [500, register(plain(2, 'next')), grant(2)],
  );
  const chart = gantt(quick, START + 1000);
  expect(barsOf(chart, 'next holds, 8 m 20 s')).toEqual(['active, 10:08:20 to 10:16:40']);
  expect(barsOf(chart, 'main success, held 1 s')).toEqual(['done, 10:00:00 to 10:00:10']);
});

test.each([
  [5, '%H:%M:%S', '1second'],
  [200, '%H:%M:%S', '30second'],
  [480, '%H:%M', '1minute'],
  [2600, '%H:%M', '10minute'],
  [7 * 3600, '%H:%M', '1hour'],
  [2 * 86_400, '%a %H:%M', '6hour'],
  [14 * 86_400, '%b %d', '2day'],
  [4000 * 86_400, '%b %d', '6month'],
])('labels an axis of %i s by %s, every %s', (span, format, every) => {
  const chart = lines(gantt(story('main', [0, register(plain(1, 'main')), grant(1)]), START + span));
  expect(chart.slice(4, 6)).toEqual([`axisFormat ${format}`, `tickInterval ${every}`]);
});

test('shows the holder and the first in a long line, and says how many more there are', () => {
  const document = story(
    'main',
    [0, register(plain(40, 'holder')), grant(40)],
    ...Array.from({ length: 30 }, (_, at) => [10 + at, register(plain(at + 1, `b${at + 1}`))] as const),
  );
  const shown = headings(gantt(document, START + 60)).map((heading) => heading.replace(/,.*/, ''));
  const first = Array.from({ length: 11 }, (_, at) => `${at + 1}. b${at + 1} waits`);
  expect(shown).toEqual(['holder holds', ...first, 'and 19 more wait']);
  expect(barsOf(gantt(document, START + 60), 'and 19 more wait')).toEqual(['10:00:21 to 10:01:00']);
});

test('shows the success first, and says how many more it has completed', () => {
  const epoch = START + 40;
  const document = story(
    'main',
    ...Array.from({ length: 30 }, (_, at) => [at, register(group(at + 1))] as const),
    [40, grant(30)],
    [100, release(30, epoch, 'success')],
  );
  const shown = headings(gantt(document, START + 120));
  expect(shown).toHaveLength(9);
  expect(shown.slice(0, 2)).toEqual(['PR 30 success, held 1 m', 'PR 29 completed, waited 1 m 12 s']);
  expect(shown.at(-1)).toBe('and 22 more completed');
});

test('leaves out an end that is so old that it would press the others together', () => {
  const document = story(
    'main',
    [0, register(plain(1, 'old')), grant(1)],
    [60, release(1, START, 'success')],
    [9000, register(plain(2, 'recent')), grant(2)],
    [9060, release(2, START + 9000, 'success')],
    [10_000, register(plain(3, 'holder')), grant(3)],
  );
  const shown = (now: number) =>
    headings(gantt(document, START + now)).map((heading) => heading.split(' ')[0]);
  expect(shown(10_010)).toEqual(['holder', 'recent']);
  // Once the holder's own bar is as long, the old one has room.
  expect(shown(30_000)).toEqual(['holder', 'recent', 'old']);
});

test('shows the last ends of a lease that nobody has used for long', () => {
  const idle = story('main', [0, register(plain(1, 'main')), grant(1)], [60, release(1, START, 'success')]);
  expect(headings(gantt(idle, START + 500_000))).toEqual(['main success, held 1 m']);
});

test('keeps rows apart that read the same', () => {
  const twins = story(
    'main',
    ...[1, 2].flatMap((n) => [
      [n * 10, register(plain(n, 'main')), grant(n)] as const,
      [n * 10 + 5, release(n, START + n * 10, 'success')] as const,
    ]),
  );
  const [first, second, ...more] = headings(gantt(twins, START + 30));
  expect(more).toEqual([]);
  expect(first).toBe('main success, held 5 s');
  expect(second).toBe('main success, held 5 s\u00a0');
});

test('is made of headings and bars only, whatever names are in it', () => {
  const names = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({
      unit: fc.constantFrom(':', '\n', ';', '#', '%%', 'section ', 'title', '2026-11-20', '```', '-', ' '),
      maxLength: 8,
    }),
  );
  fc.assert(
    fc.property(names, (name) => {
      const all = lines(gantt(poisoned(mergeQueueStory(), name), START + 720));
      expect(all[2]).toMatch(/^title [\p{L}·?][\p{L}\p{M}\p{N} ._/()…-]* at [\d-]+ [\d:]+ UTC$/u);
      const rows = all.slice(HEADER);
      const bars = rows.filter((line) => BAR.test(line));
      const words = rows.filter((line) =>
        /^section (?:\d+\. )?[\p{L}·?][\p{L}\p{M}\p{N} ,._/()…-]*$/u.test(line),
      );
      expect([bars.length, words.length]).toEqual([10, 6]);
      expect(rows).toHaveLength(bars.length + words.length);
    }),
  );
});

test('names the slots of holds and of their ends', () => {
  expect(headings(gantt(poolStory(), START + 190))).toEqual([
    'b1 holds eu, 3 m 10 s',
    'b2 holds us, 2 m 50 s',
    '1. b5 waits, 1 m 10 s',
    '2. b6 waits, 1 m',
    '3. b7 waits, 50 s',
    '4. migration waits, 40 s',
    'b4 evicted, held ap for 2 m 20 s',
    'b3 success, held sa and 1 more for 1 m 10 s',
  ]);
});

test('shows the first of many holders, and says how many more there are', () => {
  const shown = headings(gantt(largePool(30, 25), START + 300));
  expect(shown).toHaveLength(17);
  expect(shown[0]).toBe('b1 holds gpu-1, 5 m');
  expect(shown.at(-1)).toBe('and 9 more hold');
});

test('names slots that have only numbers as they are', () => {
  const document = story('main', [0, register(pooled(1, ['1', '2'])), grant(1, '2')]);
  expect(headings(gantt(document, START + 60))).toEqual(['b1 holds 2, 1 m']);
});

test('shortens long names of slots in the middle, and takes nothing of them for a sign', () => {
  const long = largePool(2, 1, (n) => `section: ${'eu-central-'.repeat(8)}${n}`);
  expect(headings(gantt(long, START + 60))).toEqual(['b1 holds section…central-1, 1 m']);
});
