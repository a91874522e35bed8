// The port to the program git: one call is one process.

/** What a person calls `git …`. */
export interface GitCall {
  readonly args: readonly string[];
  /** What git reads; nothing unless given. */
  readonly input?: Uint8Array;
  /** The call speaks to the server: its {@link Trace} is wanted, and it must not last for ever. */
  readonly isRemote?: boolean;
  /** The trace shows the packets of the protocol as well. */
  readonly showsPackets?: boolean;
  /** Ends the process, and those that it has started. */
  readonly signal?: AbortSignal | undefined;
}

/** What git and its children tell programs about themselves. No word in it is for people. */
export interface Trace {
  /** The server is reached by HTTP, which says by a status what it thinks of a request. */
  readonly isHttp: boolean;
  /** The last such status; `null`: there was no answer, or it is another transport. */
  readonly status: number | null;
  /** The format of the objects that the server has named; `null`: none, or its packets were not shown. */
  readonly format: string | null;
  /** A pack was begun: the server may have got something to write. */
  readonly hasPacked: boolean;
  /** Nothing is missing: git and all who write to the trace are over. */
  readonly isWhole: boolean;
}

/** What one call left behind. */
export interface GitResult {
  /** `null`: it was killed. */
  readonly code: number | null;
  readonly stdout: Buffer;
  /** The end of what it says to people. Decides nothing. */
  readonly stderr: string;
  readonly trace: Trace;
  /** Why it was ended before its time: the reason of the signal, or an UnavailableError. */
  readonly stopped?: { readonly reason: unknown };
}

/** Runs git. Rejects only where no process was started, with an UnavailableError. */
export type Git = (call: GitCall) => Promise<GitResult>;

/** Runs git to its end; rejects with the reason where it was ended before. */
export async function finished(git: Git, call: GitCall): Promise<GitResult> {
  const result = await git(call);
  if (result.stopped !== undefined) throw result.stopped.reason;
  return result;
}
