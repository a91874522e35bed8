// Outputs as texts.
import { describe, expect, it } from 'vitest';
import { outputTexts } from '../../src/action/outputs.ts';

describe('outputTexts', () => {
  it('writes texts as they are and everything else as JSON', () => {
    const holder = { id: 'x' };
    const texts = outputTexts({
      status: 'acquired',
      lease: 'staging',
      'fencing-token': 1795166417,
      'stacked-pull-requests': [{ number: 12 }],
      slot: 'eu',
      slots: ['eu', 'us'],
      payload: 'a\nb',
      holder,
      holders: [holder],
      held: true,
    });
    expect(Object.fromEntries(texts)).toEqual({
      status: 'acquired',
      result: 'acquired',
      lease: 'staging',
      'fencing-token': '1795166417',
      'stacked-pull-requests': '[{"number":12}]',
      stacked_pull_requests: '[{"number":12}]',
      slot: 'eu',
      slots: '["eu","us"]',
      payload: 'a\nb',
      holder: '{"id":"x"}',
      holders: '[{"id":"x"}]',
      held: 'true',
    });
  });

  it('writes JSON that is no workflow command where it is printed', () => {
    const state = { reason: '##[error]x' };
    const text = outputTexts({ state }).get('state')!;
    expect(text).not.toContain('##[');
    expect(JSON.parse(text)).toEqual(state);
  });

  it('leaves a token that is not there empty, and writes null for a holder that is not there', () => {
    const texts = outputTexts({ 'fencing-token': null, holder: null, holders: [], state: null });
    expect(Object.fromEntries(texts)).toEqual({
      'fencing-token': '',
      holder: 'null',
      holders: '[]',
      state: 'null',
    });
  });

  it('sets nothing that is not given', () => {
    expect([...outputTexts({}).keys()]).toEqual([]);
  });
});
