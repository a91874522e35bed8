// What holds for every history: no valid change breaks a promise, and sending a write twice does nothing more.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../support/properties.ts';
import { holderOf, isGroup } from '../../src/lease/document.ts';
import { assertStep, problemOf } from '../../src/lease/invariants.ts';
import type { LeaseDocument, Outcome } from '../../src/lease/schema.ts';
import { transition } from '../../src/lease/transition.ts';
import { histories, type Step } from './arbitrary.ts';

const RUNS = runs(300);

/** Changes that take effect each time. */
const SIGNS_OF_LIFE: ReadonlySet<string> = new Set(['renew', 'alive']);

/** Every instant that a write has stamped. */
function stamps(document: LeaseDocument): Set<number> {
  return new Set([
    ...document.rounds.flatMap((round) => [round.opened_at, round.changed_at]),
    ...document.requests.flatMap((request) => [
      request.registered_at,
      request.seen_at,
      request.granted_at ?? request.seen_at,
      request.alive_at ?? request.seen_at,
      request.asked_at ?? request.seen_at,
    ]),
    ...document.outcomes.map((outcome) => outcome.at),
  ]);
}

describe('every history of valid changes', () => {
  it('never breaks a promise', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        for (const { before, after } of steps) {
          expect(problemOf(after)).toBeNull();
          assertStep(before, after);
        }
      }),
      RUNS,
    );
  });

  it('is the same when every write is sent twice, but for signs of life', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        for (const { changes, now, after } of steps) {
          if (changes.some(({ kind }) => SIGNS_OF_LIFE.has(kind))) continue;
          expect(transition(after, changes, { now })).toBe(after);
        }
      }),
      RUNS,
    );
  });

  it('never changes a document in place', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        for (const { before, changes, now } of steps) {
          const copy = structuredClone(before);
          transition(before, changes, { now });
          expect(before).toEqual(copy);
        }
      }),
      RUNS,
    );
  });

  it('stamps nothing before the latest stamp that is there', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        for (const { before, after } of steps) {
          const known = stamps(before);
          const latest = Math.max(0, ...known);
          for (const stamp of stamps(after)) expect(known.has(stamp) || stamp >= latest).toBe(true);
        }
      }),
      RUNS,
    );
  });

  it('ends every request once, and keeps how', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        const ends = new Map<string, Outcome>();
        for (const { after } of steps) {
          for (const outcome of after.outcomes) {
            expect(ends.get(outcome.id) ?? outcome).toEqual(outcome);
            ends.set(outcome.id, outcome);
          }
          expect(after.requests.filter((request) => ends.has(request.id))).toEqual([]);
        }
      }),
      RUNS,
    );
  });

  it('gives every hold a higher token, from the time of its grant on', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        const holds = new Map(
          steps
            .map(({ after }) => holderOf(after))
            .filter((holder) => holder !== undefined)
            .map(({ epoch, granted_at }) => [epoch, granted_at]),
        );
        const tokens = [...holds.keys()];
        expect(tokens).toEqual(tokens.toSorted((a, b) => a - b));
        for (const [epoch, granted_at] of holds) expect(epoch).toBeGreaterThanOrEqual(Math.floor(granted_at));
      }),
      RUNS,
    );
  });

  it('completes only what wants it, of the same scope, by a success', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        for (const completed of outcomesOf(steps, 'completed')) {
          const success = outcomesOf(steps, 'success').find(
            (each) => each.head_sha === completed.completed_by,
          );
          expect(success).toMatchObject({ scope: completed.scope, propagate: true });
          expect(completed.propagate).toBe(true);
        }
      }),
      RUNS,
    );
  });

  it('leaves every plain request alone in its round', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        for (const { after } of steps) {
          for (const request of after.requests.filter((each) => !isGroup(each))) {
            expect(after.requests.filter((each) => each.round === request.round)).toEqual([request]);
          }
        }
      }),
      RUNS,
    );
  });
});

function outcomesOf(steps: readonly Step[], kind: Outcome['outcome']): Outcome[] {
  return steps.flatMap(({ after }) => after.outcomes).filter((outcome) => outcome.outcome === kind);
}

describe('the histories themselves', () => {
  it('reach every change and every outcome', () => {
    const seen = new Set<string>();
    for (const steps of fc.sample(histories, { numRuns: 400, seed: 2 })) {
      for (const { changes, after } of steps) {
        for (const { kind } of changes) seen.add(kind);
        for (const { outcome } of after.outcomes) seen.add(outcome);
      }
    }
    expect([...seen].toSorted()).toEqual([
      'alive',
      'ask',
      'complete',
      'completed',
      'evict',
      'evicted',
      'failure',
      'grant',
      'hand-on',
      'lock',
      'register',
      'release',
      'renew',
      'success',
      'unlock',
      'withdraw',
      'withdrawn',
    ]);
  });
});
