// The one place that says what a refusal of GitHub means, and who must act on it.
//
// Decided by status, headers and GraphQL error types. Text decides only where GitHub gives nothing else, as noted
// there. Messages name the call, the repository and the permission; they never contain the token.
import type * as z from 'zod';
import { PermissionError, RateLimitedError, UnavailableError, type LeaseError } from '../lease/errors.ts';
import { toIso } from '../lease/instant.ts';
import type { Repository } from '../input/lease-name.ts';
import { isPage, obstacleOf, ofPage, ofProxy, type Obstacle } from './obstacle.ts';
import type { Clock } from '../engine/ports.ts';

/** What a call is for, so that a refusal can name what is missing. */
export interface Purpose {
  /** Continues "GitHub refused …": `reading the branch ref-lease`. */
  readonly doing: string;
  /** `owner/name`. */
  readonly repository: string;
  /** The permission that the call needs: `contents: read`. */
  readonly permission: string;
}

/** The purpose of a call on a repository. */
export function purposeIn(repository: Repository, doing: string, permission: string): Purpose {
  return { doing, repository: `${repository.owner}/${repository.repo}`, permission };
}

/** An answer of GitHub, whatever its status. Names of headers are in lower case. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | number | undefined>>;
  readonly data: unknown;
}

/** One entry of `errors` in a GraphQL answer. */
export interface GraphqlError {
  readonly type?: string | undefined;
  readonly message: string;
}

type Now = Pick<Clock, 'now'>;

/** GitHub names its limit both ways. */
const LIMITS: ReadonlySet<string | undefined> = new Set(['RATE_LIMIT', 'RATE_LIMITED']);

/** Types of GraphQL errors that are faults of the server, and may have come after a mutation took place. */
const FAULTS: ReadonlySet<string | undefined> = new Set([
  // "Something went wrong while executing your query" has no type.
  undefined,
  'INTERNAL',
  'INTERNAL_ERROR',
  'INTERNAL_SERVER_ERROR',
  'RESOURCE_LIMITS_EXCEEDED',
  'SERVICE_UNAVAILABLE',
  'TIMEOUT',
]);

/** No time after this one is believed to be the end of a limit: the year 9999. */
const LATEST = 253_402_300_799;

/** Seconds to wait where GitHub refuses for a limit and does not say for how long; its documentation asks for a minute. */
const DEFAULT_WAIT = 60;

/** The error of an answer that refuses or is a fault of GitHub; `null` for one that its caller has to judge. */
export function refusalOf(answer: Answer, purpose: Purpose, clock: Now): LeaseError | null {
  const { status, headers, data } = answer;
  if (status === 429 || (status === 403 && hasSignsOfLimit(answer)))
    return rateLimited(answer, purpose, clock);
  if (status === 407) return unreached(purpose, ofProxy(status)!);
  // 408: the server gave up waiting for the request, which decides nothing.
  if (status >= 500 || status === 408) return unavailable(purpose, describe(answer));
  if (isPage(headers['content-type'])) return unreached(purpose, ofPage(status, data));
  if (status === 401) return unauthorized(answer, purpose);
  if (status === 403 || status === 451) return forbidden(purpose, describe(answer));
  return null;
}

/** The same for the errors of a GraphQL answer, which has status 200. */
export function graphqlRefusalOf(
  answer: Answer,
  errors: readonly GraphqlError[],
  purpose: Purpose,
  clock: Now,
): LeaseError | null {
  if (errors.length === 0) return null;
  // `x-ratelimit-remaining: 0` says nothing here: the call that was just answered may have been the last one.
  if (errors.some(({ type }) => LIMITS.has(type)) || 'retry-after' in answer.headers)
    return rateLimited(answer, purpose, clock);
  // Beside a fault of the server, a refusal of a part decides nothing about the whole.
  if (errors.some(isForbidden) && !errors.some(isFault)) return forbidden(purpose, describeErrors(errors));
  return null;
}

/** Whether a GraphQL error is a fault of the server, after which nobody can tell whether a mutation took place. */
export function isFault(error: GraphqlError): boolean {
  return FAULTS.has(error.type) && !isForbidden(error);
}

function isForbidden({ type, message }: GraphqlError): boolean {
  if (type === 'FORBIDDEN' || type === 'INSUFFICIENT_SCOPES') return true;
  // An integration's missing permission can come without a type; nothing but the text tells it apart.
  if (type === undefined && message.startsWith('Resource not accessible by integration')) return true;
  return ARCHIVED.test(message);
}

/** The error of a repository that is not there for this token. */
export function repositoryNotFound(purpose: Purpose, cause?: unknown): PermissionError {
  return new PermissionError(
    `GitHub has no repository ${purpose.repository} for this token (${purpose.doing}). ` +
      'Either the name is wrong, or the token has no access to it: a GITHUB_TOKEN reaches the repository of its workflow ' +
      'alone. ' +
      remedy(purpose),
    { cause },
  );
}

/** The error of a question that GitHub has decided against: what it is about is not there for this token. */
function declined(answer: Answer, purpose: Purpose): PermissionError {
  return new PermissionError(
    `GitHub has no answer to ${purpose.doing} in ${purpose.repository} (${describe(answer)}): it is not there, or the ` +
      `token may not see it. ${remedy(purpose)}`,
  );
}

/**
 * The value of an answer. Throws a PermissionError where the server decided against the question (404, 422 and the like), an
 * UnavailableError where the answer has another form than expected.
 */
export function valueOf<T>(answer: Answer, schema: z.ZodType<T>, purpose: Purpose): T {
  if (answer.status >= 400) throw declined(answer, purpose);
  const parsed = answer.status === 200 ? schema.safeParse(answer.data) : undefined;
  if (parsed?.success !== true) throw unexpected(answer, purpose);
  return parsed.data;
}

