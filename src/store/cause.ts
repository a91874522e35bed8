// What was thrown, as an error: a signal may be aborted with anything as its reason.

/** The thrown value, or an error that carries it. */
export function causeOf(thrown: unknown): Error {
  return thrown instanceof Error
    ? thrown
    : new Error(`the call was ended: ${String(thrown)}`, { cause: thrown });
}
