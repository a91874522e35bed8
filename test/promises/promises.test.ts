// Each promise, broken by the smallest history; and histories that look odd and break none.
import { describe, expect, it } from 'vitest';
import { begin, hear, observe, type PromiseName, type Report } from '../../src/lease/promises.ts';
import type { Outcome } from '../../src/lease/schema.ts';
import {
  at,
  byOwnClocks,
  complete,
  endedAs,
  endOf,
  evict,
  grant,
  heldBy,
  liveOf,
  lockOf,
  plain,
  pooled,
  register,
  release,
  sha,
  story,
  waiting,
  withdraw,
  write,
} from '../lease/build.ts';
import {
  BOTH,
  EMPTY,
  EVICTED,
  forged,
  FREE,
  HELD,
  holding,
  LOCKED,
  lower,
  one,
  promisesBroken,
  SUCCEEDED,
  TOKEN,
  two,
  upper,
  WAITING,
  type Told,
} from './stage.ts';

/** The upper group holds the lease, and the lower one waits; its success completes that. */
const HELD_BY_UPPER = heldBy(upper, lower);
const COMPLETED = write(HELD_BY_UPPER, 3, release(upper, 'success'));
/** The upper group has succeeded before the lower one comes. */
const LATE = write(endedAs('success', upper), 3, register(lower));

const UNEXPLAINED = forged(FREE, { outcomes: [] });
const WAITS_AGAIN = forged(HELD, { requests: WAITING.requests });
const BACK = { ...HELD, sequence: HELD.sequence + 100 };
const REGRANTED = story([1, register(two), grant(two)]);
const MADE_ANEW = story([90, register(two), grant(two)]);
const ended = (id: string): Report => ({ kind: 'ended', id });
const acquired = (id: string, token: number): Report => ({ kind: 'acquired', id, token });
const post = { nonce: one.nonce };

/** The end of `one`, as somebody has changed it. */
const endedSo = (changes: Partial<Outcome>) => ({ outcomes: [{ ...endOf(FREE, one), ...changes }] });

/** The lower group is completed, and the outcome of the upper one is not what it was. */
function completedBy(changes: Partial<Outcome>): Told[] {
  const outcomes = [{ ...endOf(COMPLETED, upper), ...changes }, endOf(COMPLETED, lower)];
  return [HELD_BY_UPPER, { ...COMPLETED, outcomes }];
}

/** `one` has left the line, without a hold. */
const LEFT = write(WAITING, 1, withdraw(one));

const TWO_HOLDERS = forged(BOTH, {
  epoch: TOKEN + 1,
  requests: [liveOf(BOTH, one), holding(liveOf(BOTH, two), TOKEN + 1)],
});
const { sequence } = FREE;

const [ab, ba] = [pooled(1, 'ab'), pooled(2, 'ba')];
/** One holds the slot a, another one waits for any. */
const POOL = story([0, register(ab)], [1, grant(ab, 'a')], [2, register(ba)]);
const SLOT_LOCKED = write(POOL, 3, { kind: 'lock', lock: lockOf(), slots: ['b'] });
const SLOT_RESTS = write(POOL, 3, evict(ab));
const ONE_SLOT_TWICE = forged(POOL, {
  epoch: POOL.epoch + 1,
  requests: [liveOf(POOL, ab), { ...holding(liveOf(POOL, ba), POOL.epoch + 1), slots: ['a'] }],
});

