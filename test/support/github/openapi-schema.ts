// GitHub's OpenAPI description, and its schemas as JSON Schema.
//
// OpenAPI 3.0 says `nullable` where JSON Schema has a type; what else it adds, a validator that is not strict passes over.
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
  const definitions: Record<string, unknown> = {};
  return { ...(convert(schema) as Schema), definitions };

  function convert(source: unknown): unknown {
    if (Array.isArray(source)) return source.map(convert);
    if (typeof source !== 'object' || source === null) return source;
    if ('$ref' in source && typeof source.$ref === 'string') return refer(source.$ref);
    const { nullable, ...result } = Object.fromEntries(
      Object.entries(source).map(([key, part]) => [key, convert(part)]),
    );
    if (closed && 'properties' in result) result['additionalProperties'] ??= false;
    return nullable === true ? { anyOf: [result, { type: 'null' }] } : result;
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
