// The lint rules that prove the direction of imports and the purity of the core, tried on a small tree that
// breaks them: a rule that no longer fires would prove nothing.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const IMPORTS = 'eslint(no-restricted-imports)';
const GLOBALS = 'eslint(no-restricted-globals)';

/** One file that breaks a rule: its path, its text, and the rule. */
type Broken = readonly [path: string, text: string, rule: string];

/** Files that import from where they must not; what is imported is among the fine ones. */
const IMPORTING: readonly Broken[] = (
  [
    ['src/lease/node.ts', 'node:fs'],
    ['src/lease/up.ts', '../protocol/fine.ts'],
    ['src/lease/detour.ts', './../protocol/fine.ts'],
    ['src/lease/package.ts', '@actions/core'],
    ['src/protocol/engine.ts', '../engine/ports.ts'],
    ['src/protocol/adapter.ts', '../github/fine.ts'],
    ['src/protocol/store.ts', '../store/store.ts'],
    ['src/protocol/text.ts', '../text/fine.ts'],
    ['src/protocol/command.ts', '../commands/fine.ts'],
    ['src/protocol/node.ts', 'node:process'],
    ['src/protocol/package.ts', 'zod'],
    ['src/engine/command.ts', '../commands/fine.ts'],
    ['src/engine/adapter.ts', '../github/fine.ts'],
    ['src/engine/git-ref.ts', '../store/git-ref/fine.ts'],
    ['src/engine/text.ts', '../text/fine.ts'],
    ['src/engine/action.ts', '../action/fine.ts'],
    ['src/engine/node.ts', 'node:timers'],
    ['src/commands/action.ts', '../action/fine.ts'],
    ['src/commands/github.ts', '../github/fine.ts'],
    ['src/commands/git-ref.ts', '../store/git-ref/fine.ts'],
    ['src/commands/git.ts', '../store/git/fine.ts'],
    ['src/commands/octokit.ts', '@octokit/rest'],
    ['src/commands/core.ts', '@actions/core'],
    ['src/commands/node.ts', 'node:fs'],
    ['src/text/protocol.ts', '../protocol/fine.ts'],
    ['src/text/action.ts', '../action/fine.ts'],
    ['src/text/node.ts', 'node:util'],
    ['src/store/protocol.ts', '../protocol/fine.ts'],
    ['src/store/package.ts', 'zod'],
    ['src/github/protocol.ts', '../protocol/fine.ts'],
    ['src/github/driver.ts', '../engine/fine.ts'],
    ['src/github/command.ts', '../commands/fine.ts'],
    ['src/github/action.ts', '../action/fine.ts'],
    ['src/github/core.ts', '@actions/core'],
    ['src/store/git-ref/protocol.ts', '../../protocol/fine.ts'],
    ['src/store/git-ref/driver.ts', '../../engine/fine.ts'],
    ['src/store/git-ref/command.ts', '../../commands/fine.ts'],
    ['src/store/git/github.ts', '../../github/fine.ts'],
    ['src/store/git/git-ref.ts', '../git-ref/fine.ts'],
    ['src/store/git/protocol.ts', '../../protocol/fine.ts'],
    ['src/store/git/driver.ts', '../../engine/fine.ts'],
    ['src/store/git/octokit.ts', '@octokit/rest'],
    ['src/action/octokit.ts', '@octokit/rest'],
    ['src/action/github.ts', '../github/fine.ts'],
    ['src/action/git-ref.ts', '../store/git-ref/fine.ts'],
    ['src/action/git.ts', '../store/git/fine.ts'],
    ['src/input/action.ts', '../action/fine.ts'],
    ['src/input/node.ts', 'node:fs'],
    ['src/cli/action.ts', '../action/fine.ts'],
    ['src/cli/github.ts', '../github/fine.ts'],
    ['src/cli/octokit.ts', '@octokit/rest'],
    ['src/audit/core.ts', '@actions/core'],
    ['src/commands/cli.ts', '../cli/fine.ts'],
    ['src/main.ts', '@actions/core'],
    ['src/post.ts', '@octokit/rest'],
  ] as const
).map(([path, from]) => [path, `import * as it from '${from}';\nexport const a = it;`, IMPORTS]);

/** What a pure folder must not do, and the rule that says so. */
const IMPURE: readonly (readonly [name: string, text: string, rule: string])[] = [
  ['process', `export const a = process.pid;`, GLOBALS],
  ['timer', `setTimeout(() => {}, 1);`, GLOBALS],
  ['fetch', `export const a = () => fetch;`, GLOBALS],
  ['promise', `export const a = () => Promise.resolve();`, GLOBALS],
  ['async', `export async function a(): Promise<void> {}`, 'oxc(no-async-await)'],
  ['random', `export const a = Math.random();`, 'eslint(no-restricted-properties)'],
];

