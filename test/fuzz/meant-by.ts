// What a JSON value means, without the ways to leave a field out.
import { NO_COUNTERS } from '../../src/lease/schema.ts';

/** The value without what may also be left out: `null`, and what is meant where nothing is said. */
export function meantBy(json: unknown): unknown {
  return JSON.parse(JSON.stringify(json), (key, value: unknown) => {
    const isMeant = value === null || (key === 'take' && value === 1);
    const text = JSON.stringify(value);
    const isEmpty =
      (key === 'slots' && text === '{}') || (key === 'counters' && text === JSON.stringify(NO_COUNTERS));
    return isMeant || isEmpty ? undefined : value;
  });
}
