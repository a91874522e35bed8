// Outputs as texts.
import { describe, expect, it } from 'vitest';
import { outputTexts } from '../../src/action/outputs.ts';

describe('outputTexts', () => {
  it('writes texts as they are and everything else as JSON', () => {
    const texts = outputTexts({
      status: 'acquired',
      lease: 'staging',
      'fencing-token': 1795166417,
      'stacked-pull-requests': [{ number: 12 }],
      payload: 'a\nb',
      holder: { id: 'x' },
      held: true,
    });
    expect(Object.fromEntries(texts)).toEqual({
      status: 'acquired',
      result: 'acquired',
      lease: 'staging',
      'fencing-token': '1795166417',
      'stacked-pull-requests': '[{"number":12}]',
      payload: 'a\nb',
      holder: '{"id":"x"}',
      held: 'true',
    });
  });

  it('leaves a token that is not there empty, and writes null for a holder that is not there', () => {
    const texts = outputTexts({ 'fencing-token': null, holder: null, state: null });
    expect(Object.fromEntries(texts)).toEqual({ 'fencing-token': '', holder: 'null', state: 'null' });
  });
});
