// A second, dumb reading of the promises on the real history of the lock branch. It shares no code with src.
//
// S1: one holder at most. S2: the epoch rises with every grant and never falls. S4: a hold ends by an outcome that names
// it. S5: `completed` is contained in a success, which git itself is asked. S6: outcomes never change. S7: nothing is
// granted twice.
import { expect } from 'vitest';
import type { RepositoryWorld } from '../support/github/repository-world.ts';
import { holderIn, LOCK_BRANCH, outcomeIn, type LeaseJson, type Scene } from '../support/scene.ts';

/** Fails where a commit of the lock branch, in the scene's repository or another one, breaks a promise. */
export async function expectPromises(scene: Scene, world: RepositoryWorld = scene.github): Promise<void> {
  const last = new Map<string, LeaseJson>();
  for (const { commit, paths } of await changesOf(world)) {
    for (const path of paths) {
      const lease = read(await world.file(commit, path));
      if (lease === null) {
        // Somebody has spoilt or removed it by hand; what is put in its place may be any earlier state.
        last.delete(path);
        continue;
      }
      const before = last.get(path);
      expectState(lease, commit);
      if (before !== undefined) expectStep(before, lease, commit);
      last.set(path, lease);
    }
  }
  for (const lease of last.values()) await expectContainment(scene, lease);
}

/** A document as JSON; `null` where it is gone, or where a test has spoilt it. */
function read(text: string | null): LeaseJson | null {
  try {
    const lease = JSON.parse(text ?? 'null') as Partial<LeaseJson> | null;
    return lease?.requests === undefined ? null : (lease as LeaseJson);
  } catch {
    return null;
  }
}

/** Commits of the lock branch from the oldest, with the documents that each has touched. */
async function changesOf(world: RepositoryWorld): Promise<{ commit: string; paths: string[] }[]> {
  const format = ['--reverse', '--root', '--name-only', '--format=%x00%H'];
  const printed = await world.git('log', ...format, LOCK_BRANCH);
  return printed
    .split('\0')
    .slice(1)
    .map((entry) => {
      const [commit = '', ...names] = entry.split('\n').filter((line) => line !== '');
      // git quotes no name here: everything special in it is percent-encoded.
      return { commit, paths: names.filter((name) => name.startsWith('leases/')) };
    });
}

function expectState(lease: LeaseJson, commit: string): void {
  const all = [...lease.requests, ...lease.outcomes];
  const holders = lease.requests.filter((request) => request['status'] === 'acquired');
  expect(holders.length, `holders in ${commit}`).toBeLessThanOrEqual(1);
  for (const name of ['epoch', 'id']) {
    const values = all.flatMap((entry) => entry[name] ?? []);
    expect(new Set(values).size, `${name} is another one in all entries of ${commit}`).toBe(values.length);
  }
}

function expectStep(before: LeaseJson, after: LeaseJson, commit: string): void {
  expect(after.sequence, `sequence in ${commit}`).toBeGreaterThan(before.sequence);
  expect(after.epoch, `epoch in ${commit}`).toBeGreaterThanOrEqual(before.epoch);
  const [was, is] = [holderIn(before), holderIn(after)];
  if (is !== undefined && is['id'] !== was?.['id']) {
    expect(after.epoch, `token in ${commit}`).toBeGreaterThan(before.epoch);
    expect(is['epoch'], `token in ${commit}`).toBe(after.epoch);
  }
  if (was !== undefined && is?.['id'] !== was['id']) {
    expect(outcomeIn(after, String(was['id'])), `the end of a hold in ${commit}`).toMatchObject({
      epoch: was['epoch'],
      outcome: expect.stringMatching(/^(?:success|failure|evicted)$/) as unknown,
    });
  }
  for (const outcome of before.outcomes) {
    const kept = outcomeIn(after, String(outcome['id']));
    if (kept !== undefined) expect(kept, `an outcome in ${commit}`).toEqual(outcome);
  }
}

async function expectContainment({ github }: Scene, { outcomes }: LeaseJson): Promise<void> {
  for (const { outcome, head_sha, completed_by } of outcomes) {
    if (outcome !== 'completed') continue;
    const [head, by] = [String(head_sha), String(completed_by)];
    const isSuccess = outcomes.some((other) => other['outcome'] === 'success' && other['head_sha'] === by);
    expect(isSuccess, `${by} succeeded`).toBe(true);
    const contains = github.git('merge-base', '--is-ancestor', head, by).then(
      () => true,
      () => false,
    );
    expect(await contains, `${by}, which completed ${head}, contains it`).toBe(true);
  }
}
