// The dashboard and the alerts: they ask for figures that `mode: status` writes, and for nothing else. That their
// expressions can be read and that the alerts fire, promtool proves in .ci/run.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { dashboard, rulesOf } from '../../scripts/dashboard.ts';
import { openMetrics } from '../../src/text/metrics.ts';
import { boardOf, lockOf, mergeQueueStory, poolStory, START } from '../text/build.ts';
import { anchorsOf, pageAt } from './page.ts';

const DOCS = 'https://github.com/ref-lease/ref-lease/blob/main/';

interface Alert {
  readonly alert: string;
  readonly expr: string;
  readonly annotations: Readonly<Record<'summary' | 'description' | 'runbook_url', string>>;
}

const alerts = (
  parse(readFileSync(join(import.meta.dirname, '../../monitoring/alerts.yml'), 'utf8')) as {
    readonly groups: readonly { readonly rules: readonly Alert[] }[];
  }
).groups.flatMap(({ rules }) => rules);

const targets = dashboard().panels.flatMap((panel) => panel.targets);

/** A lease that is held, waited for and locked, and one with slots, so that no figure is absent. */
const SAMPLES = openMetrics(
  boardOf({ main: { ...mergeQueueStory(), lock: lockOf() }, pool: poolStory() }, lockOf()),
  START + 720,
)
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));

/** The names of the samples. */
const NAMES = new Set(SAMPLES.map((line) => /^\w+/.exec(line)![0]));
const LABELS = new Set(SAMPLES.flatMap((line) => [...line.matchAll(/(\w+)="/g)].map(([, label]) => label)));

describe.each([
  ['the dashboard', targets.map(({ expr }) => expr)],
  ['the alerts', alerts.map(({ expr }) => expr)],
])('%s', (_, expressions) => {
  it('asks for figures that are written', () => {
    const names = expressions.flatMap((expr) => expr.match(/\bref_lease_\w+/g) ?? []);
    expect(names.length).toBeGreaterThanOrEqual(expressions.length);
    expect(names.filter((name) => !NAMES.has(name))).toEqual([]);
  });

  it('uses labels that they have', () => {
    const groups = expressions.flatMap((expr) => [...expr.matchAll(/\b(?:by|ignoring|on) \(([^)]*)\)/g)]);
    const matchers = expressions.flatMap((expr) => [...expr.matchAll(/(\w+)=~?"/g)]);
    const labels = [
      ...groups.flatMap(([, list = '']) => list.split(', ')),
      ...matchers.map(([, name]) => name),
    ];
    expect(labels.length).toBeGreaterThan(0);
    expect(labels.filter((label) => !LABELS.has(label))).toEqual([]);
  });
});

it('the page tells of every figure, and of no other one', () => {
  const rows = pageAt('docs/monitoring.md').matchAll(/^- `(ref_lease_\w+)` \((\w+)\):/gm);
  const families = [...rows].flatMap(([, name = '', type]) =>
    type === 'histogram' ? [`${name}_bucket`, `${name}_count`, `${name}_sum`] : [name],
  );
  expect(families.toSorted()).toEqual([...NAMES].toSorted());
});

describe('the dashboard', () => {
  it('names lines by labels that the figures have', () => {
    const labels = targets.flatMap(({ legendFormat }) => legendFormat.match(/(?<=\{\{)\w+(?=\}\})/g) ?? []);
    expect(labels.filter((label) => !LABELS.has(label))).toEqual([]);
  });

  it('has panels of different ids', () => {
    const ids = dashboard().panels.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('gives promtool every expression, with no variable left in it', () => {
    const rules = rulesOf(dashboard());
    expect(rules.match(/expr:/g)).toHaveLength(targets.length);
    expect(rules).not.toContain('$');
    const strange = { panels: [{ id: 1, targets: [{ expr: 'up[$range]', legendFormat: '' }] }] };
    expect(() => rulesOf(strange)).toThrow(/"up\[\$range\]" has a variable that is not known/);
  });
});

it.each(alerts.map((each) => [each.alert, each] as const))(
  '%s leads to a heading that is there',
  (_, alert) => {
    const { runbook_url } = alert.annotations;
    expect(runbook_url.startsWith(DOCS)).toBe(true);
    const [page = '', anchor] = runbook_url.slice(DOCS.length).split('#');
    expect(anchorsOf(pageAt(page))).toContain(anchor);
  },
);
