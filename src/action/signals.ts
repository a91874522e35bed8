// Cancellation by the runner: SIGINT, 7.5 s later SIGTERM, 2.5 s later the process is killed.

/** Calls back at the first signal of a cancellation, and keeps the process alive until it ends by itself. */
export function onCancellation(callback: () => void): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, callback);
}
