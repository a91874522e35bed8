// How a story ends: GitHub was asked nothing odd, the promises were kept, and the token was told to nobody.
//
// Also the inputs that the stories of failures share: a plain lease with times as short as they may be.
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import { LOCK_BRANCH, type Scene, type SceneJob } from '../support/scene.ts';
import { expectCleanScene, expectPromises } from './expectations.ts';

/** Inputs of a job outside a merge queue: first come, first served, checked on after a second of silence. */
export const PLAIN: Readonly<Record<string, string>> = {
  lease: 'staging',
  'stabilisation-window': '0s',
  ttl: '1s',
  'takeover-delay': '1s',
};

/** A job of a push to a branch of its own. */
export async function plainJob(
  scene: Scene,
  branch: string,
  options: Parameters<Scene['pushJob']>[1] = {},
): Promise<SceneJob> {
  return scene.pushJob(await scene.github.push(branch), options);
}

/** Resolves as soon as the condition holds; fails after half a minute. */
export async function until(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + 30_000;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`waited in vain: ${what}`);
    await pause(50);
  }
}

/** What is to hold at the end of every story; `tokens` are those that it has used besides the usual one. */
export async function expectEnd(scene: Scene, tokens: readonly string[] = []): Promise<void> {
  expectCleanScene(scene);
  if ((await scene.github.head(LOCK_BRANCH)) !== null) await expectPromises(scene);
  await expectNoSecret(scene, [scene.github.token, ...tokens]);
}

/** Fails where a token is in what a step printed or left behind, or anywhere in the history of the lock branch. */
export async function expectNoSecret(scene: Scene, tokens: readonly string[]): Promise<void> {
  expect(scene.results.length, 'steps that were looked at').toBeGreaterThan(0);
  const history = (await scene.github.head(LOCK_BRANCH)) === null ? '' : await historyOf(scene);
  const told = scene.results.map(({ stdout, outputs, annotations, debug, groups, summary, state }) =>
    JSON.stringify({ stdout, outputs, annotations, debug, groups, summary, state }),
  );
  for (const token of tokens) {
    for (const text of [...told, history]) expect(text).not.toContain(token);
  }
}

function historyOf({ github }: Scene): Promise<string> {
  return github.git('log', '-p', '--format=fuller', LOCK_BRANCH);
}
