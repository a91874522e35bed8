// What a process knows of one lease: what it has seen, what it may write on, and which write of its own may still land.
//
// Three rules live here and nowhere else. One read may be old, so what is older than what was seen is not believed until
// an operator must have rewound the branch. What was sent and not confirmed may land until the lease is seen in a later
// state. And a branch that was there and is gone is made anew from what this process saw of its own lease, no more.
import type { LeaseName, Path, Version } from '../lease/identifiers.ts';
import { noteSightings, NO_SIGHTINGS, type Sightings, type Time } from '../lease/age.ts';
import { isUnreadable, LOCK_PATH, pathOf, type Unreadable, type Glance, type Head } from '../lease/board.ts';
import { createDocument, isAlike, ownClockOf, problemAt, recreateDocument } from '../lease/document.ts';
import { assertStep } from '../lease/invariants.ts';
import type { Instant, Seconds } from '../lease/instant.ts';
import type { LeaseDocument, Lock } from '../lease/schema.ts';
import { transition, type Change } from '../lease/transition.ts';
import type { Draft, Now, Whole } from './asks.ts';

/** So many older answers, over so many seconds in which no ask went unanswered, are a rewound branch. */
const OLDER_ANSWERS = 3;
const OLDER_FOR: Seconds = 60;

/** What a gap between two of them counts at most: a process that stood still hears an answer from before. */
const LONGEST_GAP: Seconds = 30;

/** The same for answers that are older only by a token which somebody claims to know: it may just be wrong. */
const CLAIMED_FOR: Seconds = 10;

/** Plain knowledge of one lease. */
export interface Known {
  readonly lease: LeaseName;
  /** Whether GitHub's clock dates the stamps; else ages are judged by when this process first saw them. */
  readonly trusted: boolean;
  /** It takes no lease, so a lock of all leases that cannot be read does not keep it from ending one. */
  readonly endsOnly: boolean;
  /** A whole read has been understood. */
  readonly hasRead: boolean;
  /** The version to write on; `null`: the board must be read first. */
  readonly on: { readonly head: Head } | null;
  /** The last look found no document: only a whole read tells whether the branch or the file is gone. */
  readonly missed: boolean;
  /** As last seen, or written; `null`: there is none. */
  readonly document: LeaseDocument | null;
  readonly lock: Lock | null;
  /** The other leases of the board while this one has no document; else `null`. */
  readonly others: readonly LeaseName[] | null;
  /** The branch was there at some time. */
  readonly existed: boolean;
  /** The highest sequence seen: what is below is older. */
  readonly seen: number;
  /** The lowest epoch that a read must show: somebody knows a token of that height. */
  readonly least: number;
  /** The highest epoch seen: tokens rise above it, also on a branch that has been rewound. */
  readonly floor: number;
  /** Older answers in a row: how many, over how many seconds, and when the last one came (monotonic). */
  readonly older: { readonly count: number; readonly over: Seconds; readonly heardAt: Seconds } | null;
  /** The highest sequence on which a write was based that may still land; `null`: none. */
  readonly mayLand: number | null;
  /** When stamps were first seen, by `watched`. */
  readonly sightings: Sightings;
  /** Seconds in which looks were answered: no time counts in which nobody could be heard. */
  readonly watched: Seconds;
  /** Monotonic time of the last answered look; `null` after a silence. */
  readonly heardAt: Seconds | null;
  /** The longest gap between two answered looks that counts whole. */
  readonly stride: Seconds;
}

/** A file of the board that cannot be understood. */
export interface UnreadableFile {
  readonly path: Path;
  readonly head: Head;
  readonly problem: string;
}

/** What a look taught: the knowledge after it, and what was thought of it. */
export interface Learned {
  readonly known: Known;
  readonly as: 'believed' | 'older' | 'rewound';
  readonly unreadable: UnreadableFile | null;
}

/** Knowledge before the first read. */
export function unknown(
  lease: LeaseName,
  options: Partial<Pick<Known, 'endsOnly' | 'stride' | 'trusted' | 'seen' | 'least' | 'mayLand'>> = {},
): Known {
  const { endsOnly = false, stride = 60, trusted = true, seen = -1, least = 0, mayLand = null } = options;
  return {
    lease,
    trusted,
    endsOnly,
    hasRead: false,
    on: null,
    missed: false,
    document: null,
    lock: null,
    others: null,
    existed: seen >= 0,
    seen,
    least,
    floor: 0,
    older: null,
    mayLand,
    sightings: NO_SIGHTINGS,
    watched: 0,
    heardAt: null,
    stride,
  };
}

/** The lease as it is written on: made up where nobody has written it, made anew where the branch is gone. */
export function current(known: Known, at: Instant): LeaseDocument {
  const { document, lease } = known;
  if (document === null) return createDocument(lease, at);
  return isGone(known) ? recreateDocument(document, at) : document;
}

/** Whether the branch was there and is gone: the next write makes it anew. */
export function isGone({ on, existed }: Known): boolean {
  return existed && on !== null && on.head === null;
}

/** By what this process judges ages now. */
export function timeOf({ trusted, document, sightings, watched }: Known, at: Instant): Time {
  return { now: at, trusted, ownClockAt: ownClockOf(document), sightings, watched };
}

/** Learns from a whole read. */
export function learnWhole(known: Known, whole: Whole, now: Now): Learned {
  // Whoever has nothing to bring back takes a missing branch for an older state, like any other.
  if (whole.head === null && known.existed && (known.document !== null || known.seen === -1)) {
    return gone(known, now);
  }
  const learned = learnFiles(known, whole, whole.head, now);
  if (learned.unreadable !== null || learned.as === 'older') return learned;
  return {
    ...learned,
    known: {
      ...learned.known,
      hasRead: true,
      on: { head: whole.head },
      missed: false,
      others: whole.others ?? null,
      existed: known.existed || whole.head !== null,
    },
  };
}

