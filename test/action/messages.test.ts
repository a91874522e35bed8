// What the author of a workflow reads of a slip, on one page that is read from top to bottom.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Env } from '../../src/action/environment.ts';
import { readEvent } from '../../src/action/event.ts';
import { identity } from '../../src/action/identity.ts';
import { parseInputs } from '../../src/action/inputs.ts';
import { checkServer } from '../../src/action/requirements.ts';
import { unknownInputs } from '../../src/action/stray-inputs.ts';
import { anEnv, inputErrorOf, type Given } from './records.ts';

const NOWHERE = '/nowhere/file.json';

/** A slip: what was given, and what the runner says. */
type Slip = readonly [given: Given, variables?: Env];

const PAGE: Readonly<Record<string, readonly Slip[]>> = {
  'Which mode': [
    [{ mode: 'aquire' }],
    [{ mode: 'lock', reason: 'x', force: 'true' }],
    [{ 'release-with-status': 'success' }],
    [{ mode: 'guard', 'poll-interval': '5s' }],
    [{ mode: 'release' }],
    [{ mode: 'unlock' }],
  ],
  'Inputs that do not exist': [
    [{}, { INPUT_TMEOUT: '5m' }],
    [{}, { INPUT_MAX_HOLD: '5m' }],
    [{}, { INPUT_GROUP: 'x' }],
  ],
  Contradictions: [
    [{ wait: 'false', timeout: '5m' }],
    [{ wait: 'false', 'delay-assignment': '2' }],
    [{ mode: 'unlock', reason: 'x', 'fencing-token': '7', force: 'true' }],
    [{ mode: 'unlock', reason: 'x', lease: '*', force: 'true' }],
    [{ mode: 'lock', reason: 'x', lease: '*', slots: 'eu' }],
  ],
  Durations: [
    [{ ttl: '120' }],
    [{ timeout: '90 minutes' }],
    [{ timeout: '0s' }],
    [{ timeout: '60d' }],
    [{ 'max-hold': '90d' }],
    [{ 'takeover-delay': '2d' }],
    [{ 'poll-interval': '10ms' }],
    [{ 'poll-interval': '7h' }],
    [{ 'poll-interval': '2m', ttl: '2m' }],
    [{ 'poll-interval': '2m', ttl: '10m', 'delay-assignment': '3' }],
    [{ 'delay-assignment': '9000' }],
  ],
  Times: [
    [{ mode: 'lock', reason: 'x', until: 'tomorrow' }],
    [{ mode: 'lock', reason: 'x', until: '2030-01-01T00:00:00' }],
    [{ mode: 'lock', reason: 'x', until: '0s' }],
  ],
  'Numbers and choices': [
    [{ priority: 'high' }],
    [{ 'expected-build-count': '0' }],
    [{ mode: 'guard', 'fencing-token': '${{ steps.lease.outputs.token }}' }],
    [{ mode: 'status', 'keep-history': 'all' }],
    [{ propagate: 'yes' }],
    [{ 'auto-release': 'no' }],
    [{ 'on-timeout': 'ignore' }],
  ],
  Slots: [
    [{ slots: '0' }],
    [{ slots: '200' }],
    [{ slots: '2.5' }],
    [{ slots: '1, 2' }],
    [{ slots: 'eu, us, eu' }],
    [{ slots: 'eu, us, EU' }],
    [{ slots: 'eu us' }],
    [{ slots: '["eu","us"]' }],
    [{ slots: 'eu, *' }],
    [{ slots: ',' }],
    [{ slots: Array.from({ length: 101 }, (_, place) => `s${place}`).join() }],
    [{ slots: 'x'.repeat(300) }],
    [{ slots: '3', take: '4' }],
    [{ slots: 'eu, us', take: '0' }],
    [{ slots: 'eu', take: '2' }],
    [{ slots: 'eu, us', take: 'both' }],
    [{ take: 'all' }],
    [{ mode: 'guard', slots: 'eu' }],
    [{ mode: 'lock', reason: 'x', take: '2' }],
    [{ mode: 'lock', reason: 'x', slots: 'eu west' }],
  ],
  Texts: [
    [{ payload: 'x'.repeat(5000) }],
    [{ mode: 'guard', 'request-id': 'the lease' }],
    [{ mode: 'lock', reason: ' ' }],
  ],
  Names: [
    [{ lease: '*' }],
    [{ lease: 'eu west' }],
    [{}, { GITHUB_REF_NAME: 'a'.repeat(220) }],
    [{ branch: 'refs/heads/ref-lease' }],
    [{ branch: 'main' }],
    [{ repository: 'https://github.com/octo/shop' }],
    [{ repository: 'octo/shop.git' }],
    [{ repository: 'shop' }],
  ],
  'The token': [[{ token: '' }], [{ token: 'two words' }]],
  'What the runner says': [
    [{}, { GITHUB_REPOSITORY: '' }],
    [{}, { GITHUB_SHA: '' }],
    [{}, { GITHUB_RUN_ID: 'x' }],
    [{}, { GITHUB_API_URL: 'ghe.example' }],
    [{}, { GITHUB_GRAPHQL_URL: 'https://bob:hunter2@ghe.example/api/graphql' }],
    [{}, { GITHUB_SERVER_URL: 'ssh://ghe.example' }],
    [{}, { GITHUB_EVENT_NAME: 'merge_group' }],
    [{}, { GITHUB_EVENT_NAME: 'merge_group', GITHUB_EVENT_PATH: NOWHERE }],
    [{ 'job-index': 'two' }],
  ],
};

/** What a main step says of it, as far as it comes without a request. */
function toldOf([given, variables]: Slip): string[] {
  const env = anEnv(given, variables);
  const error = inputErrorOf(() => {
    parseInputs(env, readEvent(env));
    identity(env);
    checkServer(env);
  });
  return [...unknownInputs(env).map((text) => `warning: ${text}`), ...(error === 'no error' ? [] : [error])];
}

function shown([given, variables = {}]: Slip): string {
  const parts = Object.entries({ ...given, ...variables }).map(([name, value]) =>
    `${name}: ${value.length > 100 ? `${value.slice(0, 20)}…` : value}`.trim(),
  );
  return parts.length === 0 ? '' : `\`${parts.join(', ')}\``;
}

describe('what the author of a workflow reads', () => {
  it('is as it stands on the page', async () => {
    const parts = Object.entries(PAGE).map(([heading, slips]) => {
      const lines = slips.map((slip) => `- ${shown(slip)}\n  ${toldOf(slip).join('\n  ')}`);
      return [`## ${heading}`, '', ...lines].join('\n');
    });
    const page = `# Slips\n\n${parts.join('\n\n')}\n`;
    await expect(page).toMatchFileSnapshot(join(import.meta.dirname, '__snapshots__', 'slips.md'));
  });
});
