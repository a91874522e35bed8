// In which order people are shown how requests ended.
import type { LeaseDocument, Outcome } from '../lease/schema.ts';

/** The outcomes, newest first; of one write first the hold that it ended, then the highest priority. */
export function newestFirst({ outcomes }: LeaseDocument): Outcome[] {
  const held = ({ epoch }: Outcome): number => Number(epoch !== undefined);
  return outcomes.toSorted((a, b) => b.at - a.at || held(b) - held(a) || b.priority - a.priority);
}
