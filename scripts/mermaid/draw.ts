// Mermaid in a browser: what it makes of diagrams.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { domOf, type PackageFile } from '../browser.ts';
import type { Chart } from './charts.ts';

export const MERMAID: PackageFile = {
  name: 'mermaid@12.3.0',
  integrity:
    'sha512-4113TdXeLAsMruJ79OpFL5O8+LTFXhQqZ260rF3tgUmiNAtRm4Uume04I+65PRN6yZ69J4f8rVYWW8zRk65UYw==',
  path: 'dist/mermaid.min.js',
};

/** How GitHub sets it up. */
export const SETTINGS = "{ startOnLoad: false, securityLevel: 'strict', suppressErrorRendering: true }";

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

/** Draws every diagram as GitHub does: with strict security, one after another. */
export function draw(browser: string, folder: string, mermaid: string, charts: readonly Chart[]): Drawing[] {
  const page = join(folder, 'drawings.html');
  writeFileSync(page, html(mermaid, charts));
  const dom = domOf(browser, page);
  const result = /<pre id="result">([^<]*)<\/pre>/.exec(dom)?.[1];
  if (result === undefined || result === '') throw new Error(`the page has no result:\n${dom.slice(-2000)}`);
  return JSON.parse(Buffer.from(result, 'base64').toString('utf8')) as Drawing[];
}

function html(mermaid: string, charts: readonly Chart[]): string {
  const data = Buffer.from(JSON.stringify(charts)).toString('base64');
  return `<!doctype html><html><head><meta charset="utf-8"><style>body { margin: 12px; background: white }</style></head>
<body><pre id="result"></pre><div id="place"></div><script src="${pathToFileURL(mermaid).href}"></script><script type="module">
const text = (base64) => new TextDecoder().decode(Uint8Array.from(atob(base64), (c) => c.charCodeAt(0)));
const charts = JSON.parse(text('${data}'));
const place = document.querySelector('#place');
mermaid.initialize(${SETTINGS});
${DRAW_ALL}
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
