// What a process knows of a lease: older answers, rewinds, deletions, missed looks, and writes that may still land.
import type { Glance } from '../../src/lease/board.ts';
import { describe, expect, it } from 'vitest';
import type { LeaseDocument } from '../../src/lease/schema.ts';
import {
  current,
  draftOf,
  isGone,
  learnApplied,
  learnGlance,
  learnSilence,
  learnWhole,
  unknown,
  type Learned,
} from '../../src/protocol/knowledge.ts';
import { aRequest } from '../engine/world.ts';
import { knowing, LOCK, ONE, reading, THREE, TWO, whole } from './knowing.ts';
import { moment, START } from './moment.ts';

const BROKEN = { unreadable: 'it is not JSON' };

describe('a whole read', () => {
  it('is believed, whether something has changed or not', () => {
    const first = learnWhole(unknown('staging'), whole(ONE), moment(0));
    expect(first).toMatchObject({
      as: 'believed',
      known: { hasRead: true, on: { head: 'head-1' }, document: ONE, seen: ONE.sequence, existed: true },
    });
    const second = learnWhole(first.known, whole(ONE), moment(1));
    expect(second.as).toBe('believed');
    expect(learnWhole(second.known, whole(TWO), moment(2)).as).toBe('believed');
  });

  it('of a lease that nobody has written is made up, dated by the clock, and not taken as seen', () => {
    const { known } = learnWhole(unknown('staging'), whole(null, { head: null }), moment(7));
    expect(current(known, START + 7)).toMatchObject({ lease: 'staging', sequence: START + 7, epoch: 0 });
    expect(known).toMatchObject({ seen: -1, existed: false, document: null });
    expect(learnWhole(known, whole(ONE), moment(8)).as).toBe('believed');
  });

  it('that cannot be understood says which file, and teaches nothing', () => {
    const known = knowing();
    expect(learnWhole(known, whole(BROKEN), moment(1))).toEqual({
      known,
      as: 'believed',
      unreadable: { path: 'leases/staging.json', head: 'head-1', problem: 'it is not JSON' },
    });
    const locked = learnWhole(known, whole(TWO, { lock: BROKEN }), moment(1));
    expect(locked.unreadable).toEqual({ path: 'lock.json', head: 'head-1', problem: 'it is not JSON' });
  });

  it('does not need the lock of all leases where it only ends something', () => {
    const known = unknown('staging', { endsOnly: true });
    const learned = learnWhole(known, whole(ONE, { lock: BROKEN }), moment(0));
    expect(learned).toMatchObject({ unreadable: null, known: { lock: null, document: ONE } });
  });

  it.each([
    ['is believed', 86_300, {}, null],
    ['is not', 86_500, {}, expect.stringMatching(/^it has the time .*, more than a day after /)],
    ['is believed by one without a clock to rely on', 86_500, { trusted: false }, null],
  ])('with a stamp a day ahead %s', (_, ahead, options, problem) => {
    const early = { at: ONE.requests[0]!.seen_at - ahead };
    const learned = learnWhole(unknown('staging', options), whole(ONE), moment(0, early));
    expect(learned.unreadable?.problem ?? null).toEqual(problem);
  });

  it('is not judged by its stamps before GitHub has told the time', () => {
    expect(learnWhole(unknown('staging'), whole(ONE), moment(0, { at: null })).unreadable).toBeNull();
  });
});

describe('an older read', () => {
  it('is not believed, and leaves nothing to write on', () => {
    const learned = reading(knowing(THREE), [1, whole(ONE)]);
    expect(learned).toMatchObject({
      as: 'older',
      known: { document: THREE, on: null, older: { count: 1, over: 0, heardAt: 1 } },
    });
  });

  it.each<[string, 'older' | 'rewound', Record<number, LeaseDocument>]>([
    ['three over a minute', 'rewound', { 10: ONE, 40: ONE, 70: ONE }],
    ['three over less than a minute', 'older', { 10: ONE, 40: ONE, 69: ONE }],
    ['two over more than a minute', 'older', { 10: ONE, 90: ONE }],
    ['three before it stood still, one of them heard after it', 'older', { 10: ONE, 15: ONE, 90: ONE }],
    ['older ones that differ', 'rewound', { 10: TWO, 40: ONE, 70: TWO }],
    ['three with a good one among them', 'older', { 10: ONE, 40: THREE, 70: ONE, 80: ONE }],
  ])('repeated is a rewound branch: %s: %s', (_, as, read) => {
    const reads = Object.entries(read).map(([mono, document]) => [Number(mono), whole(document)] as const);
    expect(reading(knowing(THREE), ...reads).as).toBe(as);
  });

  it('begins to count anew after a silence: nobody could have told', () => {
    const twice = reading(knowing(THREE), [10, whole(ONE)], [40, whole(ONE)]).known;
    const after = reading(learnSilence(twice), [70, whole(ONE)]);
    expect(after).toMatchObject({ as: 'older', known: { older: { count: 1, over: 0, heardAt: 70 } } });
    expect(reading(after.known, [100, whole(ONE)], [130, whole(ONE)]).as).toBe('rewound');
  });

  it('that is believed at last is gone on from, above every token that was seen', () => {
    const held = knowing({ ...THREE, epoch: START + 500 });
    const rewound = reading(held, [10, whole(ONE)], [40, whole(ONE)], [70, whole(ONE)]).known;
    expect(rewound).toMatchObject({ document: ONE, seen: ONE.sequence, floor: START + 500, older: null });
    const id = aRequest(1).id;
    const draft = draftOf(rewound, [{ kind: 'grant', id }], START + 71);
    expect(draft?.document?.epoch).toBe(START + 501);
  });

  it('is one that has a lower token than somebody knows of, once', () => {
    const post = unknown('staging', { seen: ONE.sequence, least: 7 });
    const learned = reading(post, [0, whole(TWO)], [30, whole(TWO)]);
    expect(learned).toMatchObject({ as: 'older', known: { hasRead: false, on: null } });
    // Somebody claims to know of the token, which proves no rewind.
    expect(reading(learned.known, [60, whole(TWO)])).toMatchObject({ as: 'believed', known: { least: 0 } });
    expect(learnWhole(post, whole({ ...TWO, epoch: 7 }), moment(0)).as).toBe('believed');
  });

  it('is what a missing branch is to a process that has nothing to bring back', () => {
    const missing = whole(null, { head: null });
    const post = unknown('staging', { seen: TWO.sequence });
    const learned = reading(post, [0, missing], [30, missing]);
    expect(learned).toMatchObject({ as: 'older', known: { on: null } });
    const believed = reading(learned.known, [61, missing]);
    expect(believed).toMatchObject({ as: 'rewound', known: { on: { head: null }, document: null } });
  });
});

