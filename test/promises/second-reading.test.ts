// The observer against the second reading, over histories that were tampered with.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../support/properties.ts';
import { begin, observe, type Observer } from '../../src/lease/promises.ts';
import { readAgain, type Entry } from './second-reading.ts';
import { pools } from './pools.ts';
import { documents, tampered } from './tampered.ts';

/** What the observer finds, in the form of the second reading, which knows nothing of the form of documents. */
function found(history: readonly Entry[], between = (observer: Observer): Observer => observer): string[] {
  let observer = begin();
  const broken = history.flatMap(({ document, extra }, index) => {
    const seen = observe(observer, document, extra);
    observer = between(seen.observer);
    return seen.broken.map(({ promise }) => `${index} ${promise}`);
  });
  return [...new Set(broken)].filter((each) => !each.endsWith(' form')).toSorted();
}

describe('the observer', () => {
  it('finds what a second reading of the whole history finds', () => {
    fc.assert(
      fc.property(tampered, (history) => {
        expect(found(history)).toEqual(readAgain(history));
      }),
      runs(1000),
    );
  });

  it('finds nothing in what the transitions write, which heed neither locks nor rests', () => {
    fc.assert(
      fc.property(fc.oneof(documents, pools), (written) => {
        const history = written.map((document) => ({ document }));
        const broken = found([{ document: null }, ...history]);
        expect(broken.filter((each) => / [Sc]/.test(each))).toEqual([]);
      }),
    );
  });

  it('is as good after a way through JSON', () => {
    const copied = (observer: Observer): Observer => JSON.parse(JSON.stringify(observer)) as Observer;
    fc.assert(
      fc.property(tampered, (history) => {
        expect(found(history, copied)).toEqual(found(history));
      }),
    );
  });

  it('is tried with histories that break every promise', () => {
    const seen = fc.sample(tampered, { numRuns: 1000, seed: 1 }).flatMap(readAgain);
    expect(new Set(seen.map((each) => each.split(' ')[1]))).toEqual(
      new Set(['S1', 'S2', 'S3', 'S4', 'S5', 'S6', 'S7', 'S9', 'S10', 'lock', 'rest', 'counters']),
    );
  });
});
