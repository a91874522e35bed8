// The board in a terminal, redrawn in place: the lease, its holder, the line, every run, and the latest commits.
//
// Plain ANSI: it moves up over what it has drawn and writes it anew. It never draws more lines than the terminal
// has, and leaves the last picture where it is.
import { stripVTControlCharacters, styleText } from 'node:util';
import type { WriteStream } from 'node:tty';
import { holderOf } from '../src/lease/document.ts';
import { inLine, takeoverEnds } from '../src/lease/line.ts';
import type { LeaseDocument } from '../src/lease/schema.ts';
import { cut } from '../src/text/escape.ts';
import { LEASE, type Branch } from './branch.ts';
import type { End } from './story.ts';
import { WORDS, type Run, type Train } from './train.ts';

const REDRAW_EVERY = 100;
const NARROWEST = 40;
const BAR = 24;
const COMMITS_SHOWN = 8;

type Style = Parameters<typeof styleText>[0];
type Paint = (style: Style, text: string) => string;

/** What each end looks like. */
const MARKS: Readonly<Record<End | 'otherwise', readonly [string, Style]>> = {
  worked: ['✓', 'green'],
  completed: ['✓', 'green'],
  failed: ['✗', 'red'],
  'died holding': ['✗', 'red'],
  'died waiting': ['✗', 'red'],
  superseded: ['–', 'dim'],
  otherwise: ['!', 'red'],
};

/** A picture of the train that keeps itself current. */
export class Screen {
  readonly #out: WriteStream;
  readonly #paint: Paint;
  readonly #show: { readonly train: Train; readonly branch: Branch; readonly title: string };
  readonly #startedAt = performance.now();
  readonly #timer: NodeJS.Timeout;
  #drawn = 0;
  #last = '';
  #ended = false;

  constructor(out: WriteStream, show: { train: Train; branch: Branch; title: string }) {
    this.#out = out;
    this.#show = show;
    this.#paint = (style, text) => styleText(style, text, { stream: out });
    out.write('\x1b[?25l');
    this.#timer = setInterval(() => this.#draw(), REDRAW_EVERY);
  }

  /** Draws the last picture, and gives the cursor back. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    clearInterval(this.#timer);
    this.#draw();
    this.#out.write('\x1b[?25h');
  }

  #draw(): void {
    const columns = Math.max(NARROWEST, this.#out.columns || 80);
    const rows = Math.max(4, (this.#out.rows || 24) - 1);
    const lines = this.#picture(columns).slice(0, rows);
    const text = lines.map((line) => `${line}\x1b[K\n`).join('');
    if (text === this.#last) return;
    this.#last = text;
    const up = this.#drawn === 0 ? '' : `\x1b[${this.#drawn}A`;
    this.#out.write(`${up}\r${text}\x1b[J`);
    this.#drawn = lines.length;
  }

  #picture(columns: number): string[] {
    const { train, branch, title } = this.#show;
    const document = branch.commits.at(-1)?.document ?? null;
    const clock = `${((performance.now() - this.#startedAt) / 1000).toFixed(1)} s`;
    const gap = ' '.repeat(Math.max(2, columns - title.length - clock.length - 3));
    const runs = train.runs.map((run) => ({ ...run, pr: run.part.pr, text: this.#run(run, document) }));
    const queue = train.queue
      .groups()
      .filter(({ headSha }) => !runs.some(({ group }) => group.headSha === headSha));
    const still = queue.map(({ pullRequest: pr }) => ({
      pr,
      name: `PR ${pr}`,
      startedAt: 0,
      text: this.#paint('dim', '· has not asked yet'),
    }));
    const stack = [...runs, ...still].toSorted((a, b) => b.pr - a.pr || b.startedAt - a.startedAt);
    const width = Math.max(4, ...stack.map(({ name }) => name.length));
    return [
      '',
      ` ${this.#paint('bold', title)}${gap}${this.#paint('dim', clock)}`,
      '',
      ` ${this.#paint('dim', 'lease')}    ${this.#lease(document)}`,
      ` ${this.#paint('dim', 'line')}     ${this.#line(document)}`,
      '',
      ...stack.map(({ name, text }) => `   ${name.padEnd(width)}  ${text}`),
      ...this.#commits(columns),
    ].map((line) => fit(line, columns));
  }

  /** The latest commits; the last picture has none, because the whole log follows it. */
  #commits(columns: number): string[] {
    if (this.#ended) return [];
    const latest = this.#show.branch.commits.slice(-COMMITS_SHOWN).toReversed();
    return [
      '',
      ` ${this.#paint('dim', 'lock branch, newest first')}`,
      ...latest.map(({ at, subject }) => `   ${this.#paint('dim', at)}  ${cut(subject, columns - 14)}`),
    ];
  }

  #lease(document: LeaseDocument | null): string {
    const name = this.#paint('bold', LEASE);
    if (document === null) return `${name}, not asked for yet`;
    const holder = holderOf(document);
    if (holder !== undefined) {
      const who = this.#paint('cyan', `held by ${this.#nameOf(holder.run_id)}`);
      return `${name}  ${who}, fencing token ${holder.epoch}`;
    }
    const now = Date.now() / 1000;
    const ends = takeoverEnds(document, now);
    if (ends === null) return `${name}  ${this.#paint('green', 'free')}`;
    const left = Math.max(0, ends - now).toFixed(1);
    return `${name}  ${this.#paint('yellow', `free in ${left} s`)}, after the eviction of a dead holder`;
  }

  #line(document: LeaseDocument | null): string {
    const line = document === null ? [] : inLine(document);
    if (line.length === 0) return this.#paint('dim', 'nobody waits');
    return line.map(({ run_id: run }, index) => `${index + 1}. ${this.#nameOf(run)}`).join('   ');
  }

  #run(run: Run, document: LeaseDocument | null): string {
    if (run.ended !== null) {
      const [mark, style] = MARKS[run.ended.end];
      const took = this.#paint('dim', `after ${((run.ended.at - run.startedAt) / 1000).toFixed(1)} s`);
      return `${this.#paint(style, `${mark} ${WORDS[run.ended.end]}`)}  ${took}`;
    }
    if (run.working !== null) {
      const share = Math.min(1, (performance.now() - run.working.since) / run.part.work);
      const full = Math.round(share * BAR);
      const bar = `${'█'.repeat(full)}${'░'.repeat(BAR - full)}`;
      return `${this.#paint('cyan', bar)} works on the resource`;
    }
    const line = document === null ? [] : inLine(document);
    const place = line.findIndex((request) => request.run_id === run.runId);
    if (place === -1) return this.#paint('dim', '· asks for the lease');
    const round = document?.rounds.find(({ id }) => id === line[place]?.round);
    const gathers = round?.granted === false ? ', its round gathers' : '';
    return this.#paint('yellow', `○ waits, place ${place + 1} of ${line.length}${gathers}`);
  }

  #nameOf(runId: number): string {
    return this.#show.train.runs.find((run) => run.runId === runId)?.name ?? `run ${runId}`;
  }
}

/** A line that is longer than the terminal is wide would break the redrawing: it loses its colours and its end. */
function fit(line: string, columns: number): string {
  const plain = stripVTControlCharacters(line);
  return plain.length < columns ? line : cut(plain, columns - 1);
}
