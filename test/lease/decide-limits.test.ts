// What holds a grant or a registration back: an open question, a full document, members of the round that may be gone.
import { describe, expect, it } from 'vitest';
import { LARGEST_DOCUMENT, sizeOf } from '../../src/lease/board.ts';
import type { Sighting } from '../../src/lease/decide.ts';
import type { LeaseDocument } from '../../src/lease/schema.ts';
import { transition } from '../../src/lease/transition.ts';
import { applicant, asked, deadSigns, decideOnce, decisions, look, sign } from './applicant.ts';
import { at, endOf, evict, grant, group, plain, register, story, write } from './build.ts';

const p1 = plain(1);
const p2 = plain(2);

describe('an open question about a success', () => {
  const open = { openEvidence: true } as const;
  const free = story([0, register(p1)]);

  it('holds the grant back, and nothing else', () => {
    expect(asked(decideOnce(p1, look(free, 5, open)))).toBe('wait');
    expect(asked(decideOnce(p2, look(free, 5, open)))).toBe('register');
    const dead = { remembers: { signs: deadSigns(p1) } };
    expect(asked(decideOnce(p2, look(free, 5, open), dead))).toBe('register + evict');
  });

  it('keeps one try waiting, which takes the lease or leaves when it is answered', () => {
    const once = { wait: false } as const;
    const empty = story([0, register(p1)], [0, evict(p1)]);
    expect(decideOnce(p2, look(empty, 5, open), once).verdict).toEqual({ kind: 'wait', because: null });
    expect(asked(decideOnce(p2, look(empty, 5), once))).toBe('register + grant');
  });

  it('does not take away the evaluations that were won meanwhile', () => {
    const kinds = decisions(
      applicant(p1, { delayAssignment: 2 }),
      look(free, 1, open),
      look(free, 2, open),
      look(free, 3),
    );
    expect(kinds.map(asked)).toEqual(['wait', 'wait', 'grant']);
  });
});

