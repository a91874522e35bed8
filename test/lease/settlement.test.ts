// Which success settles which request, and what the compare API must be asked about it.
import { describe, expect, it } from 'vitest';
import { NO_PROOFS, proofKey, withProof } from '../../src/lease/containment.ts';
import { holderOf } from '../../src/lease/document.ts';
import {
  sharerOf,
  maySettle,
  mayJoin,
  questionsAbout,
  questionsBelow,
  settledBy,
  successesInScope,
} from '../../src/lease/settlement.ts';
import type { LeaseDocument } from '../../src/lease/schema.ts';
import {
  grant,
  group,
  heldBy,
  ids,
  liveOf,
  plain,
  proved,
  register,
  release,
  sha,
  waiting,
  withdraw,
  write,
} from './build.ts';

const [g1, g2, g3] = [group(1), group(2), group(3)];
/** Built on a commit that nobody knows. */
const apart = group(9, { base_sha: sha(90) });
const train = write(waiting(g1, g2, g3), 400, grant(g3));

describe('a success of the holder', () => {
  const document = write(train, 401, register(apart));
  const holder = liveOf(document, g3);

  it('settles those that wait below it, and not itself', () => {
    expect(ids(settledBy(document, holder, NO_PROOFS))).toEqual(['group-1', 'group-2']);
    expect(ids(settledBy(document, holder, proved(g3, apart)))).toEqual(['group-1', 'group-2', 'group-9']);
  });

  it('settles one of the same head in another run', () => {
    const twin = group(3, { id: 'twin', run_id: 5 });
    expect(ids(settledBy(write(document, 402, register(twin)), holder, NO_PROOFS))).toContain('twin');
  });

  it('never settles another attempt of its own job', () => {
    expect(maySettle(holder, { ...g1, run_id: g3.run_id })).toBe(false);
    expect(maySettle(holder, g1)).toBe(true);
  });
});

describe('a scope in which two jobs of one attempt have asked', () => {
  const us = group(2, { id: '102/1/staging/0/11' });
  const eu = group(2, { id: '102/1/staging/0/12' });
  const held = write(waiting(us, g1), 400, grant(us));
  const late = group(1, { id: '5/1/staging/0/13', run_id: 5 });

  it('tells not what a success has done, so it settles nobody', () => {
    const shared = write(held, 401, register(eu));
    expect(ids(settledBy(held, liveOf(held, us), NO_PROOFS))).toEqual(['group-1']);
    expect(settledBy(shared, liveOf(shared, us), NO_PROOFS)).toEqual([]);
    expect(mayJoin(shared, late)).toEqual([]);
    expect(questionsBelow(shared, liveOf(shared, us), NO_PROOFS)).toEqual([]);
  });

  it('settles nobody later either, who asks as whichever job', () => {
    const over = write(held, 401, release(us, 'success'));
    expect(ids(successesInScope(over, late))).toEqual([us.id]);
    expect(successesInScope(write(over, 402, register(eu)), late)).toEqual([]);
  });

  it('settles nobody when that is no longer shown either', () => {
    const over = write(write(held, 401, register(eu)), 402, release(us, 'success'));
    const forgotten = { ...over, requests: over.requests.filter(({ id }) => id !== eu.id) };
    expect([sharerOf(forgotten, late), successesInScope(forgotten, late)]).toEqual([undefined, []]);
  });

  it('is seen where the other job has ended, or is the one that asks', () => {
    const ended = write(held, 401, withdraw(eu));
    expect(sharerOf(ended, late)).toMatchObject({ id: eu.id });
    expect(sharerOf(held, eu)).toMatchObject({ id: us.id });
    expect(sharerOf(held, { ...eu, scope: 'another' })).toBeUndefined();
  });

  it('is not that of another attempt, or of a later step of the job', () => {
    const again = group(2, { id: '102/2/staging/0/12', run_attempt: 2 });
    expect(sharerOf(held, again)).toBeUndefined();
    expect(sharerOf(held, { ...us, id: `${us.id}/2` })).toBeUndefined();
  });
});

/** The second, third and so on have succeeded, each apart from the others. */
function successes(...numbers: readonly number[]): LeaseDocument {
  return numbers.reduce(
    (document, number) => {
      const each = group(number, { base_sha: sha(100 + number) });
      const held = write(document, number, register(each), grant(each));
      return write(held, number, release(each, 'success'));
    },
    waiting(plain(1)),
  );
}

