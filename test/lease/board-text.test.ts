// A board as text for another process of the same job: read back the same, or not at all.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMPTY_BOARD, parseBoard, printBoard, type Board } from '../../src/lease/board.ts';
import { createDocument } from '../../src/lease/document.ts';
import { reachable } from './arbitrary.ts';
import { at, LEASE, lockOf, plain, register, START, story } from './build.ts';

const board: Board = {
  leases: new Map([
    [LEASE, story([0, register(plain(1))])],
    ['feature/blue', createDocument('feature/blue', START)],
  ]),
  lock: lockOf({ until: at(60) }),
};
const broken = { unreadable: 'it is empty' };

describe('printBoard and parseBoard', () => {
  it.each([
    ['an empty board', EMPTY_BOARD],
    ['several leases and the lock of all of them', board],
    ['several leases without a lock', { ...board, lock: null }],
  ])('keep %s', (_, each) => {
    expect(parseBoard(printBoard(each)!)).toEqual(each);
  });

  it('keep every document that the protocol can reach', () => {
    fc.assert(
      fc.property(reachable, (document) => {
        const each: Board = { leases: new Map([[LEASE, document]]), lock: null };
        expect(parseBoard(printBoard(each)!)).toEqual(each);
      }),
    );
  });

  it.each([
    ['a document', { ...board, leases: new Map([...board.leases, ['other', broken]]) }],
    ['the lock', { ...board, lock: broken }],
  ])('give nothing of a board of which %s could not be understood', (_, each) => {
    expect(printBoard(each)).toBeNull();
  });

  it.each([
    ['is empty', ''],
    ['is not JSON', '{ "documents": '],
    ['is something else', '{"leases": []}'],
    ['has a document that is not JSON', '{"documents": ["oops"], "lock": null}'],
    ['has a document of no lease', '{"documents": ["{}"], "lock": null}'],
    ['has a document that cannot be understood', '{"documents": ["{\\"lease\\": \\"a\\"}"], "lock": null}'],
    ['has a lock that cannot be understood', '{"documents": [], "lock": "{}"}'],
  ])('take no text for a board that %s', (_, text) => {
    expect(parseBoard(text)).toBeNull();
  });
});
