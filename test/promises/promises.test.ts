// Each promise, broken by the smallest history.
import { describe, expect, it } from 'vitest';
import type { PromiseName } from '../../src/lease/promises.ts';
import type { Outcome } from '../../src/lease/schema.ts';
import {
  endOf,
  evict,
  grant,
  liveOf,
  lockOf,
  plain,
  register,
  release,
  sha,
  story,
  write,
  at,
} from '../lease/build.ts';
import type { Entry } from './second-reading.ts';
import {
  one,
  two,
  lower,
  upper,
  EMPTY,
  WAITING,
  HELD,
  BOTH,
  FREE,
  TOKEN,
  forged,
  holding,
  entries,
  withExtra,
  promisesBroken,
} from './stage.ts';

/** The upper group holds the lease, and the lower one waits. */
const HELD_BY_UPPER = story([0, register(lower)], [1, register(upper), grant(upper)]);
/** The upper group has succeeded, which completes the lower one. */
const COMPLETED = write(HELD_BY_UPPER, 2, release(upper, 'success'));

/** The same, and the outcome of the upper group is another one. */
function completedBy(changes: Partial<Outcome>): Entry[] {
  const outcomes = [{ ...endOf(COMPLETED, upper), ...changes }, endOf(COMPLETED, lower)];
  return entries(HELD_BY_UPPER, { ...COMPLETED, outcomes });
}

