// The one write loop of those who do not wait in line: read, decide, compare-and-swap, until it is done.
import type { Change } from '../lease/transition.ts';
import type { Lock } from '../lease/schema.ts';
import { UnavailableError } from '../lease/errors.ts';
import type { Deadline } from './deadline.ts';
import { backoff } from './pace.ts';
import type { World } from './ports.ts';
import type { Session, View } from './session.ts';
import { Weather } from './weather.ts';

/** What a step asks for: an end with its result, a write of the lease, or one of the lock of all leases. */
export type Step<T> =
  | { readonly kind: 'done'; readonly result: T }
  | { readonly kind: 'write'; readonly changes: readonly Change[] }
  | { readonly kind: 'write-board-lock'; readonly lock: Lock | null };

/**
 * Repeats `step` on the newest state until it is done. It is asked again after every write, applied or not, so it
 * must recognise its own effect. Limits and outages are waited out until the deadline ends everything; a limit that
 * lasts longer than that ends it at once.
 */
export async function update<T>(
  world: World,
  session: Session,
  step: (view: View) => Step<T> | Promise<Step<T>>,
  deadline: Pick<Deadline, 'signal' | 'left'>,
): Promise<T> {
  const { signal } = deadline;
  const weather = new Weather(world);
  let isCurrent = session.hasRead && session.view.snapshot !== null;
  for (let attempt = 0; ;) {
    try {
      const isStale = !isCurrent && (await session.read(signal)) === 'stale';
      isCurrent = !isStale;
      weather.clear();
      if (isCurrent) {
        const next = await step(session.view);
        if (next.kind === 'done') return next.result;
        const result =
          next.kind === 'write'
            ? await session.write(next.changes, signal)
            : await session.writeBoardLock(next.lock, signal);
        isCurrent = result === 'applied';
      }
      // A replica that lags needs time; a lost race only needs another try.
      const haste = isStale ? 'arriving' : 'handingOn';
      if (!isCurrent) await world.clock.sleep(backoff(haste, attempt++, world.clock.random()), signal);
    } catch (error) {
      isCurrent = false;
      if (signal.aborted) {
        throw new UnavailableError('GitHub did not confirm the write in the time that was left for it.', {
          cause: error,
        });
      }
      await weather.waitOut(error, signal, deadline.left).catch((reason: unknown) => {
        if (!signal.aborted) throw reason;
        throw new UnavailableError('GitHub did not answer in the time that was left for it.', {
          cause: error,
        });
      });
    }
  }
}
