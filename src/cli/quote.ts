// Texts that a shell reads as they are.

/** In single quotes, for sh, bash and zsh. */
export function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
