// Slots from the inputs to the outputs: which are held and by whom, and what is told of names that nobody knows.
import { describe, expect, it } from 'vitest';
import { aRequest, aStage, registers, type Finished, type Given, type Stage } from './stage.ts';

const ACQUIRE: Given = { mode: 'acquire' };
const POOL: Given = { ...ACQUIRE, slots: 'eu, us' };

/** A stage on which runs have acquired what they asked for, one after another. */
async function heldBy(...wishes: readonly Given[]): Promise<{ stage: Stage; steps: readonly Finished[] }> {
  const stage = aStage();
  const steps: Finished[] = [];
  for (const [index, given] of wishes.entries()) steps.push(await stage.run(given, { run: 100 + index }));
  return { stage, steps };
}

const slotsOf = ({ outcome: { outputs } }: Finished): readonly unknown[] => [
  outputs.status,
  outputs.slot,
  outputs.slots,
];

describe('a slot whose name differs only in case from another', () => {
  const OTHER_CASE: Given = { ...ACQUIRE, slots: 'asia, EU' };

  it('is refused while somebody holds that, or waits for it', async () => {
    const { stage, steps } = await heldBy(POOL, OTHER_CASE);
    expect(steps[1]?.outcome.failure).toMatchObject({ code: 'input' });
    expect(steps[1]?.outcome.failure?.message).toContain('names EU, and the branch ref-lease has a slot eu');
    expect(stage.lease().requests).toHaveLength(1);
  });

  it('is refused also where that is taken while the request is on its way', async () => {
    const stage = aStage();
    const other = aRequest(7, { parameters: { ...aRequest(7).parameters, accepts: ['eu'] } });
    stage.beforeWrite(() => stage.write(registers(other), { kind: 'grant', id: other.id, slots: ['eu'] }));
    const { outcome } = await stage.run(OTHER_CASE);
    expect(outcome.failure).toMatchObject({ code: 'input' });
    expect(stage.lease().requests).toMatchObject([{ id: other.id }]);
  });

  it('is another one, which is told, where nobody uses that any more', async () => {
    const { stage, steps } = await heldBy(POOL);
    await stage.post(steps[0]!);
    const { outcome, said } = await stage.run({ ...ACQUIRE, slots: 'EU' });
    expect(outcome.outputs.slot).toBe('EU');
    expect(said.join()).toContain('Is that what you meant?');
  });
});

describe('the slots that are held', () => {
  it.each<[string, Given, string, string[]]>([
    ['the first that is free, of a pool', POOL, 'eu', ['eu']],
    ['one of so many', { ...ACQUIRE, slots: '3' }, '1', ['1']],
    ['several, in the order of preference', { ...ACQUIRE, slots: 'c\nb\na', take: '2' }, 'c', ['c', 'b']],
    ['all of those that are named', { ...POOL, take: 'all' }, 'eu', ['eu', 'us']],
    ['none that has a name, of the whole lease', { ...ACQUIRE, slots: '10', take: 'all' }, '', []],
  ])('are outputs: %s', async (_, given, slot, slots) => {
    const { steps } = await heldBy(given);
    expect(steps.map(slotsOf)).toEqual([['acquired', slot, slots]]);
  });

  it('are others for everyone, and all holders are told by grant', async () => {
    const { stage, steps } = await heldBy(POOL, POOL, { ...POOL, wait: 'false' });
    expect(steps.map(slotsOf)).toEqual([
      ['acquired', 'eu', ['eu']],
      ['acquired', 'us', ['us']],
      ['pending', '', []],
    ]);
    for (const given of [{ mode: 'status' }, { mode: 'lock', slots: 'eu', reason: 'repair' }] as const) {
      const { outputs } = (await stage.run(given)).outcome;
      expect(outputs.holders).toMatchObject([
        { run_id: 100, slots: ['eu'] },
        { run_id: 101, slots: ['us'] },
      ]);
      expect(outputs.holder).toEqual(outputs.holders![0]);
    }
  });

  it('are all that are known, of the whole lease', async () => {
    const { stage, steps } = await heldBy(POOL);
    await stage.post(steps[0]!);
    const whole = await stage.run(ACQUIRE, { run: 102 });
    expect(slotsOf(whole)).toEqual(['acquired', 'eu', ['eu', 'us']]);
  });

  it('are told by guard, as long as they are held', async () => {
    const { stage } = await heldBy(POOL, POOL);
    const guard = (run: number): Promise<Finished> => stage.run({ mode: 'guard' }, { run });
    expect((await guard(101)).outcome.outputs).toMatchObject({ held: true, slot: 'us', slots: ['us'] });
    stage.write({
      kind: 'evict',
      id: '101/2/staging/0/99',
      epoch: stage.lease().epoch,
      by: 'x',
      reason: 'y',
    });
    expect((await guard(101)).outcome.outputs).toMatchObject({ held: false, slot: '', slots: [] });
  });

  it('are part of the scope: what was done on one is not done on the others', async () => {
    const { stage } = await heldBy(POOL);
    expect(stage.lease().requests[0]!.scope).toMatch(/,"\[1,\\"eu\\",\\"us\\"\]"\]$/);
  });
});

