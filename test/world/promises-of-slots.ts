// What every write must keep of slots, read off two documents and nothing of the core: nobody shares one, exactly those of a
// dead holder rest, and a hold past its limit ends only for somebody who then has enough.
import type { LeaseDocument, Lock, Outcome, Request } from '../../src/lease/schema.ts';

const WHOLE = '*';

/** Whether two holds have a slot in common; `null`: the whole lease. */
export function meet(a: readonly string[] | null, b: readonly string[] | null): boolean {
  if (a === null || b === null) return true;
  return a.some((one) => b.includes(one));
}

function holdersIn(document: LeaseDocument): Request[] {
  return document.requests.filter(({ status }) => status === 'acquired');
}

/** Two who hold the same slot. */
export function sharedSlot(document: LeaseDocument): string | null {
  const holders = holdersIn(document);
  for (const [place, one] of holders.entries()) {
    const other = holders.slice(place + 1).find(({ slots }) => meet(one.slots, slots));
    if (other !== undefined) return `${one.id} and ${other.id} hold the same slot`;
  }
  return null;
}

/** Exactly the slots of the dead holders that a write removes begin to rest. */
export function wrongRest(was: LeaseDocument, is: LeaseDocument): string | null {
  const gone = holdersIn(was).filter(
    ({ id }) => is.outcomes.find((outcome) => outcome.id === id)?.outcome === 'evicted',
  );
  const due = gone.filter(({ parameters }) => parameters.takeover_delay > 0);
  const its = due.flatMap(({ slots }) => slots ?? [WHOLE]);
  const taken = holdersIn(is).filter(({ id }) => holdersIn(was).every((holder) => holder.id !== id));
  const places = (of: LeaseDocument) =>
    new Map([
      [WHOLE, of.rest_until],
      ...Object.entries(of.slots).map(([name, slot]) => [name, slot.rest_until] as const),
    ]);
  const [before, after] = [places(was), places(is)];
  const missing = its.find(
    (name) => after.get(name) == null && !taken.some(({ slots }) => meet(slots, [name])),
  );
  if (missing !== undefined) return `${missing} does not rest, and its holder was evicted`;
  const lasts = (name: string): number => {
    const { rest_until = null, rest_since = null } = name === WHOLE ? is : (is.slots[name] ?? {});
    return (rest_until ?? NaN) - (rest_since ?? NaN);
  };
  const wrong = due.find(({ slots, parameters }) =>
    (slots ?? [WHOLE]).some((name) => Math.abs(lasts(name) - parameters.takeover_delay) > 0.01),
  );
  if (wrong !== undefined) return `the rest after ${wrong.id} is not as long as it had asked`;
  const extra = [...after].find(
    ([name, until]) => until !== null && until !== before.get(name) && !its.includes(name),
  );
  return extra === undefined ? null : `${extra[0]} rests, and no holder of it was evicted`;
}

/** Whether the author of a write has ended a hold for its limit with a use: it is about its slots, and may be enough. */
export function isOfUse(
  { slots: ended }: Pick<Outcome, 'slots'>,
  is: LeaseDocument,
  author: Pick<Request, 'id' | 'parameters'>,
): boolean {
  const { accepts, take } = author.parameters;
  const holders = holdersIn(is).filter(({ id }) => id !== author.id);
  if (!meet(ended ?? null, accepts)) return false;
  if (accepts === null) return holders.length === 0;
  const isClosed = (lock: Lock | null | undefined): boolean => lock != null && lock.until === null;
  const left = accepts.filter((slot) => !isClosed(is.slots[slot]?.lock));
  return left.filter((slot) => holders.every(({ slots }) => !meet(slots, [slot]))).length >= take;
}
