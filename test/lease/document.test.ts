// Documents: made, made anew, and looked up.
import { describe, expect, it } from 'vitest';
import {
  createDocument,
  firstOpenId,
  holderOf,
  isGroup,
  isHolder,
  isSameJob,
  latestStamp,
  outcomeOf,
  problemAt,
  recreateDocument,
  requestOf,
} from '../../src/lease/document.ts';
import { problemOf, stepProblemOf } from '../../src/lease/invariants.ts';
import type { LeaseDocument } from '../../src/lease/schema.ts';
import {
  alive,
  ask,
  at,
  endOf,
  grant,
  group,
  LEASE,
  lockOf,
  plain,
  register,
  renew,
  START,
  story,
  withdraw,
  write,
} from './build.ts';

const g1 = group(1);
const g2 = group(2);

describe('createDocument', () => {
  it('starts the sequence at the whole seconds since 1970, with no token given', () => {
    const document = createDocument('staging', START + 0.9);
    expect(document).toMatchObject({ lease: 'staging', sequence: START, epoch: 0, lock: null });
    expect(problemOf(document)).toBeNull();
  });
});

describe('recreateDocument', () => {
  const held = story([0, register(g1)], [0, grant(g1)]);

  it('keeps everything but the sequence, which leaps to the seconds since 1970', () => {
    const made = recreateDocument(held, at(1000.5));
    expect(made).toEqual({ ...held, sequence: START + 1000 });
  });

  it('raises the sequence by one at least', () => {
    const busy = { ...held, sequence: START + 5000 };
    expect(recreateDocument(busy, at(10)).sequence).toBe(START + 5001);
  });

  it('is a step that every process accepts, alone and with a change of its own', () => {
    const made = recreateDocument(held, at(0));
    expect(stepProblemOf(held, made)).toBeNull();
    expect(stepProblemOf(held, write(made, 1, register(g2)))).toBeNull();
  });

  it('lets a grant in the same write take the seconds since 1970', () => {
    const waiting = story([0, register(g1)]);
    const granted = write(recreateDocument(waiting, at(1000)), 1000, grant(g1));
    expect(stepProblemOf(waiting, granted)).toBeNull();
    expect(holderOf(granted)?.epoch).toBe(START + 1000);
  });
});

describe('looking things up', () => {
  const document = story([0, register(g1)], [0, register(g2)], [0, withdraw(g2)], [0, grant(g1)]);

  it('finds the holder, a request and an outcome, or nothing', () => {
    expect(holderOf(document)?.id).toBe(g1.id);
    expect(isHolder(requestOf(document, g1.id)!)).toBe(true);
    expect(outcomeOf(document, g2.id)?.outcome).toBe('withdrawn');
    expect(holderOf(createDocument('staging', START))).toBeUndefined();
    expect(requestOf(document, g2.id)).toBeUndefined();
    expect(outcomeOf(document, g1.id)).toBeUndefined();
  });

  it('tells a group request from a plain one', () => {
    expect(isGroup(g1)).toBe(true);
    expect(isGroup(plain(1))).toBe(false);
  });

  it.each([
    ['another attempt is', { run_attempt: 2, id: 'other' }, true],
    ['another run is not', { run_id: 7 }, false],
    ['another job is not', { job: 'canary' }, false],
    ['another leg of the matrix is not', { job_index: 1 }, false],
  ])('of the same job: %s', (_, difference, expected) => {
    expect(isSameJob(g1, { ...g1, ...difference })).toBe(expected);
  });
});

describe('the id of a new step', () => {
  const ids = (n: number) => (n === 1 ? 'id' : `id/${n}`);
  const step = { ...group(1), id: 'id', nonce: 'another' };
  const ended = (...outcomes: readonly (readonly ['completed' | 'failure', string])[]) => ({
    ...createDocument(LEASE, START),
    outcomes: outcomes.map(([outcome, id]) => ({
      ...endOf(story([0, register(group(1))], [1, withdraw(group(1))]), group(1)),
      outcome,
      id,
    })),
  });

  it.each([
    ['is the first where nothing has ended', [], 'id'],
    ['is the next where one has ended', [['failure', 'id']], 'id/2'],
    [
      'skips all that have ended',
      [
        ['failure', 'id'],
        ['failure', 'id/2'],
      ],
      'id/3',
    ],
    ['is that of a request that was completed', [['completed', 'id']], 'id'],
  ] as const)('%s', (_, outcomes, id) => {
    expect(firstOpenId(ended(...outcomes), step, ids)).toBe(id);
  });

  it('is one that the step itself has ended', () => {
    expect(firstOpenId(ended(['failure', 'id']), { ...step, nonce: group(1).nonce }, ids)).toBe('id');
  });

  it.each([
    ['of another scope', { scope: 'another' }],
    ['that does not propagate', { parameters: { ...group(1).parameters, propagate: false } }],
    ['of another commit', { head_sha: group(2).head_sha }],
  ])('is the next for a step %s where the first was completed', (_, other) => {
    expect(firstOpenId(ended(['completed', 'id']), { ...step, ...other }, ids)).toBe('id/2');
  });
});

describe('the latest stamp', () => {
  const start = story([0, register(g1)], [0, register(g2)]);

  it.each<[string, LeaseDocument, number]>([
    ['is none in an empty document', createDocument(LEASE, START), -START],
    ['may be a registration', start, 0],
    ['may be a sign of life', write(start, 5, renew(g1)), 5],
    ['may be a sign that others saw', write(start, 5, alive(g1)), 5],
    ['may be that a request was asked', write(start, 5, ask(g1)), 5],
    ['may be a grant', write(start, 5, grant(g1)), 5],
    ['may be an end', write(start, 5, withdraw(g1)), 5],
    ['may be a lock, and not its end', withLock(start), 5],
    [
      'may be that of a round',
      { ...start, rounds: start.rounds.map((each) => ({ ...each, opened_at: at(5) })) },
      5,
    ],
    ['is not the end of a rest', { ...start, rest_until: at(50) }, 0],
  ])('%s', (_, document, after) => {
    expect(latestStamp(document)).toBe(at(after));
  });
});

function withLock(document: LeaseDocument): LeaseDocument {
  return write(document, 5, { kind: 'lock', lock: lockOf({ at: at(5), until: at(1e6) }) });
}

describe('a document from the future', () => {
  const document = story([0, register(g1)]);

  it('is believed up to an hour ahead of the clock', () => {
    expect(problemAt(document, at(-3600))).toBeNull();
    expect(problemAt(document, at(0))).toBeNull();
  });

  it('is not believed beyond that', () => {
    expect(problemAt(document, at(-3601))).toBe(
      'it has the time 2026-11-20T10:00:00Z, more than an hour after 2026-11-20T08:59:59Z',
    );
  });

  it('may have a lock and a rest that end later', () => {
    expect(problemAt({ ...withLock(document), rest_until: at(1e6) }, at(0))).toBeNull();
  });
});
