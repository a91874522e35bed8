// npm run bench: measures what the action costs, prints one table, and writes the figures as JSON.
//
// It talks to 127.0.0.1 only and uses the bundle in dist/ (npm run build). It promises counts; times are those of a
// machine, so that what it compares is compared within one run.
import { writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { format } from 'prettier';
import { commandLine } from '../scripts/command-line.ts';
import { LATENCY } from './conditions.ts';
import {
  measureHandOver,
  measurePlain,
  measurePlainOnGit,
  measureTrain,
  type FleetRow,
} from './contention.ts';
import { measureDecision, measureGrowth } from './core.ts';
import { measureIdle } from './idle.ts';
import { parseOptions, USAGE, type Options } from './options.ts';
import type { Results } from './results.ts';
import { measureStages } from './stages.ts';
import { measureStart } from './start.ts';
import { measureStores } from './stores.ts';
import { HEADING, conditionsOf, rowsOf, storeTable, textTable } from './table.ts';
import { targetsOf } from './targets.ts';
import { leastUse, measureUncontended } from './uncontended.ts';

const print = (text: string): void => void process.stdout.write(`${text}\n`);
const progress = (text: string): void => void process.stderr.write(`${text}\n`);

async function measure({ quick, crowd }: Options): Promise<Results> {
  const load = loadavg()[0] ?? 0;
  progress('start and uncontended uses');
  // What is a time of few processes comes first, alone.
  const start = measureStart(quick ? 5 : 15);
  const uses = await measureUncontended();
  const few = [{ requests: 100, slots: 0 }];
  const crowds = [...few, { requests: 1000, slots: 0 }, { requests: 1000, slots: 100 }];
  const decision = (quick ? few : crowds).map(({ requests, slots }) => ({
    requests,
    slots,
    time: measureDecision(requests, slots, 5),
  }));
  progress('both stores');
  const stores = await measureStores(quick ? { runs: 1, looks: 24 } : { runs: 7, looks: 240 });
  progress('the growth of the branch, the waiting hour');
  const growth = measureGrowth(quick ? 200 : 1000);
  const idle = await measureIdle();
  progress('many at once');
  const fleets = quick ? await smallFleets() : await allFleets();
  progress('many at once on plain git');
  const plainOnGit = await measurePlainOnGit(crowd);
  return {
    at: new Date().toISOString(),
    quick,
    machine: { node: process.versions.node, cores: availableParallelism(), load },
    latency: LATENCY,
    uses,
    leastUse: leastUse(),
    stores,
    idle,
    ...fleets,
    plainOnGit,
    start,
    growth,
    decision,
  };
}

type Fleets = Pick<Results, 'handOver' | 'plain' | 'stages' | 'trains'>;

async function smallFleets(): Promise<Fleets> {
  const [handOver, stages, plain, trains] = await Promise.all([
    measureHandOver(4, 2),
    measureStages(4, 1, 2),
    inTurn(measurePlain, [5]),
    inTurn(measureTrain, [4]),
  ]);
  return { handOver, stages, plain, trains };
}

/** What meets few polls at a time runs side by side, so that all of it ends within minutes. */
async function allFleets(): Promise<Fleets> {
  const [handOver, stages, few, short] = await Promise.all([
    measureHandOver(5, 5),
    measureStages(8, 3, 10),
    inTurn(measurePlain, [5, 10, 20]),
    inTurn(measureTrain, [4, 10, 20]),
  ]);
  const [hundred, [train, fifty]] = await Promise.all([
    measurePlain(100),
    measureTrain(50).then(async (train) => [train, await measurePlain(50)] as const),
  ]);
  return { handOver, stages, plain: [...few, fifty, hundred], trains: [...short, train] };
}

async function inTurn(measureOne: (count: number) => Promise<FleetRow>, counts: readonly number[]) {
  const rows: FleetRow[] = [];
  for (const count of counts) rows.push(await measureOne(count));
  return rows;
}

async function main(options: Options): Promise<void> {
  const results = await measure(options);
  if (options.out !== '')
    writeFileSync(options.out, await format(JSON.stringify(results), { parser: 'json' }));
  print(`${textTable([HEADING, ...rowsOf(results)])}\n\n${textTable(storeTable(results))}\n`);
  print(`${conditionsOf(results)}\n`);
  for (const { target, found, met } of targetsOf(results))
    print(`${met ? 'met    ' : 'NOT MET'}  ${target}: ${found}`);
}

await main(commandLine(USAGE, parseOptions));
