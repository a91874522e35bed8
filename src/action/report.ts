// The end of a step: what its command came to, and the only place that turns an error into a failed step.
//
// One message for people, with a link to the heading of docs/operations.md that explains it; stacks and causes go to
// the debug log. The secrets of the step are taken out of everything. A post step only warns.
import { inspect } from 'node:util';
import type { Outcome } from '../commands/outcome.ts';
import { LeaseError, PermissionError, UnavailableError } from '../lease/errors.ts';
import { serverUrlOf, type Env } from './environment.ts';
import { readOnlyAdvice } from './read-only.ts';
import type { Runner } from './runner.ts';
import { secretsOf } from './secrets.ts';

const LONGEST_CHAIN = 10;

/** Writes everything of an outcome; rejects with its failure, for the one catch. */
export async function write(outcome: Outcome, runner: Runner): Promise<void> {
  for (const { level, text } of outcome.told) runner[level](text);
  const metrics =
    outcome.metrics === null ? {} : { metrics: await runner.writeFile('metrics.txt', outcome.metrics) };
  runner.setOutputs({ ...outcome.outputs, ...metrics });
  if (outcome.summary !== null) await runner.writeSummary(outcome.summary);
  if (outcome.failure !== null) throw outcome.failure;
}

/** Fails the step with the one message of an error. */
export function reportFailure(error: unknown, runner: Runner, env: Env): void {
  const clean = redactor(env);
  runner.fail(clean(describe(error, env)));
  debugChain(error, runner, clean);
}

/** Warns of an error in the post step, which never fails the job. */
export function reportInPost(error: unknown, runner: Runner, env: Env): void {
  const clean = redactor(env);
  const doing = 'While the lease was being released (if it is still held, the next in line takes over)';
  runner.warning(clean(`${doing}: ${describe(error, env)}`));
  debugChain(error, runner, clean);
}

/** The address of the heading that explains an error code, in the repository of the action where that is known. */
export function docsLink(code: string, env: Env): string {
  const page = `docs/operations.md#${code}`;
  const repository = env['GITHUB_ACTION_REPOSITORY'] ?? '';
  const ref = env['GITHUB_ACTION_REF'] ?? '';
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository) || ref === '') return page;
  return `${serverUrlOf(env)}/${repository}/blob/${ref.split('/').map(encodeURIComponent).join('/')}/${page}`;
}

function describe(error: unknown, env: Env): string {
  if (!(error instanceof LeaseError))
    return `Unexpected error: ${messageOf(error)} (Run again with debug logging for the details.)`;
  return [error.message, adviceOn(error, env), `See ${docsLink(error.code, env)}`]
    .filter((part) => part !== '')
    .join(' ');
}

function adviceOn(error: LeaseError, env: Env): string {
  if (error instanceof PermissionError) return readOnlyAdvice(env);
  if (!(error instanceof UnavailableError) || error.lasting) return '';
  return 'Check the status of GitHub and the network of the runner, then run the job again.';
}

function debugChain(error: unknown, runner: Runner, clean: (text: string) => string): void {
  let current: unknown = error;
  for (let depth = 0; depth < LONGEST_CHAIN && current !== undefined && current !== null; depth += 1) {
    const stack = current instanceof Error ? (current.stack ?? messageOf(current)) : messageOf(current);
    runner.debug(clean(depth === 0 ? stack : `caused by ${stack}`));
    if (current instanceof AggregateError) {
      for (const part of current.errors.slice(0, LONGEST_CHAIN))
        runner.debug(clean(`with ${messageOf(part)}`));
    }
    current = current instanceof Error ? current.cause : undefined;
  }
}

function messageOf(error: unknown): string {
  if (error instanceof Error) return `${error.name}: ${error.message}`;
  return typeof error === 'string' ? error : inspect(error);
}

function redactor(env: Env): (text: string) => string {
  const secrets = secretsOf(env);
  return (text) => secrets.reduce((clean, secret) => clean.replaceAll(secret, '***'), text);
}
