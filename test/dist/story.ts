// What the stories of the shipped bundle share: their inputs, and how each of them ends.
//
// A story waits for a line of a log, a state of the lock branch, a request at the stand-in or the end of a process,
// never for a time. Where an input is a time, the story holds however slow the machine is.
import { expect } from 'vitest';
import { LOCK_BRANCH, openScene, type Scene } from '../support/scene.ts';
import type { RepositoryWorld } from '../support/github/repository-world.ts';
import type { StageResult } from '../support/runner/runner.ts';
import { expectPromises } from './promises.ts';

type Options = Parameters<typeof openScene>[0];

/** Inputs of a job outside a merge queue: first come, first served, and no rest after the dead. */
export const PLAIN: Readonly<Record<string, string>> = { lease: 'staging', 'takeover-delay': '0s' };

/** The request by which the board is written. */
export const COMMIT = 'graphql:createCommitOnBranch';

/** A runner that gives a cancelled step all the time that it needs. */
const PATIENT_RUNNER = { cancelTimes: { terminate: 600_000, kill: 600_000 } };

/** Opens a scene whose runner kills no step for being slow. */
export function openStory({ runner, ...options }: NonNullable<Options> = {}): Promise<Scene> {
  return openScene({ ...options, runner: { ...PATIENT_RUNNER, ...runner } });
}

/** What is to hold at the end of every story; `tokens` are those that it has used besides the usual one. */
export async function expectEnd(
  scene: Scene,
  tokens: readonly string[] = [],
  world: RepositoryWorld = scene.github,
): Promise<void> {
  const { violations, unexpected, token } = scene.github;
  expect({ violations, unexpected }, 'what GitHub does not offer').toEqual({
    violations: [],
    unexpected: [],
  });
  expect(scene.results.length, 'steps that were looked at').toBeGreaterThan(0);
  // Nothing is printed there, and Node warns of nothing.
  for (const { stderr } of scene.results) expect(stderr).toEqual([]);
  const hasBranch = (await world.head(LOCK_BRANCH)) !== null;
  if (hasBranch) await expectPromises(scene, world);
  const history = hasBranch ? await world.git('log', '-p', '--format=fuller', LOCK_BRANCH) : '';
  const secrets = [token, ...tokens];
  for (const text of [history, ...scene.results.map(told)])
    for (const secret of secrets) expect(text).not.toContain(secret);
}

/** All that a step has left; the runner keeps to itself what a mask says. */
function told({ lines, ...rest }: StageResult): string {
  const shown = lines.filter((line) => !line.startsWith('::add-mask::'));
  return JSON.stringify({ ...rest, masks: [], lines: shown });
}

/** What each commit of the lock branch says that it does, oldest first: `acquire`, `release`, … */
export async function verbsOf(scene: Scene): Promise<string[]> {
  return (await scene.log()).map((subject) => subject.split(' ')[0] ?? '');
}

/** Annotations as `level: message`. */
export function annotationsOf({ annotations }: StageResult): string[] {
  return annotations.map(({ level, message }) => `${level}: ${message}`);
}

/** Fails unless the step has failed with one error, which links the heading of the manual and says all of these. */
export function expectError(result: StageResult, heading: string, ...parts: (string | RegExp)[]): void {
  expect(result.exitCode, result.lines.join('\n')).toBe(1);
  const errors = annotationsOf(result).filter((text) => text.startsWith('error: '));
  expect(errors).toHaveLength(1);
  expect(errors[0]).toContain(`docs/operations.md#${heading}`);
  for (const part of parts) expect(errors[0]).toMatch(part);
}
