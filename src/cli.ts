#!/usr/bin/env node
// The command line: the real surroundings, and the exit status of what was asked for.
import { hostname, userInfo } from 'node:os';
import { audit } from './audit/check.ts';
import { Repository } from './audit/history.ts';
import { checkout } from './cli/checkout.ts';
import { startChild } from './cli/child.ts';
import { EXIT, statusOfSignal } from './cli/exit.ts';
import { main } from './cli/main.ts';
import { patient } from './cli/patient-output.ts';
import { Signals } from './cli/signals.ts';
import { connect } from './cli/world.ts';
import { newNonce } from './input/identity.ts';
import { machineClock } from './machine-clock.ts';

const { env, pid } = process;

const signals = new Signals(process);

// Nobody reads on (`ref-lease log | head`), or a disk is full. What was begun is taken back first. Who reads no words any
// more must not end the command that runs.
process.stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
  const isUnread = code === 'EPIPE';
  if (!isUnread)
    process.stderr.write(`ref-lease: error: What it had to print was not written: ${message}.\n`);
  process.exitCode = isUnread ? statusOfSignal('SIGPIPE') : EXIT.unwritten;
  signals.receive('SIGPIPE');
});
process.stderr.on('error', () => undefined);

/** The name of the user; a container may have none. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return env['USER'] || 'unknown';
  }
}

/** The folder that it runs in, without which no git runs; a script may have removed it before it releases. */
function workingDirectory(): string {
  try {
    return process.cwd();
  } catch {
    process.stderr.write(
      'ref-lease: error: The folder that it runs in is gone: change to another one, as by "cd /".\n',
    );
    process.exit(EXIT.unavailable);
  }
}

const words = patient(process.stderr, 2);
const status = await main(process.argv.slice(2), {
  env,
  directory: workingDirectory(),
  streams: { stdout: process.stdout, stderr: words },
  clock: machineClock,
  host: { user: userName(), host: hostname(), pid },
  signals,
  nonce: newNonce,
  checkout,
  connect,
  start: startChild,
  async history({ url, branch }, gitEnv, count, lease) {
    using repository = await Repository.open(url, { env: gitEnv, branch, isWhole: false });
    return await repository.latest(branch, count, lease);
  },
  audit: ({ url, branch }, gitEnv) => audit(url, branch, gitEnv),
});
// Timers of what was cut short may be left. What is written to a pipe is written by then: see exitCode of Node. That it was
// not is told one turn later, or a disk that is full would pass for a success. Where nothing is to be written nothing is:
// `run` leaves stdout to its command, and a full disk is no business of it.
process.exitCode ??= status;
await words.settled();
const exit = () => setImmediate(() => process.exit());
if (process.stdout.writableLength > 0) process.stdout.write('', exit);
else exit();
