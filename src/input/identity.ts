// Who asks, whatever the runner: the run and the job of a request, the id and the scope that are made from them.
//
// An id is unique to one job of one run attempt: by the check run id or, where nobody tells it, by a random part. Nothing
// here is secret, and nothing proves anything.
import type { SlotName } from '../lease/identifiers.ts';
import { createHash, randomBytes } from 'node:crypto';

/** What the runner says of this job. */
export interface Identity {
  /** `owner/name` of the repository that the workflow runs in. */
  readonly repository: string;
  readonly runId: number;
  readonly runAttempt: number;
  /** The key of the job in its workflow. */
  readonly job: string;
  /** The place of the leg in its matrix; 0 without one. */
  readonly jobIndex: number;
  /** A hash of the values of the leg of a matrix; empty without one, and where its runner does not tell them. */
  readonly matrix: string;
  /** The step in its job, as its runner names it, the same in every run of a workflow; empty where it does not. */
  readonly step: string;
  /** `null` where the runner does not tell it. */
  readonly checkRunId: number | null;
  readonly runnerName: string;
  readonly runUrl: string;
  readonly actor: string;
  /** `owner/repo/.github/workflows/ci.yml`. */
  readonly workflowPath: string;
  /** The reusable workflow that the one at `workflowPath` calls, and the job is of; empty where none is told. */
  readonly calledPath: string;
}

/** The job that asks, as its requests name it. */
export type Asker = Pick<Identity, 'runId' | 'runAttempt' | 'job' | 'jobIndex' | 'checkRunId'>;

/** Most bytes of a scope; it is repeated in every outcome. */
const LONGEST_SCOPE = 2000;
/** Most bytes of an element of a scope that is kept as it is where the whole is too long. */
const LONGEST_ELEMENT = 64;

/**
 * The id of the first request of a job, which those of its later requests begin with. `nonce` gives a random part of the
 * job, which is needed where there is no check run id.
 */
export function requestKey(
  { runId, runAttempt, job, jobIndex, checkRunId }: Asker,
  nonce: () => string,
): string {
  return [runId, runAttempt, encodeURIComponent(job), jobIndex, checkRunId ?? `x${nonce()}`].join('/');
}

/** Tells two texts apart as well as they themselves do. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Makes a new random part. */
export function newNonce(): string {
  return randomBytes(6).toString('hex');
}

/**
 * What an outcome propagates within, as text of at most 2,000 bytes. A workflow that comes from another repository than
 * the one it runs in is marked with the latter. A leg of a matrix is told by its values, too: with another leg before it,
 * its place is another one. Each step that asks does work of its own. A plain request names its own
 * ref, so that a run of unmerged code vouches for no other; `null` for a merge group. What was tested on some slots is not
 * tested on others.
 */
export function scopeOf(
  parts: Pick<
    Identity,
    'repository' | 'workflowPath' | 'calledPath' | 'job' | 'jobIndex' | 'matrix' | 'step'
  > & {
    readonly baseBranch: string;
    readonly scope: string;
    readonly ownRef: string | null;
    readonly accepts: readonly SlotName[] | null;
    readonly take: number;
  },
): string {
  const { baseBranch, repository, workflowPath, calledPath, job, jobIndex, matrix, step, scope } = parts;
  const { ownRef, accepts, take } = parts;
  const workflow = workflowPath.startsWith(`${repository}/`) ? workflowPath : `${repository}:${workflowPath}`;
  const slots = accepts === null ? [] : [JSON.stringify([take, ...accepts.toSorted()])];
  const elements = [
    baseBranch,
    calledPath === '' ? workflow : `${workflow} > ${calledPath}`,
    job,
    matrix === '' ? jobIndex : `${jobIndex} ${matrix}`,
    step,
    scope,
    ...(ownRef === null ? [] : [ownRef]),
    ...slots,
  ];
  const text = JSON.stringify(elements);
  return Buffer.byteLength(text) <= LONGEST_SCOPE ? text : JSON.stringify(elements.map(shortened));
}

function shortened(element: string | number): string | number {
  if (typeof element === 'number' || Buffer.byteLength(JSON.stringify(element)) <= LONGEST_ELEMENT)
    return element;
  return hashOf(element);
}
