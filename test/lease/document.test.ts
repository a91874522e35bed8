// Documents: made, made anew, and looked up.
import { describe, expect, it } from 'vitest';
import {
  createDocument,
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
import { NO_COUNTERS, type LeaseDocument } from '../../src/lease/schema.ts';
import {
  alive,
  ask,
  at,
  byOwnClocks,
  grant,
  group,
  heldBy,
  LEASE,
  lockOf,
  plain,
  register,
  renew,
  START,
  story,
  waiting,
  withdraw,
  write,
} from './build.ts';

const [g1, g2] = [group(1), group(2)];

describe('createDocument', () => {
  it('starts the sequence at the whole seconds since 1970, with no token given', () => {
    const document = createDocument('staging', START + 0.9);
    expect(document).toMatchObject({ lease: 'staging', sequence: START, epoch: 0, lock: null });
    expect(problemOf(document)).toBeNull();
  });
});

describe('recreateDocument', () => {
  it.each([
    ['leaps to the seconds since 1970', START, 1000.5, START + 1000],
    ['is raised by one at least', START + 5000, 10, START + 5001],
  ])('keeps all but the counters and the sequence, which %s', (_, sequence, after, expected) => {
    const held = { ...heldBy(g1), sequence };
    const counters = NO_COUNTERS;
    const watched = { [`seen:${g1.id}`]: { stamp: START, seconds: 70 } };
    expect(recreateDocument({ ...held, watched }, at(after))).toEqual({
      ...held,
      sequence: expected,
      counters,
    });
  });

  it('is a step that every process accepts, alone and with a change of its own', () => {
    const made = recreateDocument(heldBy(g1), at(0));
    expect(stepProblemOf(heldBy(g1), made)).toBeNull();
    expect(stepProblemOf(heldBy(g1), write(made, 1, register(g2)))).toBeNull();
  });

  it('lets a grant in the same write take the seconds since 1970', () => {
    const granted = write(recreateDocument(waiting(g1), at(1000)), 1000, grant(g1));
    expect(stepProblemOf(waiting(g1), granted)).toBeNull();
    expect(holderOf(granted)?.epoch).toBe(START + 1000);
  });
});

describe('looking things up', () => {
  const document = write(heldBy(g1, g2), 3, withdraw(g2));

  it('finds the holder, a request and an outcome, or nothing', () => {
    expect(holderOf(document)?.id).toBe(g1.id);
    expect(isHolder(requestOf(document, g1.id)!)).toBe(true);
    expect(outcomeOf(document, g2.id)?.outcome).toBe('withdrawn');
    expect(holderOf(waiting(g1))).toBeUndefined();
    expect([requestOf(document, g2.id), outcomeOf(document, g1.id)]).toEqual([undefined, undefined]);
  });

  it('tells a group request from a plain one', () => {
    expect([g1, plain(1)].map(isGroup)).toEqual([true, false]);
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

describe('the latest stamp', () => {
  const start = story([0, register(g1), register(g2)]);
  const rounds = start.rounds.map((each) => ({ ...each, opened_at: at(5) }));

  it.each<[string, LeaseDocument, number]>([
    ['is none in an empty document', createDocument(LEASE, START), -START],
    ['may be a registration', start, 0],
    ['may be a sign of life', write(start, 5, renew(g1)), 5],
    ['may be a sign that others saw', write(start, 5, alive(g1)), 5],
    ['may be that a request was asked', write(start, 5, ask(g1)), 5],
    ['may be a grant', write(start, 5, grant(g1)), 5],
    ['may be an end', write(start, 5, withdraw(g1)), 5],
    ['may be a lock, and not its end', withLock(start), 5],
    ['may be that of a round', { ...start, rounds }, 5],
    ['is not the end of a rest', { ...start, rest_until: at(50) }, 0],
  ])('%s', (_, document, after) => {
    expect(latestStamp(document)).toBe(at(after));
  });
});

function withLock(document: LeaseDocument): LeaseDocument {
  return write(document, 5, { kind: 'lock', lock: lockOf({ at: at(5), until: at(1e6) }) });
}

describe('a document from the future', () => {
  const document = waiting(g1);

  it('is believed up to a day ahead of the clock', () => {
    expect(problemAt(document, at(-86_400))).toBeNull();
    expect(problemAt(document, at(0))).toBeNull();
  });

  it('is not believed beyond that', () => {
    expect(problemAt(document, at(-86_401))).toBe(
      'it has the time 2026-11-20T10:00:00Z, more than a day after 2026-11-19T09:59:59Z',
    );
  });

  it('is believed beyond that where a clock that nobody shares has dated it', () => {
    const own = byOwnClocks(document);
    expect(problemAt(own, at(-86_401))).toBeNull();
    const later = write(own, 5, register(plain(9)));
    expect(problemAt(later, at(-86_396))).toContain('it has the time 2026-11-20T10:00:05Z');
  });

  it('may have a lock and a rest that end later', () => {
    expect(problemAt({ ...withLock(document), rest_until: at(1e6) }, at(0))).toBeNull();
  });
});
