// The first look of a main step: the board, the merge groups and the commits ahead, side by side; then the request.
import type { RequestId } from '../lease/identifiers.ts';
import { isTwin } from '../lease/board.ts';
import { FRESH_MEMORY } from '../lease/decision.ts';
import { holdersOf, isGroup, isSameJob } from '../lease/document.ts';
import { stackBelow, stackOf } from '../lease/groups.ts';
import type { Holder, LeaseDocument, Registration } from '../lease/schema.ts';
import { sharerOf } from '../lease/settlement.ts';
import { namesOf, slotsInUse } from '../lease/slot-table.ts';
import { overlap } from '../lease/slots.ts';
import type { AcquireState } from './acquire-state.ts';
import { askGroups } from './acquire-learn.ts';
import type { Ask, Now } from './asks.ts';
import type { Line } from './line.ts';
import { openIdOf } from './request-id.ts';
import { startRenewal } from './renewal.ts';
import { askRead, type Trouble } from './session.ts';

/** How often the commits ahead are asked for; then the stack decides the priority. */
const TRIES_FOR_AHEAD = 2;

/** What is still to be asked before the request can be made. */
export function askToArrive(state: AcquireState, now: Now): Ask[] {
  const { session, wish, ahead, groups } = state;
  const group = isGroup(wish.registration);
  const needsAhead = group && wish.priority === null && ahead.value === null && ahead.tries < TRIES_FOR_AHEAD;
  return [
    ...(session.known.hasRead ? [] : [askRead(session)]),
    ...(groups.tried ? [] : askGroups(state, now)),
    ...(needsAhead && now.mono >= state.sidesNotBefore
      ? [{ ask: 'ahead' as const, base: wish.baseBranch, head: wish.registration.head_sha }]
      : []),
  ];
}

/** Makes the request of what the first look has told. */
export function arrive(state: AcquireState): AcquireState {
  const { wish, groups, ahead } = state;
  const list = groups.seen?.list ?? [];
  const { head_sha } = wish.registration;
  const registration: Registration = {
    ...wish.registration,
    id: openIdFor(state),
    priority:
      wish.priority ?? ahead.value ?? (isGroup(wish.registration) ? stackOf(list, head_sha).length : 0),
    stack: stackBelow(list, head_sha),
  };
  return { ...state, registration };
}

/**
 * A slot that it accepts, where somebody holds or accepts one whose name differs only in case or in encoding. One that
 * nobody uses may have been renamed.
 */
export function twinSlotOf({ session: { known }, wish }: AcquireState): Trouble | null {
  const used = known.document === null ? [] : slotsInUse(known.document);
  for (const name of wish.registration.parameters.accepts ?? []) {
    const twin = used.find((other) => isTwin(other, name));
    if (twin !== undefined) return { kind: 'twin', of: 'slot', name, twin };
  }
  return null;
}

/**
 * What a person must be told that may be a slip: slots that nobody has named, where the lease has others, a scope that two
 * jobs of one run share, and what the own run keeps.
 */
export function slipsOf({ session: { known }, wish: { registration } }: AcquireState): Line[] {
  const { document } = known;
  if (document === null) return [];
  const { accepts, propagate } = registration.parameters;
  const names = namesOf(document.slots);
  const sharer = propagate ? sharerOf(document, registration) : undefined;
  const keeper = keeperOf(document, registration);
  const isKnown = accepts === null || names.length === 0 || accepts.some((slot) => names.includes(slot));
  return [
    ...(isKnown ? [] : [{ line: 'new-slots', accepts, known: names } as const]),
    ...(sharer === undefined ? [] : [{ line: 'shared-scope', url: sharer.run_url } as const]),
    ...(keeper === undefined ? [] : [{ line: 'kept-by-own-run', holder: keeper } as const]),
  ];
}

/** Which other job of the run keeps for it what the request cannot do without. */
function keeperOf(document: LeaseDocument, registration: Registration): Holder | undefined {
  const { accepts, take } = registration.parameters;
  const keepers = holdersOf(document).filter(
    (holder) =>
      holder.parameters.held_by === 'run' &&
      holder.run_id === registration.run_id &&
      !isSameJob(holder, registration) &&
      overlap(accepts, holder.slots),
  );
  const left = accepts?.filter((slot) => !keepers.some(({ slots }) => overlap([slot], slots))) ?? [];
  return left.length < take ? keepers[0] : undefined;
}

/** The job's next id: the present one is used up, by another step of it or by an outcome that is no longer kept. */
export function nextId(state: AcquireState): AcquireState {
  const memory = { ...FRESH_MEMORY, signs: state.memory.signs };
  const registration = { ...state.registration!, id: openIdFor(state, state.registration!.id) };
  return { ...state, registration, memory, lastTurn: memory.turn, renewal: startRenewal(registration) };
}

function openIdFor({ session, wish }: AcquireState, used: RequestId | null = null): RequestId {
  const { document } = session.known;
  const { registration } = wish;
  return document === null ? registration.id : openIdOf(document, registration, registration.id, used);
}
