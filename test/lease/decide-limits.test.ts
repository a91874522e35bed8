// What holds a grant or a registration back: an open question, a full document, members of the round that may be gone.
import { describe, expect, it } from 'vitest';
import { LARGEST_DOCUMENT, sizeOf } from '../../src/lease/board.ts';
import type { Sighting } from '../../src/lease/decision.ts';
import { createDocument } from '../../src/lease/document.ts';
import type { LeaseDocument, Registration } from '../../src/lease/schema.ts';
import { applicant, asked, deadSigns, decideOnce, decisions, look, sign } from './applicant.ts';
import {
  evict,
  grant,
  group,
  heldBy,
  ids,
  LEASE,
  lockOf,
  plain,
  pooled,
  register,
  START,
  story,
  waiting,
  write,
} from './build.ts';

const [p1, p2] = [plain(1), plain(2)];
const empty = createDocument(LEASE, START);

describe('an open question about a success', () => {
  const open = { openEvidence: true } as const;
  const free = waiting(p1);

  it('holds the grant back, and nothing else', () => {
    expect(asked(decideOnce(p1, look(free, 5, open)))).toBe('wait');
    expect(asked(decideOnce(p2, look(free, 5, open)))).toBe('register');
    const dead = { remembers: { signs: deadSigns(p1) } };
    expect(asked(decideOnce(p2, look(free, 5, open), dead))).toBe('register + evict');
  });

  it('ends no hold that is past its limit', () => {
    const held = heldBy(plain(3, { parameters: { hold_limit: 60 } }), p1);
    expect(asked(decideOnce(p1, look(held, 100)))).toBe('evict');
    expect(asked(decideOnce(p1, look(held, 100, open)))).toBe('wait');
  });

  it('keeps one try waiting, which takes the lease or leaves when it is answered', () => {
    const asks = [look(empty, 5, open), look(empty, 5)].map((seen) => decideOnce(p2, seen, { wait: false }));
    expect(asks.map(asked)).toEqual(['wait', 'register + grant']);
  });

  it('does not take away the evaluations that were won meanwhile', () => {
    const me = applicant(p1, { delayAssignment: 2 });
    const kinds = decisions(me, look(free, 1, open), look(free, 2, open), look(free, 3)).map(asked);
    expect(kinds).toEqual(['wait', 'wait', 'grant']);
  });
});

describe('a hold past its limit', () => {
  const [limit, delay] = [{ hold_limit: 60 }, { takeover_delay: 0 }];

  it('is not ended by one that does not wait until its rest is over', () => {
    const [resting, free] = [limit, { ...limit, ...delay }].map((parameters) =>
      heldBy(plain(3, { parameters })),
    );
    const asks = (document: LeaseDocument, wait: boolean) =>
      asked(decideOnce(p1, look(document, 100), { wait }));
    expect([asks(resting!, true), asks(resting!, false)]).toEqual(['register + evict', 'gone']);
    expect(asks(free!, false)).toBe('register + evict + grant');
  });
});

