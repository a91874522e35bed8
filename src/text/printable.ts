// Untrusted text (branch names, actors, reasons, payloads) on its way to a log.
//
// The runner reads a step's output line by line and obeys what looks like a workflow command, so text of others must
// not be able to form one. What comes out of here cannot. It is not safe as Markdown or HTML.

const LINE_BREAK = /\r\n|[\r\n\u0085\u2028\u2029]/gu;
// Everything that has no shape of its own: control, format and bidirectional characters, lone surrogates, and what
// the runner's comparison of strings passes over.
const INVISIBLE = /[\p{C}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * The text without invisible characters, line by line, in a form that the runner never takes for a workflow command.
 * Line feeds stay; a tab becomes a space.
 */
export function printable(text: string): string {
  return text
    .replace(LINE_BREAK, '\n')
    .split('\n')
    .map((line) =>
      line
        .replaceAll('\t', ' ')
        .replace(INVISIBLE, '')
        // The runner takes `::name` at the start of a line, spaces aside, and `##[name]` anywhere in it.
        .replace(/^(\s*):(?=:)/u, '$1: ')
        .replaceAll('##[', '## ['),
    )
    .join('\n');
}

/** The value as JSON, of which the runner takes no line for a workflow command; whoever reads JSON reads the same value. */
export function json(value: unknown, indentation = 0): string {
  // What is replaced is only ever inside of a text, but for the line feeds between the parts.
  return JSON.stringify(value, null, indentation)
    .replace(/(?!\n)[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu, utf16)
    .replace(/(?<=##)\[/g, utf16);
}

/** The text in double quotes on one line, with invisible characters escaped, cut after `limit` characters. */
export function quoted(text: string, limit = 80): string {
  const characters = Array.from(text.slice(0, 2 * limit + 2));
  const kept = characters
    .slice(0, limit)
    .join('')
    .replace(/["\\]/g, String.raw`\$&`)
    .replace(/[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu, codePoint);
  return `"${kept}${characters.length > limit ? '…' : ''}"`;
}

/**
 * How a name is spelt, in brackets and with a space before it, where that is all in which it differs from another one; empty
 * where a reader sees the difference, as that of case.
 */
export function spelling(name: string, other: string): string {
  if (name.toLowerCase() === other.toLowerCase()) return '';
  return ` (${name.replace(/[^ -~]/gu, codePoint)})`;
}

/** The text, cut after `limit` characters (UTF-16 units) with a mark that says so. */
export function bounded(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit).toWellFormed()}… (cut)`;
}

/** The character by its number: `\u{5b}`. */
export function codePoint(character: string): string {
  return `\\u{${character.codePointAt(0)!.toString(16)}}`;
}

function utf16(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
