// The counters of a document: what raises them, what does not, and that they go on while outcomes are dropped.
import { describe, expect, it } from 'vitest';
import { documentToJson, parseDocument, printDocument } from '../../src/lease/board.ts';
import { counted } from '../../src/lease/counters.ts';
import { createDocument } from '../../src/lease/document.ts';
import { BUCKETS, LARGEST_TOTAL, NO_COUNTERS, OUTCOMES_KEPT, type Counters } from '../../src/lease/schema.ts';
import { transition } from '../../src/lease/transition.ts';
import {
  at,
  endOf,
  evict,
  grant,
  group,
  heldBy,
  LEASE,
  lockOf,
  plain,
  pooled,
  register,
  release,
  renew,
  START,
  story,
  waiting,
  withdraw,
  write,
  type Write,
} from './build.ts';

const [p1, p2] = [plain(1), plain(2)];
const [g1, g2, g3] = [group(1), group(2), group(3)];

/** One of each of these lengths, in seconds. */
function histogram(...lengths: readonly number[]): Counters['waits'] {
  const bounds = [...BUCKETS, Infinity];
  const bucketOf = (length: number): number => bounds.findIndex((bound) => length <= bound);
  return {
    sum: lengths.reduce((sum, length) => sum + length, 0),
    buckets: bounds.map((_, index) => lengths.filter((length) => bucketOf(length) === index).length),
  };
}

function counters(
  changes: Partial<Omit<Counters, 'outcomes'>> & { outcomes?: Partial<Counters['outcomes']> },
) {
  return { ...NO_COUNTERS, ...changes, outcomes: { ...NO_COUNTERS.outcomes, ...changes.outcomes } };
}

const GRANTED = { grants: 1, waits: histogram(20) };

const CASES: readonly (readonly [string, readonly Write[], Counters])[] = [
  ['nothing by a request that waits', [[0, register(p1)]], NO_COUNTERS],
  [
    'a grant, and the wait for it',
    [
      [0, register(p1)],
      [20, grant(p1)],
    ],
    counters(GRANTED),
  ],
  [
    'no grant by a sign of life, or a lock',
    [
      [0, register(p1)],
      [20, grant(p1)],
      [30, renew(p1)],
      [40, { kind: 'lock', lock: lockOf() }],
    ],
    counters(GRANTED),
  ],
  [
    'a success, and the hold',
    [
      [0, register(p1)],
      [20, grant(p1)],
      [320, release(p1, 'success')],
    ],
    counters({ ...GRANTED, outcomes: { success: 1 }, holds: histogram(300) }),
  ],
  [
    'a failure',
    [
      [0, register(p1)],
      [20, grant(p1)],
      [21, release(p1, 'failure')],
    ],
    counters({ ...GRANTED, outcomes: { failure: 1 }, holds: histogram(1) }),
  ],
  [
    'each request that a success completes',
    [
      [0, register(g1), register(g2)],
      [5, register(g3)],
      [20, grant(g3)],
      [100, release(g3, 'success')],
    ],
    counters({
      grants: 1,
      outcomes: { success: 1, completed: 2 },
      waits: histogram(15, 100, 100),
      holds: histogram(80),
    }),
  ],
  [
    'the wait of a request that leaves',
    [
      [0, register(p1)],
      [400, withdraw(p1)],
    ],
    counters({ outcomes: { withdrawn: 1 }, waits: histogram(400) }),
  ],
  [
    'a request that was never registered, which has not waited',
    [[0, withdraw(p1)]],
    counters({ outcomes: { withdrawn: 1 } }),
  ],
  [
    'the eviction of a holder, and the grant of the same write',
    [
      [0, register(p1)],
      [0, register(p2)],
      [20, grant(p1)],
      [90, evict(p1), grant(p2)],
    ],
    counters({ grants: 2, outcomes: { evicted: 1 }, waits: histogram(20, 90), holds: histogram(70) }),
  ],
  [
    'the eviction of one that waits',
    [
      [0, register(p1)],
      [9, evict(p1)],
    ],
    counters({ outcomes: { evicted: 1 }, waits: histogram(9) }),
  ],
];

describe('counted is', () => {
  it.each(CASES)('%s', (_, writes, expected) => {
    expect(story(...writes).counters).toEqual(expected);
  });

  it('every end, also of those whose outcomes were dropped', () => {
    const ends = OUTCOMES_KEPT + 20;
    const document = story(
      ...Array.from({ length: ends }, (_, index): Write => [index, withdraw(plain(1, { id: `r${index}` }))]),
    );
    expect(document.outcomes).toHaveLength(OUTCOMES_KEPT);
    expect(document.counters.outcomes.withdrawn).toBe(ends);
  });

  it('a write once, however often it is sent', () => {
    const before = waiting(p1);
    const once = transition(before, [grant(p1)], { now: at(20) });
    expect(transition(once, [grant(p1)], { now: at(30) })).toBe(once);
  });
});

