// The menu of faults: for each kind of ask, every other thing that may come of it, with a name each.
import type { Kind } from '../../src/protocol/asks.ts';
import type { Seconds } from '../../src/lease/instant.ts';
import type { Fault, Mishap, Plan, Sent } from '../world/fault.ts';

/** One thing that goes wrong, from one ask on. */
export interface Trouble {
  readonly name: string;
  /** How long it may hold everybody up by itself. */
  readonly lasts: Seconds;
  /** What happens to the ask, to later ones, or to the branch. */
  readonly plan: (number: number) => Plan;
  /** It deletes or rewinds the branch: not every story bears that. */
  readonly isTampering?: boolean;
  /** It passes: whoever succeeds without it succeeds with it. */
  readonly isMild?: boolean;
}

/** As long as the usual TTL, and a little more. */
const OUTAGE: Seconds = 130;

/** A dead holder that nobody can see is found after that long. */
const MAX_HOLD: Seconds = 21_600;

/** Where only windows decide, a round gathers for three of them, and not for one. */
const GATHERING: Seconds = 600;

function single(name: string, fault: Fault, lasts: Seconds = 0): Trouble {
  return {
    name,
    lasts,
    isMild: fault.is !== 'killed' && lasts <= 60,
    plan: (number) => ({ faultOf: (sent) => (sent.number === number ? fault : null) }),
  };
}

/** For so long from an ask on, nobody gets an answer to these kinds of asks. */
function outage(name: string, kinds: readonly Kind[], lands: 'never' | 'now', after: Seconds = 0): Trouble {
  const fault: Fault = { is: 'silent', lands, after };
  return {
    name,
    lasts: OUTAGE + 60,
    // A step that reads has little time; one that writes waits longer.
    isMild: kinds.every((kind) => kind === 'write'),
    plan: (number) => {
      let began: Seconds | null = null;
      return {
        faultOf: ({ number: at, kind, time }: Sent) => {
          if (at === number) began = time;
          const isIn = began !== null && time - began < OUTAGE;
          return isIn && kinds.includes(kind) ? fault : null;
        },
      };
    },
  };
}

/** From an ask on, these kinds of asks are refused for good. */
function refusal(name: string, kind: Kind, lasts: Seconds = 0): Trouble {
  return {
    name,
    lasts,
    plan: (number) => {
      let began = false;
      return {
        faultOf: (sent) => {
          began ||= sent.number === number;
          return began && sent.kind === kind ? { is: 'refused' } : null;
        },
      };
    },
  };
}

function mishap(name: string, what: Mishap): Trouble {
  return {
    name,
    lasts: 200,
    isTampering: true,
    plan: (number) => ({
      faultOf: () => null,
      mishapAt: (sent) => (sent.number === number ? what : null),
    }),
  };
}

const ANY: readonly Trouble[] = [
  single('silent', { is: 'silent', lands: 'never', after: 0 }),
  single('hung', { is: 'silent', lands: 'never', after: 30 }, 30),
  single('refused', { is: 'refused' }),
  single('limited 60s', { is: 'limited', for: 60, lands: false }, 60),
  single('limited 600s', { is: 'limited', for: 600, lands: false }, 600),
];

const PAUSES: readonly Trouble[] = [
  single('paused 10s', { is: 'paused', for: 10 }, 10),
  single('paused 300s', { is: 'paused', for: 300 }, 300),
];

const DEATHS_BEFORE: readonly Trouble[] = [
  single('step killed before', { is: 'killed', when: 'before', runner: false }),
  single('runner lost before', { is: 'killed', when: 'before', runner: true }),
];

const BOARD: readonly Trouble[] = [
  ...ANY,
  ...PAUSES,
  ...DEATHS_BEFORE,
  single('older by 1', { is: 'older', by: 1 }),
  single('older by 3', { is: 'older', by: 3 }),
];

const WRITE: readonly Trouble[] = [
  ...ANY,
  ...PAUSES,
  ...DEATHS_BEFORE,
  single('silent, landed', { is: 'silent', lands: 'now', after: 0 }),
  single('hung, landed', { is: 'silent', lands: 'now', after: 30 }, 30),
  single('silent, lands after 5s', { is: 'silent', lands: 5, after: 0 }),
  single('silent, lands after 90s', { is: 'silent', lands: 90, after: 0 }),
  single('silent, lands after 300s', { is: 'silent', lands: 300, after: 0 }),
  single('limited 60s, landed', { is: 'limited', for: 60, lands: true }, 60),
  single('limited 600s, landed', { is: 'limited', for: 600, lands: true }, 600),
  single('doubled', { is: 'doubled' }),
  single('step killed after', { is: 'killed', when: 'after', runner: false }),
  single('runner lost after', { is: 'killed', when: 'after', runner: true }),
];

/** From any ask on. */
const AROUND: readonly Trouble[] = [
  outage('outage of reads', ['read', 'look', 'board'], 'never'),
  outage('outage of writes', ['write'], 'never'),
  outage('outage of answers to writes', ['write'], 'now'),
  outage('outage of lives', ['life'], 'never'),
  outage(
    'outage of all',
    ['read', 'look', 'write', 'groups', 'ahead', 'contains', 'life', 'board'],
    'never',
    10,
  ),
];

const FOR_GOOD: Readonly<Partial<Record<Kind, readonly Trouble[]>>> = {
  groups: [refusal('groups refused for good', 'groups', GATHERING)],
  life: [refusal('lives refused for good', 'life', MAX_HOLD + 600)],
  contains: [refusal('comparisons refused for good', 'contains')],
};

/** An operator at the keyboard. */
const TAMPERING: readonly Trouble[] = [
  mishap('branch deleted', 'deleted'),
  mishap('branch rewound', 'rewound'),
];

/** Everything that may go wrong at an ask of a kind. */
export function troublesOf(kind: Kind): readonly Trouble[] {
  return [...ofKind(kind), ...(FOR_GOOD[kind] ?? []), ...AROUND, ...TAMPERING];
}

function ofKind(kind: Kind): readonly Trouble[] {
  switch (kind) {
    case 'read':
    case 'look':
    case 'board':
      return BOARD;
    case 'write':
      return WRITE;
    case 'groups':
    case 'ahead':
    case 'contains':
    case 'life':
    case 'cut':
      return [...ANY, ...PAUSES];
  }
}

/** Two plans at once. */
export function both(first: Plan, second: Plan): Plan {
  const mishaps = (sent: Sent): Mishap | null => first.mishapAt?.(sent) ?? second.mishapAt?.(sent) ?? null;
  return {
    faultOf: (sent) => first.faultOf(sent) ?? second.faultOf(sent),
    mishapAt: mishaps,
  };
}
