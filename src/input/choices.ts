// Choices in messages.

/** The choices as a person lists them: `a, b or c`. */
export function anyOf(choices: readonly string[]): string {
  return listed(choices, 'or');
}

/** All of them: `a, b and c`. */
export function allOf(things: readonly string[]): string {
  return listed(things, 'and');
}

function listed(all: readonly string[], word: string): string {
  const last = all.at(-1) ?? '';
  return all.length < 2 ? last : `${all.slice(0, -1).join(', ')} ${word} ${last}`;
}
