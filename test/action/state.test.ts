// What main leaves for post.
import { describe, expect, it } from 'vitest';
import { parseState, printState, type SavedState } from '../../src/action/state.ts';
import { aState } from './records.ts';

const STATE = aState();

describe('the state for post', () => {
  it.each<[string, Partial<SavedState>]>([
    ['before the first write', {}],
    ['where the lease was never seen', { seen: -1 }],
    ['with a write that may land', { mayLand: 1_795_168_800 }],
    ['after the grant', { epoch: 1_795_166_417 }],
    ['after an end without the lease', { ended: true }],
    ['of a lease that stays held', { autoRelease: false }],
  ])('is read as it was written %s', (_, overrides) => {
    const state = { ...STATE, ...overrides };
    expect(parseState(printState(state))).toEqual(state);
  });

  it.each([
    ['not JSON', '{', 'it is not JSON'],
    ['not an object', 'null', 'its content: '],
    ['without a field', JSON.stringify({ ...STATE, lease: undefined }), 'lease: '],
    ['with a field of another type', JSON.stringify({ ...STATE, epoch: '7' }), 'epoch: '],
    ['with a field too many', JSON.stringify({ ...STATE, extra: 1 }), 'its content: '],
    ['with a request that is none', JSON.stringify({ ...STATE, registration: { id: 'x' } }), 'registration.'],
    ['with a repository that is none', JSON.stringify({ ...STATE, repository: 'shop' }), 'repository: '],
    ['with a sequence that cannot be', JSON.stringify({ ...STATE, mayLand: -1 }), 'mayLand: '],
  ])('is unreadable %s, and says why', (_, text, problem) => {
    expect(parseState(text)).toEqual(expect.stringContaining(problem));
  });

  it('is never written in a form that cannot be read', () => {
    expect(() => printState({ ...STATE, epoch: 1.5 })).toThrow('epoch');
  });
});
