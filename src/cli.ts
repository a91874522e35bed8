#!/usr/bin/env node
// The command line: the real surroundings, and the exit status of what was asked for.
import { hostname, userInfo } from 'node:os';
import { audit } from './audit/check.ts';
import { Repository } from './audit/history.ts';
import { checkout } from './cli/checkout.ts';
import { startChild } from './cli/child.ts';
import { machineClock } from './machine-clock.ts';
import { main } from './cli/main.ts';
import { Signals } from './cli/signals.ts';
import { connect } from './cli/world.ts';
import { newNonce } from './input/identity.ts';

const { env, pid } = process;

/** The name of the user; a container may have none. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return env['USER'] || 'unknown';
  }
}

const status = await main(process.argv.slice(2), {
  env,
  directory: process.cwd(),
  streams: process,
  clock: machineClock,
  host: { user: userName(), host: hostname(), pid },
  signals: new Signals(process),
  nonce: newNonce,
  checkout,
  connect,
  start: startChild,
  async history({ url, branch }, count, lease) {
    using repository = await Repository.open(url, branch);
    return await repository.latest(branch, count, lease);
  },
  audit: ({ url, branch }) => audit(url, branch),
});
// Timers of what was cut short may be left. What is written to a pipe is written by then: see exitCode of Node.
process.exitCode = status;
process.stdout.write('', () => process.exit());
