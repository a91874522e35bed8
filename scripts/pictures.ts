// Makes the pictures of README.md again: docs/chart.png and docs/board.png, a train of the demo as the chart of a
// summary and as the page of the lock branch.
//
// It plays the demo, takes the board as it was while the second holder worked, and shows it in a browser as GitHub
// would. A second of the demo is shown as a minute, because nobody's work takes three seconds.
import { mkdtempDisposableSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gantt } from '../src/text/gantt.ts';
import { renderBoard } from '../src/text/markdown.ts';
import { fetchFile, findBrowser, screenshot, type PackageFile, type Size } from './browser.ts';
import { MERMAID, SETTINGS } from './mermaid/draw.ts';
import { playTrain, slowed } from './pictures/train.ts';

const MARKED: PackageFile = {
  name: 'marked@18.2.1',
  integrity:
    'sha512-ii4bxCTCqqwpT86XZWgJNs+ZnAIZksmLGYMViWA7PDIXYIeNo1x6cDdX3JOip9NM/cI6p8z57FxliACboTruMA==',
  path: 'lib/marked.umd.js',
};
const STYLE: PackageFile = {
  name: 'github-markdown-css@5.9.0',
  integrity:
    'sha512-tmT5sY+zvg2302XLYEfH2mtkViIM1SWf2nvYoF5N1ZsO0V6B2qZTiw3GOzw4vpjLygK/KG35qRlPFweHqfzz5w==',
  path: 'github-markdown-light.css',
};

const DOCS = join(import.meta.dirname, '..', 'docs');
const LARGEST = 150_000;

interface Picture {
  readonly file: string;
  readonly size: Size;
  readonly text: string;
  /** Puts `text` on the page. */
  readonly script: string;
}

// Mermaid leaves much room below the axis.
const CHART = `
mermaid.initialize(${SETTINGS});
place.innerHTML = (await mermaid.render('chart', text)).svg;
const { x, y, width, height } = place.firstElementChild.getBBox();
place.firstElementChild.setAttribute('viewBox', [x, y, width, height].join(' '));`;

async function pictures(): Promise<Picture[]> {
  const { document: played, serverUrl } = await playTrain();
  const { document, now } = slowed(played);
  const board = { leases: new Map([[document.lease, document]]), lock: null };
  return [
    {
      file: 'chart.png',
      // Drawn small and enlarged, so that its words can be read where it is shown 800 pixels wide.
      size: { width: 660, scale: 2.4 },
      text: gantt(document, now),
      script: CHART,
    },
    {
      file: 'board.png',
      size: { width: 900, scale: 1 },
      text: renderBoard(board, { branch: 'ref-lease', now, serverUrl }),
      script: "place.innerHTML = marked.parse(text); place.className = 'markdown-body';",
    },
  ];
}

function html({ text, script }: Picture, scripts: readonly string[], style: string): string {
  const tags = scripts.map((path) => `<script src="${pathToFileURL(path).href}"></script>`).join('\n');
  return `<!doctype html><html><head><meta charset="utf-8"><style>${style}
html, body { margin: 0; background: white } #place { padding: 16px }</style></head>
<body><div id="place"></div>${tags}<script type="module">
const place = document.querySelector('#place');
const text = new TextDecoder().decode(Uint8Array.from(atob('${Buffer.from(text).toString('base64')}'), (c) => c.charCodeAt(0)));
${script}
document.body.dataset.height = Math.ceil(place.getBoundingClientRect().height);
</script></body></html>`;
}

async function main(browser: string): Promise<void> {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'ref-lease-pictures-'));
  const [mermaid, marked, style] = [MERMAID, MARKED, STYLE].map((file) => fetchFile(folder.path, file));
  for (const picture of await pictures()) {
    const page = join(folder.path, 'picture.html');
    writeFileSync(page, html(picture, [mermaid!, marked!], readFileSync(style!, 'utf8')));
    const bytes = screenshot(browser, page, picture.size, join(DOCS, picture.file));
    if (bytes > LARGEST) throw new Error(`${picture.file} has ${bytes} bytes, more than ${LARGEST}`);
    process.stdout.write(`docs/${picture.file}: ${bytes} bytes\n`);
  }
}

const browser = findBrowser();
if (browser === null) throw new Error('there is no Chromium on this machine');
await main(browser);
