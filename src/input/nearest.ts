// Which name was meant, where there is none of that name.

/**
 * The name that is the most like this one; `null` where half of it would have to change, since short words are as near to
 * one another by chance. A single slip always may be.
 */
export function nearest(name: string, names: readonly string[]): string | null {
  let best: string | null = null;
  let least = Math.max(1, Math.floor((name.length - 1) / 2)) + 1;
  for (const each of names) {
    // As many changes as the lengths differ by are needed at least.
    if (Math.abs(each.length - name.length) >= least) continue;
    const distance = editDistance(name, each);
    if (distance < least) [best, least] = [each, distance];
  }
  return best;
}

/** How many characters must be put in, left out, replaced or exchanged with the next to make one text of the other. */
function editDistance(one: string, other: string): number {
  let before: readonly number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 0; i < one.length; i += 1) {
    const next = [i + 1];
    for (let j = 0; j < other.length; j += 1) {
      const replaced = row[j]! + (one[i] === other[j] ? 0 : 1);
      const isExchanged = i > 0 && j > 0 && one[i] === other[j - 1] && one[i - 1] === other[j];
      const exchanged = isExchanged ? before[j - 1]! + 1 : Infinity;
      next.push(Math.min(replaced, exchanged, row[j + 1]! + 1, next[j]! + 1));
    }
    [before, row] = [row, next];
  }
  return row.at(-1)!;
}
