// Whether the rest after an eviction was kept, by the truth: the observer of documents knows it by their stamps alone.
import type { Seconds } from '../../src/lease/instant.ts';
import type { Holder, LeaseDocument } from '../../src/lease/schema.ts';
import { wasTampered } from './breach.ts';
import { documentAt, type Version } from './branch.ts';
import { START, type Ran, type World } from './world.ts';

const WHOLE = '*';

/** By how much clocks count less than the seconds that there are, and what is lost by reading them in whole ones. */
const DRIFT = 0.97;

/** Why a grant in a version comes before the rest of its slots is over; `null`: it does not. */
export function cutShort(
  world: World,
  lease: string,
  { version, author }: { readonly version: Version; readonly author: Ran },
  { id, slots }: Holder,
): string | null {
  const before = documentAt(world.branch.versions[version.index - 1]!, lease);
  const names = before === null ? [] : [WHOLE, ...(slots ?? Object.keys(before.slots))];
  for (const name of names) {
    const rest = restOf(world, lease, version, name);
    if (rest === null || wasTampered(world, rest.from, version.time)) continue;
    // Who does not wait goes by its clock.
    if (author.wish?.wait === false && !(rest.isDated && author.job.person.trusted)) continue;
    const past = version.time - rest.from;
    if (past < rest.length * DRIFT) return `${id} is granted ${name} after ${Math.round(past)} s of rest`;
  }
  return null;
}

/** Since when a slot rests as of the version before one, for how long, and whether GitHub's clock has dated that. */
function restOf(
  { branch: { versions } }: World,
  lease: string,
  { index }: Version,
  name: string,
): { readonly from: Seconds; readonly length: Seconds; readonly isDated: boolean } | null {
  const restAt = (place: number): Place | null => placeOf(documentAt(versions[place]!, lease), name);
  const { rest_until: until = null, rest_since: at = null } = restAt(index - 1) ?? {};
  if (until === null || at === null) return null;
  // A branch that was gone is written again with the rest that was known.
  const begin = versions.findIndex((_, place) => restAt(place)?.rest_until === until);
  const document = documentAt(versions[begin]!, lease)!;
  const isDated = at > (document.own_clock_at ?? -Infinity);
  const landed = versions[begin]!.time;
  // A write that came late has rested since it was sent.
  return { from: isDated ? Math.min(landed, at - START) : landed, length: until - at, isDated };
}

type Place = Pick<LeaseDocument, 'rest_until' | 'rest_since'>;

function placeOf(document: LeaseDocument | null, name: string): Place | null {
  return name === WHOLE ? document : (document?.slots[name] ?? null);
}
