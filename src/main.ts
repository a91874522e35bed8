// The main step: reads the inputs, wires the real parts, runs the mode. One catch.
import { readEvent } from './action/event.ts';
import { identity } from './action/identity.ts';
import { parseInputs } from './action/inputs.ts';
import { reportFailure } from './action/report.ts';
import { actionsRunner } from './action/runner.ts';
import { onCancellation } from './action/signals.ts';
import { run } from './modes/run.ts';
import { connectWorld } from './world.ts';

const { env } = process;
const runner = actionsRunner(env);
runner.maskToken();
try {
  const event = readEvent(env);
  const inputs = parseInputs(env, event);
  const world = connectWorld(inputs, env, runner);
  const { history } = world;
  await run(inputs, { runner, event, identity: identity(env), world, history, onCancel: onCancellation });
} catch (error) {
  reportFailure(error, runner, env);
}
// Clients keep connections and timers alive; everything has been written by now.
process.exit();