describe('a length of time', () => {
  it.each([
    [0, 0],
    [10, 0],
    [10.001, 1],
    [21_600, 9],
    [21_600.001, 10],
    [86_400, 10],
  ])('of %d s is in the bucket %d', (length, bucket) => {
    const { waits } = story([0, register(p1)], [length, grant(p1)]).counters;
    expect(waits.sum).toBe(length);
    expect(waits.buckets.indexOf(1)).toBe(bucket);
  });

  it('is counted in the milliseconds that are written down', () => {
    const fine = transition(waiting(p1), [grant(p1)], { now: START + 10.000_6 });
    const written = parseDocument(LEASE, printDocument(fine));
    expect(written).toMatchObject({ counters: fine.counters, requests: [{ granted_at: START + 10.001 }] });
    expect(fine.counters.waits).toEqual(histogram(10.001));
  });

  it('that seems to be negative is none', () => {
    const ended = endOf(write(heldBy(p1), 3, release(p1, 'success')), p1);
    const { holds } = counted(NO_COUNTERS, [], [{ ...ended, at: START - 60 }], []);
    expect(holds).toEqual(histogram(0));
  });
});

describe('what slots are held for', () => {
  const [eu, us, both, whole] = [pooled(1, 'e'), pooled(2, 'ue'), pooled(3, 'eu', 2), plain(4)];
  const POOL: readonly Write[] = [
    [0, register(eu)],
    [1, register(us)],
    [2, register(whole)],
    [10, grant(eu, 'e')],
    [20, grant(us, 'u')],
  ];
  const slotsAfter = (...writes: readonly Write[]) => story(...POOL, ...writes).counters.slots;

  it('is not counted while they are held, nor of a lease without any', () => {
    expect(slotsAfter()).toBeUndefined();
    expect(write(heldBy(p1), 60, release(p1, 'success')).counters).not.toHaveProperty('slots');
  });

  it('is counted for each by its own holds, however they end', () => {
    expect(slotsAfter([40, release(eu, 'success')])).toEqual({ e: 30 });
    expect(slotsAfter([40, release(eu, 'success')], [50.5, evict(us)])).toEqual({ e: 30, u: 30.5 });
  });

  it('counts for every slot of a hold, and for all of them where it is of the whole lease', () => {
    const ended: readonly Write[] = [[40, release(eu, 'success'), release(us, 'failure')]];
    const two: Write[] = [
      [41, register(both)],
      [50, grant(both, 'e', 'u')],
      [60, release(both, 'success')],
    ];
    expect(slotsAfter(...ended, ...two)).toEqual({ e: 40, u: 30 });
    expect(slotsAfter(...ended, [100, grant(whole)], [200, release(whole, 'success')])).toEqual({
      e: 130,
      u: 120,
    });
  });

  it('is forgotten with the slot', () => {
    const late = pooled(5, 'x');
    const month = 31 * 86_400;
    const again: Write[] = [
      [month, register(late)],
      [month + 10, grant(late, 'x')],
      [month + 20, release(late, 'success')],
    ];
    const idle = [40, release(eu, 'success'), release(us, 'success'), withdraw(whole)] as const;
    expect(slotsAfter(idle, ...again)).toEqual({ x: 10 });
  });

  it('takes no name for that of something that every object has', () => {
    const odd = plain(6, { parameters: { accepts: ['constructor'] } });
    const document = story(
      [0, register(odd)],
      [10, grant(odd, 'constructor')],
      [20, release(odd, 'success')],
    );
    expect(document.counters.slots).toEqual({ constructor: 10 });
    expect(parseDocument(LEASE, printDocument(document))).toEqual(document);
  });
});

describe('the counters of a document', () => {
  it('are zero where an older release has written none', () => {
    const { counters: _, ...json } = documentToJson(heldBy(p1));
    expect(parseDocument(LEASE, JSON.stringify(json))).toMatchObject({ counters: NO_COUNTERS });
  });

  it('stay where somebody has put them as high as they go, and the document can be read', () => {
    const all = { sum: LARGEST_TOTAL, buckets: [...BUCKETS, 0].map(() => LARGEST_TOTAL) };
    const outcomes = { ...NO_COUNTERS.outcomes, success: LARGEST_TOTAL };
    const most: Counters = { grants: LARGEST_TOTAL, outcomes, waits: all, holds: all };
    const document = write(
      write({ ...createDocument(LEASE, START), counters: most }, 0, register(p1), grant(p1)),
      60,
      release(p1, 'success'),
    );
    expect(parseDocument(LEASE, printDocument(document))).toMatchObject({ counters: most });
    const bytes =
      printDocument(document).length - printDocument({ ...document, counters: NO_COUNTERS }).length;
    expect(bytes).toBeLessThan(500);
  });
});
