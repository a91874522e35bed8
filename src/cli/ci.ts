// Who asks, by the variables of the system that runs the command; without one, a person at a shell.
//
// Nothing here is secret, and nothing proves anything: it is what people read on the board, and a part of an id.
import { SHA } from '../lease/identifiers.ts';
import type { OwnProcess } from '../lease/process.ts';
import { LONGEST } from '../lease/schema.ts';
import type { Checkout } from './checkout.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** The process itself, for where no CI system tells more. */
export interface Host {
  readonly user: string;
  readonly host: string;
  readonly pid: number;
}

/** Who asks, and for which commit. */
export type Asker = Required<Pick<OwnProcess, 'name' | 'actor' | 'url'>> &
  Pick<OwnProcess, 'headSha' | 'headRef'>;

/** What one system says; a text that it does not say is empty. */
interface Said {
  /** What the job is called among all of the system: parts that are not empty. */
  readonly name: readonly (string | undefined)[];
  readonly url: string | undefined;
  readonly actor: string | undefined;
  readonly sha: string | undefined;
  readonly ref: string | undefined;
}

/** Reads who asks. */
export function askerOf(env: Env, host: Host, checkout: Pick<Checkout, 'headSha' | 'headRef'>): Asker {
  const said = ofCi(env);
  const at = `${host.user}@${host.host}`;
  const parts = said?.name.filter((part) => part) ?? [];
  // One part is the word that all jobs of a system have.
  const name = parts.length > 1 ? parts.join(' ') : `${at}:${host.pid}`;
  const sha = SHA.test(said?.sha ?? '') ? said!.sha! : checkout.headSha;
  const ref = said?.ref || checkout.headRef;
  return {
    name: kept(name, LONGEST.name),
    actor: kept(said?.actor || at, LONGEST.name),
    url: kept(said?.url ?? '', LONGEST.url),
    ...(sha === null ? {} : { headSha: sha }),
    ...(ref === null ? {} : { headRef: kept(ref, LONGEST.ref) }),
  };
}

// Gitea and Forgejo have the variables of GitHub besides their own.
function ofCi(env: Env): Said | null {
  if (env['GITHUB_ACTIONS'] === 'true' || env['GITEA_ACTIONS'] === 'true') return ofGitHub(env);
  if (env['GITLAB_CI'] === 'true') return ofGitLab(env);
  if (env['BUILDKITE'] === 'true') return ofBuildkite(env);
  return env['JENKINS_URL'] ? ofJenkins(env) : null;
}

function ofGitHub(env: Env): Said {
  const repository = env['GITHUB_REPOSITORY'];
  // Gitea's pages are named by the number of a run, GitHub's by its id.
  const run = env['GITEA_ACTIONS'] === 'true' ? env['GITHUB_RUN_NUMBER'] : env['GITHUB_RUN_ID'];
  const attempt = env['GITHUB_RUN_ATTEMPT'] || '1';
  const server = env['GITHUB_SERVER_URL'];
  return {
    name: [repository, 'run', run && attempt !== '1' ? `${run}/${attempt}` : run, env['GITHUB_JOB']],
    // A container that a job starts may have got a few of the variables only.
    url: server && repository && run ? `${server}/${repository}/actions/runs/${run}` : '',
    actor: env['GITHUB_TRIGGERING_ACTOR'] || env['GITHUB_ACTOR'],
    sha: env['GITHUB_SHA'],
    ref: env['GITHUB_REF'],
  };
}

function ofGitLab(env: Env): Said {
  return {
    // The name of a job says which of several it is.
    name: [env['CI_PROJECT_PATH'], 'pipeline', env['CI_PIPELINE_ID'], env['CI_JOB_NAME']],
    url: env['CI_JOB_URL'],
    actor: env['GITLAB_USER_LOGIN'],
    sha: env['CI_COMMIT_SHA'],
    ref: env['CI_MERGE_REQUEST_REF_PATH'] || refOf(env['CI_COMMIT_TAG'], env['CI_COMMIT_BRANCH']),
  };
}

function ofBuildkite(env: Env): Said {
  const url = env['BUILDKITE_BUILD_URL'];
  const job = env['BUILDKITE_JOB_ID'];
  const step = env['BUILDKITE_STEP_KEY'] || env['BUILDKITE_LABEL'];
  const parallel = env['BUILDKITE_PARALLEL_JOB'];
  return {
    name: [
      env['BUILDKITE_PIPELINE_SLUG'],
      'build',
      env['BUILDKITE_BUILD_NUMBER'],
      step,
      parallel && `#${parallel}`,
    ],
    url: url && job ? `${url}#${job}` : url,
    actor: env['BUILDKITE_BUILD_CREATOR'],
    sha: env['BUILDKITE_COMMIT'],
    ref: refOf(env['BUILDKITE_TAG'], env['BUILDKITE_BRANCH']),
  };
}

function ofJenkins(env: Env): Said {
  return {
    name: [env['JOB_NAME'], 'build', env['BUILD_NUMBER'], env['STAGE_NAME']],
    url: env['BUILD_URL'],
    actor: env['BUILD_USER_ID'] || env['CHANGE_AUTHOR'],
    sha: env['GIT_COMMIT'],
    // Outside of multibranch pipelines it has the remote in front.
    ref: refOf(env['TAG_NAME'], env['BRANCH_NAME'] || env['GIT_BRANCH']?.replace(/^origin\//, '')),
  };
}

function refOf(tag: string | undefined, branch: string | undefined): string | undefined {
  if (tag) return `refs/tags/${tag}`;
  return branch ? `refs/heads/${branch}` : undefined;
}

function kept(text: string, longest: number): string {
  return text.slice(0, longest).toWellFormed();
}
