// Moments, answers and runs of machines for the tests of the protocol: plain values, and no world.
import type { Instant, Seconds } from '../../src/lease/instant.ts';
import type { Ask, Heard, Kind, Machine, Now, Step, Table } from '../../src/protocol/asks.ts';

export const START: Instant = 1_795_168_800;

/** So many seconds after the start, by every clock. */
export function moment(mono: Seconds, overrides: Partial<Now> = {}): Now {
  return { at: START + mono, mono, random: 0.5, cancelled: false, budget: 1, ...overrides };
}

/** What a test answers to an ask: something with `is`, or the value itself; `null`: nothing. */
export type Reply =
  | null
  | { readonly is: 'silent' | 'refused'; readonly why: string }
  | { readonly is: 'limited'; readonly until: Instant; readonly why: string }
  | { readonly value: Table[Kind]['value'] };

/** An ask with its answer, which came at `at`. */
export function heard<K extends Kind>(to: Ask<K>, reply: Reply, at?: Instant): Heard<K> {
  const answer = reply === null ? null : 'value' in reply ? { is: 'value', ...reply } : reply;
  return { to, answer: answer === null || at === undefined ? answer : { ...answer, at } } as Heard<K>;
}

export const SILENT: Reply = { is: 'silent', why: 'GitHub does not answer.' };
export const REFUSED: Reply = { is: 'refused', why: 'The token may not.' };

/** A rate limit that is lifted so many seconds after the start. */
export function limitedUntil(seconds: Seconds): Reply {
  return { is: 'limited', until: START + seconds, why: 'Too many requests.' };
}

/** What one run of a machine came to. */
export interface Run<State, Line, Done> {
  readonly state: State;
  readonly done: Done;
  /** Monotonic time of the end. */
  readonly endedAt: Seconds;
  /** Everything that was asked, with when. */
  readonly asked: readonly { readonly at: Seconds; readonly ask: Ask }[];
  readonly said: readonly Line[];
}

/**
 * Runs a machine in no time: each ask takes a second, unless its `until` comes first, and is answered by `reply`.
 * `undefined`: never answered. `cancelledAt`: when the runner cancels.
 */
export function runOf<State, Line, Done>(
  machine: Machine<State, Line, Done>,
  start: State,
  reply: (ask: Ask, mono: Seconds) => Reply | undefined,
  options: { readonly cancelledAt?: Seconds; readonly now?: Partial<Now> } = {},
): Run<State, Line, Done> {
  const { cancelledAt = Infinity } = options;
  const asked: { at: Seconds; ask: Ask }[] = [];
  const said: Line[] = [];
  let mono = 0;
  let step: Step<State, Line, Done> = machine.step(
    start,
    [],
    moment(0, { cancelled: cancelledAt <= 0, ...options.now }),
  );
  for (let steps = 0; steps < 10_000; steps += 1) {
    said.push(...step.say);
    if (step.done !== null) return { state: step.state, done: step.done, endedAt: mono, asked, said };
    asked.push(...step.asks.map((ask) => ({ at: mono, ask })));
    const sent = mono;
    const replies = step.asks.map((ask) => reply(ask, sent));
    const answeredAt = replies.length > 0 && !replies.includes(undefined) ? sent + 1 : Infinity;
    const cut = cancelledAt > sent ? cancelledAt : Infinity;
    mono = Math.min(answeredAt, step.until ?? Infinity, cut);
    if (mono === Infinity) throw new Error('the machine waits for ever');
    const isLate = mono < sent + 1;
    const answers = step.asks.map((ask, n) => heard(ask, isLate ? null : (replies[n] ?? null)));
    step = machine.step(
      step.state,
      answers,
      moment(mono, { cancelled: cancelledAt <= mono, ...options.now }),
    );
  }
  throw new Error('the machine does not end');
}
