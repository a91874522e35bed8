// The words of a commit, the same on every store.
import type { CommitMessage } from './store.ts';

/** The body of a commit's message: trailers come last, and `skip-checks` the last of them, after two empty lines. */
export function bodyOf({ body, operation }: CommitMessage): string {
  return `${body}\n\n\nOperation: ${operation}\nskip-checks: true`;
}

/** The whole message, where a store takes it in one piece. */
export function textOf(message: CommitMessage): string {
  return `${message.subject}\n\n${bodyOf(message)}`;
}
