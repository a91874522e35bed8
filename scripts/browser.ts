// A browser without a window, for scripts that look at what people see.
//
// What a page needs is fetched by npm as a package, checked, and unpacked to a temporary folder: with the dependencies
// of such packages node_modules would be much larger.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { outputOf } from './output.ts';

const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const SANDBOXLESS = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** The browser of this machine; `null` where there is none. */
export function findBrowser(): string | null {
  return BROWSERS.find((name) => spawnSync(name, ['--version']).status === 0) ?? null;
}

/** One file of a package. */
export interface PackageFile {
  /** With its version. */
  readonly name: string;
  readonly integrity: string;
  readonly path: string;
}

/** Fetches a file of a package into a folder; its path there. */
export function fetchFile(folder: string, { name, integrity, path }: PackageFile): string {
  const args = ['pack', name, '--json', '--pack-destination', folder];
  const [packed] = JSON.parse(outputOf('npm', args, { cwd: folder })) as {
    filename: string;
    integrity: string;
  }[];
  if (packed?.integrity !== integrity) throw new Error(`${name} is ${packed?.integrity}, not ${integrity}`);
  outputOf('tar', ['-xzf', packed.filename, `package/${path}`], { cwd: folder });
  return join(folder, 'package', path);
}

/** What a page has become when its scripts have run. */
export function domOf(browser: string, page: string, width = 800): string {
  return run(browser, [`--window-size=${width},600`, '--dump-dom', pathToFileURL(page).href]);
}

/** How wide a page is, in pixels of its style sheet, and how many pixels of the picture each of them gets. */
export interface Size {
  readonly width: number;
  readonly scale: number;
}

/** Makes a picture of a page, as high as its body; the bytes of it. The page tells its height as `data-height`. */
export function screenshot(browser: string, page: string, { width, scale }: Size, path: string): number {
  const height = /data-height="(\d+)"/.exec(domOf(browser, page, width))?.[1];
  if (height === undefined) throw new Error(`${page} does not tell how high it is`);
  const size = [`--window-size=${width},${height}`, `--force-device-scale-factor=${scale}`];
  run(browser, [...size, `--screenshot=${path}`, pathToFileURL(page).href]);
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
