// Who may do what: tokens with the permissions that a workflow gives them.
import { HttpError } from './contract.ts';

export type Access = 'none' | 'read' | 'write';

/** What a token may do. Unnamed permissions are `none`, as in a workflow. */
export interface TokenOptions {
  readonly contents?: Access;
  readonly actions?: 'none' | 'read';
  /** Who writes with it; the Actions bot unless given. */
  readonly login?: string;
  /** Its rate limits; tokens with the same name share them. `shared` unless given. */
  readonly bucket?: string;
  /** `owner/name` of the repositories it reaches; all unless given. */
  readonly repositories?: readonly string[];
}

/** A token, or the absence of one (`value` undefined). */
export interface Token extends Required<Omit<TokenOptions, 'repositories'>> {
  readonly value: string | undefined;
  readonly repositories: readonly string[] | undefined;
}

/** A permission that an operation needs. */
export interface Permission {
  readonly name: 'contents' | 'actions' | 'metadata';
  readonly level: 'read' | 'write';
}

const LEVEL = { none: 0, read: 1, write: 2 };

const ANONYMOUS: Token = {
  value: undefined,
  contents: 'read',
  actions: 'read',
  login: 'anonymous',
  bucket: 'anonymous',
  repositories: undefined,
};

/** The tokens that are known. */
export class Tokens {
  readonly #known = new Map<string, Token>();

  /** Makes a token known, or changes what it may do. */
  add(value: string, options: TokenOptions = {}): void {
    this.#known.set(value, {
      value,
      contents: options.contents ?? 'none',
      actions: options.actions ?? 'none',
      login: options.login ?? 'github-actions[bot]',
      bucket: options.bucket ?? 'shared',
      repositories: options.repositories,
    });
  }

  /** Makes a token unknown: its requests are answered with 401. */
  revoke(value: string): void {
    this.#known.delete(value);
  }

  /** The token of an `Authorization` header; refuses one that is not known. */
  identify(authorization: string | undefined): Token {
    const value = tokenValue(authorization);
    if (value === undefined) return ANONYMOUS;
    const token = this.#known.get(value);
    if (token === undefined) throw new HttpError(401, 'Bad credentials');
    return token;
  }
}

/** The token in an `Authorization` header. */
export function tokenValue(authorization: string | undefined): string | undefined {
  return /^(?:token|bearer)\s+(\S+)$/i.exec(authorization ?? '')?.[1];
}

/** Whether the token has the permission on the repository. */
export function allows(token: Token, { name, level }: Permission, repository: string): boolean {
  if (token.repositories !== undefined && !token.repositories.includes(repository)) return false;
  if (token.value === undefined && level === 'write') return false;
  return name === 'metadata' || LEVEL[token[name]] >= LEVEL[level];
}

/** Refuses as GitHub does: what cannot be read is not there, what cannot be written is not accessible. */
export function demand(token: Token, permission: Permission, repository: string): void {
  if (allows(token, permission, repository)) return;
  if (token.value === undefined) throw new HttpError(401, 'Requires authentication');
  const hidden =
    permission.name !== 'actions' && !allows(token, { ...permission, level: 'read' }, repository);
  if (hidden) throw new HttpError(404, 'Not Found');
  throw new HttpError(403, 'Resource not accessible by integration');
}
