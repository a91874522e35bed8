// Who asks, by the environment of each system, and where nobody tells.
import { describe, expect, it } from 'vitest';
import { absolute } from '../../src/cli/checkout.ts';
import { askerOf } from '../../src/cli/ci.ts';
import { serverOf } from '../../src/cli/world.ts';

const HOST = { user: 'ann', host: 'laptop', pid: 77 };
const SHA = 'a'.repeat(40);
const CHECKOUT = { headSha: 'b'.repeat(40), headRef: 'refs/heads/local' };
const NOTHING = { headSha: null, headRef: null };

const GITHUB = {
  GITHUB_ACTIONS: 'true',
  GITHUB_REPOSITORY: 'octo/shop',
  GITHUB_RUN_ID: '4711',
  GITHUB_RUN_NUMBER: '12',
  GITHUB_RUN_ATTEMPT: '1',
  GITHUB_JOB: 'deploy',
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_ACTOR: 'mona',
  GITHUB_SHA: SHA,
  GITHUB_REF: 'refs/heads/main',
};
const GITLAB = {
  GITLAB_CI: 'true',
  CI_PROJECT_PATH: 'team/shop',
  CI_PIPELINE_ID: '99',
  CI_JOB_NAME: 'deploy 1/2',
  CI_JOB_URL: 'https://gitlab.example/team/shop/-/jobs/7',
  GITLAB_USER_LOGIN: 'lisa',
  CI_COMMIT_SHA: SHA,
  CI_COMMIT_BRANCH: 'main',
};
const BUILDKITE = {
  BUILDKITE: 'true',
  BUILDKITE_PIPELINE_SLUG: 'shop',
  BUILDKITE_BUILD_NUMBER: '12',
  BUILDKITE_STEP_KEY: 'deploy',
  BUILDKITE_BUILD_URL: 'https://buildkite.com/team/shop/builds/12',
  BUILDKITE_JOB_ID: '0190-aa',
  BUILDKITE_BUILD_CREATOR: 'Lisa',
  BUILDKITE_COMMIT: SHA,
  BUILDKITE_BRANCH: 'main',
};
const JENKINS = {
  JENKINS_URL: 'https://ci.example/',
  JOB_NAME: 'team/shop',
  BUILD_NUMBER: '12',
  STAGE_NAME: 'Deploy',
  BUILD_URL: 'https://ci.example/job/team/job/shop/12/',
  GIT_COMMIT: SHA,
  GIT_BRANCH: 'origin/main',
};