describe('slots that nobody has named', () => {
  it.each<[string, Given, string | null]>([
    ['and the lease has others', { ...ACQUIRE, slots: 'eu-1, eu-2' }, 'eu-1, eu-2'],
    ['as they are those of a count', { ...ACQUIRE, slots: '2' }, '1, 2'],
    ['but for one of them', { ...ACQUIRE, slots: 'asia, us' }, null],
    ['as the whole lease is asked for', ACQUIRE, null],
  ])('are a slip: %s', async (_, given, named) => {
    const { stage } = await heldBy(POOL);
    const { said, outcome } = await stage.run({ ...given, timeout: '1m' });
    const told = said.filter((line) => line.startsWith('warning: '));
    expect(told).toEqual(
      named === null
        ? []
        : [
            `warning: Nobody has asked for the slots ${named} of the lease staging yet. It has eu, us. Is that what you meant?`,
          ],
    );
    expect(outcome.outputs.status).toBe(given.slots === undefined ? 'timed-out' : 'acquired');
  });

  it('are none on a lease that nobody has asked for, and no slip a second time', async () => {
    const { stage, steps } = await heldBy(POOL, { ...ACQUIRE, slots: 'asia' });
    expect(steps.map(({ said }) => said.length)).toEqual([0, 1]);
    const { said } = await stage.run({ ...ACQUIRE, slots: 'asia', wait: 'false' }, { run: 103 });
    expect(said).toEqual([]);
  });
});

describe('a job that holds slots', () => {
  it('gets its hold again where that is what it asks for', async () => {
    const { stage } = await heldBy({ ...POOL, take: 'all' });
    const again = await stage.run({ ...ACQUIRE, slots: 'us, eu' }, { run: 100 });
    expect(slotsOf(again)).toEqual(['acquired', 'eu', ['eu', 'us']]);
    expect(stage.lease().requests).toHaveLength(1);
  });

  it.each<[string, Given]>([
    ['more of them', { ...POOL, take: 'all' }],
    ['another one', { ...ACQUIRE, slots: 'us' }],
    ['the whole lease', ACQUIRE],
  ])('gets no other ones, as two that hold some and wait for more wait for ever: %s', async (_, given) => {
    const { stage } = await heldBy(POOL);
    const before = stage.lease();
    const { outcome, saved } = await stage.run(given, { run: 100 });
    expect([outcome.failure?.code, outcome.outputs.status, outcome.outputs.slot]).toEqual([
      'input',
      undefined,
      '',
    ]);
    expect(outcome.failure?.message).toContain(
      'already holds other slots of the lease staging: main (run 100) (eu)',
    );
    // It was asked whether the hold is there, by a sign of life on it.
    const { seen_at } = stage.lease().requests[0]!;
    const held = before.requests.map((each) => ({ ...each, seen_at }));
    expect(stage.lease()).toEqual({ ...before, sequence: before.sequence + 1, requests: held });
    expect(saved.at(-1)).toMatchObject({ ended: true });
  });
});
