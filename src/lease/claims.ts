// Who may take which slots now: a walk through the line with the slots that are free.
//
// Whoever finds enough is due for the first of them in its own order. Whoever does not keeps what it could use, so that
// those behind it cannot starve it; but not where locks, or those before it, leave it too few anyway. Everything comes
// from the document and the viewpoint, as the line does.
import type { Time } from './age.ts';
import type { SlotName } from './identifiers.ts';
import { holdersOf } from './document.ts';
import { readyIn, type Line, type Viewpoint } from './line.ts';
import type { Holder, Lock, Pending } from './schema.ts';
import { isOverLimit } from './signs.ts';
import { LEASE } from './slot-table.ts';
import { heldIn, heldOf, openIn, restingIn, wishOf } from './slots.ts';

/** What a request that is ready has a right to. */
export interface Claim {
  readonly request: Pending;
  /** The slots that it may take now; empty: it has to wait. */
  readonly due: readonly SlotName[];
  /** Free slots that nobody behind it takes, while it has to wait for more. */
  readonly keeps: readonly SlotName[];
  /** Slots that somebody holds past a limit, and that nobody behind it may take over. */
  readonly overdue: readonly SlotName[];
  /** Those of such holds that it may end now: then it has enough. */
  readonly mayTakeOver: readonly Holder[];
}

/** What is open, besides the document. */
export interface Sight {
  readonly time: Time;
  /** The operator's lock of all leases. */
  readonly boardLock: Lock | null;
  /** By which time a rest is judged; left out: by `time`. */
  readonly restsBy?: Time;
}

/** What decides who may take which slots, besides the document. */
export interface Outlook extends Sight, Viewpoint {}

/** The slots that nobody holds, no lock closes and that do not rest. */
export function freeIn({ document, slots: all }: Line, sight: Sight): ReadonlySet<SlotName> {
  const { boardLock, time, restsBy = time } = sight;
  const held = heldIn(document, all);
  const resting = restingIn(document, restsBy, all);
  const open = [...openIn(document, boardLock, time.now, all)];
  return new Set(open.filter((slot) => !held.has(slot) && !resting.has(slot)));
}

/** The claims of those who are ready, first to last; who has none left to it has no claim. */
export function claimsIn(line: Line, outlook: Outlook): Claim[] {
  const { document, slots: all } = line;
  const { time, boardLock, restsBy = time } = outlook;
  const open = openIn(document, boardLock, time.now, all);
  const resting = restingIn(document, restsBy, all);
  const free = new Set(freeIn(line, outlook));
  const over = holdersOf(document).filter((holder) => isOverLimit(holder, time));
  const past = new Set(over.flatMap((holder) => [...heldOf(holder, all)]));
  const wanted = new Set<SlotName>();
  const want = (slots: readonly SlotName[]): void => {
    // Nobody has the lease itself where somebody has any part of it.
    for (const slot of [...slots, LEASE]) {
      free.delete(slot);
      wanted.add(slot);
    }
  };
  const claims: Claim[] = [];
  for (const request of readyIn(line, outlook)) {
    // Nothing is left to those behind when everything is wanted.
    if (wanted.size === open.size) break;
    const { accepts, take } = wishOf(request, all);
    const left = [...accepts].filter((slot) => open.has(slot) && !wanted.has(slot));
    if (left.length < take) continue;
    const usable = left.filter((slot) => free.has(slot));
    if (usable.length >= take) {
      const due = usable.slice(0, take);
      claims.push({ request, due, keeps: [], overdue: [], mayTakeOver: [] });
      want(due);
      continue;
    }
    const overdue = left.filter((slot) => past.has(slot));
    const soon = left.filter((slot) => free.has(slot) || resting.has(slot)).length;
    const mayTakeOver = enoughOf(over, take - soon, new Set(left), all);
    claims.push({ request, due: [], keeps: usable, overdue, mayTakeOver });
    want(left);
  }
  return claims;
}

/**
 * The oldest holds that have `need` of the slots that are left between them, and none that could be left out; none where
 * all of them have fewer.
 */
function enoughOf(
  over: readonly Holder[],
  need: number,
  left: ReadonlySet<SlotName>,
  all: ReadonlySet<SlotName>,
): Holder[] {
  const gained = (holder: Holder): number => [...heldOf(holder, all)].filter((slot) => left.has(slot)).length;
  let taken: Holder[] = [];
  let missing = need;
  for (const holder of over) {
    if (missing <= 0) break;
    if (gained(holder) === 0) continue;
    taken.push(holder);
    missing -= gained(holder);
  }
  if (missing > 0) return [];
  for (const holder of taken) {
    if (missing + gained(holder) > 0) continue;
    taken = taken.filter((each) => each !== holder);
    missing += gained(holder);
  }
  return taken;
}
