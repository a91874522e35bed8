// Moving the ref of the server from one commit to another, only if it still is at the first: `--force-with-lease`.
//
// What came of it is read off the flag that git prints for each ref, and off the trace. No word for people decides.
import type { Head } from '../../lease/board.ts';
import type { Version } from '../../lease/identifiers.ts';
import { causeOf } from '../cause.ts';
import { failureOf, notRemoved, saidBy, unavailable, wordsOf } from './faults.ts';
import type { GitResult } from './git.ts';
import type { Mirror } from './mirror.ts';

const PUSH = [
  'push',
  '--porcelain',
  '--no-verify',
  '--no-signed',
  '--no-follow-tags',
  '--recurse-submodules=no',
];

/** The result of a push. */
type Pushed =
  /** The server says that the ref is at the commit. It may lie. */
  | { readonly kind: 'applied' }
  /** Not written: git itself has seen another head, or the server has turned it down. */
  | { readonly kind: 'rejected'; readonly by: 'git' | 'server'; readonly cause: Error }
  /** Not written: it ended before there was anything to write. */
  | { readonly kind: 'unsent'; readonly result: GitResult }
  | { readonly kind: 'unknown'; readonly cause: Error };

/** Pushes `commit` (`null`: removes the ref), if the ref of the server is at `expected` (`null`: if there is none). */
export async function push(
  mirror: Mirror,
  expected: Head,
  commit: Version | null,
  signal: AbortSignal | undefined,
): Promise<Pushed> {
  const { ref, place, pushUrl } = mirror;
  const refs = [`--force-with-lease=${ref}:${expected ?? ''}`, '--', pushUrl, `${commit ?? ''}:${ref}`];
  const result = await place.git({ args: mirror.argumentsOf([...PUSH, ...refs]), signal, isRemote: true });
  return judge(result, ref);
}

/** Removes the branch from the server, if it is there, and as it is. Only a checkup does that, with its own. */
export async function removeBranch(mirror: Mirror, signal: AbortSignal | undefined): Promise<void> {
  // It may be written where it is not read.
  const head = (await mirror.fetch(signal)) ?? (await mirror.headWritten(signal));
  if (head === null) return;
  const purpose = mirror.purpose('writing');
  const pushed = await push(mirror, head, null, signal);
  switch (pushed.kind) {
    case 'applied':
      return;
    case 'rejected':
      throw notRemoved(purpose, pushed.cause);
    case 'unsent':
      throw failureOf(purpose, pushed.result);
    case 'unknown':
      throw unavailable(purpose, pushed.cause);
  }
}

function judge(result: GitResult, ref: string): Pushed {
  if (result.stopped !== undefined) return { kind: 'unknown', cause: causeOf(result.stopped.reason) };
  const { flag, summary } = statusOf(result.stdout.toString(), ref);
  if (flag !== undefined && ' *+=-'.includes(flag)) return { kind: 'applied' };
  const rejected = flag === '!' ? /^\[(remote )?rejected\]/.exec(summary) : null;
  if (rejected !== null) {
    const cause = new Error([summary, wordsOf(result)].filter(Boolean).join(': '));
    return { kind: 'rejected', by: rejected[1] === undefined ? 'git' : 'server', cause };
  }
  const { isWhole, hasPacked } = result.trace;
  if (flag === undefined && result.code !== null && isWhole && !hasPacked) return { kind: 'unsent', result };
  return { kind: 'unknown', cause: new Error(saidBy(result)) };
}

/** What git prints for the ref: its flag, and the summary, in which the server says why. */
function statusOf(printed: string, ref: string): { readonly flag?: string; readonly summary: string } {
  for (const line of printed.split('\n')) {
    const [flag = '', refs = '', summary = ''] = line.split('\t');
    if (flag.length === 1 && refs.endsWith(`:${ref}`)) return { flag, summary };
  }
  return { summary: '' };
}
