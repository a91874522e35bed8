// The examples for other systems as those run them: the shell part is read out of the file as it stands, and has around it
// what the product says in its documentation that it has.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ROOT } from './page.ts';

/** Where the systems of a test find what. */
export interface Place {
  /** The user's home; its configuration is read by git. */
  readonly home: string;
  /** The server of git over HTTP: `http://…`. */
  readonly serverUrl: string;
  /** The folder of the repositories, for git over ssh. */
  readonly repositories: string;
  /** The password of that server. */
  readonly secret: string;
}

/** One run of a pipeline, in a folder of its own. */
export interface Run {
  readonly directory: string;
  /** Its number. */
  readonly number: number;
}

/** What the product starts one after another, and in which environment. */
export interface Steps {
  readonly commands: readonly (readonly string[])[];
  readonly env: NodeJS.ProcessEnv;
}

/** A system, and how it runs its example. */
export interface System {
  readonly name: string;
  /** Below `examples/`. */
  readonly file: string;
  /** The repository that the leases are in. */
  readonly leases: string;
  /** How others read who has the lease. */
  readonly holder: (run: Run) => RegExp;
  readonly steps: (text: string, place: Place, run: Run) => Steps;
}

type Variables = Readonly<Record<string, string>>;

/** `$NAME` is the variable of that name, as GitLab has it. */
function expanded(text: string, variables: Variables): string {
  return text.replaceAll(/\$(\w+)/g, (_, name: string) => variables[name] ?? '');
}

const gitlab: System = {
  name: 'GitLab CI',
  file: 'gitlab/.gitlab-ci.yml',
  leases: 'team/leases.git',
  holder: ({ number }) => new RegExp(`held by team/shop pipeline ${number} deploy`),
  steps(text, { serverUrl, secret }, { number }) {
    const { deploy } = parse(text) as {
      deploy: { variables: Variables; before_script: string[]; script: string[] };
    };
    const predefined = {
      GITLAB_CI: 'true',
      CI_SERVER_URL: serverUrl,
      CI_PROJECT_PATH: 'team/shop',
      CI_PIPELINE_ID: String(number),
      CI_JOB_NAME: 'deploy',
      LEASE_TOKEN: secret,
    };
    const own = Object.entries(deploy.variables).map(([name, value]) => [name, expanded(value, predefined)]);
    const script = [...deploy.before_script, ...deploy.script].join('\n');
    return {
      commands: [['bash', '-eo', 'pipefail', '-c', script]],
      env: { ...predefined, ...Object.fromEntries(own) },
    };
  },
};

const gitea: System = {
  name: 'Gitea Actions',
  file: 'gitea/deploy.yml',
  leases: 'team/shop.git',
  holder: ({ number }) => new RegExp(`held by team/shop run ${number} staging`),
  steps(text, place, { directory, number }) {
    const { jobs } = parse(text) as { jobs: { staging: { steps: { uses?: string; run?: string }[] } } };
    const [checkout, ...rest] = jobs.staging.steps;
    if (!checkout?.uses?.startsWith('actions/checkout@')) throw new Error('it does not check out first');
    checkOut(place, directory);
    return {
      commands: rest.map(({ run = '' }) => ['bash', '--noprofile', '--norc', '-eo', 'pipefail', '-c', run]),
      env: {
        GITEA_ACTIONS: 'true',
        GITHUB_ACTIONS: 'true',
        GITHUB_REPOSITORY: 'team/shop',
        GITHUB_RUN_NUMBER: String(number),
        GITHUB_JOB: 'staging',
        GITHUB_SERVER_URL: place.serverUrl,
      },
    };
  },
};

/** What actions/checkout leaves: the token in a file of its own, which is there for git in this folder only. */
function checkOut({ serverUrl, secret }: Place, directory: string): void {
  const token = `${directory}.token`;
  const basic = Buffer.from(`x-access-token:${secret}`).toString('base64');
  writeFileSync(token, `[http "${serverUrl}/"]\n\textraheader = AUTHORIZATION: basic ${basic}\n`);
  git(directory, 'init', '--quiet');
  git(directory, 'remote', 'add', 'origin', `${serverUrl}/team/shop.git`);
  git(directory, 'config', `includeIf.gitdir:${realpathSync(directory)}/.git.path`, token);
}

