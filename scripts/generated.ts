// Fails when a generated file is not the committed one: run it after `npm run build` and `npm run docs`.
//
// It compares the working tree with the index, and looks for files in dist/ that git does not know.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');

const changed = git('diff', '--stat', '--', 'dist', 'README.md', 'docs');
const unknown = git('ls-files', '--others', '--', 'dist');
if (changed !== '' || unknown !== '') {
  process.stderr.write(
    `Generated files are not what the sources give. Commit what "npm run build" and "npm run docs" wrote:\n${changed}${unknown}`,
  );
  process.exit(1);
}
process.stdout.write('dist/ and the generated docs are what the sources give\n');

function git(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync('git', args, { cwd: ROOT, encoding: 'utf8' });
  if (status !== 0) throw new Error(`git ${args.join(' ')} failed: ${stderr}`);
  return stdout;
}
