// What a person reads on stderr, and a program on stdout.
//
// Words go to stderr, data to stdout. Each state of a wait is a line that stays, whole, as it may tell what to do; in a
// terminal a short line below tells how long it has been, and goes away. Text of others cannot move the cursor, set
// colours or end a line.
import type { Told } from '../commands/outcome.ts';
import type { Clock } from '../engine/ports.ts';
import type { Seconds } from '../lease/instant.ts';
import { duration } from '../text/duration.ts';
import { printable } from '../text/printable.ts';

/** A stream as far as it is used here. */
export interface Output {
  /** `done` is told what went wrong, or nothing. */
  write(text: string, done?: (error?: Error | null) => void): unknown;
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

/** Between two changes of the line that moves. */
const TICK: Seconds = 1;

/** Back to the beginning of the line, which is empty then. */
const CLEAR = '\r\u001b[K';

export class Terminal {
  readonly #streams: Streams;
  readonly #clock: Clock;
  readonly #loudness: Loudness;
  readonly #isColoured: (output: Output) => boolean;
  readonly #canMove: boolean;
  /** When the command began. */
  readonly #start: Seconds;
  /** What the last line says that it does, while that goes on; `null`: there is no such line. */
  #moving: { readonly doing: string; readonly end: AbortController } | null = null;

  /** The state that was told last. */
  #state = '';

  constructor(
    around: { readonly streams: Streams; readonly clock: Clock; readonly env: NodeJS.ProcessEnv },
    loudness: Loudness,
  ) {
    const { streams, clock, env } = around;
    this.#streams = streams;
    this.#clock = clock;
    this.#loudness = loudness;
    const knowsCodes = (output: Output): boolean => output.isTTY === true && env['TERM'] !== 'dumb';
    this.#isColoured = (output) => knowsCodes(output) && !env['NO_COLOR'];
    this.#canMove = knowsCodes(streams.stderr);
    this.#start = clock.monotonic();
  }

  /** Data for a program. */
  data(text: string): void {
    void this.written(text);
  }

  /** The same; whether it was written, once that is known. */
  written(text: string): Promise<boolean> {
    const line = text.endsWith('\n') ? text : `${text}\n`;
    return new Promise((resolve) => {
      this.#above(() => this.#streams.stdout.write(line, (error) => resolve(!error)));
    });
  }

  /** A heading of the help, on stdout. */
  heading(text: string): string {
    return this.#coloured(this.#streams.stdout, 'heading', text);
  }

  /** What a line of data on stdout begins with. */
  mark(result: 'ok' | 'warning' | 'failure'): string {
    return this.#coloured(this.#streams.stdout, result, `${result}:`);
  }

  /** Words for a person, by how loud they are. What is no warning says how a wait has ended. */
  tell({ level, text }: Told): void {
    if (level === 'info') this.settle();
    if (level === 'debug' ? this.#loudness !== 'verbose' : level !== 'warning' && this.#loudness === 'quiet')
      return;
    this.#line(level === 'warning' ? level : null, text);
  }

  /** What failed; never kept back. */
  error(text: string): void {
    this.settle();
    this.#line('error', text);
  }

  /** The state of a wait, once. A reminder is of no use where a line tells anyway that it goes on: `doing`. */
  progress({ text, isReminder = false }: Pick<Told, 'text' | 'isReminder'>, doing = 'waiting'): void {
    if (this.#loudness === 'quiet') return;
    if (text !== this.#state && !(isReminder && this.#canMove)) this.#line(null, text);
    this.#state = text;
    if (!this.#canMove || this.#moving !== null) return;
    const end = new AbortController();
    this.#moving = { doing, end };
    this.#draw();
    // It ends with its signal, and in no other way.
    this.#redraw(end.signal).catch(() => undefined);
  }

  /** Takes the line that moves away: what it tells of is over. */
  settle(): void {
    this.#moving?.end.abort();
    this.#clear();
    this.#moving = null;
  }

  async #redraw(signal: AbortSignal): Promise<void> {
    for (;;) {
      await this.#clock.sleep(TICK, signal);
      this.#draw();
    }
  }

  #clear(): void {
    if (this.#moving !== null) this.#streams.stderr.write(CLEAR);
  }

  #draw(): void {
    if (this.#moving === null) return;
    const { stderr } = this.#streams;
    const line = `${this.#moving.doing} for ${duration(this.#clock.monotonic() - this.#start)}`;
    // One that is wrapped could not be taken away.
    const shown = line.slice(0, (stderr.columns || 80) - 1);
    stderr.write(`${CLEAR}${this.#coloured(stderr, 'progress', shown)}`);
  }

  /** Writes what stays, above the line that moves. */
  #above(write: () => void): void {
    this.#clear();
    write();
    this.#draw();
  }

  #line(label: 'error' | 'warning' | null, text: string): void {
    const { stderr } = this.#streams;
    const [first = '', ...rest] = printable(text).split('\n');
    const prefix = label === null ? '' : this.#coloured(stderr, label, `${label}: `);
    const lines = [`${prefix}${first}`, ...rest.map((line) => `  ${line}`)].join('\n');
    this.#above(() => stderr.write(`ref-lease: ${lines}\n`));
  }

  #coloured(output: Output, colour: keyof typeof COLOURS, text: string): string {
    return this.#isColoured(output) ? `\u001b[${COLOURS[colour]}m${text}\u001b[0m` : text;
  }
}