const BROKEN: readonly (readonly [PromiseName, string, readonly Entry[]])[] = [
  [
    'S1',
    'two requests hold the lease',
    entries(
      BOTH,
      forged(BOTH, {
        epoch: TOKEN + 1,
        requests: [liveOf(BOTH, one), holding(liveOf(BOTH, two), TOKEN + 1)],
      }),
    ),
  ],
  [
    'S1',
    'a process reports a token that was granted to another',
    [withExtra(BOTH, { reports: [{ kind: 'acquired', id: two.id, token: TOKEN }] })],
  ],
  ['S2', 'the epoch falls', entries(FREE, forged(FREE, { epoch: TOKEN - 1 }))],
  [
    'S2',
    'the token granted is not the epoch',
    entries(WAITING, forged(HELD, { sequence: HELD.sequence, epoch: TOKEN + 1 })),
  ],
  [
    'S2',
    'a lease that was made anew grants a token again',
    entries(FREE, null, story([0, register(two)]), story([0, register(two)], [1, grant(two)])),
  ],
  [
    'S2',
    'a lease whose branch was deleted grants a token again',
    [...entries(FREE), withExtra(null, { isCut: true }), ...entries(story([1, register(two), grant(two)]))],
  ],
  ['S3', 'the sequence leaps', entries(FREE, forged(FREE, { sequence: FREE.sequence + 2 }))],
  ['S3', 'the sequence stands', entries(FREE, { ...FREE })],
  ['S4', 'a hold is gone', entries(HELD, forged(HELD, { requests: [], rounds: [] }))],
  [
    'S4',
    'a hold ends as withdrawn',
    entries(
      HELD,
      forged(FREE, {
        sequence: FREE.sequence,
        outcomes: [{ ...endOf(FREE, one), outcome: 'withdrawn' }],
      }),
    ),
  ],
  ['S4', 'a holder waits again', entries(HELD, forged(HELD, { requests: WAITING.requests }))],
  ['S4', 'the document is gone with its holder', entries(HELD, null)],
  [
    'S4',
    'a request succeeds that only waited',
    entries(
      WAITING,
      forged(WAITING, { requests: [], rounds: [], outcomes: [{ ...endOf(FREE, one), outcome: 'success' }] }),
    ),
  ],
  ['S5', 'a request is completed by what only failed', completedBy({ outcome: 'failure' })],
  ['S5', 'a request is completed by another scope', completedBy({ scope: 'another' })],
  ['S5', 'a request is completed by another head', completedBy({ head_sha: sha(9) })],
  [
    'S5',
    'a request is completed by what does not contain it',
    [...entries(HELD_BY_UPPER), withExtra(COMPLETED, { contains: () => false })],
  ],
  [
    'S5',
    'a request is completed by what cannot be shown to contain it',
    [...entries(HELD_BY_UPPER), withExtra(COMPLETED, { contains: () => null })],
  ],
  [
    'S6',
    'an outcome changes',
    entries(FREE, forged(FREE, { outcomes: [{ ...endOf(FREE, one), by: 'somebody else' }] })),
  ],
  [
    'S6',
    'a newer outcome is dropped before an older one',
    entries(COMPLETED, forged(COMPLETED, { outcomes: COMPLETED.outcomes.slice(0, 1) })),
  ],
  [
    'S6',
    'an outcome comes back that was dropped',
    entries(FREE, forged(FREE, { outcomes: [] }), forged(FREE, { sequence: FREE.sequence + 2 })),
  ],
  [
    'S7',
    'a request registers again, when its outcome has been dropped',
    entries(FREE, forged(FREE, { outcomes: [] }), write(forged(FREE, { outcomes: [] }), 5, register(one))),
  ],
  [
    'S7',
    'a request is granted the lease again',
    entries(
      HELD,
      forged(HELD, { requests: WAITING.requests }),
      write(forged(HELD, { requests: WAITING.requests }), 5, grant(one)),
    ),
  ],
  [
    'S7',
    'a request has two outcomes',
    entries(HELD, forged(FREE, { sequence: FREE.sequence, outcomes: [...FREE.outcomes, ...FREE.outcomes] })),
  ],
  ['S7', 'a request that waits is lost', entries(WAITING, forged(WAITING, { requests: [], rounds: [] }))],
  ['S7', 'the document is gone while somebody waits', entries(WAITING, null)],
  [
    'S9',
    'a post step frees the hold of another step',
    [...entries(HELD), withExtra(FREE, { post: { nonce: two.nonce } })],
  ],
  [
    'S9',
    'a post step ends a hold as success that its main step was not told of',
    [...entries(HELD), withExtra(write(HELD, 3, release(one, 'success')), { post: { nonce: one.nonce } })],
  ],
  [
    'S10',
    'a request is reported as ended, and waits',
    [withExtra(WAITING, { reports: [{ kind: 'ended', id: one.id }] })],
  ],
  [
    'S10',
    'a request registers after it was reported as ended',
    [withExtra(EMPTY, { reports: [{ kind: 'ended', id: one.id }] }), ...entries(WAITING)],
  ],
  [
    'S10',
    'a request reports a hold after it was reported as ended',
    [
      ...entries(HELD),
      withExtra(FREE, {
        reports: [
          { kind: 'ended', id: one.id },
          { kind: 'acquired', id: one.id, token: TOKEN },
        ],
      }),
    ],
  ],
  [
    'lock',
    'the lease is granted while it is locked',
    entries(
      write(WAITING, 1, { kind: 'lock', lock: lockOf() }),
      write(write(WAITING, 1, { kind: 'lock', lock: lockOf() }), 2, grant(one)),
    ),
  ],
  [
    'lock',
    'the lease is granted while all are locked',
    [...entries(WAITING), withExtra(HELD, { boardLock: lockOf({ until: at(60) }) })],
  ],
  [
    'lock',
    'the document is gone with its lock',
    entries(write(EMPTY, 1, { kind: 'lock', lock: lockOf() }), null),
  ],
  [
    'rest',
    'the lease is granted while it rests',
    entries(write(BOTH, 3, evict(one)), write(write(BOTH, 3, evict(one)), 33, grant(two))),
  ],
  ['rest', 'the lease is granted with the eviction', entries(BOTH, write(BOTH, 3, evict(one), grant(two)))],
  ['form', 'a round has no request', entries(FREE, forged(FREE, { rounds: WAITING.rounds }))],
];

describe('the observer finds', () => {
  it.each(BROKEN)('%s: %s', (promise, _, history) => {
    expect(promisesBroken([{ document: null }, ...history]).at(-1)).toEqual([promise]);
  });

  it('every promise that one document breaks', () => {
    const changes = { epoch: TOKEN - 1, sequence: FREE.sequence + 5, outcomes: [] };
    const document = forged(FREE, { ...changes, requests: WAITING.requests });
    expect(promisesBroken(entries(FREE, document)).at(-1)).toEqual(['S2', 'S3', 'S7']);
  });

  it('ids that every object knows', () => {
    const odd = plain(1, { id: 'constructor' });
    const history = entries(null, write(EMPTY, 0, register(odd), grant(odd)));
    expect(promisesBroken(history)).toEqual([[], []]);
  });
});
