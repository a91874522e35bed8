// Carrying writes out: on which version, with which rest of the board, and in which words.
import { describe, expect, it } from 'vitest';
import { UnavailableError } from '../../src/lease/errors.ts';
import { printLock } from '../../src/lease/board.ts';
import type { LeaseDocument, Lock } from '../../src/lease/schema.ts';
import { transition } from '../../src/lease/transition.ts';
import {
  aBoard,
  aLease,
  aRequest,
  aWorld,
  NOW,
  ON,
  onBoard,
  put,
  read,
  registers,
  carrierOf,
} from './world.ts';

const LOCK: Lock = {
  reason: 'repair',
  actor: 'alice',
  at: NOW,
  until: null,
  run_url: 'https://github.com/o/s',
};

/** A write by hand: another request in the document. */
function withAnother(document: LeaseDocument, number: number): LeaseDocument {
  return transition(document, [registers(aRequest(number))], { now: NOW + number });
}

describe('a write', () => {
  it('changes its own lease, and keeps the rest of the board as it is at that head', async () => {
    const { world, document } = aBoard('other', 'third');
    world.store.memory.putRaw('leases/broken.json', '{');
    const before = new Map(world.store.memory.files);
    const carry = carrierOf(world);
    const { head } = await read(carry);
    const after = withAnother(document, 2);
    const written = await carry({ ask: 'write', lease: 'staging', on: head, document: after }, ON);
    expect(written).toEqual({ is: 'value', value: { head: world.store.memory.head }, at: NOW });
    expect(onBoard(world, 'staging')).toEqual(after);
    const { files } = world.store.memory;
    const kept = [...before.keys()].filter((path) => files.get(path) === before.get(path));
    expect(kept).toEqual(['leases/other.json', 'leases/third.json', 'leases/broken.json']);
    expect([...files.keys()]).toEqual([...before.keys(), 'README.md']);
  });

  it('may follow another without a read between them', async () => {
    const { world, document } = aBoard();
    const carry = carrierOf(world);
    let { head } = await read(carry);
    let last = document;
    for (const number of [2, 3, 4]) {
      last = withAnother(last, number);
      const answer = await carry({ ask: 'write', lease: 'staging', on: head, document: last }, ON);
      expect(answer).toMatchObject({ value: { head: world.store.memory.head } });
      ({ head } = world.store.memory);
    }
    expect(onBoard(world, 'staging').requests).toHaveLength(4);
  });

  it('says of itself what it changes, with a text that no other has', async () => {
    const { world, document } = aBoard();
    const carry = carrierOf(world);
    const first = withAnother(document, 2);
    const second = withAnother(first, 3);
    await carry({ ask: 'write', lease: 'staging', on: (await read(carry)).head, document: first }, ON);
    await carry({ ask: 'write', lease: 'staging', on: (await read(carry)).head, document: second }, ON);
    const messages = world.store.memory.commits.map(({ message }) => message);
    expect(messages.map(({ operation }) => operation)).toEqual(['operation-1', 'operation-2']);
    expect(messages[0]!.subject).toContain('staging');
  });

  it('is a lost race where the head has moved, or is one that this process has not kept', async () => {
    const { world, document } = aBoard();
    const carry = carrierOf(world);
    const { head } = await read(carry);
    put(world, withAnother(document, 7));
    const after = withAnother(document, 2);
    const late = await carry({ ask: 'write', lease: 'staging', on: head, document: after }, ON);
    expect(late).toEqual({ is: 'value', value: 'conflict', at: NOW });
    const { compareAndSwap } = world.store.calls;
    const strange = await carry({ ask: 'write', lease: 'staging', on: 'f'.repeat(40), document: after }, ON);
    expect(strange).toEqual({ is: 'value', value: 'conflict', at: NOW });
    expect(world.store.calls.compareAndSwap).toBe(compareAndSwap);
    expect(onBoard(world, 'staging').requests.map(({ run_id }) => run_id)).toEqual([1, 7]);
  });

  it('keeps the last two versions that were seen', async () => {
    const { world, document } = aBoard();
    const carry = carrierOf(world);
    const heads = [];
    for (const _ of [1, 2, 3]) {
      put(world, document);
      heads.push((await read(carry)).head);
    }
    await read(carry);
    const sent = [];
    for (const on of heads) {
      const { compareAndSwap } = world.store.calls;
      await carry({ ask: 'write', lease: 'staging', on, document: withAnother(document, 2) }, ON);
      sent.push(world.store.calls.compareAndSwap - compareAndSwap);
    }
    expect(sent).toEqual([0, 1, 1]);
  });

  it('on no branch makes it, with its own lease and the lock alone', async () => {
    const { world, document } = aBoard('other');
    const carry = carrierOf(world);
    await read(carry);
    world.store.memory.delete();
    await carry({ ask: 'write', lease: 'staging', on: null, document, lock: LOCK }, ON);
    expect([...world.store.memory.files.keys()]).toEqual(['leases/staging.json', 'lock.json', 'README.md']);
    expect(world.store.memory.board.lock).toEqual(LOCK);
  });

  it('sets and removes the lock of all leases, and touches no lease with it', async () => {
    const { world } = aBoard();
    const carry = carrierOf(world);
    const before = world.store.memory.raw('leases/staging.json');
    await carry({ ask: 'write', lease: 'all leases', on: (await read(carry)).head, lock: LOCK }, ON);
    expect((await read(carry)).lock).toEqual(LOCK);
    await carry({ ask: 'write', lease: 'all leases', on: (await read(carry)).head, lock: null }, ON);
    expect(world.store.memory.raw('lock.json')).toBeNull();
    expect(world.store.memory.raw('leases/staging.json')).toBe(before);
    expect([...world.store.memory.board.leases.keys()]).toEqual(['staging']);
  });

  it('removes leases that nobody has wanted for a month, but not its own', async () => {
    const world = aWorld();
    const long = NOW - 40 * 86_400;
    const ended = (name: string, start: number): LeaseDocument =>
      aLease(name, start, registers(aRequest(1)), {
        kind: 'withdraw',
        registration: aRequest(1),
        reason: 'cancelled',
      });
    const own = ended('staging', long);
    put(world, own, ended('idle', long), ended('recent', NOW - 86_400));
    const carry = carrierOf(world);
    const document = transition(own, [registers(aRequest(2))], { now: NOW });
    await carry({ ask: 'write', lease: 'staging', on: (await read(carry)).head, document }, ON);
    expect([...world.store.memory.board.leases.keys()]).toEqual(['staging', 'recent']);
  });

  it('removes a lock of all leases that is long over, where the clock is shared', async () => {
    const after = async (trusted: boolean): Promise<unknown> => {
      const { world, document } = aBoard();
      const carry = carrierOf({ ...world, clock: Object.assign(world.clock, { trusted }) });
      const lock = { ...LOCK, at: NOW - 200_000, until: NOW - 100_000 };
      world.store.memory.putRaw('lock.json', printLock(lock));
      const { head } = await read(carry);
      await carry({ ask: 'write', lease: 'staging', on: head, document: withAnother(document, 2) }, ON);
      return world.store.memory.raw('lock.json');
    };
    expect([await after(true), await after(false)]).toEqual([null, expect.any(String)]);
  });

  it.each([
    [
      'refused',
      'refused',
      /refused to write the branch ref-lease \(a rule forbids the write\).*exempt the branch/,
    ],
    ['lost without an answer', 'silent', /did not complete writing the branch ref-lease: the write was lost/],
  ])('that is %s is told in words', async (how, is, why) => {
    const { world, document } = aBoard();
    const carry = carrierOf(world);
    const { head } = await read(carry);
    world.store.nextSwap = how === 'refused' ? 'refused' : 'unknown';
    const after = withAnother(document, 2);
    const answer = await carry({ ask: 'write', lease: 'staging', on: head, document: after }, ON);
    expect(answer).toEqual({ is, why: expect.stringMatching(why), at: NOW });
  });

  it('that nobody answered is told in the words of the error that says so', async () => {
    const { world, document } = aBoard();
    const carry = carrierOf(world);
    const cause = new UnavailableError('GitHub did not answer for 30 s.');
    const { head } = await read(carry);
    world.store.compareAndSwap = async () => ({ kind: 'unknown', cause });
    const after = withAnother(document, 2);
    const answer = await carry({ ask: 'write', lease: 'staging', on: head, document: after }, ON);
    expect(answer).toEqual({ is: 'silent', why: 'GitHub did not answer for 30 s.', at: NOW });
  });

  it('that was not confirmed leaves the earlier version to be written on', async () => {
    const { world, document } = aBoard();
    const carry = carrierOf(world);
    const { head } = await read(carry);
    const after = withAnother(document, 2);
    const draft = { ask: 'write', lease: 'staging', on: head, document: after } as const;
    world.store.nextSwap = 'unknown';
    await carry(draft, ON);
    expect(await carry(draft, ON)).toMatchObject({ is: 'value', value: { head: '2' } });
  });
});
