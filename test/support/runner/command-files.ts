// The files through which a step talks to the runner: outputs, state, environment, path, summary.
//
// Each stage has its own set. It is read when the process has ended, however it ended.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const VARIABLES = {
  outputs: 'GITHUB_OUTPUT',
  state: 'GITHUB_STATE',
  env: 'GITHUB_ENV',
  path: 'GITHUB_PATH',
  summary: 'GITHUB_STEP_SUMMARY',
} as const;

/** GitHub drops a longer summary, and says so. */
const MAX_SUMMARY_BYTES = 1024 * 1024;

export interface CommandFileContents {
  readonly outputs: Readonly<Record<string, string>>;
  readonly state: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  readonly path: readonly string[];
  readonly summary: string;
  /** What the runner could not accept; each makes the step fail, but for the summary. */
  readonly faults: readonly string[];
}

/** One stage's set of command files, empty at first. */
export class CommandFiles {
  /** The variables that name the files. */
  readonly environment: Readonly<Record<string, string>>;
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
    mkdirSync(directory, { recursive: true });
    const files = Object.entries(VARIABLES).map(
      ([name, variable]) => [variable, join(directory, name)] as const,
    );
    for (const [, file] of files) writeFileSync(file, '');
    this.environment = Object.fromEntries(files);
  }

  /** What the stage has written so far. */
  read(): CommandFileContents {
    const faults: string[] = [];
    const pairs = (name: keyof typeof VARIABLES) => {
      try {
        return parsePairs(this.#text(name));
      } catch (error) {
        faults.push(`Unable to process file command '${name}' successfully: ${(error as Error).message}`);
        return {};
      }
    };
    const env = pairs('env');
    if ('NODE_OPTIONS' in env) {
      faults.push("Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command.");
      delete env['NODE_OPTIONS'];
    }
    const summary = this.#text('summary');
    const fits = Buffer.byteLength(summary) <= MAX_SUMMARY_BYTES;
    if (!fits) faults.push(`The step summary has more than ${MAX_SUMMARY_BYTES} bytes and is dropped`);
    return {
      outputs: pairs('outputs'),
      state: pairs('state'),
      env,
      path: this.#text('path').split(/\r?\n/).filter(Boolean),
      summary: fits ? summary : '',
      faults,
    };
  }

  #text(name: keyof typeof VARIABLES): string {
    return readFileSync(join(this.#directory, name), 'utf8');
  }
}

/** Parses `NAME=value` and `NAME<<DELIMITER` … `DELIMITER`; what comes first in a line decides. */
export function parsePairs(text: string): Record<string, string> {
  const pairs: Record<string, string> = {};
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (line === '') continue;
    const [, name, operator, rest] = /^([^=]+?)(<<|=)(.*)$/s.exec(line) ?? [];
    if (name === undefined || rest === undefined) throw new Error(`Invalid format '${line}'`);
    if (operator === '=') {
      pairs[name] = rest;
      continue;
    }
    const end = lines.indexOf(rest, at + 1);
    if (rest === '' || end < 0) throw new Error(`Invalid value. Matching delimiter not found '${rest}'`);
    pairs[name] = lines.slice(at + 1, end).join('\n');
    at = end;
  }
  return pairs;
}
