// action.yml is the interface that workflows depend on: names, defaults and stages are listed here once more, so
// that none is renamed, dropped or changed by accident. docs/reference.md says of them what it says.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { current, PAGES, sources } from '../scripts/docs.ts';
import { INPUT_NAMES, MODES, INPUT_TABLE, type InputName } from '../src/action/input-table.ts';
import { parseInputs } from '../src/action/inputs.ts';
import { outputTexts } from '../src/action/outputs.ts';
import type { Outputs } from '../src/commands/outcome.ts';
import { anEnv, aPush } from './action/records.ts';

const ROOT = join(import.meta.dirname, '..');
const TEXT = readFileSync(join(ROOT, 'action.yml'), 'utf8');

interface Entry {
  readonly description: string;
  readonly default?: unknown;
}

const action = parse(TEXT) as {
  readonly inputs: Readonly<Record<string, Entry>>;
  readonly outputs: Readonly<Record<string, Entry>>;
  readonly runs: Readonly<Record<string, unknown>>;
};

/** Empty where the default depends on the event or on other inputs. */
const DEFAULTS = {
  mode: 'acquire',
  lease: '',
  token: '${{ github.token }}',
  repository: '${{ github.repository }}',
  branch: 'ref-lease',
  store: 'api',
  priority: '',
  'stabilisation-window': '',
  'expected-build-count': 'auto',
  propagate: 'auto',
  'delay-assignment': '0',
  ttl: '',
  'takeover-delay': '30s',
  'max-hold': '6h',
  'hold-limit': '',
  'poll-interval': '15s',
  timeout: '',
  'on-timeout': 'fail',
  wait: 'true',
  'auto-release': 'true',
  slots: '',
  take: '1',
  scope: '',
  payload: '',
  'release-with-status': '',
  'request-id': '',
  'fencing-token': '',
  reason: '',
  until: '',
  force: 'false',
  summary: 'true',
  'keep-history': '',
  'job-status': '${{ job.status }}',
  'check-run-id': '${{ job.check_run_id }}',
  'job-index': '${{ strategy.job-index }}',
  matrix: '${{ toJSON(matrix) }}',
  'job-workflow-ref': '${{ job.workflow_ref }}',
};

/** Every output that a command can have; the compiler says so. */
const OF_A_COMMAND: Outputs = {
  status: 'acquired',
  lease: '',
  'request-id': '',
  'fencing-token': null,
  priority: 0,
  'waited-seconds': 0,
  'completed-by': '',
  'stacked-pull-requests': [],
  slot: '',
  slots: [],
  payload: '',
  holder: null,
  holders: [],
  state: null,
  held: false,
  'board-url': '',
  metrics: '',
};

const OUTPUTS = [
  'status',
  'result',
  'lease',
  'request-id',
  'fencing-token',
  'priority',
  'waited-seconds',
  'completed-by',
  'stacked-pull-requests',
  'stacked_pull_requests',
  'slot',
  'slots',
  'payload',
  'holder',
  'holders',
  'state',
  'held',
  'board-url',
  'metrics',
];

describe('action.yml', () => {
  it('has exactly the inputs of the interface, with their defaults', () => {
    const defaults = Object.entries(action.inputs).map(([name, input]) => [name, input.default]);
    expect(Object.fromEntries(defaults)).toEqual(DEFAULTS);
    expect(Object.keys(action.inputs)).toEqual(Object.keys(DEFAULTS));
  });

  it('says of each input which modes use it, as the action has it', () => {
    const said = Object.entries(action.inputs).map(([name, { description }]) => [
      name,
      / Used by: (.*)\.$/.exec(description)?.[1] ?? 'all modes',
    ]);
    const words = (usedBy: (typeof INPUT_NAMES)[number]): string => {
      const modes = INPUT_TABLE[usedBy].usedBy;
      if (modes === 'post') return 'the post step';
      return modes === MODES ? 'all modes' : modes.join(', ');
    };
    expect(said).toEqual(INPUT_NAMES.map((name) => [name, words(name)]));
  });

  it('gives the defaults that the action has without it', () => {
    const fixed = Object.entries(DEFAULTS).filter(([, text]) => !text.startsWith('${{'));
    const defaults = fixed.map(([name]) => [name, INPUT_TABLE[name as InputName].byDefault ?? '']);
    expect(Object.fromEntries(defaults)).toEqual(Object.fromEntries(fixed));
    expect(parseInputs(anEnv(Object.fromEntries(defaults)), aPush())).toEqual(parseInputs(anEnv(), aPush()));
  });

  it('has exactly the outputs of the interface', () => {
    expect(Object.keys(action.outputs)).toEqual(OUTPUTS);
  });

  it('has exactly the outputs that a step can set', () => {
    expect([...outputTexts(OF_A_COMMAND).keys()]).toEqual(OUTPUTS);
  });

  it('runs on node24, and its post step always', () => {
    expect(action.runs).toEqual({
      using: 'node24',
      main: 'dist/main/index.js',
      post: 'dist/post/index.js',
      'post-if': 'always()',
    });
  });

  it.each(Object.entries({ ...action.inputs, ...action.outputs }))('says what %s means', (_, entry) => {
    expect(entry.description).toMatch(/\.$/);
    expect(entry.description).not.toContain('\n');
  });

  it.each(['main', 'post'])('names a file of dist for %s', (stage) => {
    expect(existsSync(join(ROOT, String(action.runs[stage])))).toBe(true);
  });
});

describe.each(Object.keys(PAGES))('%s', (page) => {
  const names = Object.keys(PAGES[page]?.(sources()) ?? {});
  const markers = names
    .map((name) => `<!-- ${name}:start -->\nan earlier text\n<!-- ${name}:end -->`)
    .join('\n');

  it('is what its sources give', async () => {
    const text = readFileSync(join(ROOT, page), 'utf8');
    expect(text).toBe(await current(page, text, sources()));
  });

  it('keeps what is around its generated parts, and nothing else', async () => {
    const text = await current(page, `before\n\n${markers}\n\nafter\n`, sources());
    expect(text).toMatch(/^before\n[^]*\nafter\n$/);
    expect(text).not.toContain('an earlier text');
  });

  it('cannot be written without the markers', async () => {
    await expect(current(page, '# ref-lease\n', sources())).rejects.toThrow(`${page} lacks the markers`);
  });
});

describe('docs/reference.md', () => {
  const page = readFileSync(join(ROOT, 'docs', 'reference.md'), 'utf8');

  it('has a heading for each input and a line for each output', () => {
    for (const name of Object.keys(DEFAULTS)) expect(page).toContain(`\n### \`${name}\`\n`);
    for (const name of OUTPUTS) expect(page).toContain(`\n- \`${name}\` (`);
  });

  it('tells of an input what it means, its default and the modes that use it', () => {
    const section = page.split('### `poll-interval`')[1]?.split('### ')[0];
    expect(section).toMatch(/^\n\nMean time [^]*\n\n- Default: `15s`\n- Used by: acquire\n/);
    expect(page).toMatch(/- Default: `5m` in a merge queue, else `0s`\n/);
  });
});
