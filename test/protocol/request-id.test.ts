// The ids of one job's requests.
import { describe, expect, it } from 'vitest';
import { keyOf } from '../../src/lease/request-key.ts';
import { latestIdOf, ordinalId } from '../../src/protocol/request-id.ts';
import { aLease, aRequest, registers } from '../engine/world.ts';
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
    expect([1, 2, 3].map((ordinal) => ordinalId(KEY, ordinal))).toEqual([KEY, `${KEY}/2`, `${KEY}/3`]);
  });
});

describe('the latest id of a job', () => {
  const [first, second, third] = [1, 2, 3].map((ordinal) => aRequest(8, { id: ordinalId(KEY, ordinal) }));
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
