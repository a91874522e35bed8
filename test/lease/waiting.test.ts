// Why a request waits, as data for the people who watch.
import { describe, expect, it } from 'vitest';
import { NO_SIGHTINGS, noteSightings } from '../../src/lease/age.ts';
import { createDocument } from '../../src/lease/document.ts';
import type { MergeGroup } from '../../src/lease/groups.ts';
import type { LeaseDocument, Lock, Registration } from '../../src/lease/schema.ts';
import { explain, type Waiting } from '../../src/lease/waiting.ts';
import { sign } from './applicant.ts';
import {
  ask,
  at,
  evict,
  grant,
  group,
  heldBy,
  LEASE,
  listed,
  liveOf,
  lockOf,
  plain,
  pooled,
  poolOf,
  register,
  release,
  START,
  story,
  timeAt,
  waiting,
  withdraw,
  write,
} from './build.ts';

const [g1, g2, g3, p1, p2] = [group(1), group(2), group(3), plain(1), plain(2)];

function seen(
  document: LeaseDocument,
  registration: Registration,
  after: number,
  look: { readonly lock?: Lock; readonly groups?: readonly MergeGroup[] } = {},
): Waiting {
  return explain(document, registration, look.lock ?? null, look.groups ?? null, timeAt(after));
}

describe('a request that waits', () => {
  const held = heldBy(p1, p2, plain(3));

  it('is told its place, the length of the line, and who holds the lease', () => {
    expect(seen(held, plain(3), 10)).toMatchObject({ place: 2, inLine: 2, holders: [liveOf(held, p1)] });
  });

  it('has no place while it is not registered', () => {
    expect(seen(held, plain(9), 10)).toMatchObject({ place: null, inLine: 2, round: null });
    const nothing = { place: null, holders: [], lock: null, takeoverEnds: null, due: null, round: null };
    expect(seen(createDocument(LEASE, START), p1, 0)).toEqual({ ...nothing, inLine: 0 });
  });

  it('has no place while it holds the lease, and waits for no round', () => {
    expect(seen(held, p1, 10)).toMatchObject({ place: null, round: null });
  });

  it('is told when a takeover delay ends', () => {
    expect(seen(write(held, 10, evict(p1)), p2, 11).takeoverEnds).toBe(at(41));
    expect(seen(held, p2, 11).takeoverEnds).toBeNull();
  });

  it('is told who is due, once the lease can be granted', () => {
    const open = waiting(p1, p2);
    expect(seen(open, p2, 2).due?.id).toBe('plain-1');
    const others = [
      seen(held, p2, 10),
      seen(open, p2, 2, { lock: lockOf() }),
      seen(write(held, 10, evict(p1)), p2, 11),
      seen(waiting(g1), g1, 1),
    ];
    expect(others.map(({ due }) => due)).toEqual([null, null, null, null]);
  });
});

describe('the lock that is shown', () => {
  const own = lockOf({ reason: 'own', until: at(60) });
  const locked = story([0, register(p1)], [1, { kind: 'lock', lock: own }]);

  it('is that of the lease', () => {
    expect(seen(locked, p1, 10).lock).toEqual(own);
  });

  it('is that of all leases first', () => {
    expect(seen(locked, p1, 10, { lock: lockOf() }).lock).toEqual(lockOf());
  });

  it('is the one in force', () => {
    expect(seen(locked, p1, 10, { lock: lockOf({ until: at(5) }) }).lock).toEqual(own);
    expect(seen(locked, p1, 100).lock).toBeNull();
  });

  it('is that of a slot without which too few are left', () => {
    const ofSlot = story([0, { kind: 'lock', lock: own, slots: ['a'] }]);
    const wanting = (accepts: string[], take = 1) =>
      plain(3, { parameters: { ...p1.parameters, accepts, take } });
    expect(seen(ofSlot, wanting(['a']), 10).lock).toEqual(own);
    expect(seen(ofSlot, wanting(['a', 'b'], 2), 10).lock).toEqual(own);
    expect(seen(ofSlot, p1, 10).lock).toEqual(own);
    expect(seen(ofSlot, wanting(['a', 'b']), 10).lock).toBeNull();
  });

  it('is none where nobody has named the slots yet', () => {
    const wanting = plain(3, { parameters: { ...p1.parameters, accepts: ['new'], take: 1 } });
    expect(seen(story([0, register(p1)]), wanting, 10).lock).toBeNull();
  });
});

