// Cancellation by the runner: SIGINT, 7.5 s later SIGTERM, 2.5 s later the process is killed.

/** Aborted at the first signal of a cancellation. Keeps the process alive until it ends by itself. */
export function cancellation(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => controller.abort(new Error('cancelled')));
  }
  return controller.signal;
}