/** Runs git in a folder, whatever the machine has configured. */
export function git(directory: string, ...args: readonly string[]): void {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
  execFileSync('git', args, { cwd: directory, env });
}

const buildkite: System = {
  name: 'Buildkite',
  file: 'buildkite/pipeline.yml',
  leases: 'team/leases.git',
  holder: ({ number }) => new RegExp(`held by shop build ${number} deploy`),
  steps(text, place, { number }) {
    // The agent would put variables in their place before it parses.
    if (text.includes('$')) throw new Error('a variable would be replaced at the upload');
    const { env, steps } = parse(text) as { env: Variables; steps: { commands: string[] }[] };
    return {
      commands: [['bash', '-e', '-c', steps[0]!.commands.join('\n')]],
      env: {
        ...env,
        ...sshTo(place),
        BUILDKITE: 'true',
        BUILDKITE_PIPELINE_SLUG: 'shop',
        BUILDKITE_BUILD_NUMBER: String(number),
        BUILDKITE_STEP_KEY: 'deploy',
      },
    };
  },
};

const jenkins: System = {
  name: 'Jenkins',
  file: 'jenkins/Jenkinsfile',
  leases: 'team/leases.git',
  holder: ({ number }) => new RegExp(`held by shop build ${number} Deploy`),
  steps(text, { home, serverUrl, secret }, { number }) {
    const block = /\benvironment \{\n([^}]*)\}/.exec(text)?.[1] ?? '';
    const variables = [...block.matchAll(/^ *(\w+) = '([^'\\$]*)'$/gm)].map(([, name, value]) => [
      name,
      value,
    ]);
    const script = /^ *sh '''\n([^]*?)'''/m.exec(text)?.[1] ?? '';
    if (!text.includes('gitUsernamePassword(')) throw new Error('it does not bind a password');
    const ask = join(home, 'ask');
    writeFileSync(
      ask,
      `#!/bin/sh\ncase $1 in\nUsername*) echo lease ;;\nPassword*) echo ${secret} ;;\nesac\n`,
    );
    chmodSync(ask, 0o500);
    return {
      // Groovy's own escapes come first: a backslash at the end of a line joins it to the next one.
      commands: [['sh', '-xe', '-c', script.replaceAll('\\\n', '')]],
      env: {
        ...Object.fromEntries(variables),
        GIT_ASKPASS: ask,
        GIT_USERNAME: 'lease',
        GIT_PASSWORD: secret,
        JENKINS_URL: serverUrl,
        JOB_NAME: 'shop',
        BUILD_NUMBER: String(number),
        STAGE_NAME: /\bstage\('(\w+)'\)/.exec(text)?.[1],
      },
    };
  },
};

const make: System = {
  name: 'make',
  file: 'make/Makefile',
  leases: 'team/leases.git',
  holder: () => /held by \S+@\S+:\d+/,
  steps(text, place, { directory }) {
    writeFileSync(join(directory, 'Makefile'), text);
    return { commands: [['make', 'deploy']], env: sshTo(place) };
  },
};

/** An `ssh` that does at once what the server would be told to do. */
function sshTo({ home, repositories }: Place): NodeJS.ProcessEnv {
  const ssh = join(home, 'ssh');
  writeFileSync(ssh, `#!/bin/sh\nfor command; do :; done\ncd '${repositories}' && exec sh -c "$command"\n`);
  chmodSync(ssh, 0o755);
  return { GIT_SSH: ssh };
}

export const SYSTEMS: readonly System[] = [gitlab, gitea, buildkite, jenkins, make];

/** Makes the folder of a run, with a deployment that is a script of a test. */
export function runIn(folder: string, number: number, deploy: string): Run {
  const directory = join(folder, `run-${number}`);
  mkdirSync(directory);
  writeFileSync(join(directory, 'deploy.sh'), `#!/usr/bin/env bash\n${deploy}\n`, { mode: 0o755 });
  return { directory, number };
}

/** The text of an example. */
export function exampleAt(file: string): string {
  return readFileSync(join(ROOT, 'examples', file), 'utf8');
}
