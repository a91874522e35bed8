// Failures below a request: for how long they count, against whom, and what clears them.
import { describe, expect, it } from 'vitest';
import { due, lineOf } from '../../src/lease/line.ts';
import type { LeaseDocument } from '../../src/lease/schema.ts';
import {
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
  write,
  type Write,
} from './build.ts';

const g1 = group(1);
const g2 = group(2);
const g3 = group(3);

/** Who is due, by the document alone. */
function dueAt(document: LeaseDocument, after: number): string | undefined {
  return due(lineOf(document), { time: timeAt(after), mine: null })?.id;
}

/** The first fails at 500, and the second, which sits on it, waits since 1. */
const failed = story([0, register(g1)], [1, register(g2)], [400, grant(g1)], [500, release(g1, 'failure')]);

describe('a failure', () => {
  it('counts against what contains it for one window from then on', () => {
    expect(dueAt(failed, 801)).toBeUndefined();
    expect(dueAt(failed, 801.001)).toBe('group-2');
  });

  it('counts from the last one on, where there are several', () => {
    const rerun = group(1, { id: 'again', run_id: 77 });
    const again = write(failed, 600, register(rerun), grant(rerun));
    const document = write(again, 700, release(rerun, 'failure'));
    expect(dueAt(document, 1001)).toBeUndefined();
    expect(dueAt(document, 1002)).toBe('group-2');
  });

  it('counts for the window of the one that contains it', () => {
    const hasty = group(2, { parameters: { window: 60 } });
    const document = story(
      [0, register(g1)],
      [1, register(hasty)],
      [400, grant(g1)],
      [500, release(g1, 'failure')],
    );
    expect(dueAt(document, 561)).toBeUndefined();
    expect(dueAt(document, 562)).toBe('group-2');
  });

  it('does not make the request wait for ever: a window after it the usual rules hold', () => {
    const number = { parameters: { expected: 2, window: 3600 } } as const;
    const [above, top] = [group(2, number), group(3, number)];
    const document = story(
      [0, register(g1)],
      [1, grant(g1)],
      [2, register(above)],
      [10, register(top)],
      [20, release(g1, 'failure')],
    );
    expect(dueAt(document, 3600)).toBeUndefined();
    expect(dueAt(document, 3622)).toBe('group-3');
  });

  it('counts also where only the names of refs show what is above', () => {
    const forged = group(7, { base_sha: sha(70), stack: [sha(1)] });
    const document = write(failed, 501, register(forged));
    expect(dueAt(document, 801)).toBeUndefined();
    expect(dueAt(document, 802)).toBe('group-2');
  });

  it.each<[string, Write[]]>([
    ['of what sits above', [[500, release(g3, 'failure')]]],
    ['that is an eviction', [[500, evict(g3)]]],
  ])('does not count against those below it: %s', (_, end) => {
    const document = story([0, register(g1)], [1, register(g2)], [2, register(g3)], [400, grant(g3)], ...end);
    expect(dueAt(document, 531.001)).toBe('group-2');
  });

  it('does not count in another scope', () => {
    const canary = group(1, { id: 'canary', scope: 'canary' });
    const document = story(
      [0, register(canary)],
      [1, register(g2)],
      [2, grant(canary)],
      [300, release(canary, 'failure')],
    );
    expect(dueAt(document, 302.5)).toBe('group-2');
  });

  it('does not count against the same head in another job', () => {
    const leg = group(2, { id: 'leg', run_id: 9 });
    const document = story(
      [0, register(g2)],
      [1, register(leg)],
      [400, grant(g2)],
      [500, release(g2, 'failure')],
    );
    expect(dueAt(document, 500)).toBe('leg');
  });

  it('does not count against the same head in a forged cycle either', () => {
    const knot = group(1, { base_sha: sha(2) });
    const leg = { ...knot, id: 'leg', run_id: 9 };
    const document = story(
      [0, register(knot)],
      [1, register(g2)],
      [2, register(leg)],
      [400, grant(knot)],
      [500, release(knot, 'failure')],
    );
    expect(dueAt(document, 500)).toBe('leg');
  });

  it('counts against a plain request too, where a stack says that it is below', () => {
    const above = plain(2, { scope: g1.scope, stack: [sha(1)], parameters: { window: 60 } });
    const document = story([0, register(g1)], [1, grant(g1)], [2, register(above)]);
    const ended = write(document, 400, release(g1, 'failure'));
    expect(dueAt(ended, 461)).toBeUndefined();
    expect(dueAt(ended, 462)).toBe('plain-2');
  });
});

describe('a round', () => {
  it('goes on with the first that no failure counts against', () => {
    const beside = group(7, { base_sha: sha(70), priority: 0 });
    const document = story(
      [0, register(g1)],
      [1, register(g2)],
      [2, register(beside)],
      [400, grant(g1)],
      [500, release(g1, 'failure')],
    );
    expect(dueAt(document, 500)).toBe('group-7');
  });

  it('is not ready by its merge groups either while a failure counts against each', () => {
    const line = lineOf(failed);
    const mine = { id: g2.id, round: failed.rounds[0]!.id, groups: [listed(g2)], signs: {} };
    expect(due(line, { time: timeAt(501), mine })).toBeUndefined();
    expect(due(line, { time: timeAt(802), mine })?.id).toBe('group-2');
  });
});

describe('a success', () => {
  const rerun = group(1, { id: 'again', run_id: 77 });

  it('of the same head clears a failure that came before it', () => {
    const document = write(failed, 510, register(rerun), grant(rerun));
    const cleared = write(document, 520, release(rerun, 'success'));
    expect(dueAt(cleared, 530)).toBe('group-2');
  });

  it('that contains the failed head clears a failure that comes after it', () => {
    // The second is at work when the first, which it contains, is started once more, and fails.
    const document = story(
      [0, register(g2)],
      [1, grant(g2)],
      [2, register(g3)],
      [500, release(g2, 'success')],
      [501, register(rerun), grant(rerun)],
      [510, release(rerun, 'failure')],
    );
    expect(dueAt(document, 510)).toBe('group-3');
  });

  it('of another scope clears nothing', () => {
    const canary = group(1, { id: 'canary', scope: 'canary' });
    const document = write(failed, 510, register(canary), grant(canary));
    const ended = write(document, 520, release(canary, 'success'));
    expect(dueAt(ended, 530)).toBeUndefined();
  });

  it('clears only what it is proved to contain, not what the names of refs say', () => {
    const named = group(9, { base_sha: sha(90), stack: [sha(1)] });
    const document = write(failed, 510, register(named), grant(named));
    expect(dueAt(write(document, 520, release(named, 'success')), 530)).toBeUndefined();
  });
});
