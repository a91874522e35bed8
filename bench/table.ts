// The figures in rows, for docs/benchmarks.md, and as a table for a terminal.
import { GIT_POLL, LIMIT_WINDOW } from './conditions.ts';
import type { FleetRow } from './contention.ts';
import type { Results } from './results.ts';
import type { StagesFigures } from './stages.ts';
import { rounded } from './statistics.ts';
import type { Cost, StoreCosts } from './stores.ts';
import { seconds } from './targets.ts';
import type { Half, Use } from './uncontended.ts';

type Asked = Pick<Cost, 'requests' | 'charged'>;

/** What was measured, what was found, and what it compares with. */
export type Row = readonly [what: string, found: string, compared: string];

export const HEADING: Row = ['Figure', 'ref-lease', 'To compare'];

/** The rows of the table. */
export function rowsOf(results: Results): Row[] {
  return [
    ...useRows(results),
    ...idleRows(results),
    ...results.trains.map(trainRow),
    ...results.plain.map(plainRow),
    gitRow(results),
    ...stagesRows(results.stages),
    handOverRow(results),
    ...startRows(results),
    growthRow(results),
    ...results.decision.map(({ requests, slots, time }): Row => [
      `one decision among ${requests} requests${slots === 0 ? '' : ` for ${slots} slots`}`,
      `${rounded(time, 1)} ms`,
      '',
    ]),
  ];
}

/** Under which conditions the figures hold, in sentences. */
export function conditionsOf({ latency, machine, at, quick }: Results): string {
  return (
    `Measured ${at.slice(0, 10)} against a stand-in for GitHub that takes ${latency.read} ms for a read and ${latency.write} ms for a write, ` +
    `on ${machine.cores} cores with Node ${machine.node}${quick ? ', a subset' : ''}. Uncontended uses are the shipped bundle as processes; ` +
    'where many jobs meet, they run the same protocol inside one process, over HTTP: so many processes would measure the machine. ' +
    `A merge train arrives within 2 s and polls every 15 s; plain requests arrive within 2 s, poll every second (on plain git every ${GIT_POLL} s) and give the lease back at once. ` +
    'Plain git is the real one on both sides, with the same latency for each of its requests. There the API is only asked for the job of who was silent for a TTL, which is charged once; many at once have a TTL that they do not outlast. ' +
    'CPU is that of the process and of all that it starts. An hour of waiting is 240 looks of one step, 100 ms apart and without latency, and what else they cause; its CPU is that of the step less that of an acquire. ' +
    'Charged is what counts against the hourly limits: REST and GraphQL together. Times depend on the machine, ratios less.'
  );
}

/** What a plain request costs with each store, with a heading: of its own process and of git below it. */
export function storeTable({ stores, plain, plainOnGit }: Results): readonly (readonly string[])[] {
  const row = (what: string, store: string, { requests, charged }: Asked, time = '', cpu = ''): string[] => [
    what,
    `\`${store}\``,
    time,
    cpu,
    `${rounded(requests)}`,
    `${rounded(charged)}`,
  ];
  const each = (what: string, of: (costs: StoreCosts) => Cost & { readonly time?: number }): string[][] =>
    stores.map((costs) => {
      const { time, cpu, ...asked } = of(costs);
      return row(
        what,
        costs.store,
        asked,
        time === undefined ? '' : `${rounded(time)} ms`,
        `${rounded(cpu)} ms`,
      );
    });
  const crowds = [...plain.filter(({ count }) => count === plainOnGit.count), plainOnGit];
  return [
    ['a plain request', 'store', 'wall time', 'CPU', 'requests', 'charged'],
    ...each('acquire', ({ acquire }) => acquire),
    ...each('an hour of waiting', ({ hour }) => hour),
    ...each('release', ({ release }) => release),
    ...crowds.map(({ store, requests, rest, graphql, count, served }) =>
      row(`${count} at once, all of it`, store, { requests, charged: rest + graphql }, seconds(served)),
    ),
  ];
}

/** Rows as a table for a terminal. */
export function textTable(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column]!)).join('  '));
  return lines.map((line) => line.trimEnd()).join('\n');
}

function useRows({ uses, leastUse }: Results): Row[] {
  const own = uses.filter(({ name }) => name.startsWith('ref-lease'));
  const others = [...uses.filter((use) => !own.includes(use)), leastUse];
  const compared = (of: (use: Use) => Half): string =>
    others.map((use) => `${use.name} ${brief(of(use))}`).join('; ');
  return own.flatMap(({ name, acquire, release }): Row[] => [
    [`requests of an uncontended acquire, ${kindOf(name)}`, half(acquire), compared((use) => use.acquire)],
    [`requests of its release`, half(release), compared((use) => use.release)],
  ]);
}

