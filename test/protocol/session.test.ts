// What each kind of answer about the board does to a session, and what it may ask next.
import { describe, expect, it } from 'vitest';
import { InvariantError } from '../../src/lease/errors.ts';
import type { Ask, Heard } from '../../src/protocol/asks.ts';
import { unknown } from '../../src/protocol/knowledge.ts';
import { arriving } from '../../src/protocol/pace.ts';
import {
  askRead,
  askWrite,
  askWriteLock,
  hear,
  newSession,
  pausedUntil,
  type Session,
} from '../../src/protocol/session.ts';
import { aLease, aRequest, registers, sha } from '../engine/world.ts';
import { LOCK } from './knowing.ts';
import { heard, limitedUntil, moment, REFUSED, SILENT, START, type Reply } from './moment.ts';

const ARRIVING = arriving(0);
const READ: Ask<'read'> = { ask: 'read', lease: 'staging' };
const LOOK: Ask<'look'> = { ask: 'look', lease: 'staging', withLock: false };
const DOCUMENT = aLease('staging', START - 60, registers(aRequest(1)));
const LATER = aLease('staging', START - 60, registers(aRequest(1)), registers(aRequest(2)));
const OLDER: Reply = { value: { head: 'head-0', document: aLease('staging', START - 90), lock: null } };
const SEEN: Reply = { value: { head: 'head-1', document: DOCUMENT, lock: null } };

/** A session that has read the board at the start. */
function aSession(): Session {
  return hear(newSession(unknown('staging')), heard(READ, SEEN), moment(0)).state;
}

/** A session whose write is under way. */
function writing(session = aSession()): { readonly session: Session; readonly ask: Ask<'write'> } {
  return askWrite(session, [registers(aRequest(2))], ARRIVING, START);
}

const lines = (said: readonly { readonly line: string }[]): string[] => said.map(({ line }) => line);

describe('a read or a look', () => {
  it.each<[string, Reply, number | null, string[], number | null]>([
    ['a value', SEEN, null, [], 5],
    ['nothing: cut short', null, null, [], null],
    ['silence', SILENT, 7, ['silent'], null],
    ['a refusal', REFUSED, 16, ['refused'], null],
    ['a limit', limitedUntil(60), 63, ['limited'], null],
  ])('learns from %s', (_, reply, paused, said, heardAt) => {
    const { state: session, say, trouble } = hear(aSession(), heard(READ, reply), moment(5));
    expect([pausedUntil(session, 5), lines(say), trouble]).toEqual([paused, said, null]);
    expect(session.known).toMatchObject({ on: { head: 'head-1' }, heardAt });
  });

  it.each<[string, Reply]>([
    ['cut short', null],
    ['silent', SILENT],
    ['refused', REFUSED],
    ['limited', limitedUntil(60)],
  ])('begins the count of older answers anew when it is %s', (_, reply) => {
    const once = hear(aSession(), heard(READ, OLDER), moment(5)).state;
    expect(once.known.older?.count).toBe(1);
    expect(hear(once, heard(LOOK, reply), moment(6)).state.known.older).toBeNull();
  });

  it('that is older is followed by another after a pause; the third over a minute is a rewind', () => {
    let session = aSession();
    const told: (string[] | number | null)[] = [];
    for (const mono of [10, 40, 71]) {
      const lesson = hear(session, heard(READ, OLDER), moment(mono));
      ({ state: session } = lesson);
      told.push(lines(lesson.say), pausedUntil(session, mono));
    }
    expect(told).toEqual([[], 11.5, [], 43, ['rewound'], null]);
  });

  it('is dated by its own answer, where that tells the time', () => {
    const ahead: Reply = {
      value: { document: { ...DOCUMENT, requests: [{ ...DOCUMENT.requests[0]!, seen_at: START + 90_000 }] } },
    };
    expect(hear(aSession(), heard(LOOK, ahead), moment(5)).trouble?.kind).toBe('unreadable');
    expect(hear(aSession(), heard(LOOK, ahead, START + 80_000), moment(5)).trouble).toBeNull();
  });

  it('that cannot be understood is trouble, with its file', () => {
    const broken: Reply = { value: { head: 'head-2', document: { unreadable: 'it is empty' }, lock: null } };
    expect(hear(aSession(), heard(READ, broken), moment(5)).trouble).toEqual({
      kind: 'unreadable',
      path: 'leases/staging.json',
      head: 'head-2',
      problem: 'it is empty',
    });
  });

  it('that is refused three times over half a minute is trouble', () => {
    let session = aSession();
    const troubles = [0, 15, 30].map((mono) => {
      const lesson = hear(session, heard(READ, REFUSED), moment(mono));
      ({ state: session } = lesson);
      return lesson.trouble;
    });
    const rule = { kind: 'rule', doing: 'reading', count: 3, why: 'The token may not.', toRepair: false };
    expect(troubles).toEqual([null, null, rule]);
  });
});

