// Who asks, and the ids made from it.
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { identity, NONCE_VARIABLE, nonceOf } from '../../src/action/identity.ts';
import { newNonce, requestKey, scopeOf } from '../../src/input/identity.ts';
import { anEnv, inputErrorOf, refusalOf } from './records.ts';

const NONCE = '0123456789ab';

describe('identity', () => {
  it('reads the job from the environment', () => {
    expect(
      identity(anEnv({ 'job-index': '3', 'check-run-id': '99' }, { GITHUB_ACTION: '__ref-lease_2' })),
    ).toEqual({
      repository: 'octo/shop',
      runId: 4711,
      runAttempt: 2,
      job: 'staging',
      jobIndex: 3,
      matrix: '',
      step: '__ref-lease_2',
      checkRunId: 99,
      runnerName: 'linux-7',
      runUrl: 'https://github.com/octo/shop/actions/runs/4711',
      actor: 'mona',
      workflowPath: 'octo/shop/.github/workflows/ci.yml',
      calledPath: '',
    });
  });

  it.each([
    [{ REF_LEASE_USES_deploy_it: '2' }, 'deploy-it#3'],
    [{ REF_LEASE_USES_another: '2' }, 'deploy-it'],
    [{ REF_LEASE_USES_deploy_it: 'x' }, 'deploy-it'],
    [{}, 'deploy-it'],
  ])('tells uses within one composite action apart by their number: after %j it is %s', (uses, step) => {
    expect(identity(anEnv({}, { GITHUB_ACTION: 'deploy-it', ...uses })).step).toBe(step);
  });

  it.each([
    ['octo/shop/.github/workflows/deploy.yml@refs/heads/main', 'octo/shop/.github/workflows/deploy.yml'],
    ['octo/shop/.github/workflows/ci.yml@refs/heads/main', ''],
    ['octo/shop/.github/workflows/ci.yml@main', ''],
    ['${{ job.workflow_ref }}', ''],
    ['', ''],
  ])(
    'knows by the workflow that defines the job, %j, whether another one has called it: %j',
    (ref, calledPath) => {
      expect(identity(anEnv({ 'job-workflow-ref': ref })).calledPath).toBe(calledPath);
    },
  );

  it.each(['null', '{}', '{\n}', '', '${{ toJSON(matrix) }}'])('knows no leg by the matrix %j', (matrix) => {
    expect(identity(anEnv({ matrix })).matrix).toBe('');
  });

  it('knows the leg of a matrix by its values, of which it keeps a hash', () => {
    const [one, other] = ['chrome', 'safari'].map(
      (browser) => identity(anEnv({ matrix: JSON.stringify({ browser }, null, 2) })).matrix,
    );
    expect(one).toMatch(/^[0-9a-f]{32}$/);
    expect(other).not.toBe(one);
  });

  it('takes no job for a called one where the runner does not tell which workflow runs', () => {
    const env = anEnv({ 'job-workflow-ref': 'octo/shop/.github/workflows/ci.yml@main' });
    expect(identity({ ...env, GITHUB_WORKFLOW_REF: '' }).calledPath).toBe('');
  });

  it('bounds what a document keeps of it', () => {
    const long = 'x'.repeat(600);
    const found = identity(anEnv({}, { RUNNER_NAME: long, GITHUB_ACTOR: long }));
    expect([found.runnerName.length, found.actor.length]).toEqual([512, 512]);
    expect(identity(anEnv({}, { GITHUB_JOB: 'x'.repeat(256) })).job).toHaveLength(256);
    for (const job of ['x'.repeat(257), 'ü'.repeat(43)])
      expect(inputErrorOf(() => identity(anEnv({}, { GITHUB_JOB: job })))).toContain(
        'GITHUB_JOB is "' + job.slice(0, 80),
      );
  });

  it('prefers who triggered this attempt', () => {
    expect(identity(anEnv({}, { GITHUB_TRIGGERING_ACTOR: 'hubot' })).actor).toBe('hubot');
  });

  it.each(['', '${{ job.check_run_id }}', 'null', '0', '-1', '1.5'])(
    'takes the check run id %j for none',
    (given) => {
      expect(identity(anEnv({ 'check-run-id': given })).checkRunId).toBeNull();
    },
  );

  it.each(['', '${{ strategy.job-index }}', '0'])('takes the job index %j for 0', (given) => {
    expect(identity(anEnv({ 'job-index': given })).jobIndex).toBe(0);
  });

  it.each([
    ['octo/shop/.github/workflows/ci.yml@refs/heads/main', 'octo/shop/.github/workflows/ci.yml'],
    ['octo/shop/.github/workflows/ci.yml@refs/heads/a@b', 'octo/shop/.github/workflows/ci.yml'],
    ['octo/shop/.github/workflows/a@b.yml@refs/pull/1/merge', 'octo/shop/.github/workflows/a@b.yml'],
    ['octo/shop/.github/workflows/ci.yml@0123', 'octo/shop/.github/workflows/ci.yml'],
    ['', 'CI'],
  ])('reads the workflow of %j', (ref, expected) => {
    expect(identity(anEnv({}, { GITHUB_WORKFLOW_REF: ref, GITHUB_WORKFLOW: 'CI' })).workflowPath).toBe(
      expected,
    );
  });

  it.each([
    ['GITHUB_RUN_ID', undefined, 'is not set'],
    ['GITHUB_RUN_ATTEMPT', 'x', 'is "x"'],
  ])('refuses an environment that is not that of a job: %s', (name, value, was) => {
    expect(inputErrorOf(() => identity(anEnv({}, { [name]: value })))).toBe(
      `The environment variable ${name} ${was}; it must be a whole number of at least 1. ` +
        'The runner sets it: ref-lease works only as a step of a GitHub Actions job.',
    );
  });

  it('refuses the index of a job that is none', () => {
    expect(inputErrorOf(() => identity(anEnv({ 'job-index': 'x' })))).toBe(
      refusalOf('job-index', 'x', 'left out, so that it is the index of the job in its matrix'),
    );
  });
});

