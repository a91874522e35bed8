// The post step of mode: acquire. Ends what main has begun: a hold as success or failure, a request as withdrawn.
//
// It ends only what its own main step has written, in the state that it has just read, and never fails the job: it
// warns, and the next in line takes over.
import type { Identity } from '../input/identity.ts';
import type { PostInputs } from './inputs.ts';
import type { LeaseError } from '../lease/errors.ts';
import { mayHaveDropped } from '../lease/outcomes.ts';
import type { LeaseDocument } from '../lease/schema.ts';
import { unknown } from '../protocol/knowledge.ts';
import { postErrand, type PostResult } from '../protocol/release.ts';
import { stateSummary } from '../text/summary.ts';
import { holderSentence, leaseOf } from '../text/waiting.ts';
import type { Left } from './acquire.ts';
import { outcome, type Outcome, type Told } from './outcome.ts';
import { placeOf, runErrand, type Ports } from './ports.ts';

/** Why nothing is left to be ended; `null` where main has left something. */
export function nothingLeft({
  lease,
  registration,
  epoch,
  ended,
  autoRelease,
}: Left & { readonly autoRelease: boolean }): string | null {
  if (ended) return `Nothing to release: this step does not hold the lease ${lease}.`;
  if (epoch === null || autoRelease) return null;
  return (
    `The lease ${lease} stays held after this job (auto-release: false), fencing token ${epoch}. ` +
    `Release it with mode: release, request-id ${registration.id} and this token.`
  );
}

/** Why a state is not that of this step; `null` where it is. Any step of a job can set a variable of that name. */
export function notOfThisRun(
  { registration: { run_id, run_attempt } }: Left,
  { runId, runAttempt }: Pick<Identity, 'runId' | 'runAttempt'>,
): string | null {
  if (run_id === runId && run_attempt === runAttempt) return null;
  return `Nothing is released: the saved state is of the run ${run_id}, attempt ${run_attempt}, and this is another one.`;
}

/** Ends the request of main on the board. */
export async function postCommand(inputs: PostInputs, state: Left, ports: Ports): Promise<Outcome> {
  if (inputs.jobStatus === null && state.epoch !== null) ports.tell(unknownResult(state));
  const { told, document, failure } = await endRequest(
    state,
    inputs.jobStatus === 'success' ? 'success' : 'failure',
    ports,
  );
  if (failure !== null) return outcome({ failure });
  const now = ports.world.clock.now();
  return outcome({
    told: [told],
    summary:
      inputs.summary && now !== null
        ? stateSummary(document, { now, serverUrl: ports.serverUrl, boardLock: null })
        : null,
  });
}

/** How the end of a request on the board came out: what to tell of it and the lease after it, or why there is none. */
export type Ended =
  | {
      readonly told: Told;
      readonly document: LeaseDocument;
      /** The hold was over before: somebody else has ended it, or the branch does not know it. */
      readonly lost: boolean;
      readonly failure: null;
    }
  | { readonly told: null; readonly document: null; readonly lost: false; readonly failure: LeaseError };

/** Ends on the board whatever is left of a request. */
export async function endRequest(state: Left, status: 'success' | 'failure', ports: Ports): Promise<Ended> {
  const { lease, registration, epoch, seen, mayLand } = state;
  const known = unknown(lease, { endsOnly: true, seen, mayLand, least: epoch ?? 0 });
  const left = { registration, epoch, seen, mayLand, ended: false };
  const memo = { left, outcome: status };
  const { result, failure } = await runErrand(ports, postErrand, known, memo, 'the release');
  if (failure !== null) return { told: null, document: null, lost: false, failure };
  const { verdict, document } = result;
  const lost = isLost(state, verdict);
  return { told: tell(state, { ...result, lost }, placeOf(ports)), document, lost, failure: null };
}

/** What it means that the runner has not told the result of the job. */
function unknownResult({ registration: { base_sha, parameters } }: Left): Told {
  const text =
    'The runner did not tell the result of the job, as inside nested composite actions, so the hold is released as a ' +
    'failure: nothing that this commit contains is completed by it. To tell the result, use auto-release: false, and as ' +
    'last step of the job, with if: always(), mode: release and release-with-status: ${{ job.status }}.';
  return { level: base_sha !== null || parameters.propagate ? 'warning' : 'info', text };
}

function isLost({ registration: { id }, epoch: token }: Left, verdict: PostResult['verdict']): boolean {
  if (verdict.kind !== 'ended') return token !== null;
  const { by, epoch } = verdict.outcome;
  // What this step has ended was a hold for as long as the branch knew its token.
  return by === id ? token !== null && epoch === undefined : token !== null || epoch !== undefined;
}

function tell(
  state: Left,
  { verdict, document, lost }: PostResult & Pick<Ended, 'lost'>,
  { branch, terms }: ReturnType<typeof placeOf>,
): Told {
  const held = verdict.kind === 'ended' ? verdict.outcome.slots : undefined;
  const lease = `the ${leaseOf(state.lease, held ?? null)}`;
  const holder = holderSentence(document, held ?? state.registration.parameters.accepts);
  const hadHeld = `This ${terms.asker} held ${lease} with the token ${state.epoch}`;
  const mayHaveMet = `this ${terms.asker} did on the resource since then may have met another ${terms.asker}'s work.`;
  const info = (text: string): Told => ({ level: 'info', text });
  const warning = (text: string): Told => ({ level: 'warning', text });
  const forgotten = warning(
    `${hadHeld}, and the branch ${branch} knows nothing of it: somebody has deleted, rewound or edited it. ` +
      `${holder} What ${mayHaveMet}`,
  );
  const longOver: Told = {
    level: 'notice',
    text:
      `${hadHeld}, and that hold has ended so long ago that the branch ${branch} no longer keeps how. ` +
      `${holder} Unless it was released, what ${mayHaveMet}`,
  };
  switch (verdict.kind) {
    case 'nothing':
      if (lost && mayHaveDropped(document, state.epoch!)) return longOver;
      return lost ? forgotten : info(`Nothing is left of the request ${state.registration.id} for ${lease}.`);
    case 'not-own':
      return warning(
        `The lease ${state.lease} was not released: it has been granted anew with another token. ${holder}`,
      );
    case 'ended': {
      const { outcome: how, by, reason } = verdict.outcome;
      const isOwn = by === state.registration.id;
      const why = reason === undefined ? '' : ` (${reason})`;
      if (!lost) return info(`The request for ${lease} has ended: ${how}${isOwn ? '' : why}.`);
      if (isOwn) return forgotten;
      return warning(
        `This ${terms.asker} had lost ${lease} before it ended: ended as ${how} by ${by}${why}. ${holder} What ${mayHaveMet}`,
      );
    }
  }
}
