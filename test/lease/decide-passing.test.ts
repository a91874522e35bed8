// Passing over: who is due and does not act is asked to, and then passed over by everybody.
import { describe, expect, it } from 'vitest';
import { NO_SIGHTINGS, noteSightings, type Time } from '../../src/lease/age.ts';
import type { Sighting } from '../../src/lease/decision.ts';
import type { LeaseDocument } from '../../src/lease/schema.ts';
import { applicant, asked, decideOnce, decisions, groupsAt, look } from './applicant.ts';
import { ask, evict, grant, group, lockOf, plain, register, renew, waiting, write } from './build.ts';

const [p1, p2, p3, g1, g2] = [plain(1), plain(2), plain(3), group(1), group(2)];
const HALF = p1.parameters.ttl / 2;

/** The second and the third are due before the first, and do not act. */
const silent = waiting(p2, p3, p1);

/** A look of a process that has first seen the document when it had watched for so long. */
function lookSince(
  document: LeaseDocument,
  since: number,
  after: number,
  time: Partial<Time> = {},
): Sighting {
  const sightings = noteSightings(document, NO_SIGHTINGS, { watched: since, now: null });
  const seen = look(document, after);
  return { ...seen, time: { ...seen.time, sightings, ...time } };
}

describe('one that is due and does not act', () => {
  const me = applicant(p1);
  const last = (...looks: readonly Sighting[]): string => asked(decisions(me, ...looks).at(-1)!);

  it('is asked when it has been due at every poll for half of its TTL', () => {
    const seen = [look(silent, 10), look(silent, 10 + HALF + 1), look(silent, 10 + HALF + 2)];
    expect(decisions(me, ...seen).map(asked)).toEqual(['wait', 'wait', 'ask']);
    expect(decisions(me, ...seen).at(-1)!.verdict).toEqual({ kind: 'write', changes: [ask(p2)] });
  });

  it('is asked by its own patience, not by that of the one who waits', () => {
    const slow = plain(2, { parameters: { ttl: 1000 } });
    const line = waiting(slow, p1);
    expect(last(look(line, 10), look(line, 511))).toBe('wait');
    expect(last(look(line, 10), look(line, 512))).toBe('ask');
  });

  it('is asked in the write that registers the one who waits', () => {
    const line = waiting(p2);
    const { turn } = decideOnce(p1, look(waiting(p2, p1), 10)).memory;
    const seen = look(line, 200);
    expect(asked(decideOnce(p1, seen, { remembers: { turn } }))).toBe('register + ask');
  });

  it.each([
    ['somebody held the lease', look(write(silent, 50, grant(p2)), 60)],
    ['the lease was locked', look(silent, 60, { boardLock: lockOf() })],
    ['another one was due', look(write(silent, 50, register(plain(4, { priority: 1 }))), 60)],
  ])('is asked later after a poll at which %s', (_, between) => {
    expect(last(look(silent, 10), between, look(silent, 10 + HALF + 2))).toBe('wait');
  });

  it('is asked later after a sign of life', () => {
    const renewed = write(silent, 50, renew(p2));
    const looks = [look(silent, 10), look(renewed, 50)];
    expect(last(...looks, look(renewed, 50 + HALF + 1))).toBe('wait');
    expect(last(...looks, look(renewed, 50 + HALF + 2))).toBe('ask');
  });

  it('is asked only by time in which the one who waits had answers', () => {
    const outage = look(silent, 5000);
    expect(last(look(silent, 10), { ...outage, time: { ...outage.time, watched: 20 } })).toBe('wait');
  });

  it('is asked once', () => {
    const document = write(silent, 80, ask(p2));
    expect(last(look(document, 10), lookSince(document, 80, 80 + HALF + 1))).toBe('wait');
  });

  it('is who is due by the document, whatever merge groups the one who waits has seen', () => {
    const train = waiting(g2, p1, p2);
    const groups = groupsAt(5, g2);
    const [first] = decisions(applicant(g2, { delayAssignment: 9 }), look(train, 5, { groups }));
    expect(first?.memory.turn).toMatchObject({ wins: 1, blockers: [] });
  });

  it('is nobody where nobody is due, or oneself', () => {
    const gathering = waiting(g2, g1);
    expect(decideOnce(g1, look(gathering, 10)).memory.turn).toMatchObject({ wins: 0, blockers: [] });
    const patient = decideOnce(p2, look(silent, 10), { delayAssignment: 1 });
    expect(patient.memory.turn).toMatchObject({ wins: 1, blockers: [] });
  });
});