describe('a document without room', () => {
  const large = { scope: 's'.repeat(2000), head_ref: 'r'.repeat(1000), payload: 'p'.repeat(4000) } as const;
  const filler = plain(50, { payload: 'p'.repeat(4000) });
  const many = [filler, ...Array.from({ length: 38 }, (_, n) => plain(n, { ...large, id: `request-${n}` }))];
  const full = heldBy(p2, ...many);
  const free = waiting(...many, plain(60));
  const next = plain(1, large);
  /** Bytes of a file that GitHub gives out whole. */
  const GIVEN_WHOLE = 512_000;
  const NO_ROOM = { kind: 'wait', because: 'no-room' };

  /** Long in bytes, and short in characters. */
  const wide = { scope: '語'.repeat(2000), job: '語'.repeat(500), payload: '語'.repeat(4000) } as const;
  const fullOfWide = heldBy(
    p2,
    ...Array.from({ length: 14 }, (_, n) => plain(n, { ...wide, id: `wide-${n}` })),
  );

  it.each<[string, Registration, LeaseDocument]>([
    ['that would make it too large', next, full],
    ['that would take the lease, which is free', { ...next, priority: 1 }, free],
    ['that is too large in bytes', plain(1, { scope: '語'.repeat(1400), payload: '語'.repeat(1400) }), full],
    ['that is too large in bytes, in few of them', plain(99, wide), fullOfWide],
  ])('takes no registration %s', (_, registration, document) => {
    expect(sizeOf(document)).toBeLessThanOrEqual(LARGEST_DOCUMENT);
    expect(sizeOf(write(document, 50, register(registration)))).toBeGreaterThan(LARGEST_DOCUMENT);
    expect(decideOnce(registration, look(document, 50)).verdict).toEqual(NO_ROOM);
  });

  it.each<[string, Registration, LeaseDocument, string]>([
    ['a smaller registration', p1, full, 'register'],
    [
      'one of as many characters',
      plain(1, { scope: 'a'.repeat(1400), payload: 'a'.repeat(1400) }),
      full,
      'register',
    ],
    ['a smaller one, with the grant that is due', plain(1, { priority: 1 }), free, 'register + grant'],
    [
      'one in place of what is there already',
      { ...next, nonce: 'later' },
      write(full, 50, register(next)),
      'register',
    ],
  ])('takes %s', (_, registration, document, expected) => {
    expect(asked(decideOnce(registration, look(document, 50)))).toBe(expected);
  });

  it('is not made too large by the grants of those that it took', () => {
    const names = (n: number): string[] =>
      Array.from({ length: 100 }, (_, k) => `${n}-${k}-`.padEnd(254, 's'));
    const wishes = [1, 2, 3, 4, 5, 6].map((n) => plain(n, { parameters: { accepts: names(n), take: 92 } }));
    const closed = story([0, { kind: 'lock', lock: lockOf() }]);
    const gathered = wishes.reduce((document, each) => {
      const { verdict } = decideOnce(each, look(document, 50));
      return verdict.kind === 'write' ? write(document, 50, ...verdict.changes) : document;
    }, closed);
    const granted = gathered.requests.reduce(
      (document, { id, parameters }) =>
        write(document, 51, grant({ id }, ...parameters.accepts!.slice(0, 92))),
      write(gathered, 51, { kind: 'unlock' }),
    );
    expect(sizeOf(granted)).toBeLessThan(GIVEN_WHOLE);
  });

  it('is freed from its dead by one that does not fit yet', () => {
    const last = many.at(-1)!;
    expect(asked(decideOnce(next, look(full, 50), { remembers: { signs: deadSigns(last) } }))).toBe('evict');
    expect(asked(decideOnce(next, look(write(full, 50, evict(last)), 51)))).toBe('register');
  });

  it('is freed from its dead by one that would be before them, or wants other slots, once it is full', () => {
    const holder = pooled(9, 'a');
    const pool = story(
      [0, register(holder)],
      [0, grant(holder, 'a')],
      ...many.map((each) => [0, register(each)] as const),
    );
    const asks = (document: LeaseDocument, wish: Partial<Registration>, dead: Registration): string =>
      asked(decideOnce({ ...next, ...wish }, look(document, 50), { remembers: { signs: deadSigns(dead) } }));
    const small = { ...pooled(1, 'b'), payload: '' };
    expect(asks(full, { priority: 1 }, many.at(-1)!)).toBe('evict');
    expect(asks(pool, { parameters: small.parameters }, holder)).toBe('evict');
    expect(asks(pool, small, holder)).toBe('register');
  });

  it('asks about the lives before it, though it does not fit yet', () => {
    expect(ids(decideOnce(next, look(full, 500)).check)).toContain('request-37');
  });

  it('lets one try go', () => {
    const { verdict } = decideOnce(next, look(full, 50), { wait: false });
    expect(verdict).toEqual({ kind: 'gone', ending: 'not-granted' });
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
