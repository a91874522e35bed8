// Inputs that cannot be meant: one message that names the input, what was given and what is allowed, and no request.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openScene, type Scene, type SceneJob } from '../support/scene.ts';
import { expectCleanScene } from './expectations.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(async () => {
  expectCleanScene(scene);
  await scene[Symbol.asyncDispose]();
});

type Inputs = Readonly<Record<string, string>>;

const bad: readonly [RegExp, Inputs][] = [
  [/The input "mode" was given as "aquire"; it must be acquire, release, guard/, { mode: 'aquire' }],
  [/The input "lease" was given as "\*".*reserved/, { lease: '*' }],
  [/The input "lease" was given as "a\.\.b"/, { lease: 'a..b' }],
  [/The input "lease" was given as "a\/\/b"/, { lease: 'a//b' }],
  [/The input "lease" was given as "x{80}…"/, { lease: 'x'.repeat(201) }],
  [/The input "token" is empty/, { token: ' ' }],
  [/The input "repository" was given as "shop"; it must be owner\/name/, { repository: 'shop' }],
  [/The input "branch" was given as "refs\/heads\/x"/, { branch: 'refs/heads/x' }],
  [/The input "branch" was given as "main"/, { branch: 'main' }],
  [/The input "priority" was given as "high"; it must be a whole number/, { priority: 'high' }],
  [/The input "stabilisation-window" was given as "5"/, { 'stabilisation-window': '5' }],
  [/The input "expected-build-count" was given as "0"; it must be auto, or/, { 'expected-build-count': '0' }],
  [/The input "propagate" was given as "yes"; it must be auto, true or false/, { propagate: 'yes' }],
  [/The input "delay-assignment" was given as "-1"/, { 'delay-assignment': '-1' }],
  [/The input "ttl" was given as "400ms"; it must be more than/, { ttl: '400ms' }],
  [/The input "takeover-delay" was given as "soon"/, { 'takeover-delay': 'soon' }],
  [/The input "max-hold" was given as "0s"; it must be a duration above zero/, { 'max-hold': '0s' }],
  [
    /The input "poll-interval" was given as "99ms"; it must be .* at least 100ms/,
    { 'poll-interval': '99ms' },
  ],
  [/The input "timeout" was given as "0s"/, { timeout: '0s' }],
  [/The input "on-timeout" was given as "ignore"; it must be fail or continue/, { 'on-timeout': 'ignore' }],
  [/The input "wait" was given as "no"; it must be true or false/, { wait: 'no' }],
  [/The input "auto-release" was given as "off"/, { 'auto-release': 'off' }],
  [/The input "payload" .*at most 4096 bytes/, { payload: 'ä'.repeat(2049) }],
  [/The input "summary" was given as "never"/, { summary: 'never' }],
  [/"wait" \("false"\) and "timeout" \("1m"\) contradict/, { wait: 'false', timeout: '1m' }],
  [/"until" was given as "5m" in mode acquire/, { until: '5m' }],
  [/"release-with-status" is empty; it must be success, failure or cancelled/, { mode: 'release' }],
  [/"release-with-status" was given as "ok"/, { mode: 'release', 'release-with-status': 'ok' }],
  [/"fencing-token" was given as "x1"/, { mode: 'guard', 'fencing-token': 'x1' }],
  [/"request-id" was given as "a b"/, { mode: 'guard', 'request-id': 'a b' }],
  [/"reason" is empty/, { mode: 'lock' }],
  [/"until" was given as "tomorrow"/, { mode: 'lock', reason: 'why', until: 'tomorrow' }],
  [
    /"fencing-token" \("1"\) and "force" \("true"\) contradict/,
    { mode: 'unlock', reason: 'why', 'fencing-token': '1', force: 'true' },
  ],
  [/"keep-history" was given as "0"/, { mode: 'status', 'keep-history': '0' }],
  [/"job-index" was given as "first"/, { 'job-index': 'first' }],
];

function newJob(): SceneJob {
  return scene.pushJob({ eventName: 'push', ref: 'refs/heads/main', sha: '1'.repeat(40), event: {} });
}

it.for(bad)('says %o of %o', async ([message, inputs]) => {
  const { exitCode, annotations, outputs } = await newJob().use(inputs);
  expect(exitCode).toBe(1);
  expect(annotations).toEqual([
    { level: 'error', title: 'ref-lease', message: expect.stringMatching(message) as unknown },
  ]);
  expect(outputs).toEqual({});
  expect(scene.github.accounting).toEqual([]);
});

it('leaves nothing to do for the post step', async () => {
  const job = newJob();
  await job.use({ mode: 'aquire' });
  expect(await job.finish()).toMatchObject([{ exitCode: 0, annotations: [], stdout: '' }]);
  expect(scene.github.accounting).toEqual([]);
});
