// In which repositories the lives of jobs may not be seen.
//
// A refusal passes; at three polls in a row it is a rule, as a permission that is missing makes it. Then the process tells
// itself what it would hear, "unknown", so that the silence of others is judged as ever, and asks again once half a
// max-hold is over: whoever waits for hours would use up the limit of the repository by what is refused.
import { observe, type Signs } from '../lease/signs.ts';
import type { Seconds } from '../lease/instant.ts';
import type { Request } from '../lease/schema.ts';
import type { Answer, Now, Table } from './asks.ts';

const REFUSALS = 3;

/** Refusals of one repository without another answer. */
interface Refused {
  /** At how many polls, and the last of them. */
  readonly polls: number;
  readonly poll: number;
  /** Once they are a rule, nothing is asked before (monotonic). */
  readonly notBefore: Seconds;
}

/** By the address of the repository. */
export type Unseen = Readonly<Record<string, Refused>>;

export const NONE_UNSEEN: Unseen = {};

/** Learns from an answer about the job of a request. */
export function learnUnseen(
  unseen: Unseen,
  request: Request,
  answer: Answer<Table['life']['value']>,
  poll: number,
  now: Now,
): Unseen {
  const repository = repositoryOf(request);
  if (answer.is === 'value') {
    return Object.fromEntries(Object.entries(unseen).filter(([name]) => name !== repository));
  }
  if (answer.is !== 'refused') return unseen;
  const last = refusedOf(unseen, repository);
  const polls = (last?.polls ?? 0) + Number(last?.poll !== poll);
  return { ...unseen, [repository]: { polls, poll, notBefore: now.mono + request.parameters.max_hold / 2 } };
}

/** The requests whose jobs are worth a question. */
export function seeable(unseen: Unseen, requests: readonly Request[], now: Now): Request[] {
  return requests.filter((request) => {
    const refused = refusedOf(unseen, repositoryOf(request));
    return refused === undefined || refused.polls < REFUSALS || now.mono >= refused.notBefore;
  });
}

/** The signs after the process has told itself that of these nobody can tell. */
export function untold(signs: Signs, requests: readonly Request[], watched: Seconds, poll: number): Signs {
  return requests.reduce((known, { id }) => observe(known, id, 'unknown', watched, poll), signs);
}

/** Addresses come from documents, and may have the name of something that every object has. */
function refusedOf(unseen: Unseen, repository: string): Refused | undefined {
  return Object.hasOwn(unseen, repository) ? unseen[repository] : undefined;
}

function repositoryOf({ run_url }: Request): string {
  return run_url.split('/actions/')[0]!;
}
