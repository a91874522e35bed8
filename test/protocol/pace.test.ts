// How fast a process asks.
import { describe, expect, it } from 'vitest';
import { latestStamp } from '../../src/lease/document.ts';
import type { MergeGroup } from '../../src/lease/groups.ts';
import type { LeaseDocument, Registration } from '../../src/lease/schema.ts';
import type { Change } from '../../src/lease/transition.ts';
import {
  arriving,
  backoff,
  exponential,
  HANDING_ON,
  arrivingWith,
  hasteOf,
  leaving,
  leavingWith,
  pollDelay,
  pollMean,
  spread,
  type Haste,
} from '../../src/protocol/pace.ts';
import { aLease, aRequest, registers, sha } from '../engine/world.ts';
import { START } from './moment.ts';

const REQUEST = aRequest(1);
const RELEASE = { kind: 'release', id: REQUEST.id, epoch: 1, outcome: 'success', proofs: {} } as const;
const WITHDRAW: Change = { kind: 'withdraw', registration: REQUEST, reason: 'timed-out' };

describe('backoff', () => {
  const longest = (haste: Haste, ...attempts: readonly number[]): number[] =>
    attempts.map((attempt) => backoff(haste, attempt, 1));

  it('waits a random time up to a bound that grows with every lost race, from nothing', () => {
    expect([0, 1, 2, 9].map((attempt) => backoff(arriving(0), attempt, 0))).toEqual([0, 0, 0, 0]);
    expect(longest(arriving(0), 0, 1, 2, 9)).toEqual([4, 16, 60, 60]);
  });

  it('gives who arrives far down the line as much time as who waits there', () => {
    expect(longest(arriving(30), 0, 1, 9)).toEqual([30, 60, 60]);
    expect(longest(arriving(90), 0, 1, 9)).toEqual([90, 90, 90]);
  });

  it('lets those who hand the lease on go first, as long as they lose few races', () => {
    expect(longest(HANDING_ON, 0, 1, 2, 5, 9)).toEqual([0.25, 0.5, 1, 8, 16]);
  });
});

describe('exponential', () => {
  it('doubles with every fault, up to a bound', () => {
    expect([0, 1, 2, 3, 4, 30].map((count) => exponential(count, 10))).toEqual([1, 2, 4, 8, 10, 10]);
  });
});

describe('haste', () => {
  it('of a merge group gives a second to each of those that are still to ask, and grows with them only', () => {
    const bounds = [1, 20].map((others) =>
      [0, 1, 2, 9].map((attempt) => backoff(arrivingWith(others), attempt, 1)),
    );
    expect(bounds).toEqual([
      [2, 4, 8, 8],
      [20, 40, 40, 40],
    ]);
  });

  it('has who takes the lease from within the line, and who leaves it', () => {
    expect(hasteOf([{ kind: 'grant', id: REQUEST.id }], true, arriving(30), 0)).toEqual(HANDING_ON);
    expect(hasteOf([WITHDRAW], true, arriving(30), 0)).toEqual(HANDING_ON);
    expect(hasteOf([RELEASE], true, arriving(30), 0)).toEqual(HANDING_ON);
  });

  it('has not who leaves with many others: each of them is given less than a write takes, up to a bound', () => {
    const bounds = (others: number): number[] => [0, 1, 9].map((n) => backoff(leaving(others), n, 1));
    expect([0, 20, 1000].map(bounds)).toEqual([
      [0.25, 0.5, 16],
      [8, 8, 8],
      [100, 100, 100],
    ]);
    expect(hasteOf([WITHDRAW], true, arriving(30), 20)).toEqual(leaving(20));
  });

  it('has not who arrives, even where the lease is free', () => {
    expect(hasteOf([registers(REQUEST)], false, arriving(30), 0)).toEqual(arriving(30));
    expect(hasteOf([registers(REQUEST), { kind: 'grant', id: REQUEST.id }], false, arriving(30), 0)).toEqual(
      arriving(30),
    );
  });
});

describe('a crowd that leaves', () => {
  const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);
  const withdraws = (number: number): Change => ({ ...WITHDRAW, registration: aRequest(number) });
  const slots = numbers(30).map((number) => `s${number}`);
  const ofPool = (number: number): Registration => {
    const { parameters } = REQUEST;
    return aRequest(number, { parameters: { ...parameters, accepts: slots, take: 1 } });
  };
  /** A line of so many behind the holder, after others of it have left just now. */
  const line = (count: number, left: number): LeaseDocument =>
    aLease(
      'staging',
      START,
      registers(aRequest(99)),
      { kind: 'grant', id: aRequest(99).id },
      ...numbers(count + left).map((number) => registers(aRequest(number))),
      ...numbers(left).map((number) => withdraws(count + number)),
    );
  /** So many that hold a slot each, after another one has released its own just now. */
  const pool = (count: number): LeaseDocument => {
    const changes = numbers(count + 1).flatMap((number): Change[] => [
      registers(ofPool(number)),
      { kind: 'grant', id: ofPool(number).id, slots: [`s${number}`] },
    ]);
    const { epoch } = aLease('staging', START, ...changes);
    return aLease('staging', START, ...changes, { ...RELEASE, id: ofPool(count + 1).id, epoch });
  };

  it.each<[string, number, LeaseDocument, Change, number]>([
    ['of a line that two have left', 20, line(20, 2), WITHDRAW, 0],
    ['of a line that one has left, and a race was lost', 20, line(20, 1), WITHDRAW, 1],
    ['of a line that one has left', 0, line(20, 1), WITHDRAW, 0],
    ['of a line that nobody has left', 0, line(20, 0), WITHDRAW, 9],
    ['of a short line', 0, line(11, 2), WITHDRAW, 9],
    ['of a line, but the holder', 0, line(20, 2), RELEASE, 9],
    ['of a pool', 20, pool(20), RELEASE, 1],
    ['of a pool, but those that wait for it', 0, pool(20), WITHDRAW, 9],
    ['and one that comes', 0, line(20, 2), registers(REQUEST), 9],
  ])('is seen by what has just ended: %s', (_, others, document, change, losses) => {
    const last = latestStamp(document);
    expect(leavingWith([change], document, last + 4, losses)).toBe(others);
    // By a clock that is behind those of the others too.
    expect(leavingWith([change], document, last - 5, losses)).toBe(others);
    expect(leavingWith([change], document, last + 6, losses)).toBe(0);
  });
});

