// Carrying asks out on the ports: which of the four answers each becomes, and what a read and a look show.
import { describe, expect, it } from 'vitest';
import {
  InvariantError,
  PermissionError,
  RateLimitedError,
  StateError,
  UnavailableError,
} from '../../src/lease/errors.ts';
import type { Ask } from '../../src/protocol/asks.ts';
import {
  aBoard,
  aLease,
  aRequest,
  aWorld,
  NOW,
  ON,
  onBoard,
  put,
  READ,
  read,
  registers,
  sha,
  type TestWorld,
  carrierOf,
} from './world.ts';

describe('the four answers', () => {
  const ASKS: readonly Ask[] = [
    READ,
    { ask: 'look', lease: 'staging', withLock: false },
    { ask: 'write', lease: 'staging', on: null, document: aLease('staging', NOW, registers(aRequest(1))) },
    { ask: 'groups', base: 'main' },
    { ask: 'ahead', base: 'main', head: sha(1) },
    { ask: 'contains', head: sha(2), sha: sha(1) },
    { ask: 'life', request: onBoard(aBoard().world, 'staging').requests[0]! },
    { ask: 'board' },
    { ask: 'cut', keep: 5 },
  ];

  /** A world in which every call throws. */
  function broken(error: unknown): TestWorld {
    const world = aWorld();
    const fail = async (): Promise<never> => {
      throw error;
    };
    Object.assign(world.store, { read: fail, watch: fail, compareAndSwap: fail, cutHistory: fail });
    return {
      ...world,
      queue: { list: fail },
      ancestry: { contains: fail, aheadBy: fail },
      jobs: { life: fail },
    };
  }

  it.each([
    ['nobody answers', new UnavailableError('No answer.'), { is: 'silent', why: 'No answer.' }],
    ['a permission lacks', new PermissionError('May not.'), { is: 'refused', why: 'May not.' }],
    [
      'somebody must repair the place',
      new StateError('Broken.'),
      { is: 'refused', why: 'Broken.', toRepair: true },
    ],
    [
      'a limit is reached',
      new RateLimitedError('Too many.', NOW + 60),
      { is: 'limited', until: NOW + 60, why: 'Too many.' },
    ],
  ])('are told apart by the error: %s', async (_, error, answer) => {
    const carry = carrierOf(broken(error));
    for (const ask of ASKS) expect(await carry(ask, ON)).toEqual({ ...answer, at: NOW });
  });

  it('are silent where a board is shown and no time is told, which lasts until somebody acts', async () => {
    const world = aWorld();
    Object.assign(world.clock, { now: () => null });
    const answers = await Promise.all(ASKS.slice(0, 2).map((ask) => carrierOf(world)(ask, ON)));
    const silent = {
      is: 'silent',
      lasting: true,
      why: expect.stringMatching(/^GitHub tells no time .*Date/),
    };
    expect(answers).toEqual([silent, silent]);
    expect(await carrierOf(world)({ ask: 'board' }, ON)).toMatchObject({ is: 'value' });
    expect(await carrierOf(broken(new PermissionError('May not.')))(READ, ON)).toMatchObject({
      is: 'refused',
    });
  });

  it('are silent for everything that was cut short, whatever it throws', async () => {
    const cut = AbortSignal.abort(new Error('cancelled'));
    for (const thrown of [new Error('cancelled'), 'no error at all']) {
      const carry = carrierOf(broken(thrown));
      for (const ask of ASKS) expect(await carry(ask, cut)).toMatchObject({ is: 'silent' });
    }
    expect(await carrierOf(broken('no error at all'))(READ, cut)).toMatchObject({ why: 'no answer' });
  });

  it('are no answers to a bug: that is thrown', async () => {
    const bug = new InvariantError('Two holders');
    for (const ask of ASKS) await expect(carrierOf(broken(bug))(ask, ON)).rejects.toBe(bug);
  });

  it('carry the time that GitHub tells with them, where it has told one', async () => {
    const world = aWorld();
    expect(await carrierOf(world)(READ, ON)).toMatchObject({ at: NOW });
    const clock = Object.assign(aWorld().clock, { now: () => null });
    expect(await carrierOf({ ...world, clock })(READ, ON)).not.toHaveProperty('at');
  });

  it('carry what the ports say', async () => {
    const group = { ref: 'refs/heads/q', head: sha(2), parent: sha(1), pullRequest: 2 };
    const asked: unknown[] = [];
    const world = aWorld({
      queue: { list: async (base) => (asked.push(base), [group]) },
      ancestry: {
        contains: async (head, inside) => (asked.push([head, inside]), false),
        aheadBy: async (base, head) => (asked.push([base, head]), 3),
      },
      jobs: { life: async (request) => (asked.push(request.run_id), 'ended') },
    });
    put(world, aLease('staging', NOW, registers(aRequest(1))));
    const carry = carrierOf(world);
    const values = [];
    for (const ask of ASKS.slice(3)) values.push(await carry(ask, ON));
    expect(values).toEqual(
      [[group], 3, false, 'ended', await world.store.read(), { length: 1, kept: 1 }].map((value) => ({
        is: 'value',
        value,
        at: NOW,
      })),
    );
    expect(asked).toEqual(['main', ['main', sha(1)], [sha(2), sha(1)], aRequest(1).run_id]);
  });
});

describe('a read and a look', () => {
  it('show one lease of the board, and the lock of all', async () => {
    const { world, document } = aBoard('other');
    world.store.memory.putRaw('lock.json', JSON.stringify({ schema_version: 1 }));
    const carry = carrierOf(world);
    const unreadable = { unreadable: expect.any(String) };
    expect(await read(carry)).toEqual({ head: '3', document, lock: unreadable });
    const look = { ask: 'look', lease: 'staging', withLock: true } as const;
    expect(await carry(look, ON)).toEqual({ is: 'value', value: { document, lock: unreadable }, at: NOW });
    const without = { ask: 'look', lease: 'other', withLock: false } as const;
    expect((await carry(without, ON)) as { value: object }).not.toHaveProperty('value.lock');
  });

  it('show a lease that nobody has written as none', async () => {
    expect(await read(carrierOf(aWorld()))).toEqual({ head: null, document: null, lock: null, others: [] });
  });
});
