// JSON that is nearly right: a valid document with a few of its values replaced, removed, doubled or added.
import fc from 'fast-check';

type Path = readonly (string | number)[];

/** Everything that a JSON value may be instead. */
const strange = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom<unknown>(
    null,
    '',
    -1,
    1.5,
    2 ** 60,
    'toString',
    [],
    {},
    '2026-13-45T99:00:00Z',
    '__proto__',
  ),
);

/** The value with up to three of its parts mutilated. */
export function mutilated(values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const cut = fc.record({
    at: fc.nat(),
    how: fc.constantFrom('replace', 'remove', 'double', 'add'),
    by: strange,
  });
  return fc.tuple(values, fc.array(cut, { minLength: 1, maxLength: 3 })).map(([value, cuts]) =>
    cuts.reduce((current, { at, how, by }) => {
      const paths = pathsOf(current);
      return change(current, paths[at % paths.length]!, how, by);
    }, value),
  );
}

function pathsOf(value: unknown, path: Path = []): Path[] {
  const inner =
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, part]) =>
          pathsOf(part, [...path, Array.isArray(value) ? Number(key) : key]),
        )
      : [];
  return [path, ...inner];
}

function change(value: unknown, path: Path, how: string, by: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return how === 'replace' ? by : value;
  if (Array.isArray(value)) {
    const index = Number(key);
    if (rest.length > 0) return value.with(index, change(value[index], rest, how, by));
    if (how === 'remove') return value.toSpliced(index, 1);
    return how === 'double' ? value.toSpliced(index, 0, value[index]) : value.with(index, by);
  }
  const record = value as Record<string, unknown>;
  if (rest.length > 0) return { ...record, [key]: change(record[key], rest, how, by) };
  if (how === 'remove') return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
  return how === 'add' ? { ...record, [`${key}_too`]: by } : { ...record, [key]: by };
}
