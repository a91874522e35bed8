// Checks requests and answers against GitHub's OpenAPI description.
//
// Violations are collected as text, never thrown: the test that owns the server asserts that there are none. The
// description is read, and an operation is compiled, when it is first needed. Stricter than GitHub: a field or a
// query parameter that is not described is a violation, because GitHub would silently ignore it.
import { Ajv } from 'ajv';
import type { ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { GitHubRequest } from './contract.ts';
import { at, bundle, describe, follow } from './openapi-schema.ts';
import type { Schema } from './openapi-schema.ts';
import type { Route } from './routes.ts';

interface Operation {
  readonly query: ReadonlyMap<string, ValidateFunction>;
  readonly body: ValidateFunction | null;
  /** By status: a validator of the JSON, `null` where there is no JSON. */
  readonly answers: ReadonlyMap<string, ValidateFunction | null>;
}

// Answers that the description leaves out though any operation can give them.
const ALWAYS_ALLOWED = new Set([304, 400, 401, 403, 404, 429, 500, 502, 503]);

const operations = new Map<string, Operation | null>();

/** Collects what is not as described. */
export class OpenApiCheck {
  readonly #violations: string[];

  constructor(violations: string[]) {
    this.#violations = violations;
  }

  /** Checks the query and the body of a request. */
  request({ method, template }: Pick<Route, 'method' | 'template'>, request: GitHubRequest): void {
    const operation = operationOf(method, template);
    const say = (what: string) => this.#violations.push(`${method} ${template}: request ${what}`);
    if (operation === null) return void say('is not described');
    for (const [name, value] of request.query) {
      const validate = operation.query.get(name);
      if (validate === undefined) say(`query parameter "${name}" is not described`);
      else if (!validate(value)) say(`query parameter "${name}" ${explain(validate)}`);
    }
    if (operation.body === null) {
      if (request.body !== undefined) say('has a body, none is described');
    } else if (!operation.body(request.body ?? null)) say(`body ${explain(operation.body)}`);
  }

  /** Checks the status and the JSON of an answer. */
  answer({ method, template }: Pick<Route, 'method' | 'template'>, status: number, body: unknown): void {
    const operation = operationOf(method, template);
    const say = (what: string) => this.#violations.push(`${method} ${template}: answer ${status} ${what}`);
    const validate = operation?.answers.get(String(status));
    if (validate === undefined) {
      if (!ALWAYS_ALLOWED.has(status)) say('is not described');
    } else if (validate === null) {
      if (body !== undefined) say('has a body, none is described');
    } else if (!validate(body)) say(`body ${explain(validate)}`);
  }
}

function explain(validate: ValidateFunction): string {
  const errors = validate.errors ?? [];
  const said = errors.map(({ instancePath, message, params }) => {
    const extra = 'additionalProperty' in params ? ` ("${String(params['additionalProperty'])}")` : '';
    return `${instancePath === '' ? '/' : instancePath} ${message}${extra}`;
  });
  return said.slice(0, 5).join('; ');
}

function operationOf(method: string, template: string): Operation | null {
  const key = `${method} ${template}`;
  const known = operations.get(key);
  if (known !== undefined) return known;
  const compiled = compileOperation(method, template);
  operations.set(key, compiled);
  return compiled;
}

function compileOperation(method: string, template: string): Operation | null {
  const operation = at(describe(), ['paths', template, method.toLowerCase()]);
  if (operation === undefined) return null;
  // Query parameters arrive as text, so their types are coerced; JSON must have the type itself.
  const texts = addFormats.default(new Ajv({ strict: false, logger: false, coerceTypes: true }));
  const values = addFormats.default(new Ajv({ strict: false, logger: false, allErrors: true }));
  const parameters = ((operation['parameters'] ?? []) as Schema[]).map(follow);
  const query = parameters
    .filter((parameter) => parameter['in'] === 'query')
    .map((parameter) => [
      String(parameter['name']),
      texts.compile(bundle(parameter['schema'] as Schema, true)),
    ]);
  const body = json(operation['requestBody'] as Schema | undefined);
  const answers = Object.entries(operation['responses'] as Record<string, Schema>).map(([status, answer]) => {
    const schema = json(follow(answer));
    return [status, schema === undefined ? null : values.compile(bundle(schema, false))];
  });
  return {
    query: new Map(query as [string, ValidateFunction][]),
    body: body === undefined ? null : values.compile(bundle(body, true)),
    answers: new Map(answers as [string, ValidateFunction | null][]),
  };
}

function json(content: Schema | undefined): Schema | undefined {
  return at(content ?? {}, ['content', 'application/json', 'schema']);
}
