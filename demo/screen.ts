// The picture of a train in a terminal, redrawn in place.
//
// Plain ANSI: it moves up over what it has drawn and writes it anew. It never draws more lines than the terminal
// has, until the last picture, which is whole and stays where it is.
import { styleText } from 'node:util';
import type { WriteStream } from 'node:tty';
import type { Branch } from './branch.ts';
import { picture } from './picture.ts';
import type { Run } from './jobs.ts';
import type { Options } from './options.ts';
import type { Story } from './story.ts';

const REDRAW_EVERY = 100;
const NARROWEST = 40;

/** A picture of the train that keeps itself current. */
export class Screen {
  readonly #out: WriteStream;
  readonly #show: ConstructorParameters<typeof Screen>[1];
  readonly #startedAt = performance.now();
  readonly #timer: NodeJS.Timeout;
  #drawn = 0;
  #last = '';
  #ended = false;

  constructor(
    out: WriteStream,
    show: {
      readonly played: { readonly runs: readonly Run[]; still(): readonly number[] };
      readonly options: Options;
      readonly story: Story;
      readonly branch: Branch;
      readonly title: string;
      readonly requests: () => number;
    },
  ) {
    this.#out = out;
    this.#show = show;
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
    const rows = this.#ended ? Infinity : Math.max(4, (this.#out.rows || 24) - 1);
    const lines = this.#picture({ columns, rows });
    const text = lines.map((line) => `${line}\x1b[K\n`).join('');
    if (text === this.#last) return;
    this.#last = text;
    const up = this.#drawn === 0 ? '' : `\x1b[${this.#drawn}A`;
    this.#out.write(`${up}\r${text}\x1b[J`);
    this.#drawn = lines.length;
  }

  #picture(size: { columns: number; rows: number }): string[] {
    const { played, options, story, branch, title, requests } = this.#show;
    const moment = {
      title,
      startedAt: this.#startedAt,
      now: performance.now(),
      instant: Date.now() / 1000,
      noun: story.noun,
      slots: options.slots,
      runs: played.runs,
      still: played.still(),
      commits: branch.commits,
      requests: requests(),
      isLast: this.#ended,
    };
    return picture(moment, size, (style, text) => styleText(style, text, { stream: this.#out }));
  }
}