describe('a poll', () => {
  it.each([
    ['in front', 1, 1, 15],
    ['second', 2, 1, 15],
    ['further down the line', 5, 1, 37.5],
    ['far down the line', 12, 1, 90],
    ['at its end', 100, 1, 120],
    ['at its end on a low budget', 100, 0.19, 240],
    ['while a fifth of the budget is left', 1, 0.2, 15],
    ['while less of it is left', 1, 0.19, 60],
  ])('comes after this mean time: %s', (_, rank, budget, mean) => {
    expect(pollMean(15, rank, 60, budget)).toBe(mean);
  });

  it('is at most half as long again in a pool, where all who wait may be due at once', () => {
    const isPool = true;
    expect([1, 4, 16, 100].map((rank) => pollMean(15, rank, 60, 1, { isPool }))).toEqual([15, 30, 90, 90]);
    expect(pollMean(15, 100, 60, 0.1, { isPool })).toBe(90);
  });

  it('that is charged comes the less often the further down the line, in a pool as often as who is due must look', () => {
    const means = [false, true].map((isPool) =>
      [0, 1, 2, 4, 100].map((rank) => pollMean(15, rank, 60, 1, { isPool, isCharged: true })),
    );
    expect(means).toEqual([
      [15, 15, 30, 120, 12_000],
      [15, 15, 30, 90, 90],
    ]);
    expect(pollMean(100, 9, 60, 1, { isPool: true, isCharged: true })).toBe(100);
  });

  it('that is charged comes each 15 s at most, or as often as who is due must look', () => {
    const charged = { isCharged: true };
    expect([60, 2].map((longest) => pollMean(1, 1, longest, 1, charged))).toEqual([15, 2]);
    expect([1, 3].map((rank) => pollMean(1, rank, 60, 1, { ...charged, isPool: true }))).toEqual([15, 45]);
  });

  it('is never more frequent than the interval, whatever the bound', () => {
    expect(pollMean(15, 100, 1, 1)).toBe(15);
  });

  it('of the next in line waits no longer than the mean, those of others a quarter around it', () => {
    const bounds = [1, 2].map((rank) => [0, 1].map((random) => pollDelay(20, rank, random)));
    expect(bounds).toEqual([
      [10, 20],
      [15, 25],
    ]);
  });
});

describe('spread', () => {
  /** A merge group on top of the one before it. */
  function group(number: number, window = 300): Registration {
    const { parameters } = REQUEST;
    return aRequest(number, {
      base_sha: sha(number - 1),
      scope: 'of the queue',
      parameters: { ...parameters, window },
    });
  }
  const listed = (...numbers: number[]): MergeGroup[] =>
    numbers.map((number) => ({
      ref: `refs/heads/gh-readonly-queue/main/pr-${number}-${sha(number - 1)}`,
      head: sha(number),
      parent: sha(number - 1),
      pullRequest: number,
    }));
  const nobody = aLease('staging', START);

  it.each<[string, number[] | null, number]>([
    ['nobody knows the groups', null, 0],
    ['it is the only one', [1], 0],
    ['others are above it', [1, 2], 0.25],
    ['two are below it', [1, 2, 3], 1.25],
  ])('is the time of those below: %s', (_, numbers, seconds) => {
    const own = group(numbers?.length === 2 ? 1 : Math.max(1, numbers?.length ?? 1));
    const groups = numbers === null ? null : listed(...numbers);
    expect(spread(nobody, own, groups, 0.5 * 2)).toBe(seconds);
  });

  it('leaves nothing to those below that have asked already, or have ended', () => {
    const document = aLease('staging', START, registers(group(1)), registers(group(2)), {
      kind: 'withdraw',
      registration: group(2),
      reason: 'cancelled',
    });
    expect(spread(document, group(3), listed(1, 2, 3), 0)).toBe(0);
    const others = { ...group(3), scope: 'of another workflow' };
    expect(spread(document, others, listed(1, 2, 3), 0)).toBe(1);
  });

  it('is no longer than half a minute, and than a third of the window', () => {
    const many = Array.from({ length: 100 }, (_, index) => index + 1);
    expect(spread(nobody, group(100), listed(...many), 0)).toBe(30);
    expect(spread(nobody, group(100, 9), listed(...many), 0)).toBe(3);
  });
});
