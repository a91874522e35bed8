// The post step of mode: acquire. Ends what main has begun: a hold as success or failure, a request as withdrawn.
//
// It releases only its own grant, in the state that it has just read, and never fails the job: it warns, and the next
// in line takes over.
import type { PostInputs } from '../action/inputs.ts';
import type { Runner } from '../action/runner.ts';
import type { Handover, SavedState } from '../action/state.ts';
import { stateSummary } from '../text/summary.ts';
import { holderSentence } from '../text/waiting.ts';
import { parseBoard } from '../lease/board.ts';
import { requestOf } from '../lease/document.ts';
import { decideRelease, type ReleaseVerdict } from '../lease/release.ts';
import { Deadline } from '../protocol/deadline.ts';
import { Evidence } from '../protocol/evidence.ts';
import type { World } from '../protocol/ports.ts';
import { Session } from '../protocol/session.ts';
import { update } from '../protocol/update.ts';

/** Seconds that the post step may take, rate limits included: GitHub ends a cancelled job 5 minutes after. */
const POST_LIMIT = 240;

export interface PostContext {
  readonly runner: Runner;
  readonly world: World;
  /** The board as main left it, if it did. */
  readonly handover: Handover | null;
}

/** Whether main has left something to end; says why not where it has not. */
export function isLeftToDo(state: SavedState, runner: Runner): boolean {
  if (state.ended) {
    runner.info(`Nothing to release: this job does not hold the lease ${state.lease}.`);
    return false;
  }
  if (state.epoch !== null && !state.autoRelease) {
    runner.info(
      `The lease ${state.lease} stays held after this job (auto-release: false), fencing token ${state.epoch}. ` +
        `Release it with mode: release and request-id ${state.registration.id}.`,
    );
    return false;
  }
  return true;
}

/** Ends the request of main on the board. */
export async function postMode(
  inputs: PostInputs,
  state: SavedState,
  { handover, ...context }: PostContext,
): Promise<void> {
  const { runner, world } = context;
  await using deadline = new Deadline(world.clock, POST_LIMIT);
  const { signal } = deadline;
  const { registration, epoch } = state;
  const session = new Session(world, state.lease, state.unanswered, { endsOnly: true });
  if (epoch !== null) session.expect(epoch);
  if (handover !== null) adopt(session, handover, world);
  const evidence = new Evidence(world.ancestry);
  const outcome = inputs.jobStatus === 'success' ? 'success' : 'failure';
  const releaser = { id: registration.id, epoch, outcome, registration } as const;
  const verdict = await update(
    world,
    session,
    async ({ document }) => {
      const own = requestOf(document, registration.id);
      if (own !== undefined && outcome === 'success') await evidence.gatherBelow(document, own, signal);
      const next = decideRelease(releaser, document, evidence.proofs, session.mayLand);
      return next.kind === 'write' ? next : { kind: 'done', result: next };
    },
    deadline,
  );
  tell(runner, state, verdict, holderSentence(session.view.document));
  if (inputs.summary) await runner.writeSummary(stateSummary(session.view.document, world.clock.now()));
}

/** Starts from the board that main left, unless the machine has been started anew since: then nobody knows the time. */
function adopt(session: Session, { head, board, monotonic }: Handover, { clock }: World): void {
  const parsed = parseBoard(board);
  if (parsed !== null && monotonic <= clock.monotonic()) session.adopt({ head, board: parsed });
}

function tell(
  runner: Runner,
  state: SavedState,
  verdict: Exclude<ReleaseVerdict, { kind: 'write' }>,
  holder: string,
): void {
  const lease = `the lease ${state.lease}`;
  switch (verdict.kind) {
    case 'nothing':
      if (state.epoch === null) runner.info(`Nothing to release: this job has no request for ${lease}.`);
      else runner.warning(goneHold(state, lease, holder));
      return;
    case 'not-own':
      runner.warning(`${lease} was not released: it has been granted anew with another token. ${holder}`);
      return;
    case 'ended': {
      const { outcome, by, reason } = verdict.outcome;
      if (outcome === 'evicted') {
        runner.warning(
          `This job had lost ${lease} before it ended: evicted by ${by}${reason === undefined ? '' : ` (${reason})`}. ` +
            `${holder} What it did on the resource since then may have met another job's work.`,
        );
        return;
      }
      runner.info(`The request for ${lease} has ended: ${outcome}.`);
    }
  }
}

function goneHold({ branch, epoch }: SavedState, lease: string, holder: string): string {
  return (
    `This job held ${lease} with the token ${epoch}, and the branch ${branch} knows nothing of it: somebody has deleted, ` +
    `rewound or edited it. ${holder} What this job did on the resource since then may have met another job's work.`
  );
}
