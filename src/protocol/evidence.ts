// What a process has asked about ancestry, and what it still has to ask.
//
// Ancestry never changes, so an answer is kept for good. A question without an answer is asked again, seven times over
// about a minute, and three times over some twenty seconds where it is refused; as long as one about a success is open,
// nothing is granted: the commit may have been tested already, and a grant would deploy it over a newer one. Then the
// process goes on without the answer, and says so; also where a minute has passed in which nothing could be asked, or
// new successes gave new questions and none had an answer.
import { proofKey, withProof, NO_PROOFS, type Proofs } from '../lease/containment.ts';
import type { Seconds } from '../lease/instant.ts';
import type { Question } from '../lease/settlement.ts';
import type { Answer, Ask, Now } from './asks.ts';
import type { Line } from './line.ts';
import { exponential } from './pace.ts';

/** How often a question is asked: for a grant that waits for it, and for a release, whose others ask themselves. */
export const TRIES_BEFORE_A_GRANT = 7;
export const TRIES_OF_A_RELEASE = 2;
const LONGEST_PAUSE: Seconds = 15;

/** So many refusals of a question are a rule: a permission that is missing does not come back by asking on. */
const REFUSALS = 3;

/** For how long a grant waits for answers while there is none to any question. */
const LONGEST_BLINDNESS: Seconds = 60;

/** How often a question went without an answer, and when it is asked again at the earliest (monotonic). */
interface Asked {
  readonly tries: number;
  readonly notBefore: Seconds;
}

const NEVER_ASKED: Asked = { tries: 0, notBefore: 0 };

export interface Evidence {
  /** The answers. */
  readonly proofs: Proofs;
  readonly asked: Readonly<Record<string, Asked>>;
  readonly mostTries: number;
  /** Since when there have been questions about successes, and no answer (monotonic); `told`: that it is too long. */
  readonly blind: { readonly since: Seconds; readonly told: boolean } | null;
}

/** Evidence before the first question. */
export function noEvidence(mostTries: number): Evidence {
  return { proofs: NO_PROOFS, asked: {}, mostTries, blind: null };
}

/** The questions that are to be asked now. */
export function dueQuestions(
  evidence: Evidence,
  questions: readonly Question[],
  now: Now,
): Ask<'contains'>[] {
  return openQuestions(evidence, questions)
    .filter((question) => askedOf(evidence, question).notBefore <= now.mono)
    .map(({ head, sha }) => ({ ask: 'contains', head, sha }));
}

/** The questions that have no answer yet, and may still get one. */
export function openQuestions(evidence: Evidence, questions: readonly Question[]): Question[] {
  const { proofs, mostTries } = evidence;
  return questions.filter(
    (question) =>
      proofs[proofKey(question.head, question.sha)] === undefined &&
      askedOf(evidence, question).tries < mostTries,
  );
}

/** When the next of the open questions is due (monotonic); `null` where none is open. */
export function nextQuestionAt(evidence: Evidence, questions: readonly Question[]): Seconds | null {
  const times = openQuestions(evidence, questions).map((each) => askedOf(evidence, each).notBefore);
  return times.length === 0 ? null : Math.min(...times);
}

/** Whether a grant waits for answers to the questions; with what is to be said where it no longer does. */
export function awaitAnswers(
  evidence: Evidence,
  questions: readonly Question[],
  now: Now,
): { readonly evidence: Evidence; readonly waits: boolean; readonly say: readonly Line[] } {
  const [first] = openQuestions(evidence, questions).filter(({ blocks }) => blocks);
  if (first === undefined) return { evidence: answered(evidence), waits: false, say: [] };
  const { since, told } = evidence.blind ?? { since: now.mono, told: false };
  const waits = !told && now.mono - since < LONGEST_BLINDNESS;
  const why = 'no answer to such a question for a minute';
  return {
    evidence: { ...evidence, blind: { since, told: !waits } },
    waits,
    say: waits || told ? [] : [{ line: 'evidence-missing', head: first.head, why }],
  };
}

/** Learns from one answer; `null`: none came. */
export function learnContains(
  evidence: Evidence,
  ask: Ask<'contains'>,
  answer: Answer<boolean> | null,
  now: Now,
): { readonly evidence: Evidence; readonly say: readonly Line[] } {
  const { head, sha } = ask;
  if (answer?.is === 'value') {
    const proofs = withProof(evidence.proofs, head, sha, answer.value);
    return { evidence: { ...answered(evidence), proofs }, say: [] };
  }
  const counts = answer?.is === 'refused' ? Math.ceil(evidence.mostTries / REFUSALS) : 1;
  const tries = askedOf(evidence, ask).tries + counts;
  const notBefore = now.mono + exponential(tries - 1, LONGEST_PAUSE) * (0.75 + now.random / 2);
  const why = answer === null ? 'no answer in time' : answer.why;
  return {
    evidence: { ...evidence, asked: { ...evidence.asked, [proofKey(head, sha)]: { tries, notBefore } } },
    // The others of a release ask for themselves, so nobody has to know.
    say: tries >= TRIES_BEFORE_A_GRANT ? [{ line: 'evidence-missing', head, why }] : [],
  };
}

function answered(evidence: Evidence): Evidence {
  return evidence.blind === null ? evidence : { ...evidence, blind: null };
}

function askedOf(evidence: Evidence, { head, sha }: Pick<Question, 'head' | 'sha'>): Asked {
  return evidence.asked[proofKey(head, sha)] ?? NEVER_ASKED;
}
