// What a call of git that failed means, and who must act on it.
//
// Decided by the statuses of HTTP where there are some. Other transports leave no more than "it failed": whether a key is
// missing or a network is down only the text tells, so the text is shown and decides nothing.
import { PermissionError, UnavailableError, type LeaseError } from '../../lease/errors.ts';
import type { BranchName } from '../../lease/identifiers.ts';
import { withoutSecrets } from './environment.ts';
import type { GitResult } from './git.ts';

/** The oldest git that does: the first one that takes configuration, and so the token, from its environment. */
export const OLDEST = '2.31';

/** The lock branch on its server, and what is done with it. */
export interface Purpose {
  readonly doing: 'reading' | 'writing';
  readonly url: string;
  readonly branch: BranchName;
}

/** The error of a call to the server that failed and has written nothing. */
export function failureOf(purpose: Purpose, result: GitResult): LeaseError {
  const { status } = result.trace;
  const said = storyOf(result);
  if (status !== null && isRefusal(status)) {
    const remedy = REMEDIES[status] ?? 'Ask whoever runs the server for the reason.';
    return new PermissionError(`The server refused ${whatOf(purpose)} (${said}). ${remedy}`);
  }
  const what = `Git did not complete ${whatOf(purpose)}: ${said}.`;
  if (status !== null && status >= 300 && status < 400)
    return new UnavailableError(`${what} ${ELSEWHERE_NOW}`, { lasting: true });
  // An HTTP server that was reached has a fault that passes. Of anything else nobody knows, so before the first answer it
  // is taken for what stays until somebody acts.
  if (status !== null || result.code === null) return new UnavailableError(what);
  const remedy = `Try "git ls-remote ${withoutSecrets(purpose.url)}" on this machine.`;
  return new UnavailableError(`${what} ${remedy}`, { lasting: true });
}

/** Whether an HTTP server has answered a request, and not with what was asked. */
export function isFault({ trace }: GitResult): boolean {
  return trace.status !== null && trace.status >= 400;
}

/** Whether it has decided against the request, and not for a reason that passes. */
function isRefusal(status: number): boolean {
  return status >= 400 && status < 500 && ![408, 425, 429].includes(status);
}

const ACCESS =
  'Git uses the credentials of this machine: the token that it was given, a credential helper, a key of ssh.';

const ELSEWHERE_NOW =
  'It was sent elsewhere, and a token goes to the given address alone: the repository may have been renamed or moved, so ' +
  'give its present name; or something on the way has answered in the place of the server.';

const REMEDIES: Readonly<Record<number, string>> = {
  401: `It does not accept the credentials, or got none. ${ACCESS}`,
  403: `The credentials have no right to do this, or a rule forbids it. ${ACCESS}`,
  404: `There is no such repository for these credentials: check the URL. ${ACCESS}`,
  407: 'The proxy wants to know who asks: give a name and a password in http.proxy, or in the proxy variable.',
};

/** What a call said, on one line, without anything secret; empty where it said nothing. */
export function wordsOf({ stderr }: Pick<GitResult, 'stderr'>): string {
  const lines = withoutSecrets(stderr)
    .split(/[\r\n]+/)
    .map((line) => line.replace(/[\u0000-\u001f\u007f]+/g, ' ').trim())
    .filter((line) => line !== '' && !NOISE.test(line))
    .map((line) => line.replace(/^fatal: (unable to access '[^']*': )?/, '').replace(/\.$/, ''));
  const all = lines.join('; ');
  return all.length > 300 ? `${all.slice(0, 300)}…` : all;
}

const NOISE =
  /^(hint:|warning:|remote:$|error: failed to push some refs|fast-import: dumping crash report|Please make sure you have the correct access rights|and the repository exists)/;

/** The same, never empty. */
export function saidBy(result: GitResult): string {
  return wordsOf(result) || (result.code === null ? 'it was killed' : `it ended with ${result.code}`);
}

function storyOf(result: GitResult): string {
  const { status } = result.trace;
  const parts = [...(status === null || status < 400 ? [] : [`HTTP ${status}`]), saidBy(result)];
  return parts.join(': ');
}

function whatOf({ doing, url, branch }: Purpose): string {
  return `${doing} the branch ${branch} of ${withoutSecrets(url)}`;
}

/** The error of a call on the private repository, where nothing but this machine is involved. */
export function localFailure(
  args: readonly string[],
  directory: string,
  result: GitResult,
): UnavailableError {
  return new UnavailableError(
    `Git did not complete "git ${args[0]}" on this machine, in ${directory}: ${storyOf(result)}. ${ELSEWHERE}`,
    { lasting: true },
  );
}

/** The error of a branch that the server lists, and that did not come here all the same. */
export function notFetched(purpose: Purpose, directory: string, result: GitResult): UnavailableError {
  return new UnavailableError(
    `Git did not complete ${whatOf(purpose)}, which answers: ${storyOf(result)}. Unless it is the server that lacks ` +
      `something, it is this machine, in ${directory}. ${ELSEWHERE}`,
    { lasting: true },
  );
}

const ELSEWHERE = 'Where there is no room, TMPDIR may name another place.';

/** The error of a machine that has no place for the private repository. */
export function noFolder(parent: string, cause: Error): UnavailableError {
  return new UnavailableError(
    `No folder can be made in ${parent} on this machine, for what git reads: ${cause.message}. ${ELSEWHERE}`,
    { cause },
  );
}

/** The error of a machine without git. */
export function gitMissing(program: string, cause: Error): UnavailableError {
  return new UnavailableError(
    `There is no program "${program}" on this machine, and the leases are kept by git: install git ${OLDEST} or newer.`,
    { cause, lasting: true },
  );
}

/** The error of a process that could not be started. */
export function gitNotStarted(program: string, cause: Error): UnavailableError {
  return new UnavailableError(`The program "${program}" could not be started: ${cause.message}.`, { cause });
}

/** The error of a git that is too old, or of a program of this name that is something else. */
export function gitTooOld(version: string): UnavailableError {
  return new UnavailableError(
    `Git on this machine says that it is "${version}"; what is needed is git ${OLDEST} or newer.`,
    { lasting: true },
  );
}

/** The error of a push of which nobody can tell whether it was written. */
export function unavailable(purpose: Purpose, cause: Error): UnavailableError {
  return new UnavailableError(`Git did not complete ${whatOf(purpose)}: ${cause.message}.`, { cause });
}

/** The error of a branch that the server keeps. */
export function notRemoved(purpose: Purpose, cause: Error): PermissionError {
  const { branch, url } = purpose;
  const message = `The server did not let the branch ${branch} of ${withoutSecrets(url)} be removed: ${cause.message}.`;
  return new PermissionError(message, { cause });
}

/** The error of a history that was not cut. */
export function notCut(purpose: Purpose, problem: string, cause?: Error): PermissionError {
  return new PermissionError(
    `The history of the branch ${purpose.branch} of ${withoutSecrets(purpose.url)} was not cut: ${problem}. ` +
      'Nothing is lost. Either many jobs write to it right now, then run this again later; or the server takes no forced ' +
      'pushes, then allow them for this branch, or leave the cut out.',
    { cause },
  );
}
