// Builds dist/ from src/: TypeScript to build/, then one bundle for each stage of the action, and one for the command line.
//
// What an entry loads only when it is needed is a further file of its bundle. The bundler numbers its modules by path, so
// it is always started from the root of the project; the same sources then give the same bytes. Fails when a bundle is
// not the file that action.yml or package.json names, when one of its files is too large, or when the command line has in
// it what only the action needs.
import { spawnSync } from 'node:child_process';
import { cpSync, globSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { licensesOf } from './licenses.ts';

const MAX_BYTES = 1_200_000;
const ROOT = join(import.meta.dirname, '..');
/** Each bundle, and the file of src/ that it begins with. */
const BUNDLES = [
  ['main', 'main'],
  ['post', 'start-post'],
  ['cli', 'cli'],
] as const;
/** What the command line does without. */
const ACTION_ONLY = /^@(?:actions|octokit)\//m;

rmSync(join(ROOT, 'build'), { recursive: true, force: true });
run('typescript/bin/tsc', '-p', 'tsconfig.build.json');
declarePure('@actions/core');

const { runs } = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as { runs: Record<string, string> };
const { bin } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  bin: Record<string, string>;
};
const named: Readonly<Record<string, string | undefined>> = { ...runs, cli: bin['ref-lease'] };
for (const [bundle, entry] of BUNDLES) {
  const folder = `build/dist/${bundle}`;
  const stats = join(ROOT, `build/${bundle}.json`);
  const options = ['-o', folder, '--stats-out', stats, '--no-cache', '-q'];
  run('@vercel/ncc/dist/ncc/cli.js', 'build', `build/${entry}.js`, ...options);
  const file = `dist/${bundle}/index.js`;
  if (named[bundle] !== file) fail(`"${named[bundle]}" is named as ${bundle}, but the bundle is ${file}`);
  const licenses = licensesOf(JSON.parse(readFileSync(stats, 'utf8')));
  if (bundle === 'cli' && ACTION_ONLY.test(licenses)) fail(`${file} has packages that only the action needs`);
  writeFileSync(join(ROOT, folder, 'licenses.txt'), licenses);
  for (const file of globSync(`dist/${bundle}/*.js`, { cwd: join(ROOT, 'build') }).toSorted()) {
    const { size } = statSync(join(ROOT, 'build', file));
    if (size > MAX_BYTES) fail(`${file} has ${size} bytes, more than the ${MAX_BYTES} allowed`);
    process.stdout.write(`${file}: ${Math.round(size / 1000)} kB\n`);
  }
}

// Only a whole build takes the place of the last one.
rmSync(join(ROOT, 'dist'), { recursive: true, force: true });
renameSync(join(ROOT, 'build/dist'), join(ROOT, 'dist'));

/**
 * Declares that to load a file of a package has no effect but what it exports, so that the bundler leaves out what is not
 * used: of @actions/core the tokens of OpenID Connect, with the HTTP client that they bring. It is declared in a copy
 * beside the compiled sources, where the bundler looks first.
 */
function declarePure(name: string): void {
  const copy = join(ROOT, 'build/node_modules', name);
  cpSync(join(ROOT, 'node_modules', name), copy, { recursive: true });
  const file = join(copy, 'package.json');
  const description = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  writeFileSync(file, JSON.stringify({ ...description, sideEffects: false }));
}

/** Runs a tool of node_modules under this Node, and ends the build when it fails. */
function run(tool: string, ...args: string[]): void {
  const { status, error } = spawnSync(process.execPath, [join(ROOT, 'node_modules', tool), ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status !== 0) fail(`${tool} ${args.join(' ')} failed: ${error?.message ?? `exit code ${status}`}`);
}

function fail(message: string): never {
  process.stderr.write(`build: ${message}\n`);
  process.exit(1);
}