describe('ids', () => {
  const parts = { runId: 4711, runAttempt: 2, job: 'staging', jobIndex: 0, checkRunId: 99 };

  it('are made of the run, the job and the check run', () => {
    expect(requestKey(parts, () => NONCE)).toBe('4711/2/staging/0/99');
  });

  it('have a random part where there is no check run', () => {
    expect(requestKey({ ...parts, checkRunId: null }, () => NONCE)).toBe(`4711/2/staging/0/x${NONCE}`);
  });
});

describe('the random part', () => {
  it('is one that an earlier step has exported', () => {
    expect(nonceOf({ [NONCE_VARIABLE]: NONCE })).toBe(NONCE);
  });

  it.each([undefined, '', 'xyz', '0123456789AB', `${NONCE}0`, `${NONCE}\n`])(
    'is not taken from %j',
    (value) => {
      expect(nonceOf({ [NONCE_VARIABLE]: value })).toBeNull();
    },
  );

  it('is new each time, in the form that is recognised', () => {
    const nonces = new Set(Array.from({ length: 50 }, newNonce));
    expect(nonces.size).toBe(50);
    for (const nonce of nonces) expect(nonceOf({ [NONCE_VARIABLE]: nonce })).toBe(nonce);
  });
});

describe('scopeOf', () => {
  const parts = {
    baseBranch: 'main',
    repository: 'octo/shop',
    workflowPath: 'octo/shop/.github/workflows/ci.yml',
    job: 'staging',
    calledPath: '',
    jobIndex: 0,
    matrix: '',
    step: '__ref-lease',
    scope: '',
    ownRef: null,
    accepts: null,
    take: 1,
  };

  it('names base branch, workflow, job, leg, step and what was added', () => {
    expect(scopeOf(parts)).toBe('["main","octo/shop/.github/workflows/ci.yml","staging",0,"__ref-lease",""]');
  });

  it('tells repositories with a common workflow apart', () => {
    const common = { ...parts, workflowPath: 'octo/rules/.github/workflows/ci.yml' };
    expect(scopeOf(common)).toBe(
      '["main","octo/shop:octo/rules/.github/workflows/ci.yml","staging",0,"__ref-lease",""]',
    );
    expect(scopeOf(common)).not.toBe(scopeOf({ ...common, repository: 'octo/docs' }));
  });

  it('tells every part apart, also where one text could be split in two ways', () => {
    const scopes = [
      parts,
      { ...parts, baseBranch: 'main","x' },
      { ...parts, job: 'staging2' },
      { ...parts, jobIndex: 1 },
      { ...parts, jobIndex: 1, matrix: 'ab12' },
      { ...parts, matrix: 'ab12' },
      { ...parts, calledPath: 'octo/shop/.github/workflows/deploy.yml' },
      { ...parts, calledPath: 'octo/rules/.github/workflows/deploy.yml' },
      { ...parts, step: '__ref-lease_2' },
      { ...parts, scope: 'eu' },
      { ...parts, ownRef: 'refs/heads/main' },
      { ...parts, ownRef: 'refs/pull/12/merge' },
    ].map(scopeOf);
    expect(new Set(scopes).size).toBe(scopes.length);
  });

  it('ends in the own ref of a plain request, so that unmerged code vouches for nothing else', () => {
    expect(scopeOf({ ...parts, ownRef: 'refs/pull/12/merge' })).toBe(
      '["main","octo/shop/.github/workflows/ci.yml","staging",0,"__ref-lease","","refs/pull/12/merge"]',
    );
  });

  it('is bounded, with hashes for the long elements, and tells them apart all the same', () => {
    const fits = { ...parts, baseBranch: 'b'.repeat(2000 - scopeOf({ ...parts, baseBranch: '' }).length) };
    expect(scopeOf(fits)).toContain(fits.baseBranch);
    const long = { ...fits, baseBranch: `${fits.baseBranch}b` };
    expect(JSON.parse(scopeOf(long))).toEqual([
      createHash('sha256').update(long.baseBranch).digest('hex'),
      'octo/shop/.github/workflows/ci.yml',
      'staging',
      0,
      '__ref-lease',
      '',
    ]);
    expect(scopeOf(long)).not.toBe(scopeOf({ ...long, baseBranch: `${long.baseBranch}b` }));
    const text = '\u0001'.repeat(1000);
    const longest = { ...parts, baseBranch: text, workflowPath: text, job: text, scope: text, ownRef: text };
    expect(Buffer.byteLength(scopeOf(longest))).toBeLessThanOrEqual(2000);
  });
});