const BROKEN: readonly (readonly [PromiseName, string, readonly Told[]])[] = [
  ['S1', 'two requests hold the lease', [BOTH, TWO_HOLDERS]],
  ['S1', 'two requests hold one slot', [POOL, ONE_SLOT_TWICE]],
  ['S1', 'a token of another is reported', [[BOTH, { reports: [acquired(two.id, TOKEN)] }]]],
  ['S2', 'the epoch falls', [FREE, forged(FREE, { epoch: TOKEN - 1 })]],
  ['S2', 'the token granted is not the epoch', [WAITING, { ...HELD, epoch: TOKEN + 1 }]],
  [
    'S2',
    'a lease made anew grants a token again',
    [FREE, null, waiting(two), write(waiting(two), 1, grant(two))],
  ],
  ['S2', 'a lease of a deleted branch grants a token again', [FREE, [null, { isCut: true }], REGRANTED]],
  ['S3', 'the sequence leaps', [FREE, { ...FREE, sequence: sequence + 2 }]],
  ['S3', 'the sequence stands', [FREE, { ...FREE }]],
  ['S4', 'a hold is gone', [HELD, forged(HELD, { requests: [], rounds: [] })]],
  ['S4', 'a hold ends as withdrawn', [HELD, { ...FREE, ...endedSo({ outcome: 'withdrawn' }) }]],
  ['S4', 'a holder waits again', [HELD, WAITS_AGAIN]],
  ['S4', 'the document is gone with its holder', [HELD, null]],
  [
    'S4',
    'a request succeeds that only waited',
    [WAITING, forged(WAITING, { requests: [], rounds: [], ...endedSo({ outcome: 'success' }) })],
  ],
  [
    'S4',
    'a request succeeds without a token',
    [
      WAITING,
      forged(WAITING, { requests: [], rounds: [], outcomes: [{ ...endOf(LEFT, one), outcome: 'success' }] }),
    ],
  ],
  ['S5', 'a request is completed by what only failed', completedBy({ outcome: 'failure' })],
  ['S5', 'a request is completed by another scope', completedBy({ scope: 'another' })],
  ['S5', 'a request is completed by another head', completedBy({ head_sha: sha(9) })],
  [
    'S5',
    'a request is completed by what does not contain it',
    [HELD_BY_UPPER, [COMPLETED, { contains: () => false }]],
  ],
  ['S5', 'nobody can show that it is contained', [HELD_BY_UPPER, [COMPLETED, { contains: () => null }]]],
  ['S6', 'an outcome changes', [FREE, forged(FREE, endedSo({ by: 'somebody else' }))]],
  [
    'S6',
    'a newer outcome is dropped before an older one',
    [COMPLETED, forged(COMPLETED, { outcomes: COMPLETED.outcomes.slice(0, 1) })],
  ],
  ['S6', 'an outcome comes back that was dropped', [FREE, UNEXPLAINED, { ...FREE, sequence: sequence + 2 }]],
  ['S7', 'a request registers again', [FREE, UNEXPLAINED, write(UNEXPLAINED, 5, register(one))]],
  ['S7', 'a request is granted the lease again', [HELD, WAITS_AGAIN, write(WAITS_AGAIN, 5, grant(one))]],
  ['S7', 'a request has two outcomes', [HELD, { ...FREE, outcomes: [...FREE.outcomes, ...FREE.outcomes] }]],
  ['S7', 'a request that waits is lost', [WAITING, forged(WAITING, { requests: [], rounds: [] })]],
  ['S7', 'the document is gone while somebody waits', [WAITING, null]],
  ['S9', 'a post step frees the hold of another step', [HELD, [FREE, { post: { nonce: two.nonce } }]]],
  ['S9', 'a post step calls a success what its main step was not told of', [HELD, [SUCCEEDED, { post }]]],
  ['S10', 'a request is reported as ended, and waits', [[WAITING, { reports: [ended(one.id)] }]]],
  ['S10', 'a request registers after that', [[EMPTY, { reports: [ended(one.id)] }], WAITING]],
  [
    'S10',
    'a request reports a hold after that',
    [HELD, [FREE, { reports: [ended(one.id), acquired(one.id, TOKEN)] }]],
  ],
  ['lock', 'the lease is granted while it is locked', [LOCKED, write(LOCKED, 2, grant(one))]],
  [
    'lock',
    'the lease is granted while all are locked',
    [WAITING, [HELD, { boardLock: lockOf({ until: at(60) }) }]],
  ],
  ['lock', 'a slot is granted while it is locked', [SLOT_LOCKED, write(SLOT_LOCKED, 4, grant(ba, 'b'))]],
  [
    'lock',
    'the document is gone with the lock of a slot',
    [story([1, { kind: 'lock', lock: lockOf(), slots: ['a'] }]), null],
  ],
  ['lock', 'the document is gone with its lock', [story([1, { kind: 'lock', lock: lockOf() }]), null]],
  ['rest', 'the lease is granted while it rests', [EVICTED, write(EVICTED, 33, grant(two))]],
  ['rest', 'a slot is granted while it rests', [SLOT_RESTS, write(SLOT_RESTS, 33, grant(ba, 'a'))]],
  ['rest', 'the lease is granted with the eviction', [BOTH, write(BOTH, 3, evict(one), grant(two))]],
  ['counters', 'a grant is not counted', [WAITING, { ...HELD, counters: WAITING.counters }]],
  ['counters', 'a counter falls', [FREE, forged(FREE, { counters: HELD.counters })]],
  ['counters', 'a lease made anew goes on counting', [FREE, null, { ...MADE_ANEW, counters: FREE.counters }]],
  ['form', 'a round has no request', [FREE, forged(FREE, { rounds: WAITING.rounds })]],
];

