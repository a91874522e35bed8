// Rules of the protocol that are broken on purpose, by value: each stands between a machine and the world and changes
// what the one hears, knows or asks, or what the other does. The simulation has to notice every one.
import { holderOf } from '../../src/lease/document.ts';
import type { Holder } from '../../src/lease/schema.ts';
import type { Wish } from '../../src/protocol/acquire-state.ts';
import type { Heard } from '../../src/protocol/asks.ts';
import type { ErrandState } from '../../src/protocol/errand.ts';
import type { PostMemo } from '../../src/protocol/release.ts';
import { bendsOf, type Belief } from '../world/beliefs.ts';
import { documentIn, insteadOf, knowing, looking, showing, bending, type Bends } from '../world/bend.ts';
import type { Circumstances, World } from '../world/world.ts';

export interface Rule {
  readonly name: string;
  /** A seed that is known to catch it, where the first ones do not. */
  readonly caughtBy?: number;
  /** What a process runs in place of its program. */
  readonly instead?: Circumstances['instead'];
  /** What else the world does. */
  readonly of?: (world: World) => void;
}

function rule(name: string, bends: Bends, caughtBy = 1): Rule {
  return { name, instead: bending(bends), caughtBy };
}

/** Those that other runs have to notice too, each with a seed that is known to. */
const BELIEFS = (
  [
    ['a write without an answer has not landed, and will not', 37],
    ['an older state is believed', 1],
    ['a comparison without an answer says no', 634],
    ['every success contains every commit', 1],
    ['a life that nobody can see is over', 1],
    ['nobody who is dead is evicted', 1],
    ['the lock of a lease is not seen', 1],
    ['a grant keeps the token of the one before', 1],
    ['a token is one more than the last that the branch shows', 56],
    ['an end is reported at once', 1],
    ['a merge group that is gone is taken for there', 1],
    ['nobody is asked to act', 56],
    ['a stamp is by the clock that all share, whoever wrote it', 1],
    ['a process that holds the lease need not show itself', 1],
    ['a process that cannot renew its hold works on', 130],
    ['nobody keeps slots', 52],
    ['a slot that is held is free', 1],
    ['after a dead holder another slot rests', 14],
    ['the rest of a slot is not seen', 24],
    ['the lock of a slot is not seen', 36],
    ['a hold past its limit is ended, though that is not enough', 179],
  ] satisfies [Belief, number][]
).map(([belief, caughtBy]) => rule(belief, bendsOf(belief), caughtBy));

/** What a main step asks for, changed. */
const wishing = (change: Partial<Wish>): Bends => ({
  acquire: { before: (state) => ({ ...state, wish: { ...state.wish, ...change } }) },
});

/** The post step is told that its main step had what the holder of the lease has. */
const leftWith =
  (change: (holder: Holder, left: PostMemo['left']) => PostMemo['left']) =>
  (state: ErrandState<PostMemo>, heard: readonly Heard[]): ErrandState<PostMemo> => {
    const document = documentIn(heard);
    const holder = document === null ? undefined : holderOf(document);
    if (holder === undefined) return state;
    return { ...state, memo: { ...state.memo, left: change(holder, state.memo.left) } };
  };

export const BROKEN_RULES: readonly Rule[] = [
  ...BELIEFS,
  rule('a lost race is taken for an applied write', {
    acquire: { hears: insteadOf('write', 'conflict', { head: 'head-0' }) },
  }),
  rule(
    'the lock of all leases is not seen',
    { acquire: { before: (state) => knowing(state, { lock: null }) } },
    55,
  ),
  rule(
    'the rest after an eviction is not seen',
    { acquire: { hears: showing(() => ({ rest_until: null })) } },
    132,
  ),
  rule('the time-out is not kept', wishing({ timeout: null })),
  rule('who does not wait stays', wishing({ wait: true })),
  rule('nobody pauses between two looks', {
    acquire: {
      after: (step, _, { mono }) =>
        step.state.lookAt === null
          ? step
          : { ...step, state: { ...step.state, lookAt: mono }, until: mono + 1 },
    },
  }),
  rule(
    'post forgets what may still land',
    { post: { before: (state) => knowing(state, { mayLand: null }) } },
    737,
  ),
  rule('guard believes the first thing that it sees', {
    guard: { before: looking, hears: showing(() => ({ requests: [] })) },
  }),
  rule('post ends whatever holds the lease', {
    post: {
      before: leftWith(({ id, nonce, epoch }, left) => ({
        ...left,
        epoch,
        registration: { ...left.registration, id, nonce },
      })),
    },
  }),
  rule('post calls a hold that main never knew of a success', {
    post: {
      before: (state, heard) =>
        leftWith(({ nonce, epoch }, left) => (left.registration.nonce === nonce ? { ...left, epoch } : left))(
          { ...state, memo: { ...state.memo, outcome: 'success' } },
          heard,
        ),
    },
  }),
  rule('any run may end a hold', {
    release: {
      before: (state) => {
        const [runId, runAttempt] = (state.memo.requestId ?? state.memo.jobKey).split('/').map(Number);
        return { ...state, memo: { ...state.memo, runId: runId!, runAttempt: runAttempt! } };
      },
    },
  }),
  {
    name: 'the branch does not compare the head of a write',
    of: ({ branch }) => {
      const swap = branch.swap.bind(branch);
      branch.swap = (time, draft, process) => swap(time, { ...draft, on: branch.now.head }, process);
    },
  },
];
