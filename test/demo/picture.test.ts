// The picture of the demo as a terminal shows it: what has room, and that what has none is counted.
import { describe, expect, it } from 'vitest';
import type { Commit } from '../../demo/branch.ts';
import { picture, type Moment } from '../../demo/picture.ts';
import type { Part } from '../../demo/story.ts';
import type { LeaseDocument } from '../../src/lease/schema.ts';
import { evict, grant, group, register, START, story } from '../text/build.ts';

const plain = (_: unknown, text: string): string => text;

function part(pr: number): Part {
  return { pr, fate: 'works', enters: 'on time', arrival: 0, work: 4000 };
}

/** The run of a group that has asked so many seconds ago; its run id is that of the document. */
function run(pr: number, asked: number, now: Partial<Moment['runs'][number]> = {}): Moment['runs'][number] {
  return {
    name: `PR ${pr}`,
    runId: 4700 + pr,
    part: part(pr),
    startedAt: 60_000 - asked * 1000,
    working: null,
    ended: null,
    ...now,
  };
}

function commits(document: LeaseDocument, count = 1): Commit[] {
  const subject = (index: number): string =>
    `register main: PR ${index + 1} (run ${4701 + index}) waits, place 1`;
  return Array.from({ length: count }, (_, index) => ({
    sha: '',
    at: '10:00:01',
    subject: subject(index),
    document,
  }));
}

function moment(of: Partial<Moment>): Moment {
  return {
    title: 'ref-lease demo: 3 stacked merge groups, one lease, seed 1',
    startedAt: 40_000,
    now: 60_000,
    instant: START + 20,
    noun: 'PR',
    slots: [],
    runs: [],
    still: [],
    commits: [],
    requests: 12,
    isLast: false,
    ...of,
  };
}

const STANDARD = { columns: 80, rows: 23 };
const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

/** A train of twenty: the highest works, some wait, some ask, and the lowest have not asked. */
function largeTrain(): Moment {
  const waiting = numbers(12).map((index) => index + 6);
  const writes = waiting.map((pr, at) => [at, register(group(pr))] as const);
  const document = story('main', ...writes, [15, register(group(20)), grant(20)]);
  const working = { since: 57_000, token: 1, slot: null };
  return moment({
    runs: [run(20, 15, { working }), run(19, 9), ...waiting.map((pr) => run(pr, 12))],
    still: numbers(6),
    commits: commits(document, 14),
  });
}

