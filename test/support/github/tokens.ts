// Who may do what: tokens with the permissions that a workflow gives them.
import { HttpError } from './contract.ts';

export type Access = 'none' | 'read' | 'write';

/** What a token may do. Unnamed permissions are `none`, as in a workflow. */
export interface TokenOptions {
  readonly contents?: Access;
  readonly actions?: 'none' | 'read';
  /** Its rate limits; tokens with the same name share them. `shared` unless given. */
  readonly bucket?: string;
}

export type Token = Required<TokenOptions>;

/** A permission that an operation needs. */
export interface Permission {
  readonly name: 'contents' | 'actions' | 'metadata';
  readonly level: 'read' | 'write';
}

const LEVEL = { none: 0, read: 1, write: 2 };

/** The tokens that are known. */
export class Tokens {
  readonly #known = new Map<string, Token>();

  /** Makes a token known, or changes what it may do. */
  add(value: string, options: TokenOptions = {}): void {
    this.#known.set(value, { contents: 'none', actions: 'none', bucket: 'shared', ...options });
  }

  /** The token of this value; refuses one that is not known. Stricter than GitHub: nobody asks without one. */
  identify(value: string | undefined): Token {
    if (value === undefined) throw new HttpError(401, 'Requires authentication');
    const token = this.#known.get(value);
    if (token === undefined) throw new HttpError(401, 'Bad credentials');
    return token;
  }
}

/** The token in an `Authorization` header. */
export function tokenValue(authorization: string | undefined): string | undefined {
  return /^(?:token|bearer)\s+(\S+)$/i.exec(authorization ?? '')?.[1];
}

/** Whether the token has the permission. */
export function allows(token: Token, { name, level }: Permission): boolean {
  return name === 'metadata' || LEVEL[token[name]] >= LEVEL[level];
}

/** Refuses as GitHub does: what cannot be read is not there, what cannot be written is not accessible. */
export function demand(token: Token, permission: Permission): void {
  if (allows(token, permission)) return;
  const hidden = permission.name !== 'actions' && !allows(token, { ...permission, level: 'read' });
  if (hidden) throw new HttpError(404, 'Not Found');
  throw new HttpError(403, 'Resource not accessible by integration');
}
