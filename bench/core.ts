// Two costs without any server: the growth of the lock branch, and one decision with many requests.
//
// The history is made by the real transitions and the real texts, and written by `git fast-import`; that git packs it as
// GitHub does is assumed, not known.
import { mkdtempDisposableSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeChange } from '../src/text/commit.ts';
import { renderBoard } from '../src/text/markdown.ts';
import { EMPTY_BOARD, type Board } from '../src/lease/board.ts';
import { NO_PROOFS } from '../src/lease/containment.ts';
import { byClock } from '../src/lease/age.ts';
import { decide } from '../src/lease/decide.ts';
import { FRESH_MEMORY } from '../src/lease/decision.ts';
import { createDocument, holderOf } from '../src/lease/document.ts';
import type { LeaseDocument, Registration } from '../src/lease/schema.ts';
import { transition, type Change } from '../src/lease/transition.ts';
import { textOf } from '../src/store/commit-text.ts';
import { changesFrom } from '../src/store/files.ts';
import { outputOf } from '../scripts/output.ts';
import { aRegistration } from '../test/action/records.ts';
import { median } from './statistics.ts';

const LEASE = 'main';
const START = Date.UTC(2026, 0, 5, 9) / 1000;

export interface GrowthFigures {
  readonly transitions: number;
  /** Bytes of the pack of all objects of the branch. */
  readonly bytes: number;
}

/** Plays trains of four, one after another, and packs what they have written. */
export function measureGrowth(transitions: number): GrowthFigures {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'ref-lease-growth-'));
  const git = (args: readonly string[], input = ''): string =>
    outputOf('git', args, { cwd: folder.path, input });
  git(['init', '--quiet', '--bare', '.']);
  git(['fast-import', '--quiet'], historyOf(transitions));
  // Without the deltas of fast-import, which are made for speed.
  git(['repack', '-a', '-d', '-f', '-q']);
  const size = /size-pack: (\d+)/.exec(git(['count-objects', '-v']))?.[1];
  return { transitions, bytes: Number(size) * 1024 };
}

/** A decision, in milliseconds, of one waiter among so many requests for so many slots; in the median. */
export function measureDecision(requests: number, slots: number, runs: number): number {
  const document = crowdOf(requests, slots);
  const me = { registration: registrationFor(1, slots), wait: true, delayAssignment: 0, pollInterval: 15 };
  const seen = {
    document,
    boardLock: null,
    time: byClock(START + requests + 60),
    poll: 1,
    groups: null,
    proofs: NO_PROOFS,
    openEvidence: false,
    seesLives: null,
    renewalDue: false,
    sinceSign: null,
    ending: null,
    unanswered: false,
  };
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const startedAt = performance.now();
    decide(me, FRESH_MEMORY, seen);
    times.push(performance.now() - startedAt);
  }
  return median(times);
}

/** All of them waiting but those that take one slot only, who hold it. */
function crowdOf(requests: number, slots: number): LeaseDocument {
  let document = createDocument(LEASE, START);
  for (let number = 1; number <= requests; number += 1) {
    const registration = registrationFor(number, slots);
    const { id, parameters } = registration;
    const changes: Change[] = [{ kind: 'register', registration }];
    if (parameters.accepts !== null && parameters.take === 1)
      changes.push({ kind: 'grant', id, slots: parameters.accepts.slice(0, 1) });
    document = transition(document, changes, { now: START + number });
  }
  return document;
}

/**
 * Accepts three quarters of so many slots, each request others. Most take so many that the first of them leaves too few
 * to everybody else, so that the walk through the line is as long as it can be; a few take one.
 */
function registrationFor(number: number, slots: number): Registration {
  const registration = registrationOf(number);
  if (slots === 0) return registration;
  const accepts = Array.from({ length: (slots * 3) / 4 }, (_, index) => `slot ${(number + index) % slots}`);
  const take = number > 1 && number <= slots / 4 ? 1 : slots / 2;
  return { ...registration, parameters: { ...registration.parameters, accepts, take } };
}

function historyOf(transitions: number): string {
  const parts: string[] = [];
  let board: Board = EMPTY_BOARD;
  let document = createDocument(LEASE, START);
  let written = 0;
  for (const { change, at } of story()) {
    if (written === transitions) break;
    const changed = transition(document, change(document), { now: at });
    if (changed === document) continue;
    document = changed;
    const next = { ...board, leases: new Map([[LEASE, document]]) };
    parts.push(commitOf(board, next, at));
    written += 1;
    board = next;
  }
  return parts.join('');
}

function commitOf(before: Board, after: Board, at: number): string {
  const readme = renderBoard(after, { branch: 'ref-lease', now: at, serverUrl: 'https://github.com' });
  // An operation id is random, and does not compress.
  const { subject, body } = describeChange(before, after);
  const message = textOf({ subject, body, operation: crypto.randomUUID() });
  const { additions } = changesFrom({ head: 'HEAD', board: before }, after, new WeakMap(), readme);
  return [
    `commit refs/heads/ref-lease\n`,
    `committer bot <bot@example.com> ${at} +0000\n`,
    data(message),
    ...additions.map(({ path, text }) => `M 100644 inline ${path}\n${data(text)}`),
    '\n',
  ].join('');
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}

interface Event {
  readonly at: number;
  readonly change: (document: LeaseDocument) => readonly Change[];
}

/** Trains of four without end: three register, the fourth registers and is granted, and its success completes all. */
function* story(): Generator<Event> {
  for (let train = 0, at = START; ; train += 1) {
    const cars = [1, 2, 3, 4].map((place) => registrationOf(train * 4 + place));
    for (const registration of cars) {
      const registering: Change = { kind: 'register', registration };
      const isLast = registration === cars.at(-1);
      const changes = isLast ? [registering, { kind: 'grant', id: registration.id } as const] : [registering];
      yield { at: (at += 20), change: () => changes };
    }
    yield { at: (at += 600), change: released };
  }
}

function released(document: LeaseDocument): readonly Change[] {
  const holder = holderOf(document);
  if (holder === undefined) return [];
  const { id, epoch } = holder;
  return [{ kind: 'release', id, epoch, outcome: 'success', proofs: NO_PROOFS }];
}

function registrationOf(number: number): Registration {
  const runId = 17_000_000_000 + number * 7919;
  const base = shaOf(number - 1);
  return aRegistration({
    id: `${runId}/1/staging/0/${runId + 31}`,
    priority: ((number - 1) % 4) + 1,
    scope: 'main · .github/workflows/ci.yml · staging · 0',
    head_sha: shaOf(number),
    head_ref: `refs/heads/gh-readonly-queue/main/pr-${number}-${base}`,
    base_sha: base,
    nonce: `of-${number}`,
    run_id: runId,
    run_attempt: 1,
    check_run_id: runId + 31,
    runner_name: `GitHub Actions ${number}`,
    run_url: `https://github.com/octo/shop/actions/runs/${runId}/attempts/1`,
    actor: 'octocat',
    parameters: { window: 300, propagate: true },
  });
}

/** Forty digits that look random, as those of a commit do. */
function shaOf(number: number): string {
  let state = (number + 1) * 2_654_435_761;
  return Array.from({ length: 5 }, () => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e3779b9) | 0;
    return (state >>> 0).toString(16).padStart(8, '0');
  }).join('');
}
