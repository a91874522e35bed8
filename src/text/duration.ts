// Times and durations as people read them: `3 m 20 s`, `2 h 5 m`, `2026-11-20 10:54:59 UTC`.
//
// Durations are rounded to the second, everywhere alike, and cut to their two largest units. All times are UTC; no clock is
// read here.
import { toIso, type Instant, type Seconds } from '../lease/instant.ts';

const UNITS = [
  { name: 'd', seconds: 86_400 },
  { name: 'h', seconds: 3600 },
  { name: 'm', seconds: 60 },
  { name: 's', seconds: 1 },
] as const;

/** Writes a duration with its two largest units; less than half a second, or a negative one, is `0 s`. */
export function duration(length: Seconds): string {
  const whole = Math.max(Math.round(length), 0);
  const largest = UNITS.findIndex((unit) => whole >= unit.seconds);
  if (largest === -1) return '0 s';
  let rest = whole;
  const parts: string[] = [];
  for (const unit of UNITS.slice(largest, largest + 2)) {
    const count = Math.floor(rest / unit.seconds);
    rest -= count * unit.seconds;
    if (count > 0) parts.push(`${count} ${unit.name}`);
  }
  return parts.join(' ');
}

/** Date and time in UTC without the zone, for columns whose heading names it. */
export function dateTime(at: Instant): string {
  return toIso(Math.floor(at)).replace('T', ' ').replace('Z', '');
}

/** Date and time in UTC. */
export function utc(at: Instant): string {
  return `${dateTime(at)} UTC`;
}
