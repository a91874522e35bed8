// What a person reads in the log of a step where a lease has slots, on one page.
import { expect, it } from 'vitest';
import { pageOf, scene, type Scene } from './scenes.ts';
import { aRequest, ID, registers, type Given, type Stage } from './stage.ts';

const ACQUIRE: Given = { mode: 'acquire' };
const RELEASE: Given = { mode: 'release', 'release-with-status': 'success' };
const GUARD: Given = { mode: 'guard' };
const STATUS: Given = { mode: 'status' };
const LOCK: Given = { mode: 'lock', reason: 'broken disk' };
const UNLOCK: Given = { mode: 'unlock', reason: 'repaired' };

/** Puts a pool of three on the board, of which others have held eu and us for a minute. */
async function fill(stage: Stage): Promise<void> {
  for (const [number, slot] of [
    [7, 'eu'],
    [8, 'us'],
  ] as const) {
    const request = aRequest(number, { actor: 'lisa' });
    const parameters = { ...request.parameters, accepts: ['eu', 'us', 'ap'] };
    stage.write(registers({ ...request, parameters }), { kind: 'grant', id: request.id, slots: [slot] });
  }
  await stage.later(60);
}

/** A scene of one step beside them; `before`: what happens first. */
const beside = (title: string, given: Given, before?: (stage: Stage) => Promise<unknown>): Scene =>
  scene(title, async (stage) => {
    await fill(stage);
    await before?.(stage);
    return stage.run(given);
  });

const SCENES: readonly Scene[] = [
  beside('acquire: a slot is free', { ...ACQUIRE, slots: 'eu, us, ap' }),
  beside('acquire: two slots are free', { ...ACQUIRE, slots: 'eu, ap, sa', take: '2' }),
  beside('acquire: no slot is free', { ...ACQUIRE, slots: 'eu, us', timeout: '3m' }),
  beside('acquire: the slot that it wants is locked', { ...ACQUIRE, slots: 'ap', timeout: '3m' }, (stage) =>
    stage.run({ ...LOCK, slots: 'ap, us' }),
  ),
  beside('acquire: it wants the whole of a pool', { ...ACQUIRE, timeout: '3m' }),
  scene('post: it held a slot, and was evicted', async (stage) => {
    await fill(stage);
    const main = await stage.run({ ...ACQUIRE, slots: 'ap, sa' });
    const { id, epoch } = stage.lease().requests.find((request) => request.id === ID)!;
    stage.write({ kind: 'evict', id, epoch: epoch!, by: 'mona', reason: 'stuck' });
    return stage.post(main);
  }),
  beside('release: it held slots', RELEASE, (stage) => stage.run({ ...ACQUIRE, slots: 'ap, sa', take: '2' })),
  beside('guard: it holds a slot', GUARD, (stage) => stage.run({ ...ACQUIRE, slots: 'ap' })),
  beside('guard: it holds slots', GUARD, (stage) => stage.run({ ...ACQUIRE, slots: 'ap, sa', take: '2' })),
  beside('guard: others hold slots, and it does not', GUARD),
  beside('lock: of a slot', { ...LOCK, slots: 'eu' }),
  beside('lock: of slots that nobody holds', { ...LOCK, slots: 'ap, sa' }),
  beside('lock: of slots, that is overtaken', { ...LOCK, slots: 'eu, ap' }, async (stage) => {
    const at = stage.world.clock.now();
    const lock = { reason: 'fire', actor: 'bob', at, until: null, run_url: '' };
    stage.beforeWrite(() => stage.write({ kind: 'lock', lock, slots: ['ap'] }));
  }),
  beside('unlock: of a slot that is not locked', { ...UNLOCK, slots: 'eu' }),
  beside('unlock: of slots', { ...UNLOCK, slots: 'eu, ap' }, (stage) =>
    stage.run({ ...LOCK, slots: 'eu, ap, us' }),
  ),
  beside('unlock: of everything', UNLOCK, async (stage) => {
    await stage.run({ ...LOCK, slots: 'eu, ap' });
    await stage.run(LOCK);
  }),
  beside('unlock: by the token of one of several holders', { ...UNLOCK, 'fencing-token': '1795168801' }),
  beside('unlock: of slots by force', { ...UNLOCK, slots: 'eu, ap', force: 'true' }),
  beside('unlock: of all holders by force', { ...UNLOCK, force: 'true' }),
  beside('unlock: of slots, by a token that holds others', {
    ...UNLOCK,
    slots: 'eu, ap',
    'fencing-token': '1795168801',
  }),
  beside('status: of a pool', STATUS),
  beside('status: of a pool with locks of slots', STATUS, async (stage) => {
    await stage.run({ ...LOCK, slots: 'ap, us' });
    await stage.later(1);
    await stage.run({ ...LOCK, slots: 'eu', until: '2h' });
  }),
];

it('is as it stands on the page', async () => {
  await expect(await pageOf('slots', SCENES)).toMatchFileSnapshot('__snapshots__/slots.md');
});
