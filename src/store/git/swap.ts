// The compare-and-swap: a push, and a second look wherever its answer does not say enough.
import type { Head } from '../../lease/board.ts';
import type { Version } from '../../lease/identifiers.ts';
import { causeOf } from '../cause.ts';
import type { Swap } from '../store.ts';
import { failureOf, isFault, saidBy } from './faults.ts';
import type { GitResult } from './git.ts';
import type { Mirror } from './mirror.ts';
import { push } from './push.ts';

/** Moves the branch from `expected` to `commit`. A server that `isTrusted` is taken at its word. */
export async function swapHead(
  mirror: Mirror,
  expected: Head,
  commit: Version,
  isTrusted: boolean,
  signal: AbortSignal | undefined,
): Promise<Swap> {
  const pushed = await push(mirror, expected, commit, signal);
  switch (pushed.kind) {
    case 'applied':
      return isTrusted ? { kind: 'applied', head: commit } : confirmed(mirror, commit, signal);
    case 'rejected': {
      const isSame = await mirror.fetch(signal).then(
        (head) => head === expected,
        () => false,
      );
      return isSame ? { kind: 'refused', cause: pushed.cause } : { kind: 'conflict' };
    }
    case 'unsent':
      return unsent(mirror, expected, pushed.result, signal);
    case 'unknown':
      return pushed;
  }
}

/**
 * A push that was over before there was anything to write. Where the server lets itself be read all the same, it is the
 * writing that it refuses, which is how a key without the right to write looks.
 */
async function unsent(
  mirror: Mirror,
  expected: Head,
  result: GitResult,
  signal: AbortSignal | undefined,
): Promise<Swap> {
  const { isHttp, status } = result.trace;
  if (isFault(result) || (isHttp && status === null)) throw failureOf(mirror.purpose('writing'), result);
  const head = await mirror.fetch(signal);
  if (head !== expected) return { kind: 'conflict' };
  return { kind: 'refused', cause: new Error(saidBy(result)) };
}

/** Whether what the server has said to be written is there. A commit that was made on it since tells the same. */
async function confirmed(mirror: Mirror, commit: Version, signal: AbortSignal | undefined): Promise<Swap> {
  try {
    const head = await mirror.fetch(signal);
    if (head === commit || (head !== null && (await contains(mirror, head, commit, signal))))
      return { kind: 'applied', head: commit };
    return {
      kind: 'unknown',
      cause: new Error(`the server said that it was written, and shows ${head ?? 'no branch'}`),
    };
  } catch (error) {
    return { kind: 'unknown', cause: causeOf(error) };
  }
}

async function contains(
  mirror: Mirror,
  head: Version,
  commit: Version,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const args = ['merge-base', '--is-ancestor', commit, head];
  return (await mirror.run(args, { signal })).code === 0;
}
