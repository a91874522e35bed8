// Which name was meant, where there is none of that name.

/** The name that is the most like this one; `null` where more than half of it would have to change. */
export function nearest<Name extends string>(name: string, names: readonly Name[]): Name | null {
  let best: Name | null = null;
  let least = Math.floor(name.length / 2) + 1;
  for (const each of names) {
    // As many changes as the lengths differ by are needed at least.
    if (Math.abs(each.length - name.length) >= least) continue;
    const distance = editDistance(name, each);
    if (distance < least) [best, least] = [each, distance];
  }
  return best;
}

/** How many characters must be put in, left out or replaced to make one text of the other (Levenshtein). */
function editDistance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 0; i < one.length; i += 1) {
    const next = [i + 1];
    for (let j = 0; j < other.length; j += 1) {
      const replaced = row[j]! + (one[i] === other[j] ? 0 : 1);
      next.push(Math.min(replaced, row[j + 1]! + 1, next[j]! + 1));
    }
    row = next;
  }
  return row.at(-1)!;
}