describe('a job', () => {
  it.each([
    ['GitHub', GITHUB, 'octo/shop run 4711 deploy', 'mona', 'https://github.com/octo/shop/actions/runs/4711'],
    [
      'GitHub, run again',
      { ...GITHUB, GITHUB_RUN_ATTEMPT: '2' },
      'octo/shop run 4711/2 deploy',
      'mona',
      'https://github.com/octo/shop/actions/runs/4711',
    ],
    [
      'Gitea',
      { ...GITHUB, GITEA_ACTIONS: 'true', GITHUB_SERVER_URL: 'https://git.example' },
      'octo/shop run 12 deploy',
      'mona',
      'https://git.example/octo/shop/actions/runs/12',
    ],
    ['GitLab', GITLAB, 'team/shop pipeline 99 deploy 1/2', 'lisa', GITLAB.CI_JOB_URL],
    ['Buildkite', BUILDKITE, 'shop build 12 deploy', 'Lisa', `${BUILDKITE.BUILDKITE_BUILD_URL}#0190-aa`],
    [
      'Buildkite, in parallel',
      { ...BUILDKITE, BUILDKITE_PARALLEL_JOB: '3' },
      'shop build 12 deploy #3',
      'Lisa',
      `${BUILDKITE.BUILDKITE_BUILD_URL}#0190-aa`,
    ],
    ['Jenkins', JENKINS, 'team/shop build 12 Deploy', 'ann@laptop', JENKINS.BUILD_URL],
  ])('of %s has its name, its actor, its page and its commit', (_, env, name, actor, url) => {
    const expected = { name, actor, url, headSha: SHA, headRef: 'refs/heads/main' };
    expect(askerOf(env, HOST, CHECKOUT)).toEqual(expected);
  });

  it.each([
    ['GitLab', { ...GITLAB, CI_COMMIT_TAG: 'v1' }, 'refs/tags/v1'],
    [
      'GitLab, a merge request',
      { ...GITLAB, CI_MERGE_REQUEST_REF_PATH: 'refs/merge-requests/1/head' },
      'refs/merge-requests/1/head',
    ],
    ['Buildkite', { ...BUILDKITE, BUILDKITE_TAG: 'v1' }, 'refs/tags/v1'],
    ['Jenkins', { ...JENKINS, TAG_NAME: 'v1' }, 'refs/tags/v1'],
    ['Jenkins, a multibranch pipeline', { ...JENKINS, BRANCH_NAME: 'main' }, 'refs/heads/main'],
  ])('of %s has another ref', (_, env, headRef) => {
    expect(askerOf(env, HOST, NOTHING).headRef).toBe(headRef);
  });

  it.each([
    { BUILDKITE: 'true', BUILDKITE_COMMIT: 'HEAD' },
    { GITHUB_ACTIONS: 'true', GITHUB_RUN_ATTEMPT: '2' },
  ])('whose system tells little has what the machine and the checkout tell: %j', (env) => {
    const asker = { name: 'ann@laptop:77', actor: 'ann@laptop', url: '' };
    expect(askerOf(env, HOST, CHECKOUT)).toEqual({ ...asker, ...CHECKOUT });
  });

  it('of which no server is told has no page', () => {
    expect(askerOf({ ...GITHUB, GITHUB_SERVER_URL: '' }, HOST, NOTHING)).toMatchObject({
      name: 'octo/shop run 4711 deploy',
      url: '',
    });
  });

  it('has texts no longer than a document keeps', () => {
    const long = 'x'.repeat(5000);
    const env = {
      ...GITLAB,
      CI_JOB_NAME: long,
      CI_JOB_URL: long,
      GITLAB_USER_LOGIN: long,
      CI_COMMIT_BRANCH: long,
    };
    const { name, actor, url, headRef } = askerOf(env, HOST, NOTHING);
    expect([name.length, actor.length, url.length, headRef!.length]).toEqual([512, 512, 2048, 1024]);
  });
});

describe('a person at a shell', () => {
  it('is named by user, host and process', () => {
    const asker = { name: 'ann@laptop:77', actor: 'ann@laptop', url: '' };
    expect(askerOf({}, HOST, NOTHING)).toEqual(asker);
    expect(askerOf({}, HOST, CHECKOUT)).toEqual({ ...asker, ...CHECKOUT });
  });
});

describe('an address', () => {
  it.each([
    ['../shop.git', '/home/shop.git'],
    ['/srv/shop.git', '/srv/shop.git'],
    ['https://git.example/shop.git', 'https://git.example/shop.git'],
    ['git@git.example:team/shop.git', 'git@git.example:team/shop.git'],
    ['./a:b', '/home/ann/a:b'],
  ])('does not depend on the folder that git is run in: %s', (url, expected) => {
    expect(absolute(url, '/home/ann')).toBe(expected);
  });

  it.each([
    ['https://git.example:3000/team/shop.git', 'https://git.example:3000'],
    ['https://bot:secret@git.example/shop.git', 'https://git.example'],
    ['ssh://git@git.example:22/shop.git', 'https://git.example'],
    ['git@git.example:team/shop.git', 'https://git.example'],
    ['/srv/shop.git', ''],
  ])('tells where the pages of its server are, and no password: %s', (url, expected) => {
    expect(serverOf(url)).toBe(expected);
  });
});
