// What a process has asked about ancestry: how often, when again, and when it gives up.
import { describe, expect, it } from 'vitest';
import type { Question } from '../../src/lease/settlement.ts';
import {
  awaitAnswers,
  dueQuestions,
  learnContains,
  nextQuestionAt,
  noEvidence,
  openQuestions,
  TRIES_BEFORE_A_GRANT,
  TRIES_OF_A_RELEASE,
  type Evidence,
} from '../../src/protocol/evidence.ts';
import type { Line } from '../../src/protocol/line.ts';
import { sha } from '../engine/world.ts';
import { heard, limitedUntil, moment, REFUSED, SILENT, type Reply } from './moment.ts';

const QUESTION: Question = { head: sha(2), sha: sha(1), blocks: true };
const OTHER: Question = { head: sha(3), sha: sha(1), blocks: false };
const ASK = { ask: 'contains', head: sha(2), sha: sha(1) } as const;

/** Asks until nothing is open any more; tells when it was asked, and what was said. */
function exhaust(evidence: Evidence, reply: Reply): { times: number[]; said: Line[]; evidence: Evidence } {
  const times: number[] = [];
  const said: Line[] = [];
  let mono = 0;
  let known = evidence;
  for (let at = nextQuestionAt(known, [QUESTION]); at !== null; at = nextQuestionAt(known, [QUESTION])) {
    mono = Math.max(mono, at);
    expect(dueQuestions(known, [QUESTION], moment(mono))).toEqual([ASK]);
    times.push(mono);
    const { answer } = heard(ASK, reply);
    const learned = learnContains(known, ASK, answer, moment(mono));
    known = learned.evidence;
    said.push(...learned.say);
    if (nextQuestionAt(known, [QUESTION]) !== null)
      expect(dueQuestions(known, [QUESTION], moment(mono))).toEqual([]);
  }
  return { times, said, evidence: known };
}

describe('a question about ancestry', () => {
  it('is due at once, and open until it is answered', () => {
    const evidence = noEvidence(TRIES_BEFORE_A_GRANT);
    expect(dueQuestions(evidence, [QUESTION, OTHER], moment(0))).toEqual([ASK, { ...ASK, head: sha(3) }]);
    expect(openQuestions(evidence, [QUESTION, OTHER])).toEqual([QUESTION, OTHER]);
    expect(nextQuestionAt(evidence, [])).toBeNull();
  });

  it.each([true, false])('that is answered is never asked again: %s', (contained) => {
    const before = exhaust(noEvidence(3), { value: contained });
    expect(before.times).toEqual([0]);
    expect(Object.values(before.evidence.proofs)).toEqual([contained]);
    expect(openQuestions(before.evidence, [QUESTION, OTHER])).toEqual([OTHER]);
  });

  it.each<[string, Reply, string]>([
    ['nobody answers', SILENT, 'GitHub does not answer.'],
    ['a limit is reached', limitedUntil(9), 'Too many requests.'],
    ['it is cut short', null, 'no answer in time'],
  ])(
    'is asked seven times over about a minute, then it is said that it was not to be learned: %s',
    (_, reply, why) => {
      const { times, said, evidence } = exhaust(noEvidence(TRIES_BEFORE_A_GRANT), reply);
      expect(times).toEqual([0, 1, 3, 7, 15, 30, 45]);
      expect(said).toEqual([{ line: 'evidence-missing', head: sha(2), why }]);
      expect(evidence.proofs).toEqual({});
      expect(openQuestions(evidence, [QUESTION])).toEqual([]);
    },
  );

  it('is asked three times where it is refused, and what that means is said', () => {
    const { times, said, evidence } = exhaust(noEvidence(TRIES_BEFORE_A_GRANT), REFUSED);
    expect(times).toEqual([0, 4, 19]);
    expect(said).toEqual([{ line: 'evidence-missing', head: sha(2), why: 'The token may not.' }]);
    expect(openQuestions(evidence, [QUESTION])).toEqual([]);
  });

  it.each([SILENT, REFUSED])(
    'of a release is asked twice, and nothing is said: the others ask for themselves',
    (reply) => {
      const { times, said } = exhaust(noEvidence(TRIES_OF_A_RELEASE), reply);
      expect([times, said]).toEqual([[0, 1], []]);
    },
  );

  it('keeps a grant waiting for a minute, also where every success gives another one', () => {
    let evidence = noEvidence(TRIES_BEFORE_A_GRANT);
    const awaited = [0, 40, 59, 60, 100].map((mono) => {
      const question = { ...QUESTION, head: sha(100 + mono) };
      const { evidence: after, waits, say } = awaitAnswers(evidence, [question, OTHER], moment(mono));
      evidence = learnContains(after, { ...ASK, head: question.head }, null, moment(mono)).evidence;
      return [mono, waits, say.length];
    });
    const [still, no] = [true, false];
    expect(awaited).toEqual([
      [0, still, 0],
      [40, still, 0],
      [59, still, 0],
      [60, no, 1],
      [100, no, 0],
    ]);
    const { answer } = heard(ASK, { value: false });
    const known = learnContains(evidence, ASK, answer, moment(110)).evidence;
    expect(awaitAnswers(known, [{ ...QUESTION, head: sha(99) }], moment(110)).waits).toBe(true);
    expect(awaitAnswers(evidence, [OTHER], moment(110))).toMatchObject({
      waits: false,
      evidence: { blind: null },
    });
  });

  it('is asked again at a time that differs from process to process', () => {
    const times = [0, 1].map((random) => {
      const { evidence } = learnContains(noEvidence(7), ASK, null, moment(10, { random }));
      return nextQuestionAt(evidence, [QUESTION]);
    });
    expect(times).toEqual([10.75, 11.25]);
  });

  it('keeps its answer where an earlier try had none', () => {
    const tried = learnContains(noEvidence(7), ASK, null, moment(0)).evidence;
    const { answer } = heard(ASK, { value: true });
    const known = learnContains(tried, ASK, answer, moment(5)).evidence;
    expect(nextQuestionAt(known, [QUESTION, OTHER])).toBe(0);
    expect(dueQuestions(known, [QUESTION, OTHER], moment(5))).toEqual([{ ...ASK, head: sha(3) }]);
  });
});
