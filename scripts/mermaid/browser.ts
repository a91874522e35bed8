// A browser without a window, and Mermaid in it: what it makes of diagrams.
//
// The package of Mermaid is fetched by npm, checked, and unpacked to a temporary folder: with its dependencies it
// would be a quarter of node_modules.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { outputOf } from '../output.ts';
import type { Chart } from './charts.ts';

const MERMAID = 'mermaid@12.3.0';
const INTEGRITY =
  'sha512-4113TdXeLAsMruJ79OpFL5O8+LTFXhQqZ260rF3tgUmiNAtRm4Uume04I+65PRN6yZ69J4f8rVYWW8zRk65UYw==';
const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const SANDBOXLESS = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** What became of one diagram. */
export interface Drawing {
  readonly name: string;
  /** What the parser or the drawing code said against it; `null` where it is drawn. */
  readonly error: string | null;
  /** Words in the drawing. */
  readonly texts: readonly string[];
  /** Widths of the bars of a gantt chart. */
  readonly bars: readonly number[];
  /** How many rows they stand in. */
  readonly rows: number;
  /** How far the headings of its sections reach into the bars, in pixels. */
  readonly overlaps: readonly number[];
  /** Elements that no diagram has of itself: links, scripts, pictures. */
  readonly foreign: readonly string[];
  /** Whether a number of the drawing is none. */
  readonly broken: boolean;
}

/** The browser of this machine; `null` where there is none. */
export function findBrowser(): string | null {
  return BROWSERS.find((name) => spawnSync(name, ['--version']).status === 0) ?? null;
}

/** Fetches Mermaid into a folder; the path of its script. */
export function fetchMermaid(folder: string): string {
  const args = ['pack', MERMAID, '--json', '--pack-destination', folder];
  const stdout = outputOf('npm', args, { cwd: folder });
  const [packed] = JSON.parse(stdout) as { filename: string; integrity: string }[];
  if (packed?.integrity !== INTEGRITY)
    throw new Error(`${MERMAID} is ${packed?.integrity}, not ${INTEGRITY}`);
  outputOf('tar', ['-xzf', packed.filename, 'package/dist/mermaid.min.js'], { cwd: folder });
  return join(folder, 'package', 'dist', 'mermaid.min.js');
}

/** Draws every diagram as GitHub does: with strict security, one after another. */
export function draw(browser: string, folder: string, mermaid: string, charts: readonly Chart[]): Drawing[] {
  const page = join(folder, 'drawings.html');
  writeFileSync(page, html(mermaid, charts, DRAW_ALL));
  const dom = run(browser, ['--dump-dom', pathToFileURL(page).href]);
  const result = /<pre id="result">([^<]*)<\/pre>/.exec(dom)?.[1];
  if (result === undefined || result === '') throw new Error(`the page has no result:\n${dom.slice(-2000)}`);
  return JSON.parse(Buffer.from(result, 'base64').toString('utf8')) as Drawing[];
}

/** Makes a picture of one diagram; its size in bytes. */
export function picture(
  browser: string,
  folder: string,
  mermaid: string,
  chart: Chart,
  path: string,
): number {
  const page = join(folder, 'picture.html');
  writeFileSync(page, html(mermaid, [chart], DRAW_ONE));
  run(browser, ['--window-size=1000,290', `--screenshot=${path}`, pathToFileURL(page).href]);
  return readFileSync(path).length;
}

function run(browser: string, args: readonly string[]): string {
  const options = [
    '--headless=new',
    '--disable-gpu',
    '--disable-dev-shm-usage',
    '--hide-scrollbars',
    '--no-first-run',
    '--allow-file-access-from-files',
    '--virtual-time-budget=120000',
    '--timeout=120000',
  ];
  return outputOf(browser, [...options, ...SANDBOXLESS, ...args], { timeout: 180_000 });
}

function html(mermaid: string, charts: readonly Chart[], script: string): string {
  const data = Buffer.from(JSON.stringify(charts)).toString('base64');
  return `<!doctype html><html><head><meta charset="utf-8"><style>body { margin: 12px; background: white }</style></head>
<body><pre id="result"></pre><div id="place"></div><script src="${pathToFileURL(mermaid).href}"></script><script type="module">
const text = (base64) => new TextDecoder().decode(Uint8Array.from(atob(base64), (c) => c.charCodeAt(0)));
const charts = JSON.parse(text('${data}'));
const place = document.querySelector('#place');
mermaid.initialize({ startOnLoad: false, securityLevel: 'strict', suppressErrorRendering: true });
${script}
</script></body></html>`;
}

const DRAW_ALL = `
const drawings = [];
for (const [index, chart] of charts.entries()) {
  const drawing = { name: chart.name, error: null, texts: [], bars: [], rows: 0, overlaps: [], foreign: [], broken: false };
  drawings.push(drawing);
  try {
    await mermaid.parse(chart.text);
    const { svg } = await mermaid.render('chart' + index, chart.text);
    place.innerHTML = svg;
    const words = place.querySelectorAll('text, .nodeLabel, .edgeLabel');
    drawing.texts = [...words].map((word) => word.textContent.trim()).filter((word) => word !== '');
    const bars = [...place.querySelectorAll('rect.task')].map((bar) => bar.getBBox());
    drawing.bars = bars.map(({ width }) => width);
    drawing.rows = new Set(bars.map(({ y }) => y)).size;
    const left = Math.min(...bars.map(({ x }) => x));
    const headings = [...place.querySelectorAll('.sectionTitle')].map((heading) => heading.getBBox());
    drawing.overlaps = headings.map(({ x, width }) => x + width - left).filter((overlap) => overlap > 0);
    drawing.foreign = [...place.querySelectorAll('a, script, img, image, iframe')].map((one) => one.outerHTML);
    drawing.broken = /NaN|Infinity/.test(svg);
  } catch (error) {
    drawing.error = String(error?.message ?? error);
  }
}
const bytes = new TextEncoder().encode(JSON.stringify(drawings));
document.querySelector('#result').textContent = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
`;

const DRAW_ONE = `
const { svg } = await mermaid.render('chart', charts[0].text);
place.innerHTML = svg;
`;
