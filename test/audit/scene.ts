// A repository whose lock branch lives through steps of a lease, or through what somebody has forged.
import { audit } from '../../src/audit/check.ts';
import { NO_PROOFS, withProof } from '../../src/lease/containment.ts';
import { createDocument, holderOf } from '../../src/lease/document.ts';
import type { LeaseDocument, Registration } from '../../src/lease/schema.ts';
import { transition, type Change } from '../../src/lease/transition.ts';
import { aRegistration } from '../action/records.ts';
import { registers } from '../engine/world.ts';
import { fileOf, GitRepository } from './repository.ts';

export const START = 1_795_168_800;
const EMPTY = createDocument('main', START);

/** A group request with a head in the repository. */
export function request(run: number, head_sha: string, base_sha: string): Registration {
  return aRegistration({
    id: `${run}/1/staging/0/${run}`,
    nonce: `nonce-${run}`,
    priority: run,
    head_sha,
    head_ref: `refs/heads/gh-readonly-queue/main/pr-${run}-${base_sha}`,
    base_sha,
    scope: 'scope',
    run_id: run,
    run_attempt: 1,
    check_run_id: run,
    parameters: { ttl: 60, max_hold: 600, propagate: true },
  });
}

/** A repository with two stacked merge groups, and steps of the life of a lease. */
export function open() {
  const repository = new GitRepository();
  const base = repository.product();
  const lower = repository.product(base);
  const upper = repository.product(lower);
  const foreign = repository.product(base);
  const one = request(1, lower, base);
  const two = request(2, upper, lower);
  let document: LeaseDocument = EMPTY;
  const step = (...changes: readonly Change[]): LeaseDocument => {
    const now = START + 10 * (document.sequence - EMPTY.sequence + 1);
    document = transition(document, changes, { now });
    repository.write(fileOf(document));
    return document;
  };
  const release = (outcome: 'success' | 'failure'): Change => {
    const { id, epoch } = holderOf(document)!;
    return { kind: 'release', id, epoch, outcome, proofs: withProof(NO_PROOFS, upper, lower, true) };
  };
  return {
    repository,
    foreign,
    one,
    two,
    step,
    register: registers,
    release,
    evict: (): Change => {
      const { id, epoch } = holderOf(document)!;
      return { kind: 'evict', id, epoch, by: one.id, reason: 'dead' };
    },
    grant: (id: string): Change => ({ kind: 'grant', id }),
    /** Writes a document that was changed by hand into something that the action would not write. */
    forge: (change: (document: LeaseDocument) => LeaseDocument): void => {
      document = change({ ...document, sequence: document.sequence + 1 });
      repository.write(fileOf(document));
    },
    audit: () => audit(repository.path, 'ref-lease'),
    [Symbol.dispose]: () => repository[Symbol.dispose](),
  };
}

/** The lease held by the second group, with the first one waiting. */
export function held() {
  const scene = open();
  scene.step(scene.register(scene.one));
  scene.step(scene.register(scene.two), scene.grant(scene.two.id));
  return scene;
}

export type Scene = ReturnType<typeof open>;
