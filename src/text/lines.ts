// What a machine tells on its way, in words for the log.
import { toIso } from '../lease/instant.ts';
import type { Line } from '../protocol/line.ts';
import { shortSha } from './ref-name.ts';
import { waitingLine } from './waiting.ts';

/** Which lease is meant, and on which branch. */
export interface Place {
  readonly lease: string;
  readonly branch: string;
  /** Whether the process waits in the line: then it keeps its place, whatever takes time. */
  readonly waits: boolean;
}

/** A line as people read it, and how loud it is. */
export function told(
  line: Line,
  { lease, branch, waits }: Place,
): { readonly level: 'info' | 'notice' | 'warning'; readonly text: string } {
  const place = waits ? '; the place in line is kept' : '';
  switch (line.line) {
    case 'waiting':
      return { level: 'info', text: waitingLine(lease, line.waiting) };
    case 'silent':
      return {
        level: 'warning',
        text: `${line.why} Trying again${waits ? ' until it answers' : ''}${place}.`,
      };
    case 'refused':
      return { level: 'warning', text: `${line.why} Trying twice more, in case it passes.` };
    case 'limited':
      return {
        level: 'notice',
        text: `GitHub's rate limit is reached. Waiting until ${toIso(Math.ceil(line.until))}${place}.`,
      };
    case 'looks-limited':
      return {
        level: 'notice',
        text: `GitHub's limit of REST requests is reached until ${toIso(Math.ceil(line.until))}. Until then the board is read by GraphQL, and less often${place}.`,
      };
    case 'answers-again':
      return { level: 'info', text: 'GitHub answers again.' };
    case 'rewound':
      return {
        level: 'warning',
        text: `The lease ${lease} on the branch ${branch} has gone back to an earlier state: somebody has rewound the branch. Going on from what is there now.`,
      };
    case 'no-room':
      return {
        level: 'warning',
        text: `The lease ${lease} on the branch ${branch} has no room for another request: too many are there, with their payloads. Waiting until some have ended.`,
      };
    case 'groups-refused':
      return {
        level: 'warning',
        text: `${line.why} Without the merge groups a round waits for its whole stabilisation window.`,
      };
    case 'lives-unseen':
      return {
        level: 'notice',
        text: `${line.why} Whether other jobs still live cannot be seen, so a dead holder is removed only after its max-hold.`,
      };
    case 'evidence-missing':
      return {
        level: 'warning',
        text: `It was not to be learned whether the success of ${shortSha(line.head)} contains this commit (${line.why}). Going on as if it did not.`,
      };
    case 'cancelled':
      return { level: 'info', text: 'The job is cancelled: leaving the line.' };
  }
}
