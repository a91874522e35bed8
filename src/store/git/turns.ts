// One call after another, where two at once would stand in each other's way.

/** Lets one call begin when the one before it has ended. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  /** Makes the call in its turn; one whose signal is aborted before that is not begun, and rejects with its reason. */
  async take<T>(call: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    signal?.throwIfAborted();
    const turn = this.#last.then(() => {
      signal?.throwIfAborted();
      return call();
    });
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}
