// The fault runs are strong enough: every rule that is broken on purpose is found, by the promise that it is there for.
import { describe, expect, it } from 'vitest';
import { STORIES } from '../stories/all.ts';
import { tell } from '../world/story.ts';
import { BROKEN_RULES, type BrokenRule } from './broken-rules.ts';
import { check, singleFaults } from './every.ts';

describe('a broken rule', () => {
  it.each(BROKEN_RULES.map((rule) => [rule.name, rule] as const))('is found: %s', (_, rule) => {
    expect(promisesBrokenBy(rule)).toContain(rule.promise);
  });
});

/** Runs the stories without a fault, then with each, until the promise of the rule breaks. */
function promisesBrokenBy({ stories, promise, instead }: BrokenRule): string[] {
  const broken = new Set<string>();
  for (const name of stories) {
    const story = STORIES.find((each) => each.name === name)!;
    for (const breach of tell(story, { instead }).breaches) broken.add(breach.promise);
    for (const point of singleFaults(story, { instead })) {
      if (broken.has(promise)) return [...broken];
      for (const breach of check(point).failure?.breaches ?? []) broken.add(breach.promise);
    }
  }
  return [...broken];
}
