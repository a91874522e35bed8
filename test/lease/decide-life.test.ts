// Signs of life of others and of oneself: what a waiting request writes down of them, and when.
import { describe, expect, it } from 'vitest';
import type { Sighting } from '../../src/lease/decide.ts';
import type { Signs } from '../../src/lease/signs.ts';
import { asked, decideOnce, look, sign } from './applicant.ts';
import { alive, grant, lockOf, plain, register, renew, story, write } from './build.ts';

const p1 = plain(1);
const p2 = plain(2);
const p3 = plain(3);

/** The second holds the lease since 0, and the first waits since 1. */
const held = story([0, register(p2), grant(p2)], [1, register(p1)]);
const half = p1.parameters.max_hold / 2;

describe('a job that the process has seen alive', () => {
  const seenAt = (after: number): Signs => ({ [p2.id]: sign('alive', { at: after, aliveAt: after }) });

  it('is written down with whatever else there is to write', () => {
    const { verdict } = decideOnce(p3, look(held, 200), { remembers: { signs: seenAt(200) } });
    expect(verdict).toEqual({ kind: 'write', changes: [register(p3), alive(p2)] });
  });

  it('is written down by itself when half of its max-hold is over without a sign', () => {
    const at = (after: number, document = held): string =>
      asked(
        decideOnce(p1, look(document, after, { seesLives: true }), { remembers: { signs: seenAt(after) } }),
      );
    expect(at(half + 1)).toBe('wait');
    expect(at(half + 2)).toBe('alive');
    const noted = write(held, half, alive(p2));
    expect([half + 2, 2 * half + 1, 2 * half + 2].map((after) => at(after, noted))).toEqual([
      'wait',
      'wait',
      'alive',
    ]);
  });

  it('is not written down by one try, which leaves', () => {
    const alone = story([0, register(p2), grant(p2)]);
    const once = { wait: false, remembers: { signs: seenAt(half + 2) } } as const;
    expect(decideOnce(p3, look(alone, half + 2), once).verdict.kind).toBe('gone');
  });

  it('is forgotten with its request', () => {
    const { memory } = decideOnce(p1, look(held, 5), {
      remembers: { signs: { ...seenAt(5), gone: sign('ended') } },
    });
    expect(memory.signs).toEqual(seenAt(5));
  });
});

describe('a request that waits', () => {
  const at = (after: number, seen: Partial<Sighting>, document = held): string =>
    asked(decideOnce(p1, look(document, after, seen)));

  it.each([
    ['where nobody could see it', false],
    ['where nobody has tried to see lives', null],
  ])('renews itself after half of its max-hold, %s', (_, seesLives) => {
    expect(at(half + 2, { seesLives })).toBe('wait');
    expect(at(half + 3, { seesLives })).toBe('renew');
  });

  it('does not renew itself where lives can be seen', () => {
    expect(at(1e6, { seesLives: true })).toBe('wait');
  });

  it('does not renew itself where others have written down that it lives', () => {
    const noted = write(held, half, alive(p1));
    expect(at(half + 3, { seesLives: false }, noted)).toBe('wait');
    expect(at(2 * half + 2, { seesLives: false }, noted)).toBe('renew');
  });

  it('renews itself while the lease is locked too', () => {
    const locked = write(held, 2, { kind: 'lock', lock: lockOf() });
    expect(at(half + 3, { seesLives: false }, locked)).toBe('renew');
    expect(at(half + 3, { seesLives: false }, write(locked, half, renew(p1)))).toBe('wait');
  });
});
