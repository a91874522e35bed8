import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDocument } from '../../src/lease/document.ts';
import { LeaseError } from '../../src/lease/errors.ts';
import { printDocument } from '../../src/lease/board.ts';
import { reachable } from '../lease/arbitrary.ts';
import { graphql, rest, scriptedStore } from '../store/scripted-client.ts';
import { hostile } from './hostile.ts';
import { mutilated } from './mutilated.ts';
import { runs } from '../support/properties.ts';

const HEAD = 'a'.repeat(40);
const NOW = 1_795_168_800;

const file = (name: string, text: string) => ({
  name,
  type: 'blob',
  object: { text, isTruncated: false, isBinary: false },
});
const boardWith = (files: readonly object[], ...others: readonly object[]) => ({
  repository: {
    ref: {
      target: {
        oid: HEAD,
        tree: { entries: [...others, { name: 'leases', type: 'tree', object: { entries: files } }] },
      },
    },
  },
});
const STAGING = printDocument(createDocument('staging', NOW));
const boardAnswer = boardWith([file('staging.json', STAGING)], file('README.md', '# Leases'));
const contentAnswer = {
  type: 'file',
  encoding: 'base64',
  sha: 'b'.repeat(40),
  content: Buffer.from(STAGING).toString('base64'),
};

describe('an answer of GitHub that is not what it should be', () => {
  it('ends a read of the board as an error that says what to do, or as a board', async () => {
    await fc.assert(
      fc.asyncProperty(mutilated(fc.constant(boardAnswer)), async (data) => {
        const { store } = scriptedStore(graphql(data));
        const read = await store.read().catch((error: unknown) => error);
        if (read instanceof Error) {
          expect(read).toBeInstanceOf(LeaseError);
          return;
        }
        expect(read).toHaveProperty('head');
      }),
      runs(800),
    );
  });

  it('ends a look as an error, or as a look', async () => {
    await fc.assert(
      fc.asyncProperty(mutilated(fc.constant(contentAnswer)), async (data) => {
        const { store } = scriptedStore(rest(200, data));
        const look = await store.watch('staging').catch((error: unknown) => error);
        if (look instanceof Error) expect(look).toBeInstanceOf(LeaseError);
        else expect(look).toHaveProperty('document');
      }),
      runs(800),
    );
  });

  it('stops no other lease by what one file says, neither for a read nor for a look', async () => {
    const good = createDocument('staging', NOW);
    await fc.assert(
      fc.asyncProperty(hostile(reachable), async (text) => {
        const files = [file('bad.json', text), file('staging.json', STAGING)];
        const { store } = scriptedStore(
          graphql(boardWith(files, file('lock.json', text))),
          rest(200, { ...contentAnswer, content: Buffer.from(text).toString('base64') }),
        );
        const { board } = await store.read();
        expect(board.leases.get('staging')).toEqual(good);
        expect(await store.watch('bad')).toEqual({ document: board.leases.get('bad') });
      }),
      runs(100),
    );
  });

  it('makes a write applied, lost, refused or unknown, and nothing else', async () => {
    const answers = mutilated(fc.constant({ createCommitOnBranch: { commit: { oid: HEAD } } }));
    const errors = fc.array(
      fc.record(
        {
          message: fc.string(),
          type: fc.oneof(fc.string(), fc.constantFrom('STALE_DATA', 'UNPROCESSABLE', 'INTERNAL')),
        },
        { requiredKeys: ['message'] },
      ),
    );
    await fc.assert(
      fc.asyncProperty(answers, errors, async (data, problems) => {
        const { store } = scriptedStore(graphql(data, problems));
        const before = { head: HEAD, board: { leases: new Map(), lock: null } };
        const next = { leases: new Map([['staging', createDocument('staging', NOW)]]), lock: null };
        const message = { subject: 'create staging', body: '', operation: 'operation-1' };
        const swap = await store.compareAndSwap(before, next, message, { now: NOW });
        expect(['applied', 'conflict', 'refused', 'unknown']).toContain(swap.kind);
        // Only what GitHub has answered against the write is a decision against it.
        const isFault = problems.some(({ type }) => type === undefined || type === 'INTERNAL');
        if (problems.length === 0 || isFault) expect(['applied', 'unknown']).toContain(swap.kind);
      }),
      runs(800),
    );
  });
});
