// The first few of many, in a sentence.

/** `a, b and 3 more`: what is shown of the first of them, and how many there are besides. */
export function few<Each>(all: readonly Each[], most: number, shown: (each: Each) => string): string {
  const named = all.slice(0, most).map((each) => shown(each));
  const more = all.length - named.length;
  return `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
