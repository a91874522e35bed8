// A plain use with each store, as whole processes: the time they take, what they and all that they start take of the
// processor, and what they ask of GitHub's API and of git's server.
import { GitTransport } from '../test/support/git-transport.ts';
import type { Latency } from '../test/support/github/server.ts';
import type { StageResult } from '../test/support/runner/runner.ts';
import { openScene, until, type Scene, type SceneJob } from '../test/support/scene.ts';
import { gitDelay, LATENCY, POLLS_OF_AN_HOUR } from './conditions.ts';
import { LOOK_AT_JOB } from './idle.ts';
import type { Place } from './rider.ts';
import { median } from './statistics.ts';

/** What something costs; `cpu`: milliseconds of the processor. */
export interface Cost {
  readonly cpu: number;
  readonly requests: number;
  readonly charged: number;
}

/** A cost, with the milliseconds from the start of the process to its end. */
export interface TimedCost extends Cost {
  readonly time: number;
}

export interface StoreCosts {
  readonly store: Place['store'];
  readonly acquire: TimedCost;
  readonly release: TimedCost;
  /** An hour of waiting, after the first looks. */
  readonly hour: Cost;
}

/** Prints at the end of a process what that and all that it has started took of the processor. */
const METERED = ['bash', '-c', '"$@"; status=$?; times; exit $status', 'metered'];

/** An hour of waiting in seconds: the shortest poll interval, and a TTL as short as that can be. */
const FAST = { 'poll-interval': '100ms', ttl: '1s' };

/** Plays so many uses with each store, in turns, and an hour of waiting by so many looks. */
export async function measureStores(played: { runs: number; looks: number }): Promise<StoreCosts[]> {
  await using api = await Site.open('api');
  await using git = await Site.open('git');
  const used = [api, git].map((site) => ({ site, acquire: [] as TimedCost[], release: [] as TimedCost[] }));
  for (let run = 0; run < played.runs; run += 1) {
    for (const { site, acquire, release } of used) {
      const use = await site.use();
      acquire.push(use.acquire);
      release.push(use.release);
    }
  }
  return await Promise.all(
    used.map(async ({ site, ...costs }): Promise<StoreCosts> => {
      const [acquire, release] = [middleOf(costs.acquire), middleOf(costs.release)];
      return { store: site.store, acquire, release, hour: await site.hour(played.looks, acquire.cpu) };
    }),
  );
}

/** The median of each figure. */
export function middleOf(costs: readonly TimedCost[]): TimedCost {
  const middle = (figure: keyof TimedCost): number => median(costs.map((cost) => cost[figure]));
  return {
    time: middle('time'),
    cpu: middle('cpu'),
    requests: middle('requests'),
    charged: middle('charged'),
  };
}

/** Milliseconds of the processor, by what `times` has printed last: those of the shell itself, then of its children. */
export function cpuOf(lines: readonly string[]): number {
  const parts = [...(lines.at(-1) ?? '').matchAll(/(\d+)m(\d+)[.,](\d+)s/g)];
  if (parts.length !== 2) throw new Error(`"times" of bash printed "${lines.at(-1)}"`);
  return parts.reduce(
    (sum, [, minutes, whole, part]) => sum + 60_000 * Number(minutes) + 1000 * Number(`${whole}.${part}`),
    0,
  );
}

/** A stand-in on which jobs use one of the stores. */
class Site implements AsyncDisposable {
  readonly store: Place['store'];
  readonly #scene: Scene;
  readonly #transport: GitTransport;

  private constructor(store: Place['store'], scene: Scene, transport: GitTransport) {
    this.store = store;
    this.#scene = scene;
    this.#transport = transport;
  }

  /** Opens one whose lock branch is there. */
  static async open(store: Place['store']): Promise<Site> {
    const transport = await GitTransport.open();
    const runner = { serverUrl: transport.url, through: METERED };
    const scene = await openScene({ limits: { core: 1e9, graphql: 1e9 }, runner });
    await transport.serve(scene.github);
    const site = new Site(store, scene, transport);
    await site.use();
    site.#setLatency(LATENCY);
    return site;
  }

  /** One use of a lease that is free. */
  async use(): Promise<{ readonly acquire: TimedCost; readonly release: TimedCost }> {
    const job = await this.#scene.job();
    return {
      acquire: await this.#costOf(() => this.#acquire(job)),
      release: await this.#costOf(async () => (await job.finish('success'))[0]!),
    };
  }

  /** An hour of waiting, of which so many looks are played. `acquiring`: what a step takes of the processor without it. */
  async hour(looks: number, acquiring: number): Promise<Cost> {
    const { github } = this.#scene;
    this.#setLatency({ read: 0, write: 0 });
    const [holder, waiter] = [await this.#scene.job(), await this.#scene.job()];
    await this.#acquire(holder, FAST);
    this.#forget();
    const waiting = waiter.step({ store: this.store, lease: 'main', ...FAST });
    // What it sees for the first time is no part of the hour: the board, and the job of the holder.
    await until('a look at the job', () =>
      github.accounting.some(({ operation, etagHit }) => etagHit && LOOK_AT_JOB.test(operation)),
    );
    this.#forget();
    await until('an hour of looks', () => this.#looks() >= looks);
    const { requests, charged } = this.#asked();
    await holder.finish('success');
    const { lines } = await waiting.finished;
    await waiter.finish('success');
    const hours = looks / POLLS_OF_AN_HOUR;
    return { cpu: (cpuOf(lines) - acquiring) / hours, requests: requests / hours, charged: charged / hours };
  }

  async #acquire(job: SceneJob, inputs: Readonly<Record<string, string>> = {}): Promise<StageResult> {
    const result = await job.use({ store: this.store, lease: 'main', ...inputs });
    if (result.outputs['status'] !== 'acquired')
      throw new Error(`the lease was not acquired:\n${result.stdout}`);
    return result;
  }

  async #costOf(play: () => Promise<StageResult>): Promise<TimedCost> {
    this.#forget();
    const startedAt = performance.now();
    const { lines } = await play();
    return { time: performance.now() - startedAt, cpu: cpuOf(lines), ...this.#asked() };
  }

  #asked(): { readonly requests: number; readonly charged: number } {
    const { requests, core, graphql } = this.#scene.github.totals();
    return { requests: requests + this.#transport.http.requests.length, charged: core + graphql };
  }

  /** How often it has looked at the board. */
  #looks(): number {
    const { fetches } = this.#transport.calls();
    return (
      fetches + this.#scene.github.accounting.filter(({ operation }) => operation === 'GET contents').length
    );
  }

  #forget(): void {
    this.#scene.github.resetAccounting();
    this.#transport.http.requests.length = 0;
  }

  #setLatency(latency: Latency): void {
    this.#scene.github.setLatency(latency);
    this.#transport.delay = (request) => gitDelay(request, latency);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#scene[Symbol.asyncDispose]();
    await this.#transport[Symbol.asyncDispose]();
  }
}
