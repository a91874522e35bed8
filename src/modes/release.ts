// mode: release. Ends a hold explicitly, also one that another job of the run has acquired.
//
// Safe to send again: what has ended stays ended. A wrong id or token fails, and frees nothing.
import type { ReleaseInputs } from '../action/inputs.ts';
import { holderSentence } from '../text/waiting.ts';
import { requestOf } from '../lease/document.ts';
import { LeaseError } from '../lease/errors.ts';
import { decideRelease } from '../lease/release.ts';
import type { LeaseDocument, Outcome } from '../lease/schema.ts';
import { Deadline } from '../protocol/deadline.ts';
import { Evidence } from '../protocol/evidence.ts';
import { Session } from '../protocol/session.ts';
import { update } from '../protocol/update.ts';
import { stateOutputs, type Context } from './context.ts';
import { jobName, requestIdOf } from './find.ts';

/** Seconds after which a release that GitHub does not confirm fails. */
const LIMIT = 600;

/** Releases the lease with the outcome of the job that used it. */
export async function releaseMode(inputs: ReleaseInputs, context: Context): Promise<void> {
  const { world, runner } = context;
  await using deadline = new Deadline(world.clock, LIMIT);
  context.onCancel(() => deadline.end('cancelled'));
  const { signal } = deadline;
  const session = new Session(world, inputs.lease, null, { endsOnly: true });
  const evidence = new Evidence(world.ancestry);
  const outcome = inputs.releaseWithStatus === 'success' ? 'success' : 'failure';
  const ending = update<Outcome>(
    world,
    session,
    async ({ document }) => {
      const id = requestIdOf(inputs.requestId, document, context);
      const own = id === null ? undefined : requestOf(document, id);
      if (own !== undefined && outcome === 'success') await evidence.gatherBelow(document, own, signal);
      if (own?.status === 'pending') throw notHolder(inputs, context, document, id);
      const epoch = inputs.fencingToken ?? own?.epoch ?? null;
      const releaser = { id: id ?? '', epoch, outcome, registration: null } as const;
      const next = decideRelease(releaser, document, evidence.proofs, false);
      if (next.kind === 'write') return next;
      if (next.kind === 'ended' && agrees(inputs, next.outcome))
        return { kind: 'done', result: next.outcome };
      throw notHolder(inputs, context, document, id, next.kind === 'ended' ? next.outcome : undefined);
    },
    deadline,
  );
  const ended = await ending.finally(() => {
    if (session.hasRead) runner.setOutputs(stateOutputs(world, inputs.lease, session.view.document));
  });
  const what = ended.epoch === undefined ? 'was not held, nothing is released' : 'is released';
  runner.info(`The lease ${inputs.lease} ${what}: the request ${ended.id} has ended as ${ended.outcome}.`);
}

/** Whether an outcome is one that a release may meet: a repeated release, or a request with nothing to release. */
function agrees({ fencingToken }: ReleaseInputs, { outcome, epoch }: Outcome): boolean {
  if (outcome === 'evicted') return false;
  return fencingToken === null || epoch === undefined || epoch === fencingToken;
}

function notHolder(
  inputs: ReleaseInputs,
  context: Context,
  document: LeaseDocument,
  id: string | null,
  outcome?: Outcome,
): LeaseError {
  const who = id === null ? jobName(context) : `the request ${id}`;
  const token = inputs.fencingToken === null ? '' : ` with the fencing token ${inputs.fencingToken}`;
  const ended =
    outcome === undefined
      ? ''
      : ` It has ended as ${outcome.outcome}${outcome.reason === undefined ? '' : ` (${outcome.reason})`}.`;
  return new LeaseError(
    'not-holder',
    `The lease ${inputs.lease} on the branch ${context.world.store.branch} was not released: ${who} does not hold it${token}.${ended} ` +
      `${holderSentence(document)} Give the outputs request-id and fencing-token of the job that acquired it.`,
  );
}
