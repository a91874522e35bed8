// When a round is ready: by an earlier grant, by its window, by a number, by the merge groups, after a failure.
import { describe, expect, it } from 'vitest';
import type { MergeGroup } from '../../src/lease/groups.ts';
import { isReady, lineOf, type Mine } from '../../src/lease/line.ts';
import { NO_SIGNS } from '../../src/lease/signs.ts';
import type { LeaseDocument } from '../../src/lease/schema.ts';
import { grant, group, listed, plain, register, sha, story, timeAt, withdraw } from './build.ts';

const g1 = group(1);
const g2 = group(2);
const g3 = group(3);

/** Whether the newest round is ready; `groups`: what its own process has seen. */
function ready(document: LeaseDocument, after: number, groups: readonly MergeGroup[] | null = null): boolean {
  return readyFor(document, after, { id: '', round: document.rounds.at(-1)!.id, groups, signs: NO_SIGNS });
}

/** Whether the newest round is ready in the eyes of one process. */
function readyFor(document: LeaseDocument, after: number, mine: Mine | null): boolean {
  const line = lineOf(document);
  const newest = document.rounds.at(-1)!.id;
  const round = line.rounds.find((each) => each.round.id === newest)!;
  return isReady(line, round, round.pending[0]!, { time: timeAt(after), mine });
}

describe('by its window', () => {
  it.each([
    ['is not ready while it is open', 301, false],
    ['is ready when it is over', 301.001, true],
  ])('%s', (_, after, expected) => {
    expect(ready(story([0, register(g1)]), after)).toBe(expected);
  });

  it('begins again with every registration', () => {
    const document = story([0, register(g1)], [250, register(g2)]);
    expect(ready(document, 551)).toBe(false);
    expect(ready(document, 551.5)).toBe(true);
  });

  it('takes three windows at most from the registration of the oldest that lives', () => {
    const document = story(
      [0, register(g1)],
      [250, register(g2)],
      [500, register(g3)],
      [750, register(group(4))],
      [890, register(group(5))],
    );
    expect(ready(document, 901)).toBe(false);
    expect(ready(document, 902)).toBe(true);
  });

  it('does not count the registration of one that has gone', () => {
    const document = story(
      [0, register(g1)],
      [250, register(g2)],
      [500, register(g3)],
      [750, register(group(4))],
      [890, register(group(5))],
      [891, withdraw(g1)],
    );
    expect(ready(document, 902)).toBe(false);
    expect(ready(document, 1152)).toBe(true);
  });

  it('is that of the candidate', () => {
    const hasty = group(2, { parameters: { window: 0 } });
    expect(ready(story([0, register(g1)], [0, register(hasty)]), 0)).toBe(true);
    expect(ready(story([0, register(group(1, { parameters: { window: 0 } }))], [0, register(g2)]), 10)).toBe(
      false,
    );
  });
});

describe('a plain round', () => {
  it('is ready at once', () => {
    expect(ready(story([0, register(plain(1))]), 0)).toBe(true);
  });

  it('waits for a window that it asked for, and for nothing else', () => {
    const patient = plain(1, { parameters: { window: 60, expected: 1 } });
    expect(ready(story([0, register(patient)]), 61)).toBe(false);
    expect(ready(story([0, register(patient)]), 62)).toBe(true);
  });
});

describe('by an earlier grant', () => {
  it('is ready without its window', () => {
    const document = story([0, register(g1)], [1, register(g2)], [400, grant(g2)], [410, evictHolder]);
    expect(ready(document, 411)).toBe(true);
  });
});

/** Ends the hold of the second group without a failure. */
function evictHolder(document: LeaseDocument) {
  return { kind: 'evict', id: g2.id, epoch: document.epoch, by: 'checker', reason: 'dead' } as const;
}

describe('by a number', () => {
  const two = { parameters: { expected: 2 } } as const;

  it('is ready when so many are there', () => {
    const document = story([0, register(group(1, two))]);
    expect(ready(document, 1)).toBe(false);
    expect(ready(story([0, register(group(1, two))], [1, register(group(2, two))]), 1)).toBe(true);
  });

  it('is judged by the number of the candidate', () => {
    const document = story(
      [0, register(group(1, two))],
      [1, register(group(2, { parameters: { expected: 3 } }))],
    );
    expect(ready(document, 1)).toBe(false);
  });

  it('does not count those that have gone', () => {
    const document = story(
      [0, register(group(1, two))],
      [1, register(group(2, two))],
      [2, withdraw(group(1))],
    );
    expect(ready(document, 2)).toBe(false);
  });
});

describe('by the merge groups', () => {
  const document = story([0, register(g1)], [1, register(g2)]);
  const stack = [g1, g2].map(listed);

  it('is ready when nothing above the candidate is still to come', () => {
    expect(ready(document, 1, stack)).toBe(true);
  });

  it('waits for a group above the candidate', () => {
    expect(ready(document, 1, [...stack, listed(g3)])).toBe(false);
  });

  it('waits for a group above one that has asked', () => {
    const between = story([0, register(g1)], [1, register(g3)], [2, withdraw(g3)]);
    expect(ready(between, 2, [listed(g1), listed(g2), listed(g3)])).toBe(false);
  });

  it('does not wait for a group below, nor beside', () => {
    const beside = { ...listed(group(7)), parent: sha(70) };
    expect(ready(story([0, register(g2)]), 1, [listed(g1), listed(g2), beside])).toBe(true);
  });

  it('waits for the window where they are not known', () => {
    expect(ready(document, 1, null)).toBe(false);
  });

  it('waits for the window where two groups name the same commit as the one that they sit on', () => {
    const twin = { ...listed(group(9)), parent: listed(g1).parent };
    expect(ready(document, 1, [...stack, twin])).toBe(false);
  });

  it('waits for the window in the eyes of other rounds', () => {
    expect(readyFor(document, 1, null)).toBe(false);
    expect(readyFor(document, 1, { id: '', round: 1, groups: stack, signs: NO_SIGNS })).toBe(false);
  });

  it('is not judged by them where a number is given', () => {
    const numbered = story([0, register(group(1, { parameters: { expected: 2 } }))]);
    expect(ready(numbered, 1, [listed(g1)])).toBe(false);
  });
});