describe('the picture', () => {
  it('shows the lease, the line, every group with what it does and for how long, and the latest commits', () => {
    const document = story('main', [0, register(group(1))], [1, register(group(3)), grant(3)]);
    const shown = moment({
      runs: [run(1, 20), run(2, 5), run(3, 19, { working: { since: 58_000, token: 1, slot: null } })],
      still: [4],
      commits: commits(document, 2),
    });
    expect(picture(shown, STANDARD, plain)).toEqual([
      '',
      ' ref-lease demo: 3 stacked merge groups, one lease, seed 1              20.0 s',
      '',
      ' lease    main  held by PR 3, fencing token 1795168801',
      ' line     1. PR 1',
      ' groups   1 works, 1 waits, 1 asks, 1 has not asked yet',
      ' GitHub   12 requests, 2 commits on the lock branch',
      '',
      '   PR 4  · has not asked yet',
      '   PR 3  ████████████░░░░░░░░░░░░ works for 2 s',
      '   PR 2  · asks for the lease, 5 s',
      '   PR 1  ○ waits, place 1 of 1, 20 s',
      '',
      ' lock branch, newest first',
      '   10:00:01  register main: PR 2 (run 4702) waits, place 1',
      '   10:00:01  register main: PR 1 (run 4701) waits, place 1',
    ]);
  });

  it('counts what a terminal of 24 lines has no room for', () => {
    const lines = picture(largeTrain(), STANDARD, plain);
    expect(lines).toHaveLength(STANDARD.rows);
    expect(lines[4]).toBe(' line     1. PR 18   2. PR 17   3. PR 16   4. PR 15   5. PR 14   and 7 more');
    expect(lines[5]).toBe(' groups   1 works, 12 wait, 1 asks, 6 have not asked yet');
    expect(lines.slice(8, 18)).toEqual([
      '   PR 20  ██████████████████░░░░░░ works for 3 s',
      ...numbers(8).map((place) => `   PR ${19 - place}  ○ waits, place ${place} of 12, 12 s`),
      '   … 11 more: 4 wait, 1 asks, 6 have not asked yet',
    ]);
    expect(lines[19]).toBe(' lock branch, the latest 3 of 14 commits');
  });

  it('is whole at the end, without the commits, which the log then shows', () => {
    const last = picture({ ...largeTrain(), isLast: true }, { columns: 80, rows: Infinity }, plain);
    expect(last.filter((line) => /^ {3}PR/.test(line))).toHaveLength(20);
    expect(last.join('\n')).not.toMatch(/more:|lock branch,/);
  });

  it.each([40, 60, 80, 200])('is no wider than a terminal of %i columns', (columns) => {
    const lines = picture(largeTrain(), { columns, rows: 23 }, plain);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(columns);
    expect(lines[1]).toMatch(/ 20\.0 s$/);
    expect(lines[4]).toMatch(columns < 200 ? / and \d+ more$/ : / 12\. PR 7$/);
  });

  it.each([4, 8, 9, 12, 15, 23, 60])('is no higher than %i lines', (rows) => {
    expect(picture(largeTrain(), { columns: 80, rows }, plain).length).toBeLessThanOrEqual(rows);
  });

  it('says that a holder that has done its work lets the others ask, and on a slot that it waits', () => {
    const on = (slot: string | null): Moment =>
      moment({ runs: [run(3, 19, { working: { since: 50_000, token: 1, slot } })] });
    expect(picture(on(null), STANDARD, plain)[8]).toContain('works for 10 s, lets the others ask');
    expect(picture(on('2'), STANDARD, plain)[8]).toMatch(/works for 10 s on 2, and waits$/);
  });

  it('has a line for each slot, where there are several', () => {
    const { parameters } = group(1);
    const accepts = { parameters: { ...parameters, accepts: ['eu', 'asia'] } };
    const document = story(
      'main',
      [0, register(group(1, accepts)), { kind: 'grant', id: 'id-1', slots: ['eu'] }],
      [1, register(group(2, accepts)), { kind: 'grant', id: 'id-2', slots: ['asia'] }],
      [15, evict(1, START, 'id-3', 'dead')],
    );
    const working = { since: 58_000, token: 2, slot: 'asia' };
    const shown = moment({
      noun: 'job',
      slots: ['eu', 'asia'],
      runs: [{ ...run(2, 19, { working }), name: 'job 2' }],
      still: [3],
      commits: commits(document),
    });
    const lines = picture(shown, STANDARD, plain);
    expect(lines.slice(3, 8)).toEqual([
      ' lease     main, 2 slots',
      expect.stringMatching(/^ slot eu   free in \d+\.\d s, after the eviction of a dead holder$/),
      ` slot asia held by job 2, fencing token ${START + 1}`,
      ' line      nobody waits',
      ' jobs      1 works, 1 has not asked yet',
    ]);
    expect(lines.slice(10, 12)).toEqual([
      '   job 3  · has not asked yet',
      '   job 2  ████████████░░░░░░░░░░░░ works for 2 s on asia',
    ]);
  });

  it('says how each group ended, and until when the lease rests', () => {
    const ended = (end: 'worked' | 'completed') => ({ ended: { end, at: 58_000, problem: '' } });
    const after = story('main', [0, register(group(3)), grant(3)], [15, evict(3, START, 'id-1', 'dead')]);
    const runs = [run(1, 20, ended('completed')), run(2, 20, ended('worked'))];
    const lines = picture(moment({ runs, commits: commits(after) }), STANDARD, plain);
    expect(lines[3]).toMatch(/^ lease {4}main {2}free in \d+\.\d s, after the eviction of a dead holder$/);
    expect(lines.slice(8, 10)).toEqual([
      '   PR 2  ✓ has succeeded  after 18.0 s',
      '   PR 1  ✓ is completed without touching the resource  after 18.0 s',
    ]);
  });
});
