// The one message of a step that failed.
import { describe, expect, it } from 'vitest';
import { docsLink, reportFailure, reportInPost } from '../../src/action/report.ts';
import { InputError, PermissionError } from '../../src/lease/errors.ts';
import { recordingRunner } from './recording-runner.ts';
import { anEnv } from './records.ts';

const ACTION = { GITHUB_ACTION_REPOSITORY: 'octo/ref-lease', GITHUB_ACTION_REF: 'v1' };

function notDebug(said: readonly string[]): string {
  return said.filter((line) => !line.startsWith('debug: ')).join('\n');
}

describe('reportFailure', () => {
  it('fails the step with one message and a link', () => {
    const runner = recordingRunner();
    reportFailure(new InputError('The input "ttl" is wrong.'), runner, anEnv({}, ACTION));
    expect(runner.failed).toBe(true);
    expect(notDebug(runner.said)).toMatchInlineSnapshot(
      `"fail: The input "ttl" is wrong. See https://github.com/octo/ref-lease/blob/v1/docs/operations.md#input"`,
    );
  });

  it('marks what nobody has thrown on purpose', () => {
    const runner = recordingRunner();
    reportFailure(new TypeError('x is not a function'), runner, anEnv());
    expect(notDebug(runner.said)).toMatchInlineSnapshot(
      `"fail: Unexpected error: TypeError: x is not a function (Run again with debug logging for the details.)"`,
    );
    expect(runner.said.some((line) => /debug: TypeError: x is not a function\n +at /.test(line))).toBe(true);
  });

  it.each([
    ['a text', 'gone wrong', 'Unexpected error: gone wrong'],
    ['nothing', undefined, 'Unexpected error: undefined'],
    ['an object', { a: 1 }, 'Unexpected error: { a: 1 }'],
    ['an object without a prototype', Object.create(null), 'Unexpected error: [Object: null prototype] {}'],
  ])('can report %s', (_, thrown, expected) => {
    const runner = recordingRunner();
    reportFailure(thrown, runner, anEnv());
    expect(runner.said[0]).toContain(expected);
  });

  it('writes the chain of causes to the debug log, also an endless one', () => {
    const runner = recordingRunner();
    const root = new Error('socket hang up');
    const middle = new AggregateError([new Error('one'), new Error('two')], 'all failed', { cause: root });
    reportFailure(new PermissionError('Refused.', { cause: middle }), runner, anEnv());
    const debug = runner.said.filter((line) => line.startsWith('debug: ')).map((line) => line.split('\n')[0]);
    expect(debug).toEqual([
      'debug: PermissionError: Refused.',
      'debug: caused by AggregateError: all failed',
      'debug: with Error: one',
      'debug: with Error: two',
      'debug: caused by Error: socket hang up',
    ]);

    root.cause = root;
    expect(() => reportFailure(root, runner, anEnv())).not.toThrow();
  });

  it('takes secrets out of everything', () => {
    const runner = recordingRunner();
    const env = anEnv({}, { https_proxy: 'http://bob:hunter2@proxy.example' });
    const cause = new Error('Authorization: Bearer ghs_secret');
    const error = new PermissionError('ghs_secret was refused by http://bob:hunter2@proxy.', { cause });
    reportFailure(error, runner, env);
    expect(runner.said.join('\n')).not.toMatch(/ghs_secret|hunter2/);
    expect(runner.said.join('\n')).toContain('by http://***@proxy.');
    expect(runner.said.join('\n')).toContain('Bearer ***');
  });
});

describe('reportInPost', () => {
  it('only warns', () => {
    const runner = recordingRunner();
    reportInPost(new PermissionError('Refused.'), runner, anEnv());
    expect(runner.failed).toBe(false);
    expect(notDebug(runner.said)).toMatchInlineSnapshot(
      `"warning: While the lease was being released (if it is still held, the next in line takes over): Refused. See docs/operations.md#permission"`,
    );
  });
});

describe('docsLink', () => {
  it.each([
    ['a tag', ACTION, 'https://github.com/octo/ref-lease/blob/v1/docs/operations.md#state'],
    [
      'a branch with a slash',
      { ...ACTION, GITHUB_ACTION_REF: 'fix/a b' },
      'https://github.com/octo/ref-lease/blob/fix/a%20b/docs/operations.md#state',
    ],
    [
      'another server',
      { ...ACTION, GITHUB_SERVER_URL: 'https://ghe.example' },
      'https://ghe.example/octo/ref-lease/blob/v1/docs/operations.md#state',
    ],
    ['a local action', {}, 'docs/operations.md#state'],
    ['an action without a ref', { GITHUB_ACTION_REPOSITORY: 'octo/ref-lease' }, 'docs/operations.md#state'],
    ['nonsense', { ...ACTION, GITHUB_ACTION_REPOSITORY: 'a/b/c' }, 'docs/operations.md#state'],
  ])('leads to the heading for %s', (_, variables, expected) => {
    expect(docsLink('state', anEnv({}, variables))).toBe(expected);
  });
});
