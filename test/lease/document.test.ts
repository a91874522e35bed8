// Documents: made, made anew, and looked up.
import { describe, expect, it } from 'vitest';
import {
  createDocument,
  firstOpenId,
  holderOf,
  isGroup,
  isHolder,
  isSameJob,
  outcomeOf,
  recreateDocument,
  requestOf,
} from '../../src/lease/document.ts';
import { problemOf, stepProblemOf } from '../../src/lease/invariants.ts';
import { at, endOf, grant, group, LEASE, plain, register, START, story, withdraw, write } from './build.ts';

const g1 = group(1);
const g2 = group(2);

describe('createDocument', () => {
  it('starts the sequence and the tokens at the whole seconds since 1970', () => {
    const document = createDocument('staging', START + 0.9);
    expect(document).toMatchObject({ lease: 'staging', sequence: START, epoch: START, lock: null });
    expect(problemOf(document)).toBeNull();
  });
});

describe('recreateDocument', () => {
  const held = story([0, register(g1)], [0, grant(g1)]);

  it('keeps the requests and lets the tokens leap to the seconds since 1970', () => {
    const made = recreateDocument(held, at(1000.5));
    expect(made).toEqual({ ...held, sequence: START + 1000, epoch: START + 1000 });
  });

  it('never lowers the sequence or the epoch', () => {
    const busy = { ...held, sequence: START + 5000, epoch: START + 4000 };
    expect(recreateDocument(busy, at(10))).toMatchObject({ sequence: START + 5002, epoch: START + 4000 });
  });

  it('is a step that every process accepts, alone and with a change of its own', () => {
    const made = recreateDocument(held, at(0));
    expect(stepProblemOf(held, made)).toBeNull();
    expect(stepProblemOf(held, write(made, 1, register(g2)))).toBeNull();
  });

  it('lets a grant in the same write take the token after the leap', () => {
    const waiting = story([0, register(g1)]);
    const granted = write(recreateDocument(waiting, at(1000)), 1000, grant(g1));
    expect(stepProblemOf(waiting, granted)).toBeNull();
    expect(holderOf(granted)?.epoch).toBe(START + 1001);
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
  const ids = (n: number) => `id/${n}`;
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
    expect(firstOpenId(ended(...outcomes), 'id', ids)).toBe(id);
  });
});
