// Many jobs at once against one stand-in: the jobs in a process of their own, the stand-in in this one.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Registration } from '../src/lease/schema.ts';
import { aRegistration } from '../test/action/records.ts';
import { totals } from '../test/support/github/accounting.ts';
import { GitTransport } from '../test/support/git-transport.ts';
import { startGitHub, type GitHub } from '../test/support/github/github.ts';
import type { LimitOptions } from '../test/support/github/limits.ts';
import { gitDelay, LATENCY } from './conditions.ts';
import type { Place, Plan, Ride } from './rider.ts';
import type { FleetReport } from './riders.ts';

/** What a fleet does. */
export interface FleetOptions {
  readonly count: number;
  /** `train`: stacked merge groups, of which the highest succeeds; `plain`: deployments, one after another. */
  readonly kind: 'train' | 'plain';
  /** `api` unless given. */
  readonly store?: Place['store'];
  /** Milliseconds within which they arrive, evenly. */
  readonly within: number;
  /** Seconds. */
  readonly pollInterval: number;
  /** Seconds; that of {@link aRegistration} unless given. */
  readonly ttl?: number;
  readonly limits?: LimitOptions;
  /** Milliseconds for which each holds the lease; none unless given. */
  readonly holds?: readonly number[];
  /** What else is special about the plan of one of them. */
  readonly planned?: (plan: Plan, index: number) => Plan;
}

export interface FleetFigures {
  readonly rides: readonly Ride[];
  readonly failures: readonly string[];
  readonly lag: number;
  readonly requests: number;
  readonly rest: number;
  readonly graphql: number;
  /** Calls of git to the server. */
  readonly fetches: number;
  readonly pushes: number;
}

const LEASE = 'main';
const UNLIMITED: LimitOptions = { core: 1e9, graphql: 1e9 };

/** Plays a fleet on a branch that exists. */
export async function playFleet(options: FleetOptions): Promise<FleetFigures> {
  await using github = await startGitHub({ limits: options.limits ?? UNLIMITED });
  await using transport = await GitTransport.open();
  await transport.serve(github);
  const place = placeOf(github, options.store, transport.url);
  const first: Plan = {
    ...(await plans(github, { ...options, count: 1, kind: 'plain', holds: [] }))[0]!,
    arrivesAt: 0,
  };
  await send(place, [first]);
  const { planned = (plan) => plan } = options;
  const fleet = (await plans(github, options)).map(planned);
  github.setLatency(LATENCY);
  transport.delay = (request) => gitDelay(request);
  transport.http.requests.length = 0;
  github.resetAccounting();
  github.limits.reset();
  const report = await send(place, fleet);
  if (github.violations.length > 0 || github.unexpected.length > 0)
    throw new Error(`the stand-in complains: ${[...github.violations, ...github.unexpected].join('; ')}`);
  const { requests, core: rest, graphql } = totals(github.accounting);
  const git = transport.http.requests.length;
  return { ...report, requests: requests + git, rest, graphql, ...transport.calls() };
}

/** A registration with this TTL, in seconds. */
export function withTtl(registration: Registration, ttl = registration.parameters.ttl): Registration {
  return { ...registration, parameters: { ...registration.parameters, ttl } };
}

/** Where a stand-in is, for who uses this store. */
export function placeOf(
  { apiUrl, graphqlUrl, serverUrl: own, token, name: repository }: GitHub,
  store: Place['store'] = 'api',
  serverUrl = own,
): Place {
  return { apiUrl, graphqlUrl, serverUrl, token, repository, store };
}

async function send(place: Place, fleet: readonly Plan[]): Promise<FleetReport> {
  const child = fork(join(import.meta.dirname, 'riders.ts'), { stdio: 'inherit' });
  const gone = once(child, 'exit').then(() => Promise.reject(new Error('the process of the jobs has ended')));
  gone.catch(() => undefined);
  child.send({ place, plans: fleet });
  const [report] = (await Promise.race([once(child, 'message'), gone])) as [FleetReport];
  child.disconnect();
  return report;
}

async function plans(github: GitHub, options: FleetOptions): Promise<Plan[]> {
  const { count, kind, within, pollInterval, holds = [], ttl } = options;
  const made: Plan[] = [];
  const queue = github.mergeQueue();
  for (let index = 0; index < count; index += 1) {
    const registration =
      kind === 'train' ? groupOf(github, await queue.enqueue(index + 1)) : await plainOf(github);
    const arrivesAt = (index * within) / count;
    made.push({
      arrivesAt,
      lease: LEASE,
      registration: withTtl(registration, ttl),
      pollInterval,
      hold: holds[index] ?? 0,
    });
  }
  return made;
}

type Group = Awaited<ReturnType<ReturnType<GitHub['mergeQueue']>['enqueue']>>;

/** The job of a merge group. */
export function groupOf(github: GitHub, group: Group): Registration {
  const started = start(github, group);
  return {
    ...started,
    scope: 'main · ci.yml · staging',
    base_sha: group.baseSha,
    base_ref: group.baseRef,
    parameters: { ...started.parameters, window: 300, propagate: true },
  };
}

/** A deployment of the head of `main`. */
export async function plainOf(github: GitHub): Promise<Registration> {
  return start(github, await github.push('main', 0));
}

function start(github: GitHub, event: { eventName: string; ref: string; sha: string }): Registration {
  const { runId, attempt } = github.startRun({ workflow: '.github/workflows/ci.yml', event });
  const { checkRunId } = github.startJob(runId, attempt, { key: 'staging', runnerName: `runner-${runId}` });
  return aRegistration({
    id: `${runId}/${attempt}/staging/0/${checkRunId}`,
    nonce: `of-${checkRunId}`,
    scope: 'ci.yml · staging',
    head_sha: event.sha,
    head_ref: event.ref,
    base_ref: '',
    run_id: runId,
    run_attempt: attempt,
    check_run_id: checkRunId,
    runner_name: `runner-${runId}`,
    run_url: `${github.serverUrl}/${github.name}/actions/runs/${runId}/attempts/${attempt}`,
    actor: 'octocat',
  });
}