describe('a document without room', () => {
  const large = { scope: 's'.repeat(2000), head_ref: 'r'.repeat(1000), payload: 'p'.repeat(4000) } as const;
  const filler = plain(50, { payload: 'p'.repeat(4000) });
  const many = [
    filler,
    ...Array.from({ length: 38 }, (_, number) => plain(number, { ...large, id: `request-${number}` })),
  ];
  const full = story([0, register(p2), grant(p2)], ...many.map((each) => [1, register(each)] as const));
  const next = plain(1, large);

  it('takes no registration that would make it too large', () => {
    expect(sizeOf(full)).toBeLessThanOrEqual(LARGEST_DOCUMENT);
    expect(sizeOf(write(full, 2, register(next)))).toBeGreaterThan(LARGEST_DOCUMENT);
    expect(decideOnce(next, look(full, 5)).verdict).toEqual({ kind: 'wait', because: 'no-room' });
  });

  it('gives the lease to nobody who does not fit, though it is free', () => {
    const free = story(...many.map((each) => [1, register(each)] as const), [1, register(plain(60))]);
    const first = { ...large, priority: 1 };
    expect(decideOnce(plain(1, first), look(free, 5)).verdict).toEqual({ kind: 'wait', because: 'no-room' });
    expect(asked(decideOnce(plain(1, { priority: 1 }), look(free, 5)))).toBe('register + grant');
  });

  it('takes a smaller one', () => {
    expect(asked(decideOnce(p1, look(full, 5)))).toBe('register');
  });

  it('is measured in bytes', () => {
    const wide = plain(1, { scope: '語'.repeat(1400), payload: '語'.repeat(1400) });
    const narrow = plain(1, { scope: 'a'.repeat(1400), payload: 'a'.repeat(1400) });
    expect(asked(decideOnce(narrow, look(full, 5)))).toBe('register');
    expect(decideOnce(wide, look(full, 5)).verdict).toEqual({ kind: 'wait', because: 'no-room' });
  });

  it('is measured in bytes also where its text is short', () => {
    const texts = { scope: '語'.repeat(2000), job: '語'.repeat(500), payload: '語'.repeat(4000) } as const;
    const few = Array.from({ length: 15 }, (_, number) =>
      plain(number, { ...texts, id: `request-${number}` }),
    );
    const document = story([0, register(p2), grant(p2)], ...few.map((each) => [1, register(each)] as const));
    const after = write(document, 2, register(plain(99, texts)));
    expect(JSON.stringify(after).length).toBeLessThan(LARGEST_DOCUMENT / 2);
    expect(sizeOf(after)).toBeGreaterThan(LARGEST_DOCUMENT);
    expect(decideOnce(plain(99, texts), look(document, 5)).verdict).toEqual({
      kind: 'wait',
      because: 'no-room',
    });
  });

  it('is freed from its dead by one that does not fit yet', () => {
    const remembers = { signs: deadSigns(many.at(-1)!) };
    const decision = decideOnce(next, look(full, 5), { remembers });
    expect(asked(decision)).toBe('evict');
    const changes = decision.verdict.kind === 'write' ? decision.verdict.changes : [];
    const after = transition(full, changes, { now: at(5) });
    expect(endOf(after, many.at(-1)!).outcome).toBe('evicted');
    expect(asked(decideOnce(next, look(after, 6)))).toBe('register');
  });

  it('asks about the lives before it, though it does not fit yet', () => {
    expect(decideOnce(next, look(full, 500)).check.map(({ id }) => id)).toContain('request-37');
  });

  it('lets one try go', () => {
    const { verdict } = decideOnce(next, look(full, 5), { wait: false });
    expect(verdict).toEqual({ kind: 'gone', ending: 'not-granted' });
  });

  it('does not keep a later step from taking over what is registered', () => {
    const over = write(full, 2, register(next));
    const later = { ...next, nonce: 'later' };
    expect(asked(decideOnce(later, look(over, 5)))).toBe('register');
  });
});

describe('a round that is complete by a number', () => {
  const two = { parameters: { expected: 2, window: 600 } } as const;
  const [low, top] = [group(1, two), group(2, two)];
  const TTL = low.parameters.ttl;
  /** The lower one registered at 0, the upper one registers much later. */
  const gathered = (after: number): LeaseDocument => story([0, register(low)], [after, register(top)]);
  const at = (document: LeaseDocument, after: number, seen: Partial<Sighting> = {}) =>
    decideOnce(top, look(document, after, seen));

  it('counts those who have shown themselves within their TTL', () => {
    expect(asked(at(gathered(TTL), TTL + 1))).toBe('grant');
  });

  it('does not count one that has been silent for longer, and asks about its life first', () => {
    const decision = at(gathered(TTL + 1), TTL + 2);
    expect(asked(decision)).toBe('wait');
    expect(decision.check).toMatchObject([{ id: low.id }]);
  });

  it('counts one that the process sees alive, and removes one that is dead', () => {
    const document = gathered(TTL + 1);
    const seen = look(document, TTL + 2);
    const lives = { [low.id]: sign('alive', { at: TTL + 2, aliveAt: TTL + 2 }) };
    expect(asked(decideOnce(top, seen, { remembers: { signs: lives } }))).toBe('grant + alive');
    const dead = { remembers: { signs: deadSigns(low) } };
    expect(asked(decideOnce(top, seen, dead))).toBe('evict');
  });

  it('goes by its window, where a number is missing that does not come any more', () => {
    const document = gathered(TTL + 1);
    expect(asked(at(document, TTL + 602))).toBe('wait');
    expect(asked(at(document, TTL + 603))).toBe('grant');
  });

  it('counts all who live in the round of others', () => {
    const document = write(gathered(TTL + 1), TTL + 2, register(p1));
    expect(asked(decideOnce(p1, look(document, TTL + 3)))).toBe('wait');
  });
});
