// What a step needs of its runner: each thing that can be used is, and each way in which one cannot is told apart.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { checkServer, readJsonObject, requireNode, requireWritable } from '../../src/action/requirements.ts';
import { anEnv, inputErrorOf } from './records.ts';

describe('the Node of a step', () => {
  it.each(['20.20.2', '24.21.0', '100.1.2'])('may be %s', (version) => {
    expect(() => requireNode(version)).not.toThrow();
  });

  it.each(['18.20.0', '9.11.2'])('may not be %s', (version) => {
    expect(() => requireNode(version)).toThrow(`runs on Node ${version}, and the action is made for Node 24`);
  });
});

const VARIABLES = ['GITHUB_API_URL', 'GITHUB_GRAPHQL_URL', 'GITHUB_SERVER_URL'];

describe.each(VARIABLES)('%s', (variable) => {
  const refusal = (value: string | undefined): string =>
    inputErrorOf(() => checkServer(anEnv({}, { [variable]: value })));

  it.each([undefined, '', 'https://api.github.com', 'http://127.0.0.1:8080/api/v3/'])(
    'may be %s',
    (value) => {
      expect(refusal(value)).toBe('no error');
    },
  );

  it.each(['ghe.example', 'ssh://ghe.example', 'https://', 'localhost:8080'])('must not be %s', (value) => {
    expect(refusal(value)).toContain(
      `The environment variable ${variable} is "${value}"; it must be an address`,
    );
  });

  it('must not have a password in it, which is not repeated', () => {
    expect(refusal('https://bob:hunt@er2@ghe.example/')).toContain(
      'is "https://***@ghe.example/"; it must be',
    );
    expect(refusal('https://bob@ghe.example')).toContain('is "https://***@ghe.example"; it must be');
  });
});

const ADVICE =
  'The runner makes it: look for an earlier step that removes or changes files in RUNNER_TEMP or sets this variable, ' +
  'or for a container whose user has no access to it.';

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'runner-files-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

function file(text: string): string {
  const path = join(folder(), 'file');
  writeFileSync(path, text);
  return path;
}

describe('requireWritable', () => {
  const refusal = (path: string | undefined): string =>
    inputErrorOf(() => requireWritable({ GITHUB_OUTPUT: path }, 'GITHUB_OUTPUT'));

  it('leaves a file as it is', () => {
    const path = file('a=b\n');
    expect(refusal(path)).toBe('no error');
    expect(readFileSync(path, 'utf8')).toBe('a=b\n');
  });

  it.each([undefined, ''])('refuses a variable that is not set: %j', (path) => {
    expect(refusal(path)).toMatch(
      /^The environment variable GITHUB_OUTPUT is not set; it must be the path of a file that the step can write to\./,
    );
  });

  it('refuses a file that is not there, and does not make it', () => {
    const path = join(folder(), 'gone');
    const message = `The file ${JSON.stringify(path)}, which the environment variable GITHUB_OUTPUT names, does not exist. ${ADVICE}`;
    expect(refusal(path)).toBe(message);
    expect(refusal(path)).toBe(message);
    expect(refusal(join(file(''), 'below a file'))).toContain('names, does not exist. ');
  });

  it('refuses what cannot be written to', () => {
    expect(refusal(folder())).toMatch(/ names, cannot be written \(E[A-Z]+\)\. /);
  });
});

describe('readJsonObject', () => {
  const read = (path: string) => readJsonObject({ GITHUB_EVENT_PATH: path }, 'GITHUB_EVENT_PATH');

  it('reads the object', () => {
    expect(read(file('{"action":"opened"}'))).toEqual({ action: 'opened' });
  });

  it.each<[string, () => string, string]>([
    ['not set', () => '', 'The environment variable GITHUB_EVENT_PATH is not set; it must be the path of'],
    ['not there', () => join(folder(), 'gone'), ' names, does not exist. '],
    ['not a file', folder, ' names, cannot be read (EISDIR). '],
    ['empty', () => file(''), ' names, is not JSON (0 bytes). '],
    ['broken', () => file('{"secret": '), ' names, is not JSON (11 bytes). '],
    ['a list', () => file('[]'), ' names, is JSON, but not an object. '],
    ['null', () => file('null'), ' names, is JSON, but not an object. '],
    ['a text', () => file('"secret"'), ' names, is JSON, but not an object. '],
  ])('tells what is wrong, and nothing of the content: %s', (_, path, problem) => {
    const message = inputErrorOf(() => read(path()));
    expect(message).toContain(problem);
    expect(message).not.toContain('secret');
  });
});
