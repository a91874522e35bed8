// Cores that break one of the rules in brief.
import { patch, type Mutation } from './mutation.ts';

export const BROKEN_RULES: readonly Mutation[] = [
  {
    name: 'one look at a completed job is enough',
    breaks: 'evidence of death is read twice',
    patches: [patch('liveness', 'return sign.reads >= 2;', 'return sign.reads >= 1;')],
    config: 'plain-2',
    caught: /may be alive/,
  },
  {
    name: 'a request is checked within its TTL',
    breaks: 'only after its TTL without a sign of life',
    patches: [patch('liveness', 'if (!hasPassed(request.seen_at, ttl, now)) return false;', '')],
    config: 'plain-2',
    caught: /within its TTL/,
  },
  {
    name: 'what nobody can see is dead',
    breaks: 'max-hold of silence',
    patches: [
      patch(
        'liveness',
        "sign.liveness === 'unknown' && hasPassed(request.seen_at, request.parameters.max_hold, now)",
        "sign.liveness === 'unknown'",
      ),
    ],
    config: 'blind',
    caught: /may be alive/,
  },
  {
    name: 'a dead holder is never evicted',
    breaks: 'L1, L3',
    patches: [patch('liveness', 'return sign.reads >= 2;', 'return false;')],
    config: 'plain-2',
    isStuck: true,
    caught: /L[34]/,
  },
  {
    name: 'the takeover delay is ignored',
    breaks: 'the next grant waits for the takeover delay',
    patches: [
      patch('line', 'takeoverEnds(document, now) === null', 'takeoverEnds(document, now) !== undefined'),
    ],
    config: 'plain-2',
    caught: /takeover delay/,
  },
  {
    name: 'an eviction carries no takeover delay',
    breaks: "a dead holder's outcome carries its takeover delay",
    patches: [
      patch(
        'transition',
        "const delay = request.status === 'acquired' ?",
        "const delay = request.status === 'pending' ?",
      ),
    ],
    config: 'plain-1',
    caught: /takeover delay/,
  },
  {
    name: 'the lock of a lease is ignored',
    breaks: 'no lock',
    patches: [patch('line', '!isLocked(document.lock, now) &&', '')],
    config: 'plain-1',
    caught: /lock/,
  },
  {
    name: 'the lock of all leases is ignored',
    breaks: 'no lock',
    patches: [patch('line', '!isLocked(boardLock, now) &&', '')],
    config: 'plain-1',
    caught: /lock/,
  },
  {
    name: 'the window is ignored',
    breaks: 'ready(round)',
    patches: [patch('line', 'if (round.granted || windowIsOver) return true;', 'return true;')],
    config: 'stack-2',
    caught: /before its round is ready/,
  },
  {
    name: 'the expected number is ignored',
    breaks: 'ready(round): group and number reached',
    patches: [patch('line', 'live(document, round).length >= expected', 'live(document, round).length >= 1')],
    config: 'counted',
    caught: /before its round is ready/,
  },
  {
    name: 'merge groups above are not waited for',
    breaks: 'ready(mine): nothing above me in the list',
    patches: [
      patch(
        'line',
        'return groups !== null && awaited(document, candidate, groups).length === 0;',
        'return groups !== null;',
      ),
    ],
    config: 'stack-2',
    caught: /before its round is ready/,
  },
  {
    name: 'a failure does not restart the window',
    breaks: 'failure: restarts the window',
    patches: [
      patch(
        'transition',
        "if (outcome === 'failure') return restartWindows(ended, holder, document, at);",
        "if (outcome === 'failure') return ended;",
      ),
    ],
    config: 'stack-2',
    caught: /did not restart the window/,
  },
  {
    name: 'a request above a failed head does not wait for the window',
    breaks: 'ready(mine): I contain a failed head ? window only',
    patches: [patch('line', 'if (containsFailure(document, candidate)) return windowIsOver;', '')],
    config: 'stack-2',
    caught: /before its round is ready/,
  },
  {
    name: 'the candidate is chosen by priority alone',
    breaks: 'candidate: not contained in another',
    patches: [
      patch(
        'containment',
        'const open = [...waiting].filter((request) => covers.get(request) === 0);',
        'const open = [...waiting];',
      ),
    ],
    config: 'rebased',
    caught: /whose turn it is/,
  },
  {
    name: 'rounds that were granted do not go first',
    breaks: 'line: granted first',
    patches: [patch('line', 'Number(b.granted) - Number(a.granted) ||', '')],
    config: 'rivals',
    caught: /whose turn it is/,
  },
  {
    name: 'rounds do not go by priority',
    breaks: 'line: rounds by priority',
    patches: [patch('line', 'b.priority - a.priority ||', '')],
    config: 'priority',
    caught: /whose turn it is/,
  },
  {
    name: 'a request joins a round that was granted',
    breaks: 'register: the newest ungranted round',
    patches: [patch('transition', '.findLast((round) => !round.granted)', '.findLast(() => true)')],
    config: 'stack-2',
    caught: /another round/,
  },
  {
    name: 'a request does not join the round of the holder that would settle it',
    breaks: "register: the holder's round",
    patches: [patch('transition', 'if (settledByHolder && holders !== undefined) return holders;', '')],
    config: 'stack-2',
    caught: /another round/,
  },
  {
    name: 'the one who is due is passed over at once',
    breaks: 'passing over: at every poll during its TTL',
    patches: [patch('decide', 'hasPassed(since, parameters.ttl, seen.now)', 'since !== null')],
    config: 'plain-3',
    caught: /whose turn it is/,
  },
  {
    name: 'the one who is due is never passed over',
    breaks: 'L4: nobody waits for a request that nobody may check',
    patches: [patch('decide', 'hasPassed(since, parameters.ttl, seen.now)', 'since === null')],
    config: 'sleeper',
    isStuck: true,
    caught: /L[34]/,
  },
  {
    name: 'a re-run is settled by its own earlier attempt',
    breaks: 'a success that is not mine',
    patches: [patch('decide', '!isSameJob(outcome, registration),', "outcome.id !== '',")],
    config: 'stack-1',
    caught: /another attempt/,
  },
  {
    name: 'a request whose merge group is gone goes on',
    breaks: 'a missing group neither registers nor is granted',
    patches: [
      patch(
        'decide',
        'if (missing.since === null) return compete',
        'if (missing.since !== undefined) return compete',
      ),
    ],
    config: 'stack-1',
    caught: /merge group is gone/,
  },
  {
    name: 'one look is enough to be superseded',
    breaks: 'gone in two looks at least a poll interval apart',
    patches: [
      patch(
        'decide',
        'superseded: me.wait && at > since && at - since >= me.pollInterval',
        'superseded: me.wait',
      ),
    ],
    config: 'stack-1',
    caught: /superseded too early/,
  },
  {
    name: 'delay-assignment is ignored',
    breaks: 'enough evaluations won',
    patches: [patch('decide', 'turn.wins > me.delayAssignment', 'turn.wins > 0')],
    config: 'careful',
    caught: /delay-assignment/,
  },
  {
    name: 'wait: false registers and stays',
    breaks: 'wait: false writes only if that write grants',
    patches: [patch('decide', 'if (!me.wait) {', 'if (false) {')],
    config: 'impatient',
    caught: /does not wait/,
  },
  {
    name: 'a grant without an answer is not recognised',
    breaks: 'L3',
    patches: [
      patch('decide', 'if (holder?.id === id) {', 'if (holder?.id === id && memory.turn.wins > 0) {'),
    ],
    config: 'plain-1',
    isStuck: true,
    caught: /L[34]/,
  },
];
