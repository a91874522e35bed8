// mode: status. Shows one lease or all of them: in the log, as step summary, as outputs, as figures.
//
// One read; the only thing that it writes is a shorter history, where that is asked for. It fails where the branch or
// a document cannot be read, so that a scheduled run of it is a health check.
import type { StatusInputs } from './inputs.ts';
import {
  documentToJson,
  isUnreadable,
  LOCK_PATH,
  pathOf,
  unreadableError,
  type Board,
  type Cut,
} from '../lease/board.ts';
import { createDocument, holderOf } from '../lease/document.ts';
import type { StateError } from '../lease/errors.ts';
import { inLine } from '../lease/line.ts';
import { isLocked } from '../lease/locks.ts';
import type { LeaseDocument, Lock } from '../lease/schema.ts';
import { startStatus, statusMachine, type StatusFound } from '../protocol/status.ts';
import { boardLockOf } from '../text/cells.ts';
import { counted } from '../text/counted.ts';
import { openMetrics } from '../text/metrics.ts';
import { boardSummary, stateSummary } from '../text/summary.ts';
import type { Terms } from '../text/terms.ts';
import { errorOf } from '../text/trouble.ts';
import {
  freeSentence,
  holderSentence,
  lockText,
  noBranchSentence,
  overdueSentence,
  restSentence,
  slotLocks,
} from '../text/waiting.ts';
import { outcome, stateOutputs, type Outcome, type Told } from './outcome.ts';
import { placeOf, run, type Ports } from './ports.ts';

export async function statusCommand(inputs: StatusInputs, ports: Ports): Promise<Outcome> {
  const place = placeOf(ports);
  const { branch } = place;
  const start = startStatus(inputs.keepHistory);
  const { done } = await run(statusMachine, start, ports, { lease: inputs.lease ?? '' });
  if (!('found' in done)) return outcome({ failure: errorOf(done, place, 'the board') });
  const shown = done.found === null ? outcome({}) : show(inputs, ports, done.found);
  if (done.kind !== 'done') {
    const doing = done.found === null ? 'the board' : 'the cut of the history';
    return { ...shown, failure: errorOf(done, place, doing) };
  }
  const cut = done.cut === null ? [] : [cutLine(done.cut, inputs.keepHistory!, branch)];
  return {
    ...shown,
    told: [...shown.told, ...cut],
    failure: unreadableIn(done.found.board, inputs.lease, { branch, head: done.found.head }),
  };
}

/** What was found, in every form. */
function show(
  { lease, summary }: StatusInputs,
  { world, serverUrl, terms }: Ports,
  { head, board, at }: StatusFound,
): Outcome {
  const { branch, url } = world.store;
  const moment = { now: at, serverUrl, boardLock: boardLockOf(board) };
  const shown = { ...board, leases: shownOf(board, lease) };
  const documents = [...shown.leases.values()].filter((each): each is LeaseDocument => !isUnreadable(each));
  const named = lease === null ? undefined : board.leases.get(lease);
  // What cannot be read is shown as nothing at all, never as a lease that is free.
  const one = lease === null || isUnreadable(named) ? null : (named ?? createDocument(lease, at));
  return outcome({
    outputs: {
      ...(lease === null ? allOutputs(documents, url) : stateOutputs(lease, one, url)),
      payload: one === null ? '' : (holderOf(one)?.payload ?? ''),
    },
    metrics: openMetrics(shown, at),
    summary: summary ? (one === null ? boardSummary(board, moment) : stateSummary(one, moment)) : null,
    told: lines(shown, lease, { branch, head, now: at, terms }).map((text) => ({ level: 'info', text })),
  });
}

function cutLine({ length, kept }: Cut, keep: number, branch: string): Told {
  const text =
    kept < length
      ? `The history of the branch ${branch} is cut from ${length} commits to the last ${kept}.`
      : `The history of the branch ${branch} has ${counted(length, 'commit')}, no more than the ${keep} to keep.`;
  return { level: 'info', text };
}

/** The leases that were asked for. */
function shownOf({ leases }: Board, lease: string | null): Board['leases'] {
  return new Map([...leases].filter(([name]) => lease === null || name === lease));
}

function lines(
  { leases, lock }: Board,
  lease: string | null,
  { branch, head, now, terms }: { branch: string; head: string | null; now: number; terms: Terms },
): string[] {
  if (head === null) return [noBranchSentence(branch, terms)];
  const boardLock = boardLockOf({ lock });
  const closed = isLocked(boardLock, now) ? [`All leases are ${lockText(boardLock!, 'are')}.`] : [];
  if (leases.size === 0)
    return [...closed, `Nobody has asked for ${lease === null ? 'a lease' : `the lease ${lease}`} yet.`];
  const told = [...leases].map(([name, document]) =>
    isUnreadable(document)
      ? `${name}: unreadable, ${document.unreadable}.`
      : line(document, boardLock, { now, terms }),
  );
  return [...closed, ...told];
}

function line(
  document: LeaseDocument,
  boardLock: Lock | null,
  { now, terms }: { readonly now: number; readonly terms: Terms },
): string {
  const lock = isLocked(document.lock, now) ? ` It is ${lockText(document.lock!)}.` : '';
  return (
    `${document.lease}: ${holderSentence(document)}${overdueSentence(document, null, now, terms)}` +
    `${restSentence(document, null, now)}${freeSentence(document, boardLock, now)} ` +
    `${inLine(document).length} in line.${lock}${slotLocks(document, null, now)}`
  );
}

function allOutputs(documents: readonly LeaseDocument[], url: string): ReturnType<typeof stateOutputs> {
  const state = Object.fromEntries(documents.map((document) => [document.lease, documentToJson(document)]));
  return { lease: '', holder: null, holders: [], state, 'board-url': url };
}

function unreadableIn(
  board: Board,
  lease: string | null,
  where: { branch: string; head: string | null },
): StateError | null {
  for (const [name, document] of shownOf(board, lease)) {
    if (!isUnreadable(document)) continue;
    return unreadableError({ ...where, path: pathOf(name) }, document.unreadable);
  }
  return isUnreadable(board.lock)
    ? unreadableError({ ...where, path: LOCK_PATH }, board.lock.unreadable)
    : null;
}
