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
const BROKEN: readonly (readonly [string, string, string])[] = [
  ['src/lease/node.ts', `import { readFileSync } from 'node:fs';\nexport const a = readFileSync;`, IMPORTS],
  ['src/lease/up.ts', `import type { Clock } from '../protocol/ports.ts';\nexport type A = Clock;`, IMPORTS],
  [
    'src/lease/detour.ts',
    `import type { Clock } from './../protocol/ports.ts';\nexport type A = Clock;`,
    IMPORTS,
  ],
  ['src/lease/package.ts', `import { info } from '@actions/core';\nexport const a = info;`, IMPORTS],
  ['src/lease/date.ts', `export const a = Date.now();`, GLOBALS],
  ['src/lease/new-date.ts', `export const a = new Date();`, GLOBALS],
  ['src/lease/process.ts', `export const a = process.pid;`, GLOBALS],
  ['src/lease/timer.ts', `setTimeout(() => {}, 1);`, GLOBALS],
  ['src/lease/fetch.ts', `export const a = () => fetch;`, GLOBALS],
  ['src/lease/promise.ts', `export const a = () => Promise.resolve();`, GLOBALS],
  ['src/lease/async.ts', `export async function a(): Promise<void> {}`, 'oxc(no-async-await)'],
  ['src/lease/random.ts', `export const a = Math.random();`, 'eslint(no-restricted-properties)'],
  ['src/protocol/adapter.ts', `import { a } from '../github/fine.ts';\nexport const b = a;`, IMPORTS],
  ['src/protocol/store.ts', `import { a } from '../store/git-ref/fine.ts';\nexport const b = a;`, IMPORTS],
  ['src/protocol/mode.ts', `import { a } from '../modes/fine.ts';\nexport const b = a;`, IMPORTS],
  ['src/protocol/node.ts', `import { pid } from 'node:process';\nexport const b = pid;`, IMPORTS],
  ['src/protocol/core.ts', `import { info } from '@actions/core';\nexport const b = info;`, IMPORTS],
  ['src/modes/adapter.ts', `import { a } from '../action/fine.ts';\nexport const b = a;`, IMPORTS],
  ['src/modes/github.ts', `import { a } from '../github/fine.ts';\nexport const b = a;`, IMPORTS],
  ['src/modes/octokit.ts', `import { Octokit } from '@octokit/rest';\nexport const b = Octokit;`, IMPORTS],
  ['src/github/protocol.ts', `import { a } from '../protocol/other.ts';\nexport const b = a;`, IMPORTS],
  ['src/github/core.ts', `import { info } from '@actions/core';\nexport const b = info;`, IMPORTS],
  ['src/store/git-ref/deep.ts', `import { a } from '../../protocol/other.ts';\nexport const b = a;`, IMPORTS],
  ['src/store/git-ref/mode.ts', `import { a } from '../../modes/fine.ts';\nexport const b = a;`, IMPORTS],
  ['src/action/octokit.ts', `import { Octokit } from '@octokit/rest';\nexport const b = Octokit;`, IMPORTS],
  ['src/main.ts', `import { info } from '@actions/core';\ninfo('hello');`, IMPORTS],
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
  ['src/long.ts', `export const a = [\n${'  1,\n'.repeat(300)}];`, 'eslint(max-lines)'],
  ['src/tall.ts', `export function a(): void {\n${'  a();\n'.repeat(70)}}`, 'eslint(max-lines-per-function)'],
];

/** What the rules allow, and the files that the broken ones import. */
const FINE: readonly (readonly [string, string])[] = [
  [
    'src/lease/fine.ts',
    `import * as z from 'zod';\nimport { a } from './other.ts';\nexport const b = z.literal(a);`,
  ],
  ['src/lease/other.ts', `export const a = 'a';`],
  ['src/protocol/ports.ts', `import type { a } from '../lease/other.ts';\nexport type Clock = typeof a;`],
  ['src/protocol/other.ts', `export const a = 1;`],
  ['src/modes/fine.ts', `export { a } from '../protocol/other.ts';`],
  ['src/modes/types.ts', `import type { a } from '../action/fine.ts';\nexport type A = typeof a;`],
  [
    'src/github/fine.ts',
    `import { Octokit } from '@octokit/rest';\nimport type { Clock } from '../protocol/ports.ts';\nexport const a = Octokit as unknown as Clock;`,
  ],
  [
    'src/store/git-ref/fine.ts',
    `import type { Clock } from '../../protocol/ports.ts';\nexport const a = 1 as unknown as Clock;`,
  ],
  ['src/action/fine.ts', `import { info } from '@actions/core';\nexport const a = info;`],
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
