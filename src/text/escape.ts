// The one place where text that somebody else chose (names of branches and leases, actors, reasons, payloads,
// addresses) is made harmless for the language it is shown in.
//
// Promises: every function but `shellQuoted` returns one line; what comes out is only ever read as text, never as
// markup, a mention, a reference to an issue, a link or a key. The work is linear in the text, of which no more is looked
// at than could be shown. Does not promise to keep characters that nobody can see.
import { codePoint } from './printable.ts';

/** Longest piece of untrusted text that is shown unless a caller asks for less or more. */
const LONGEST = 200;

/** So much of a text is looked at, in UTF-16 units: more than any field of a document has. */
const LOOKED_AT = 16_384;

/** The text as one line of at most `max` characters, without controls and without invisible characters. */
export function oneLine(text: string, max: number = LONGEST): string {
  const visible = text
    .slice(0, LOOKED_AT)
    .toWellFormed()
    // They turn the direction of writing or hide text: U+202E, zero-width spaces, tags, fillers.
    .replace(/[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  return cut(text.length > LOOKED_AT ? `${visible}…` : visible, max);
}

/** Cuts a text after `max` characters and says so with `…`. */
export function cut(text: string, max: number): string {
  const characters = Array.from(text);
  if (characters.length <= max) return text;
  const kept = characters.slice(0, Math.max(max - 1, 0)).join('');
  return `${kept.trimEnd()}…`;
}

/** The same in the middle: long names often begin alike. */
export function cutInside(text: string, max: number): string {
  const characters = Array.from(text);
  if (characters.length <= max) return text;
  const tail = Math.floor((max - 1) / 2);
  return `${cut(text, max - tail)}${characters.slice(-tail).join('').trimStart()}`;
}

/** Text inside a line of Markdown or a cell of a table. */
export function markdown(text: string, max?: number): string {
  return oneLine(text, max)
    .replace(MARKDOWN, escapeMarkdown)
    .replace(/^[-+=:]/, '\\$&')
    .replace(/^(\d+)([.)])/, '$1\\$2');
}

// What GitHub links after it has read the Markdown (mentions, references, addresses) sees through escapes, so those
// are parted by a zero-width space. Entities, unlike backslashes, also hold inside of HTML and cells of tables.
const BREAK = '&#8203;';
const MARKDOWN = /@|GH-(?=\d)|:(?=\/\/)|www(?=\.)|[<>&"'`|$\\]|[*_[\]~#!^]/giu;

function escapeMarkdown(match: string): string {
  if (match.length > 1 || match === '@' || match === ':') return `${match}${BREAK}`;
  if (/[<>&"'`|$\\]/.test(match)) return entity(match);
  // A `#` is parted even where no digit follows here: the caller may go on with one.
  return match === '#' ? `\\#${BREAK}` : `\\${match}`;
}

/** Text in a fixed-width font that can be copied as it is; also inside a cell of a table. */
export function codeSpan(text: string, max?: number): string {
  const line = oneLine(text, max);
  if (line === '') return '—';
  if (!/[`|]/.test(line)) return `\`${line}\``;
  return `<code>${line.replace(/[^\p{L}\p{M}\p{N} ]/gu, entity)}</code>`;
}

/**
 * A link with an untrusted label, to an address of the server (GITHUB_SERVER_URL); any other address is shown as text,
 * so that a board leads nowhere else.
 */
export function link(label: string, url: string, serverUrl: string): string {
  const address = addressOn(serverUrl, url);
  const text = markdown(label);
  if (address !== null && text !== '') return `[${text}](${address})`;
  return url === '' ? text : `${text} (${markdown(url)})`.trim();
}

/** Address of the repository that a run belongs to, by the run's address; `null` where that is not one of the server. */
export function repositoryOf(runUrl: string, serverUrl: string): string | null {
  const server = baseOf(serverUrl) ?? '';
  const path = addressOn(serverUrl, runUrl)?.slice(server.length) ?? '';
  const repository = /^[\w.-]+\/[\w.-]+(?=\/actions\/runs\/\d+$)/.exec(path)?.[0];
  return repository === undefined ? null : server + repository;
}

function addressOn(serverUrl: string, url: string): string | null {
  const [server, address] = [baseOf(serverUrl), webAddress(url)];
  if (server === null || address === null || address.length > 2000) return null;
  return address.startsWith(server) ? address : null;
}

/** What every address of the server begins with. */
function baseOf(serverUrl: string): string | null {
  return webAddress(serverUrl)?.replace(/\/*$/, '/') ?? null;
}

function webAddress(url: string): string | null {
  // Node 20 has no `URL.parse`.
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed === null || (parsed.protocol !== 'https:' && parsed.protocol !== 'http:')) return null;
  // A user name before the host makes an address look like that of another host.
  if (parsed.username !== '' || parsed.password !== '') return null;
  return parsed.href.replace(/[^\w:/?#%.,;=~+-]/g, percent);
}

/** Text inside a line of a commit message: it mentions nobody, refers to no issue and closes none. */
export function subjectText(text: string, max?: number): string {
  return cut(
    oneLine(text, Number.POSITIVE_INFINITY)
      .replace(/(?<=\w)@+/g, ' at ')
      .replace(/@+/g, '')
      // In one pass: looking ahead for the digit would begin anew at each of many signs.
      .replace(/#+(\d?)/g, (match, digit: string) => digit || match)
      .replace(/GH-(?=\d)/gi, (match) => `${match.slice(0, 2)} `)
      .replace(/:\/\//g, ': //')
      .trim(),
    max ?? LONGEST,
  );
}

/** Text for the label of a bar or section of a Mermaid chart: letters, digits and a few harmless signs. */
export function mermaidLabel(text: string, max: number = 40): string {
  const plain = oneLine(text, Number.POSITIVE_INFINITY)
    .replace(/[^\p{L}\p{M}\p{N} ._/()-]+/gu, ' ')
    .replace(/-{2,}/g, '-')
    .replace(/ +/g, ' ')
    .trim();
  if (plain === '') return '?';
  const isRead = MERMAID_WORD.test(plain) || /^\P{L}/u.test(plain);
  return cutInside(isRead ? `· ${plain}` : plain, max);
}

// A line of a chart that begins with one of these, with a digit or a sign is read as something else than a label.
const MERMAID_WORD =
  /^(?:gantt|title|section|click|call|href|acc|dateformat|axisformat|tickinterval|inclusive|topaxis|includes|excludes|todaymarker|week)/i;

/**
 * The value of a label in OpenMetrics text, to be put between quotes. What cannot be seen, and what the runner would take
 * for a command where the text is printed, stands there as `\u{…}`; so does a backslash that could be mistaken for that.
 */
export function openMetricsLabel(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?<=##)\[|\\(?=u\{)/gu, codePoint)
    .replace(/[\\"]/g, String.raw`\$&`);
}

/** One word of a POSIX shell command. */
export function shellWord(text: string): string {
  const line = oneLine(text, Number.POSITIVE_INFINITY);
  return /^[\w./:=@%+-]+$/.test(line) ? line : shellQuoted(line);
}

/** An option of a POSIX shell command with its value. */
export function shellOption(name: string, value: string): string {
  return `${name}${value.startsWith('-') ? '=' : ' '}${shellWord(value)}`;
}

/**
 * The text as it is, line breaks too, in single quotes for sh, bash and zsh. The quotes end and begin again where the runner
 * would take what is printed for a command.
 */
export function shellQuoted(text: string): string {
  const quoted = text.replaceAll("'", String.raw`'\''`).replace(/(?<=##)(?=\[)|(?=::)(?<=[\r\n]\s*)/g, "''");
  return `'${quoted}'`;
}

function entity(character: string): string {
  return `&#${character.codePointAt(0)};`;
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}
