// What the tests of the knowledge share: a lease in three states, and a process that has read it.
import type { LeaseDocument, Lock } from '../../src/lease/schema.ts';
import type { Whole } from '../../src/protocol/asks.ts';
import { learnWhole, unknown, type Known, type Learned } from '../../src/protocol/knowledge.ts';
import { aLease, aRequest, registers } from '../engine/world.ts';
import { moment, START } from './moment.ts';

export const LOCK: Lock = {
  reason: 'repair',
  actor: 'alice',
  at: START,
  until: null,
  run_url: 'https://github.com/o/s',
};
export const [ONE, TWO, THREE] = [1, 2, 3].map(documentOf) as [LeaseDocument, LeaseDocument, LeaseDocument];

/** The lease with so many requests; each more is a later sequence. */
export function documentOf(requests: number): LeaseDocument {
  const numbers = Array.from({ length: requests }, (_, index) => index + 1);
  return aLease('staging', START, ...numbers.map((number) => registers(aRequest(number))));
}

export function whole(document: Whole['document'], overrides: Partial<Whole> = {}): Whole {
  return { head: 'head-1', document, lock: null, ...overrides };
}

/** A process that has read `TWO` at the start. */
export function knowing(document: LeaseDocument = TWO, options: Parameters<typeof unknown>[1] = {}): Known {
  return learnWhole(unknown('staging', options), whole(document), moment(0)).known;
}

/** Lets a process read one thing after another, each at its time. */
export function reading(known: Known, ...reads: readonly (readonly [mono: number, Whole])[]): Learned {
  return reads.reduce<Learned>((last, [mono, read]) => learnWhole(last.known, read, moment(mono)), {
    known,
    as: 'believed',
    unreadable: null,
  });
}
