// Explores configurations from the command line:
// `node test/model/run.ts [--config NAME]... [--clients N] [--depth N] [--faults N] [--events N] [--jumps N] [--heal N]`.
import { parseArgs } from 'node:util';
import { check, type Checked } from './check.ts';
import { CONFIGS } from './configs.ts';
import { explain } from './heal.ts';
import type { Model } from './state.ts';

const { values } = parseArgs({
  options: {
    config: { type: 'string', multiple: true },
    clients: { type: 'string' },
    depth: { type: 'string' },
    faults: { type: 'string' },
    events: { type: 'string' },
    jumps: { type: 'string' },
    heal: { type: 'string', default: '1' },
    sources: { type: 'string' },
    forgets: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});

const most = Number(values.clients ?? Infinity);
const names = values.config ?? CONFIGS.filter(({ cast }) => cast.length <= most).map(({ name }) => name);
const limits = Object.fromEntries(
  (['depth', 'faults', 'events', 'jumps'] as const)
    .filter((limit) => values[limit] !== undefined)
    .map((limit) => [limit, Number(values[limit])]),
);
const options = {
  limits,
  heal: Number(values.heal),
  ...(values.sources === undefined ? {} : { sources: values.sources }),
  ...(values.forgets === undefined ? {} : { forgets: values.forgets as Model['forgets'] }),
};
for (const config of names) {
  const checked = await check({ config, ...options });
  if (values.json) console.log(JSON.stringify({ config, ...checked, model: undefined }));
  else print(config, checked);
  if (checked.broken !== null) process.exitCode = 1;
}

function print(config: string, { states, steps, depth, healed, seconds, broken, model }: Checked): void {
  console.log(
    `${config}: ${states} states, ${steps} steps, depth ${depth}, ${healed} healed, ${seconds.toFixed(1)} s`,
  );
  if (broken === null) return;
  console.log(`  broken: ${broken.promise}`);
  broken.schedule.forEach((line, i) => console.log(`  ${i + 1}. ${line}`));
  if (broken.stuck !== undefined) console.log(explain(model, broken.stuck).join('\n'));
}
