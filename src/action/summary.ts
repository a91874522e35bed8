// The step summary: its limit.

/** What GitHub shows of a step's summary: 1 MiB. It shows nothing of one that is longer. */
export const SUMMARY_LIMIT = 1024 * 1024;

const CUT = '\n\n_The rest is cut: GitHub shows no longer summary._\n';

/** The Markdown, cut after its last line that fits into `limit` bytes, with a note where that leaves something out. */
export function boundedSummary(markdown: string, limit = SUMMARY_LIMIT): string {
  const bytes = Buffer.from(markdown);
  if (bytes.length <= limit) return markdown;
  const room = bytes.subarray(0, Math.max(0, limit - Buffer.byteLength(CUT)));
  const end = room.lastIndexOf('\n');
  return `${end === -1 ? '' : room.toString('utf8', 0, end)}${CUT}`;
}
