// Every story as it goes where nothing fails: how each process ends, no promise broken, and the transcript to read.
import { describe, expect, it } from 'vitest';
import { endsOf, tell } from '../world/story.ts';
import { transcriptOf } from '../world/transcript.ts';
import { STORIES } from './all.ts';

describe('a story', () => {
  it('has a name of its own', () => {
    expect(new Set(STORIES.map(({ name }) => name)).size).toBe(STORIES.length);
  });

  it.each(STORIES.map((story) => [story.name, story] as const))(
    '%s is told to its end',
    async (name, story) => {
      const told = tell(story);
      expect(told.breaches).toEqual([]);
      expect(endsOf(told)).toEqual(story.ends);
      await expect(`${story.title}\n\n${transcriptOf(told.world, told.endedAt)}`).toMatchFileSnapshot(
        `told/${name}.txt`,
      );
    },
  );

  it.each(STORIES.map((story) => [story.name, story] as const))(
    '%s is the same when it is told again',
    (_, story) => {
      if (story.isLong === true) return;
      const [once, again] = [tell(story), tell(story)];
      expect(transcriptOf(again.world)).toBe(transcriptOf(once.world));
    },
  );
});
