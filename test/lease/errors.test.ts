// The errors: who must act is the class, the heading of the manual is the code.
import { describe, expect, it } from 'vitest';
import {
  InputError,
  InvariantError,
  LeaseError,
  PermissionError,
  RateLimitedError,
  StateError,
  UnavailableError,
} from '../../src/lease/errors.ts';

const cause = new Error('the cause');

describe('errors', () => {
  it.each([
    ['LeaseError', 'lost', new LeaseError('lost', 'what happened', { cause })],
    ['PermissionError', 'permission', new PermissionError('what happened', { cause })],
    ['StateError', 'state', new StateError('what happened', { cause })],
    ['RateLimitedError', 'rate-limit', new RateLimitedError('what happened', 5, { cause })],
    ['UnavailableError', 'unavailable', new UnavailableError('what happened', { cause })],
  ])('%s has its name, its code, its message and its cause', (name, code, error) => {
    expect(error).toBeInstanceOf(LeaseError);
    expect(error).toMatchObject({ name, code, message: 'what happened', cause });
  });

  it('have no cause where none is given', () => {
    expect(new InputError('wrong')).toMatchObject({ name: 'InputError', code: 'input', message: 'wrong' });
    expect('cause' in new UnavailableError('down')).toBe(false);
  });

  it('say when a rate limit ends', () => {
    expect(new RateLimitedError('slow down', 1234).resetAt).toBe(1234);
  });

  it('say of a broken promise that it is a bug and nothing was written', () => {
    const error = new InvariantError('Two hold it');
    expect(error).toMatchObject({ name: 'InvariantError', code: 'invariant' });
    expect(error.message).toMatch(/^Two hold it\. .*bug.*nothing was written.*report/);
  });
});
