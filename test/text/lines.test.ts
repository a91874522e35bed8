// What a machine tells on its way, in words.
import { describe, expect, it } from 'vitest';
import { holdOf } from '../../src/lease/document.ts';
import { fromIso } from '../../src/lease/instant.ts';
import type { Line } from '../../src/protocol/line.ts';
import { told } from '../../src/text/lines.ts';
import { ACTION_TERMS } from '../../src/text/terms.ts';
import { aLease, aRequest, registers } from '../engine/world.ts';

const aLeaseHeld = () =>
  aLease('staging', fromIso('2026-11-20T10:00:00Z'), registers(aRequest(7)), {
    kind: 'grant',
    id: aRequest(7).id,
  });

const WHY = 'GitHub did not answer within 30 s.';
const PLACE = { lease: 'staging', branch: 'ref-lease', waits: true, terms: ACTION_TERMS };
const UNTIL = fromIso('2026-11-20T10:54:59.3Z');

describe('a line', () => {
  it('of a wait says why, and for whom', () => {
    const waiting = {
      place: 2,
      inLine: 3,
      holders: [],
      lock: null,
      takeoverEnds: null,
      round: null,
      due: null,
    };
    expect(told({ line: 'waiting', waiting }, PLACE)).toEqual({
      level: 'info',
      text: 'Waiting for the lease staging: place 2 of 3; nobody is due yet.',
    });
  });

  it('says of an outage that the place in line is kept, where there is one', () => {
    const texts = (line: Line): string[] =>
      [true, false].map((waits) => told(line, { ...PLACE, waits }).text);
    expect(texts({ line: 'silent', why: WHY })).toEqual([
      `${WHY} Trying again until it answers; a place in line is kept.`,
      `${WHY} Trying again.`,
    ]);
    expect(texts({ line: 'limited', until: UNTIL })).toEqual([
      "GitHub's rate limit is reached. Waiting until 2026-11-20T10:55:00Z; a place in line is kept.",
      "GitHub's rate limit is reached. Waiting until 2026-11-20T10:55:00Z.",
    ]);
  });

  it.each<[Line, string, string]>([
    [{ line: 'silent', why: WHY }, 'warning', WHY],
    [{ line: 'refused', why: 'May not.' }, 'warning', 'May not. Trying twice more'],
    [{ line: 'limited', until: UNTIL }, 'notice', 'rate limit'],
    [{ line: 'answers-again' }, 'info', 'GitHub answers again.'],
    [{ line: 'outrun', why: WHY }, 'info', `${WHY} Trying again; a place in line is kept.`],
    [{ line: 'rewound' }, 'warning', 'The lease staging on the branch ref-lease has gone back'],
    [
      { line: 'shared-scope', url: 'https://github.com/octo/shop/actions/runs/7' },
      'warning',
      'Two jobs of one run ask for staging with the same scope, as two calls of one reusable workflow do: https://github.com/octo/shop/actions/runs/7. What',
    ],
    [{ line: 'shared-scope', url: '' }, 'warning', 'Two jobs of one run ask for staging with the same scope'],
    [
      { line: 'kept-by-own-run', holder: holdOf(aLeaseHeld(), aRequest(7).id)! },
      'warning',
      'The run of this job keeps staging itself (auto-release: false): main (run 7) since',
    ],
    [{ line: 'no-room' }, 'warning', 'The lease staging on the branch ref-lease has no room'],
    [{ line: 'groups-refused', why: 'May not.' }, 'warning', 'May not. Without the merge groups'],
    [{ line: 'lives-unseen', why: 'May not.' }, 'notice', 'May not. Whether other jobs still live'],
    [
      { line: 'evidence-missing', head: 'a'.repeat(40), why: WHY },
      'warning',
      `success of aaaaaaaaaa contains this commit (${WHY})`,
    ],
    [{ line: 'cancelled' }, 'info', 'leaving the line'],
  ])('is as loud as somebody must act: %o', (line, level, text) => {
    const words = told(line, PLACE);
    expect(words.level).toBe(level);
    expect(words.text).toContain(text);
    expect(words.text).toMatch(/[.]$/);
  });
});
