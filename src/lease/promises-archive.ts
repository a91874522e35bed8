// A record that only grows, kept in parts, so that adding a value copies a small part of it and not the whole.
//
// An observer of a long history adds to it with nearly every document, and must never change what it was before.

/** Values by key; plain, and to be read by the functions here only. */
export type Archive<T> = Readonly<Record<string, Readonly<Record<string, T>>>>;

/** In how many parts an archive is kept. */
const PARTS = 256;

export const EMPTY_ARCHIVE: Archive<never> = {};

/** The value of a key, which may be the name of something that every object has. */
export function of<T>(archive: Archive<T>, key: string): T | undefined {
  const part = archive[partOf(key)];
  return part !== undefined && Object.hasOwn(part, key) ? part[key] : undefined;
}

/** The archive with one more value; a value that is there already stays. */
export function withValue<T>(archive: Archive<T>, key: string, value: T): Archive<T> {
  if (of(archive, key) !== undefined) return archive;
  const part = partOf(key);
  return { ...archive, [part]: { ...archive[part], [key]: value } };
}

/** The archive with more values; of several under one key, the first stays. */
export function withValues<T>(archive: Archive<T>, entries: readonly (readonly [string, T])[]): Archive<T> {
  return entries.reduce((grown, [key, value]) => withValue(grown, key, value), archive);
}

export function valuesOf<T>(archive: Archive<T>): T[] {
  return Object.values(archive).flatMap((part) => Object.values(part));
}

function partOf(key: string): number {
  let sum = 0;
  for (let index = 0; index < key.length; index += 1) sum = (sum * 31 + key.charCodeAt(index)) % PARTS;
  return sum;
}
