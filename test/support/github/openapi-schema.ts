// GitHub's OpenAPI description, and its schemas as JSON Schema.
//
// OpenAPI 3.0 says `nullable` where JSON Schema has a type, and carries examples that are no schema.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** A part of the description. */
export type Schema = { readonly [key: string]: unknown };

let description: Schema | undefined;

/** The whole description, read at its first use. */
export function describe(): Schema {
  if (description === undefined) {
    const file = createRequire(import.meta.url).resolve('@octokit/openapi/generated/api.github.com.json');
    description = JSON.parse(readFileSync(file, 'utf8')) as Schema;
  }
  return description;
}

/** The part at a path of keys, `undefined` where there is none. */
export function at(value: Schema, path: readonly string[]): Schema | undefined {
  return path.reduce<Schema | undefined>((part, key) => part?.[key] as Schema | undefined, value);
}

/** The part that a reference means. */
export function follow(value: Schema): Schema {
  const reference = value['$ref'];
  if (typeof reference !== 'string') return value;
  const target = at(describe(), reference.slice(2).split('/'));
  if (target === undefined) throw new Error(`the OpenAPI description has no ${reference}`);
  return follow(target);
}

/** A schema with all that it refers to; `closed` forbids fields that are not described. */
export function bundle(schema: Schema, closed: boolean): Schema {
  const definitions: Record<string, Schema> = {};
  const root = convert(schema);
  return { ...root, definitions };

  function convert(source: Schema): Schema {
    const reference = source['$ref'];
    if (typeof reference === 'string') return refer(reference);
    const parts = Object.entries(source).flatMap(([key, part]): [string, unknown][] => {
      if (SCHEMAS.has(key) && isSchema(part)) return [[key, convert(part)]];
      if (LISTS.has(key)) return [[key, (part as Schema[]).map(convert)]];
      if (key === 'properties')
        return [
          [
            key,
            Object.fromEntries(Object.entries(part as Schema).map(([k, v]) => [k, convert(v as Schema)])),
          ],
        ];
      return KEYWORDS.has(key) && !(key.startsWith('exclusive') && typeof part === 'boolean')
        ? [[key, part]]
        : [];
    });
    const result: Schema = Object.fromEntries(parts);
    const described = 'properties' in result && !('additionalProperties' in result);
    const strict = closed && described ? { ...result, additionalProperties: false } : result;
    return source['nullable'] === true ? { anyOf: [strict, { type: 'null' }] } : strict;
  }

  function refer(reference: string): Schema {
    const name = reference.slice(reference.lastIndexOf('/') + 1);
    if (!(name in definitions)) {
      definitions[name] = {};
      definitions[name] = convert(follow({ $ref: reference }));
    }
    return { $ref: `#/definitions/${name}` };
  }
}

const SCHEMAS = new Set(['items', 'additionalProperties', 'not']);
const LISTS = new Set(['allOf', 'anyOf', 'oneOf']);
const KEYWORDS = new Set(
  (
    'type format enum required additionalProperties minimum maximum exclusiveMinimum exclusiveMaximum minLength ' +
    'maxLength pattern minItems maxItems uniqueItems minProperties maxProperties'
  ).split(' '),
);

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null;
}
