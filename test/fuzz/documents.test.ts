import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  documentToJson,
  isUnreadable,
  parseDocument,
  parseLock,
  printDocument,
  type Board,
} from '../../src/lease/board.ts';
import { problemAt } from '../../src/lease/document.ts';
import { problemOf } from '../../src/lease/invariants.ts';
import { reachable } from '../lease/arbitrary.ts';
import { describeChange } from '../../src/text/commit.ts';
import { renderBoard } from '../../src/text/markdown.ts';
import { openMetrics } from '../../src/text/metrics.ts';
import { boardSummary } from '../../src/text/summary.ts';
import { hostile } from './hostile.ts';
import { meantBy } from './meant-by.ts';
import { mutilated } from './mutilated.ts';
import { runs } from '../support/properties.ts';

const NOW = 1_795_168_800;

/** Everything that is made of a board for people. */
function shown(board: Board): string[] {
  const moment = { now: NOW, serverUrl: 'https://github.com' };
  const { subject, body } = describeChange({ leases: new Map(), lock: null }, board);
  return [
    renderBoard(board, { ...moment, branch: 'ref-lease' }),
    boardSummary(board, moment),
    openMetrics(board, NOW),
    subject,
    body,
  ];
}

describe('a document', () => {
  it('comes back from its text as it was', () => {
    fc.assert(
      fc.property(reachable, (document) => {
        expect(parseDocument(document.lease, printDocument(document))).toEqual(document);
      }),
      runs(60),
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
        expect(meantBy(documentToJson(read))).toEqual(meantBy(JSON.parse(text)));
      }),
      runs(1500),
    );
  });

  it('that is any text at all is refused, not thrown at', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (text) => {
        expect(isUnreadable(parseDocument('staging', text))).toBe(true);
        expect(isUnreadable(parseLock(text))).toBe(true);
      }),
      runs(1500),
    );
  });

  it('that was made to do harm is refused, or shown like any other, and stops nobody', () => {
    fc.assert(
      fc.property(hostile(reachable), (text) => {
        const read = parseDocument('staging', text);
        const board: Board = { leases: new Map([['staging', read]]), lock: parseLock(text) };
        expect(board.lock).toSatisfy(isUnreadable);
        for (const part of shown(board)) expect(part.length).toBeLessThan(1_000_000);
        if (isUnreadable(read)) {
          expect(read.unreadable.length).toBeLessThan(1000);
          return;
        }
        expect(problemOf(read)).toBeNull();
        expect(problemAt(read, NOW) ?? '').not.toContain('\n');
        expect(parseDocument('staging', printDocument(read))).toEqual(read);
      }),
      runs(200),
    );
  });
});
