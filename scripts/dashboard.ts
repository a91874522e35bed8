// The expressions of the Grafana dashboard as recording rules, so that promtool reads each of them.
//
// node scripts/dashboard.ts <file>
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';

const ROOT = join(import.meta.dirname, '..');

/** What Grafana puts in the place of the variables of the dashboard. */
const VARIABLES = { $lease: 'staging|main', $window: '6h' };

interface Dashboard {
  readonly panels: readonly {
    readonly id: number;
    readonly targets: readonly { readonly expr: string; readonly legendFormat: string }[];
  }[];
}

export function dashboard(): Dashboard {
  return JSON.parse(readFileSync(join(ROOT, 'monitoring', 'grafana-dashboard.json'), 'utf8')) as Dashboard;
}

/** The rules, as a file of Prometheus. */
export function rulesOf({ panels }: Dashboard): string {
  const rules = panels.flatMap(({ id, targets }) =>
    targets.map(({ expr }, index) => ({ record: `panel:${id}:${index}`, expr: filled(expr) })),
  );
  return stringify({ groups: [{ name: 'dashboard', rules }] });
}

function filled(expr: string): string {
  const text = Object.entries(VARIABLES).reduce((rest, [name, value]) => rest.replaceAll(name, value), expr);
  if (text.includes('$')) throw new Error(`the expression "${expr}" has a variable that is not known`);
  return text;
}

if (import.meta.main) {
  const [path] = process.argv.slice(2);
  if (path === undefined) {
    process.stderr.write('dashboard: name the file to write\n');
    process.exitCode = 2;
  } else writeFileSync(path, rulesOf(dashboard()));
}
