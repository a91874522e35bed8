// The promises, judged by an observer who knows the truth: at every write, and at every end that is reported.
//
// Written without the core's own functions wherever a rule is judged, so that a broken core cannot excuse itself.
import type { Verdict } from '../../src/lease/decide.ts';
import type { LeaseDocument, Outcome, Request } from '../../src/lease/schema.ts';
import type { Change } from '../../src/lease/transition.ts';
import { contains, POLL } from './cast.ts';
import { grantProblem, restartProblem, roundProblem } from './order.ts';
import { Violation, type Client, type Model, type State, type Version } from './state.ts';

export function violate(promise: string): never {
  throw new Violation(promise);
}

const holderIn = (document: LeaseDocument): Request | undefined =>
  document.requests.find((request) => request.status === 'acquired');

const find = <T extends { readonly id: string }>(entries: readonly T[], id: string): T | undefined =>
  entries.find((entry) => entry.id === id);

/** Judges one write of the lease by anybody: S1, S2, S4 to S7, S10. */
export function checkCommit(
  model: Model,
  state: State,
  before: LeaseDocument,
  after: LeaseDocument,
  changes: readonly Change[],
): void {
  const holders = after.requests.filter((request) => request.status === 'acquired');
  if (holders.length > 1) violate(`S1: ${holders.map((request) => request.id).join(' and ')} hold the lease`);
  checkEpoch(before, after);
  checkEndOfHold(before, after, changes);
  for (const outcome of before.outcomes) {
    const now = find(after.outcomes, outcome.id);
    if (now !== outcome && JSON.stringify(now) !== JSON.stringify(outcome))
      violate(`S6: the outcome of ${outcome.id} has changed`);
  }
  for (const request of before.requests) {
    if (!find(after.requests, request.id) && !find(after.outcomes, request.id))
      violate(`S7: ${request.id} has vanished`);
  }
  for (const request of after.requests) {
    if (find(after.outcomes, request.id)) violate(`S7: ${request.id} has an outcome and is live`);
    if (after.requests.filter(({ id }) => id === request.id).length > 1)
      violate(`S7: ${request.id} is registered twice`);
    if (state.ended.includes(request.id))
      violate(`S10: ${request.id} was reported as ended and is ${request.status}`);
  }
  const fresh = after.outcomes.filter((outcome) => !find(before.outcomes, outcome.id));
  for (const outcome of fresh) {
    if (outcome.outcome === 'completed') checkCompleted(model, after, outcome);
    if (outcome.outcome === 'success') checkSuccess(model, before, after, outcome);
    if (outcome.outcome === 'failure') {
      const { truth } = model.config;
      const problem = restartProblem(before, after, outcome, (head, inside) => contains(truth, head, inside));
      if (problem !== null) violate(problem);
    }
    if (outcome.outcome === 'evicted') checkTakeover(before, outcome);
  }
}

function checkEpoch(before: LeaseDocument, after: LeaseDocument): void {
  const held = holderIn(before);
  const holds = holderIn(after);
  const grants = Number(holds !== undefined && holds.id !== held?.id);
  if (after.epoch - before.epoch !== grants)
    violate(`S2: the epoch went from ${before.epoch} to ${after.epoch} with ${grants} grants`);
  if (grants === 1 && holds?.epoch !== after.epoch)
    violate(`S2: ${holds?.id} got a token that is not the epoch`);
}

function checkEndOfHold(before: LeaseDocument, after: LeaseDocument, changes: readonly Change[]): void {
  const held = holderIn(before);
  if (held === undefined || find(after.requests, held.id)?.status === 'acquired') return;
  const named = changes.some(
    (change) =>
      (change.kind === 'release' || change.kind === 'evict') &&
      change.id === held.id &&
      change.epoch === held.epoch,
  );
  if (!named) violate(`S4: the hold of ${held.id} was ended by a write that does not name it with its token`);
  const outcome = find(after.outcomes, held.id);
  if (outcome?.epoch !== held.epoch)
    violate(`S4: the hold of ${held.id} ended without an outcome that names its token`);
}

