// The inputs of mode acquire: defaults by event, rules that bind several of them, and their messages.
import { describe, expect, it } from 'vitest';
import { parseAcquireInputs } from '../../src/action/acquire-inputs.ts';
import type { InputName } from '../../src/action/input-table.ts';
import { parseInputs } from '../../src/action/inputs.ts';
import { aGroup, anEnv, aPush, inputErrorOf, refusalOf, type Given } from './records.ts';

const parse = (given: Given, event: Parameters<typeof parseInputs>[1] = aPush()) =>
  parseAcquireInputs(anEnv(given), event);

describe('the defaults', () => {
  const plain = {
    priority: null,
    parameters: {
      window: 0,
      expected: 'auto',
      propagate: false,
      ttl: 120,
      takeover_delay: 30,
      max_hold: 21_600,
      held_by: 'job',
      accepts: null,
      take: 1,
    },
    delayAssignment: 0,
    pollInterval: 15,
    timeout: null,
    onTimeout: 'fail',
    wait: true,
    scope: '',
    payload: null,
  };

  it('are those of a plain request outside of a merge queue', () => {
    expect(parse({})).toEqual(plain);
  });

  it('have a window and propagate in a merge queue', () => {
    const parameters = { ...plain.parameters, window: 300, propagate: true };
    expect(parse({}, aGroup())).toEqual({ ...plain, parameters });
  });

  it('hold for inputs that are given as auto or empty', () => {
    const given: Given = { propagate: 'auto', 'expected-build-count': 'auto', ttl: '', mode: '', wait: ' ' };
    expect(parse(given, aGroup())).toEqual(parse({}, aGroup()));
    expect(parseInputs(anEnv(given), aGroup())).toMatchObject({ mode: 'acquire', lease: 'main' });
  });

  it.each([
    ['15s', '0', 120],
    ['30s', '0', 120],
    ['31s', '0', 124],
    ['1m', '0', 240],
    ['15s', '10', 270],
    ['333ms', '999', 500],
    ['100ms', '0', 120],
    ['6h', '0', 86_400],
    ['5h', '2', 86_400],
    ['1s', '86397', 86_400],
  ])('have a ttl that allows a poll interval of %s with a delay of %s', (interval, delay, expected) => {
    expect(parse({ 'poll-interval': interval, 'delay-assignment': delay }).parameters.ttl).toBe(expected);
  });
});

describe('the inputs of acquire', () => {
  it('are taken as given', () => {
    const given: Given = {
      priority: '-3',
      'stabilisation-window': '0s',
      'expected-build-count': '4',
      propagate: 'False',
      'delay-assignment': '2',
      ttl: '61s',
      'takeover-delay': '0s',
      'max-hold': '1d',
      'poll-interval': '15s',
      timeout: '1h30m',
      'on-timeout': 'continue',
      wait: 'true',
      'auto-release': 'FALSE',
      'hold-limit': '2h',
      slots: ' eu,\n us\n',
      take: 'all',
      scope: ' eu ',
      payload: ' {"url":"x"}\n',
    };
    expect(parse(given, aGroup())).toEqual({
      priority: -3,
      parameters: {
        window: 0,
        expected: 4,
        propagate: false,
        ttl: 61,
        takeover_delay: 0,
        max_hold: 86_400,
        hold_limit: 7_200,
        held_by: 'run',
        accepts: ['eu', 'us'],
        take: 2,
      },
      delayAssignment: 2,
      pollInterval: 15,
      timeout: 5400,
      onTimeout: 'continue',
      wait: true,
      scope: 'eu',
      payload: ' {"url":"x"}\n',
    });
  });

  it.each([
    'pull_request_target',
    'issue_comment',
    'repository_dispatch',
    'workflow_run',
    'check_run',
    'check_suite',
    'status',
  ])('let none propagate of %s, which is about another commit than GITHUB_SHA', (GITHUB_EVENT_NAME) => {
    const parseHere = (given: Given) => parseAcquireInputs({ ...anEnv(given), GITHUB_EVENT_NAME }, aPush());
    expect(() => parseHere({ propagate: 'true' })).toThrow(`auto or false under ${GITHUB_EVENT_NAME}`);
    expect(parseHere({ propagate: 'auto' }).parameters.propagate).toBe(false);
  });

  it('let a plain request propagate', () => {
    expect(parse({ propagate: 'true' }).parameters.propagate).toBe(true);
  });

  it('allow a payload of 4096 bytes', () => {
    expect(parse({ payload: 'é'.repeat(2048) }).payload).toHaveLength(2048);
  });
});

