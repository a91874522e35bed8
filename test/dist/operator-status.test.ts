// mode: status. Shows one lease or all of them, changes nothing, and fails where something cannot be read.
import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { openScene, type Scene } from '../support/scene.ts';
import { expectEnd } from './ending.ts';
import { normalised } from './expectations.ts';
import { holding, operate, operatorJob, said, served, waiting } from './operator.ts';

const STATUS = { mode: 'status' };

/** A commit on the lock branch that spoils a file, and the commit before. */
async function spoil(scene: Scene, path: string, text: string): Promise<string | null> {
  const good = await scene.github.head('ref-lease');
  await scene.github.commitFile('ref-lease', path, text);
  return good;
}

it('says that there is no lease yet', async () => {
  await using scene = await openScene();
  const result = await operate(scene, STATUS);
  expect(said(result)).toMatchInlineSnapshot(`
    "exit 0
    There is no branch ref-lease: nobody has asked for a lease yet, or the token lacks contents: read."
  `);
  expect(result.outputs).toMatchObject({ lease: '', holder: 'null', state: '{}' });
  expect(result.summary).toContain('Nobody has asked for a lease yet.');
  const one = await operate(scene, { ...STATUS, lease: 'staging' });
  expect(one).toMatchObject({ exitCode: 0, outputs: { lease: 'staging', holder: 'null', payload: '' } });
  expect(await scene.github.head('ref-lease')).toBeNull();
  await expectEnd(scene);
});

