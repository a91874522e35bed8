// Slots as people name them, for whoever asks: what is meant, and what cannot be.
import { describe, expect, it } from 'vitest';
import { parseSlotNames, parseSlotWish } from '../../src/input/slots.ts';
import { InputError } from '../../src/lease/errors.ts';
import { MOST_SLOTS } from '../../src/lease/schema.ts';
import { inputErrorOf } from '../action/records.ts';

const refuse = (name: string, given: string, allowed: string, problem = 'not allowed'): InputError =>
  new InputError([name, given, problem, allowed].join(' | '));
const wish = (slots: string, take = ''): ReturnType<typeof parseSlotWish> =>
  parseSlotWish(slots, take, refuse);
const names = (count: number): string[] => Array.from({ length: count }, (_, place) => `s${place}`);

describe('what a request wants', () => {
  it.each([
    ['the whole lease, of which nothing is named', '', '', null, 1],
    ['the whole lease, of which it takes one', ' ', '1', null, 1],
    ['one of so many', '3', '', ['1', '2', '3'], 1],
    ['some of so many', '03', '2', ['1', '2', '3'], 2],
    ['as many as there are, which are not the whole lease', '2', '2', ['1', '2'], 2],
    ['the whole lease, as all of so many', '10', 'all', null, 1],
    ['any one of some, in their order', 'us, eu', '1', ['us', 'eu'], 1],
    ['all of those that are named', 'api\ndb\n', 'all', ['api', 'db'], 2],
    ['one that is named', 'eu', '', ['eu'], 1],
    [
      'what is named by whatever can be seen',
      '10.0.0.1:22, ü/~x, 2.5, #4',
      '',
      ['10.0.0.1:22', 'ü/~x', '2.5', '#4'],
      1,
    ],
    ['names as lines, with and without commas', 'a,\r\nb\r\n,c', '3', ['a', 'b', 'c'], 3],
    ['those whose names every object has', 'constructor', '', ['constructor'], 1],
  ])('is %s', (_, slots, take, accepts, count) => {
    expect(wish(slots, take)).toEqual({ accepts, take: count });
  });

  it('is at most a hundred', () => {
    expect(wish('100').accepts).toHaveLength(MOST_SLOTS);
    expect(wish(names(100).join()).accepts).toHaveLength(MOST_SLOTS);
    expect(inputErrorOf(() => wish('101'))).toMatch(
      /^slots \| 101 \| not allowed \| a count from 1 to 100, or/,
    );
    expect(inputErrorOf(() => wish(names(101).join()))).toContain('it has 101 names');
  });
});

describe('a name', () => {
  it.each([
    ['*', '"*" is no name of a slot: it is reserved'],
    ['__proto__', '"__proto__" is no name of a slot: it is reserved'],
    ['eu west', '"eu west" is no name of a slot: it has a character that cannot be seen (" ")'],
    ['e\u200bu', '"e\\u{200b}u" is no name of a slot: it has a character that cannot be seen ("\\u{200b}")'],
    ['e\ud800u', '"e\\u{d800}u" is no name of a slot: it has a character that cannot be seen ("\\u{d800}")'],
    ['"eu"', '"\\"eu\\"" is no name of a slot: names are written without quotes and brackets'],
    [
      'é'.repeat(43),
      `"${'é'.repeat(43)}" is no name of a slot: percent-encoded it has 258 bytes, and 254 are allowed`,
    ],
    ['us', '"us" is there twice'],
    ['US', '"us" and "US" differ only in how they are written'],
    ['ｕｓ', '"us" (us) and "ｕｓ" (\\u{ff55}\\u{ff53}) differ only in how they are written'],
    [
      'caf\u00e9, cafe\u0301',
      '"caf\u00e9" (caf\\u{e9}) and "cafe\u0301" (cafe\\u{301}) differ only in how they are written',
    ],
  ])('is not %j beside us', (name, problem) => {
    expect(inputErrorOf(() => wish(`us,${name}`)).split(' | ')[2]).toBe(problem);
    expect(inputErrorOf(() => parseSlotNames(`us\n${name}`, refuse)).split(' | ')[2]).toBe(problem);
  });

  it.each(['1', '007', '３'])('is not %s, but where an operator means a slot of a count', (name) => {
    expect(inputErrorOf(() => wish(`us,${name}`)).split(' | ')[2]).toBe(
      `"${name}" is a number: such names are for the slots of a count`,
    );
    expect(parseSlotNames(`us, ${name}`, refuse)).toEqual(['us', name]);
  });

  it('may be as long as it fits', () => {
    expect(wish('x'.repeat(254)).accepts).toEqual(['x'.repeat(254)]);
  });
});

describe('a refusal', () => {
  it.each(['0', '-1', '+3', '1.5', '9007199254740992'])('names the count %s', (count) => {
    expect(inputErrorOf(() => wish(count, 'all'))).toBe(
      `slots | ${count} | not allowed | a count from 1 to 100, or up to 100 different names, separated by commas or ` +
        'line breaks, such as eu, us',
    );
  });

  it.each([
    ['3', '4', 'a whole number from 1 to 3, the number of slots that are given, or all'],
    ['eu, us', '0', 'a whole number from 1 to 2, the number of slots that are given, or all'],
    ['eu, us', 'ALL', 'a whole number from 1 to 2, the number of slots that are given, or all'],
    ['eu', '2', '1, the number of slots that are given, or all'],
    ['', '2', 'given together with slots, or left out: without slots the whole lease is taken'],
    ['', 'all', 'given together with slots, or left out: without slots the whole lease is taken'],
  ])('of %j names what is to be taken: %s', (slots, take, allowed) => {
    expect(inputErrorOf(() => wish(slots, take))).toBe(`take | ${take} | not allowed | ${allowed}`);
  });

  it.each(['', ' ', ',', '\n,\n'])('is made of no names at all, where some are meant: %j', (slots) => {
    expect(inputErrorOf(() => parseSlotNames(slots, refuse))).toBe(
      `slots | ${slots} | there is no name in it | up to 100 different names, separated by commas or line breaks, ` +
        'such as eu, us',
    );
  });
});
