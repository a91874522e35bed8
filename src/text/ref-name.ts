// What people call the ref that a request was made for: `PR 12`, or the name of the branch or tag.
//
// The answer is untrusted text: anyone who can push chooses it. It is for reading and proves nothing.
import type { Request } from '../lease/schema.ts';

const MERGE_GROUP = /^refs\/heads\/gh-readonly-queue\/.+\/pr-(\d{1,10})-[0-9a-f]{40,64}$/;
const PULL_REQUEST = /^refs\/pull\/(\d{1,10})\/(?:merge|head)$/;

/** Number of the pull request that a ref belongs to, by its name; `null` for every other ref. */
export function pullRequestOf(headRef: string): number | null {
  const digits = (MERGE_GROUP.exec(headRef) ?? PULL_REQUEST.exec(headRef))?.[1];
  return digits === undefined ? null : Number(digits);
}

/** `PR 12`, the name of a branch or tag, or the start of the commit where there is no ref. */
export function refName({ head_ref, head_sha }: Pick<Request, 'head_ref' | 'head_sha'>): string {
  const number = pullRequestOf(head_ref);
  if (number !== null) return `PR ${number}`;
  return head_ref.replace(/^refs\/(?:heads|tags)\//, '') || shortSha(head_sha);
}

/** The first characters of a commit's sha. */
export function shortSha(sha: string): string {
  return sha.slice(0, 10);
}
