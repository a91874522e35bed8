// What a process has asked the compare API, and what it still has to ask.
//
// Ancestry never changes, so an answer is kept for good; a question without an answer is asked again, a few times.
import { isContained, isOrderedBelow, proofKey, type Proofs } from '../lease/containment.ts';
import { mayJoinHolder, successesInScope } from '../lease/decide.ts';
import { requestOf } from '../lease/document.ts';
import { unprovedBelow } from '../lease/release.ts';
import type { LeaseDocument, Registration, Request } from '../lease/schema.ts';
import type { Ancestry } from './ports.ts';

/** How many of the newest successes of a scope a request is compared with. */
const SUCCESSES_ASKED = 3;

/** How many requests one release compares with its head; the others ask for themselves. */
const REQUESTS_ASKED = 20;

const TRIES = 3;

interface Question {
  readonly head: string;
  readonly sha: string;
}

export class Evidence {
  readonly #ancestry: Ancestry;
  readonly #proofs = new Set<string>();
  readonly #tries = new Map<string, number>();

  constructor(ancestry: Ancestry) {
    this.#ancestry = ancestry;
  }

  /** What has been proved so far. */
  get proofs(): Proofs {
    return this.#proofs;
  }

  /** Asks what may settle a waiting or arriving request: the newest successes of its scope, and the holder. */
  async gatherFor(document: LeaseDocument, registration: Registration, signal?: AbortSignal): Promise<void> {
    const sha = registration.head_sha;
    const heads = successesInScope(document, registration)
      .slice(0, SUCCESSES_ASKED)
      .map((success) => success.head_sha);
    const holder = mayJoinHolder(document, registration);
    if (holder !== null && requestOf(document, registration.id) === undefined) heads.push(holder.head_sha);
    const questions = heads
      .filter((head) => !isOrderedBelow(document, sha, head) && !isBelowBase(document, registration, head))
      .map((head) => ({ head, sha }));
    await this.#ask(document, questions, signal);
  }

  /** Asks what a success of the holder completes, besides what the document proves. */
  async gatherBelow(document: LeaseDocument, holder: Request, signal?: AbortSignal): Promise<void> {
    const head = holder.head_sha;
    const questions = unprovedBelow(document, holder, this.#proofs)
      .filter((request) => !isOrderedBelow(document, request.head_sha, head))
      .slice(0, REQUESTS_ASKED)
      .map((request) => ({ head, sha: request.head_sha }));
    await this.#ask(document, questions, signal);
  }

  async #ask(document: LeaseDocument, questions: readonly Question[], signal?: AbortSignal): Promise<void> {
    const open = questions.filter(({ head, sha }) => {
      const isOpen = !isContained(document, head, sha, this.#proofs);
      return isOpen && (this.#tries.get(proofKey(head, sha)) ?? 0) < TRIES;
    });
    await Promise.all(
      open.map(async ({ head, sha }) => {
        const key = proofKey(head, sha);
        const answer = await this.#ancestry.contains(head, sha, signal === undefined ? {} : { signal });
        this.#tries.set(key, answer === null ? (this.#tries.get(key) ?? 0) + 1 : TRIES);
        if (answer === true) this.#proofs.add(key);
      }),
    );
  }
}

/** Whether a merge group was built on `head`, or on what the document orders above it: then `head` cannot contain it. */
function isBelowBase(document: LeaseDocument, registration: Registration, head: string): boolean {
  const { base_sha } = registration;
  return base_sha !== null && (head === base_sha || isOrderedBelow(document, base_sha, head));
}
