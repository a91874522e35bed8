// The fault runs are strong enough: every rule that is broken on purpose is found, by the promise that it is there for.
import { describe, expect, it } from 'vitest';
import { storyNamed } from '../stories/all.ts';
import { bendsOf } from '../world/beliefs.ts';
import { bending } from '../world/bend.ts';
import type { Story } from '../world/story.ts';
import type { Circumstances } from '../world/world.ts';
import { BROKEN_RULES, type BrokenRule } from './broken-rules.ts';
import { check, singleFaults, withoutFault, type Point } from './every.ts';

describe('a broken rule', () => {
  it.each(BROKEN_RULES.map((rule) => [rule.belief, rule] as const))('is found: %s', (_, rule) => {
    expect(promisesBrokenBy(rule)).toContain(rule.promise);
  });
});

/** Most rules break where nothing fails: then nobody asks what there is to fail. */
function* pointsOf(story: Story, circumstances: Circumstances): Generator<Point> {
  yield withoutFault(story, circumstances);
  yield* singleFaults(story, circumstances);
}

/** Runs the stories without a fault, then with each, until the promise of the rule breaks. */
function promisesBrokenBy({ belief, stories, promise }: BrokenRule): string[] {
  const broken = new Set<string>();
  const circumstances = { instead: bending(bendsOf(belief)) };
  for (const story of stories.map(storyNamed)) {
    for (const point of pointsOf(story, circumstances)) {
      for (const breach of check(point).failure?.breaches ?? []) broken.add(breach.promise);
      if (broken.has(promise)) return [...broken];
    }
  }
  return [...broken];
}
