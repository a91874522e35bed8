// What the figures are held against, and whether they meet it.
import type { FleetRow } from './contention.ts';
import { HOURLY } from './conditions.ts';
import type { Results } from './results.ts';
import { rounded } from './statistics.ts';

export interface Target {
  readonly target: string;
  readonly found: string;
  readonly met: boolean;
}

const START_LIMIT = 120;
const REGISTERED_LIMIT = 25_000;
const ATTEMPTS_LIMIT = 4;

/** Every target that the run has measured. */
export function targetsOf(results: Results): Target[] {
  return [
    ...uses(results),
    ...idle(results),
    ...registration(results.plain),
    ...budgets(results.trains),
    ...survival([...results.plain, ...results.trains]),
    ...handOver(results),
    start(results),
  ];
}

function uses({ uses }: Results): Target[] {
  return uses
    .filter(({ name }) => name.startsWith('ref-lease'))
    .map(({ name, acquire, release }) => {
      const requests = acquire.requests + release.requests;
      return {
        target: `${name}: uncontended acquire and release, 5 requests at most`,
        found: `${requests}`,
        met: requests <= 5,
      };
    });
}

function idle({ idle }: Results): Target[] {
  return idle
    .filter(({ name }) => name.startsWith('ref-lease'))
    .map(({ name, charged }) => ({
      target: `${name}: an hour of waiting, nothing charged`,
      found: `${charged} charged`,
      met: charged === 0,
    }));
}

function registration(plain: readonly FleetRow[]): Target[] {
  return plain
    .filter(({ count }) => count === 20)
    .map(({ registered, attempts }) => ({
      target: '20 jobs within 2 s: registered within 25 s, 4 write attempts each at most in the median',
      found: `${seconds(registered)}, ${attempts.median} attempts`,
      met: registered <= REGISTERED_LIMIT && attempts.median <= ATTEMPTS_LIMIT,
    }));
}

function budgets(trains: readonly FleetRow[]): Target[] {
  return trains
    .filter(({ count }) => count === 50)
    .map(({ rest, graphql, failures }) => ({
      target: `a train of 50: within the ${HOURLY} REST and ${HOURLY} GraphQL requests that one token has in an hour`,
      found: `${rest} REST, ${graphql} GraphQL`,
      met: rest <= HOURLY && graphql <= HOURLY && failures === 0,
    }));
}

function survival(rows: readonly FleetRow[]): Target[] {
  return rows
    .filter(({ count }) => count === 100)
    .map(({ failures, served }) => ({
      target: '100 jobs within 2 s: none fails, also at the limits of the token',
      found: `${failures} failed, served within ${seconds(served)}`,
      met: failures === 0,
    }));
}

function handOver({ handOver, latency }: Results): Target[] {
  const { pollInterval, median, max } = handOver;
  const limit = pollInterval * 1000 + 2 * latency.write;
  const against = (name: string, found: number, most: number): Target => ({
    target: `${name}: ${rounded(most)} ms at most (a poll interval of ${pollInterval} s and two round trips of ${latency.write} ms${most < limit ? ', halved' : ''})`,
    found: `${rounded(found)} ms`,
    met: found <= most,
  });
  return [against('hand-over, greatest', max, limit), against('hand-over, median', median, limit / 2)];
}

function start({ start }: Results): Target {
  const more = start.idlePost - start.bareNode;
  return {
    target: `post with nothing to do starts ${START_LIMIT} ms later than \`node -e 0\` at most`,
    found: `${rounded(more)} ms (${rounded(start.idlePost)} and ${rounded(start.bareNode)} ms)`,
    met: more < START_LIMIT,
  };
}

/** Milliseconds as seconds. */
export function seconds(milliseconds: number): string {
  return `${rounded(milliseconds / 1000, 1)} s`;
}
