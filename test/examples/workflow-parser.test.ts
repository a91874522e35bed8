// The examples, and our own workflows, are what GitHub understands: read by GitHub's own parser, and the examples held
// against action.yml.
//
// What the linters of workflows say of them is checked in CI.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { renderBoard } from '../../src/text/markdown.ts';
import { EMPTY_BOARD } from '../../src/lease/board.ts';
import { grant, lockOf, plain, register, START, story } from '../text/build.ts';
import { ACTION, action, unusedInputs, usesIn } from './uses.ts';
import { actionParsedByGitHub, parsedByGitHub } from './workflow-parser.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const EXAMPLES = readdirSync(join(ROOT, 'examples')).filter((name) => name.endsWith('.yml'));

interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
}

interface Job {
  readonly needs?: string | readonly string[];
  readonly permissions?: Readonly<Record<string, string>>;
  readonly outputs?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

interface Workflow {
  readonly name: string;
  readonly on: Readonly<Record<string, { readonly inputs?: Readonly<Record<string, unknown>> } | null>>;
  readonly permissions: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

const text = (name: string): string => readFileSync(join(ROOT, 'examples', name), 'utf8');
const workflow = (name: string): Workflow => parse(text(name)) as Workflow;
const stepsOf = (name: string): readonly Step[] =>
  Object.values(workflow(name).jobs).flatMap((job) => job.steps);
/** The names that a kind of expression mentions, such as `steps.lease.outputs.status`. */
function mentioned(source: string, pattern: RegExp): readonly (readonly string[])[] {
  return [...source.matchAll(pattern)].map((match) => match.slice(1));
}

it('are these, and an action of its own that has the lease inside', () => {
  expect(EXAMPLES).toEqual([
    'deploy.yml',
    'early-release.yml',
    'hardened.yml',
    'lease-doctor.yml',
    'lease-status.yml',
    'lease-unlock.yml',
    'merge-freeze.yml',
    'merge-queue-two-stages.yml',
    'merge-queue.yml',
    'multi-job.yml',
    'pool.yml',
    'shared-exclusive.yml',
  ]);
});

it('would not pass with a mistake', async () => {
  const broken = text('deploy.yml').replace('runs-on:', 'run-on:').replace('github.run_number', 'githup.run');
  const { errors } = await parsedByGitHub('broken.yml', broken);
  expect(errors.join('\n')).toMatch(/run-on/);
  expect(errors.join('\n')).toMatch(/githup/);
});

it.each(['action.yml', 'examples/composite/action.yml'])("%s is understood by GitHub's parser", (path) => {
  const content = readFileSync(join(ROOT, path), 'utf8');
  expect(actionParsedByGitHub(path, content).errors).toEqual([]);
  expect(actionParsedByGitHub(path, content.replace('runs:', 'run:')).errors).not.toEqual([]);
});

const OWN = readdirSync(join(ROOT, '.github', 'workflows'));

it.each(OWN)("our own workflow %s is understood by GitHub's parser", async (name) => {
  const content = readFileSync(join(ROOT, '.github', 'workflows', name), 'utf8');
  expect((await parsedByGitHub(name, content)).errors).toEqual([]);
});

describe.each(EXAMPLES)('%s', (name) => {
  it("is understood by GitHub's parser", async () => {
    const { errors, jobs } = await parsedByGitHub(name, text(name));
    expect(errors).toEqual([]);
    expect(jobs).toEqual(Object.keys(workflow(name).jobs));
  });

  it('gives the action only inputs that its mode uses', () => {
    const uses = usesIn(workflow(name));
    expect(uses.length).toBeGreaterThan(0);
    for (const given of uses) expect(unusedInputs(given)).toEqual([]);
  });

  it('reads only outputs that the action has, of steps and jobs that are there', () => {
    const { jobs } = workflow(name);
    const ids = new Set(stepsOf(name).flatMap((step) => (step.uses === ACTION ? (step.id ?? []) : [])));
    for (const [step = '', output = ''] of mentioned(text(name), /\bsteps\.([\w-]+)\.outputs\.([\w-]+)/g)) {
      expect([...ids]).toContain(step);
      expect(Object.keys(action.outputs)).toContain(output);
    }
    for (const [job = '', output = ''] of mentioned(text(name), /\bneeds\.([\w-]+)\.outputs\.([\w-]+)/g)) {
      expect(Object.keys(jobs[job]?.outputs ?? {})).toContain(output);
    }
  });

  it('asks for no permission at large, and gives each job the reason for what it gets', () => {
    expect(workflow(name).permissions).toEqual({});
    for (const job of Object.values(workflow(name).jobs)) expect(job.permissions).toBeDefined();
    for (const line of text(name).split('\n')) {
      if (/^ {6}[\w-]+: (?:read|write)\b/.test(line)) expect(line).toMatch(/ # \S/);
    }
  });

  it('puts no expression into a script, and pins the actions of others by commit', () => {
    for (const { run = '', uses = ACTION } of stepsOf(name)) {
      expect(run).not.toContain('${{');
      if (uses !== ACTION) expect(uses).toMatch(/@[0-9a-f]{40}$/);
    }
  });
});

describe('the command to unlock that the board prints', () => {
  const held = story(
    'staging',
    [0, register(plain(1, 'main'))],
    [1, grant(1)],
    [2, { kind: 'lock', lock: lockOf() }],
  );
  const board = renderBoard(
    { ...EMPTY_BOARD, leases: new Map([['staging', held]]) },
    { branch: 'ref-lease', now: START + 3, serverUrl: 'https://github.com' },
  );
  const commands = [...board.matchAll(/^gh workflow run (\S+) (.*)$/gm)];

  it('names the example, and only inputs that it has', () => {
    expect(commands).toHaveLength(2);
    for (const [, file = '', options = ''] of commands) {
      expect(EXAMPLES).toContain(file);
      const inputs = Object.keys(workflow(file).on['workflow_dispatch']?.inputs ?? {});
      const given = mentioned(options, /-f ([\w-]+)=/g).flat();
      expect(inputs).toEqual(expect.arrayContaining([...given]));
      expect(given).toEqual(expect.arrayContaining(['lease', 'reason']));
    }
    expect(commands[1]?.[2]).toContain(`-f token=${held.epoch}`);
  });
});