describe('a branch that is gone', () => {
  const missing = whole(null, { head: null });
  const locked = learnWhole(unknown('staging'), whole(TWO, { lock: LOCK }), moment(0)).known;
  const { known, as } = learnWhole(locked, missing, moment(9));

  it('is made anew from what this process saw of its own lease, and of the lock', () => {
    expect(as).toBe('believed');
    expect(isGone(known)).toBe(true);
    expect(current(known, START + 9)).toEqual({ ...TWO, sequence: START + 9 });
    const restored = current(known, START + 9);
    expect(draftOf(known, [], START + 9)).toEqual({
      lease: 'staging',
      on: null,
      document: restored,
      lock: LOCK,
    });
  });

  it('may have taken signs of life with it: what was watched of them begins anew', () => {
    const [stamp] = Object.keys(knowing(TWO).sightings);
    expect(stamp).toBeDefined();
    expect(known.sightings).toEqual({});
    const again = learnWhole(known, whole({ ...TWO, sequence: START + 9 }), moment(20)).known;
    expect(again.sightings[stamp!]?.at).toBe(again.watched);
  });

  it('is no longer gone once it is written', () => {
    const draft = draftOf(known, [], START + 9)!;
    expect(isGone(learnApplied(known, draft, 'head-2'))).toBe(false);
  });

  it('is known to be gone also where nobody has written this lease on it', () => {
    const empty = learnWhole(unknown('staging'), whole(null), moment(0)).known;
    const after = learnWhole(empty, missing, moment(9)).known;
    expect([isGone(empty), isGone(after)]).toEqual([false, true]);
    expect(current(after, START + 9).sequence).toBe(START + 9);
  });
});

describe('a look', () => {
  const known = knowing();
  const glance = (document: Glance['document'], lock?: Glance['lock']): Glance =>
    lock === undefined ? { document } : { document, lock };

  it.each<[string, Glance, Learned['as'], boolean]>([
    ['that shows the same keeps the version to write on', glance(TWO), 'believed', true],
    ['that shows something newer asks for a read before the next write', glance(THREE), 'believed', false],
    ['that shows another lock does so too', glance(TWO, LOCK), 'believed', false],
    ['that shows something older is not believed', glance(ONE), 'older', false],
  ])('%s', (_, value, as, mayWrite) => {
    const learned = learnGlance(known, value, moment(5));
    expect([learned.as, learned.known.on !== null, learned.unreadable]).toEqual([as, mayWrite, null]);
  });

  it('that shows something newer is known by it', () => {
    expect(learnGlance(known, glance(THREE, LOCK), moment(5)).known).toMatchObject({
      document: THREE,
      lock: LOCK,
    });
  });

  it('that was not believed leaves what is known, and the next one is believed as if it had not been', () => {
    const locked = learnGlance(known, glance(TWO, LOCK), moment(1)).known;
    const older = learnGlance(locked, glance(ONE, null), moment(2));
    expect(older).toMatchObject({ as: 'older', known: { document: TWO, lock: LOCK } });
    expect(learnGlance(older.known, glance(THREE, null), moment(3))).toMatchObject({
      as: 'believed',
      known: { document: THREE, lock: null, on: null, older: null },
    });
  });

  it('that finds no document leaves it to a read whether the branch or the file is gone', () => {
    const missed = learnGlance(known, glance(null), moment(5));
    expect(missed).toMatchObject({ as: 'believed', known: { missed: true, on: null, document: TWO } });
    expect(learnWhole(missed.known, whole(TWO), moment(6)).known.missed).toBe(false);
  });

  it('that cannot be understood says which file', () => {
    const files = [glance(BROKEN), glance(TWO, BROKEN)].map(
      (value) => learnGlance(known, value, moment(5)).unreadable?.path,
    );
    expect(files).toEqual(['leases/staging.json', 'lock.json']);
  });
});
