// The ids of one job's requests.
import { describe, expect, it } from 'vitest';
import { keyOf, ordinalOf } from '../../src/lease/request-key.ts';
import { latestIdOf, openIdOf } from '../../src/protocol/request-id.ts';
import { outcomeOf } from '../../src/lease/document.ts';
import type { LeaseDocument, Registration } from '../../src/lease/schema.ts';
import { aLease, aRequest, registers, sha } from '../engine/world.ts';
import { START } from './moment.ts';

const KEY = '8/1/staging/0/908';

describe('an id', () => {
  it.each([
    [KEY, KEY],
    [`${KEY}/2`, KEY],
    ['8/1/staging/0/x0123456789ab/17', '8/1/staging/0/x0123456789ab'],
    [`${KEY}/2/3`, `${KEY}/2/3`],
    ['something else', 'something else'],
  ])('%s is made from the key %s', (id, key) => {
    expect(keyOf(id)).toBe(key);
  });

  it('has a number from the second on', () => {
    expect([KEY, `${KEY}/2`, `${KEY}/13`, 'something/2'].map(ordinalOf)).toEqual([1, 2, 13, 1]);
  });
});

describe('the latest id of a job', () => {
  const [first, second, third] = [KEY, `${KEY}/2`, `${KEY}/3`].map((id) => aRequest(8, { id }));
  const other = aRequest(7);

  it('is that of its hold, else of its latest request, else of its latest outcome', () => {
    const ended = aLease('staging', START, registers(first!), {
      kind: 'withdraw',
      registration: first!,
      reason: '',
    });
    const waiting = aLease('staging', START, registers(other), registers(second!), registers(third!));
    const held = aLease(
      'staging',
      START,
      registers(second!),
      { kind: 'grant', id: second!.id },
      registers(third!),
    );
    expect([ended, waiting, held].map((document) => latestIdOf(document, KEY))).toEqual([
      KEY,
      `${KEY}/3`,
      `${KEY}/2`,
    ]);
  });

  it('is none where it made none', () => {
    const held = aLease('staging', START, registers(other), { kind: 'grant', id: other.id });
    expect(latestIdOf(held, KEY)).toBeNull();
  });
});

describe('the id of a new step', () => {
  const [one, two, three] = [KEY, `${KEY}/2`, `${KEY}/3`] as const;
  const asked = aRequest(8, { id: KEY, parameters: { ...aRequest(8).parameters, propagate: true } });
  const step = { ...asked, nonce: 'later' };
  const end = outcomeOf(
    aLease('staging', START, { kind: 'withdraw', registration: asked, reason: '' }),
    KEY,
  )!;
  const ended = (outcome: 'failure' | 'completed', ...ids: readonly string[]): LeaseDocument => ({
    ...aLease('staging', START),
    outcomes: ids.map((id) => ({ ...end, outcome, id })),
  });
  const completed = ended('completed', one);
  const alone = { ...step.parameters, propagate: false };

  it.each<[string, Partial<Registration>, LeaseDocument, string]>([
    ['is the first where nothing has ended', {}, ended('failure'), one],
    ['is the next where one has ended', {}, ended('failure', one), two],
    ['skips all that have ended', {}, ended('failure', two, one), three],
    ['is a new one where the outcomes of earlier ones were dropped', {}, ended('failure', two), three],
    ['is one that the step itself has ended', { nonce: asked.nonce }, ended('failure', one), one],
    ['is that of a request that was completed', {}, completed, one],
    ['is the next for another scope', { scope: 'another' }, completed, two],
    ['is the next where that does not propagate', { parameters: alone }, completed, two],
    ['is the next for another commit', { head_sha: sha(77) }, completed, two],
  ])('%s', (_, other, document, id) => {
    expect(openIdOf(document, { ...step, ...other }, KEY)).toBe(id);
  });

  it('is that of a hold, also where outcomes of earlier ones were dropped', () => {
    const second = aRequest(8, { id: two });
    const held = aLease('staging', START, registers(second), { kind: 'grant', id: two });
    expect(openIdOf(held, step, KEY)).toBe(two);
    expect(openIdOf(held, step, KEY, two)).toBe(`${KEY}/3`);
  });
});
