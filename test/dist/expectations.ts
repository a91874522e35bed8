// What holds at the end of every scenario, and how a scenario waits for the board.
//
// The promises are checked on the real history of the lock branch, by a second reading of design.md that shares no
// code with src. Containment is asked of git itself. Time is nobody's here: waiting ends by a condition or a bound.
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import type { RepositoryWorld } from '../support/github/repository-world.ts';
import { LOCK_BRANCH, type LeaseJson, type Scene, type SceneJob } from '../support/scene.ts';

/** Milliseconds after which a condition that does not hold fails the test. */
const PATIENCE = 30_000;

/** Milliseconds between two looks at the lock branch. */
const LOOK = 50;

/** Fails where the action asked for something that GitHub does not offer, or not in GitHub's form. */
export function expectCleanScene({ github }: Scene): void {
  expect({ violations: github.violations, unexpected: github.unexpected }).toEqual({
    violations: [],
    unexpected: [],
  });
}

/** Resolves with the lease's document as soon as the predicate holds for it; fails after a bound. */
export async function untilLease(
  scene: Scene,
  name: string,
  predicate: (lease: LeaseJson) => boolean,
): Promise<LeaseJson> {
  const end = performance.now() + PATIENCE;
  for (;;) {
    const text = await scene.github.file(LOCK_BRANCH, `leases/${encodeURIComponent(name)}.json`);
    const lease = text === null ? null : (JSON.parse(text) as LeaseJson);
    if (lease !== null && predicate(lease)) return lease;
    if (performance.now() > end) {
      throw new Error(
        `the lease ${name} has not come to what was waited for; it is:\n${text ?? 'not there'}`,
      );
    }
    await pause(LOOK);
  }
}

/** Where the history to look at is, if not on the lock branch of the scene's repository. */
export interface Where {
  readonly repository?: RepositoryWorld;
  readonly branch?: string;
}

/**
 * Fails where a commit of the lock branch breaks a promise: one holder at most (S1), the epoch rises by one with
 * every grant and never falls (S2), a hold ends by an outcome that names it (S4), `completed` is contained in a
 * success (S5), outcomes never change (S6), nothing is granted twice (S7).
 */
export async function expectPromises(scene: Scene, where: Where = {}): Promise<void> {
  const { repository = scene.github, branch = LOCK_BRANCH } = where;
  const last = new Map<string, LeaseJson>();
  for (const { commit, paths } of await changesOf(repository, branch)) {
    for (const path of paths) {
      const text = await repository.file(commit, path);
      expect(text, `${path} is there in every commit that touches it`).not.toBeNull();
      const lease = JSON.parse(text ?? '') as LeaseJson;
      const before = last.get(path);
      expectState(lease, commit);
      if (before !== undefined) expectStep(before, lease, commit);
      last.set(path, lease);
    }
  }
  for (const lease of last.values()) await expectContainment(scene, lease);
}

/** Commits of a branch from the oldest, with the documents that each has touched. */
async function changesOf(
  repository: RepositoryWorld,
  branch: string,
): Promise<{ commit: string; paths: string[] }[]> {
  const printed = await repository.git(
    'log',
    '--reverse',
    '--root',
    '--name-only',
    '--format=%x00%H',
    branch,
  );
  return printed
    .split('\0')
    .slice(1)
    .map((entry) => {
      const [commit = '', ...names] = entry.split('\n').filter((line) => line !== '');
      // git quotes no name here: everything special in it is percent-encoded.
      return { commit, paths: names.filter((name) => name.startsWith('leases/')) };
    });
}

/** The holder in a lease document, if any. */
export function holderIn(lease: LeaseJson): Record<string, unknown> | undefined {
  return lease.requests.find((request) => request['status'] === 'acquired');
}

/** The outcome of a request, or `undefined`. */
export function outcomeIn(lease: LeaseJson, id: string | undefined): Record<string, unknown> | undefined {
  return lease.outcomes.find((outcome) => outcome['id'] === id);
}

function expectState(lease: LeaseJson, commit: string): void {
  const holders = lease.requests.filter((request) => request['status'] === 'acquired');
  expect(holders.length, `holders in ${commit}`).toBeLessThanOrEqual(1);
  const epochs = [...lease.requests, ...lease.outcomes].flatMap((entry) => entry['epoch'] ?? []);
  expect(new Set(epochs).size, `tokens in ${commit} are all different`).toBe(epochs.length);
  const ids = [...lease.requests, ...lease.outcomes].map((entry) => entry['id']);
  expect(new Set(ids).size, `ids in ${commit} are all different`).toBe(ids.length);
}

function expectStep(before: LeaseJson, after: LeaseJson, commit: string): void {
  expect(after.sequence, `sequence in ${commit}`).toBeGreaterThan(before.sequence);
  const was = holderIn(before);
  const is = holderIn(after);
  const isGrant = is !== undefined && is['id'] !== was?.['id'];
  // Only a branch that was made anew leaps forward.
  if (after.sequence === before.sequence + 1) {
    expect(after.epoch - before.epoch, `grants in ${commit}`).toBe(isGrant ? 1 : 0);
  } else {
    expect(after.epoch, `epoch in ${commit}`).toBeGreaterThanOrEqual(before.epoch);
  }
  if (isGrant) expect(is['epoch'], `token in ${commit}`).toBe(after.epoch);
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

/** Commits that are unknown to the repository of the runs (forged ones) are never contained in anything. */
async function expectContainment({ github }: Scene, lease: LeaseJson): Promise<void> {
  for (const outcome of lease.outcomes) {
    if (outcome['outcome'] !== 'completed') continue;
    const [head, by] = [String(outcome['head_sha']), String(outcome['completed_by'])];
    const isContained = await github.git('merge-base', '--is-ancestor', head, by).then(
      () => true,
      () => false,
    );
    expect(isContained, `${head} was completed by ${by}, which contains it`).toBe(true);
    expect(
      lease.outcomes.some((other) => other['outcome'] === 'success' && other['head_sha'] === by),
      `${by} succeeded`,
    ).toBe(true);
  }
}

/** The id of a job's first request. */
export function requestIdOf({ runId, attempt, jobId }: SceneJob, job = 'staging', jobIndex = 0): string {
  return `${runId}/${attempt}/${job}/${jobIndex}/${jobId}`;
}

/** Text with what differs from one test run to the next replaced: runs, tokens, commits, times, addresses. */
export function normalised(text: string): string {
  return text
    .replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, '<server>')
    .replaceAll(/\b[0-9a-f]{40}\b/g, '<sha>')
    .replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/g, '<time>')
    .replaceAll(
      /\b(run|runs\/|token) ?\d{6,}/g,
      (_, word: string) => `${word}${word.endsWith('/') ? '' : ' '}<n>`,
    )
    .replaceAll(/\b\d{6,}\/(\d+)\/([^/\s]*)\/(\d+)\/(?:\d+|x[0-9a-f]{12})/g, '<run>/$1/$2/$3/<job>');
}

/** The audit log: subjects of the lock branch, oldest first, as lines of normalised text. */
export async function auditLog(scene: Scene): Promise<string> {
  return normalised((await scene.log()).join('\n'));
}
