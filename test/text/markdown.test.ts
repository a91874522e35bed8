// README.md of the lock branch: how it reads (file snapshots), what it names, and that it is bounded.
import { describe, expect, test } from 'vitest';
import { EMPTY_BOARD } from '../../src/lease/board.ts';
import { registrationOfProcess } from '../../src/lease/process.ts';
import type { Change } from '../../src/lease/transition.ts';
import { renderBoard } from '../../src/text/markdown.ts';
import {
  boardOf,
  crowd,
  crowdedBoard,
  evict,
  grant,
  group,
  lockOf,
  mergeQueueStory,
  plain,
  pooled,
  register,
  release,
  SERVER,
  START,
  story,
} from './build.ts';

const options = { branch: 'ref-lease', now: START + 720, serverUrl: SERVER };
const locked = () => ({ ...mergeQueueStory(), lock: lockOf() });
const snapshot = (name: string): string => `__snapshots__/${name}.md`;

describe('the board', () => {
  test('shows a merge queue', async () => {
    await expect(renderBoard(boardOf({ main: mergeQueueStory() }), options)).toMatchFileSnapshot(
      snapshot('merge-queue'),
    );
  });

  test('shows several leases, locks and what cannot be read', async () => {
    const deploys = story(
      'staging/eu west',
      [0, register(plain(1, 'main', { payload: 'v1.2 | <b>' }))],
      [5, grant(1)],
      [10, register(plain(2, 'feature/#12|x', { priority: 5, job_index: 2, run_attempt: 3 }))],
      [20, { kind: 'lock', lock: lockOf({ reason: 'ask @alice, see #12', until: START + 3600 }) }],
    );
    const broken = { unreadable: 'it is not JSON' };
    const board = boardOf(
      { 'staging/eu west': deploys, broken, main: mergeQueueStory() },
      lockOf({ reason: 'release of 2.0' }),
    );
    await expect(renderBoard(board, options)).toMatchFileSnapshot(snapshot('several-leases'));
  });

  test('says until when a round gathers, however late its last member came', () => {
    const [first, second, third] = [group(15), group(16), group(17)];
    const { window } = first.parameters;
    const late = 2.5 * window;
    const moves = [
      [0, register(first)],
      [window - 1, register(second)],
      [late, register(third)],
    ] as const;
    const board = boardOf({ main: story('main', ...moves) });
    const end = new Date((START + 3 * window + 1) * 1000).toISOString().slice(11, 19);
    const shown = renderBoard(board, { ...options, now: START + late + 1 });
    expect(shown.match(/gathers until [\d:]+/g)).toEqual(Array(3).fill(`gathers until ${end}`));
    expect(renderBoard(board, { ...options, now: START + 3 * window + 1 })).not.toContain('gathers');
  });

  test('tells whoever came by the command line how to unlock by it, and shows a cell without a run empty', async () => {
    const ofProcess = (name: string, slots: readonly string[]) => ({
      ...registrationOfProcess({
        name,
        actor: 'ann',
        nonce: '0'.repeat(12),
        ttl: 300,
        takeoverDelay: 30,
        ...(slots.length === 0 ? {} : { accepts: slots }),
      }),
      id: `id-${name}`,
    });
    const take = (id: number, ...slots: string[]): Change[] => [
      register(ofProcess(String(id), slots)),
      grant(id, ...slots),
    ];
    const hand = lockOf({ run_url: '' });
    const phones = story(
      'phones',
      [0, ...take(1, '-a'), ...take(2, 'b'), register(pooled(3, ['c'])), grant(3, 'c')],
      [9, { kind: 'lock', lock: hand, slots: ['-a'] }],
    );
    const rig = story('-rig', [0, ...take(4)], [9, { kind: 'lock', lock: lockOf() }]);
    const board = boardOf({ phones, '-rig': rig }, hand);
    const text = renderBoard(board, options);
    await expect(text).toMatchFileSnapshot(snapshot('command-line'));
    expect(renderBoard(board, { ...options, branch: 'my/leases' })).toContain(
      "\nref-lease unlock --branch my/leases --all --reason 'why'\n",
    );
  });

  test('says from when on a hold may be taken over', () => {
    const held = story(
      'main',
      [0, register(plain(1, 'main', { parameters: { ...plain(1, 'main').parameters, hold_limit: 3600 } }))],
      [5, grant(1)],
    );
    expect(renderBoard(boardOf({ main: held }), options)).toContain(' UTC on it may be taken over.');
  });

  test('says until when a process wants its hold, where it does not renew that', () => {
    const heldBy = (takeover_delay: number): string => {
      const parameters = {
        ...plain(1, 'main').parameters,
        held_by: 'process',
        max_hold: 3600,
        takeover_delay,
      } as const;
      const held = story('main', [0, register(plain(1, 'main', { parameters }))], [5, grant(1)]);
      return renderBoard(boardOf({ main: held }), options);
    };
    expect(heldBy(0)).toMatch(
      /It is held until .* UTC, by the clock of its machine; .*, by whoever waits for 1 h\./,
    );
    expect(heldBy(30)).not.toContain('It is held until');
  });

  test('says that nobody has asked yet', () => {
    expect(renderBoard(EMPTY_BOARD, options)).toContain('Nobody has asked for a lease yet.');
  });

  test('names a lock of all leases that cannot be read', () => {
    const board = boardOf({}, { unreadable: 'it is empty' });
    expect(renderBoard(board, options)).toContain('`lock.json` cannot be read: it is empty.');
  });

  test('forgets a lock whose time is over', () => {
    const board = boardOf({}, lockOf({ until: START + 60 }));
    expect(renderBoard(board, options)).not.toContain('locked');
  });

  test('says until when the eviction of a dead holder delays the next grant', () => {
    const after = story(
      'main',
      [0, register(group(12))],
      [300, grant(12)],
      [715, evict(12, START + 300, 'id-13', 'its job has ended')],
    );
    expect(renderBoard(boardOf({ main: after }), options)).toContain(
      'The next grant waits until 2026-11-20 10:12:26 UTC',
    );
  });

  test('links to its own server only', () => {
    const run_url = 'https://elsewhere.test/acme/shop/actions/runs/1';
    const document = story(
      'main',
      [0, register(plain(1, 'a', { run_url })), grant(1)],
      [10, release(1, START, 'success')],
      [20, register(plain(2, 'b', { run_url })), grant(2), register(plain(3, 'c', { run_url }))],
      [30, { kind: 'lock', lock: lockOf({ run_url }) }],
    );
    const text = renderBoard(boardOf({ main: document }, lockOf({ run_url })), options);
    expect(text.split('elsewhere.test')).toHaveLength(6);
    expect(text).not.toContain('](');
    const elsewhere = { ...options, serverUrl: 'https://elsewhere.test' };
    expect(renderBoard(boardOf({ main: document }), elsewhere)).toContain(`[4701](${run_url})`);
  });

  test('begins with what cannot be read and what is locked, and ends with what is idle', () => {
    const one = plain(1, 'main');
    const held = story('held', [0, register(one), grant(1)]);
    const waited = story('waited', [0, register(one)]);
    const locked = story('locked', [0, { kind: 'lock', lock: lockOf() }]);
    const idle = story('idle', [0, register(one), grant(1)], [9, release(1, START, 'success')]);
    const text = renderBoard(boardOf({ held, idle, locked, waited, z: { unreadable: 'x' } }), options);
    const order = ['z', 'locked', 'held', 'waited', 'idle'];
    expect([...text.matchAll(/^\| \[`(\w+)`\]/gm)].map(([, name]) => name)).toEqual(order);
    expect([...text.matchAll(/^## .*`(\w+)`$/gm)].map(([, name]) => name)).toEqual(order);
  });

  test.each([
    ['main', 'main'],
    ['Main', '_4d_ain'],
    ['a_b', 'a_5f_b'],
    ['a"><b', 'a_22__3e__3c_b'],
    ['日本', '_65e5__672c_'],
    [')](x', '_29__5d__28_x'],
  ])('leads from the overview to the section of %s by an anchor of its own', (lease, anchor) => {
    const board = boardOf({ [lease]: story(lease), other: story('other') });
    const text = renderBoard(board, options);
    expect(text).toContain(`](#lease-${anchor}) | free |`);
    expect(text).toContain(`\n## <a name="lease-${anchor}"></a>`);
  });

  test.each([
    ['of the lease', boardOf({ main: locked() })],
    ['of all leases', boardOf({ main: mergeQueueStory() }, lockOf())],
  ])('calls nobody the next under a lock %s', (_, board) => {
    const text = renderBoard(board, options);
    expect(text).toContain('| first after the lock |');
    expect(text).not.toContain('| next |');
    const opened = renderBoard(boardOf({ main: mergeQueueStory() }), options);
    expect(opened).toContain('| next |');
  });

  test('says for how long the holder had it, except where that has just begun', () => {
    const text = (after: number) =>
      renderBoard(boardOf({ main: mergeQueueStory() }), { ...options, now: START + after });
    expect(text(720)).toContain('since 2026-11-20 10:09:00 UTC (3 m when this page was written), fencing');
    expect(text(540)).toContain('since 2026-11-20 10:09:00 UTC, fencing');
  });

  test('does not depend on the order in which leases were read', () => {
    const a = story('a', [0, register(plain(1, 'main'))]);
    const b = story('b', [0, register(plain(2, 'main'))]);
    expect(renderBoard(boardOf({ a, b }), options)).toBe(renderBoard(boardOf({ b, a }), options));
  });
});

describe('the size of the board', () => {
  test('is bounded by a number of rows for each line', () => {
    const text = renderBoard(boardOf({ main: crowd(60) }), options);
    expect(text).toContain('| 50 | `b` |');
    expect(text).not.toContain('| 51 |');
    expect(text).toContain('and 10 more');
  });

  test('is bounded by a number of bytes for all leases', () => {
    const text = renderBoard(crowdedBoard(), options);
    expect(new TextEncoder().encode(text).length).toBeLessThan(256 * 1024);
    expect(text.endsWith('There are more leases: `mode: status` shows them all.\n')).toBe(true);
  });
});
