// Virtual time: events in the order of their times, one after another, and nothing between them.
//
// Promises: what an event sets in motion by promises has come to rest before the next event begins, and one seed gives
// one order of everything. There is no real timer; an hour takes as long as its events do.
import type { Random } from './random.ts';

/** An event that is still to come. */
export interface Appointment {
  readonly at: number;
  readonly order: number;
  readonly happen: () => void;
  cancelled: boolean;
}

/** How many of the latest lines are kept for the trace of a failure. */
const TRACE_LENGTH = 4000;

export class Loop {
  readonly random: Random;
  /** Seconds since the simulation began. */
  now = 0;
  events = 0;
  readonly #heap: Appointment[] = [];
  #order = 0;
  #hash = 0x811c9dc5;
  #stirred = false;
  readonly #trace: string[] = [];

  constructor(random: Random) {
    this.random = random;
  }

  /** Makes something happen after so many seconds. */
  after(delay: number, happen: () => void): Appointment {
    const appointment = { at: this.now + Math.max(0, delay), order: this.#order++, happen, cancelled: false };
    push(this.#heap, appointment);
    return appointment;
  }

  /** A promise for a time in the future; its continuation runs when nothing else does. */
  sleep(delay: number): Promise<void> {
    return new Promise((resolve) => {
      this.after(delay, () => {
        this.stir();
        resolve();
      });
    });
  }

  /** Says that promises have been settled, so that they run before the next event. */
  stir(): void {
    this.#stirred = true;
  }

  /** Writes one line of the log: it goes into the hash of the run, and the latest ones are kept. */
  log(line: string): void {
    const text = `${this.now.toFixed(3)} ${line}`;
    for (let at = 0; at < text.length; at++)
      this.#hash = Math.imul(this.#hash ^ text.charCodeAt(at), 0x01000193);
    this.#keep(text);
  }

  /** Adds a line to the trace alone. */
  remark(line: string): void {
    this.#keep(`${this.now.toFixed(3)}   ${line}`);
  }

  #keep(text: string): void {
    this.#trace.push(text);
    if (this.#trace.length >= 2 * TRACE_LENGTH) this.#trace.splice(0, TRACE_LENGTH);
  }

  /** What identifies the run: equal for equal seeds. */
  get hash(): string {
    return (this.#hash >>> 0).toString(16).padStart(8, '0');
  }

  get trace(): readonly string[] {
    return this.#trace.slice(-TRACE_LENGTH);
  }

  /** Runs events until `isOver` says so, nothing is left, or the time `limit` has come; says which. */
  async run(isOver: () => boolean, limit: number): Promise<'over' | 'idle' | 'late'> {
    await rest();
    while (!isOver()) {
      const next = pop(this.#heap);
      if (next === undefined) return 'idle';
      if (next.cancelled) continue;
      if (next.at > limit) {
        push(this.#heap, next);
        this.now = limit;
        return 'late';
      }
      this.now = next.at;
      this.events += 1;
      next.happen();
      if (!this.#stirred) continue;
      this.#stirred = false;
      await rest();
    }
    return 'over';
  }
}

/** Every promise that can go on has gone on: the queue of microtasks is empty before the next immediate. */
function rest(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function isBefore(a: Appointment, b: Appointment): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}

function push(heap: Appointment[], item: Appointment): void {
  let at = heap.length;
  heap.push(item);
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!isBefore(item, heap[parent]!)) break;
    heap[at] = heap[parent]!;
    at = parent;
  }
  heap[at] = item;
}

function pop(heap: Appointment[]): Appointment | undefined {
  const first = heap[0];
  const last = heap.pop();
  if (first === undefined || last === undefined || heap.length === 0) return first;
  let at = 0;
  for (let child = 1; child < heap.length; child = 2 * at + 1) {
    if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child += 1;
    if (!isBefore(heap[child]!, last)) break;
    heap[at] = heap[child]!;
    at = child;
  }
  heap[at] = last;
  return first;
}
