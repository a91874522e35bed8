// A stage for scenarios: one lease, and people who arrive, look, work, finish and die, each deciding as the real
// process does. What happens is written down as a transcript: the event, and the state that it led to.
import { NO_SIGHTINGS, noteSightings, type Sightings, type Time } from '../../src/lease/age.ts';
import { NO_PROOFS, isContained } from '../../src/lease/containment.ts';
import { decide, FRESH_MEMORY, type Applicant, type Memory, type Verdict } from '../../src/lease/decide.ts';
import { createDocument, holderOf } from '../../src/lease/document.ts';
import type { Seconds } from '../../src/lease/instant.ts';
import { assertStep } from '../../src/lease/invariants.ts';
import { inLine } from '../../src/lease/line.ts';
import { decideRelease } from '../../src/lease/release.ts';
import { observe } from '../../src/lease/signs.ts';
import type { LeaseDocument, Registration } from '../../src/lease/schema.ts';
import { transition, type Change } from '../../src/lease/transition.ts';
import { applicant, look } from './applicant.ts';
import { at, LEASE, listed, START } from './build.ts';

interface Person {
  readonly me: Applicant;
  memory: Memory;
  sightings: Sightings;
}

export class Stage {
  #document: LeaseDocument = createDocument(LEASE, START);
  #after: Seconds = 0;
  #poll = 0;
  readonly #people = new Map<string, Person>();
  readonly #dead = new Set<string>();
  readonly #queue: Registration[] = [];
  readonly #lines: string[] = [];

  /** What has happened so far; tokens are counted from the first one. */
  get transcript(): string {
    return `${this.#lines.join('\n')}\n`;
  }

  get document(): LeaseDocument {
    return this.#document;
  }

  /** Time passes. */
  pass(seconds: Seconds): void {
    this.#after += seconds;
  }

  /** The merge queue builds these groups. */
  queue(...groups: readonly Registration[]): void {
    this.#queue.push(...groups);
    this.#event(`the queue builds ${groups.map(({ id }) => id).join(', ')}`);
  }

  arrive(registration: Registration): void {
    this.#people.set(registration.id, {
      me: applicant(registration),
      memory: FRESH_MEMORY,
      sightings: NO_SIGHTINGS,
    });
    this.look(registration, 'arrives');
  }

  /** One poll: the person decides, and decides again after every write. */
  look({ id }: Registration, event = 'looks'): void {
    this.#poll += 1;
    const { me, memory } = this.#people.get(id)!;
    const { turn } = memory;
    const done: string[] = [];
    for (let verdict = this.#decide(id, turn); ; verdict = this.#decide(id, turn)) {
      if (verdict.kind !== 'write') {
        done.push(said(verdict));
        break;
      }
      done.push(this.#write(verdict.changes));
    }
    this.#event(`${me.registration.id} ${event}: ${done.join('; ')}`);
  }

  /** The post step of the person's job. */
  finish({ id }: Registration, outcome: 'success' | 'failure'): void {
    const holder = holderOf(this.#document);
    const epoch = holder?.id === id ? holder.epoch : null;
    const { registration } = this.#people.get(id)!.me;
    const verdict = decideRelease(
      { id, epoch, outcome, registration, nonce: registration.nonce },
      this.#document,
      NO_PROOFS,
      false,
    );
    const done = verdict.kind === 'write' ? this.#write(verdict.changes) : verdict.kind;
    this.#event(`${id} ends with ${outcome}: ${done}`);
  }

  /** The runner of the person's job is gone. */
  die({ id }: Registration): void {
    this.#dead.add(id);
    this.#event(`${id} loses its runner`);
  }

  #decide(id: string, turn: Memory['turn']): Verdict {
    const person = this.#people.get(id)!;
    const groups = person.me.registration.base_sha === null ? null : this.#groups();
    for (;;) {
      const time = this.#timeOf(person);
      const seen = look(this.#document, this.#after, { time, poll: this.#poll, groups });
      const { verdict, memory, check } = decide(person.me, { ...person.memory, turn }, seen);
      person.memory = memory;
      if (check.length === 0) return verdict;
      for (const other of check) {
        const liveness = this.#dead.has(other.id) ? 'ended' : 'alive';
        const signs = observe(person.memory.signs, other.id, liveness, time.watched, this.#poll);
        person.memory = { ...person.memory, signs };
        this.#event(`${id} checks the job of ${other.id}: ${liveness}`);
      }
    }
  }

  #timeOf(person: Person): Time {
    const watch = { trusted: true, watched: this.#after };
    person.sightings = noteSightings(this.#document, person.sightings, watch);
    return { ...watch, now: at(this.#after), sightings: person.sightings };
  }

  /** The groups whose requests have not ended; those in a tested group have left the queue with it. */
  #groups() {
    const ended = this.#document.outcomes.filter((outcome) => outcome.outcome !== 'evicted');
    const left = this.#queue.filter(
      ({ head_sha }) => !ended.some((outcome) => outcome.head_sha === head_sha),
    );
    return { list: left.map(listed), at: at(this.#after) };
  }

  #write(changes: readonly Change[]): string {
    const before = this.#document;
    const after = transition(before, changes, { now: at(this.#after) });
    assertStep(before, after);
    this.#document = after;
    const settled = after.outcomes
      .filter(({ outcome, id }) => outcome === 'completed' && before.requests.some((each) => each.id === id))
      .map((outcome) => {
        const proof = isContained(before, outcome.completed_by!, outcome.head_sha, NO_PROOFS);
        return `${outcome.id} is completed${proof ? '' : ' without proof'}`;
      });
    return ['writes ' + changes.map(named).join(' + '), ...settled].join('; ');
  }

  #event(text: string): void {
    this.#lines.push(`${String(this.#after).padStart(5)}s  ${text}`, `        ${this.#state()}`);
  }

  #state(): string {
    const holder = holderOf(this.#document);
    const held = holder === undefined ? 'free' : `${holder.id} holds it, token ${holder.epoch - START}`;
    const line = inLine(this.#document).map(({ id, round }) => `${id} (round ${round - START})`);
    return `[${held} | ${line.length === 0 ? 'nobody waits' : line.join(', ')}]`;
  }
}

function said(verdict: Exclude<Verdict, { kind: 'write' }>): string {
  switch (verdict.kind) {
    case 'wait':
      return 'waits';
    case 'acquired':
      return `acquired with the token ${verdict.holder.epoch - START}`;
    case 'ended':
      return `ended as ${verdict.outcome.outcome}`;
    default:
      return verdict.kind;
  }
}

function named(change: Change): string {
  switch (change.kind) {
    case 'evict':
    case 'ask':
    case 'alive':
      return `${change.kind} ${change.id}`;
    case 'release':
      return change.outcome;
    default:
      return change.kind;
  }
}
