// What ends a command whatever it was about, as an error.
import { ACTION_TERMS } from '../../src/text/terms.ts';
import { describe, expect, it } from 'vitest';
import type { RateLimitedError } from '../../src/lease/errors.ts';
import { fromIso } from '../../src/lease/instant.ts';
import { errorOf } from '../../src/text/trouble.ts';

const UNTIL = fromIso('2026-11-20T10:54:59.3Z');
const WHY = 'GitHub did not answer within 30 s.';

const PLACE = { branch: 'ref-lease', terms: ACTION_TERMS };
type Failure = Parameters<typeof errorOf>[0];
const textOf = (failure: Failure): string => errorOf(failure, PLACE, 'the release').message;
const codeOf = (failure: Failure): string => errorOf(failure, PLACE, 'the release').code;

describe('the error of', () => {
  it('a file that cannot be read says which, why, and how to repair it', () => {
    const failure = {
      kind: 'unreadable',
      path: 'leases/staging.json',
      head: 'abc',
      problem: 'it is empty',
    } as const;
    expect(codeOf(failure)).toBe('state');
    expect(textOf(failure)).toMatch(
      /^leases\/staging\.json on the branch ref-lease \(commit abc\) .* it is empty\./,
    );
  });

  it.each([
    ['Staging', 'staging', 'names Staging, ', ' only in case ', 'Use staging, or'],
    [
      'caf\u00e9',
      'cafe\u0301',
      'names caf\u00e9 (caf\\u{e9}), ',
      ' only in how their characters are encoded ',
      'Use cafe\u0301 (cafe\\u{301}), or',
    ],
  ])('a twin says in what the names differ that look alike: %j and %j', (name, twin, ...told) => {
    const failure = { kind: 'twin', of: 'lease', name, twin } as const;
    for (const each of told) expect(textOf(failure)).toContain(each);
    expect(codeOf(failure)).toBe('input');
  });

  it('a rule says how often it was tried', () => {
    const failure = {
      kind: 'rule',
      doing: 'writing',
      count: 3,
      why: 'A rule forbids it.',
      toRepair: false,
    } as const;
    expect([codeOf(failure), textOf(failure)]).toEqual([
      'permission',
      'A rule forbids it. It was tried 3 times.',
    ]);
  });

  it('a silent GitHub says what was not confirmed', () => {
    const silent = { kind: 'unanswered', why: WHY, cancelled: false } as const;
    expect([codeOf(silent), textOf(silent)]).toEqual([
      'unavailable',
      `GitHub did not confirm the release on the branch ref-lease in the time left for it. ${WHY}`,
    ]);
    expect(textOf({ kind: 'unanswered', why: '', cancelled: false })).toMatch(/left for it\.$/);
  });

  it('a cancellation says that nobody knows', () => {
    const cancelled = { kind: 'unanswered', why: WHY, cancelled: true } as const;
    expect([codeOf(cancelled), textOf(cancelled)]).toEqual([
      'unconfirmed',
      `The job was cancelled before the branch ref-lease confirmed the release. ${WHY} Look at the board before you go on.`,
    ]);
  });

  it('a limit says when it is lifted, where that is known', () => {
    const limited = { kind: 'limited', until: UNTIL, why: 'Too many requests.' } as const;
    const error = errorOf(limited, PLACE, 'the release');
    expect(error.message).toBe(
      "GitHub's rate limit outlasts the time left for the release on the branch ref-lease. It is lifted at 2026-11-20T10:55:00Z. Too many requests.",
    );
    expect((error as RateLimitedError).resetAt).toBe(UNTIL);
    const undated = errorOf({ ...limited, until: null }, PLACE, 'the release');
    expect(undated.message).not.toContain('lifted');
    expect(undated).toMatchObject({ code: 'rate-limit', resetAt: 0 });
  });
});
