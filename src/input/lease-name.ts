// Names: of a lease, of a branch, of a repository.
//
// A lease is usually named after a branch, so its name follows git's rules for a part of a ref name; the check is
// pure and asks no git. Two leases never look alike, so a name has no character that cannot be seen. What is allowed
// here may still need escaping where it is shown.
import { fileNameOf, LONGEST_FILE_NAME } from '../lease/board.ts';
import { quoted } from '../text/printable.ts';

const LONGEST_NAME = 200;

/** Completes "it must be": what {@link leaseNameProblem} accepts. */
export const LEASE_NAME_FORM = `a valid part of a ref name, such as staging or release/1.2, of at most ${LONGEST_NAME} bytes`;

/** Completes "it must be": what {@link branchNameProblem} accepts. */
export const BRANCH_NAME_FORM = `the name of a branch without refs/heads/, such as ref-lease, of at most ${LONGEST_NAME} bytes`;

/** Says what keeps a text from being the name of a lease; `null` where nothing does. `all`: how all leases are meant. */
export function leaseNameProblem(name: string, all: string): string | null {
  if (name === '*') return `it is reserved: ${all}`;
  return refNameProblem(name) ?? hiddenProblem(name) ?? fileNameProblem(name);
}

/** Says which character of a name cannot be seen; `null` where there is none. */
export function hiddenProblem(name: string): string | null {
  const hidden = /[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/u.exec(name)?.[0];
  return hidden === undefined ? null : `it has a character that cannot be seen (${quoted(hidden)})`;
}

function fileNameProblem(name: string): string | null {
  const bytes = fileNameOf(name).length;
  if (bytes <= LONGEST_FILE_NAME) return null;
  return `its file on the lock branch would have a name of ${bytes} bytes, and ${LONGEST_FILE_NAME} are allowed`;
}

/** Says what keeps a text from being the name of a branch; `null` where nothing does. */
export function branchNameProblem(name: string): string | null {
  if (name.startsWith('refs/')) return 'it must not begin with "refs/"';
  if (name.startsWith('-')) return 'it must not begin with "-"';
  if (name === 'HEAD' || name === '@') return 'git reserves that name';
  return refNameProblem(name);
}

/** A repository as the API names it. */
export interface Repository {
  readonly owner: string;
  readonly repo: string;
}

/** Completes "it must be": what {@link parseRepository} accepts. */
export const REPOSITORY_FORM =
  'owner/name, such as octo/shop, without the address of the server and without .git';

/** Splits `owner/name`; `null` where the text is anything else. */
export function parseRepository(text: string): Repository | null {
  const match = /^([A-Za-z0-9_-]{1,100})\/([A-Za-z0-9._-]{1,100})$/.exec(text);
  const [, owner = '', repo = ''] = match ?? [];
  return match === null || /^\.\.?$|\.git$/i.test(repo) ? null : { owner, repo };
}

// The rules of `git check-ref-format` for `refs/<somewhere>/<name>`.
function refNameProblem(name: string): string | null {
  if (Buffer.byteLength(name) > LONGEST_NAME) return `it is longer than ${LONGEST_NAME} bytes`;
  if (!name.isWellFormed()) return 'it is not well-formed Unicode';
  if (/[\u0000-\u001f\u007f]/u.test(name)) return 'it has a control character';
  const character = /[ ~^:?*[\\]/.exec(name)?.[0];
  if (character !== undefined) return `it has the character "${character}"`;
  for (const sequence of ['..', '@{']) {
    if (name.includes(sequence)) return `it has "${sequence}"`;
  }
  for (const part of name.split('/')) {
    if (part === '') return 'one of its parts is empty';
    if (part.startsWith('.')) return 'one of its parts begins with "."';
    if (part.endsWith('.lock')) return 'one of its parts ends with ".lock"';
  }
  return name.endsWith('.') ? 'it ends with "."' : null;
}