/** The error of a call that was not answered, or that GitHub answered with a fault of its own. */
export function unavailable(purpose: Purpose, problem: string, cause?: unknown): UnavailableError {
  const obstacle = obstacleOf(cause);
  if (obstacle !== null) return unreached(purpose, obstacle, cause);
  return new UnavailableError(
    `GitHub did not complete ${purpose.doing} in ${purpose.repository}: ${problem}.`,
    { cause },
  );
}

function unreached(
  { doing, repository }: Purpose,
  { problem, remedy }: Obstacle,
  cause?: unknown,
): UnavailableError {
  const message = `GitHub was not reached for ${doing} in ${repository}: ${problem}. ${remedy}`;
  return new UnavailableError(message, { cause, lasting: true });
}

/** The error of an answer that this program has no rule for: something else than GitHub's API, or a part of it less. */
export function unexpected(answer: Answer, purpose: Purpose, cause?: unknown): UnavailableError {
  return new UnavailableError(
    `GitHub did not complete ${purpose.doing} in ${purpose.repository}: its answer was not expected ` +
      `(${describe(answer)}). Check that GITHUB_API_URL and GITHUB_GRAPHQL_URL are those of the server.`,
    { cause, lasting: true },
  );
}

/** One line about an answer: its status, and what GitHub said. */
export function describe(answer: Answer): string {
  const message = messageOf(answer);
  return message === '' ? `HTTP ${answer.status}` : `HTTP ${answer.status}: ${message}`;
}

/** One line about the errors of a GraphQL answer. */
export function describeErrors(errors: readonly GraphqlError[]): string {
  return oneLine(errors.map(({ type, message }) => `${type ?? 'error'}: ${message}`).join('; '));
}

/** What GitHub said in an answer, on one line; empty where it said nothing. */
export function messageOf(answer: Answer): string {
  const { data } = answer;
  const message = typeof data === 'object' && data !== null && 'message' in data ? data.message : '';
  return oneLine(typeof message === 'string' ? message : '');
}

function hasSignsOfLimit(answer: Answer): boolean {
  if ('retry-after' in answer.headers || headerOf(answer, 'x-ratelimit-remaining') === 0) return true;
  // A secondary limit may come as 403 without any header that tells it from a missing permission.
  return /\brate limit\b|\babuse detection mechanism\b/i.test(messageOf(answer));
}

function rateLimited(answer: Answer, purpose: Purpose, clock: Now): LeaseError {
  const retryAfter = headerOf(answer, 'retry-after');
  const reset = headerOf(answer, 'x-ratelimit-reset');
  const exhausted = headerOf(answer, 'x-ratelimit-remaining') === 0;
  // With calls remaining, x-ratelimit-reset belongs to the primary limit, which is not the one that refused.
  const isPrimary = exhausted && retryAfter === null && reset !== null && reset <= LATEST;
  const now = clock.now();
  if (!isPrimary && now === null)
    return unavailable(purpose, `${describe(answer)}, a rate limit without a time at which it ends`);
  const resetAt = isPrimary ? reset : Math.min(now! + (retryAfter ?? DEFAULT_WAIT), LATEST);
  return new RateLimitedError(
    `GitHub's rate limit refused ${purpose.doing} in ${purpose.repository} until ${toIso(resetAt)}. ` +
      'All jobs of a repository share the limit of its GITHUB_TOKEN: let fewer jobs wait at once, ' +
      'or use a longer poll-interval.',
    resetAt,
  );
}

function unauthorized(answer: Answer, purpose: Purpose): PermissionError {
  return new PermissionError(
    `GitHub did not accept the token for ${purpose.doing} in ${purpose.repository} (${describe(answer)}). ` +
      'A GITHUB_TOKEN ends with its job, or after 24 hours; another token may have expired or been revoked. ' +
      'Check the input token.',
  );
}

function forbidden(purpose: Purpose, said: string): PermissionError {
  const other = OTHER_REMEDIES.find(([sign]) => sign.test(said))?.[1];
  return new PermissionError(
    `GitHub refused ${purpose.doing} in ${purpose.repository} (${said}). ${other ?? remedy(purpose)}`,
  );
}

const ARCHIVED = /\barchived\b/i;

// Where a permission is not what is missing, nothing but the text of a refusal tells what is.
const OTHER_REMEDIES: readonly (readonly [sign: RegExp, remedy: string])[] = [
  [
    ARCHIVED,
    'An archived repository takes no writes: unarchive it, or keep the leases in another one by the input repository.',
  ],
  [
    /\bSAML\b|single sign-on/i,
    'The token has to be authorized for the single sign-on of the organization, in the settings of the person it belongs ' +
      'to; a GITHUB_TOKEN or the token of an App needs no such thing.',
  ],
  [
    /\bIP allow list\b/i,
    'The organization lets only known addresses in: add those of the runner to its IP allow list, or use a runner that has ' +
      'one of them.',
  ],
  [/^HTTP 451\b/, 'It is blocked for legal reasons, which only its owner can settle with GitHub.'],
];

function remedy({ permission, repository }: Purpose): string {
  const [needed, note] =
    permission === 'contents: read'
      ? ['contents: write', ' (to look alone, "contents: read" is enough)']
      : [permission, ''];
  return (
    `The token needs the permission "${needed}" on ${repository}${note}: put "permissions: { ${needed} }" in the ` +
    'workflow or the job, or give the input token a token that has it.'
  );
}

function headerOf(answer: Answer, name: string): number | null {
  const value = Number.parseInt(String(answer.headers[name] ?? ''), 10);
  return Number.isNaN(value) ? null : value;
}

function oneLine(text: string): string {
  const line = text.replace(/[\u0000-\u001f\u007f]+/g, ' ').trim();
  return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}
