// The port to the Actions runner, and its implementation by @actions/core.
//
// Text may be untrusted: it is made printable here, so that no line of it can be a workflow command. Files of the
// runner are its own: a summary that cannot be written is a warning, everything else that fails is thrown, each time
// with the file that cannot be used.
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as core from '@actions/core';
import { STATE_NAME, type Env } from './environment.ts';
import { newNonce } from '../input/identity.ts';
import { countedUse, NONCE_VARIABLE, nonceOf } from './identity.ts';
import { MAIN_ENV_NAME, printMainEnv } from './main-env.ts';
import type { Outputs } from '../commands/outcome.ts';
import { outputTexts } from './outputs.ts';
import { bounded, printable } from '../text/printable.ts';
import { requireWritable } from './requirements.ts';
import { secretsOf } from './secrets.ts';
import { parseState, printState, type SavedState } from './state.ts';

/** What a step can say to the runner. */
export type Runner = ReturnType<typeof actionsRunner>;

/** The heading of annotations. */
const TITLE = 'ref-lease';

// GitHub cuts annotations at 64 KB, and nobody reads that much.
const LONGEST_ANNOTATION = 4096;

function annotation(text: string): string {
  return bounded(printable(text), LONGEST_ANNOTATION);
}

function warning(text: string): void {
  core.warning(annotation(text), { title: TITLE });
}

function save(env: Env, name: string, text: string): void {
  requireWritable(env, 'GITHUB_STATE');
  core.saveState(name, text);
}

function exportVariable(env: Env, name: string, text: string): void {
  requireWritable(env, 'GITHUB_ENV');
  core.exportVariable(name, text);
}

function exportedNonce(env: Env): string {
  const nonce = newNonce();
  try {
    exportVariable(env, NONCE_VARIABLE, nonce);
  } catch (error) {
    warning(
      `${problemOf(error)} Later steps of this job do not know what this one asks for: give \`guard\` and \`release\` its ` +
        'outputs request-id and fencing-token, and ask for a lease in one step only.',
    );
  }
  return nonce;
}

function problemOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The runner that has started this process. */
export function actionsRunner(env: Env) {
  return {
    /** Writes to the log. */
    info: (text: string): void => core.info(printable(text)),
    /** Writes to the log where the workflow asks for debug messages. */
    debug: (text: string): void => core.debug(printable(text)),
    /** Writes to the log, and beside the run as an annotation. */
    notice: (text: string): void => core.notice(annotation(text), { title: TITLE }),
    warning,
    /** Writes an error and ends the step as failed, once it ends: what core.setFailed does, with a title. */
    fail(text: string): void {
      process.exitCode = core.ExitCode.Failure;
      core.error(annotation(text), { title: TITLE });
    },
    /** Keeps the secrets of the step out of all logs from here on; to be called first. */
    maskSecrets(): void {
      for (const secret of secretsOf(env)) core.setSecret(secret);
    },
    /** Throws where a file is missing that the step needs, and leaves nothing for the post step; to be called early. */
    begin(): void {
      requireWritable(env, 'GITHUB_OUTPUT');
      // What main saves takes the place of a variable of that name, which any earlier or later step can set.
      for (const name of [STATE_NAME, MAIN_ENV_NAME]) save(env, name, '');
    },
    /** Sets outputs of the step; `result` follows `status`. */
    setOutputs(outputs: Partial<Outputs>): void {
      requireWritable(env, 'GITHUB_OUTPUT');
      for (const [name, text] of outputTexts(outputs)) core.setOutput(name, text);
    },
    /** Leaves the token of the step, and its way to the server, sealed for its post step. */
    saveEnv: (): void => save(env, MAIN_ENV_NAME, printMainEnv(env)),
    /** Leaves a state for the post step; the last one counts. */
    saveState: (state: SavedState): void => save(env, STATE_NAME, printState(state)),
    /** In a post step: what main has left, or why that cannot be read. */
    savedState: (): SavedState | string => parseState(core.getState(STATE_NAME)),
    /**
     * The random part of this job's ids: that of an earlier step, or a new one that later steps will find, where there is a
     * file to tell them by.
     */
    nonce: (): string => nonceOf(env) ?? exportedNonce(env),
    /** Counts this use of a lease for later steps of the same composite action, which have the same name. */
    countUse(): void {
      const counted = countedUse(env);
      if (counted !== null) exportVariable(env, counted.variable, counted.count);
    },
    /** Writes a file for later steps of the job, and returns its path. */
    async writeFile(name: string, text: string): Promise<string> {
      const path = join(await mkdtemp(join(env['RUNNER_TEMP'] || tmpdir(), 'ref-lease-')), name);
      await writeFile(path, text);
      return path;
    },
    /** Replaces the summary of this step, which is not longer than GitHub shows. Never throws. */
    async writeSummary(markdown: string): Promise<void> {
      try {
        requireWritable(env, 'GITHUB_STEP_SUMMARY');
        await core.summary.emptyBuffer().addRaw(markdown).write({ overwrite: true });
      } catch (error) {
        warning(`The step summary was not written: ${problemOf(error)}`);
      }
    },
  };
}

/**
 * Aborted at the first signal of a cancellation: SIGINT, 7.5 s later SIGTERM, 2.5 s later the process is killed. Keeps the
 * process alive until it ends by itself.
 */
export function cancellation(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => controller.abort(new Error('cancelled')));
  }
  return controller.signal;
}