/** Learns from a look, which shows no version to write on. A lease that is not there is left to a whole read. */
export function learnGlance(known: Known, glance: Glance, now: Now): Learned {
  if (glance.document === null) {
    const after = { ...heard(known, now), on: null, missed: true };
    return { known: after, as: 'believed', unreadable: null };
  }
  const learned = learnFiles(known, glance, null, now);
  if (learned.unreadable !== null || learned.as === 'older') return learned;
  const after = learned.known;
  // Where a branch was set back, two states may have the same sequence.
  const isSame = isAlike(after.document, known.document) && isAlike(after.lock, known.lock);
  return { known: isSame ? after : { ...after, on: null }, as: 'believed', unreadable: null };
}

/** A read or look went unanswered: what others did meanwhile nobody knows. */
export function learnSilence(known: Known): Known {
  return { ...known, heardAt: null, older: null };
}

/** The draft that puts the changes on the board; `null` where they change nothing. Needs a version to write on. */
export function draftOf(known: Known, changes: readonly Change[], at: Instant): Draft | null {
  const { lease, on, trusted } = known;
  if (on === null) throw new Error('a write needs a whole read');
  const before = current(known, at);
  const after = transition(before, changes, { now: at, trusted, floor: known.floor });
  if (after === before && !isGone(known)) return null;
  assertStep(known.document ?? before, after);
  return { lease, on: on.head, document: after, ...(isGone(known) ? { lock: known.lock } : {}) };
}

/** A write is about to be sent: from now on it may land. */
export function sending(known: Known, at: Instant): Known {
  return { ...known, mayLand: Math.max(known.mayLand ?? 0, current(known, at).sequence) };
}

/** A write is known to be applied: it has moved the head on which any other was based. */
export function learnApplied(known: Known, draft: Draft, head: Version): Known {
  const document = draft.document ?? known.document;
  return {
    ...known,
    on: { head },
    document,
    lock: draft.lock === undefined ? known.lock : draft.lock,
    existed: true,
    seen: Math.max(known.seen, document?.sequence ?? -1),
    floor: Math.max(known.floor, document?.epoch ?? 0),
    mayLand: null,
  };
}

/** A write was not confirmed, for whatever reason: also a lost race may be the answer to a second copy of it. */
export function learnUnconfirmed(known: Known): Known {
  return { ...known, on: null };
}

function gone(known: Known, now: Now): Learned {
  return {
    known: {
      ...heard(known, now),
      hasRead: true,
      on: { head: null },
      missed: false,
      older: null,
      // Signs of life may have gone with the branch: what was watched proves no silence.
      sightings: NO_SIGHTINGS,
    },
    as: 'believed',
    unreadable: null,
  };
}

/** Learns what the files say: the document of the lease and, where that was asked for, the lock of all leases. */
function learnFiles(known: Known, { document, lock = known.lock }: Glance, head: Head, now: Now): Learned {
  const learned = learnDocument(known, document, head, now);
  if (learned.unreadable !== null || learned.as === 'older') return learned;
  if (isUnreadable(lock) && !known.endsOnly)
    return { ...learned, unreadable: { path: LOCK_PATH, head, problem: lock.unreadable } };
  return { ...learned, known: { ...learned.known, lock: isUnreadable(lock) ? null : lock } };
}

function learnDocument(
  known: Known,
  found: LeaseDocument | Unreadable | null,
  head: Head,
  now: Now,
): Learned {
  // Who does not trust its own clock cannot tell that a stamp is of the future.
  const isJudged = found !== null && now.at !== null && known.trusted;
  const problem = isUnreadable(found) ? found.unreadable : isJudged ? problemAt(found, now.at) : null;
  if (problem !== null) {
    return { known, as: 'believed', unreadable: { path: pathOf(known.lease), head, problem } };
  }
  const document = found as LeaseDocument | null;
  const sequence = document?.sequence ?? -1;
  const isOlder = sequence < known.seen || (document?.epoch ?? 0) < known.least;
  if (isOlder) {
    const older = oneMore(known.older, now);
    const isRewound =
      older.count >= OLDER_ANSWERS && older.over >= (sequence < known.seen ? OLDER_FOR : CLAIMED_FOR);
    if (!isRewound)
      return { known: { ...heard(known, now), older, on: null }, as: 'older', unreadable: null };
  }
  const watching = heard(known, now);
  return {
    known: {
      ...watching,
      document,
      seen: sequence,
      least: isOlder ? 0 : known.least,
      floor: Math.max(known.floor, document?.epoch ?? 0),
      older: null,
      mayLand: known.mayLand !== null && sequence > known.mayLand ? null : known.mayLand,
      sightings:
        document === null
          ? NO_SIGHTINGS
          : noteSightings(document, watching.sightings, { ...watching, now: now.at }),
    },
    // A token that somebody claims to know proves nothing of the branch.
    as: sequence < known.seen ? 'rewound' : 'believed',
    unreadable: null,
  };
}

function oneMore(older: Known['older'], { mono }: Now): NonNullable<Known['older']> {
  if (older === null) return { count: 1, over: 0, heardAt: mono };
  const gap = Math.min(mono - older.heardAt, LONGEST_GAP);
  return { count: older.count + 1, over: older.over + gap, heardAt: mono };
}

/** Seconds in which looks were answered, up to now: the time since the last of them counts as watched. */
export function watchedAt({ watched, heardAt, stride }: Known, now: Now): Seconds {
  return watched + (heardAt === null ? 0 : Math.min(now.mono - heardAt, stride));
}

function heard(known: Known, now: Now): Known {
  return { ...known, watched: watchedAt(known, now), heardAt: now.mono };
}
