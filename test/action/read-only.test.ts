// What a refusal says besides, where GitHub has made the token of the run read-only.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readOnlyAdvice } from '../../src/action/read-only.ts';
import { reportFailure } from '../../src/action/report.ts';
import { InputError, PermissionError } from '../../src/lease/errors.ts';
import { recordingRunner } from './recording-runner.ts';
import { anEnv } from './records.ts';

const folder = mkdtempSync(join(tmpdir(), 'ref-lease-event-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;

/** The environment of a run for a pull request whose head is in a repository. */
function pullRequestOf(head: unknown, event = 'pull_request') {
  const path = join(folder, `${++files}.json`);
  writeFileSync(path, JSON.stringify({ pull_request: { head: { repo: head } } }));
  return { GITHUB_EVENT_NAME: event, GITHUB_EVENT_PATH: path };
}

const FORK = { full_name: 'mallory/shop' };

describe('the advice', () => {
  it.each([
    ['a fork', {}, pullRequestOf(FORK), 'pull request from a fork'],
    ['a fork whose run may write', {}, pullRequestOf(FORK, 'pull_request_target'), null],
    ['Dependabot', {}, { GITHUB_ACTOR: 'dependabot[bot]' }, 'Dependabot started this run'],
    ['the own repository', {}, pullRequestOf({ full_name: 'octo/shop' }), null],
    ['a head whose fork was deleted', {}, pullRequestOf(null, 'pull_request_review'), null],
    ['another token, for another repository', { repository: 'octo/leases' }, pullRequestOf(FORK), null],
    ['an event that cannot be read', {}, { GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: '/' }, null],
    ['a push', {}, {}, null],
  ])('is right for %s', (_, inputs, variables, expected) => {
    const advice = readOnlyAdvice(anEnv(inputs, variables));
    if (expected === null) expect(advice).toBe('');
    else expect(advice).toContain(expected);
  });

  it('is given with a refusal, and with nothing else', () => {
    const env = anEnv({}, { GITHUB_ACTOR: 'dependabot[bot]' });
    const said = (error: Error): string => {
      const runner = recordingRunner();
      reportFailure(error, runner, env);
      return runner.said.find((line) => line.startsWith('fail: '))!;
    };
    expect(said(new PermissionError('Refused.'))).toMatch(/^fail: Refused\. Dependabot started .* See docs/);
    expect(said(new InputError('Wrong.'))).toMatch(/^fail: Wrong\. See docs/);
  });
});
