// Whole numbers as people and runners write them.

/** Reads a whole number that a double holds exactly; `null` where the text is anything else. */
export function parseInteger(text: string): number | null {
  const value = Number(text);
  if (!/^-?\d+$/.test(text) || !Number.isSafeInteger(value)) return null;
  return value === 0 ? 0 : value;
}
