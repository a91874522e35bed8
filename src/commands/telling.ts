// What a command tells on its way: each thing once, and what still holds again every few minutes, so that a long wait
// does not look hung.
import type { Clock } from '../engine/ports.ts';
import type { Seconds } from '../lease/instant.ts';
import type { Line } from '../protocol/line.ts';
import { still, told, type Place } from '../text/lines.ts';
import type { Told } from './outcome.ts';

/** The longest silence; what a command asks meanwhile may take a minute more to be told. */
const LONGEST_SILENCE: Seconds = 240;

/** Tells lines about a lease until its end; `works`: of one that is held, of which nothing is told while all is well. */
export function telling(
  place: Place & { readonly works?: boolean },
  clock: Clock,
  tell: (told: Told) => void,
): { readonly say: (line: Line) => void; readonly end: () => void } {
  const ended = new AbortController();
  let last = '';
  let since = clock.monotonic();
  let toldAt = since;
  const say = (line: Line): void => {
    const words = told(line, place);
    if (words.text === last) return;
    tell(words);
    last = place.works === true && line.line === 'answers-again' ? '' : words.text;
    since = toldAt = clock.monotonic();
  };
  const remind = async (): Promise<void> => {
    for (;;) {
      await clock.sleep(toldAt + LONGEST_SILENCE - clock.monotonic(), ended.signal);
      const now = clock.monotonic();
      if (now - toldAt < LONGEST_SILENCE) continue;
      if (last !== '' || place.works !== true)
        tell({ level: 'info', text: still(last, now - since, place.terms), isReminder: last !== '' });
      toldAt = now;
    }
  };
  // It ends with the signal, and in no other way.
  remind().catch(() => undefined);
  return { say, end: () => ended.abort() };
}
