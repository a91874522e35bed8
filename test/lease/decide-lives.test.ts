// The lives of others and one's own: whom a request evicts, whom it checks, and what it writes down of them.
import { describe, expect, it } from 'vitest';
import type { Applicant, Sighting } from '../../src/lease/decision.ts';
import type { LeaseDocument, Registration } from '../../src/lease/schema.ts';
import type { Signs } from '../../src/lease/signs.ts';
import { NO_SIGHTINGS, noteSightings } from '../../src/lease/age.ts';
import { asked, deadSigns, decideOnce, look, sign } from './applicant.ts';
import {
  alive,
  byOwnClocks,
  evict,
  group,
  heldBy,
  liveOf,
  lockOf,
  plain,
  register,
  renew,
  START,
  waiting,
  write,
} from './build.ts';

const [g1, g2, p1, p2, p3] = [group(1), group(2), plain(1), plain(2), plain(3)];
const eager = plain(2, { parameters: { takeover_delay: 0 } });
const once = { wait: false } as const;

/** The second holds the lease, and the first waits since 2. */
const held = heldBy(p2, p1);
const half = p1.parameters.max_hold / 2;

describe('the dead before a request', () => {
  const line = waiting(p2, p3, p1);

  it.each<[string, LeaseDocument, Registration, Registration[], string, Partial<Applicant>?]>([
    ['a holder, by the next in line', held, p1, [p2], 'evict'],
    ['a holder that asked for no takeover delay', heldBy(eager, p1), p1, [eager], 'evict + grant'],
    ['a holder, by one that arrives', held, p3, [p2], 'register + evict'],
    ['a holder, by one that arrives alone', heldBy(eager), p1, [eager], 'register + evict + grant'],
    ['a holder, from further down, though those between live', heldBy(p2, p1, p3), p3, [p2], 'evict'],
    ['before evaluations to win', heldBy(eager, p1), p1, [eager], 'evict', { delayAssignment: 1 }],
    ['by one try, with its grant', heldBy(eager), p1, [eager], 'register + evict + grant', once],
    ['by one try, which registers only with that', heldBy(p2), p1, [p2], 'evict', once],
    ['the nearest one', line, p1, [p3], 'evict'],
    ['nobody beyond the first that lives', line, p1, [p2], 'wait'],
    ['nobody whose round then waits no longer', waiting(g2, g1), g1, [g2], 'evict'],
  ])('are evicted in the write of the request: %s', (_, document, who, dead, expected, wish = {}) => {
    const remembers = { signs: deadSigns(...dead) };
    expect(asked(decideOnce(who, look(document, 10), { ...wish, remembers }))).toBe(expected);
  });

  it('are those who have not shown themselves, of processes that no API knows', () => {
    const outside = plain(2, { parameters: { held_by: 'process', max_hold: 120 } });
    const document = byOwnClocks(heldBy(outside, p1));
    const sightings = noteSightings(document, NO_SIGHTINGS, { watched: 0, now: null });
    const seen = (watched: number): Sighting => {
      const looking = look(document, 1e6);
      return { ...looking, time: { ...looking.time, watched, sightings } };
    };
    const [before, after] = [121, 122].map((watched) => decideOnce(p1, seen(watched)));
    expect([asked(before!), before!.check, asked(after!)]).toEqual([
      'hand-on + renew',
      [],
      'evict + hand-on + renew',
    ]);
    expect(after!.verdict).toMatchObject({
      changes: [{ reason: 'it did not show itself in time' }, { kind: 'hand-on' }, { kind: 'renew' }],
    });
  });

  it('are told apart from those whose jobs nobody can see', () => {
    const { max_hold, ttl } = p2.parameters;
    const late = max_hold + ttl;
    const signs = { [p2.id]: sign('unknown', { polls: 2, unknownSince: 0, at: late }) };
    const { verdict } = decideOnce(p1, look(heldBy(p2, p1), late + 9), { remembers: { signs } });
    const reason = 'it gave no sign of life for its max-hold, and nobody could see its job';
    expect(verdict).toMatchObject({ changes: [{ kind: 'evict', reason }, { kind: 'renew' }] });
  });

  it('are told apart from what an earlier step of the job has ended, which a rewound branch shows again', () => {
    const [first, second] = [plain(1, { id: '1/1/deploy/0/7' }), plain(1, { id: '1/1/deploy/0/7/2' })];
    const returned = write(heldBy(first), 5, register(second));
    const reason = 'it had ended before: its job has asked anew since';
    const epoch = liveOf(returned, first).epoch!;
    expect(decideOnce(second, look(returned, 6)).verdict).toEqual({
      kind: 'write',
      changes: [{ kind: 'evict', id: first.id, epoch, by: second.id, reason }],
    });
    expect(asked(decideOnce(p1, look(write(heldBy(first), 5, register(p1)), 6)))).toBe('wait');
    // A later one has not ended: the earlier one's outcome was dropped, and so its id was taken for new.
    const later = write(heldBy(second), 5, register(first));
    expect(asked(decideOnce(first, look(later, 6)))).toBe('wait');
  });

  it('are evicted nearest first, before the grant', () => {
    const { verdict } = decideOnce(p1, look(line, 10), { remembers: { signs: deadSigns(p2, p3) } });
    const ends = [p3, p2].map(({ id }) => ({
      kind: 'evict',
      id,
      epoch: null,
      by: p1.id,
      reason: 'its job ended',
    }));
    expect(verdict).toEqual({ kind: 'write', changes: [...ends, { kind: 'grant', id: p1.id }] });
  });

  it('give way to a grant after the takeover delay of a holder', () => {
    const remembers = { signs: deadSigns(p2) };
    const { verdict } = decideOnce(p1, look(held, 200), { remembers });
    const hold = { id: p2.id, epoch: START + 1, reason: 'its job ended without a release' };
    expect(verdict).toEqual({ kind: 'write', changes: [{ kind: 'evict', by: p1.id, ...hold }] });
    const evicted = write(held, 200, evict(p2));
    const later = [231, 232].map((after) => asked(decideOnce(p1, look(evicted, after), { remembers })));
    expect(later).toEqual(['wait', 'grant']);
  });
});

