// What people call a request: by the ref that it was made for (`PR 12`, or the name of the branch or tag) and its run; a
// process outside of GitHub by its own name.
//
// The answer is untrusted text: anyone who can push chooses it. It is for reading and proves nothing.
import { groupNamed } from '../lease/groups.ts';
import { NO_RUN } from '../lease/process.ts';
import type { Outcome, Request } from '../lease/schema.ts';

const PULL_REQUEST = /^refs\/pull\/(\d{1,10})\/(?:merge|head)$/;

/** Number of the pull request that a ref belongs to, by its name; `null` for every other ref. */
export function pullRequestOf(headRef: string): number | null {
  const digits = PULL_REQUEST.exec(headRef)?.[1];
  return digits === undefined ? (groupNamed(headRef)?.pullRequest ?? null) : Number(digits);
}

/** `PR 12`, the name of a branch or tag, or the start of the commit where there is no ref. */
export function refName({ head_ref, head_sha }: Pick<Request, 'head_ref' | 'head_sha'>): string {
  const number = pullRequestOf(head_ref);
  if (number !== null) return `PR ${number}`;
  return head_ref.replace(/^refs\/(?:heads|tags)\//, '') || shortSha(head_sha);
}

/** Whether no run stands for a request. */
export function isOfProcess({ run_id }: Pick<Request, 'run_id'>): boolean {
  return run_id === NO_RUN;
}

/** What a request is called: `PR 12`, `main`; a process as it calls itself. */
export function nameOf(entry: Request | Outcome): string {
  return isOfProcess(entry) ? entry.job : refName(entry);
}

/** What is said of it behind its name: `run 4711`; of a process, what it is about, or nothing. */
export function aboutOf(entry: Request | Outcome): string {
  if (!isOfProcess(entry)) return `run ${entry.run_id}`;
  return entry.head_ref === '' ? '' : refName(entry);
}

/** Both: `PR 12 (run 4711)`, `ann@host:77 (main)`. */
export function fullName(entry: Request | Outcome): string {
  const about = aboutOf(entry);
  return about === '' ? nameOf(entry) : `${nameOf(entry)} (${about})`;
}

/** The first characters of a commit's sha. */
export function shortSha(sha: string): string {
  return sha.slice(0, 10);
}
