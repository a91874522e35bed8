// The bytes of git's trees and commits, read and written. Knows nothing of where they are kept.

/** One line of a tree. */
export interface TreeEntry {
  readonly mode: string;
  readonly name: string;
  readonly oid: string;
}

/** Who wrote a commit, and when. */
export interface Person {
  readonly name: string;
  readonly email: string;
  /** Seconds since 1970. */
  readonly at: number;
}

/** A commit, as its object says. */
export interface Commit {
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Person;
  readonly committer: Person;
  readonly message: string;
}

/** The type of the object that a tree entry of this mode names. */
export function typeOfMode(mode: string): 'blob' | 'tree' | 'commit' {
  if (mode === '40000') return 'tree';
  return mode === '160000' ? 'commit' : 'blob';
}

/** Reads the entries of a tree object. */
export function parseTree(content: Buffer): TreeEntry[] {
  const entries: TreeEntry[] = [];
  for (let at = 0; at < content.length;) {
    const space = content.indexOf(0x20, at);
    const end = content.indexOf(0, space);
    entries.push({
      mode: content.toString('utf8', at, space),
      name: content.toString('utf8', space + 1, end),
      oid: content.toString('hex', end + 1, end + 21),
    });
    at = end + 21;
  }
  return entries;
}

/** Writes a tree object; git sorts a directory as if its name ended in a slash. */
export function formatTree(entries: readonly TreeEntry[]): Buffer {
  const key = (entry: TreeEntry) => Buffer.from(entry.mode === '40000' ? `${entry.name}/` : entry.name);
  const sorted = entries.map((entry) => ({ entry, key: key(entry) }));
  sorted.sort((a, b) => Buffer.compare(a.key, b.key));
  return Buffer.concat(
    sorted.flatMap(({ entry }) => [
      Buffer.from(`${entry.mode} ${entry.name}\0`),
      Buffer.from(entry.oid, 'hex'),
    ]),
  );
}

/** Reads a commit object. */
export function parseCommit(content: Buffer): Commit {
  const text = content.toString('utf8');
  const end = text.indexOf('\n\n');
  const headers = text
    .slice(0, end)
    .split('\n')
    .map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)] as const);
  const header = (name: string) => headers.find(([key]) => key === name)?.[1] ?? '';
  return {
    tree: header('tree'),
    parents: headers.filter(([key]) => key === 'parent').map(([, oid]) => oid),
    author: parsePerson(header('author')),
    committer: parsePerson(header('committer')),
    message: text.slice(end + 2),
  };
}

/** Writes a commit object, in UTC. */
export function formatCommit(commit: Commit): Buffer {
  const lines = [
    `tree ${commit.tree}`,
    ...commit.parents.map((parent) => `parent ${parent}`),
    `author ${formatPerson(commit.author)}`,
    `committer ${formatPerson(commit.committer)}`,
  ];
  return Buffer.from(`${lines.join('\n')}\n\n${commit.message}`);
}

function parsePerson(text: string): Person {
  const match = /^(.*) <(.*)> (\d+) [+-]\d{4}$/.exec(text);
  return { name: match?.[1] ?? '', email: match?.[2] ?? '', at: Number(match?.[3] ?? 0) };
}

function formatPerson(person: Person): string {
  const clean = (text: string) => text.replace(/[<>\n\0]/g, '');
  return `${clean(person.name)} <${clean(person.email)}> ${Math.floor(person.at)} +0000`;
}
