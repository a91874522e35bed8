import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  documentToJson,
  isUnreadable,
  parseBoard,
  parseDocument,
  parseLock,
  printBoard,
  printDocument,
} from '../../src/lease/board.ts';
import { problemOf } from '../../src/lease/invariants.ts';
import { reachable } from '../lease/arbitrary.ts';
import { mutilated } from './mutilated.ts';
import { runs } from './runs.ts';

describe('a document', () => {
  it('comes back from its text as it was', () => {
    fc.assert(
      fc.property(reachable, (document) => {
        expect(parseDocument(document.lease, printDocument(document))).toEqual(document);
        const board = { leases: new Map([[document.lease, document]]), lock: null };
        expect(parseBoard(printBoard(board)!)).toEqual(board);
      }),
      runs(150),
    );
  });

  it('that was mutilated is refused with one sentence, or means what it says and keeps every promise', () => {
    const texts = mutilated(reachable.map(documentToJson)).map((value) => JSON.stringify(value));
    fc.assert(
      fc.property(texts, (text) => {
        const read = parseDocument('staging', text);
        if (isUnreadable(read)) {
          expect(read.unreadable).toMatch(/\S/);
          return;
        }
        expect(problemOf(read)).toBeNull();
        // `null` is another way to leave out a field that is not always there.
        const meant: unknown = JSON.parse(text, (key, value: unknown) =>
          value === null && !['base_sha', 'check_run_id', 'lock', 'until'].includes(key) ? undefined : value,
        );
        expect(documentToJson(read)).toEqual(meant);
      }),
      runs(1500),
    );
  });

  it('that is any text at all is refused, not thrown at', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (text) => {
        expect(isUnreadable(parseDocument('staging', text))).toBe(true);
        expect(isUnreadable(parseLock(text))).toBe(true);
        expect(parseBoard(text)).toBeNull();
      }),
      runs(1500),
    );
  });
});
