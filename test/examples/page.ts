// A page of Markdown as the tests of the documentation read it: its headings, links and commands.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of the project. */
export const ROOT = join(import.meta.dirname, '..', '..');

/** The text of a page, by its path from the root of the project. */
export function pageAt(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** The anchors of a page's headings, as GitHub makes them. */
export function anchorsOf(page: string): readonly string[] {
  const seen = new Map<string, number>();
  return [...withoutCode(page).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => {
    const anchor = heading
      .trim()
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\p{M} _-]/gu, '')
      .replaceAll(' ', '-');
    const count = seen.get(anchor) ?? 0;
    seen.set(anchor, count + 1);
    return count === 0 ? anchor : `${anchor}-${count}`;
  });
}

/** The targets of a page's links. */
export function linksOf(page: string): readonly string[] {
  return [...withoutCode(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
}

/** The shell commands below a heading, up to the next one. */
export function commandsBelow(page: string, heading: string): string {
  const start = page.indexOf(`\n${heading}\n`);
  if (start < 0) throw new Error(`there is no heading "${heading}"`);
  const rest = page.slice(start + heading.length + 2);
  const end = rest.search(/^#{1,6} /m);
  const blocks = [...(end < 0 ? rest : rest.slice(0, end)).matchAll(/^( *)```sh\n([^]*?)^\1```$/gm)];
  if (blocks.length === 0) throw new Error(`there is no command below "${heading}"`);
  return blocks
    .map(([, indent = '', text = '']) => text.replaceAll(new RegExp(`^${indent}`, 'gm'), ''))
    .join('');
}

/** The blocks of YAML on a page. */
export function yamlOn(page: string): readonly string[] {
  return [...page.matchAll(/^( *)```yaml\n([^]*?)^\1```$/gm)].map(([, indent = '', text = '']) =>
    text.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
  );
}

function withoutCode(page: string): string {
  return page.replaceAll(/^( *)```[^]*?^\1```$/gm, '');
}
