// Locks of slots of a lease that is full: there is room for some, and always for what opens and for the lease itself.
import { describe, expect, it } from 'vitest';
import { lockAt } from '../../src/lease/slot-table.ts';
import { aRequest, aStage, codeOf, registers, type Given, type Stage } from './stage.ts';

const LOCK: Given = { mode: 'lock', reason: 'broken disk' };
const UNLOCK: Given = { mode: 'unlock', reason: 'repaired' };

const locked = (stage: Stage): string[] =>
  Object.keys(stage.lease().slots).filter((slot) => lockAt(stage.lease(), slot) !== null);

describe('locks of slots for which the document has no room', () => {
  const slots = Array.from({ length: 100 }, (_, n) => `s${n}`).join(',');
  const reason = '数'.repeat(256);

  async function fullStage(): Promise<Stage> {
    const stage = aStage();
    for (let number = 1; number <= 68; number += 1)
      stage.write(registers(aRequest(number, { payload: 'p'.repeat(4096) })));
    return stage;
  }

  it('are refused with what takes the room, and nothing is written', async () => {
    const stage = await fullStage();
    const before = stage.lease();
    const finished = await stage.run({ ...LOCK, reason, slots });
    expect(codeOf(finished)).toBe('input');
    expect(finished.outcome.failure?.message).toMatch(
      /^The document of the lease staging on the branch ref-lease has no room for these locks: it would have \d+ kB, and at most 430 kB .* 68 requests take \d+ kB, slots with their locks 1\d\d kB, .* fewer slots, .* lock the whole lease/,
    );
    expect(stage.lease()).toEqual(before);
  });

  it('may be fewer, may take the place of larger ones, and are always opened; the lease itself is locked', async () => {
    const stage = await fullStage();
    expect(codeOf(await stage.run({ ...LOCK, reason, slots: 's1, s2' }))).toBeNull();
    const lock = { reason, actor: 'bob', at: stage.world.clock.now(), until: null, run_url: '' };
    stage.write({ kind: 'lock', lock, slots: slots.split(',') });
    expect(codeOf(await stage.run({ ...LOCK, slots: 's1, s2' }))).toBeNull();
    expect(codeOf(await stage.run({ ...LOCK, reason }))).toBeNull();
    expect(codeOf(await stage.run(UNLOCK))).toBeNull();
    expect([locked(stage), stage.lease().lock]).toEqual([[], null]);
  });
});
