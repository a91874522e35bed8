// Files that somebody wrote to do harm: nested without end, huge, or with numbers and times from beyond any history.
import fc from 'fast-check';
import { documentToJson } from '../../src/lease/board.ts';
import type { LeaseDocument } from '../../src/lease/schema.ts';

const DEEPEST = 30_000;

const nested = fc
  .tuple(
    fc.constantFrom(
      ['[', ']'],
      ['{"a":', '}'],
      ['[{"requests":', '}]'],
      ['{"schema_version":1,"lease":[', ']}'],
    ),
    fc.integer({ min: 1, max: DEEPEST }),
    fc.boolean(),
  )
  .map(([[open, close], depth, closed]) => open.repeat(depth) + (closed ? `1${close.repeat(depth)}` : ''));

const TIMES = [
  '9999-12-31T23:59:59Z',
  '9999-12-31T23:59:59-14:00',
  '0000-01-01T00:00:00+14:00',
  '2126-01-01T00:00:00.999999999Z',
  '1970-01-01T00:00:00Z',
];
const NUMBERS = [Number.MAX_SAFE_INTEGER, 1e12, 2 ** 53, -1, 1e300];

/** Replaces what the function chooses; it is told the key of each value. */
function replaced(json: unknown, by: (key: string, value: unknown) => unknown): unknown {
  return JSON.parse(JSON.stringify(json), by);
}

/** A document in which every value of one kind was forged. */
function forged(documents: fc.Arbitrary<LeaseDocument>): fc.Arbitrary<string> {
  const how = fc.oneof(
    fc
      .constantFrom(...TIMES)
      .map((time) => (key: string, value: unknown) => (/_at$|^at$|until$/.test(key) ? time : value)),
    fc
      .constantFrom(...NUMBERS)
      .map((number) => (_: string, value: unknown) => (typeof value === 'number' ? number : value)),
    fc
      .constantFrom('epoch', 'sequence', 'round', 'id', 'priority', 'run_id')
      .chain((name) => fc.constantFrom(...NUMBERS).map((number) => ({ name, number })))
      .map(
        ({ name, number }) =>
          (key: string, value: unknown) =>
            key === name && typeof value === 'number' ? number : value,
      ),
    fc
      .tuple(
        fc.constantFrom('job', 'actor', 'reason', 'payload', 'head_ref', 'scope'),
        fc.integer({ min: 1, max: 200_000 }),
      )
      .map(
        ([name, length]) =>
          (key: string, value: unknown) =>
            key === name ? '#'.repeat(length) : value,
      ),
    fc
      .integer({ min: 1, max: 300 })
      .map(
        (times) => (_: string, value: unknown) =>
          Array.isArray(value) ? Array.from({ length: times }, () => value[0] as unknown) : value,
      ),
  );
  return fc
    .tuple(documents, how)
    .map(([document, by]) => JSON.stringify(replaced(documentToJson(document), by)));
}

/** The text of a file that was made to do harm. */
export function hostile(documents: fc.Arbitrary<LeaseDocument>): fc.Arbitrary<string> {
  return fc.oneof(
    nested,
    forged(documents),
    fc.integer({ min: 0, max: 300_000 }).map((length) => `"${'x'.repeat(length)}"`),
  );
}
