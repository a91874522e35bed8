// Explores configurations from the command line.
import { parseArgs } from 'node:util';
import { commandLine, wholeNumber } from '../../scripts/command-line.ts';
import { CONFIGS, configNamed } from './configs.ts';
import { explore, story } from './explore.ts';
import { healer } from './heal.ts';
import { RULES } from './rules.ts';

const USAGE = `Usage: npm run model -- [NAME]... [--states 300000] [--faults N] [--one-in 3]

Explores so many states of each configuration, or of those that are named, with so many faults at the most, or as many
as each has for itself. One state in so many is run to its end.
The configurations: ${CONFIGS.map(({ name }) => name).join(', ')}
Exit code: 0 every promise is kept; 1 one is not; 2 wrong usage.`;

const { configs, states, oneIn } = commandLine(USAGE, (args) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      states: { type: 'string', default: '300000' },
      faults: { type: 'string' },
      'one-in': { type: 'string', default: '3' },
    },
  });
  const most = values.faults === undefined ? {} : { faults: wholeNumber('faults', values.faults, [0, 100]) };
  return {
    configs: (positionals.length === 0 ? CONFIGS : positionals.map(configNamed)).map((config) => ({
      ...config,
      ...most,
    })),
    states: wholeNumber('states', values.states, [1, 1e9]),
    oneIn: wholeNumber('one-in', values['one-in'], [1, 1e9]),
  };
});

for (const config of configs) {
  const model = { config, rules: RULES };
  const judge = { by: healer(model), oneIn };
  const startedAt = performance.now();
  const result = explore(model, { states, judge });
  const { moves, depth, isWhole, judged, broken } = result;
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(
    `${config.name}: ${result.states} states${isWhole ? ', which are all' : ''}; ${moves} moves, depth ${depth}, ` +
      `${judged} run to their end, ${seconds} s`,
  );
  if (broken === null) continue;
  console.log(story(result));
  process.exitCode = 1;
}
