// Fails when a generated file is not the committed one: run it after `npm run build` and `npm run docs`.
//
// It compares the working tree with the index, and looks for files in dist/ that git does not know.
import { join } from 'node:path';
import { outputOf } from './output.ts';

const ROOT = join(import.meta.dirname, '..');

const changed = outputOf('git', ['diff', '--stat', '--', 'dist', 'docs'], { cwd: ROOT });
const unknown = outputOf('git', ['ls-files', '--others', '--', 'dist'], { cwd: ROOT });
if (changed !== '' || unknown !== '') {
  process.stderr.write(
    `Generated files are not what the sources give. Commit what "npm run build" and "npm run docs" wrote:\n${changed}${unknown}`,
  );
  process.exit(1);
}
process.stdout.write('dist/ and the generated docs are what the sources give\n');
