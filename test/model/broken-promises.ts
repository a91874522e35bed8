// Cores that break one of the promises S1 to S10 or L1 to L4.
import { patch, type Mutation } from './mutation.ts';

export const BROKEN_PROMISES: readonly Mutation[] = [
  {
    name: 'a grant ignores the holder',
    breaks: 'S1',
    patches: [
      patch('line', 'holderOf(document) === undefined &&', 'true &&'),
      patch('transition', 'if (holder !== undefined) {', 'if (false) {'),
    ],
    config: 'plain-2',
    caught: /holders|S1/,
  },
  {
    name: 'a grant does not raise the epoch',
    breaks: 'S2',
    patches: [patch('transition', 'const epoch = document.epoch + 1;', 'const { epoch } = document;')],
    config: 'plain-1',
    caught: /epoch/,
  },
  {
    name: 'a grant raises the epoch by two',
    breaks: 'S2',
    patches: [patch('transition', 'const epoch = document.epoch + 1;', 'const epoch = document.epoch + 2;')],
    config: 'plain-1',
    caught: /epoch/,
  },
  {
    name: 'a release ignores the token',
    breaks: 'S4: with its epoch',
    patches: [
      patch('release', 'if (me.epoch !== null && me.epoch !== holder.epoch)', 'if (me.epoch === -1)'),
    ],
    config: 'plain-1',
    caught: /S4/,
  },
  {
    name: 'an eviction ignores the token',
    breaks: 'S4: an eviction that names both',
    patches: [patch('transition', '(request.epoch ?? null) !== change.epoch', 'change.id === null')],
    config: 'plain-1',
    caught: /S4/,
  },
  {
    name: 'a post step withdraws a hold',
    breaks: 'S4',
    patches: [
      patch('release', 'if (holder?.id !== me.id) {', 'if (holder?.id !== null) {'),
      patch('transition', "|| request?.status === 'acquired') return document;", ') return document;'),
    ],
    config: 'plain-1',
    caught: /S4/,
  },
  {
    name: 'a success completes what names of refs put below it',
    breaks: 'S5: contained means proved',
    patches: [
      patch(
        'transition',
        '.filter((request) => settles(document, holder, request, proofs))',
        '.filter((request) => maySettle(holder, request) && isOrderedBelow(document, holder.head_sha, request.head_sha))',
      ),
    ],
    config: 'forged',
    caught: /S5/,
  },
  {
    name: 'an arrival takes any success of its scope as its own',
    breaks: 'S5',
    patches: [
      patch(
        'decide',
        'isContained(document, success.head_sha, registration.head_sha, proofs),',
        'isContained(document, success.head_sha, success.head_sha, proofs),',
      ),
    ],
    config: 'stack-2',
    caught: /S5/,
  },
  {
    name: 'a success completes another scope',
    breaks: 'S5: same scope',
    patches: [
      patch(
        'transition',
        'settles(document, holder, request, proofs))',
        'settles(document, { ...holder, scope: request.scope }, request, proofs))',
      ),
    ],
    config: 'scopes',
    caught: /by a success that is not there|S5/,
  },
  {
    name: 'a success completes those who do not propagate',
    breaks: 'success: both propagate',
    patches: [patch('transition', 'request.parameters.propagate &&', '')],
    config: 'keeps',
    caught: /propagate/,
  },
  {
    name: 'a success leaves the contained ones pending',
    breaks: 'L2',
    patches: [patch('transition', '.slice(0, COMPLETED_AT_ONCE)', '.slice(0, 0)')],
    config: 'stack-2',
    caught: /L2/,
  },
  {
    name: 'an arrival does not look at earlier successes',
    breaks: 'L2: late ones too',
    patches: [
      patch('decide', 'if (success !== undefined) {', 'if (success !== undefined && own !== undefined) {'),
    ],
    config: 'stack-2',
    caught: /L2/,
  },
  {
    name: 'an outcome is forgotten',
    breaks: 'S6',
    patches: [patch('transition', 'changed.outcomes.slice(-OUTCOMES_KEPT)', 'changed.outcomes.slice(-1)')],
    config: 'plain-2',
    caught: /S6|drops|vanished|loses/,
  },
  {
    name: 'an evicted request registers again',
    breaks: 'S7: an id with an outcome is never registered again',
    patches: [
      patch('transition', '|| outcomeOf(document, id) !== undefined) return document;', ') return document;'),
      patch(
        'decide',
        'const outcome = outcomeOf(document, id);',
        "const past = outcomeOf(document, id);\n  const outcome = past?.outcome === 'evicted' ? undefined : past;",
      ),
      patch('decide', "if (memory.registered && own === undefined) return { kind: 'lost' };", ''),
    ],
    config: 'plain-1',
    caught: /S7|an id twice/,
  },
  {
    name: 'a post step succeeds without a report of main',
    breaks: 'S9',
    patches: [patch('release', "me.epoch === null ? 'failure' : me.outcome", 'me.outcome')],
    config: 'plain-1',
    caught: /did not succeed with the lease/,
  },
  {
    name: 'an end does not wait for an unanswered write',
    breaks: 'S10',
    patches: [patch('decide', 'own === undefined && !seen.unanswered ? {', 'own === undefined ? {')],
    config: 'plain-1',
    caught: /S10/,
  },
  {
    name: 'a withdrawal does not close an id that was never registered',
    breaks: 'S10, L4: the end can never be confirmed',
    patches: [
      patch(
        'transition',
        'const brief = {',
        'if (request === undefined) return document;\n  const brief = {',
      ),
    ],
    config: 'plain-1',
    caught: /L4/,
  },
];
