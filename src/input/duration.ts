// Durations as people write them: `500ms`, `30s`, `5m`, `1h30m`, `2d`.
import type { Seconds } from '../lease/instant.ts';

const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
] as const;

const FORM = /^(?:(\d{1,15})d)?(?:(\d{1,15})h)?(?:(\d{1,15})m)?(?:(\d{1,15})s)?(?:(\d{1,15})ms)?$/;

/** Completes "it must be": what {@link parseDuration} accepts. */
export const DURATION_FORM = 'a duration such as 500ms, 30s, 5m, 1h30m or 2d';

/** Reads a duration with its units in descending order; `null` where the text is anything else. */
export function parseDuration(text: string): Seconds | null {
  const counts = FORM.exec(text)?.slice(1);
  if (text === '' || counts === undefined) return null;
  const milliseconds = UNITS.reduce((sum, [, length], index) => sum + Number(counts[index] ?? 0) * length, 0);
  return milliseconds / 1000;
}

/** What a duration must keep within; nothing unless given. */
export interface DurationRange {
  readonly atLeast?: Seconds;
  readonly isAboveZero?: boolean;
  readonly atMost?: Seconds;
}

/** Reads a duration of a range; a text that is none comes back as what completes "it must be". */
export function parseDurationIn(
  text: string,
  { atLeast = 0, isAboveZero = false, atMost = Number.POSITIVE_INFINITY }: DurationRange,
): Seconds | string {
  const value = parseDuration(text);
  if (value === null) return DURATION_FORM;
  if (value < atLeast) return `a duration of at least ${formatDuration(atLeast)}`;
  if (isAboveZero && value === 0) return 'a duration above zero';
  return value <= atMost ? value : `a duration of at most ${formatDuration(atMost)}`;
}

/** Writes a duration, rounded to milliseconds, in the form that {@link parseDuration} reads. */
export function formatDuration(duration: Seconds): string {
  let rest = Math.round(duration * 1000);
  if (rest === 0) return '0s';
  let text = '';
  for (const [unit, length] of UNITS) {
    const count = Math.floor(rest / length);
    if (count > 0) text += `${count}${unit}`;
    rest -= count * length;
  }
  return text;
}
