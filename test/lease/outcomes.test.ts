// How many outcomes are kept: bounded by number and by size, the oldest first, and never those just written.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentToJson, LARGEST_DOCUMENT, sizeOf } from '../../src/lease/board.ts';
import { createDocument } from '../../src/lease/document.ts';
import {
  keptOutcomes,
  OUTCOMES_BYTES,
  OUTCOMES_BYTES_WITHOUT_ROOM,
  sizeOfOutcome,
} from '../../src/lease/outcomes.ts';
import { OUTCOMES_KEPT, type Outcome } from '../../src/lease/schema.ts';
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

  it.each([
    [0, OUTCOMES_BYTES],
    [30_000, OUTCOMES_BYTES - 30_000],
    [1_000_000, OUTCOMES_BYTES_WITHOUT_ROOM],
  ])('make room where a document is too large by %i bytes', (excess, expected) => {
    const [one] = outcomes(1, { scope: 's'.repeat(2000) });
    const all = outcomes(Math.floor(OUTCOMES_BYTES / sizeOfOutcome(one!)), { scope: 's'.repeat(2000) });
    const bytes = keptOutcomes(all, 1, () => excess).reduce((sum, each) => sum + sizeOfOutcome(each), 0);
    expect(bytes).toBeLessThanOrEqual(expected);
    expect(bytes).toBeGreaterThan(expected - 2 * sizeOfOutcome(one!));
  });

  it('are all where they are few, however large the document is', () => {
    const few = outcomes(10);
    expect(keptOutcomes(few, 0, () => 1_000_000)).toEqual(few);
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

  describe('of a full lease', () => {
    const long = { payload: 'p'.repeat(4096), scope: 's'.repeat(2048) };
    const ended = story(
      ...Array.from(
        { length: 40 },
        (_, n) => [0, withdraw(plain(1, { ...long, id: `ended-${n}` }))] as const,
      ),
    );
    const filled = Array.from({ length: 60 }, (_, n) => plain(2, { ...long, id: `request-${n}` })).reduce(
      (document, each) => {
        const after = write(document, 1, register(each));
        return sizeOf(after) > LARGEST_DOCUMENT ? document : after;
      },
      ended,
    );
    const wide = plain(3, { payload: '語'.repeat(4096) });

    it('are not pushed out by a registration', () => {
      const after = write(filled, 2, register(wide));
      expect(sizeOf(after)).toBeGreaterThan(LARGEST_DOCUMENT);
      expect(after.outcomes).toEqual(filled.outcomes);
    });

    it('are pushed out, the oldest first, by what closes ids, but for the newest', () => {
      const closings = Array.from({ length: 200 }, (_, n) => plain(4, { ...long, id: `closed-${n}` }));
      const after = closings.reduce((document, each) => write(document, 3, withdraw(each)), filled);
      expect(sizeOf(after)).toBeLessThan(LARGEST_DOCUMENT + OUTCOMES_BYTES_WITHOUT_ROOM);
      expect(after.requests).toEqual(filled.requests);
      expect(after.outcomes.length).toBeGreaterThan(5);
      expect(after.outcomes.at(-1)?.id).toBe('closed-199');
    });
  });

  it('are those of twenty dead, and what was there before, in one write', () => {
    const dead = Array.from({ length: 20 }, (_, number) => plain(number, { id: `dead-${number}` }));
    const waiting = story(...dead.map((each) => [0, register(each)] as const));
    const after = write(waiting, 5, ...dead.map((each) => evict(each)));
    expect(documentToJson(after).outcomes).toHaveLength(20);
  });
});
