// The inputs of mode acquire: defaults by event, rules that bind several of them, and their messages.
import { describe, expect, it } from 'vitest';
import { parseAcquireParameters } from '../../src/action/acquire-inputs.ts';
import type { InputName } from '../../src/action/environment.ts';
import { parseInputs } from '../../src/action/inputs.ts';
import { aGroup, anEnv, aPush, inputErrorOf } from './records.ts';

type Given = Partial<Record<InputName, string>>;

const parse = (given: Given, event: Parameters<typeof parseInputs>[1] = aPush()) =>
  parseAcquireParameters(anEnv(given), event);

describe('the defaults', () => {
  const plain = {
    priority: null,
    stabilisationWindow: 0,
    expectedBuildCount: 'auto',
    propagate: false,
    delayAssignment: 0,
    ttl: 120,
    takeoverDelay: 30,
    maxHold: 21_600,
    pollInterval: 15,
    timeout: null,
    onTimeout: 'fail',
    wait: true,
    autoRelease: true,
    scope: '',
    payload: null,
  };

  it('are those of a plain request outside of a merge queue', () => {
    expect(parse({})).toEqual(plain);
  });

  it('have a window and propagate in a merge queue', () => {
    expect(parse({}, aGroup())).toEqual({ ...plain, stabilisationWindow: 300, propagate: true });
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
    expect(parse({ 'poll-interval': interval, 'delay-assignment': delay }).ttl).toBe(expected);
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
      scope: ' eu ',
      payload: ' {"url":"x"}\n',
    };
    expect(parse(given, aGroup())).toEqual({
      priority: -3,
      stabilisationWindow: 0,
      expectedBuildCount: 4,
      propagate: false,
      delayAssignment: 2,
      ttl: 61,
      takeoverDelay: 0,
      maxHold: 86_400,
      pollInterval: 15,
      timeout: 5400,
      onTimeout: 'continue',
      wait: true,
      autoRelease: false,
      scope: 'eu',
      payload: ' {"url":"x"}\n',
    });
  });

  it('let a plain request propagate', () => {
    expect(parse({ propagate: 'true' }).propagate).toBe(true);
  });

  it('allow a payload of 4096 bytes', () => {
    expect(parse({ payload: 'é'.repeat(2048) }).payload).toHaveLength(2048);
  });
});

