// Inputs that would do nothing: those of another mode are refused, those that do not exist are warned of.
import { describe, expect, it } from 'vitest';
import { INPUT_NAMES, MODES, INPUT_TABLE, type InputName, type Mode } from '../../src/action/input-table.ts';
import { parseInputs } from '../../src/action/inputs.ts';
import { refuseUnused, unknownInputs } from '../../src/action/stray-inputs.ts';
import { anEnv, aPush, inputErrorOf, type Given } from './records.ts';

function refusal(mode: Mode, given: Given): string {
  return inputErrorOf(() => refuseUnused(anEnv(given), mode));
}

describe('an input that the mode does not use', () => {
  it.each<[Mode, Given, string]>([
    ['lock', { force: 'true' }, 'mode lock does not use it: it is for mode unlock'],
    ['acquire', { reason: 'x' }, 'mode acquire (the default) does not use it: it is for mode lock or unlock'],
    ['unlock', { until: '1h' }, 'mode unlock does not use it: it is for mode lock'],
    ['guard', { ttl: '3m' }, 'mode guard does not use it: it is for mode acquire'],
    ['guard', { ttl: 'x\ny' }, 'mode guard does not use it: it is for mode acquire'],
    [
      'status',
      { 'fencing-token': '7' },
      'mode status does not use it: it is for mode release, guard or unlock',
    ],
  ])('is refused: %s with %o', (mode, given, why) => {
    const [[name, value] = ['', '']] = Object.entries(given);
    expect(refusal(mode, given)).toBe(
      `The input "${name}" was given as "${value.replace('\n', '\\u{a}')}", and ${why}. ` +
        'Leave it out, or set the mode that is meant.',
    );
  });

  it.each(MODES)('is every one of the other modes, and none of mode %s', (mode) => {
    const refused = INPUT_NAMES.filter((name) => refusal(mode, { [name]: '7' }) !== 'no error');
    const used = INPUT_NAMES.filter((name) => (INPUT_TABLE[name].usedBy as readonly string[]).includes(mode));
    expect([...used, ...refused, 'job-status'].toSorted()).toEqual(INPUT_NAMES.toSorted());
  });

  it.each<Given>([
    { force: 'false' },
    { force: 'False', wait: 'TRUE' },
    { reason: ' \n' },
    { 'takeover-delay': '30s', 'poll-interval': ' 15s ' },
    { 'poll-interval': '15000ms', 'max-hold': '360m' },
    { ttl: '2m', 'stabilisation-window': '0s', priority: '0' },
    { ttl: '120s', 'stabilisation-window': '5m' },
  ])('is fine as its default: %o', (given) => {
    expect(refusal('guard', given)).toBe('no error');
  });

  it('is refused before anything else is made of the inputs', () => {
    const given: Given = { mode: 'lock', 'keep-history': '5' };
    expect(inputErrorOf(() => parseInputs(anEnv(given), aPush()))).toContain('"keep-history"');
  });
});

describe('an input that does not exist', () => {
  it.each<[string, InputName]>([
    ['tmeout', 'timeout'],
    ['TIMEOUTS', 'timeout'],
    ['max_hold', 'max-hold'],
    ['pollinterval', 'poll-interval'],
    ['release-status', 'release-with-status'],
    ['stabilization-window', 'stabilisation-window'],
    ['lock-branch', 'branch'],
  ])('is told with the nearest one that does: %s', (name, meant) => {
    const env = anEnv({}, { [`INPUT_${name.toUpperCase()}`]: 'a secret' });
    expect(unknownInputs(env)).toEqual([
      `The input "${name.toLowerCase()}" does not exist, so it does nothing. Is "${meant}" meant?`,
    ]);
  });

  it.each(['concurrency-group', 'group', 'x', 'x'.repeat(70), 'é\n'])('may be like none: %j', (name) => {
    const [text, ...more] = unknownInputs({ [`INPUT_${name.toUpperCase()}`]: '' });
    expect([text?.replace(/^The input "[^"\n]+" /, ''), more]).toEqual([
      'does not exist, so it does nothing. See action.yml for those that do.',
      [],
    ]);
  });

  it('is told once each, and only the variables of inputs are looked at', () => {
    const all = Object.fromEntries(INPUT_NAMES.map((name) => [name, '1']));
    expect(unknownInputs(anEnv(all, { INPUT_: 'x', MY_INPUT_TTL: 'x', PATH: '/bin' }))).toEqual([]);
    expect(unknownInputs({ INPUT_TTLS: '1', INPUT_WAITS: '2' })).toHaveLength(2);
  });
});
