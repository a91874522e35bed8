// A copy of the sources with one rule broken.
//
// The copy is made in the temporary folder of the system, with a link to node_modules, so that it can be imported as it
// is. A patch whose text is not found exactly once fails: a mutation that no longer breaks anything proves nothing.
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { SOURCES } from './core.ts';

/** Replaces one piece of text; `file` is relative to src. White space counts as equal to any other. */
export interface Patch {
  readonly file: string;
  readonly search: string;
  readonly replace: string;
}

/** The folder of a patched copy of src; disposing of it removes it. */
export interface Copy extends Disposable {
  readonly sources: string;
}

/** Copies src and applies the patches. */
export function mutated(patches: readonly Patch[]): Copy {
  const root = mkdtempSync(join(tmpdir(), 'ref-lease-mutation-'));
  const sources = join(root, 'src');
  const remove = (): void => rmSync(root, { recursive: true, force: true });
  try {
    cpSync(SOURCES, sources, { recursive: true });
    writeFileSync(join(root, 'package.json'), '{ "type": "module" }\n');
    symlinkSync(join(dirname(SOURCES), 'node_modules'), join(root, 'node_modules'), 'junction');
    for (const patch of patches) apply(sources, patch);
  } catch (error) {
    remove();
    throw error;
  }
  return { sources, [Symbol.dispose]: remove };
}

function apply(sources: string, { file, search, replace }: Patch): void {
  const path = join(sources, file);
  const text = readFileSync(path, 'utf8');
  const words = search
    .trim()
    .split(/\s+/)
    .map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  const found = [...text.matchAll(new RegExp(words.join(String.raw`\s+`), 'g'))];
  if (found.length !== 1)
    throw new Error(`src/${file} has ${found.length} places like "${search}", not one: mend the mutation.`);
  const { index, 0: place } = found[0]!;
  writeFileSync(path, text.slice(0, index) + replace + text.slice(index + place.length));
}
