// Builds dist/ from src/: TypeScript to build/, then one bundle for each stage of the action.
//
// The bundler numbers its modules by path, so it is always started from the root of the project; the same
// sources then give the same bytes. Fails when a bundle is not the file that action.yml names, or too large.
import { spawnSync } from 'node:child_process';
import { readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const MAX_BYTES = 2_100_000;
const ROOT = join(import.meta.dirname, '..');
const STAGES = ['main', 'post'] as const;

rmSync(join(ROOT, 'build'), { recursive: true, force: true });
run('typescript/bin/tsc', '-p', 'tsconfig.build.json');

const { runs } = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as { runs: Record<string, string> };
for (const stage of STAGES) {
  const directory = `build/dist/${stage}`;
  const entry = `build/${stage}.js`;
  run(
    '@vercel/ncc/dist/ncc/cli.js',
    'build',
    entry,
    '-o',
    directory,
    '--license',
    'licenses.txt',
    '--no-cache',
    '-q',
  );
  const file = `dist/${stage}/index.js`;
  if (runs[stage] !== file) fail(`action.yml names "${runs[stage]}" as ${stage}, but the bundle is ${file}`);
  const { size } = statSync(join(ROOT, 'build', file));
  if (size > MAX_BYTES) fail(`${file} has ${size} bytes, more than the ${MAX_BYTES} allowed`);
  process.stdout.write(`${file}: ${Math.round(size / 1000)} kB\n`);
}

// Only a whole build takes the place of the last one.
rmSync(join(ROOT, 'dist'), { recursive: true, force: true });
renameSync(join(ROOT, 'build/dist'), join(ROOT, 'dist'));

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
