// How many outcomes are kept: bounded by number and by size, the oldest first, and never those just written.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentToJson, LARGEST_DOCUMENT, sizeOf } from '../../src/lease/board.ts';
import { createDocument } from '../../src/lease/document.ts';
import { keptOutcomes, OUTCOMES_BYTES, OUTCOMES_KEPT, sizeOfOutcome } from '../../src/lease/outcomes.ts';
import type { Outcome } from '../../src/lease/schema.ts';
import { reachable } from './arbitrary.ts';
import { evict, grant, LEASE, plain, register, release, START, story, withdraw, write } from './build.ts';

const [small] = story([0, withdraw(plain(1))]).outcomes;

function outcomes(count: number, overrides: Partial<Outcome> = {}): Outcome[] {
  return Array.from({ length: count }, (_, number) => ({ ...small!, id: `request-${number}`, ...overrides }));
}

describe('the size of an outcome', () => {
  const text = fc.string({ unit: 'binary', maxLength: 40 });

  it('is never less than what a document takes for it', () => {
    fc.assert(
      fc.property(reachable, text, text, (document, reason, by) => {
        const poisoned = {
          ...document,
          outcomes: document.outcomes.map((each) => ({ ...each, reason, by })),
        };
        const without = sizeOf({ ...document, outcomes: [] });
        const bytes = poisoned.outcomes.reduce((sum, outcome) => sum + sizeOfOutcome(outcome), 0);
        expect(sizeOf(poisoned) - without).toBeLessThanOrEqual(bytes + 10);
      }),
    );
  });

  it('is in bytes', () => {
    const ascii = sizeOfOutcome({ ...small!, reason: 'a'.repeat(100) });
    expect(sizeOfOutcome({ ...small!, reason: '語'.repeat(100) }) - ascii).toBe(200);
  });
});

describe('the outcomes that are kept', () => {
  it.each([
    ['are all where they fit', outcomes(OUTCOMES_KEPT), 1, OUTCOMES_KEPT],
    ['are the newest 200', outcomes(OUTCOMES_KEPT + 7), 1, OUTCOMES_KEPT],
    ['are those that were just written, however many', outcomes(OUTCOMES_KEPT + 7), 205, 205],
  ])('%s', (_, all, written, expected) => {
    expect(keptOutcomes(all, written)).toEqual(all.slice(-expected));
  });

  it('are the newest that fit by their size', () => {
    const large = outcomes(100, { scope: 's'.repeat(2000) });
    const kept = keptOutcomes(large, 1);
    const each = sizeOfOutcome(large[0]!);
    expect(kept.length).toBe(Math.floor(OUTCOMES_BYTES / each));
    expect(kept.at(-1)).toBe(large.at(-1));
  });

  it('are those that were just written, however large', () => {
    const huge = outcomes(5, { scope: 's'.repeat(50_000) });
    expect(keptOutcomes(huge, 4)).toEqual(huge.slice(1));
  });

  it('leave room for the next request after years of use with long texts', () => {
    const long = { scope: 's'.repeat(2048), head_ref: 'r'.repeat(1024), run_url: 'u'.repeat(2048) };
    let document = createDocument(LEASE, START);
    for (let number = 0; number < 120; number += 1) {
      const each = plain(1, { ...long, id: `request-${number}` });
      document = write(document, number, register(each), grant(each));
      document = write(document, number, release(each, 'success'));
    }
    expect(sizeOf(document)).toBeLessThan(LARGEST_DOCUMENT / 2);
  });

  it('are those of twenty dead, and what was there before, in one write', () => {
    const dead = Array.from({ length: 20 }, (_, number) => plain(number, { id: `dead-${number}` }));
    const waiting = story(...dead.map((each) => [0, register(each)] as const));
    const after = write(waiting, 5, ...dead.map((each) => evict(each)));
    expect(documentToJson(after).outcomes).toHaveLength(20);
  });
});
