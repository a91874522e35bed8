// Draws every diagram that people are shown with Mermaid in a real browser, and fails where one is not drawn as meant.
//
// Where no browser is found this says so and does nothing, except in CI, where it fails.
import { mkdtempDisposableSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fetchFile, findBrowser } from './browser.ts';
import { charts, type Chart } from './mermaid/charts.ts';
import { draw, MERMAID, type Drawing } from './mermaid/draw.ts';

/** What is wrong with a drawing; `null` where nothing is. */
function problemOf(chart: Chart, drawing: Drawing): string | null {
  if (drawing.error !== null) return drawing.error;
  if (drawing.foreign.length > 0) return `it has ${drawing.foreign.join(', ')}`;
  if (drawing.broken) return 'it has a number that is none';
  if (drawing.texts.length === 0) return 'it has no words';
  if (!/^gantt$/m.test(chart.text)) return null;
  const lines = chart.text.split('\n').map((line) => line.trim());
  const bars = lines.filter((line) => /:(?:\w+, )*\d{4,}-\d\d-\d\dT/.test(line)).length;
  if (drawing.bars.length !== bars) return `it has ${drawing.bars.length} bars of ${bars}`;
  if (drawing.bars.some((width) => width < 1)) return 'it has a bar that is too short to be seen';
  const headings = lines.flatMap((line) => /^section (.+)$/.exec(line)?.[1]?.trim() ?? []);
  if (drawing.rows !== headings.length) return `it has ${drawing.rows} rows of ${headings.length}`;
  if (drawing.overlaps.length > 0)
    return `its headings reach into the bars by ${drawing.overlaps.join(', ')} pixels`;
  const words = new Set(drawing.texts);
  const missing = headings.filter((heading) => !words.has(heading));
  return missing.length === 0 ? null : `it lacks the words ${missing.join('; ')}`;
}

function check(browser: string): void {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'ref-lease-mermaid-'));
  const mermaid = fetchFile(folder.path, MERMAID);
  const all = charts();
  // A diagram that cannot be drawn must be seen to be one, or the rest proves nothing.
  const [wrong, ...drawings] = draw(browser, folder.path, mermaid, [
    { name: 'wrong', text: 'gantt\n  x y' },
    ...all,
  ]);
  if (wrong?.error === null) throw new Error('a diagram that is none was drawn');
  const problems = all.flatMap((chart, at) => {
    const problem = drawings[at] === undefined ? 'it is missing' : problemOf(chart, drawings[at]);
    return problem === null ? [] : [`${chart.name}: ${problem}\n${chart.text}`];
  });
  if (problems.length > 0) throw new Error(problems.join('\n\n'));
  process.stdout.write(`mermaid: ${all.length} diagrams are drawn as meant\n`);
}

const browser = findBrowser();
if (browser === null) {
  process.stdout.write('mermaid: left out, because there is no Chromium\n');
  process.exitCode = process.env['CI'] === 'true' ? 1 : 0;
} else {
  check(browser);
}
