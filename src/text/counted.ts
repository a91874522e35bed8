// Numbers with their nouns, and the first few of many.

/** `1 commit`, `2 commits`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** `a, b and 3 more`: what is shown of the first of them, and how many there are besides. */
export function few<Each>(all: readonly Each[], most: number, shown: (each: Each) => string): string {
  const named = all.slice(0, most).map((each) => shown(each));
  const more = all.length - named.length;
  return `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
