// GraphQL: what resolvers work with, and the errors that they throw.
import { GraphQLError } from 'graphql';
import type { GitHubRequest } from './contract.ts';
import type { RepositoryState } from './repository-state.ts';
import type { Token } from './tokens.ts';

/** What resolvers work with. */
export interface GraphQLContext {
  readonly request: GitHubRequest;
  readonly token: Token;
  readonly stale: boolean;
  readonly now: number;
  /** The repository of this name, `undefined` where there is none. */
  repository(name: string): RepositoryState | undefined;
  /** Reports a field that is not implemented. */
  unexpected(what: string): void;
  /** Reports a query that GitHub would refuse. */
  violation(what: string): void;
}

/** An execution error with the `type` that GitHub gives it. */
export function typedError(type: string | null, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: type === null ? {} : { type } });
}
