// Removing the branch, as only a checkup does it with its own.
import { failureOf, notRemoved, unavailable } from './faults.ts';
import type { Mirror } from './mirror.ts';
import { push } from './push.ts';

/** Removes the branch from the server, if it is there, and as it is. */
export async function removeBranch(mirror: Mirror, signal: AbortSignal | undefined): Promise<void> {
  const head = await mirror.fetch(signal);
  if (head === null) return;
  const purpose = mirror.purpose('writing');
  const pushed = await push(mirror, head, null, signal);
  switch (pushed.kind) {
    case 'applied':
      return;
    case 'rejected':
      throw notRemoved(purpose, pushed.cause);
    case 'unsent':
      throw failureOf(purpose, pushed.result);
    case 'unknown':
      throw unavailable(purpose, pushed.cause);
  }
}
