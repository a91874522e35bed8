// Failures below a request: for how long they count, against whom, and what clears them.
import { describe, expect, it } from 'vitest';
import { lineOf, readyIn } from '../../src/lease/line.ts';
import type { LeaseDocument, Registration } from '../../src/lease/schema.ts';
import {
  dueAt,
  evict,
  grant,
  group,
  listed,
  plain,
  register,
  release,
  sha,
  story,
  timeAt,
  waiting,
  write,
  type Move,
} from './build.ts';

const [g1, g2, g3] = [group(1), group(2), group(3)];
/** Once more, as another run. */
const again = group(1, { id: 'again', run_id: 77 });
const canary = group(1, { id: 'canary', scope: 'canary' });
/** Only the names of refs say that it sits on the first. */
const named = group(7, { base_sha: sha(70), stack: [sha(1)] });

/** These wait from the start on, one is granted the lease at 400, and its hold ends at 500. */
function ending(who: Registration, end: Move, ...registrations: readonly Registration[]): LeaseDocument {
  return write(write(waiting(...registrations), 400, grant(who)), 500, end);
}

/** The same, and the hold fails. */
function failing(who: Registration, ...registrations: readonly Registration[]): LeaseDocument {
  return ending(who, release(who, 'failure'), ...registrations);
}

/** The first fails at 500, and the second, which sits on it, waits. */
const failed = failing(g1, g1, g2);

/** Then one more gets the lease, and its hold ends so. */
function then(document: LeaseDocument, who: Registration, outcome: 'success' | 'failure'): LeaseDocument {
  return write(write(document, 510, register(who), grant(who)), 520, release(who, outcome));
}

describe('a failure counts', () => {
  const number = { parameters: { expected: 2, window: 3600 } } as const;
  const hasty = group(2, { parameters: { window: 60 } });
  const above = plain(2, { scope: g1.scope, stack: [sha(1)], parameters: { window: 60 } });

  it.each<[string, LeaseDocument, number, string]>([
    ['against what contains it, for one window from then on', failed, 801, 'group-2'],
    ['from the last one on, where there are several', then(failed, again, 'failure'), 821, 'group-2'],
    ['for the window of the one that contains it', failing(g1, g1, hasty), 561, 'group-2'],
    ['where only the names of refs show what is above', failing(g1, g1, named), 801, 'group-7'],
    ['against a plain request too', failing(g1, g1, above), 561, 'plain-2'],
    [
      'and keeps nobody waiting for ever: a window after it the usual rules hold',
      story(
        [0, register(g1), grant(g1)],
        [2, register(group(2, number))],
        [10, register(group(3, number))],
        [20, release(g1, 'failure')],
      ),
      3621,
      'group-3',
    ],
  ])('%s', (_, document, last, who) => {
    expect(dueAt(document, last)).toBeUndefined();
    expect(dueAt(document, last + 0.5)).toBe(who);
  });

  it('whatever the merge groups say', () => {
    const line = lineOf(failed);
    const mine = { id: g2.id, round: failed.rounds[0]!.id, groups: [listed(g2)], signs: {} };
    expect([...readyIn(line, { time: timeAt(501), mine })]).toEqual([]);
    expect(readyIn(line, { time: timeAt(802), mine }).next().value?.id).toBe('group-2');
  });
});

describe('a failure does not count', () => {
  const leg = { id: 'leg', run_id: 9 };
  const knot = group(1, { base_sha: sha(2) });
  const beside = group(8, { base_sha: sha(70), priority: 0 });

  it.each<[string, LeaseDocument, string]>([
    ['against those below it', failing(g3, g1, g2, g3), 'group-2'],
    ['in another scope', failing(canary, canary, g2), 'group-2'],
    ['against the same head in another job', failing(g2, g2, { ...g2, ...leg }), 'leg'],
    ['against the same head in a forged cycle either', failing(knot, knot, g2, { ...knot, ...leg }), 'leg'],
    ['against one beside it, with which the round goes on', failing(g1, g1, g2, beside), 'group-8'],
    ['where it is an eviction', ending(g1, evict(g1), g1, g2), 'group-2'],
    ['when a success of the same head comes after it', then(failed, again, 'success'), 'group-2'],
    [
      'when a success that contains it came before it',
      then(ending(g2, release(g2, 'success'), g2, g3), again, 'failure'),
      'group-3',
    ],
  ])('%s', (_, document, who) => {
    expect(dueAt(document, 535)).toBe(who);
  });
});

describe('a failure is not cleared by a success', () => {
  it.each([
    ['of another scope', canary],
    ['that contains it by the names of refs alone', named],
  ])('%s', (_, who) => {
    expect(dueAt(then(failed, who, 'success'), 535)).toBeUndefined();
  });
});