describe('one that was asked', () => {
  const document = write(silent, 80, ask(p2));

  it('is passed over by everybody half of its TTL later, and keeps its place', () => {
    expect(decideOnce(p3, lookSince(document, 80, 80 + HALF + 1)).verdict.kind).toBe('wait');
    expect(asked(decideOnce(p3, lookSince(document, 80, 80 + HALF + 2)))).toBe('grant');
    expect(decideOnce(p1, lookSince(document, 80, 80 + HALF + 2)).memory.turn.blockers).toMatchObject([
      { id: p3.id },
    ]);
  });

  it('is passed over only by time in which the others had answers', () => {
    const outage = lookSince(document, 80, 5000, { watched: 90 });
    expect(asked(decideOnce(p3, outage))).toBe('wait');
  });

  it('takes the lease in its own eyes, if it still can', () => {
    expect(asked(decideOnce(p2, lookSince(document, 80, 5000)))).toBe('grant');
  });

  it.each<[string, Partial<Sighting>]>([
    ['the lease is locked', { boardLock: lockOf() }],
    ['it must know more first', { openEvidence: true }],
  ])('shows that it is there where it cannot: %s', (_, seen) => {
    const { verdict } = decideOnce(p2, { ...lookSince(document, 80, 200), ...seen });
    expect(verdict).toEqual({ kind: 'write', changes: [renew(p2)] });
    const after = write(document, 200, renew(p2));
    expect(asked(decideOnce(p3, lookSince(after, 200, 200 + HALF)))).toBe('wait');
  });

  it('is passed over within its round too: the next one of the stack goes first', () => {
    const train = write(waiting(g1, g2), 400, ask(g2));
    expect(asked(decideOnce(g1, lookSince(train, 400, 400 + HALF + 1)))).toBe('wait');
    expect(asked(decideOnce(g1, lookSince(train, 400, 400 + HALF + 2)))).toBe('grant');
  });

  it('leaves its round in the order of those that are left', () => {
    // The one that is passed over contains the one with the highest priority; a third stands beside them.
    const top = group(2, { priority: 1 });
    const below = group(1, { priority: 9 });
    const beside = group(7, { priority: 5, base_sha: group(70).head_sha });
    const round = waiting(below, top, beside);
    expect(asked(decideOnce(beside, look(round, 400)))).toBe('grant');
    const passed = lookSince(write(round, 400, ask(top)), 400, 400 + HALF + 2);
    expect(asked(decideOnce(below, passed))).toBe('grant');
    expect(asked(decideOnce(beside, passed))).toBe('wait');
  });

  it('leaves the lease to a newcomer where it was the only one', () => {
    const alone = write(waiting(p2), 80, ask(p2));
    const seen = lookSince(alone, 80, 500);
    expect(asked(decideOnce(p1, seen))).toBe('register + grant');
  });

  it('keeps its place: who was passed over is first again when it has shown itself', () => {
    const passed = write(document, 200, grant(p3));
    const back = write(write(passed, 210, renew(p2)), 220, evict(p3));
    expect(asked(decideOnce(p2, look(back, 260)))).toBe('grant');
    expect(asked(decideOnce(p1, look(back, 260)))).toBe('wait');
  });
});
