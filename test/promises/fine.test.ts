// Histories that look odd and break no promise, and what an observer tells besides.
import { describe, expect, it } from 'vitest';
import { begin, hear, observe } from '../../src/lease/promises.ts';
import { transition } from '../../src/lease/transition.ts';
import {
  complete,
  endOf,
  evict,
  grant,
  lockOf,
  register,
  release,
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
  entries,
  withExtra,
  promisesBroken,
} from './stage.ts';

const FINE: readonly (readonly [string, readonly Entry[]])[] = [
  ['begins in the middle', entries(BOTH, write(BOTH, 3, release(one, 'success')))],
  [
    'loses the document of a lease that nobody uses, and makes it anew',
    entries(FREE, null, transition(EMPTY, [register(two), grant(two)], { now: at(90) })),
  ],
  [
    'is set back, and grants another token',
    [
      ...entries(WAITING, HELD, FREE),
      withExtra(WAITING, { isCut: true }),
      ...entries(write(WAITING, 5, grant(one))),
    ],
  ],
  [
    'gets a hold back with a branch that was deleted',
    [
      ...entries(WAITING, HELD, FREE),
      withExtra(null, { isCut: true }),
      ...entries({ ...HELD, sequence: HELD.sequence + 100 }),
      ...entries(write({ ...HELD, sequence: HELD.sequence + 100 }, 6, release(one, 'success'))),
    ],
  ],
  [
    'has a post step that frees what its main step was told of',
    [
      withExtra(HELD, { reports: [{ kind: 'acquired', id: one.id, token: TOKEN }] }),
      withExtra(write(HELD, 3, release(one, 'success')), {
        post: { nonce: one.nonce },
        reports: [{ kind: 'ended', id: one.id }],
      }),
    ],
  ],
  [
    'has a post step that frees a hold which its main step never learned of',
    [...entries(HELD), withExtra(FREE, { post: { nonce: one.nonce } })],
  ],
  [
    'is locked for a time, and granted after it',
    [...entries(WAITING), withExtra(HELD, { boardLock: lockOf({ until: at(-1) }) })],
  ],
  [
    'rests, and is granted after it',
    entries(write(BOTH, 3, evict(one)), write(write(BOTH, 3, evict(one)), 35, grant(two))),
  ],
  [
    'completes a request by an earlier success',
    entries(
      ...(() => {
        const held = story([0, register(upper), grant(upper)]);
        const free = write(held, 1, release(upper, 'success'));
        const waiting = write(free, 2, register(lower));
        return [held, free, waiting, write(waiting, 3, complete(lower, endOf(free, upper)))];
      })(),
    ),
  ],
];

describe('the observer finds nothing in a history that', () => {
  it.each(FINE)('%s', (_, history) => {
    expect(promisesBroken(history).flat()).toEqual([]);
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
    expect(hear(observer, { kind: 'ended', id: one.id }).broken.map(({ what }) => what)).toEqual([
      `${one.id} is reported as ended, and is acquired`,
    ]);
    expect(hear(observer, { kind: 'acquired', id: one.id, token: TOKEN }).broken).toEqual([]);
    expect(hear(begin(), { kind: 'ended', id: one.id }).broken).toEqual([]);
  });
});
