// A command in the environment of a hold that asks for the same lease would wait for itself.
import { blockingOwnHold } from '../commands/own-hold.ts';
import type { Ports } from '../commands/ports.ts';
import type { ProcessInputs } from '../commands/process.ts';
import { parseInteger } from '../input/integer.ts';
import { InputError } from '../lease/errors.ts';
import { wantedUntil } from '../lease/signs.ts';
import { holderName } from '../text/waiting.ts';
import { shellQuoted } from './quote.ts';

/**
 * Refuses what the hold that the environment names keeps from being granted. The board decides whether it still is one,
 * and on this server: what a shell has released stays in its environment.
 */
export async function refuseOwnHold(
  { lease, own }: ProcessInputs,
  env: NodeJS.ProcessEnv,
  ports: Ports,
): Promise<void> {
  const { REF_LEASE: named, REF_LEASE_ID: id = '', REF_LEASE_TOKEN = '' } = env;
  const token = parseInteger(REF_LEASE_TOKEN);
  if (named !== lease || token === null) return;
  const holder = await blockingOwnHold({ id, token }, { lease, ...own }, ports);
  if (holder === null) return;
  const release =
    wantedUntil(holder) === null
      ? ''
      : `, or release it first: ref-lease release -l ${shellQuoted(lease)} --id ${shellQuoted(id)} --token ${token}`;
  throw new InputError(
    `The lease ${lease} on the branch ${ports.world.store.branch} is held by whoever started this command, as its ` +
      `environment says: ${holderName(holder)}. It would wait for itself. Do what needs the lease without asking for it ` +
      `again, or ask for other slots${release}.`,
  );
}
