// What a step printed, with the runner's workflow commands (`::error title=…::…`) told apart from plain lines.
//
// Both forms that GitHub's runner obeys are obeyed here, also the old `##[error]…`, which it finds anywhere in a
// line: a test can prove that untrusted text starts no command.

export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly message: string;
  readonly title: string | null;
}

interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

const COMMANDS = [
  'error',
  'warning',
  'notice',
  'debug',
  'group',
  'endgroup',
  'add-mask',
  'set-output',
  'save-state',
  'stop-commands',
  'add-matcher',
  'remove-matcher',
  'echo',
];

/** Takes the lines of one stage, in the order in which they arrive. */
export class StepLog {
  /** Every line as it was printed. */
  readonly lines: string[] = [];
  /** Lines that are no command; those inside of groups too. */
  readonly plain: string[] = [];
  readonly annotations: Annotation[] = [];
  readonly debug: string[] = [];
  readonly masks: string[] = [];
  /** Set by the deprecated commands `set-output` and `save-state`, which the runner still obeys. */
  readonly outputs: Record<string, string> = {};
  readonly state: Record<string, string> = {};
  #resumeToken: string | null = null;

  add(line: string): void {
    this.lines.push(line);
    if (this.#resumeToken !== null) {
      if (line.trim() === `::${this.#resumeToken}::`) this.#resumeToken = null;
      else this.plain.push(line);
      return;
    }
    const command = parseCommand(line) ?? parseOldCommand(line);
    if (command === null) this.plain.push(line);
    else this.#obey(command);
  }

  #obey({ name, properties, message }: Command): void {
    switch (name) {
      case 'error':
      case 'warning':
      case 'notice':
        this.annotations.push({ level: name, message, title: properties['title'] ?? null });
        break;
      case 'debug':
        this.debug.push(message);
        break;
      case 'add-mask':
        this.masks.push(message);
        break;
      case 'set-output':
        this.outputs[properties['name'] ?? ''] = message;
        break;
      case 'save-state':
        this.state[properties['name'] ?? ''] = message;
        break;
      case 'stop-commands':
        this.#resumeToken = message;
        break;
      default:
    }
  }
}

/** `::name key=value,key=value::message`, with spaces before it allowed. */
function parseCommand(line: string): Command | null {
  const match = /^\s*::([^\s:]+)(?:\s+(.*?))?::(.*)$/.exec(line);
  const name = match?.[1]?.toLowerCase() ?? '';
  if (!match || !COMMANDS.includes(name)) return null;
  const properties = parseProperties(match[2] ?? '', ',', unescapeProperty);
  return { name, properties, message: unescapeData(match[3] ?? '') };
}

/** `##[name key=value;key=value]message`, anywhere in a line. */
function parseOldCommand(line: string): Command | null {
  const match = /##\[([^\s\]]+)(?:\s+([^\]]*))?\](.*)$/.exec(line);
  const name = match?.[1]?.toLowerCase() ?? '';
  if (!match || !COMMANDS.includes(name)) return null;
  return {
    name,
    properties: parseProperties(match[2] ?? '', ';', unescapeData),
    message: unescapeData(match[3] ?? ''),
  };
}

function parseProperties(
  text: string,
  separator: string,
  unescape: (value: string) => string,
): Record<string, string> {
  const pairs = text.split(separator).map((pair) => pair.trim().split(/=(.*)/s) as [string, string?]);
  return Object.fromEntries(
    pairs.filter(([, value]) => value).map(([key, value]) => [key, unescape(value ?? '')]),
  );
}

function unescapeData(text: string): string {
  return text.replaceAll(/%0D/gi, '\r').replaceAll(/%0A/gi, '\n').replaceAll('%25', '%');
}

function unescapeProperty(text: string): string {
  return unescapeData(text.replaceAll(/%3A/gi, ':').replaceAll(/%2C/gi, ','));
}
