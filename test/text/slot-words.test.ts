// Slots in the sentences of logs and errors: which are meant, who holds them, what closes them; all of it bounded.
import { describe, expect, test } from 'vitest';
import { byClock } from '../../src/lease/age.ts';
import { outcomeOf, holdersOf } from '../../src/lease/document.ts';
import type { LeaseDocument } from '../../src/lease/schema.ts';
import { transition } from '../../src/lease/transition.ts';
import { explain } from '../../src/lease/waiting.ts';
import { lossSentence } from '../../src/text/trouble.ts';
import { acquireSummary } from '../../src/text/summary.ts';
import { COMMAND_TERMS } from '../../src/text/terms.ts';
import {
  freeSentence,
  holderSentence,
  isOrAre,
  leaseOf,
  restSentence,
  slotLocks,
  slotNames,
  waitingLine,
} from '../../src/text/waiting.ts';
import {
  largePool,
  lockOf,
  mergeQueueStory,
  poisoned,
  pooled,
  poolStory,
  SERVER,
  START,
  story,
} from './build.ts';

const NOW = START + 190;
const HOSTILE = '\u202e|::error::`\n'.repeat(20);

/** What bounds a sentence, whatever is in it. */
const LONGEST = 12_000;

describe('what is meant', () => {
  test.each<[readonly string[] | null, string, string]>([
    [null, 'lease pool', 'is'],
    [['eu'], 'slot eu of the lease pool', 'is'],
    [['eu', 'us'], 'slots eu, us of the lease pool', 'are'],
  ])('is the lease, or slots of it: %j', (slots, what, verb) => {
    expect([leaseOf('pool', slots), isOrAre(slots)]).toEqual([what, verb]);
  });

  test('is at most ten names, on one line', () => {
    const names = Array.from({ length: 100 }, (_, n) => `${HOSTILE}${n}`);
    const text = slotNames(names);
    expect(text).toMatch(/ and 90 more$/);
    expect(text).not.toMatch(/[\n\u202e]/);
    expect(text.length).toBeLessThan(2500);
  });
});

describe('who holds what', () => {
  test('are all that hold something, or what is meant', () => {
    const document = poolStory();
    expect(holderSentence(document)).toMatch(
      /^It is held by b1 .* \(eu\) .*; by b2 .* \(us\) since [^;]*\.$/,
    );
    expect(holderSentence(document, ['us', 'ap'])).toMatch(/^Held by b2 .* \(us\) since [^;]*\.$/);
    expect(holderSentence(document, ['ap'])).toBe('Nobody holds the slot ap.');
    expect(holderSentence(document, ['ap', 'sa'])).toBe('Nobody holds the slots ap, sa.');
  });

  test('are the first of many, whatever they and their slots are called', () => {
    const document = largePool(100, 90);
    expect(holderSentence(document)).toMatch(/; and by 87 more\.$/);
    const hostile = poisoned(document, HOSTILE);
    expect(holderSentence(hostile)).not.toMatch(/[\n\u202e]/);
    expect(holderSentence(hostile).length).toBeLessThan(LONGEST);
  });
});

describe('what is free', () => {
  test.each<[string, LeaseDocument, number, string]>([
    ['is named', poolStory(), 190, ' Free: af.'],
    ['is named once it has rested', poolStory(), 300, ' Free: ap, af.'],
    ['may be nothing', { ...poolStory(), lock: lockOf() }, 190, ' No slot is free.'],
    ['is not told of a lease without slots', mergeQueueStory(), 190, ''],
  ])('%s', (_, document, after, text) => {
    expect(freeSentence(document, null, START + after)).toBe(text);
  });
});

