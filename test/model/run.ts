// Explores configurations from the command line, all of them or those that are named:
// `node test/model/run.ts [NAME]... [--states N] [--faults N] [--one-in N]`.
import { parseArgs } from 'node:util';
import { CONFIGS, configNamed } from './configs.ts';
import { explore, story } from './explore.ts';
import { healer } from './heal.ts';
import { RULES } from './rules.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** How many states of a configuration at most. */
    states: { type: 'string', default: '300000' },
    /** How many faults there are at most; as the configuration says. */
    faults: { type: 'string' },
    /** One state in so many is run to its end. */
    'one-in': { type: 'string', default: '3' },
  },
});

for (const found of positionals.length === 0 ? CONFIGS : positionals.map(configNamed)) {
  const config = values.faults === undefined ? found : { ...found, faults: Number(values.faults) };
  const model = { config, rules: RULES };
  const judge = { by: healer(model), oneIn: Number(values['one-in']) };
  const startedAt = performance.now();
  const result = explore(model, { states: Number(values.states), judge });
  const { states, moves, depth, isWhole, judged, broken } = result;
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(
    `${config.name}: ${states} states${isWhole ? ', which are all' : ''}; ${moves} moves, depth ${depth}, ` +
      `${judged} run to their end, ${seconds} s`,
  );
  if (broken === null) continue;
  console.log(story(result));
  process.exitCode = 1;
}
