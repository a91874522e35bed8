// How parts of a state become text: relative to now, and to the newest version of the branch.
//
// Times end where no rule looks further back. So that two states which behave alike have the same text, heads, sequences
// and epochs are told by how far they are behind those of the branch.

/** What a text is relative to. */
export interface Origin {
  readonly at: number;
  readonly mono: number;
  readonly count: number;
  readonly sequence: number;
  readonly epoch: number;
  /** Seconds beyond which no rule looks back. */
  readonly reach: number;
  /** Of the process that is encoded. */
  readonly watched: number;
  readonly poll: number;
}

export type Encoder<T> = (value: T, from: Origin) => string | number | boolean | null | undefined;

/** Encodes every field of T, in the order of the table: what has no influence has to be left out of T by its name. */
export function object<T extends object>(table: {
  readonly [K in keyof Required<T>]: Encoder<T[K]>;
}): Encoder<T> {
  const entries = Object.entries(table) as [keyof T, Encoder<unknown>][];
  return (value, from) => {
    let text = '';
    for (const [key, encoder] of entries) text += `${encoder(value[key], from) ?? ''},`;
    return text;
  };
}

export function list<T>(encoder: Encoder<T>): Encoder<readonly T[]> {
  return (values, from) => `[${values.map((value) => encoder(value, from)).join(';')}]`;
}

export function record<T>(encoder: Encoder<T>): Encoder<Readonly<Record<string, T>>> {
  return (values, from) =>
    Object.entries(values)
      .map(([key, value]) => `${key}:${encoder(value, from)}`)
      .join(';');
}

export function maybe<T>(encoder: Encoder<T>): Encoder<T | null | undefined> {
  return (value, from) => (value == null ? '' : `<${encoder(value, from)}>`);
}

/** Keeps the text of an object as long as what it is relative to stays the same. */
export function kept<T extends object>(encoder: Encoder<T>): Encoder<T> {
  const texts = new WeakMap<T, { readonly from: Origin; readonly text: string }>();
  return (value, from) => {
    const last = texts.get(value);
    if (last !== undefined && isSame(last.from, from)) return last.text;
    const text = String(encoder(value, from));
    texts.set(value, { from, text });
    return text;
  };
}

/** What a process has watched and polled makes no difference to what is kept: its own texts hold it. */
function isSame(a: Origin, b: Origin): boolean {
  const isSameBoard = a.count === b.count && a.sequence === b.sequence && a.epoch === b.epoch;
  return isSameBoard && a.mono === b.mono && a.reach === b.reach;
}

export const same: Encoder<string | number | boolean | null | undefined> = (value) => value;

export function upTo(most: number): Encoder<number> {
  return (value) => Math.min(value, most);
}

/** A stamp of the past; one that had to differ from another may be some milliseconds ahead. */
export const age: Encoder<number> = (at, from) =>
  Math.min(Math.round((from.at - at) * 1000) / 1000, from.reach);

/** The end of a rest or a lock: soon after it nobody cares any more. */
export const end: Encoder<number> = (at, from) => Math.min(from.at - at, 3);

/** A monotonic time of the past, and one that something waits for. */
export const since: Encoder<number> = (mono, from) => Math.min(from.mono - mono, from.reach);
export const due: Encoder<number> = (mono, from) => Math.max(mono - from.mono, 0);

/** A moment by what the process has watched. */
export const watched: Encoder<number> = (at, from) => Math.min(from.watched - at, from.reach);

/** No answer shows a state that is many writes old. */
export const sequence: Encoder<number> = (value, from) =>
  value <= 0 ? 'none' : Math.min(from.sequence - value, 9);

export const epoch: Encoder<number | undefined> = (value, from) =>
  value === undefined || value === 0 ? '' : from.epoch - value;

export const head: Encoder<string | null> = (value, from) =>
  value === null ? 'none' : from.count - Number(value.slice(1));
