// What a command may leave on the branch that could not take it back, in words: until when, and what ends it before.
import type { Left } from '../commands/acquire.ts';
import { duration } from '../text/duration.ts';
import { shellQuoted } from './quote.ts';

/** Others go by what they have watched: nothing of it ends by itself while nobody waits. */
export function leftSentence({ lease, registration }: Left): string {
  const { id, parameters } = registration;
  const { ttl, max_hold: hold } = parameters;
  const name = shellQuoted(lease);
  const stays =
    hold === ttl
      ? `The request may wait there still, or hold the lease, until another one has waited behind it for ${duration(ttl)} and removes it.`
      : `The request may wait there still, until another one has waited behind it for ${duration(ttl)} and removes it; ` +
        `or hold the lease, until another one has waited for ${duration(hold)}.`;
  const release = `ref-lease release -l ${name} --id ${shellQuoted(id)} --token TOKEN`;
  const unlock = `ref-lease unlock -l ${name} --token TOKEN --reason TEXT`;
  return (
    `${stays} See \`ref-lease status -l ${name}\`: ` +
    `a hold is ended at once by \`${release}\` or \`${unlock}\`, with the token that is shown there.`
  );
}
