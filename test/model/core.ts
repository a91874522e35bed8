// The core under test: the real modules of src/lease, or a copy of them with one rule broken.
//
// The model calls these functions and nothing else; it implements no rule of the lease itself.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as Decide from '../../src/lease/decide.ts';
import type * as Release from '../../src/lease/release.ts';
import type * as Transition from '../../src/lease/transition.ts';
import type * as Invariants from '../../src/lease/invariants.ts';
import type * as Liveness from '../../src/lease/liveness.ts';
import type * as Document from '../../src/lease/document.ts';
import type * as Groups from '../../src/lease/groups.ts';

/** What the model drives. */
export type Core = Pick<typeof Decide, 'decide' | 'FRESH_MEMORY'> &
  Pick<typeof Release, 'decideRelease'> &
  Pick<typeof Transition, 'transition'> &
  Pick<typeof Invariants, 'assertStep'> &
  Pick<typeof Liveness, 'observe'> &
  Pick<typeof Document, 'createDocument' | 'outcomeOf'> &
  Pick<typeof Groups, 'stackOf'>;

/** The folder `src` of this checkout. */
export const SOURCES = join(import.meta.dirname, '..', '..', 'src');

/** Loads the core from a folder that has the shape of `src`. */
export async function loadCore(sources: string = SOURCES): Promise<Core> {
  const load = async <T>(file: string): Promise<T> =>
    (await import(pathToFileURL(join(sources, 'lease', file)).href)) as T;
  const { decide, FRESH_MEMORY } = await load<typeof Decide>('decide.ts');
  const { decideRelease } = await load<typeof Release>('release.ts');
  const { transition } = await load<typeof Transition>('transition.ts');
  const { assertStep } = await load<typeof Invariants>('invariants.ts');
  const { observe } = await load<typeof Liveness>('liveness.ts');
  const { createDocument, outcomeOf } = await load<typeof Document>('document.ts');
  const { stackOf } = await load<typeof Groups>('groups.ts');
  return {
    decide,
    FRESH_MEMORY,
    decideRelease,
    transition,
    assertStep,
    observe,
    createDocument,
    outcomeOf,
    stackOf,
  };
}
