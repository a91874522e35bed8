// Choices in messages.

/** The choices as a person lists them: `a, b or c`. */
export function anyOf(choices: readonly string[]): string {
  return new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(choices);
}

/** All of them: `a, b and c`. */
export function allOf(things: readonly string[]): string {
  return new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(things);
}
