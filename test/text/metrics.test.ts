// OpenMetrics text: its grammar as far as it is used here, and what the numbers say.
import { expect, test } from 'vitest';
import type { LeaseDocument } from '../../src/lease/schema.ts';
import { transition } from '../../src/lease/transition.ts';
import { openMetrics } from '../../src/text/metrics.ts';
import {
  boardOf,
  evict,
  grant,
  lockOf,
  mergeQueueStory,
  plain,
  poisoned,
  pooled,
  poolStory,
  register,
  release,
  START,
  story,
} from './build.ts';

/** The text of one lease, so many seconds after the start. */
function textOf(document: LeaseDocument, after: number): string {
  return openMetrics(boardOf({ [document.lease]: document }), START + after);
}

/** Value of a sample by its name with labels. */
function value(text: string, sample: string): number | undefined {
  const line = text.split('\n').find((one) => one.startsWith(`${sample} `));
  return line === undefined ? undefined : Number(line.slice(sample.length + 1));
}

test('describes each family once, before its samples, and ends with EOF', () => {
  const name = 'a"b\\c\nd # } x';
  const leases = {
    b: mergeQueueStory('b'),
    [name]: poisoned(mergeQueueStory(), name),
    pool: poisoned(poolStory(), name),
  };
  const lines = openMetrics(boardOf(leases), START + 720).split('\n');
  expect(lines.slice(-2)).toEqual(['# EOF', '']);
  const seen: string[] = [];
  for (const line of lines.slice(0, -2)) {
    const type = /^# TYPE (\w+) (?:gauge|counter|histogram)$/.exec(line)?.[1];
    if (type !== undefined) {
      expect(seen).not.toContain(type);
      seen.push(type);
    } else if (line.startsWith('#')) {
      expect(line).toMatch(/^# (?:HELP \w+ .+|UNIT \w+_seconds seconds)$/);
      expect(line.split(' ')[2]).toBe(seen.at(-1));
    } else {
      const family =
        /^(\w+?)(?:_total|_bucket|_count|_sum)?(?:\{lease="(?:\\[\\"n]|[^\\"])*"(?:,\w+="(?:\\[\\"n]|[^\\"])*")?\})? \d+(?:\.\d+)?$/.exec(
          line,
        );
      expect(family?.[1], line).toBe(seen.at(-1));
    }
  }
  expect(seen).toHaveLength(15);
});

test('says of a board without leases when it was looked at, and that nothing is locked', () => {
  const lines = openMetrics(boardOf({}), START).split('\n');
  expect(lines.filter((line) => line !== '' && !line.startsWith('# '))).toEqual([
    `ref_lease_status_timestamp_seconds ${START}`,
    'ref_lease_unreadable{lease="*"} 0',
    'ref_lease_locked{lease="*"} 0',
  ]);
});

test('counts a merge queue', () => {
  const text = textOf(mergeQueueStory(), 720);
  expect(value(text, 'ref_lease_queue_size{lease="main"}')).toBe(2);
  // 14 has waited since 230.
  expect(value(text, 'ref_lease_queue_age_seconds{lease="main"}')).toBe(490);
  expect(value(text, 'ref_lease_epoch{lease="main"}')).toBe(START + 540);
  expect(value(text, 'ref_lease_holder_age_seconds{lease="main"}')).toBe(180);
  expect(value(text, 'ref_lease_grants_total{lease="main"}')).toBe(2);
  expect(value(text, 'ref_lease_outcomes_total{lease="main",outcome="success"}')).toBe(1);
  expect(value(text, 'ref_lease_outcomes_total{lease="main",outcome="completed"}')).toBe(2);
  expect(value(text, 'ref_lease_outcomes_total{lease="main",outcome="failure"}')).toBe(0);
  // 13 waited 155 s, 15 waited 10 s, 11 and 12 were completed after 500 s and 480 s.
  expect(value(text, 'ref_lease_wait_seconds_bucket{lease="main",le="10.0"}')).toBe(1);
  expect(value(text, 'ref_lease_wait_seconds_bucket{lease="main",le="300.0"}')).toBe(2);
  expect(value(text, 'ref_lease_wait_seconds_bucket{lease="main",le="+Inf"}')).toBe(4);
  expect(value(text, 'ref_lease_wait_seconds_count{lease="main"}')).toBe(4);
  expect(value(text, 'ref_lease_wait_seconds_sum{lease="main"}')).toBe(1145);
  expect(value(text, 'ref_lease_hold_seconds_count{lease="main"}')).toBe(1);
  expect(value(text, 'ref_lease_hold_seconds_sum{lease="main"}')).toBe(300);
});

test('tells takeovers from evictions of those who wait', () => {
  const document = story(
    'main',
    [0, register(plain(1, 'a')), register(plain(2, 'b'))],
    [10, grant(1)],
    [20, evict(1, START + 10, 'id-2', 'dead'), evict(2, null, 'id-3', 'dead')],
  );
  const text = textOf(document, 60);
  expect(value(text, 'ref_lease_outcomes_total{lease="main",outcome="evicted"}')).toBe(2);
  expect(value(text, 'ref_lease_takeovers_total{lease="main"}')).toBe(1);
  expect(value(text, 'ref_lease_holder_age_seconds{lease="main"}')).toBeUndefined();
  expect(value(text, 'ref_lease_queue_age_seconds{lease="main"}')).toBeUndefined();
});

test('shows a lock and its age until its time is over, and that of all leases by a star', () => {
  const lock = lockOf({ until: START + 60 });
  const board = boardOf({ main: story('main', [0, { kind: 'lock', lock }]), free: story('free') }, lock);
  const closed = openMetrics(board, START + 30);
  for (const lease of ['main', '*']) {
    expect(value(closed, `ref_lease_locked{lease="${lease}"}`)).toBe(1);
    expect(value(closed, `ref_lease_lock_age_seconds{lease="${lease}"}`)).toBe(30);
    const open = openMetrics(board, START + 90);
    expect(value(open, `ref_lease_locked{lease="${lease}"}`)).toBe(0);
    expect(value(open, `ref_lease_lock_age_seconds{lease="${lease}"}`)).toBeUndefined();
  }
  expect(value(closed, 'ref_lease_locked{lease="free"}')).toBe(0);
});

test('says what cannot be read, and nothing else of it', () => {
  const broken = { unreadable: 'it is not JSON' };
  const text = openMetrics(boardOf({ main: mergeQueueStory(), broken }, broken), START + 720);
  expect(value(text, 'ref_lease_unreadable{lease="main"}')).toBe(0);
  expect(text.split('\n').filter((line) => /lease="(?:broken|\*)"/.test(line))).toEqual([
    'ref_lease_unreadable{lease="broken"} 1',
    'ref_lease_unreadable{lease="*"} 1',
  ]);
});

test('tells of each slot who holds it, which lock closes it, and for how long it was held', () => {
  const text = textOf(poolStory(), 190);
  const of = (family: string): string[] =>
    text
      .split('\n')
      .filter((line) => line.startsWith(`${family}{lease="pool"`))
      .map((line) => line.slice(family.length));
  expect(of('ref_lease_holder_age_seconds')).toEqual([
    '{lease="pool",slot="eu"} 190',
    '{lease="pool",slot="us"} 170',
  ]);
  expect(of('ref_lease_lock_age_seconds')).toEqual([
    '{lease="pool",slot="us"} 80',
    '{lease="pool",slot="sa"} 80',
  ]);
  const slots = (...values: readonly number[]): string[] =>
    ['eu', 'us', 'ap', 'sa', 'af'].map((slot, at) => `{lease="pool",slot="${slot}"} ${values[at]}`);
  expect(of('ref_lease_locked')).toEqual(['{lease="pool"} 0', ...slots(0, 1, 0, 1, 0)]);
  expect(of('ref_lease_slot_held')).toEqual(slots(1, 1, 0, 0, 0));
  // ap was held for 140 s, the two others together for 70 s.
  expect(of('ref_lease_slot_held_seconds_total')).toEqual(slots(0, 0, 140, 70, 70));
});

test('counts a hold of the whole lease for each of its slots', () => {
  const document = story(
    'pool',
    [0, register(pooled(1, ['eu', 'us']))],
    [10, { kind: 'withdraw', registration: pooled(1, ['eu', 'us']), reason: 'cancelled' }],
    [20, register(plain(2, 'migration')), grant(2)],
  );
  const held = textOf(document, 60);
  expect(value(held, 'ref_lease_holder_age_seconds{lease="pool"}')).toBe(40);
  expect(value(held, 'ref_lease_slot_held{lease="pool",slot="us"}')).toBe(1);
  const ended = transition(document, [release(2, START + 20, 'success')], { now: START + 60 });
  expect(value(textOf(ended, 60), 'ref_lease_slot_held_seconds_total{lease="pool",slot="us"}')).toBe(40);
});

test('says nothing of slots where no lease has any', () => {
  expect(textOf(mergeQueueStory(), 720)).not.toContain('slot');
});
