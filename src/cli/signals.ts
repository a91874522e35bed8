// The signals that end this process, or stop it for a while: before the command runs they end the wait, then they go to the
// command, and they hurry what the process has to end on the branch after either.

/** Those that ask a process to end, or would end one that knows nothing of them. */
const ENDING = [
  'SIGINT',
  'SIGTERM',
  'SIGHUP',
  'SIGQUIT',
  'SIGUSR1',
  'SIGUSR2',
  'SIGALRM',
  'SIGXCPU',
] as const;

/** A process as far as its signals are concerned. */
interface SignalSource {
  on(signal: NodeJS.Signals, listener: () => void): unknown;
  off(signal: NodeJS.Signals, listener: () => void): unknown;
  readonly pid: number;
  kill(pid: number, signal: NodeJS.Signals): unknown;
}

export class Signals {
  readonly #source: SignalSource;
  readonly #cancelled = new AbortController();
  readonly #hurried = new AbortController();
  #forward: ((signal: NodeJS.Signals) => void) | null = null;
  #wasForwarding = false;
  #isEnding = false;
  /** The first that came before the command ran; `null`: none did. */
  first: NodeJS.Signals | null = null;

  constructor(source: SignalSource) {
    this.#source = source;
    for (const signal of ENDING) source.on(signal, () => this.receive(signal));
  }

  /** Aborted by a signal that comes before the command runs. */
  get cancelled(): AbortSignal {
    return this.#cancelled.signal;
  }

  /**
   * The process ends what it has on the branch: aborted by a signal that comes from now on, or after the command has
   * ended. One that came before does not count: who sends it twice at once knows nothing of that yet.
   */
  ending(): AbortSignal {
    this.#isEnding = true;
    return this.#hurried.signal;
  }

  /**
   * From now on signals go to a command, until what is returned is called. `isApart`: it does not stop by itself where
   * the terminal stops this process, nor goes on with it.
   */
  forward(to: (signal: NodeJS.Signals) => void, isApart: boolean): () => void {
    this.#forward = to;
    this.#wasForwarding = true;
    const stop = () => {
      to('SIGSTOP');
      this.#source.kill(this.#source.pid, 'SIGSTOP');
    };
    const goOn = () => to('SIGCONT');
    if (isApart) this.#source.on('SIGTSTP', stop);
    if (isApart) this.#source.on('SIGCONT', goOn);
    return () => {
      this.#forward = null;
      this.#source.off('SIGTSTP', stop);
      this.#source.off('SIGCONT', goOn);
    };
  }

  /** What a signal does that the process was sent, or would be. */
  receive(signal: NodeJS.Signals): void {
    if (this.#forward !== null) this.#forward(signal);
    else {
      if (!this.#wasForwarding) this.first ??= signal;
      const ends = this.#wasForwarding || this.#isEnding ? this.#hurried : this.#cancelled;
      ends.abort(new Error(signal));
    }
  }
}
