// The place of the table in the README: between two comments.
const START = '<!-- bench:start -->';
const END = '<!-- bench:end -->';

/** The README with the table in its place; fails where there is none, or more than one. */
export function insertTable(readme: string, table: string): string {
  const parts = readme.split(START);
  const [before, rest] = parts;
  const after = rest?.split(END);
  if (before === undefined || parts.length !== 2 || after?.length !== 2)
    throw new Error(`README.md must have one ${START} and, after it, one ${END}.`);
  return `${before}${START}\n\n${table}\n\n${END}${after[1]}`;
}
