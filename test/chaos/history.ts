// The history of a chaos run's lock branch, checked against the promises.
import type { Scene } from '../support/scene.ts';
import { expectPromises } from '../dist/expectations.ts';

/** What the lock branch's history breaks, in words. */
export async function brokenPromises(scene: Scene): Promise<string[]> {
  try {
    await expectPromises(scene);
    return [];
  } catch (error) {
    return [(error as Error).message];
  }
}
