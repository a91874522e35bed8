// The main step: reads the inputs, wires the real parts, runs the command, and writes what it came to. One catch.
import { readEvent } from './action/event.ts';
import { readInput } from './action/environment.ts';
import { identity, nonceOf } from './action/identity.ts';
import { requireNode, checkServer } from './action/requirements.ts';
import { parseInputs } from './action/inputs.ts';
import { reportFailure, write } from './action/report.ts';
import { actionsRunner, cancellation } from './action/runner.ts';
import type { SavedState } from './action/state.ts';
import { unknownInputs } from './action/stray-inputs.ts';
import { runCommand } from './action/command.ts';
import type { Ports } from './commands/ports.ts';
import { newNonce, requestKey } from './input/identity.ts';
import { ACTION_TERMS } from './text/terms.ts';
import { connectWorld } from './world.ts';

const { env } = process;
const runner = actionsRunner(env);
runner.maskSecrets();
try {
  requireNode(process.versions.node);
  // Before anything is asked of GitHub: who cannot tell what it has got must not get it.
  runner.begin();
  const who = identity(env);
  // Also where it fails before it has asked.
  if (readInput(env, 'mode') === 'acquire') runner.countUse();
  const event = readEvent(env);
  if (event.warning !== null) runner.warning(event.warning);
  for (const text of unknownInputs(env)) runner.warning(text);
  const inputs = parseInputs(env, event);
  checkServer(env);
  const jobKey = requestKey(who, () =>
    inputs.mode === 'acquire' ? runner.nonce() : (nonceOf(env) ?? newNonce()),
  );
  const caller = { event, identity: who, jobKey, nonce: newNonce() };
  const { checkup, ...world } = await connectWorld(inputs, env, who);
  const ports: Ports = {
    ...world,
    tell: ({ level, text }) => runner[level](text),
    terms: ACTION_TERMS,
    cancelled: cancellation(),
  };
  if (inputs.mode === 'acquire') runner.saveEnv();
  const save = (state: SavedState): void => runner.saveState(state);
  const { outcome, state } = await runCommand(inputs, caller, ports, save, checkup);
  await write(outcome, runner);
  if (state !== null) save(state);
} catch (error) {
  reportFailure(error, runner, env);
}
// Clients keep connections and timers alive; everything has been written by now.
process.exit();
