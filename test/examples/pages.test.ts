// The pages that people read first: short enough, and right where they show how the action is used.
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { pageAt, ROOT, yamlOn } from './page.ts';
import { parsedByGitHub } from './workflow-parser.ts';
import { unusedInputs, usesIn } from './uses.ts';

/** Characters of a line of Markdown that fit on a screen as a table. */
const SCREEN = 120;

const PAGES = [
  'README.md',
  ...readdirSync(`${ROOT}/docs`)
    .filter((name) => name.endsWith('.md') && name !== 'design.md')
    .map((name) => `docs/${name}`),
];

describe('README.md', () => {
  const readme = pageAt('README.md');
  const workflows = yamlOn(readme).filter((text) => text.startsWith('on:'));

  it('is read in a few minutes', () => {
    expect(readme.split('\n').length).toBeLessThanOrEqual(250);
  });

  it('shows a picture and a whole workflow before anything else', () => {
    expect(readme.slice(0, readme.indexOf('\n## In a merge queue'))).toMatch(/!\[[^]*```yaml\non:/);
    expect(workflows).toHaveLength(2);
  });

  it.each(workflows)("has a workflow that GitHub's parser understands: %#", async (text) => {
    expect((await parsedByGitHub('readme.yml', text)).errors).toEqual([]);
  });
});

describe.each(PAGES)('%s', (path) => {
  const page = pageAt(path);

  it('has no table that is wider than a screen', () => {
    expect(page.split('\n').filter((line) => /^ *\|/.test(line) && line.length > SCREEN)).toEqual([]);
  });

  it('gives the action only inputs that its mode uses', () => {
    for (const text of yamlOn(page)) {
      for (const given of usesIn(parse(text))) expect(unusedInputs(given), text).toEqual([]);
    }
  });
});

it('is told of inputs that there are not, and of those that the mode does not use', () => {
  expect(unusedInputs({ lease: 'staging', tmeout: '5m', force: 'true' })).toEqual(['tmeout', 'force']);
  expect(unusedInputs({ mode: 'unlock', lease: 'staging', timeout: '5m', force: 'true' })).toEqual([
    'timeout',
  ]);
  expect(unusedInputs({ mode: '${{ inputs.action }}', until: '2h', force: 'true', tmeout: '' })).toEqual([
    'tmeout',
  ]);
});
