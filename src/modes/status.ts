// mode: status. Shows one lease or all of them: in the log, as step summary, as outputs, as figures.
//
// One read; the only thing that it writes is a shorter history, where that is asked for. It fails where the branch or
// a document cannot be read, so that a scheduled run of it is a health check.
import type { StatusInputs } from '../action/inputs.ts';
import { openMetrics } from '../text/metrics.ts';
import { boardSummary, stateSummary } from '../text/summary.ts';
import { holderSentence, lockText } from '../text/waiting.ts';
import {
  documentToJson,
  isUnreadable,
  LOCK_PATH,
  pathOf,
  unreadableError,
  type Board,
} from '../lease/board.ts';
import { createDocument, holderOf } from '../lease/document.ts';
import { inLine, isLocked } from '../lease/line.ts';
import type { LeaseDocument } from '../lease/schema.ts';
import { stateOutputs, type Context } from './context.ts';

export async function statusMode(inputs: StatusInputs, context: Context): Promise<void> {
  const { world, runner } = context;
  const { head, board } = await world.store.read();
  const now = world.clock.now();
  const documents = readable(board, inputs.lease);
  for (const text of lines(board, inputs.lease, { branch: world.store.branch, head, now })) runner.info(text);
  const named = inputs.lease === null ? undefined : board.leases.get(inputs.lease);
  // What cannot be read is shown as nothing at all, never as a lease that is free.
  const one =
    inputs.lease === null || isUnreadable(named) ? null : (named ?? createDocument(inputs.lease, now));
  runner.setOutputs({
    ...(inputs.lease === null
      ? allOutputs(documents, world.store.url)
      : stateOutputs(world, inputs.lease, one)),
    payload: one === null ? '' : (holderOf(one)?.payload ?? ''),
    metrics: await runner.writeFile('metrics.txt', openMetrics(documents, now)),
  });
  if (inputs.summary) {
    await runner.writeSummary(one === null ? boardSummary(board, now) : stateSummary(one, now));
  }
  if (inputs.keepHistory !== null) await keepHistory(inputs.keepHistory, context);
  refuseUnreadable(board, inputs.lease, { branch: world.store.branch, head });
}

async function keepHistory(keep: number, { world, history, runner }: Context): Promise<void> {
  const { length, kept } = await history.cutHistory(keep);
  const { branch } = world.store;
  if (kept < length)
    runner.info(`The history of the branch ${branch} is cut from ${length} commits to the last ${kept}.`);
  else
    runner.info(
      `The history of the branch ${branch} has ${length} commits, no more than the ${keep} to keep.`,
    );
}

function readable(board: Board, lease: string | null): LeaseDocument[] {
  return [...board.leases.values()]
    .filter((document): document is LeaseDocument => !isUnreadable(document))
    .filter((document) => lease === null || document.lease === lease);
}

function lines(
  board: Board,
  lease: string | null,
  { branch, head, now }: { branch: string; head: string | null; now: number },
): string[] {
  // GitHub does not tell a branch that is missing from one that the token may not read.
  const missing = `There is no branch ${branch}: nobody has asked for a lease yet, or the token lacks contents: read.`;
  if (head === null) return [missing];
  const { lock } = board;
  const closed = !isUnreadable(lock) && isLocked(lock, now) ? [`All leases are ${lockText(lock!)}.`] : [];
  const shown = [...board.leases].filter(([name]) => lease === null || lease === name);
  if (shown.length === 0)
    return [...closed, `Nobody has asked for ${lease === null ? 'a lease' : `the lease ${lease}`} yet.`];
  const told = shown.map(([name, document]) =>
    isUnreadable(document) ? `${name}: unreadable, ${document.unreadable}.` : line(document, now),
  );
  return [...closed, ...told];
}

function line(document: LeaseDocument, now: number): string {
  const lock =
    document.lock !== null && isLocked(document.lock, now) ? ` It is ${lockText(document.lock)}.` : '';
  return `${document.lease}: ${holderSentence(document)} ${inLine(document).length} in line.${lock}`;
}

function allOutputs(
  documents: readonly LeaseDocument[],
  url: string,
): Pick<ReturnType<typeof stateOutputs>, 'lease' | 'holder' | 'state' | 'board-url'> {
  const state = Object.fromEntries(documents.map((document) => [document.lease, documentToJson(document)]));
  return { lease: '', holder: null, state, 'board-url': url };
}

function refuseUnreadable(
  board: Board,
  lease: string | null,
  where: { branch: string; head: string | null },
): void {
  for (const [name, document] of board.leases) {
    if (!isUnreadable(document) || (lease !== null && lease !== name)) continue;
    throw unreadableError({ ...where, path: pathOf(name) }, document.unreadable);
  }
  if (isUnreadable(board.lock)) throw unreadableError({ ...where, path: LOCK_PATH }, board.lock.unreadable);
}
