// The commands that only look.
import { lineOf, summaryOf, unreadableLineOf } from '../audit/check.ts';
import { NoBranch } from '../audit/history.ts';
import { statusCommand } from '../commands/status.ts';
import { LeaseError, UnavailableError } from '../lease/errors.ts';
import { toIso } from '../lease/instant.ts';
import { withoutSecrets } from '../store/git/environment.ts';
import { json, printable } from '../text/printable.ts';
import { COMMAND_TERMS } from '../text/terms.ts';
import { noBranchSentence } from '../text/waiting.ts';
import { onBoard, type Context } from './context.ts';
import { EXIT } from './exit.ts';
import * as option from './options.ts';

const DEFAULT_NUMBER = 20;

export async function statusInCli(context: Context): Promise<number> {
  const { given, terminal } = context;
  const inputs = { lease: given.get(option.ONE_LEASE), keepHistory: null, summary: false };
  const { outputs, metrics, told, failure } = await onBoard(context, (ports) => statusCommand(inputs, ports));
  if (given.has(option.AS_JSON)) {
    if (outputs.state !== undefined) terminal.data(json(outputs.state, 2));
  } else if (given.has(option.METRICS)) {
    if (metrics !== null) terminal.data(metrics);
  } else {
    for (const { text } of told) terminal.data(printable(text));
  }
  if (failure !== null) throw failure;
  return EXIT.done;
}

export async function logInCli(context: Context): Promise<number> {
  const { given, around, terminal, where, gitEnv } = context;
  const count = given.get(option.NUMBER) ?? DEFAULT_NUMBER;
  const lease = given.get(option.ONE_LEASE);
  const found = await read(context, () => around.history(where, gitEnv, count, lease));
  const entries = found ?? [];
  const empty =
    found === null
      ? noBranchSentence(where.branch, COMMAND_TERMS)
      : `Nobody has asked for the lease ${lease} yet, as far as the history of the branch ${where.branch} goes.`;
  if (entries.length === 0) terminal.tell({ level: 'info', text: empty });
  if (given.has(option.AS_JSON)) {
    const shown = entries.map(({ sha, at, subject }) => ({ commit: sha, at: toIso(at), subject }));
    terminal.data(json(shown, 2));
  } else {
    for (const { at, subject } of entries) terminal.data(printable(`${toIso(at)}  ${subject}`));
  }
  return EXIT.done;
}

export async function auditInCli(context: Context): Promise<number> {
  const { given, around, terminal, where, gitEnv } = context;
  const report = await read(context, () => around.audit(where, gitEnv));
  if (report === null) {
    terminal.error(`${noBranchSentence(where.branch, COMMAND_TERMS)} So there is nothing to audit.`);
    return EXIT.failed;
  }
  const { findings, unreadable } = report;
  if (given.has(option.AS_JSON)) terminal.data(json(report, 2));
  else {
    for (const version of unreadable) terminal.data(printable(unreadableLineOf(version)));
    for (const finding of findings) terminal.data(printable(lineOf(finding)));
    terminal.data(summaryOf(report));
  }
  return findings.length === 0 ? EXIT.done : EXIT.failed;
}

/**
 * What git answers about a history, `null` where there is none; in its own words where it does not, and no longer than it
 * is waited for.
 */
async function read<T>({ where, around }: Context, ask: () => Promise<T>): Promise<T | null> {
  const { cancelled } = around.signals;
  // It may have come while the checkout was read.
  cancelled.throwIfAborted();
  const ended = new Promise<never>((_, reject) => {
    cancelled.addEventListener('abort', () => reject(cancelled.reason as Error), { once: true });
  });
  return Promise.race([ask(), ended]).catch((error: Error) => {
    if (error instanceof NoBranch) return null;
    if (error instanceof LeaseError) throw error;
    const what = `the branch ${where.branch} of ${withoutSecrets(where.url)}`;
    throw new UnavailableError(`The history of ${what} was not read: ${error.message}`, { cause: error });
  });
}
