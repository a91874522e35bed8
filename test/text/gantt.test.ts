// The chart of the last rounds: its bars, and that no name and no number of requests spoils it.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gantt } from '../../src/text/gantt.ts';
import {
  crowd,
  grant,
  group,
  mergeQueueStory,
  plain,
  poisoned,
  register,
  release,
  sadStory,
  START,
  story,
} from './build.ts';

const HEADER = ['gantt', 'title main, the last rounds, UTC', 'dateFormat YYYY-MM-DDTHH:mm:ss.SSS'];
const lines = (chart: string): string[] => chart.split('\n').map((line) => line.trim());
const BAR =
  /^[\p{L}·?][\p{L}\p{M}\p{N} ,._/()…-]* :(?:(?:active|done|crit), )?(\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}), (\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3})$/u;

test('draws a section for each round, and bars for waiting, holding and completed', () => {
  expect(lines(gantt(mergeQueueStory(), START + 720))).toEqual([
    ...HEADER,
    'axisFormat %H:%M:%S',
    'section Round 1',
    'PR 13 waited, 2 m 35 s :2026-11-20T10:00:45.000, 2026-11-20T10:03:20.000',
    'PR 13 held, success, 5 m :done, 2026-11-20T10:03:20.000, 2026-11-20T10:08:20.000',
    'PR 11 completed, 8 m 20 s :done, 2026-11-20T10:00:00.000, 2026-11-20T10:08:20.000',
    'PR 12 completed, 8 m :done, 2026-11-20T10:00:20.000, 2026-11-20T10:08:20.000',
    'section Round 2',
    'PR 15 waited, 10 s :2026-11-20T10:08:50.000, 2026-11-20T10:09:00.000',
    'PR 15 holds, 3 m :active, 2026-11-20T10:09:00.000, 2026-11-20T10:12:00.000',
    'PR 14 waits, 8 m 10 s :2026-11-20T10:03:50.000, 2026-11-20T10:12:00.000',
    'section Round 3',
    'PR 16 waits, 20 s :2026-11-20T10:11:40.000, 2026-11-20T10:12:00.000',
  ]);
});

test('marks what failed, was evicted or withdrawn', () => {
  const chart = gantt(sadStory(), START + 60);
  expect(chart).toContain('PR 14 held, failure, 10 s :crit, ');
  expect(chart).toContain('PR 13 held, evicted, 10 s :crit, ');
  expect(chart).toContain('PR 12 withdrawn, 50 s :2026');
  expect(chart).toContain('PR 11 evicted, 1 m :crit, ');
});

test('draws nothing where nothing was registered', () => {
  expect(gantt(story('main'), START)).toBe('');
  const closed = story('main', [0, { kind: 'withdraw', registration: group(1), reason: 'cancelled' }]);
  expect(gantt(closed, START)).toBe('');
});

test('makes the shortest bar wide enough to be seen', () => {
  const atOnce = story('main', [0, register(plain(1, 'main')), grant(1)]);
  expect(lines(gantt(atOnce, START + 1000)).slice(-2)).toEqual([
    'main waited, 0 s :2026-11-20T10:00:00.000, 2026-11-20T10:00:10.000',
    'main holds, 16 m 40 s :active, 2026-11-20T10:00:00.000, 2026-11-20T10:16:40.000',
  ]);
});

test('shows dates where the rounds span more than a day', () => {
  const old = story('main', [0, register(plain(1, 'main')), grant(1)]);
  expect(gantt(old, START + 200_000)).toContain('axisFormat %m-%d %H:%M');
});

test('shows the holder, who comes next and the newest of the past, and no more than five rounds', () => {
  const document = story(
    'main',
    ...[1, 2, 3, 4].flatMap((number) => [
      [number * 10, register(plain(number, `done-${number}`)), grant(number)] as const,
      [number * 10 + 5, release(number, START + number * 10, 'success')] as const,
    ]),
    [100, register(plain(5, 'holder')), grant(5)],
    ...[6, 7, 8, 9].map((number) => [100 + number, register(plain(number, `wait-${number}`))] as const),
  );
  const chart = gantt(document, START + 200);
  const names = [...chart.matchAll(/^ {4}(\S+) (?:waits|held|holds)/gm)].map(([, name]) => name);
  expect(names).toEqual(['done-3', 'done-4', 'holder', 'wait-6', 'wait-7']);
});

test('cuts a round of many requests and says so', () => {
  const chart = lines(gantt(crowd(30, group), START + 30));
  expect(chart.filter((line) => BAR.test(line))).toHaveLength(12);
  expect(chart).toContain('section Round 1<br/>12 of 30');
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
      const [start, title, ...rest] = lines(gantt(poisoned(mergeQueueStory(), name), START + 720));
      expect(start).toBe('gantt');
      expect(title).toMatch(/^title [\p{L}·?][\p{L}\p{M}\p{N} ._/()…-]*, the last rounds, UTC$/u);
      expect(rest.slice(0, 2)).toEqual([HEADER[2], 'axisFormat %H:%M:%S']);
      const bars = rest.slice(2).filter((line) => !/^section Round \d+$/.test(line));
      expect(bars).toHaveLength(8);
      for (const line of bars) {
        const [, from = '', to = ''] = BAR.exec(line) ?? [];
        expect(from < to, line).toBe(true);
      }
    }),
  );
});
