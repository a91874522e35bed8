// OpenMetrics text: its grammar as far as it is used here, and what the numbers say.
import { expect, test } from 'vitest';
import { openMetrics } from '../../src/text/metrics.ts';
import {
  evict,
  grant,
  group,
  lockOf,
  mergeQueueStory,
  plain,
  poisoned,
  register,
  release,
  START,
  story,
} from './build.ts';

/** Value of a sample by its name with labels. */
function value(text: string, sample: string): number | undefined {
  const line = text.split('\n').find((one) => one.startsWith(`${sample} `));
  return line === undefined ? undefined : Number(line.slice(sample.length + 1));
}

test('describes each family once, before its samples, and ends with EOF', () => {
  const text = openMetrics(
    [mergeQueueStory('b'), poisoned(mergeQueueStory(), 'a"b\\c\nd # } x')],
    START + 720,
  );
  const lines = text.split('\n');
  expect(lines.slice(-2)).toEqual(['# EOF', '']);
  const seen: string[] = [];
  for (const line of lines.slice(0, -2)) {
    const type = /^# TYPE (\w+) (?:gauge|gaugehistogram)$/.exec(line)?.[1];
    if (type !== undefined) {
      expect(seen).not.toContain(type);
      seen.push(type);
    } else if (line.startsWith('#')) {
      expect(line).toMatch(/^# (?:HELP \w+ .+|UNIT \w+_seconds seconds)$/);
      expect(line.split(' ')[2]).toBe(seen.at(-1));
    } else {
      const name =
        /^(\w+?)(?:_bucket|_gcount|_gsum)?\{lease="(?:\\[\\"n]|[^\\"])*"(?:,\w+="[^"]*")?\} \d+(?:\.\d+)?$/.exec(
          line,
        );
      expect(name?.[1], line).toBe(seen.at(-1));
    }
  }
  expect(seen).toHaveLength(11);
});

test('is only the end of the text where there is no lease', () => {
  const lines = openMetrics([], START).split('\n');
  expect(lines.filter((line) => line !== '' && !line.startsWith('# '))).toEqual([]);
});

test('counts a merge queue', () => {
  const text = openMetrics([mergeQueueStory()], START + 720);
  expect(value(text, 'ref_lease_queue_size{lease="main"}')).toBe(2);
  expect(value(text, 'ref_lease_epoch{lease="main"}')).toBe(START + 540);
  expect(value(text, 'ref_lease_holder_age_seconds{lease="main"}')).toBe(180);
  expect(value(text, 'ref_lease_grants{lease="main"}')).toBe(2);
  expect(value(text, 'ref_lease_outcomes{lease="main",outcome="success"}')).toBe(1);
  expect(value(text, 'ref_lease_outcomes{lease="main",outcome="completed"}')).toBe(2);
  expect(value(text, 'ref_lease_merged_batch_size_bucket{lease="main",le="2.0"}')).toBe(0);
  expect(value(text, 'ref_lease_merged_batch_size_bucket{lease="main",le="3.0"}')).toBe(1);
  expect(value(text, 'ref_lease_merged_batch_size_gsum{lease="main"}')).toBe(3);
  // 13 waited 155 s, 15 waited 10 s, 11 and 12 were completed after 500 s and 480 s.
  expect(value(text, 'ref_lease_waiting_seconds_gcount{lease="main"}')).toBe(4);
  expect(value(text, 'ref_lease_waiting_seconds_gsum{lease="main"}')).toBe(1145);
  expect(value(text, 'ref_lease_holding_seconds_gcount{lease="main"}')).toBe(1);
  expect(value(text, 'ref_lease_holding_seconds_bucket{lease="main",le="300.0"}')).toBe(1);
  expect(value(text, 'ref_lease_holding_seconds_bucket{lease="main",le="120.0"}')).toBe(0);
});

test('credits a completion to the latest success of its head', () => {
  const head = { head_sha: group(2).head_sha, base_sha: group(2).base_sha };
  const document = story(
    'main',
    [0, register(group(2)), grant(2)],
    [10, release(2, START, 'success')],
    [20, register(group(9, head)), grant(9)],
    [30, release(9, START + 20, 'success')],
    [40, register(group(1))],
  );
  const again = document.outcomes.at(-1)!;
  const outcome = {
    ...again,
    id: 'late',
    outcome: 'completed' as const,
    by: 'late',
    completed_by: again.head_sha,
  };
  const text = openMetrics([{ ...document, outcomes: [...document.outcomes, outcome] }], START + 60);
  expect(value(text, 'ref_lease_merged_batch_size_bucket{lease="main",le="1.0"}')).toBe(1);
  expect(value(text, 'ref_lease_merged_batch_size_bucket{lease="main",le="2.0"}')).toBe(2);
});

test('tells takeovers from evictions of those who wait', () => {
  const document = story(
    'main',
    [0, register(plain(1, 'a')), register(plain(2, 'b'))],
    [10, grant(1)],
    [20, evict(1, START + 10, 'id-2', 'dead'), evict(2, null, 'id-3', 'dead')],
  );
  const text = openMetrics([document], START + 60);
  expect(value(text, 'ref_lease_evictions{lease="main"}')).toBe(2);
  expect(value(text, 'ref_lease_takeovers{lease="main"}')).toBe(1);
  expect(value(text, 'ref_lease_holder_age_seconds{lease="main"}')).toBeUndefined();
});

test('shows a lock until its time is over', () => {
  const document = story('main', [0, { kind: 'lock', lock: lockOf({ until: START + 60 }) }]);
  expect(value(openMetrics([document], START + 30), 'ref_lease_locked{lease="main"}')).toBe(1);
  expect(value(openMetrics([document], START + 90), 'ref_lease_locked{lease="main"}')).toBe(0);
});