function checkCompleted({ config }: Model, after: LeaseDocument, outcome: Outcome): void {
  const success = after.outcomes.find(
    (other) =>
      other.outcome === 'success' && other.head_sha === outcome.completed_by && other.scope === outcome.scope,
  );
  if (success === undefined) violate(`S5: ${outcome.id} is completed by no success of its scope`);
  checkSettled(config.truth, outcome, success);
}

type Settled = Pick<
  Outcome,
  'id' | 'head_sha' | 'scope' | 'propagate' | 'run_id' | 'run_attempt' | 'job' | 'job_index'
>;

function checkSettled(truth: Model['config']['truth'], settled: Settled, success: Outcome): void {
  if (!contains(truth, success.head_sha, settled.head_sha))
    violate(`S5: ${settled.id} is completed by ${success.id}, which does not contain it`);
  if (success.scope !== settled.scope) violate(`S5: ${settled.id} is completed by another scope`);
  if (!success.propagate || !settled.propagate)
    violate(`S5: ${settled.id} is completed, though not both propagate`);
  const isSame =
    success.run_id === settled.run_id &&
    success.job === settled.job &&
    success.job_index === settled.job_index;
  if (isSame) violate(`${settled.id} is settled by another attempt of its own job`);
}

/** L2: a success completes, in the same write, every pending request that it is proved to contain. */
function checkSuccess(
  { config }: Model,
  before: LeaseDocument,
  after: LeaseDocument,
  success: Outcome,
): void {
  if (!config.compares) return;
  for (const request of before.requests) {
    const settled =
      request.run_id !== success.run_id &&
      request.scope === success.scope &&
      request.parameters.propagate &&
      success.propagate &&
      contains(config.truth, success.head_sha, request.head_sha);
    if (settled && find(after.outcomes, request.id)?.outcome !== 'completed') {
      violate(`L2: the success of ${success.id} left ${request.id} as it was`);
    }
  }
}

function checkTakeover(before: LeaseDocument, outcome: Outcome): void {
  const held = holderIn(before);
  if (held?.id === outcome.id && outcome.takeover_delay !== held.parameters.takeover_delay) {
    violate(`the eviction of the holder ${outcome.id} carries no takeover delay`);
  }
}

/** Judges what a main step is about to write, by what it has seen: the rules of registering, granting, evicting. */
export function checkWish(
  model: Model,
  state: State,
  client: Client,
  version: Version,
  changes: readonly Change[],
  after: LeaseDocument,
): void {
  const { id, head_sha, base_sha } = client.registration!;
  const before = version.document;
  const registers = !find(before.requests, id) && find(after.requests, id) !== undefined;
  const grants =
    find(before.requests, id)?.status !== 'acquired' && find(after.requests, id)?.status === 'acquired';
  if ((registers || grants) && base_sha !== null && !state.groups.some((group) => group.head === head_sha)) {
    violate(`${id} ${grants ? 'takes the lease' : 'registers'}, though its merge group is gone`);
  }
  if (registers && !grants && !client.person.wait)
    violate(`${id} does not wait, and registers without a grant`);
  if (registers) {
    checkRound(model, before, after, id);
    checkLate(model, before, client);
  }
  for (const change of changes) {
    if (change.kind === 'evict') checkEviction(model, state, version, change.id, client);
  }
  if (!grants) return;
  const problem = grantProblem(model, state, client, version, after);
  if (problem !== null) violate(problem);
}

/** L2: whoever arrives after a success that contains it goes on with that. */
function checkLate({ config }: Model, before: LeaseDocument, { registration }: Client): void {
  const { id, head_sha, scope, parameters, run_id } = registration!;
  const success = before.outcomes.find(
    (other) =>
      other.outcome === 'success' &&
      other.scope === scope &&
      other.propagate &&
      other.run_id !== run_id &&
      contains(config.truth, other.head_sha, head_sha),
  );
  if (success !== undefined && parameters.propagate && config.compares) {
    violate(`L2: ${id} registers, though the success of ${success.id} contains it`);
  }
}