describe('a write', () => {
  const BEFORE = DOCUMENT.sequence;

  it('is based on what was read, and may land from when it is sent', () => {
    const { session, ask } = writing();
    const document = { sequence: BEFORE + 1 };
    expect(ask).toMatchObject({ ask: 'write', lease: 'staging', on: 'head-1', document });
    expect(session).toMatchObject({ haste: ARRIVING, mightLand: null, known: { mayLand: BEFORE } });
  });

  it.each<[string, Reply, number | null, string[], number | null]>([
    ['applied', { value: { head: 'head-2' } }, null, [], null],
    ['a lost race', { value: 'conflict' }, BEFORE, [], 7],
    ['nothing: cut short', null, BEFORE, [], null],
    ['silence', SILENT, BEFORE, ['silent'], 7],
    ['a limit', limitedUntil(60), BEFORE, ['limited'], 63],
    ['a refusal', REFUSED, null, ['refused'], 16],
  ])('learns from its answer: %s', (kind, reply, mayLand, said, paused) => {
    const { session: before, ask } = writing();
    const { state: session, say, trouble } = hear(before, heard(ask, reply), moment(5));
    expect(session.known).toMatchObject({ mayLand, on: kind === 'applied' ? { head: 'head-2' } : null });
    expect([lines(say), pausedUntil(session, 5), trouble]).toEqual([said, paused, null]);
  });

  it('that is refused leaves an earlier one that may land', () => {
    const first = writing();
    const silent = hear(first.session, heard(first.ask, SILENT), moment(1)).state;
    const again = hear(silent, heard(READ, SEEN), moment(5)).state;
    const second = writing(again);
    expect(second.session.mightLand).toBe(BEFORE);
    const { state: session } = hear(second.session, heard(second.ask, REFUSED), moment(6));
    expect(session.known.mayLand).toBe(BEFORE);
  });

  it('that is refused for good names the head that it was on', () => {
    let session = aSession();
    const troubles = [0, 20, 40].map((mono) => {
      const sent = writing(hear(session, heard(READ, SEEN), moment(mono)).state);
      const lesson = hear(sent.session, heard(sent.ask, REFUSED), moment(mono + 1));
      ({ state: session } = lesson);
      return lesson.trouble;
    });
    const rule = { kind: 'rule', doing: 'writing', count: 3, why: 'The token may not.', toRepair: false };
    expect(troubles).toEqual([null, null, rule]);
  });

  it('that a later state follows is settled: an outage of writes is over for who needs none any more, and looks', () => {
    const { session: before, ask } = writing();
    const silent = hear(before, heard(ask, SILENT), moment(1)).state;
    const same = hear(silent, heard(READ, SEEN), moment(5));
    expect(lines(same.say)).toEqual([]);
    const later: Reply = { value: { head: 'head-9', document: LATER, lock: null } };
    const seen = hear(same.state, heard(READ, later), moment(6));
    expect([lines(seen.say), seen.state.known.mayLand]).toEqual([[], null]);
    const looked = hear(seen.state, heard(LOOK, { value: { document: LATER } }), moment(20));
    expect(lines(looked.say)).toEqual(['answers-again']);
  });

  it('is never one that changes nothing', () => {
    expect(() => askWrite(aSession(), [], ARRIVING, START)).toThrow(InvariantError);
  });
});

describe('the lock of all leases', () => {
  it('is written on what was read, and touches no lease', () => {
    const { ask, session } = askWriteLock(aSession(), LOCK, START);
    expect(ask).toEqual({ ask: 'write', lease: 'staging', on: 'head-1', lock: LOCK });
    const after = hear(session, heard(ask, { value: { head: 'head-2' } }), moment(1)).state;
    expect(after.known).toMatchObject({ lock: LOCK, document: DOCUMENT });
  });

  it('needs a board that was read', () => {
    const session = newSession(unknown('staging'));
    expect(() => askWriteLock(session, LOCK, START)).toThrow(InvariantError);
  });
});

describe('a session', () => {
  it('learns nothing from answers that are not about the board', () => {
    const others: Heard[] = [
      heard({ ask: 'groups', base: 'main' }, { value: [] }),
      heard({ ask: 'contains', head: sha(2), sha: sha(1) }, SILENT),
    ];
    const session = aSession();
    for (const each of others)
      expect(hear(session, each, moment(5))).toEqual({ state: session, say: [], trouble: null });
  });

  it('reads its own lease', () => {
    expect(askRead(aSession())).toEqual(READ);
  });
});
