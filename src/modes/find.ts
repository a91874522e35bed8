// Which request a step speaks for: the one it names, or that of its own job.
import { keyOf, requestKey } from '../action/identity.ts';
import { holderOf } from '../lease/document.ts';
import type { LeaseDocument } from '../lease/schema.ts';
import type { Context } from './context.ts';

/** The id that a step means: as given, or that of its job's latest request; `null` where the job made none. */
export function requestIdOf(
  given: string | null,
  document: LeaseDocument,
  { identity, runner }: Pick<Context, 'identity' | 'runner'>,
): string | null {
  if (given !== null) return given;
  const nonce = identity.checkRunId === null ? runner.nonce() : null;
  const key = requestKey({ ...identity, nonce });
  const holder = holderOf(document);
  if (holder !== undefined && keyOf(holder.id) === key) return holder.id;
  const isOwn = (entry: { readonly id: string }): boolean => keyOf(entry.id) === key;
  return document.requests.findLast(isOwn)?.id ?? document.outcomes.findLast(isOwn)?.id ?? null;
}

/** Names the job of a step for messages, where it has no request. */
export function jobName({ identity }: Pick<Context, 'identity'>): string {
  return `the job ${identity.job} of run ${identity.runId}`;
}