const BROKEN: readonly Broken[] = [
  ...IMPORTING,
  ...['src/lease', 'src/protocol'].flatMap((folder) =>
    IMPURE.map(([name, text, rule]): Broken => [`${folder}/${name}.ts`, text, rule]),
  ),
  // The core knows the calendar, and not what time it is; a machine knows neither.
  ['src/lease/date.ts', `export const a = Date.now();`, 'eslint(no-restricted-properties)'],
  ['src/protocol/date.ts', `export const a = new Date(0);`, GLOBALS],
  [
    'src/cycle-a.ts',
    `import { b } from './cycle-b.ts';\nexport const a = (): unknown => b;`,
    'import(no-cycle)',
  ],
  [
    'src/cycle-b.ts',
    `import { a } from './cycle-a.ts';\nexport const b = (): unknown => a;`,
    'import(no-cycle)',
  ],
  [
    'src/floating.ts',
    `import { writeFile } from 'node:fs/promises';\nwriteFile('a', 'b');`,
    'typescript(no-floating-promises)',
  ],
  [
    'src/misused.ts',
    `export const a = (p: () => Promise<boolean>): number => (p() ? 1 : 2);`,
    'typescript(no-misused-promises)',
  ],
  [
    'src/await.ts',
    `export const a = async (n: number): Promise<number> => await n;`,
    'typescript(await-thenable)',
  ],
  [
    'src/switch.ts',
    `export function a(k: 'x' | 'y'): void {\n  switch (k) {\n    case 'x':\n  }\n}`,
    'typescript(switch-exhaustiveness-check)',
  ],
  ['src/any.ts', `export const a = (b: any): unknown => b;`, 'typescript(no-explicit-any)'],
  ['src/long.ts', `export const a = [\n${'  1,\n'.repeat(300)}];`, 'eslint(max-lines)'],
  ['src/tall.ts', `export function a(): void {\n${'  a();\n'.repeat(70)}}`, 'eslint(max-lines-per-function)'],
];

/** A file of one value that is made of the values of others. */
const made = (...from: readonly string[]): string =>
  [
    ...from.map((path, index) => `import { a as a${index} } from '${path}';`),
    `export const a: unknown = [${from.map((_, index) => `a${index}`).join(', ')}];`,
  ].join('\n');

/** A file that takes the type of another's value alone. */
const typed = (path: string): string => `import type { a } from '${path}';\nexport type A = typeof a;`;

/** What the rules allow, and the files that the broken ones import. */
const FINE: readonly (readonly [string, string])[] = [
  ['src/lease/other.ts', made()],
  ['src/lease/fine.ts', `import * as z from 'zod';\n${made('./other.ts')}\nexport const b = z.string();`],
  ['src/lease/calendar.ts', `export const a = new Date(0);`],
  ['src/protocol/other.ts', made()],
  ['src/protocol/fine.ts', made('./other.ts', '../lease/fine.ts')],
  ['src/store/store.ts', made('../lease/fine.ts')],
  ['src/engine/ports.ts', made('../lease/fine.ts', '../store/store.ts')],
  ['src/engine/fine.ts', made('./ports.ts', '../lease/fine.ts', '../protocol/fine.ts')],
  ['src/text/other.ts', made('../lease/fine.ts')],
  ['src/text/fine.ts', made('./other.ts')],
  ['src/text/types.ts', typed('../protocol/fine.ts')],
  ['src/action/fine.ts', `import { info } from '@actions/core';\nexport const a = info;`],
  ['src/cli/fine.ts', made('../commands/fine.ts', '../input/fine.ts')],
  ['src/input/fine.ts', made('../lease/fine.ts', '../text/fine.ts')],
  [
    'src/commands/fine.ts',
    made(
      '../engine/fine.ts',
      '../protocol/fine.ts',
      '../text/fine.ts',
      '../lease/fine.ts',
      '../input/fine.ts',
    ),
  ],
  [
    'src/github/fine.ts',
    `import { Octokit } from '@octokit/rest';\n${made('../engine/ports.ts')}\nexport const b = Octokit;`,
  ],
  ['src/store/git-ref/fine.ts', made('../../engine/ports.ts', '../store.ts')],
  ['src/store/git/other.ts', made()],
  [
    'src/store/git/fine.ts',
    `import { spawn } from 'node:child_process';\n${made('./other.ts', '../store.ts', '../../lease/fine.ts')}\nexport const b = spawn;`,
  ],
];

interface Finding {
  readonly code: string;
  readonly filename: string;
}

let tree = '';
let findings: readonly Finding[] = [];

beforeAll(() => {
  tree = mkdtempSync(join(tmpdir(), 'ref-lease-house-'));
  for (const file of ['.oxlintrc.json', 'tsconfig.json', 'package.json'])
    copyFileSync(join(ROOT, file), join(tree, file));
  symlinkSync(join(ROOT, 'node_modules'), join(tree, 'node_modules'));
  for (const [path, text] of [...BROKEN, ...FINE]) {
    mkdirSync(join(tree, dirname(path)), { recursive: true });
    writeFileSync(join(tree, path), `${text}\n`);
  }
  const oxlint = join(ROOT, 'node_modules', 'oxlint', 'bin', 'oxlint');
  const args = [oxlint, '--type-aware', '--deny-warnings', '--format', 'json', 'src'];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: tree, encoding: 'utf8' });
  if (stderr !== '') throw new Error(`oxlint did not run: ${stderr}`);
  findings = (JSON.parse(stdout) as { diagnostics: readonly Finding[] }).diagnostics;
});

afterAll(() => rmSync(tree, { recursive: true, force: true }));

function codesIn(path: string): readonly string[] {
  return findings.filter(({ filename }) => filename === path).map(({ code }) => code);
}

describe('the lint rules', () => {
  it.each(BROKEN)('refuse %s', (path, _, rule) => {
    expect(codesIn(path)).toContain(rule);
  });

  it.each(FINE)('allow %s', (path) => {
    expect(codesIn(path)).toEqual([]);
  });
});
