// What main leaves for post.
import { describe, expect, it } from 'vitest';
import { parseState, printState, type SavedState } from '../../src/action/state.ts';
import { aState, HEAD } from './records.ts';

const STATE = aState();

describe('the state for post', () => {
  it.each<[string, Partial<SavedState>]>([
    ['before the first write', {}],
    ['with a write that was not answered', { unanswered: { head: HEAD } }],
    ['with an unanswered write that creates the branch', { unanswered: { head: null } }],
    ['after the grant', { epoch: 1795166417 }],
    ['after an end without the lease', { ended: true }],
  ])('is read as it was written %s', (_, overrides) => {
    const state = { ...STATE, ...overrides };
    expect(parseState(printState(state))).toEqual({ kind: 'found', state });
  });

  it('is none where main saved nothing', () => {
    expect(parseState('')).toEqual({ kind: 'none' });
  });

  it.each([
    ['not JSON', '{'],
    ['not an object', 'null'],
    ['without a field', JSON.stringify({ ...STATE, lease: undefined })],
    ['with a field of another type', JSON.stringify({ ...STATE, epoch: '7' })],
    ['with a field too many', JSON.stringify({ ...STATE, extra: 1 })],
    ['with a request that is none', JSON.stringify({ ...STATE, registration: { id: 'x' } })],
  ])('is unreadable %s', (_, text) => {
    expect(parseState(text).kind).toBe('unreadable');
  });

  it('says what is wrong with it', () => {
    expect(parseState(JSON.stringify({ ...STATE, epoch: -1 }))).toMatchInlineSnapshot(`
      {
        "kind": "unreadable",
        "problem": "epoch: Too small: expected number to be >=0",
      }
    `);
  });

  it('is never written in a form that cannot be read', () => {
    expect(() => printState({ ...STATE, epoch: 1.5 })).toThrow('epoch');
  });
});