describe('the round that gathers', () => {
  const gathering = story([0, register(g1)], [10, register(g2)]);

  it('says until when, how many are there, and what is to come', () => {
    const groups = [g1, g2, g3].map(listed);
    expect(seen(gathering, g1, 20, { groups }).round).toEqual({
      until: at(311),
      registered: 2,
      expected: 'auto',
      awaited: [listed(g3)],
    });
  });

  it('does not know what is to come where the merge groups are not known', () => {
    expect(seen(gathering, g1, 20).round?.awaited).toBeNull();
  });

  it('says the number that completes it', () => {
    const numbered = waiting(group(1, { parameters: { expected: 4 } }));
    expect(seen(numbered, g1, 20).round).toMatchObject({ registered: 1, expected: 4 });
  });

  it('is not shown once it is ready', () => {
    expect(seen(gathering, g1, 312).round).toBeNull();
    expect(seen(gathering, g1, 20, { groups: [g1, g2].map(listed) }).round).toBeNull();
  });

  it('is that of a plain request too, where it asked for a window; it awaits no merge group', () => {
    const patient = waiting(plain(1, { parameters: { window: 60 } }));
    expect(seen(patient, p1, 20, { groups: [listed(g1)] }).round).toEqual({
      until: at(61),
      registered: 1,
      expected: 'auto',
      awaited: null,
    });
  });

  it('ends three windows after its oldest request registered, however many come', () => {
    const busy = story(
      [0, register(g1)],
      [250, register(g2)],
      [500, register(g3)],
      [750, register(group(4))],
      [890, register(group(5))],
    );
    expect(seen(busy, g1, 895).round?.until).toBe(at(901));
  });

  it('is not shown where everybody in it is passed over', () => {
    const asked = write(gathering, 20, ask(g1), ask(g2));
    const sightings = noteSightings(asked, NO_SIGHTINGS, { watched: 0, now: null });
    const time = { ...timeAt(200), watched: 200, sightings };
    expect(explain(asked, plain(9), null, null, time).due).toBeNull();
    expect(explain(asked, g1, null, null, time).round).toMatchObject({ until: at(311) });
    const alone = write(asked, 21, withdraw(g1), register(p1));
    expect(explain(alone, p1, null, null, time).round).toBeNull();
    expect(explain(heldBy(g1), g1, null, null, time).round).toBeNull();
  });

  it('is complete only by those that the process has seen alive', () => {
    const two = { parameters: { expected: 2, window: 3600 } } as const;
    const document = story([0, register(group(1, two))], [200, register(group(2, two))]);
    expect(explain(document, g2, null, null, timeAt(201)).round).toMatchObject({ registered: 2 });
    const signs = { [g1.id]: sign('alive', { aliveAt: 0 }) };
    expect(explain(document, g2, null, null, timeAt(201), signs).round).toBeNull();
  });

  it('does not know what is to come where two groups name the same commit', () => {
    const groups = [listed(g1), listed(g2), listed(group(9, { base_sha: listed(g1).parent }))];
    expect(seen(gathering, g1, 20, { groups }).round?.awaited).toBeNull();
  });

  it('ends a window after the failure below its candidate, where each of its candidates is above one', () => {
    const document = write(write(waiting(g1, g2), 1000, grant(g1)), 1100, release(g1, 'failure'));
    expect(seen(document, g2, 1200).round?.until).toBe(at(1401));
  });
});

describe('a request for slots', () => {
  const pool = poolOf([pooled(1, 'a'), 'a'], [pooled(2, 'b'), 'b']);
  const locked = write(pool, 5, { kind: 'lock', lock: lockOf(), slots: ['a'] });
  const names = (document: LeaseDocument, registration: Registration): string[] =>
    seen(document, registration, 10).holders.map(({ id }) => id);

  it('waits for those who hold what it accepts', () => {
    expect(names(pool, pooled(3, 'a'))).toEqual(['plain-1']);
    expect(names(pool, pooled(3, 'ba'))).toEqual(['plain-1', 'plain-2']);
    expect(names(pool, plain(3))).toEqual(['plain-1', 'plain-2']);
  });

  it('waits for a lock where that leaves it too few', () => {
    const closed = (registration: Registration) => seen(locked, registration, 10).lock;
    expect(closed(pooled(3, 'a'))).toMatchObject({ actor: 'bob' });
    expect(closed(pooled(3, 'ab', 2))).toMatchObject({ actor: 'bob' });
    expect(closed(plain(3))).toMatchObject({ actor: 'bob' });
    expect(closed(pooled(3, 'ab'))).toBeNull();
  });

  it('waits for the first of its slots at rest', () => {
    const long = pooled(1, 'a', 1, { parameters: { takeover_delay: 99 } });
    const both = write(
      write(poolOf([long, 'a'], [pooled(2, 'b'), 'b']), 5, evict(long)),
      6,
      evict(pooled(2, 'b')),
    );
    const ends = (registration: Registration) => seen(both, registration, 10).takeoverEnds;
    expect(ends(pooled(3, 'ab'))).toBe(at(37));
    expect(ends(pooled(3, 'a'))).toBe(at(105));
    expect(ends(pooled(3, 'z'))).toBeNull();
  });

  it('is next behind who is due for what it accepts', () => {
    const line = waiting(pooled(1, 'z'), pooled(2, 'a'), pooled(3, 'a'));
    expect(seen(line, pooled(3, 'a'), 10).due?.id).toBe('plain-2');
  });
});
