// What a machine tells on its way, in words for the log.
import { toIso, type Seconds } from '../lease/instant.ts';
import type { Told } from '../commands/outcome.ts';
import type { Line } from '../protocol/line.ts';
import { duration } from './duration.ts';
import { oneLine } from './escape.ts';
import { shortSha } from './ref-name.ts';
import type { Terms } from './terms.ts';
import { holderName, newSlotsSentence, waitingLine } from './waiting.ts';

/** Which lease is meant, and on which branch. */
export interface Place {
  readonly lease: string;
  readonly branch: string;
  /** Whether the process waits in the line: then it keeps its place, whatever takes time. */
  readonly waits: boolean;
  readonly terms: Terms;
}

const info = (text: string): Told => ({ level: 'info', text });
const notice = (text: string): Told => ({ level: 'notice', text });
const warning = (text: string): Told => ({ level: 'warning', text });

/** What was told last and still holds; empty where nothing was told yet. */
export function still(last: string, length: Seconds, { server }: Pick<Terms, 'server'>): string {
  const what = last === '' ? `${server} has given no answer yet that settles it.` : last;
  return `For ${duration(length)} now: ${what}`;
}

/** Puts a line into words. */
export function told(line: Line, { lease, branch, waits, terms }: Place): Told {
  const kept = waits ? '; a place in line is kept' : '';
  const { server } = terms;
  const where = `The lease ${lease} on the branch ${branch}`;
  switch (line.line) {
    case 'waiting':
      return info(waitingLine(lease, line.waiting));
    case 'silent':
      return warning(`${line.why} Trying again${waits ? ' until it answers' : ''}${kept}.`);
    case 'refused':
      return warning(`${line.why} Trying twice more in the next half minute, in case it passes.`);
    case 'limited':
      return notice(
        `${server}'s rate limit is reached. Waiting until ${toIso(Math.ceil(line.until))}${kept}.`,
      );
    case 'looks-limited':
      return notice(
        `GitHub's limit of REST requests is reached until ${toIso(Math.ceil(line.until))}. Until then the board is read by GraphQL, and less often${kept}.`,
      );
    case 'answers-again':
      return info(`${server} answers again.`);
    case 'outrun':
      return info(`${line.why} Trying again${kept}.`);
    case 'rewound':
      return warning(
        `${where} has gone back to an earlier state: somebody has rewound the branch. Going on from what is there now.`,
      );
    case 'new-slots':
      return warning(newSlotsSentence(lease, line.accepts, line.known));
    case 'shared-scope':
      return warning(
        `Two jobs of one run ask for ${lease} with the same scope, as two calls of one reusable workflow do${line.url === '' ? '' : `: ${oneLine(line.url)}`}. What a success has tested is therefore not told, and it completes no other request, as long as the board remembers that run. Give each of them an input scope of its own.`,
      );
    case 'kept-by-own-run':
      return warning(
        `The run of this job keeps ${lease} itself (auto-release: false): ${holderName(line.holder)}. It does so as long as any of its jobs goes on, also one that waits for it, unless another one releases it. Use that hold, by its outputs request-id and fencing-token, or release it before this job asks.`,
      );
    case 'no-room':
      return warning(
        `${where} has no room for another request: too many are there, with their payloads. Waiting until some have ended.`,
      );
    case 'side-silent':
      return info(`${line.why} Asking again, and going on without it where that takes too long.`);
    case 'groups-refused':
      return warning(
        `${line.why} Without the merge groups a round waits for its whole stabilisation window.`,
      );
    case 'lives-unseen':
      return notice(
        `${line.why} Whether other jobs still live cannot be seen, so a dead holder is removed only after its max-hold.`,
      );
    case 'evidence-missing':
      return warning(
        `It was not to be learned whether the success of ${shortSha(line.head)} contains this commit (${line.why}). Going on as if it did not.`,
      );
    case 'cancelled':
      return info(`The ${terms.asker} is cancelled: leaving the line.`);
  }
}
