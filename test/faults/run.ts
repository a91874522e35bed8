// Runs every fault at every point, from the command line.
import { parseArgs } from 'node:util';
import { commandLine, wholeNumber } from '../../scripts/command-line.ts';
import { STORIES } from '../stories/all.ts';
import { transcriptOf } from '../world/transcript.ts';
import { check, nameOf, pairsOfFaults, singleFaults, type Failure, type Point } from './every.ts';

const USAGE = `Usage: npm run faults -- [--pairs] [--story NAME] [--shard 1/1] [--seed 0]
                      [--at "ask 12"] [--fault NAME] [--most 20] [--transcript]

Runs each story again with every fault at every ask, or with every pair of them; without --story those that are not
long, with --pairs those that are short. --shard 2/3 runs the second third; a seed other than 0 draws latencies.
--at and --fault choose a point; the first --most failures are told, with their transcripts on request.
Exit code: 0 every promise is kept; 1 one is not; 2 wrong usage.`;

/** Pairs are run of the stories that have no more single faults than that; of others by name. */
const MOST_FOR_PAIRS = 130;

const { values, shard, shards, seed, most } = commandLine(USAGE, (args) => {
  const { values } = parseArgs({
    args,
    options: {
      pairs: { type: 'boolean', default: false },
      story: { type: 'string' },
      shard: { type: 'string', default: '1/1' },
      at: { type: 'string' },
      fault: { type: 'string' },
      transcript: { type: 'boolean', default: false },
      seed: { type: 'string', default: '0' },
      most: { type: 'string', default: '20' },
    },
  });
  const [part = '', parts = ''] = values.shard.split('/');
  const shards = wholeNumber('shard i/n', parts, [1, 1000]);
  if (values.story !== undefined && !STORIES.some(({ name }) => name === values.story))
    throw new TypeError(`There is no story ${values.story}`);
  return {
    values,
    shards,
    shard: wholeNumber('shard i/n', part, [1, shards]),
    seed: wholeNumber('seed', values.seed, [0, 2 ** 31]),
    most: wholeNumber('most', values.most, [0, 1e6]),
  };
});
const circumstances = { seed };
const failures: Failure[] = [];
let runs = 0;
let asks = 0;
let point = 0;
const began = performance.now();

for (const story of STORIES) {
  if (values.story === undefined ? story.isLong === true : story.name !== values.story) continue;
  if (values.pairs && values.story === undefined && singleFaults(story).length > MOST_FOR_PAIRS) continue;
  const before = { runs, asks, failures: failures.length, time: performance.now() };
  for (const each of values.pairs
    ? pairsOfFaults(story, circumstances)
    : singleFaults(story, circumstances)) {
    if (!isWanted(each) || point++ % shards !== shard - 1) continue;
    const result = check(each);
    runs += 1;
    asks += result.asks;
    if (result.failure !== null) failures.push(result.failure);
  }
  const seconds = ((performance.now() - before.time) / 1000).toFixed(1);
  console.log(
    `${story.name.padEnd(32)} ${String(runs - before.runs).padStart(7)} runs ${String(asks - before.asks).padStart(9)} asks ${seconds.padStart(6)} s ${String(failures.length - before.failures).padStart(5)} broken`,
  );
}

for (const { point, breaches, told } of failures.slice(0, most)) {
  console.log(`\n${nameOf(point)}`);
  for (const { promise, time, what } of breaches) console.log(`  ${promise} at ${time.toFixed(0)}s: ${what}`);
  if (values.transcript) console.log(transcriptOf(told.world));
}
const seconds = ((performance.now() - began) / 1000).toFixed(1);
console.log(`\n${runs} runs, ${asks} asks, ${seconds} s, ${failures.length} broken`);
process.exitCode = failures.length === 0 ? 0 : 1;

function isWanted({ troubles }: Point): boolean {
  const { at, trouble } = troubles[0]!;
  return (
    (values.at === undefined || values.at === `ask ${at.number}`) &&
    (values.fault === undefined || values.fault === trouble.name)
  );
}
