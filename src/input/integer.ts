// Whole numbers as people and runners write them.

/** What a whole number must keep within; nothing unless given. */
export interface IntegerRange {
  readonly atLeast?: number;
  /** Not without `atLeast`. */
  readonly atMost?: number;
}

/** Reads a whole number of a range; a text that is none comes back as what completes "it must be". */
export function parseIntegerIn(
  text: string,
  { atLeast = -Infinity, atMost = Infinity }: IntegerRange,
): number | string {
  const number = parseInteger(text);
  if (number !== null && number >= atLeast && number <= atMost) return number;
  if (atMost < Infinity) return `a whole number from ${atLeast} to ${atMost}`;
  const isLong = number === null && /^-?\d+$/.test(text);
  if (atLeast === -Infinity) return `a whole number${isLong ? ' between -2^53 and 2^53' : ''}`;
  return `a whole number of at least ${atLeast}${isLong ? ', below 2^53' : ''}`;
}

/** Reads a whole number that a double holds exactly; `null` where the text is anything else. */
export function parseInteger(text: string): number | null {
  const value = Number(text);
  if (!/^-?\d+$/.test(text) || !Number.isSafeInteger(value)) return null;
  return value === 0 ? 0 : value;
}
