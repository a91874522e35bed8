// The driver: carries out what a machine asks, and tells it what was heard.
//
// It knows one time and one signal. Everything that is asked in a step is sent side by side; what has no answer at the
// step's `until`, or when the runner cancels, is cut short and counts as unheard. The state is handed to `remember`
// before anything is sent, so that whatever kills the process, the post step knows what may have been written.
import type { Answer, Ask, Heard, Machine, Now } from '../protocol/asks.ts';
import type { Budget, Clock } from './ports.ts';

/** What a machine is driven on. */
export interface Engine<State, Line> {
  readonly clock: Clock;
  readonly budget: Budget;
  /** Answers one ask; never rejects. Cut short by the signal, it answers that nothing is known. */
  readonly carry: (ask: Ask, signal: AbortSignal) => Promise<Answer<unknown>>;
  readonly say: (line: Line) => void;
  readonly remember: (state: State) => void;
  /** Aborted when the runner cancels the step. */
  readonly cancelled: AbortSignal;
}

/** Runs a machine to its end. Rejects only with what the machine throws: a bug, never an answer. */
export async function drive<State, Line, Done>(
  machine: Machine<State, Line, Done>,
  start: State,
  engine: Engine<State, Line>,
): Promise<{ readonly state: State; readonly done: Done }> {
  const { clock, cancelled } = engine;
  let state = start;
  let heard: readonly Heard[] = [];
  for (;;) {
    const isTold = cancelled.aborted;
    const step = machine.step(state, heard, nowOf(engine, isTold));
    ({ state } = step);
    engine.remember(state);
    for (const line of step.say) engine.say(line);
    if (step.done !== null) return { state, done: step.done };
    // A cancellation ends what is under way once: after that the machine knows, and may ask on.
    const ends = isTold ? new AbortController().signal : cancelled;
    const left = step.until === null ? null : Math.max(0, step.until - clock.monotonic());
    heard = await carryOut(step.asks, left, ends, engine);
  }
}

function nowOf<State, Line>({ clock, budget }: Engine<State, Line>, cancelled: boolean): Now {
  const at = clock.now();
  return { at, mono: clock.monotonic(), random: clock.random(), cancelled, budget: budget.share(at) };
}

async function carryOut<State, Line>(
  asks: readonly Ask[],
  left: number | null,
  cancelled: AbortSignal,
  { clock, carry }: Engine<State, Line>,
): Promise<Heard[]> {
  const stop = new AbortController();
  const signal = AbortSignal.any([stop.signal, cancelled]);
  const timer = left === null ? null : clock.sleep(left, signal).catch(() => undefined);
  const over = Promise.race([...(timer === null ? [] : [timer]), aborted(signal)]);
  if (asks.length === 0) {
    await over;
    stop.abort();
    return [];
  }
  const heard = asks.map(async (to): Promise<Heard> => {
    const answer = await Promise.race([carry(to, signal), over.then(() => null)]);
    // Cut short by the cancellation: nobody's silence, whichever of the two was faster.
    return { to, answer: signal.aborted && answer?.is === 'silent' ? null : answer } as Heard;
  });
  try {
    return await Promise.all(heard);
  } finally {
    stop.abort();
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