it('shows holders, lines and locks, and changes nothing', async () => {
  await using scene = await openScene();
  const holder = await holding(scene, { payload: 'v1.2' });
  const waiter = await waiting(scene);
  await operate(scene, { mode: 'lock', lease: 'staging', reason: 'migration' });
  await operate(scene, { mode: 'lock', lease: 'production', reason: 'freeze', until: '1h' }, 'bob');
  const head = await scene.github.head('ref-lease');
  const token = scene.github.addToken('ghs_reader', { contents: 'read' });

  const all = await operate(scene, { ...STATUS, token });
  expect(said(all)).toMatchInlineSnapshot(`
    "exit 0
    production: Nobody holds it. 0 in line. It is locked by bob since <time> UTC, until <time> UTC: freeze.
    staging: It is held by main (run <n>) since <time> UTC, token <n>, <server>/octo/shop/actions/runs/<n>. 1 in line. It is locked by alice since <time> UTC, until somebody unlocks it: migration."
  `);
  const state = JSON.parse(all.outputs['state']!) as Record<string, { epoch: number; lock: unknown }>;
  expect(Object.keys(state)).toEqual(['production', 'staging']);
  expect(state['staging']).toMatchObject({ epoch: Number(holder.token), lock: { reason: 'migration' } });
  expect(all.outputs).toMatchObject({ lease: '', holder: 'null', payload: '' });
  expect(normalised(all.summary)).toMatch(
    /## Lease `production`[^]*## Lease `staging`[^]*Held[^]*```mermaid/,
  );

  const one = await operate(scene, { ...STATUS, token, lease: 'staging' });
  expect(one.outputs).toMatchObject({ lease: 'staging', payload: 'v1.2' });
  expect(JSON.parse(one.outputs['holder']!)).toMatchObject({ id: holder.id, payload: 'v1.2' });
  const metrics = await readFile(one.outputs['metrics']!, 'utf8');
  expect(metrics).toContain('ref_lease_queue_size{lease="staging"} 1\n');
  expect(metrics).not.toContain('production');
  expect(metrics).toMatch(/\n# EOF\n$/);
  expect(await scene.github.head('ref-lease')).toBe(head);

  await holder.job.finish('success');
  await operate(scene, { mode: 'unlock', lease: 'staging', reason: 'done' });
  await served(waiter);
  await expectEnd(scene, [token]);
});

it('fails where a document is broken, and still shows the rest', async () => {
  await using scene = await openScene();
  const holder = await holding(scene);
  const good = await spoil(scene, 'leases/other.json', '{"schema_version": 1, "lease": "other"}');
  const broken = await operate(scene, STATUS);
  expect(said(broken)).toMatchInlineSnapshot(`
    "exit 1
    other: unreadable, sequence: Invalid input: expected number, received undefined.
    staging: It is held by main (run <n>) since <time> UTC, token <n>, <server>/octo/shop/actions/runs/<n>. 0 in line.
    error: leases/other.json on the branch ref-lease (commit <sha>) cannot be read: sequence: Invalid input: expected number, received undefined. It was not overwritten, and the lease is granted to nobody until it is repaired. Look at "git fetch origin ref-lease" and "git log -p FETCH_HEAD -- leases/other.json", and push a commit that restores the last good version. See docs/operations.md#state"
  `);
  expect(Object.keys(JSON.parse(broken.outputs['state']!) as object)).toEqual(['staging']);
  expect(await readFile(broken.outputs['metrics']!, 'utf8')).toContain('lease="staging"');
  expect(broken.summary).toMatch(/## Lease `other`\s+\*\*Unreadable\*\*[^]*## Lease `staging`[^]*Held/);

  // A lease of which nothing is broken is fine, and so is its holder.
  expect(await operate(scene, { ...STATUS, lease: 'staging' })).toMatchObject({ exitCode: 0 });
  const other = await operate(scene, { ...STATUS, lease: 'other' });
  expect(other.exitCode).toBe(1);
  await holder.job.finish('success');
  await scene.github.branch('ref-lease', good);
  await expectEnd(scene);
});

it.for([
  ['a newer schema', 'leases/staging.json', '{"schema_version": 2}'],
  ['no JSON', 'leases/staging.json', '<<<<<<< ours'],
  ['a broken lock of all leases', 'lock.json', '{}'],
] as const)('fails with %s, and no mode overwrites it', async ([name, path, text]) => {
  await using scene = await openScene();
  const holder = await holding(scene);
  await holder.job.finish('success');
  const good = await spoil(scene, path, text);
  const head = await scene.github.head('ref-lease');
  const status = await operate(scene, STATUS);
  expect(said(status)).toMatchSnapshot(name);
  // A lock that cannot be read keeps nobody from ending a hold, or from being told of it.
  const modes = path === 'lock.json' ? [] : ['guard', 'release'];
  for (const mode of ['lock', 'unlock', 'acquire', ...modes]) {
    const inputs = { mode, lease: 'staging', reason: 'why', 'release-with-status': 'success' };
    const failed = await operate(scene, inputs);
    expect([mode, failed.exitCode]).toEqual([mode, 1]);
    expect(failed.annotations[0]?.message).toContain(`${path} on the branch ref-lease`);
  }
  expect(await scene.github.head('ref-lease')).toBe(head);
  await scene.github.branch('ref-lease', good);
  await expectEnd(scene);
});

it('lets a holder release its lease though the lock of all leases cannot be read', async () => {
  await using scene = await openScene();
  const holder = await holding(scene);
  await spoil(scene, 'lock.json', '{}');
  const [post] = await holder.job.finish('success');
  expect(post).toMatchObject({ exitCode: 0, annotations: [] });
  expect((await scene.lease('staging')).outcomes.map(({ outcome }) => outcome)).toEqual(['success']);
  expect(await scene.github.file('ref-lease', 'lock.json')).toBe('{}');
});

it.for([
  ['a token that cannot read', 'ghs_nobody', { contents: 'none' }],
  ['a token that nobody knows', 'ghs_unknown', null],
] as const)('fails with %s, and says so', async ([name, token, access]) => {
  await using scene = await openScene();
  await holding(scene);
  if (access !== null) scene.github.addToken(token, access);
  const job = await operatorJob(scene);
  const failed = await job.use({ ...STATUS, token });
  expect(said(failed)).toMatchSnapshot(name);
  await job.finish();
  await expectEnd(scene, [token]);
});