describe('the locks of slots', () => {
  test('are told with the slots of each, as long as they close something', () => {
    const text =
      ' The slots us, sa are locked by bob since 2026-11-20 10:01:50 UTC, until somebody unlocks them: disk | full.';
    expect(slotLocks(poolStory(), null, NOW)).toBe(text);
    expect(slotLocks(poolStory(), ['sa', 'eu'], NOW)).toBe(
      text.replace('slots us, sa are', 'slot sa is').replace('unlocks them', 'unlocks it'),
    );
    expect(slotLocks(poolStory(), ['eu'], NOW)).toBe('');
    const until = { kind: 'lock', lock: lockOf({ until: NOW + 60 }), slots: ['us', 'sa'] } as const;
    const document = transition(poolStory(), [until], { now: NOW });
    expect(slotLocks(document, null, NOW + 100)).toBe('');
  });

  test('are the first of many', () => {
    const locks = Array.from({ length: 9 }, (_, n) => {
      const lock = lockOf({ at: START + n, reason: HOSTILE });
      return { kind: 'lock', lock, slots: [`s${n}`] } as const;
    });
    const text = slotLocks(story('pool', [0, ...locks]), null, NOW);
    expect(text).toMatch(/ There are 6 more locks\.$/);
    expect(text.length).toBeLessThan(LONGEST);
  });
});

describe('a rest after an eviction', () => {
  const resting = { rest_until: START + 200, rest_since: START + 170 };
  const document = story('pool', [0, { kind: 'lock', lock: lockOf(), slots: ['eu', 'us'] }]);
  const { eu, us } = document.slots;

  test.each<[string, LeaseDocument, readonly string[] | null, number, string]>([
    [
      'of the lease',
      { ...document, ...resting },
      ['eu'],
      190,
      ' The next grant waits until 10:03:21, after an eviction.',
    ],
    ['that is over', { ...document, ...resting }, null, 202, ''],
    [
      'of slots, until the last one is over',
      {
        ...document,
        slots: { eu: { ...eu!, ...resting }, us: { ...us!, ...resting, rest_until: START + 210 } },
      },
      null,
      190,
      ' The slots eu, us rest until 10:03:31, after an eviction.',
    ],
    [
      'of one of those that are meant',
      { ...document, slots: { eu: { ...eu!, ...resting }, us: us! } },
      ['eu', 'us'],
      190,
      ' The slot eu rests until 10:03:21, after an eviction.',
    ],
    ['of another slot', { ...document, slots: { eu: { ...eu!, ...resting }, us: us! } }, ['us'], 190, ''],
  ])('%s is told', (_, shown, slots, after, text) => {
    const told = restSentence(shown, slots, START + after);
    expect(told.replace(/2026-11-20 ([\d:]+) UTC/, '$1')).toBe(text);
  });
});

test('a log says for whom a free slot is kept', () => {
  const small = pooled(9, ['af']);
  const waiting = explain(poolStory(), small, null, null, byClock(NOW));
  expect(waitingLine('pool', waiting)).toBe(
    'Waiting for the lease pool: not registered yet; next is b5 (run 4705).',
  );
});

test('a summary names the slots that were acquired', () => {
  const ending = { kind: 'acquired', token: 5, slots: ['eu', 'a|b'] } as const;
  const report = { lease: 'pool', ending, waited: 60, boardUrl: SERVER };
  expect(acquireSummary(report, null, { now: NOW, serverUrl: SERVER, boardLock: null })).toContain(
    '**Acquired** `eu`, <code>a&#124;b</code> after 1 m, fencing token `5`.',
  );
});

test('a process that has lost slots is told which, and who holds them', () => {
  const place = { lease: 'pool', branch: 'ref-lease', terms: COMMAND_TERMS };
  const outcome = outcomeOf(poolStory(), 'id-4')!;
  expect(lossSentence({ cause: 'ended', outcome }, place)).toContain(
    'The slot ap of the lease pool is lost:',
  );
  const holders = holdersOf(poolStory());
  expect(lossSentence({ cause: 'gone', holders }, place)).toMatch(/It is held by b1 .*; by b2 /);
});
