// One run of an example by act, and what it reports of it.
//
// The example, or the workflow that the README shows, is used as it is: act takes the action from this checkout where
// it names its release. Jobs run on this machine, without containers, in folders of their own.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdir, mkdtempDisposable, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { GitHub } from '../../test/support/github/github.ts';
import { outputOf } from '../output.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const ACTION = 'ref-lease/ref-lease@v0';

/** Milliseconds after which a run is ended. */
const LONGEST_RUN = 60_000;

/** What starts a run. */
export interface Start {
  readonly example: string;
  /** The workflow, where it is not that file of the examples. */
  readonly workflow?: string;
  readonly event: string;
  readonly payload: unknown;
  readonly ref: string;
  readonly sha: string;
  /** The scripts that the example runs, by name: what a shell does. */
  readonly scripts?: Readonly<Record<string, string>>;
}

/** A stage of a step, as act reports it. */
export interface StageReport {
  readonly job: string;
  readonly stage: 'Pre' | 'Main' | 'Post';
  readonly step: string;
  readonly result: string;
}

/** How a run has ended. */
export interface Report {
  readonly exitCode: number | null;
  readonly jobs: Readonly<Record<string, string>>;
  readonly stages: readonly StageReport[];
  /** Outputs of each job's steps together. */
  readonly outputs: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** All that it said, for the message of a failure. */
  readonly text: string;
}

/** Runs an example with act. */
export async function runWithAct(act: string, github: GitHub, start: Start): Promise<Report> {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'ref-lease-act-'));
  const { path } = folder;
  const { runId } = github.startRun({
    workflow: `.github/workflows/${start.example}`,
    event: { eventName: start.event, ref: start.ref, sha: start.sha },
  });
  await prepare(path, github, start);
  return await run(act, path, argumentsOf(path, github, start, runId));
}

/** Folders: the product with its workflow, the action, and a home without a configuration of the user. */
async function prepare(
  folder: string,
  github: GitHub,
  { example, workflow, payload, scripts = {} }: Start,
): Promise<void> {
  const product = join(folder, 'product');
  await mkdir(join(product, '.github', 'workflows'), { recursive: true });
  const text = workflow ?? (await readFile(join(ROOT, 'examples', example), 'utf8'));
  await writeFile(join(product, '.github', 'workflows', example), text);
  for (const [name, script] of Object.entries(scripts)) {
    const path = join(product, 'scripts', name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, `#!/bin/sh\n${script}\n`);
    await chmod(path, 0o755);
  }
  const git = ['-c', 'user.name=act', '-c', 'user.email=act@example.com'];
  for (const args of [
    ['init', '--quiet'],
    ['add', '--all'],
    [...git, 'commit', '--quiet', '--message', 'product'],
    ['remote', 'add', 'origin', `${github.serverUrl}/${github.name}`],
  ])
    outputOf('git', args, { cwd: product });
  await mkdir(join(folder, 'action'));
  for (const part of ['action.yml', 'dist'])
    await cp(join(ROOT, part), join(folder, 'action', part), { recursive: true });
  // Without a configuration act asks which images to use.
  await mkdir(join(folder, 'home', '.config', 'act'), { recursive: true });
  await writeFile(join(folder, 'home', '.config', 'act', 'actrc'), '');
  await writeFile(join(folder, 'event.json'), JSON.stringify(payload));
}

function argumentsOf(folder: string, github: GitHub, start: Start, runId: number): string[] {
  const { apiUrl, graphqlUrl, serverUrl, token, name } = github;
  const env = {
    GITHUB_API_URL: apiUrl,
    GITHUB_GRAPHQL_URL: graphqlUrl,
    GITHUB_SERVER_URL: serverUrl,
    GITHUB_REPOSITORY: name,
    GITHUB_RUN_ID: String(runId),
    GITHUB_REF: start.ref,
    GITHUB_REF_NAME: start.ref.replace(/^refs\/heads\//, ''),
    GITHUB_SHA: start.sha,
  };
  const options = [
    ['--json', '--no-cache-server', '--actor', 'octocat'],
    ['--platform', 'ubuntu-latest=-self-hosted', '--eventpath', join(folder, 'event.json')],
    ['--local-repository', `${serverUrl}/${ACTION}=${join(folder, 'action')}`],
    ['--secret', `GITHUB_TOKEN=${token}`],
    ...Object.entries(env).map(([key, value]) => ['--env', `${key}=${value}`]),
  ];
  return [start.event, ...options.flat()];
}

async function run(act: string, folder: string, args: readonly string[]): Promise<Report> {
  const home = join(folder, 'home');
  const child = spawn(act, args, {
    cwd: join(folder, 'product'),
    env: { PATH: process.env['PATH'], HOME: home, XDG_CACHE_HOME: join(home, '.cache'), NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const limit = setTimeout(() => child.kill('SIGKILL'), LONGEST_RUN);
  const closed = once(child, 'close') as Promise<[number | null]>;
  const lines: string[] = [];
  const read = async (stream: NodeJS.ReadableStream): Promise<void> => {
    for await (const line of createInterface({ input: stream })) lines.push(line);
  };
  await Promise.all([read(child.stdout), read(child.stderr)]);
  const [exitCode] = await closed;
  clearTimeout(limit);
  return { exitCode, ...reportOf(lines), text: lines.join('\n') };
}

function reportOf(lines: readonly string[]): Pick<Report, 'jobs' | 'stages' | 'outputs'> {
  const jobs: Record<string, string> = {};
  const stages: StageReport[] = [];
  const outputs: Record<string, Record<string, string>> = {};
  for (const line of lines) {
    const said = entryOf(line);
    const job = said['jobID'];
    if (job === undefined) continue;
    if (said['jobResult'] !== undefined) jobs[job] = said['jobResult'];
    if (said['command'] === 'set-output') (outputs[job] ??= {})[said['name'] ?? ''] = said['arg'] ?? '';
    const { stage, step = '', stepResult: result } = said;
    if (stage !== undefined && result !== undefined)
      stages.push({ job, stage: stage as StageReport['stage'], step, result });
  }
  return { jobs, stages, outputs };
}

function entryOf(line: string): Readonly<Record<string, string | undefined>> {
  try {
    return JSON.parse(line) as Record<string, string>;
  } catch {
    return {};
  }
}
