// Text that only actions of one job can read.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seal, unseal } from '../../src/action/sealed.ts';

const JOB = { ACTIONS_RUNTIME_TOKEN: 'eyJ.of-the-job' };

describe('a sealed text', () => {
  it('is read as it was by an action of the same job', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(unseal(seal(text, JOB), JOB)).toBe(text);
      }),
    );
  });

  it('tells nothing, not even that it is the same', () => {
    expect(seal('ghs_secret', JOB)).not.toBe(seal('ghs_secret', JOB));
    expect(Buffer.from(seal('ghs_secret', JOB), 'base64').toString('latin1')).not.toContain('ghs_secret');
  });

  it.each([
    ['by nobody without the key', (sealed: string) => unseal(sealed, {})],
    ['by no other job', (sealed: string) => unseal(sealed, { ACTIONS_RUNTIME_TOKEN: 'eyJ.of-another' })],
    ['where it was cut', (sealed: string) => unseal(sealed.slice(0, 20), JOB)],
    ['where it was changed', (sealed: string) => unseal(changed(sealed, 30), JOB)],
  ])('is not read %s', (_, read) => {
    expect(read(seal('a text of some length', JOB))).toBeNull();
  });

  it('is none where the runner gives no key', () => {
    expect([seal('a text', {}), unseal('', JOB)]).toEqual(['', null]);
  });
});

/** The text with one character replaced by another one. */
function changed(text: string, at: number): string {
  return `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;
}
