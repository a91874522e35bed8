// The licences of the packages in a bundle, from the bundler's account of it.
//
// ncc can list them itself, but of a bundle in several files it lists those of one file.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Licences that ask for no more than to be shown. */
const PERMISSIVE = new Set(['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT']);

/** A module in the account: a file, or a concatenation of some. */
interface Module {
  readonly nameForCondition: string | null;
  /** The files of the bundle that it is in. */
  readonly chunks?: readonly unknown[];
  readonly modules?: readonly Module[];
}

/** Name, licence and its text of every package in the bundle, by name; throws where a licence is not permissive. */
export function licensesOf(stats: { readonly modules: readonly Module[] }): string {
  const shipped = stats.modules.filter(({ chunks = [] }) => chunks.length > 0);
  const folders = shipped
    .flatMap((module) => [module, ...(module.modules ?? [])])
    .flatMap(({ nameForCondition }) => folderOf(nameForCondition ?? '') ?? []);
  const listed = [...new Set(folders)].map(licenseIn);
  // A package that is there twice is listed once.
  return [...new Set(listed)].toSorted().join('\n');
}

/** The folder of the package that a file belongs to; `null` for a file of our own. */
function folderOf(file: string): string | null {
  return /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(file)?.[0] ?? null;
}

function licenseIn(folder: string): string {
  const { name, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    readonly name: string;
    readonly license?: string;
  };
  if (license === undefined || !PERMISSIVE.has(license))
    throw new Error(
      `the licence of ${name} is ${license ?? 'not told'}, which is none of ${[...PERMISSIVE].join(', ')}`,
    );
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file === undefined ? '' : readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n');
  return `${name}\n${license}\n${text.trimEnd()}\n`;
}
