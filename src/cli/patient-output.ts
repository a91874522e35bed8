// Words to somebody who may have stopped to read them: a pager, Ctrl-S, a log that hangs.
//
// Node waits until a pipe or a terminal takes what is written to it, and nothing else goes on meanwhile: no renewal, and no
// end of a command whose lease is lost. So the stream is opened once more, in a way that waits for nobody; others who have
// it, such as the command, do not see that. Words that nobody reads are kept up to a bound, and then dropped.
import { constants, fstatSync, openSync, writeSync } from 'node:fs';
import type { Output } from './terminal.ts';

/** Most bytes of words that are kept, besides what the pipe itself takes. */
const MOST_KEPT = 65_536;

/** Milliseconds between two tries to write what is kept. */
const AGAIN = 100;

/** Milliseconds for which the end waits for a slow reader. */
const LAST_WAIT = 1000;

interface PatientOutput extends Output {
  /** Resolves once everything is written, or nobody has read on for a second. */
  readonly settled: () => Promise<void>;
}

/** The stream of a descriptor, such as stderr, without its waits; as it is where it has none, or the system cannot do so. */
export function patient(stream: Output, descriptor: number): PatientOutput {
  const own = reopened(stream, descriptor);
  let kept = Buffer.alloc(0);
  let timer: NodeJS.Timeout | null = null;
  const flush = (to: number): void => {
    timer = null;
    try {
      while (kept.length > 0) kept = kept.subarray(writeSync(to, kept));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') kept = Buffer.alloc(0);
    }
    if (kept.length > 0) timer = setTimeout(flush, AGAIN, to).unref();
  };
  return {
    isTTY: stream.isTTY === true,
    get columns() {
      return stream.columns ?? 0;
    },
    write(text) {
      if (own === null) return stream.write(text);
      if (kept.length < MOST_KEPT) kept = Buffer.concat([kept, Buffer.from(text)]);
      return timer === null ? flush(own) : undefined;
    },
    async settled() {
      for (let waited = 0; kept.length > 0 && waited < LAST_WAIT; waited += AGAIN)
        await new Promise((resolve) => setTimeout(resolve, AGAIN));
    },
  };
}

/** Another description of what is open already; `null`: what is written to it waits for nobody, or it is not to be had. */
function reopened({ isTTY }: Output, descriptor: number): number | null {
  try {
    if (isTTY !== true && !fstatSync(descriptor).isFIFO()) return null;
    const { O_WRONLY, O_NONBLOCK, O_NOCTTY } = constants;
    return openSync(`/proc/self/fd/${descriptor}`, O_WRONLY | O_NONBLOCK | O_NOCTTY);
  } catch {
    return null;
  }
}
