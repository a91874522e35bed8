// The figures in rows, for docs/benchmarks.md, and as a table for a terminal.
import { LIMIT_WINDOW } from './conditions.ts';
import type { FleetRow } from './contention.ts';
import type { Results } from './results.ts';
import { rounded } from './statistics.ts';
import { seconds } from './targets.ts';
import type { Half, Use } from './uncontended.ts';

/** What was measured, what was found, and what it compares with. */
export type Row = readonly [what: string, found: string, compared: string];

const HEADING: Row = ['Figure', 'ref-lease', 'To compare'];

/** The rows of the table. */
export function rowsOf(results: Results): Row[] {
  return [
    ...useRows(results),
    ...idleRows(results),
    ...results.trains.map(trainRow),
    ...results.plain.map(plainRow),
    handOverRow(results),
    ...startRows(results),
    growthRow(results),
    ...results.decision.map(({ requests, time }): Row => [
      `one decision among ${requests} requests`,
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
    'A merge train arrives within 2 s and polls every 15 s; plain requests arrive within 2 s, poll every second and give the lease back at once. ' +
    'Charged is what counts against the hourly limits: REST and GraphQL together. Times depend on the machine, ratios less.'
  );
}

/** The table for a terminal. */
export function textTable(rows: readonly Row[]): string {
  const all = [HEADING, ...rows];
  const width = (column: 0 | 1): number => Math.max(...all.map((row) => row[column].length));
  const lines = all.map(([what, found, compared]) =>
    `${what.padEnd(width(0))}  ${found.padEnd(width(1))}  ${compared}`.trimEnd(),
  );
  return lines.join('\n');
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
