// What a waiting main step learns from each kind of answer.
//
// The board's answers are session.ts's. Of the side asks (merge groups, ancestry, the life of jobs) nobody depends to go
// on: their silence keeps the last value and is no bad weather, each has bounds of its own.
import { afterOutage, NO_SIGNS, observe, signsStill, type Liveness } from '../lease/signs.ts';
import { isGroup } from '../lease/document.ts';
import type { AcquireState } from './acquire-state.ts';
import { isApplied, type Answer, type Ask, type Heard, type Now, type Table } from './asks.ts';
import { learnContains } from './evidence.ts';
import type { Line } from './line.ts';
import { watchedAt } from './knowledge.ts';
import { learnUnseen } from './lives.ts';
import { learnSign } from './renewal.ts';
import { hear, learnAll, momentOf, taught, type Lesson } from './session.ts';
import { afterLimit, isOutage } from './weather.ts';

/** A refused list of merge groups passes twice; repeated it is a rule, and nobody asks any more. */
const REFUSED_LISTS = 3;

/** Learns from everything that was heard. */
export function learn(before: AcquireState, heard: readonly Heard[], now: Now): Lesson<AcquireState> {
  return learnAll(before, heard, (state, each) =>
    tellingSilence(learnOne(state, each, momentOf(each.answer, now)), each),
  );
}

/** Tells once that a side ask alone was not answered: the request, or its grant, may wait for it. */
function tellingSilence(lesson: Lesson<AcquireState>, { to, answer }: Heard): Lesson<AcquireState> {
  const { state, say } = lesson;
  const isSide = to.ask !== 'read' && to.ask !== 'look' && to.ask !== 'write';
  const isTold = state.toldSides || state.session.weather.told;
  if (!isSide || answer?.is !== 'silent' || isTold) return lesson;
  return {
    ...lesson,
    state: { ...state, toldSides: true },
    say: [...say, { line: 'side-silent', why: answer.why }],
  };
}

function learnOne(state: AcquireState, heard: Heard, now: Now): Lesson<AcquireState> {
  switch (heard.to.ask) {
    case 'read':
    case 'look':
    case 'write':
      return learnBoard(state, heard, now);
    case 'groups':
      return learnGroups(state, (heard as Heard<'groups'>).answer, now);
    case 'ahead':
      return learnAhead(state, (heard as Heard<'ahead'>).answer, now);
    case 'contains': {
      const { answer } = heard as Heard<'contains'>;
      const { evidence, say } = learnContains(state.evidence, heard.to, answer, now);
      return taught({ ...sideLimit(state, answer, now), evidence }, say);
    }
    case 'life':
      return learnLife(state, heard.to, (heard as Heard<'life'>).answer, now);
    case 'board':
    case 'cut':
      throw new Error(`a waiting step does not ask ${heard.to.ask}`);
  }
}

function learnBoard(state: AcquireState, heard: Heard, now: Now): Lesson<AcquireState> {
  const wasOutage = isOutage(state.session.weather);
  const { state: session, say, trouble } = hear(state.session, heard, now);
  const [was, is] = [state.session.known.document, session.known.document];
  const signs = was === null || is === null ? NO_SIGNS : signsStill(state.memory.signs, was, is);
  // That an earlier step of the job holds the lease is proved by a write on the very state that shows it, and by no read.
  const found = isApplied(heard) ? state.memory.found : null;
  let after: AcquireState = { ...state, session, memory: { ...state.memory, signs, found } };
  if (state.renewal !== null && state.registration !== null) {
    const renewal = learnSign(state.renewal, state.registration, session.known, heard);
    after = { ...after, renewal };
  }
  // Nobody could be heard meanwhile: the silence of others in that time counts for nothing.
  if (wasOutage && !isOutage(session.weather)) {
    after = { ...after, memory: { ...after.memory, signs: afterOutage(after.memory.signs) } };
  }
  if (heard.to.ask !== 'write' && heard.answer?.is === 'value' && isLookDue(state, now)) {
    after = { ...after, lookAt: null, poll: after.poll + 1, lastTurn: after.memory.turn };
  }
  return { state: after, say, trouble };
}

/** Whether a look at the board is due, by whichever ask. */
export function isLookDue({ lookAt }: AcquireState, now: Now): boolean {
  return lookAt !== null && now.mono >= lookAt;
}

function learnGroups(
  before: AcquireState,
  answer: Answer<Table['groups']['value']> | null,
  now: Now,
): Lesson<AcquireState> {
  const state = sideLimit(before, answer, now);
  if (answer?.is === 'value') {
    const { at } = now;
    const seen = at === null ? null : { list: answer.value, at };
    return taught({ ...state, groups: { seen, refusals: 0, tried: true } });
  }
  if (answer?.is !== 'refused') return taught({ ...state, groups: { ...state.groups, tried: true } });
  // A refused list is no list: what was listed before says nothing of now.
  const refusals = state.groups.refusals + 1;
  const say: Line[] = refusals === 1 ? [{ line: 'groups-refused', why: answer.why }] : [];
  return taught({ ...state, groups: { seen: null, refusals, tried: true } }, say);
}

function learnAhead(state: AcquireState, answer: Answer<number> | null, now: Now): Lesson<AcquireState> {
  const { value, tries } = state.ahead;
  const ahead = answer?.is === 'value' ? { value: answer.value, tries } : { value, tries: tries + 1 };
  return taught({ ...sideLimit(state, answer, now), ahead });
}

function learnLife(
  before: AcquireState,
  ask: Ask<'life'>,
  answer: Answer<Table['life']['value']> | null,
  now: Now,
): Lesson<AcquireState> {
  const state = sideLimit(before, answer, now);
  // Cut short by the step's own end: nothing was said.
  if (answer === null) return taught(state);
  const watched = watchedAt(state.session.known, now);
  const liveness: Liveness = answer.is === 'value' ? answer.value : 'unknown';
  const signs = observe(state.memory.signs, ask.request.id, liveness, watched, state.poll);
  const isUnseen = answer.is === 'refused';
  const say: Line[] = isUnseen && !state.toldLives ? [{ line: 'lives-unseen', why: answer.why }] : [];
  const memory = { ...state.memory, signs };
  const unseen = learnUnseen(state.unseen, ask.request, answer, state.poll, now);
  return taught({ ...state, memory, unseen, toldLives: state.toldLives || isUnseen }, say);
}

/** A limit met by a side ask keeps all of them back; the board has its own. */
function sideLimit(state: AcquireState, answer: Answer<unknown> | null, now: Now): AcquireState {
  if (answer?.is !== 'limited') return state;
  return { ...state, sidesNotBefore: afterLimit(answer.until, now) };
}

/** The list of merge groups, where this step looks at one. */
export function askGroups({ groups, wish, sidesNotBefore, end }: AcquireState, now: Now): Ask[] {
  const isRule = groups.refusals >= REFUSED_LISTS;
  if (!isGroup(wish.registration) || isRule || end !== null || now.mono < sidesNotBefore) return [];
  return [{ ask: 'groups', base: wish.baseBranch }];
}