describe('what is asked about a request', () => {
  it('are the three newest successes of its scope', () => {
    const document = successes(2, 3, 4, 5);
    expect(questionsAbout(document, apart, NO_PROOFS)).toEqual(
      [5, 4, 3].map((number) => ({ head: sha(number), sha: sha(9), blocks: true })),
    );
    expect(questionsAbout(document, { ...apart, scope: 'another' }, NO_PROOFS)).toEqual([]);
  });

  it('is each success once', () => {
    const twice = successes(2);
    const rerun = group(2, { id: 'again', run_id: 5 });
    const document = write(write(twice, 9, register(rerun), grant(rerun)), 9, release(rerun, 'success'));
    expect(questionsAbout(document, apart, NO_PROOFS)).toHaveLength(1);
  });

  it.each([true, false])('is not what was answered: %s', (answer) => {
    const proofs = withProof(NO_PROOFS, sha(2), sha(9), answer);
    const [asked, ...more] = questionsAbout(successes(2, 3), apart, proofs);
    expect([asked, more]).toEqual([{ head: sha(3), sha: sha(9), blocks: true }, []]);
  });

  const above = group(9, { base_sha: sha(2) });
  const between = group(8, { base_sha: sha(2) });

  it.each([
    ['its own head', group(2, { id: 'twin', run_id: 5 }), successes(2)],
    ['what it was built on', above, successes(2)],
    ['what the chain proves to contain it', group(102, { base_sha: sha(90) }), successes(2)],
    ['what is proved to be below it', above, write(successes(2), 9, register(above))],
    ['what is proved to be below what it was built on', group(9), write(successes(2), 9, register(between))],
  ])('is not %s', (_, registration, document) => {
    expect(questionsAbout(document, registration, NO_PROOFS)).toEqual([]);
  });

  it('is also what only the names of refs put below it: anybody can push such a name', () => {
    const stacked = group(9, { base_sha: sha(90), stack: [sha(2)] });
    const asked = questionsAbout(write(successes(2), 9, register(stacked)), stacked, NO_PROOFS);
    expect(asked).toEqual([{ head: sha(2), sha: sha(9), blocks: true }]);
  });

  it('is a plain request too, where it wants to be settled', () => {
    const wants = plain(9, { scope: g1.scope, parameters: { propagate: true } });
    expect(questionsAbout(successes(2), wants, NO_PROOFS)).toHaveLength(1);
    expect(questionsAbout(successes(2), plain(9, { scope: g1.scope }), NO_PROOFS)).toEqual([]);
  });

  it('is the holder too, before the request registers: its round may be joined', () => {
    const held = heldBy(g3);
    const question = { head: sha(3), sha: sha(9), blocks: false };
    expect(questionsAbout(held, apart, NO_PROOFS)).toEqual([question]);
    expect(questionsAbout(write(held, 2, register(apart)), apart, NO_PROOFS)).toEqual([]);
    expect(mayJoin(held, apart)).toEqual([holderOf(held)]);
  });

  it('is the holder once, where an earlier attempt of its head has succeeded', () => {
    const rerun = group(2, { id: 'again', run_id: 5, base_sha: sha(102) });
    const document = write(successes(2), 9, register(rerun), grant(rerun));
    expect(questionsAbout(document, apart, NO_PROOFS)).toEqual([{ head: sha(2), sha: sha(9), blocks: true }]);
  });
});

describe('what is asked before a success of the holder', () => {
  const document = write(train, 401, register(apart));

  it('is about those that nothing proves to be below it', () => {
    expect(questionsBelow(document, liveOf(document, g3), NO_PROOFS)).toEqual([
      { head: sha(3), sha: sha(9), blocks: false },
    ]);
  });

  it('is not about those that were answered, or sit above it', () => {
    const holder = liveOf(document, g3);
    for (const answer of [true, false]) {
      expect(questionsBelow(document, holder, { [proofKey(sha(3), sha(9))]: answer })).toEqual([]);
    }
    const above = write(train, 401, register(group(4)));
    expect(questionsBelow(above, holder, NO_PROOFS)).toEqual([]);
  });

  it('is about twenty at once, and about each head once', () => {
    const others = Array.from({ length: 25 }, (_, index) => group(50 + index, { base_sha: sha(90) }));
    const leg = group(50, { id: 'leg', job_index: 1, base_sha: sha(90) });
    const crowd = write(train, 401, ...others.map((each) => register(each)), register(leg));
    const questions = questionsBelow(crowd, liveOf(crowd, g3), NO_PROOFS);
    expect(questions).toHaveLength(20);
    expect(new Set(questions.map((each) => each.sha)).size).toBe(20);
  });
});