const FINE: readonly (readonly [string, readonly Told[]])[] = [
  ['has a post step that makes a lease', [null, [story([1, register(two)]), { post }]]],
  ['begins in the middle', [BOTH, write(BOTH, 3, release(one, 'success'))]],
  ['loses a lease that nobody uses, and makes it anew', [FREE, null, MADE_ANEW]],
  [
    'is set back, and grants another token',
    [WAITING, HELD, FREE, [WAITING, { isCut: true }], write(WAITING, 5, grant(one))],
  ],
  [
    'gets a hold back with a branch that was deleted',
    [WAITING, HELD, FREE, [null, { isCut: true }], BACK, write(BACK, 6, release(one, 'success'))],
  ],
  [
    'has a post step that frees what its main step was told of',
    [
      [HELD, { reports: [acquired(one.id, TOKEN)] }],
      [SUCCEEDED, { post, reports: [ended(one.id)] }],
    ],
  ],
  ['has a post step that frees what its main step never learned of', [HELD, [FREE, { post }]]],
  ['is locked for a time, and granted after it', [WAITING, [HELD, { boardLock: lockOf({ until: at(-1) }) }]]],
  ['has a holder of each slot', [POOL, write(POOL, 3, grant(ba, 'b'))]],
  ['grants a slot while another one rests', [SLOT_RESTS, write(SLOT_RESTS, 4, grant(ba, 'b'))]],
  ['rests, and is granted after it', [EVICTED, write(EVICTED, 35, grant(two))]],
  ['rests by a clock of its own', [byOwnClocks(EVICTED), write(byOwnClocks(EVICTED), 33, grant(two))]],
  ['completes by an earlier success', [LATE, write(LATE, 4, complete(lower, endOf(LATE, upper)))]],
];

describe('the observer finds', () => {
  it.each(BROKEN)('%s: %s', (promise, _, history) => {
    const broken = promisesBroken([null, ...history]).at(-1)!;
    // Of most forgeries the counters are no longer those of what is seen.
    expect(broken.filter((each) => each !== 'counters' || promise === 'counters')).toEqual([promise]);
  });

  it('every promise that one document breaks', () => {
    const changes = { epoch: TOKEN - 1, sequence: sequence + 5, outcomes: [], requests: WAITING.requests };
    expect(promisesBroken([FREE, forged(FREE, changes)]).at(-1)).toEqual(['S2', 'S3', 'S7']);
  });

  it.each(FINE)('nothing in a history that %s', (_, history) => {
    expect(promisesBroken(history).flat()).toEqual([]);
  });

  it('nothing in ids that every object knows', () => {
    const odd = plain(1, { id: 'constructor' });
    expect(promisesBroken([null, write(EMPTY, 0, register(odd), grant(odd))]).flat()).toEqual([]);
  });
});

describe('the observer tells', () => {
  it('what is new in a document', () => {
    const { observer } = observe(begin(), BOTH);
    const seen = observe(observer, write(BOTH, 3, release(one, 'success'), grant(two)));
    expect(seen.granted.map(({ id }) => id)).toEqual([two.id]);
    expect(seen.ended.map(({ outcome }) => outcome)).toEqual(['success']);
    expect(seen.registered).toEqual([]);
  });

  it('in a sentence what is wrong', () => {
    const { observer } = observe(begin(), FREE);
    const { broken } = observe(observer, forged(FREE, { epoch: TOKEN - 1 }));
    expect(broken).toEqual([{ promise: 'S2', what: `the epoch falls from ${TOKEN} to ${TOKEN - 1}` }]);
  });

  it('what is wrong with a report, at any time', () => {
    const { observer } = observe(begin(), BOTH);
    const what = `${one.id} is reported as ended, and is acquired`;
    expect(hear(observer, ended(one.id)).broken).toEqual([{ promise: 'S10', what }]);
    expect(hear(observer, acquired(one.id, TOKEN)).broken).toEqual([]);
    expect(hear(begin(), ended(one.id)).broken).toEqual([]);
  });
});
