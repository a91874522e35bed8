// What a waiting process is and sees, with defaults, for the tests of its decisions.
import { NO_PROOFS } from '../../src/lease/containment.ts';
import { decide } from '../../src/lease/decide.ts';
import {
  FRESH_MEMORY,
  type Applicant,
  type Decision,
  type Memory,
  type Sighting,
} from '../../src/lease/decision.ts';
import type { Seconds } from '../../src/lease/instant.ts';
import type { Sign, Signs } from '../../src/lease/signs.ts';
import type { LeaseDocument, Registration } from '../../src/lease/schema.ts';
import { ownClockOf } from '../../src/lease/document.ts';
import { at, listed, timeAt } from './build.ts';

export const POLL: Seconds = 15;

export function applicant(registration: Registration, overrides: Partial<Applicant> = {}): Applicant {
  return { registration, wait: true, delayAssignment: 0, pollInterval: POLL, ...overrides };
}

/** The state of the board at an instant, and nothing else. */
export function look(document: LeaseDocument, after: Seconds, overrides: Partial<Sighting> = {}): Sighting {
  return {
    document,
    boardLock: null,
    // It has watched from the start on.
    time: { ...timeAt(after), ownClockAt: ownClockOf(document), watched: after },
    poll: Math.round(after),
    groups: null,
    proofs: NO_PROOFS,
    openEvidence: false,
    renewalDue: false,
    sinceSign: null,
    ending: null,
    unanswered: false,
    ...overrides,
  };
}

export function memory(overrides: Partial<Memory> = {}): Memory {
  return { ...FRESH_MEMORY, ...overrides };
}

/** The merge groups, as they were listed so many seconds after the start. */
export function groupsAt(after: Seconds, ...registrations: readonly Registration[]): Sighting['groups'] {
  return { list: registrations.map(listed), at: at(after) };
}

/** What is known after one answer at the start. */
export function sign(liveness: Sign['liveness'], overrides: Partial<Sign> = {}): Sign {
  return { liveness, at: 0, poll: 0, polls: 1, aliveAt: null, unknownSince: null, ...overrides };
}

/** Signs that the jobs of all of these are dead. */
export function deadSigns(...registrations: readonly Registration[]): Signs {
  return Object.fromEntries(registrations.map(({ id }) => [id, sign('ended', { polls: 2 })]));
}

/** One decision of a process that remembers nothing, unless told. */
export function decideOnce(
  registration: Registration,
  seen: Sighting,
  { remembers = {}, ...overrides }: Partial<Applicant> & { readonly remembers?: Partial<Memory> } = {},
): Decision {
  return decide(applicant(registration, overrides), memory(remembers), seen);
}

/** The decisions of a process that looks again and again. */
export function decisions(me: Applicant, ...looks: readonly Sighting[]): Decision[] {
  let last: Memory = FRESH_MEMORY;
  return looks.map((seen) => {
    const decision = decide(me, last, seen);
    last = decision.memory;
    return decision;
  });
}

/** The kinds of the changes that a decision asks for; the kind of its verdict where it asks for none. */
export function asked({ verdict }: Decision): string {
  return verdict.kind === 'write' ? verdict.changes.map(({ kind }) => kind).join(' + ') : verdict.kind;
}
