// What a person reads on stderr, and a program on stdout.
//
// Words go to stderr, data to stdout. In a terminal the state of a wait is one line that changes; elsewhere each change is
// a line of its own. Text of others cannot move the cursor, set colours or end a line.
import type { Told } from '../commands/outcome.ts';
import type { Clock } from '../engine/ports.ts';
import type { Seconds } from '../lease/instant.ts';
import { duration } from '../text/duration.ts';
import { printable } from '../text/printable.ts';

/** A stream as far as it is used here. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

export interface Streams {
  readonly stdout: Output;
  readonly stderr: Output;
}

/** How much is said. */
export type Loudness = 'quiet' | 'normal' | 'verbose';

const COLOURS = {
  error: '31',
  failure: '31',
  warning: '33',
  ok: '32',
  heading: '1',
  progress: '2',
} as const;

/** Between two changes of the line of a wait. */
const TICK: Seconds = 1;

export class Terminal {
  readonly #streams: Streams;
  readonly #clock: Pick<Clock, 'monotonic' | 'sleep'>;
  readonly #loudness: Loudness;
  readonly #isColoured: (output: Output) => boolean;
  /** What is shown on the line that changes, and since when; `null`: there is none. */
  #progress: { readonly text: string; readonly since: Seconds; readonly end: AbortController } | null = null;

  /** The state that was told last where no line changes. */
  #state = '';

  constructor(
    streams: Streams,
    options: {
      readonly clock: Pick<Clock, 'monotonic' | 'sleep'>;
      readonly env: NodeJS.ProcessEnv;
      readonly loudness: Loudness;
    },
  ) {
    const { clock, env, loudness } = options;
    this.#streams = streams;
    this.#clock = clock;
    this.#loudness = loudness;
    this.#isColoured = (output) => output.isTTY === true && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
  }

  /** Data for a program. */
  data(text: string): void {
    this.settle();
    this.#streams.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
  }

  /** A heading of the help, on stdout. */
  heading(text: string): string {
    return this.#coloured(this.#streams.stdout, 'heading', text);
  }

  /** What a line of data on stdout begins with. */
  mark(result: 'ok' | 'warning' | 'failure'): string {
    return this.#coloured(this.#streams.stdout, result, `${result}:`);
  }

  /** Words for a person, by how loud they are. */
  tell({ level, text }: Told): void {
    if (level === 'debug' ? this.#loudness !== 'verbose' : level !== 'warning' && this.#loudness === 'quiet')
      return;
    this.#line(level === 'warning' ? level : null, text);
  }

  /** What failed; never kept back. */
  error(text: string): void {
    this.#line('error', text);
  }

  /** The state of a wait: it takes the place of the last one in a terminal, and is told once elsewhere. */
  progress(text: string): void {
    if (this.#loudness === 'quiet') return;
    if (this.#streams.stderr.isTTY !== true) {
      if (text !== this.#state) this.#line(null, text);
      this.#state = text;
      return;
    }
    this.settle();
    const progress = { text, since: this.#clock.monotonic(), end: new AbortController() };
    this.#progress = progress;
    this.#draw();
    // It ends with its signal, and in no other way.
    this.#redraw(progress.end.signal).catch(() => undefined);
  }

  /** Takes the line that changes away. */
  settle(): void {
    if (this.#progress === null) return;
    this.#progress.end.abort();
    this.#progress = null;
    this.#streams.stderr.write('\r\u001b[K');
  }

  async #redraw(signal: AbortSignal): Promise<void> {
    for (;;) {
      await this.#clock.sleep(TICK, signal);
      this.#draw();
    }
  }

  #draw(): void {
    const { stderr } = this.#streams;
    const { text, since } = this.#progress!;
    const time = ` ${duration(this.#clock.monotonic() - since)}`;
    const room = Math.max(20, (stderr.columns || 80) - 1 - time.length);
    const line = printable(text).replaceAll('\n', ' ');
    const shown = line.length <= room ? line : `${line.slice(0, room - 1).toWellFormed()}…`;
    stderr.write(`\r\u001b[K${this.#coloured(stderr, 'progress', `${shown}${time}`)}`);
  }

  #line(label: 'error' | 'warning' | null, text: string): void {
    this.settle();
    const { stderr } = this.#streams;
    const [first = '', ...rest] = printable(text).split('\n');
    const prefix = label === null ? '' : this.#coloured(stderr, label, `${label}: `);
    stderr.write(`ref-lease: ${prefix}${[first, ...rest.map((line) => `  ${line}`)].join('\n')}\n`);
  }

  #coloured(output: Output, colour: keyof typeof COLOURS, text: string): string {
    return this.#isColoured(output) ? `\u001b[${COLOURS[colour]}m${text}\u001b[0m` : text;
  }
}
