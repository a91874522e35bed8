// GraphQL: parse, validate and execute against GitHub's published schema.
//
// The schema is built at the first request. A field that the schema has and this stand-in does not is an error
// and is reported as unexpected; it never reads as null.
import { schema as published } from '@octokit/graphql-schema';
import {
  GraphQLError,
  GraphQLScalarType,
  Kind,
  OperationTypeNode,
  buildSchema,
  execute,
  parse,
  validate,
} from 'graphql';
import type { DocumentNode, GraphQLFieldResolver, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { record } from './contract.ts';
import type { Answer } from './contract.ts';
import { typedError } from './graphql-context.ts';
import type { GraphQLContext } from './graphql-context.ts';
import { mutations } from './graphql-mutations.ts';
import { repositoryNode } from './graphql-nodes.ts';

let built: GraphQLSchema | undefined;
const documents = new Map<string, DocumentNode>();
const validated = new Map<string, readonly GraphQLError[]>();

/** The name that the accounting gives a GraphQL request: the first field of a mutation, else `query`. */
export function graphqlOperation(body: unknown): { readonly operation: string; readonly isWrite: boolean } {
  const { query, operationName } = record(body);
  try {
    const operation = operationOf(documentOf(String(query)), operationName);
    const field = operation?.selectionSet.selections[0];
    if (operation?.operation !== OperationTypeNode.MUTATION || field?.kind !== Kind.FIELD)
      return { operation: 'graphql:query', isWrite: false };
    return { operation: `graphql:${field.name.value}`, isWrite: true };
  } catch {
    return { operation: 'graphql:query', isWrite: false };
  }
}

/** Executes one request. */
export async function executeGraphQL(context: GraphQLContext): Promise<Answer> {
  const { query, variables, operationName } = record(context.request.body);
  if (typeof query !== 'string')
    return { status: 400, body: { message: 'A query attribute must be specified and must be a string.' } };
  const schema = (built ??= build());
  let document: DocumentNode;
  try {
    document = documentOf(query);
  } catch (cause) {
    return refuse(context, [cause as GraphQLError]);
  }
  const problems = validated.get(query) ?? validate(schema, document);
  validated.set(query, problems);
  if (problems.length > 0) return refuse(context, problems);
  const result = await execute({
    schema,
    document,
    rootValue: rootOf(context),
    contextValue: context,
    variableValues: record(variables),
    operationName: typeof operationName === 'string' ? operationName : null,
    fieldResolver: resolve,
  });
  if (result.data === undefined) return refuse(context, result.errors ?? []);
  for (const { originalError } of result.errors ?? [])
    if (originalError !== undefined && !(originalError instanceof GraphQLError))
      context.unexpected(`graphql failed: ${originalError.stack}`);
  const errors = result.errors?.map(formatError);
  return { status: 200, body: errors === undefined ? { data: result.data } : { data: result.data, errors } };
}

function build(): GraphQLSchema {
  const schema = buildSchema(published.idl, { assumeValid: true, noLocation: true });
  restrict(schema, 'GitObjectID', /^[0-9a-f]{40}$/);
  restrict(schema, 'Base64String', /^[A-Za-z0-9+/\s]*={0,2}\s*$/);
  return schema;
}

// GitHub checks the form of these scalars when it reads the variables.
function restrict(schema: GraphQLSchema, name: string, form: RegExp): void {
  const scalar = schema.getType(name);
  if (!(scalar instanceof GraphQLScalarType)) throw new Error(`the schema has no scalar ${name}`);
  scalar.parseValue = (value) => {
    if (typeof value === 'string' && form.test(value)) return value;
    throw new GraphQLError(`${name} is malformed: ${JSON.stringify(value)?.slice(0, 60)}`);
  };
}

function rootOf(context: GraphQLContext): Record<string, unknown> {
  return {
    repository: ({ owner, name }: { owner: string; name: string }) => {
      const repository = context.repository(`${owner}/${name}`);
      if (repository === undefined)
        throw typedError('NOT_FOUND', `Could not resolve to a Repository with the name '${owner}/${name}'.`);
      return repositoryNode(context, repository);
    },
    ...mutations(context),
  };
}

const resolve: GraphQLFieldResolver<unknown, GraphQLContext> = (source, args, context, info) => {
  const value = record(source)[info.fieldName];
  if (value === undefined) {
    const field = `graphql ${info.parentType.name}.${info.fieldName}`;
    context.unexpected(field);
    throw new GraphQLError(`the stand-in for GitHub does not implement ${field}`);
  }
  return typeof value === 'function' ? (value as (given: unknown) => unknown)(args) : value;
};

function refuse(context: GraphQLContext, errors: readonly GraphQLError[]): Answer {
  for (const { message } of errors) context.violation(`graphql: ${message}`);
  return { status: 200, body: { errors: errors.map(formatError) } };
}

function formatError(error: GraphQLError) {
  const { type, ...extensions } = error.extensions;
  return {
    ...(type === undefined ? {} : { type }),
    ...(error.path === undefined ? {} : { path: error.path }),
    ...(Object.keys(extensions).length === 0 ? {} : { extensions }),
    locations: error.locations ?? [],
    message: error.message,
  };
}

function documentOf(query: string): DocumentNode {
  const known = documents.get(query);
  if (known !== undefined) return known;
  const document = parse(query);
  documents.set(query, document);
  return document;
}

function operationOf(document: DocumentNode, name: unknown): OperationDefinitionNode | undefined {
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  return operations.find((node) => node.name?.value === name) ?? operations[0];
}
