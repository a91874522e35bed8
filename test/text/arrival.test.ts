// How a main step of mode acquire ended, in words: which end succeeds, with which status, and whom it names.
import { ACTION_TERMS } from '../../src/text/terms.ts';
import { describe, expect, it } from 'vitest';
import { holderOf } from '../../src/lease/document.ts';
import type { Outcome } from '../../src/lease/schema.ts';
import { arrivalReport, type Arrival } from '../../src/text/arrival.ts';
import { aLease, aRequest, registers } from '../engine/world.ts';

const NOW = 1_795_168_800;
const OTHER = aRequest(7);
const OWN = aRequest(8);
const DOCUMENT = aLease('staging', NOW, registers(OTHER), { kind: 'grant', id: OTHER.id });
const HOLDER = holderOf(DOCUMENT)!;
const LOCK = { reason: 'repair', actor: 'alice', at: NOW, until: NOW + 60, run_url: '' };

function arrival(done: Arrival['done'], overrides: Partial<Arrival> = {}): Arrival {
  return {
    lease: 'staging',
    branch: 'ref-lease',
    done,
    registration: OWN,
    document: DOCUMENT,
    boardLock: null,
    waited: 200,
    now: NOW,
    onTimeout: 'fail',
    hasRead: true,
    trouble: '',
    terms: ACTION_TERMS,
    ...overrides,
  };
}

/** How the request was ended by somebody, with a reason or without. */
function outcomeOf(given?: string): Outcome {
  const evict = { kind: 'evict', id: OWN.id, epoch: null, by: 'mona', reason: given ?? '' } as const;
  const { reason: _, ...outcome } = aLease('staging', NOW, registers(OWN), evict).outcomes[0]!;
  return given === undefined ? outcome : { ...outcome, reason: given };
}

describe('the end of a main step', () => {
  it.each<[string, Arrival['done'], string | null, string | null]>([
    ['acquired', { kind: 'acquired', holder: HOLDER, own: true }, 'acquired', null],
    ['acquired by an earlier step', { kind: 'acquired', holder: HOLDER, own: false }, 'acquired', null],
    ['completed', { kind: 'completed', by: OTHER.head_sha }, 'completed', null],
    ['not granted', { kind: 'gone', ending: 'not-granted' }, 'pending', null],
    ['timed out', { kind: 'gone', ending: 'timed-out' }, 'timed-out', 'timed-out'],
    ['superseded', { kind: 'gone', ending: 'superseded' }, 'superseded', 'superseded'],
    ['cancelled', { kind: 'gone', ending: 'cancelled' }, null, 'cancelled'],
    ['never in time', { kind: 'gone', ending: 'too-slow' }, null, 'lost'],
    ['ended by somebody', { kind: 'ended', outcome: outcomeOf() }, 'evicted', 'evicted'],
    ['lost', { kind: 'lost' }, null, 'lost'],
    ['unconfirmed', { kind: 'unconfirmed', reason: 'timed-out', why: '' }, null, 'unconfirmed'],
  ])('has its status, its summary and its failure: %s', (_, done, ending, code) => {
    const report = arrivalReport(arrival(done));
    expect([report.ending?.kind ?? null, report.failure?.code ?? null]).toEqual([ending, code]);
    expect(report.failure?.message ?? report.text).toBe(report.text);
  });

  it.each(['not-granted', 'superseded', 'cancelled'] as const)(
    'names the holder where it is %s',
    (ending) => {
      expect(arrivalReport(arrival({ kind: 'gone', ending })).text).toMatch(/It is held by main \(run 7\)/);
    },
  );

  it('that timed out succeeds where the workflow goes on', () => {
    const report = arrivalReport(arrival({ kind: 'gone', ending: 'timed-out' }, { onTimeout: 'continue' }));
    expect([report.ending?.kind, report.failure]).toEqual(['timed-out', null]);
    expect(report.text).toContain('within 3 m 20 s');
  });

  it('gives the reason of who ended the request, where there is one', () => {
    const reports = [outcomeOf('freed by an operator'), outcomeOf()].map((outcome) =>
      arrivalReport(arrival({ kind: 'ended', outcome })),
    );
    expect(reports.map(({ ending }) => ending)).toEqual([
      { kind: 'evicted', reason: 'freed by an operator' },
      { kind: 'evicted' },
    ]);
    expect(reports[0]!.text).toContain('by mona: freed by an operator.');
    expect(reports[1]!.text).toContain('by mona. ');
  });

  it('on a server that is too slow for its hold says so, and which input to make longer', () => {
    const registration = { ...OWN, parameters: { ...OWN.parameters, hold_limit: 3 } };
    const { text } = arrivalReport(arrival({ kind: 'gone', ending: 'too-slow' }, { registration }));
    expect(text).toMatch(
      /GitHub takes longer for one write than a third of the 3 s that the hold may last, .* released again\. Give it a longer `hold-limit`\./,
    );
    const found = arrivalReport(arrival({ kind: 'gone', ending: 'too-slow' })).text;
    expect(found).toMatch(/than a third of the time that the hold may last,/);
  });

  it.each<[string, Partial<Arrival>, RegExp]>([
    ['the holder', {}, /It is held by main \(run 7\)/],
    ['nobody', { document: aLease('staging', NOW) }, /Nobody holds it\./],
    [
      'not nobody, where the last ask was not answered',
      { document: aLease('staging', NOW), trouble: 'No answer.' },
      /left there\. No answer\. Run/,
    ],
    ['nobody where the lease was never seen', { document: null }, /left there\. Run the job again/],
    [
      'what kept it from being seen',
      { document: null, hasRead: false, trouble: 'No host of that name.' },
      /left there\. GitHub was never read\. No host of that name\. Run the job again/,
    ],
    [
      'what kept it from being written',
      { trouble: 'The token may only read.' },
      /held by main \(run 7\).*\. The token may only read\. Run the job again/,
    ],
    ['the lock of all leases', { boardLock: LOCK }, /held by .* It is locked by alice/],
    ['the lock of the lease', { document: { ...DOCUMENT, lock: LOCK } }, /It is locked by alice/],
  ])('names who stood in the way: %s', (_, overrides, text) => {
    expect(arrivalReport(arrival({ kind: 'gone', ending: 'timed-out' }, overrides)).text).toMatch(text);
  });

  it.each([
    ['is over', { now: NOW + 120 }],
    ['cannot be judged without a time', { now: null }],
  ])('names no lock that %s', (_, overrides) => {
    const { text } = arrivalReport(arrival({ kind: 'lost' }, { boardLock: LOCK, ...overrides }));
    expect(text).not.toContain('locked');
  });
});