function idleRows({ idle }: Results): Row[] {
  const others = idle.filter(({ name }) => !name.startsWith('ref-lease'));
  const compared = others.map(({ name, charged }) => `${name}: ${charged}`).join('; ');
  return idle
    .filter((hour) => !others.includes(hour))
    .map(({ name, requests, charged }): Row => [
      `an hour of waiting after the first looks, ${kindOf(name)} (240 polls, played faster)`,
      `${charged} charged, ${requests} sent`,
      compared,
    ]);
}

function trainRow(row: FleetRow): Row {
  const { count, rest, graphql } = row;
  const least = 3 * count;
  return [
    `train of ${count}`,
    `${rest + graphql} charged (REST ${rest}, GraphQL ${graphql}); ${paceOf(row)}`,
    `least possible ${least} (a read, a write and one look or release each): ${rounded((rest + graphql) / least, 1)} times`,
  ];
}

function plainRow(row: FleetRow): Row {
  const { count, rest, graphql, failures } = row;
  return [
    `${count} plain requests within 2 s`,
    `${paceOf(row)}; ${rest + graphql} charged${failures > 0 ? `; ${failures} FAILED` : ''}`,
    `least writes ${3 * count - 1}${count >= 100 ? `; the limits of an hour in every ${LIMIT_WINDOW} s` : ''}`,
  ];
}

function gitRow({ plain, plainOnGit: row }: Results): Row {
  const { count, rest, graphql, failures, fetches, pushes } = row;
  const api = plain.find((other) => other.count === count);
  const times = (figure: 'registered' | 'served'): number => rounded(row[figure] / api![figure], 1);
  return [
    `${count} plain requests within 2 s on plain git`,
    `${paceOf(row)}; ${rest + graphql} charged; ${fetches} fetches, ${pushes} pushes${failures > 0 ? `; ${failures} FAILED` : ''}`,
    api === undefined
      ? ''
      : `the API ${api.rest + api.graphql} charged; plain git takes ${times('registered')} times as long to register all, ${times('served')} times as long to serve them`,
  ];
}

function paceOf({ registered, served, attempts, conflicts }: FleetRow): string {
  return (
    `registered in ${seconds(registered)}, served in ${seconds(served)}; ` +
    `write attempts ${attempts.median} (at most ${attempts.max}), conflicts ${conflicts}`
  );
}

function handOverRow({ handOver }: Results): Row {
  const { median, max, pollInterval, samples } = handOver;
  const ratio = (time: number): number => rounded(time / 1000 / pollInterval, 2);
  return [
    'from a release to the next grant',
    `${ratio(median)} poll intervals, at most ${ratio(max)}`,
    `${rounded(median)} and ${rounded(max)} ms at an interval of ${pollInterval} s, ${samples} hand-overs after holds longer than that`,
  ];
}

/** Each number of slots beside the smallest one. */
function stagesRows({ count, plays, pollInterval, work, rows: [one, ...more] }: StagesFigures): Row[] {
  const lengths = (time: number): string => `${rounded(time / 1000 / work, 1)}`;
  return more.map((row) => [
    `train of ${count} on ${row.slots} slots, the highest fails`,
    `those that wait are completed after ${lengths(row.completed)} lengths of the work, ` +
      `all have ended after ${lengths(row.settled)} (one takes the slot of the failed one)${row.failures > 0 ? `; ${row.failures} FAILED` : ''}`,
    `on one slot after ${lengths(one!.completed)} and ${lengths(one!.settled)}: ${share(row.completed, one!.completed)} and ` +
      `${share(row.settled, one!.settled)} of the time; ${work} s of work, a poll every ${pollInterval} s, the median of ${plays}`,
  ]);
}

function share(time: number, of: number): string {
  return `${rounded((100 * time) / of)} %`;
}

function startRows({ start: { bareNode, idlePost, size } }: Results): Row[] {
  return [
    [
      'start of a post step with nothing to do',
      `${rounded(idlePost)} ms`,
      `\`node -e 0\` ${rounded(bareNode)} ms: ${rounded(idlePost - bareNode)} ms more, ${rounded(idlePost / bareNode, 1)} times`,
    ],
    [
      'largest file of the bundle of main, of post',
      `${rounded(size.main / 1000)} kB, ${rounded(size.post / 1000)} kB`,
      '',
    ],
  ];
}

function growthRow({ growth }: Results): Row {
  return [
    `growth of the lock branch in ${growth.transitions} writes, packed`,
    `${rounded(growth.bytes / 1e6, 1)} MB`,
    'keep-history of mode status cuts it',
  ];
}

function kindOf(name: string): string {
  return name.replace('ref-lease, ', '');
}

function half({ requests, roundTrips, time }: Half): string {
  return `${requests} in ${roundTrips} round trips, ${rounded(time)} ms`;
}

function brief({ requests, time }: Half): string {
  return `${requests}, ${rounded(time)} ms`;
}
