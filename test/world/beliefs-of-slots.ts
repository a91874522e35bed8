// False beliefs about slots: who keeps which, which are held, closed or at rest, and whose life matters.
//
// What a machine is shown otherwise is put right again in what it writes, so that nothing but its decision is false.
import { holdersOf } from '../../src/lease/document.ts';
import type { LeaseDocument, Pending, Request, Slot } from '../../src/lease/schema.ts';
import type { AcquireState } from '../../src/protocol/acquire-state.ts';
import type { Answer, Ask } from '../../src/protocol/asks.ts';
import { showing, valued, withRequests, writing, type Bends } from './bend.ts';

/** Those that decide who takes which slot, and when. */
export const SLOTS = {
  'nobody keeps slots': {
    acquire: {
      // Who waits for more than is free seems to have been asked long ago, and is passed over.
      hears: showing((document, { registration }: AcquireState) =>
        withRequests(document, (each) =>
          each.id !== registration?.id && isShort(document, each) ? { asked_at: 1 } : {},
        ),
      ),
      asks: writing((document) =>
        withRequests(document, ({ asked_at }) => (asked_at === 1 ? { asked_at: null } : {})),
      ),
    },
  },
  'a slot that is held is free': {
    acquire: {
      hears: showing((document) =>
        withRequests(document, (each) => (each.status === 'acquired' ? heldElsewhere(each) : {})),
      ),
      asks: writing((document) => withRequests(document, broughtBack)),
    },
  },
  'after a dead holder another slot rests': {
    acquire: {
      asks: writing(({ slots }) => {
        const rests = Object.values(slots).map(({ rest_until }) => rest_until);
        const names = Object.keys(slots);
        return {
          slots: withEach(slots, (_, name) => ({
            rest_until: rests[(names.indexOf(name) + 1) % rests.length]!,
          })),
        };
      }),
    },
  },
  'the rest of a slot is not seen': {
    acquire: { hears: showing(({ slots }) => ({ slots: withEach(slots, () => ({ rest_until: null })) })) },
  },
  'the lock of a slot is not seen': {
    acquire: { hears: showing(opened), recalls: writing(opened), asks: writing(closedAgain) },
  },
  'who cannot be served for a lock keeps the other slots': {
    acquire: {
      hears: showing(openedToOne),
      recalls: writing(openedToOne),
      asks: writing(closedAgain),
    },
  },
  'of several holders only the first may be dead': {
    acquire: {
      hears: (answer: Answer<unknown>, to: Ask, { session }: AcquireState) => {
        const { document } = session.known;
        if (to.ask !== 'life' || answer.is !== 'value' || document === null) return answer;
        const [, ...others] = holdersOf(document);
        return others.some(({ id }) => id === to.request.id) ? valued(answer, 'alive') : answer;
      },
    },
  },
  'a hold past its limit is ended, though that is not enough': {
    acquire: {
      hears: showing((document, { registration }: AcquireState) =>
        withRequests(document, (each) =>
          each.id === registration?.id && freeFor(document, each).length === 0
            ? { parameters: { ...each.parameters, take: 1 } }
            : {},
        ),
      ),
      asks: writing((document, { registration }: AcquireState) =>
        withRequests(document, ({ id, parameters }) =>
          id === registration?.id
            ? { parameters: { ...parameters, take: registration.parameters.take } }
            : {},
        ),
      ),
    },
  },
} satisfies Record<string, Bends>;

const WHOLE = '*';
const ELSEWHERE = 'elsewhere ';

/** A hold seems to be one of slots that nobody else wants. */
function heldElsewhere({ slots, parameters }: Request): Partial<Request> {
  const names = (slots ?? [WHOLE]).map((slot) => `${ELSEWHERE}${slot}`);
  return { slots: names, parameters: { ...parameters, accepts: [...names, ...(parameters.accepts ?? [])] } };
}

function broughtBack({ slots, parameters }: Request): Partial<Request> {
  if (slots === null || !slots.every((slot) => slot.startsWith(ELSEWHERE))) return {};
  const names = slots.map((slot) => slot.slice(ELSEWHERE.length));
  if (names[0] === WHOLE) return { slots: null, parameters: { ...parameters, accepts: null } };
  return {
    slots: names,
    parameters: { ...parameters, accepts: parameters.accepts!.slice(names.length) },
  };
}

function withEach(
  slots: LeaseDocument['slots'],
  change: (slot: Slot, name: string) => Partial<Slot>,
): LeaseDocument['slots'] {
  return Object.fromEntries(
    Object.entries(slots).map(([name, slot]) => [name, { ...slot, ...change(slot, name) }]),
  );
}

/** The slots that a request accepts and nobody holds. */
function freeFor(document: LeaseDocument, { parameters: { accepts } }: Request): string[] {
  const held = holdersOf(document).flatMap(({ slots }) => slots ?? accepts ?? []);
  return (accepts ?? []).filter((slot) => !held.includes(slot));
}

/** Locks seem to be over; when they are is kept in the name of who made them. */
function opened({ slots }: LeaseDocument): Pick<LeaseDocument, 'slots'> {
  const open = ({ lock }: Slot): Partial<Slot> =>
    lock === null || lock.until === 0
      ? {}
      : { lock: { ...lock, until: 0, actor: `${lock.until ?? ''}:${lock.actor}` } };
  return { slots: withEach(slots, open) };
}

/** The same to one that takes a single slot. */
function openedToOne(document: LeaseDocument, { registration }: AcquireState): Partial<LeaseDocument> {
  return registration === null || registration.parameters.take > 1 ? {} : opened(document);
}

function closedAgain({ slots }: LeaseDocument): Pick<LeaseDocument, 'slots'> {
  const close = ({ lock }: Slot): Partial<Slot> => {
    if (lock === null || lock.until !== 0) return {};
    const [until, ...actor] = lock.actor.split(':');
    return { lock: { ...lock, until: until === '' ? null : Number(until), actor: actor.join(':') } };
  };
  return { slots: withEach(slots, close) };
}

function isShort(document: LeaseDocument, request: Request): request is Pending {
  return request.status === 'pending' && freeFor(document, request).length < request.parameters.take;
}
