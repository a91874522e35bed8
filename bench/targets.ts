// What the figures are held against, and whether they meet it.
import type { FleetRow } from './contention.ts';
import type { Results } from './results.ts';
import { rounded } from './statistics.ts';

export interface Target {
  readonly target: string;
  readonly found: string;
  readonly met: boolean;
}

const START_LIMIT = 60;
const REGISTERED_LIMIT = 90_000;
const ATTEMPTS_LIMIT = 4;

/** Requests of an uncontended acquire with its release: two to look and write, a group two more for its queue. */
const REQUESTS_LIMIT: Readonly<Record<string, number>> = {
  'ref-lease, plain': 4,
  'ref-lease, merge group': 6,
};

/** What a train of so many groups may be charged. */
const TRAIN_LIMIT: Readonly<Record<number, number>> = { 4: 32, 50: 450 };

const CROWD_LIMIT = { charged: 2500, attempts: 3 };

/** Milliseconds of a decision, by the number of slots. */
const DECISION_LIMIT: Readonly<Record<number, number>> = { 0: 20, 100: 50 };

/** In which part of the time of one slot those that wait behind a failure are completed on two, in a train of so many. */
const STAGES_LIMIT = { count: 8, share: 0.75 };

/** Every target that the run has measured. */
export function targetsOf(results: Results): Target[] {
  return [
    ...uses(results),
    ...idle(results),
    ...registration(results.plain),
    ...budgets(results.trains),
    ...survival([...results.plain, ...results.trains]),
    ...crowd(results.plain),
    ...onGit(results),
    ...stages(results),
    ...decision(results),
    ...handOver(results),
    start(results),
  ];
}

function uses({ uses }: Results): Target[] {
  return uses
    .filter(({ name }) => name in REQUESTS_LIMIT)
    .map(({ name, acquire, release }) => {
      const requests = acquire.requests + release.requests;
      const most = REQUESTS_LIMIT[name]!;
      return {
        target: `${name}: uncontended acquire and release, ${most} requests at most`,
        found: `${requests}`,
        met: requests <= most,
      };
    });
}

function idle({ idle }: Results): Target[] {
  return idle
    .filter(({ name }) => name.startsWith('ref-lease'))
    .map(({ name, charged }) => ({
      target: `${name}: an hour of waiting after the first looks, nothing charged`,
      found: `${charged} charged`,
      met: charged === 0,
    }));
}

function registration(plain: readonly FleetRow[]): Target[] {
  return ofCount(20, plain, ({ registered, attempts }) => ({
    target: '20 jobs within 2 s: registered within 90 s, 4 write attempts each at most in the median',
    found: `${seconds(registered)}, ${attempts.median} attempts`,
    met: registered <= REGISTERED_LIMIT && attempts.median <= ATTEMPTS_LIMIT,
  }));
}

function budgets(trains: readonly FleetRow[]): Target[] {
  return trains
    .filter(({ count }) => count in TRAIN_LIMIT)
    .map(({ count, rest, graphql, failures }) => ({
      target: `a train of ${count}: ${TRAIN_LIMIT[count]} charged at most`,
      found: `${rest + graphql}`,
      met: rest + graphql <= (TRAIN_LIMIT[count] ?? 0) && failures === 0,
    }));
}

function survival(rows: readonly FleetRow[]): Target[] {
  return ofCount(100, rows, ({ failures, served }) => ({
    target: '100 jobs within 2 s: none fails, also at the limits of the token',
    found: `${failures} failed, served within ${seconds(served)}`,
    met: failures === 0,
  }));
}

function crowd(plain: readonly FleetRow[]): Target[] {
  const { charged, attempts: most } = CROWD_LIMIT;
  return ofCount(100, plain, ({ rest, graphql, attempts }) => ({
    target: `100 jobs within 2 s: ${charged} charged and ${most} write attempts in the median at most`,
    found: `${rest + graphql}, ${attempts.median} attempts`,
    met: rest + graphql <= charged && attempts.median <= most,
  }));
}

function onGit({ plainOnGit }: Results): Target[] {
  return ofCount(100, [plainOnGit], ({ rest, graphql, failures, served }) => ({
    target: '100 jobs within 2 s on plain git: nothing charged, and none fails',
    found: `${rest + graphql} charged, ${failures} failed, served within ${seconds(served)}`,
    met: rest + graphql === 0 && failures === 0,
  }));
}

function ofCount(count: number, rows: readonly FleetRow[], target: (row: FleetRow) => Target): Target[] {
  return rows.filter((row) => row.count === count).map(target);
}

function stages({ stages: { count, rows } }: Results): Target[] {
  const [one, ...more] = count === STAGES_LIMIT.count ? rows : [];
  return more.map(({ slots, completed, failures }) => ({
    target: `a train of ${count} on ${slots} slots, the highest fails: those that wait are completed in ${100 * STAGES_LIMIT.share} % of the time of one slot at most`,
    found: `${rounded((100 * completed) / one!.completed)} %`,
    met: completed <= STAGES_LIMIT.share * one!.completed && one!.failures + failures === 0,
  }));
}

function decision({ decision }: Results): Target[] {
  return decision
    .filter(({ requests }) => requests === 1000)
    .map(({ slots, time }) => ({
      target: `one decision among 1000 requests${slots === 0 ? '' : ` for ${slots} slots`}: ${DECISION_LIMIT[slots]} ms at most`,
      found: `${rounded(time, 1)} ms`,
      met: time <= (DECISION_LIMIT[slots] ?? 0),
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
    met: more <= START_LIMIT,
  };
}

/** Milliseconds as seconds. */
export function seconds(milliseconds: number): string {
  return `${rounded(milliseconds / 1000, 1)} s`;
}
