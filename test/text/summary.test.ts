// The step summary: how it reads, for each way in which a request ends.
import { describe, expect, test } from 'vitest';
import { acquireSummary, boardSummary, stateSummary, type Ending } from '../../src/text/summary.ts';
import { boardOf, crowdedBoard, lockOf, mergeQueueStory, SERVER, sha, START, story } from './build.ts';

const moment = { now: START + 720, serverUrl: SERVER, boardLock: null };
const report = (ending: Ending) => ({
  lease: 'main',
  ending,
  waited: 200,
  boardUrl: 'https://github.com/acme/shop/tree/ref-lease',
});

describe('the summary of acquire', () => {
  test('shows the lease that was acquired, the line and the last rounds', async () => {
    const text = acquireSummary(
      report({ kind: 'acquired', token: 1795169340, slots: null }),
      mergeQueueStory(),
      moment,
    );
    await expect(text).toMatchFileSnapshot('__snapshots__/acquired.md');
  });

  test.each<[Ending, string]>([
    [
      { kind: 'completed', by: sha(13) },
      '**Completed** after 3 m 20 s: this commit is contained in `0d0d0d0d0d`',
    ],
    [{ kind: 'pending' }, '**Not acquired**'],
    [{ kind: 'timed-out' }, '**Timed out** after 3 m 20 s'],
    [{ kind: 'superseded' }, '**Superseded** after 3 m 20 s: the merge group of this job is gone'],
    [{ kind: 'evicted', reason: 'freed by @bob' }, '**Evicted** after 3 m 20 s: freed by @&#8203;bob.'],
    [{ kind: 'evicted' }, '**Evicted** after 3 m 20 s.'],
  ])('says how it ended: $kind', (ending, words) => {
    expect(acquireSummary(report(ending), null, moment)).toContain(words);
  });
});

describe('the summary of the state', () => {
  test('shows for how long the holder has held', () => {
    expect(stateSummary(mergeQueueStory(), moment)).toContain('since 2026-11-20 10:09:00 UTC (3 m)');
  });

  test('shows the lock of all leases, under which nobody is next', () => {
    const text = stateSummary(mergeQueueStory(), { ...moment, boardLock: lockOf() });
    expect(text).toMatch(/^## Lease `main`\n\n\*\*All leases are locked\*\* to new grants by `bob`/);
    expect(text).toContain('| first after the lock |');
  });

  test('shows no chart and no outcomes where there are none', () => {
    const text = stateSummary(story('main'), moment);
    expect(text).toBe('## Lease `main`\n\nNobody holds this lease.\n\nNobody waits.\n');
  });

  test('shows every lease, the lock of all and what cannot be read', () => {
    const broken = { unreadable: 'it is empty' };
    const board = boardOf({ main: mergeQueueStory(), broken }, lockOf());
    const text = boardSummary(board, moment);
    expect(text).toMatch(/^\*\*All leases are locked\*\* to new grants by `bob`/);
    expect(text.indexOf('`leases/broken.json` cannot be read: it is empty.')).toBeGreaterThan(0);
    expect(text.indexOf('## Lease `main`')).toBeGreaterThan(text.indexOf('## Lease `broken`'));
    expect(text).toContain('| `main` | held, locked | [PR 15](https://github.com/acme/shop/pull/15) |');
    expect(boardSummary(boardOf({}, { unreadable: 'x' }), moment)).toContain('`lock.json`');
  });

  test('stays below what GitHub accepts', () => {
    const text = boardSummary(crowdedBoard(), moment);
    expect(new TextEncoder().encode(text).length).toBeLessThanOrEqual(900 * 1024);
    expect(text).toContain('There is more: `mode: status` shows it lease by lease.');
  });
});
