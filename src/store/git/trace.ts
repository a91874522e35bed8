// Reads the traces of git that are for programs: the events of trace2, the headers of HTTP, the packets of its protocol.
//
// Of headers the status is kept and nothing else; git itself takes the credentials out. A line may be broken where two
// processes write at once, so that a pack was begun is read off any mention of the program that makes one.
import type { Trace } from './git.ts';

/** What a server says of its objects before it says anything else; one that says nothing has those of SHA-1. */
const FORMAT_PACKET = /packet: .*< .*\bobject-format=(\w+)/;
const STATUS_LINE = /<= Recv header: HTTP\/[\d.]+ (\d{3})\b/;

/** Longest line that is looked at, in characters. */
const LONGEST_LINE = 64 * 1024;

/** The environment that lets git write its traces to this file descriptor. */
export function traceEnvironment(descriptor: number, showsPackets: boolean): Record<string, string> {
  return {
    ...(showsPackets ? { GIT_TRACE_PACKET: String(descriptor) } : {}),
    GIT_TRACE2_EVENT: String(descriptor),
    GIT_TRACE_CURL: String(descriptor),
    GIT_TRACE_CURL_NO_DATA: '1',
    GIT_TRACE_REDACT: '1',
  };
}

/** Takes the traces in as they come. */
export class TraceReader {
  #isHttp = false;
  #status: number | null = null;
  #format: string | null = null;
  #hasPacked = false;
  #rest = '';

  push(chunk: string): void {
    const lines = (this.#rest + chunk).split('\n');
    this.#rest = lines.pop()!.slice(-LONGEST_LINE);
    for (const line of lines) this.#take(line);
  }

  /** What has been read so far. */
  trace(isWhole: boolean): Trace {
    return {
      isHttp: this.#isHttp,
      status: this.#status,
      format: this.#format,
      hasPacked: this.#hasPacked,
      isWhole,
    };
  }

  #take(line: string): void {
    const status = STATUS_LINE.exec(line)?.[1];
    if (status !== undefined) this.#status = Number(status);
    if (line.includes('"remote-http')) this.#isHttp = true;
    this.#format ??= FORMAT_PACKET.exec(line)?.[1] ?? null;
    if (line.includes('"pack-objects"')) this.#hasPacked = true;
  }
}
