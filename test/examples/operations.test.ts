// docs/operations.md: every error code leads to a heading. And the links of every page lead somewhere.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { docsLink } from '../../src/action/report.ts';
import type { ErrorCode } from '../../src/lease/errors.ts';
import { anchorsOf, linksOf, pageAt, ROOT } from './page.ts';

const PAGE = pageAt('docs/operations.md');

// The compiler refuses a code that is missing here, and one that there is not.
const CODES = Object.keys({
  input: true,
  permission: true,
  state: true,
  'rate-limit': true,
  unavailable: true,
  invariant: true,
  lost: true,
  'not-holder': true,
  'timed-out': true,
  superseded: true,
  evicted: true,
  cancelled: true,
  unconfirmed: true,
} satisfies Record<ErrorCode, true>);

it.each(CODES)('has a heading where the link of an error with the code %s lands', (code) => {
  const [path, anchor] = docsLink(code, {}).split('#');
  expect(path).toBe('docs/operations.md');
  expect(anchorsOf(PAGE).filter((known) => known === anchor)).toHaveLength(1);
});

it('explains no error that there is not', () => {
  const errors = PAGE.slice(PAGE.indexOf('\n## Errors\n'));
  expect(anchorsOf(errors).slice(1)).toEqual(CODES);
});

const localLinks = (page: string): readonly string[] =>
  linksOf(pageAt(page)).filter((link) => !link.startsWith('https://'));

const PAGES = ['.', 'docs'].flatMap((folder) =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name)),
);

it('finds the pages that have links', () => {
  const linked = PAGES.filter((page) => localLinks(page).length > 0);
  expect(linked).toEqual(expect.arrayContaining(['README.md', 'SECURITY.md', 'docs/operations.md']));
});

it.each(PAGES)('the links of %s lead to files and headings that are there', (page) => {
  for (const link of localLinks(page)) {
    const [path = '', anchor] = link.split('#');
    const target = path === '' ? page : join(page, '..', path);
    expect(existsSync(join(ROOT, target)), `${link} leads to a file`).toBe(true);
    if (anchor !== undefined) expect(anchorsOf(pageAt(target)), link).toContain(anchor);
  }
});
