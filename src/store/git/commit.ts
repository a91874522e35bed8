// Making commits in the private repository, by one process for any number of them. Nothing is sent.
import type { Version } from '../../lease/identifiers.ts';
import type { Instant } from '../../lease/instant.ts';
import { textOf } from '../commit-text.ts';
import type { Changes } from '../files.ts';
import type { CommitMessage } from '../store.ts';
import { MADE, type Mirror } from './mirror.ts';

/** Who writes the commits, whoever asked for it: what they say tells that. */
const AUTHOR = 'ref-lease <noreply@ref-lease.invalid>';

/** Makes one commit on `parent`, or one without a parent. */
export async function makeCommit(
  mirror: Mirror,
  commit: {
    readonly parent: Version | null;
    readonly changes: Changes;
    readonly message: CommitMessage;
    readonly now: Instant;
  },
  signal: AbortSignal | undefined,
): Promise<Version> {
  const { parent, changes, message, now } = commit;
  return importCommits(
    mirror,
    [
      `commit ${MADE}\nmark :1\ncommitter ${AUTHOR} ${Math.floor(now)} +0000\n`,
      ...data(Buffer.from(textOf(message))),
      ...(parent === null ? [] : [`from ${parent}\n`]),
      ...changes.deletions.map((path) => `D ${path}\n`),
      ...changes.additions.flatMap(({ path, text }) => [
        `M 100644 inline ${path}\n`,
        ...data(Buffer.from(text)),
      ]),
    ],
    signal,
  );
}

/** Makes these commits anew, one on the other, the first of them on none. The same ones give the same one again. */
export async function remakeCommits(
  mirror: Mirror,
  commits: readonly Buffer[],
  signal: AbortSignal | undefined,
): Promise<Version> {
  const made = commits.flatMap((commit) => {
    const end = commit.indexOf('\n\n');
    const headers = commit.toString('utf8', 0, end).split('\n');
    const header = (name: string) => headers.find((line) => line.startsWith(`${name} `))!;
    const tree = header('tree').slice('tree '.length);
    return [
      `commit ${MADE}\nmark :1\n${header('author')}\n${header('committer')}\n`,
      ...data(commit.subarray(end + 2)),
      `M 040000 ${tree} \n`,
    ];
  });
  return importCommits(mirror, made, signal);
}

async function importCommits(
  mirror: Mirror,
  stream: readonly (string | Buffer)[],
  signal: AbortSignal | undefined,
): Promise<Version> {
  const input = Buffer.concat([...stream, 'get-mark :1\n'].map((part) => Buffer.from(part)));
  const args = ['fast-import', '--quiet', '--force', '--date-format=raw'];
  return (await mirror.ask(args, { input, signal })).toString().trim();
}

function data(bytes: Buffer): (string | Buffer)[] {
  return [`data ${bytes.length}\n`, bytes, '\n'];
}