function checkRound({ config }: Model, before: LeaseDocument, after: LeaseDocument, id: string): void {
  const { head_sha } = find(after.requests, id)!;
  const held = holderIn(before);
  const joins = held !== undefined && contains(config.truth, held.head_sha, head_sha);
  // Without the compare API, what can be proved depends on who is on the board.
  const problem = roundProblem(before, after, id, joins && !config.compares ? null : joins);
  if (problem !== null) violate(problem);
}

/** The dead alone are evicted: their job is over, or was said to be so twice, or nobody can tell and it was silent. */
function checkEviction(model: Model, state: State, { document }: Version, id: string, by: Client): void {
  const request = find(document.requests, id);
  if (request === undefined) return;
  const [name, attempt] = id.split('.');
  const owner = state.clients.find((client) => client.person.name === name);
  const silence = state.now - request.seen_at;
  const isOver = owner === undefined || owner.completed || Number(attempt) < owner.attempt;
  if (model.config.blind ? silence <= request.parameters.max_hold : !isOver) {
    violate(`${by.registration!.id} evicts ${id}, which may be alive`);
  }
  if (silence <= request.parameters.ttl) violate(`${by.registration!.id} evicts ${id} within its TTL`);
}

/** Judges the end that a main step reports. */
export function checkEnd(
  { config }: Model,
  state: State,
  client: Client,
  { document }: Version,
  verdict: Extract<Verdict, { kind: 'acquired' | 'completed' | 'ended' | 'gone' }>,
): void {
  const { id, head_sha, scope, parameters, run_id, run_attempt, job, job_index } = client.registration!;
  const held = find(document.requests, id);
  if (verdict.kind === 'acquired') {
    if (held?.status !== 'acquired' || held.epoch !== verdict.holder.epoch)
      violate(`${id} reports a hold that it has not`);
    return;
  }
  if (held?.status === 'acquired') violate(`S10: ${id} holds the lease and reports ${verdict.kind}`);
  if (held !== undefined) violate(`${id} is on the board and reports ${verdict.kind}`);
  if (verdict.kind === 'completed' && find(document.outcomes, id) === undefined) {
    const success = document.outcomes.find(
      (other) => other.outcome === 'success' && other.head_sha === verdict.by,
    );
    if (success === undefined) violate(`S5: ${id} reports to be completed by no success`);
    checkSettled(
      config.truth,
      { id, head_sha, scope, propagate: parameters.propagate, run_id, run_attempt, job, job_index },
      success,
    );
  }
  if (verdict.kind === 'gone' && verdict.ending === 'superseded') {
    if (client.missedAt === null || state.now - client.missedAt < POLL)
      violate(`${id} ends as superseded too early`);
  }
}

/** Judges what a post step is about to write: S4 and S9. */
export function checkPost(
  client: Client,
  { document }: Version,
  changes: readonly Change[],
  after: LeaseDocument,
): void {
  const held = holderIn(document);
  const { epoch, status } = client;
  if (held !== undefined && find(after.requests, held.id) === undefined) {
    if (client.registration?.id !== held.id)
      violate(`S9: the post step of ${client.person.name} frees ${held.id}`);
    if (epoch !== null && epoch !== held.epoch)
      violate(`S9: the post step of ${held.id} frees a hold by another token`);
    const outcome = find(after.outcomes, held.id)?.outcome;
    const isTested = epoch !== null && status === 'success';
    if (outcome === 'success' && !isTested)
      violate(`${held.id} ends as success, though its job did not succeed with the lease`);
    if (outcome !== 'success' && isTested) violate(`${held.id} ends as ${outcome}, though its job succeeded`);
  }
  if (changes.some((change) => change.kind === 'evict')) violate('S4: a post step evicts');
}