describe('a check', () => {
  const ttl = p2.parameters.ttl;

  it.each<[string, Registration, number, Partial<Sighting>, string[]]>([
    ['of the one before, after its TTL', p1, ttl + 3, {}, [p2.id]],
    ['of nobody earlier', p1, ttl + 2, {}, []],
    ['of the last in line, by one that is about to register', p3, ttl + 4, {}, [p1.id]],
    ['of nobody, by one that leaves', p1, ttl + 3, { ending: 'timed-out' }, []],
    ['of nobody, by the holder', p2, ttl + 3, {}, []],
  ])('is asked for: %s', (_, who, after, seen, expected) => {
    expect(decideOnce(who, look(held, after, seen)).check.map(({ id }) => id)).toEqual(expected);
  });
});

describe('a job that the process has seen alive', () => {
  const seenAt = (after: number): Signs => ({ [p2.id]: sign('alive', { at: after, aliveAt: after }) });

  it('is written down with whatever else there is to write', () => {
    const { verdict } = decideOnce(p3, look(held, 200), { remembers: { signs: seenAt(200) } });
    expect(verdict).toEqual({ kind: 'write', changes: [register(p3), alive(p2)] });
  });

  it('is written down by itself when half of its max-hold is over without a sign', () => {
    const at = (after: number, document: LeaseDocument): string => {
      const seen = look(document, after);
      return asked(decideOnce(p1, seen, { remembers: { signs: seenAt(after) } }));
    };
    expect([half + 2, half + 3].map((after) => at(after, held))).toEqual(['wait', 'alive']);
    const noted = write(held, half, alive(p2), renew(p1));
    expect([half + 3, 2 * half + 1, 2 * half + 2].map((after) => at(after, noted))).toEqual([
      'wait',
      'wait',
      'renew + alive',
    ]);
  });

  it('is not written down by one try, which leaves', () => {
    const remembers = { signs: seenAt(half + 3) };
    expect(decideOnce(p3, look(heldBy(p2), half + 3), { ...once, remembers }).verdict.kind).toBe('gone');
  });

  it('is forgotten with its request', () => {
    const remembers = { signs: { ...seenAt(5), gone: sign('ended') } };
    expect(decideOnce(p1, look(held, 5), { remembers }).memory.signs).toEqual(seenAt(5));
  });
});

describe('a request that waits, and has shown no sign for half of its max-hold,', () => {
  const locked = write(held, 2, { kind: 'lock', lock: lockOf() });
  const noted = write(held, half, alive(p1));

  it.each<[string, LeaseDocument, number]>([
    ['renews itself, whoever can see it', held, half + 4],
    ['waits for longer where others have written down that it lives', noted, 2 * half + 2],
    ['renews itself while the lease is locked too', locked, half + 4],
    ['does it again after that', write(locked, half, renew(p1)), 2 * half + 2],
  ])('%s', (_, document, after) => {
    const at = (seconds: number): string => asked(decideOnce(p1, look(document, seconds)));
    expect([at(after - 1), at(after)]).toEqual(['wait', 'renew']);
  });
});
