// Slots as people name them: those that a request accepts with how many it takes, and those that an operator means.
import { isTwin } from '../lease/board.ts';
import type { InputError } from '../lease/errors.ts';
import type { SlotName } from '../lease/identifiers.ts';
import { LONGEST, MOST_SLOTS } from '../lease/schema.ts';
import { LEASE } from '../lease/slot-table.ts';
import { quoted, spelling } from '../text/printable.ts';
import { parseInteger } from './integer.ts';
import { hiddenProblem } from './lease-name.ts';

/** What a request wants of a lease. */
interface SlotWish {
  /** In order of preference; `null`: the whole lease. */
  readonly accepts: SlotName[] | null;
  /** How many of them; 1 of the whole lease. */
  readonly take: number;
}

/** Makes the error for an input, or for an option of that name; `allowed` completes "it must be". */
type Refuse = (name: 'slots' | 'take', given: string, allowed: string, problem?: string) => InputError;

const WHOLE_LEASE: SlotWish = { accepts: null, take: 1 };

const NAMES = `up to ${MOST_SLOTS} different names, separated by commas or line breaks, such as eu, us`;
const COUNT_OR_NAMES = `a count from 1 to ${MOST_SLOTS}, or ${NAMES}`;

/** Reads what a request wants; an empty text stands for what was not given. `slotsName`: what messages call it. */
export function parseSlotWish(slots: string, take: string, refuse: Refuse, slotsName = 'slots'): SlotWish {
  const given = slots.trim();
  const isCount = isNumber(given);
  const count = take === '' ? 1 : parseInteger(take);
  if (given === '') {
    if (count === 1) return WHOLE_LEASE;
    throw refuse(
      'take',
      take,
      `given together with ${slotsName}, or left out: without slots the whole lease is taken`,
    );
  }
  const accepts = isCount ? countedSlots(given, refuse) : acceptedNames(given, refuse);
  const { length } = accepts;
  if (take === 'all') return isCount ? WHOLE_LEASE : { accepts, take: length };
  if (count !== null && count >= 1 && count <= length) return { accepts, take: count };
  const least = length === 1 ? '1' : `a whole number from 1 to ${length}`;
  throw refuse('take', take, `${least}, the number of slots that are given, or all`);
}

/** Reads the slots that an operator means; there a number is a name. */
export function parseSlotNames(slots: string, refuse: Refuse): readonly SlotName[] {
  return namesIn(slots, (problem) => refuse('slots', slots, NAMES, problem));
}

/** Of so many slots that are all the same, the names. */
function countedSlots(given: string, refuse: Refuse): SlotName[] {
  const count = parseInteger(given);
  if (count === null || count < 1 || count > MOST_SLOTS) throw refuse('slots', given, COUNT_OR_NAMES);
  return Array.from({ length: count }, (_, index) => String(index + 1));
}

function acceptedNames(given: string, refuse: Refuse): SlotName[] {
  const refuseFor = (problem: string): InputError => refuse('slots', given, COUNT_OR_NAMES, problem);
  const names = namesIn(given, refuseFor);
  const number = names.find((name) => /^\d+$/.test(name.normalize('NFKC')));
  if (number === undefined) return names;
  throw refuseFor(`${quoted(number)} is a number: such names are for the slots of a count`);
}

function isNumber(text: string): boolean {
  return /^[-+]?\d+(?:\.\d+)?$/.test(text);
}

function namesIn(text: string, refuse: (problem: string) => InputError): SlotName[] {
  const names = text
    .split(/[,\r\n]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (names.length === 0) throw refuse('there is no name in it');
  if (names.length > MOST_SLOTS) throw refuse(`it has ${names.length} names`);
  names.forEach((name, place) => {
    const problem = problemOf(name);
    if (problem !== null) throw refuse(`${quoted(name)} is no name of a slot: ${problem}`);
    const earlier = names.slice(0, place).find((other) => other === name || isTwin(other, name));
    if (earlier === name) throw refuse(`${quoted(name)} is there twice`);
    if (earlier !== undefined)
      throw refuse(
        `${quoted(earlier)}${spelling(earlier, name)} and ${quoted(name)}${spelling(name, earlier)} differ only in how they are written`,
      );
  });
  return names;
}

function problemOf(name: string): string | null {
  if (name === LEASE || name === '__proto__') return 'it is reserved';
  // What a step prints of its slots is JSON.
  if (/^["'[]/.test(name)) return 'names are written without quotes and brackets';
  const hidden = hiddenProblem(name);
  if (hidden !== null) return hidden;
  const bytes = encodeURIComponent(name).length;
  return bytes <= LONGEST.slot
    ? null
    : `percent-encoded it has ${bytes} bytes, and ${LONGEST.slot} are allowed`;
}
