// Cutting the history of the lock branch to its last commits.
//
// They are made anew on none, with their trees, messages, authors and dates, and pushed like any other write: a writer
// that races with it sees a conflict and nothing else. What has come meanwhile is taken along, and tried again.
import type { Cut } from '../../lease/board.ts';
import type { Version } from '../../lease/identifiers.ts';
import { remakeCommits } from './commit.ts';
import { notCut, unavailable } from './faults.ts';
import type { Mirror } from './mirror.ts';
import { objectsIn } from './read.ts';
import type { Swapper } from './swap.ts';

const TRIES = 5;

/** Cuts the history to its last `keep` commits, where it is longer. */
export async function cutHistory(
  mirror: Mirror,
  swapper: Swapper,
  keep: number,
  signal: AbortSignal | undefined,
): Promise<Cut> {
  let atFirst: number | null = null;
  let unanswered: Error | null = null;
  const made = new Map<Version, Cut>();
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const head = await mirror.fetch(signal, 'whole');
    if (head === null) return { length: 0, kept: 0 };
    // The branch is what an earlier attempt made of it, though that was not answered.
    const done = made.get(head);
    if (done !== undefined) return done;
    const length = Number(await mirror.ask(['rev-list', '--count', '--first-parent', head], { signal }));
    if (length <= keep) return { length, kept: length };
    atFirst ??= length;
    const kept = keep + Math.max(0, length - atFirst);
    const commit = await remade(mirror, head, kept, signal);
    made.set(commit, { length, kept });
    const swap = await swapper.swap(head, commit, signal);
    if (swap.kind === 'applied') return { length, kept };
    if (swap.kind === 'refused') throw notCut(mirror.purpose('writing'), swap.cause.message, swap.cause);
    unanswered = swap.kind === 'unknown' ? swap.cause : null;
  }
  const purpose = mirror.purpose('writing');
  if (unanswered === null) throw notCut(purpose, `the branch has moved meanwhile, in each of ${TRIES} tries`);
  throw unavailable(purpose, unanswered);
}

/** The last `kept` commits made anew; the last one of them. */
async function remade(
  mirror: Mirror,
  head: Version,
  kept: number,
  signal: AbortSignal | undefined,
): Promise<Version> {
  const args = ['rev-list', '--first-parent', '--reverse', `--max-count=${kept}`, head];
  const input = await mirror.ask(args, { signal });
  const commits = objectsIn(await mirror.ask(['cat-file', '--batch'], { input, signal }));
  return remakeCommits(
    mirror,
    commits.map(([, commit]) => commit),
    signal,
  );
}