describe('a refusal', () => {
  const refusal = (given: Given): string => inputErrorOf(() => parse(given));

  const NUMBER = 'a whole number';
  const DURATION = 'a duration such as 500ms, 30s, 5m, 1h30m or 2d';
  const SILENT = 'so that a job can look 4 times before it counts as silent';

  it.each<[InputName, string, string, Given?]>([
    ['priority', 'high', NUMBER],
    ['priority', '1.5', NUMBER],
    ['hold-limit', '1ms', 'a duration of at least 1s'],
    ['priority', '-9007199254740992', `${NUMBER} between -2^53 and 2^53`],
    ['expected-build-count', '0', `auto, or ${NUMBER} of at least 1`],
    ['delay-assignment', '-1', `${NUMBER} of at least 0`],
    ['ttl', '120', DURATION],
    ['stabilisation-window', '5 minutes', DURATION],
    ['takeover-delay', '-30s', DURATION],
    ['poll-interval', '99ms', 'a duration of at least 100ms'],
    ['max-hold', '0s', 'a duration above zero'],
    ['timeout', '0ms', 'a duration above zero'],
    ['ttl', '86401s', 'a duration of at most 1d'],
    ['takeover-delay', '30d', 'a duration of at most 1d'],
    ['max-hold', '36d', 'a duration of at most 35d'],
    ['stabilisation-window', '36d', 'a duration of at most 35d'],
    ['timeout', '36d', 'a duration of at most 35d'],
    ['ttl', '2m', `at least 4m with poll-interval 1m, ${SILENT}`, { 'poll-interval': '1m' }],
    ['ttl', '59s', `at least 1m with poll-interval 15s, ${SILENT}`],
    ['ttl', '300ms', `at least 400ms with poll-interval 100ms, ${SILENT}`, quick('1')],
    [
      'ttl',
      '400ms',
      `more than 400ms with poll-interval 100ms and delay-assignment 2, ${SILENT}`,
      quick('2'),
    ],
    ['poll-interval', '7h', 'at most 6h, because a job must look 4 times within its ttl'],
    [
      'delay-assignment',
      '5758',
      'at most 5757 with poll-interval 15s, because a job must look that often, and twice more, within its ttl, which is at most 1d',
    ],
    ['on-timeout', 'ignore', 'fail or continue'],
    ['propagate', 'yes', 'auto, true or false'],
    ['wait', '0', 'true or false'],
    ['take', '2', 'given together with slots, or left out: without slots the whole lease is taken'],
    ['take', '4', 'a whole number from 1 to 3, the number of slots that are given, or all', { slots: '3' }],
  ])('names %s, given as %s, and what it must be', (name, value, allowed, others = {}) => {
    expect(refusal({ ...others, [name]: value })).toBe(refusalOf(name, value, allowed));
  });

  it.each<[Given, number]>([
    [{ 'max-hold': '1s' }, 120],
    [{ ttl: '8h' }, 28_800],
    [{ 'poll-interval': '6h' }, 86_400],
    [{ ttl: '8h', 'max-hold': '9h' }, 32_400],
  ])('has a max-hold of at least its ttl: %o', (given, max_hold) => {
    expect(parse(given).parameters.max_hold).toBe(max_hold);
  });

  it.each<[Given]>([
    [{ ttl: '1d', 'takeover-delay': '1d', 'max-hold': '35d', 'stabilisation-window': '35d' }],
    [{ ttl: '60s', 'max-hold': '60s', timeout: '35d' }],
    [{ ttl: '400ms', ...quick('1') }],
    [{ ttl: '401ms', ...quick('2') }],
    [{ 'delay-assignment': '5757' }],
    [{ scope: 'é'.repeat(128) }],
  ])('is not made of what is just allowed: %o', (given) => {
    expect(refusal(given)).toBe('no error');
  });

  it('names the delay where no ttl would do', () => {
    expect(refusal({ 'delay-assignment': '9007199254740991', ttl: '1d' })).toContain('"delay-assignment"');
  });

  it.each<[InputName, string, string]>([
    ['scope', 'é'.repeat(129), 'at most 256 bytes of UTF-8, and it has 258'],
    ['payload', 'x'.repeat(4097), 'at most 4096 bytes of UTF-8, and it has 4097'],
  ])('names a %s that is too long', (name, value, allowed) => {
    expect(refusal({ [name]: value })).toBe(refusalOf(name, `${value.slice(0, 80)}…`, allowed));
  });
});

/** Polls that are as quick as can be, with so many evaluations to win. */
function quick(delay: string): Given {
  return { 'poll-interval': '100ms', 'delay-assignment': delay };
}
