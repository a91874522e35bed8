// When a round is ready: by an earlier grant, by its window, by a number, by the merge groups.
import { describe, expect, it } from 'vitest';
import type { MergeGroup } from '../../src/lease/groups.ts';
import { isReady, lineOf, type Mine } from '../../src/lease/line.ts';
import { NO_SIGNS } from '../../src/lease/signs.ts';
import type { LeaseDocument, Parameters } from '../../src/lease/schema.ts';
import {
  evict,
  grant,
  group,
  listed,
  plain,
  register,
  sha,
  story,
  timeAt,
  waiting,
  withdraw,
  write,
} from './build.ts';

const [g1, g2, g3] = [group(1), group(2), group(3)];

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

/** A merge group whose own parameters are these. */
function wanting(number: number, parameters: Partial<Parameters>) {
  return group(number, { parameters });
}

/** Groups that come one after another before the window of the one before is over. */
const arriving = story(
  [0, register(g1)],
  [250, register(g2)],
  [500, register(g3)],
  [750, register(group(4))],
  [890, register(group(5))],
);

describe('by its window, a round', () => {
  const patient = plain(1, { parameters: { window: 60, expected: 1 } });

  it.each<[string, LeaseDocument, number]>([
    ['is ready when that is over', waiting(g1), 301],
    ['begins it again with every registration', story([0, register(g1)], [250, register(g2)]), 551],
    ['waits for three at most, from the registration of the oldest that lives', arriving, 901],
    ['knows the oldest wherever it stands', { ...arriving, requests: arriving.requests.toReversed() }, 901],
    ['does not count the registration of one that has gone', write(arriving, 891, withdraw(g1)), 1151],
    ['goes by that of the candidate', waiting(wanting(1, { window: 0 }), g2), 302],
    ['waits for the one that a plain request has asked for, and for nothing else', waiting(patient), 61],
  ])('%s', (_, document, last) => {
    expect([ready(document, last), ready(document, last + 0.5)]).toEqual([false, true]);
  });

  it.each([
    ['is ready at once where its candidate asks for none', waiting(g1, wanting(2, { window: 0 }))],
    ['of a plain request is ready at once', waiting(plain(1))],
    [
      'is ready without it where it was granted before',
      write(write(waiting(g1, g2), 2, grant(g2)), 2, evict(g2)),
    ],
  ])('%s', (_, document) => {
    expect(ready(document, 2)).toBe(true);
  });
});

describe('by a number, whatever the merge groups say, a round', () => {
  const [one, two] = [wanting(1, { expected: 2 }), wanting(2, { expected: 2 })];

  it.each([
    ['is ready when so many are there', waiting(one, two), true],
    ['is not ready before', waiting(one), false],
    ['goes by that of the candidate', waiting(one, wanting(2, { expected: 3 })), false],
    ['does not count those that have gone', write(waiting(one, two), 2, withdraw(one)), false],
  ])('%s', (_, document, expected) => {
    expect(ready(document, 2, [listed(g1)])).toBe(expected);
  });
});

describe('by the merge groups, a round', () => {
  const both = waiting(g1, g2);
  const stack = [g1, g2, g3].map(listed);
  const beside = { ...listed(group(7)), parent: sha(70) };
  const twin = { ...listed(group(9)), parent: listed(g1).parent };

  it.each<[string, LeaseDocument, MergeGroup[] | null, boolean]>([
    ['is ready when nothing above the candidate is still to come', both, stack.slice(0, 2), true],
    ['waits for a group above the candidate', both, stack, false],
    ['waits for a group above one that has asked', write(waiting(g1, g3), 2, withdraw(g3)), stack, false],
    ['does not wait for one that has an outcome', write(waiting(g1, g2, g3), 3, withdraw(g3)), stack, true],
    [
      'waits for one that has asked in another scope only',
      waiting(group(3, { scope: 'x' }), g1, g2),
      stack,
      false,
    ],
    ['does not wait for a group below, nor beside', waiting(g2), [...stack.slice(0, 2), beside], true],
    ['waits for the window where they are not known', both, null, false],
    ['waits for it where two name the same commit below them', both, [...stack.slice(0, 2), twin], false],
  ])('%s', (_, document, groups, expected) => {
    expect(ready(document, 2, groups)).toBe(expected);
  });

  it('waits for the window in the eyes of other rounds', () => {
    expect(readyFor(both, 1, null)).toBe(false);
    const other = { id: '', round: 1, groups: stack.slice(0, 2), signs: NO_SIGNS };
    expect(readyFor(both, 1, other)).toBe(false);
  });
});