describe('a refusal', () => {
  const refusal = (given: Given): string => inputErrorOf(() => parse(given));

  it('names a number that is none', () => {
    expect(refusal({ priority: 'high' })).toMatchInlineSnapshot(
      `"The input "priority" was given as "high"; it must be a whole number (and below 2^53)."`,
    );
    expect(refusal({ priority: '1.5' })).toMatchInlineSnapshot(
      `"The input "priority" was given as "1.5"; it must be a whole number (and below 2^53)."`,
    );
    expect(refusal({ 'expected-build-count': '0' })).toMatchInlineSnapshot(
      `"The input "expected-build-count" was given as "0"; it must be auto, or a whole number of at least 1 (and below 2^53)."`,
    );
    expect(refusal({ 'delay-assignment': '-1' })).toMatchInlineSnapshot(
      `"The input "delay-assignment" was given as "-1"; it must be a whole number of at least 0 (and below 2^53)."`,
    );
  });

  it('names a duration that is none', () => {
    expect(refusal({ ttl: '120' })).toMatchInlineSnapshot(
      `"The input "ttl" was given as "120"; it must be a duration such as 500ms, 30s, 5m, 1h30m or 2d (at most 3650d)."`,
    );
    expect(refusal({ 'stabilisation-window': '5 minutes' })).toMatchInlineSnapshot(
      `"The input "stabilisation-window" was given as "5 minutes"; it must be a duration such as 500ms, 30s, 5m, 1h30m or 2d (at most 3650d)."`,
    );
    expect(refusal({ 'takeover-delay': '-30s' })).toMatchInlineSnapshot(
      `"The input "takeover-delay" was given as "-30s"; it must be a duration such as 500ms, 30s, 5m, 1h30m or 2d (at most 3650d)."`,
    );
  });

  it('names a duration that is too short', () => {
    expect(refusal({ 'poll-interval': '99ms' })).toMatchInlineSnapshot(
      `"The input "poll-interval" was given as "99ms"; it must be a duration of at least 100ms."`,
    );
    expect(refusal({ 'max-hold': '0s' })).toMatchInlineSnapshot(
      `"The input "max-hold" was given as "0s"; it must be a duration above zero."`,
    );
    expect(refusal({ timeout: '0ms' })).toMatchInlineSnapshot(
      `"The input "timeout" was given as "0ms"; it must be a duration above zero."`,
    );
  });

  it('names a duration that is too long', () => {
    expect(refusal({ ttl: '86401s' })).toMatchInlineSnapshot(
      `"The input "ttl" was given as "86401s"; it must be a duration of at most 1d."`,
    );
    expect(refusal({ 'takeover-delay': '30d' })).toMatchInlineSnapshot(
      `"The input "takeover-delay" was given as "30d"; it must be a duration of at most 1d."`,
    );
    expect(refusal({ 'max-hold': '36d' })).toMatchInlineSnapshot(
      `"The input "max-hold" was given as "36d"; it must be a duration of at most 35d."`,
    );
    expect(refusal({ 'stabilisation-window': '36d' })).toMatchInlineSnapshot(
      `"The input "stabilisation-window" was given as "36d"; it must be a duration of at most 35d."`,
    );
    const most: Given = {
      ttl: '1d',
      'takeover-delay': '1d',
      'max-hold': '35d',
      'stabilisation-window': '35d',
    };
    expect(refusal(most)).toBe('no error');
  });

  it('names a ttl that leaves no time to poll', () => {
    expect(refusal({ ttl: '2m', 'poll-interval': '1m' })).toMatchInlineSnapshot(
      `"The input "ttl" was given as "2m"; it must be at least 4m with poll-interval 1m, so that a job can look 4 times before it counts as silent."`,
    );
    expect(refusal({ ttl: '60s' })).toBe('no error');
    expect(refusal({ ttl: '59s' })).toMatchInlineSnapshot(
      `"The input "ttl" was given as "59s"; it must be at least 1m with poll-interval 15s, so that a job can look 4 times before it counts as silent."`,
    );
    expect(
      refusal({ ttl: '300ms', 'poll-interval': '100ms', 'delay-assignment': '1' }),
    ).toMatchInlineSnapshot(
      `"The input "ttl" was given as "300ms"; it must be at least 400ms with poll-interval 100ms, so that a job can look 4 times before it counts as silent."`,
    );
    expect(refusal({ ttl: '400ms', 'poll-interval': '100ms', 'delay-assignment': '1' })).toBe('no error');
    expect(
      refusal({ ttl: '400ms', 'poll-interval': '100ms', 'delay-assignment': '2' }),
    ).toMatchInlineSnapshot(
      `"The input "ttl" was given as "400ms"; it must be more than 400ms with poll-interval 100ms and delay-assignment 2, so that a job can look 4 times before it counts as silent."`,
    );
    expect(refusal({ ttl: '401ms', 'poll-interval': '100ms', 'delay-assignment': '2' })).toBe('no error');
  });

  it('names what leaves no ttl at all', () => {
    expect(refusal({ 'poll-interval': '7h' })).toMatchInlineSnapshot(
      `"The input "poll-interval" was given as "7h"; it must be at most 6h, because a job must look 4 times within its ttl."`,
    );
    expect(refusal({ 'delay-assignment': '5758' })).toMatchInlineSnapshot(
      `"The input "delay-assignment" was given as "5758"; it must be at most 5757 with poll-interval 15s, because a job must look that often, and twice more, within its ttl, which is at most 1d."`,
    );
    expect(refusal({ 'delay-assignment': '5757' })).toBe('no error');
    expect(refusal({ 'delay-assignment': '9007199254740991', ttl: '1d' })).toContain('"delay-assignment"');
  });

  it('names a scope that is too long', () => {
    expect(refusal({ scope: 'é'.repeat(129) })).toMatchInlineSnapshot(
      `"The input "scope" was given as "éééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé…"; it must be at most 256 bytes of UTF-8, and it has 258."`,
    );
    expect(parse({ scope: 'é'.repeat(128) }).scope).toHaveLength(128);
  });

  it('names a choice or boolean that is none', () => {
    expect(refusal({ 'on-timeout': 'ignore' })).toMatchInlineSnapshot(
      `"The input "on-timeout" was given as "ignore"; it must be fail or continue."`,
    );
    expect(refusal({ propagate: 'yes' })).toMatchInlineSnapshot(
      `"The input "propagate" was given as "yes"; it must be auto, true or false."`,
    );
    expect(refusal({ wait: '0' })).toMatchInlineSnapshot(
      `"The input "wait" was given as "0"; it must be true or false."`,
    );
  });

  it('names a payload that is too long', () => {
    expect(refusal({ payload: 'x'.repeat(4097) })).toMatchInlineSnapshot(
      `"The input "payload" was given as "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…"; it must be at most 4096 bytes of UTF-8, and it has 4097."`,
    );
  });
});
