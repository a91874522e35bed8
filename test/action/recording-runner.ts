// A runner that keeps what it is told, for tests of what a step says.
import type { Outputs } from '../../src/action/outputs.ts';
import type { Runner } from '../../src/action/runner.ts';
import type { FoundState, SavedState } from '../../src/action/state.ts';

export interface RecordingRunner extends Runner {
  /** `kind: text`, in order. */
  readonly said: string[];
  readonly outputs: Partial<Outputs>;
  readonly states: SavedState[];
  readonly summaries: string[];
  /** Texts of the files that were written, by name. */
  readonly files: Readonly<Record<string, string>>;
  readonly failed: boolean;
}

/** Makes a runner that records; `savedState` answers with the last state that was saved, or with `found`. */
export function recordingRunner(found?: FoundState): RecordingRunner {
  const said: string[] = [];
  const states: SavedState[] = [];
  const summaries: string[] = [];
  const files: Record<string, string> = {};
  let outputs: Partial<Outputs> = {};
  let failed = false;
  const say = (kind: string) => (text: string) => void said.push(`${kind}: ${text}`);
  return {
    said,
    states,
    summaries,
    files,
    get outputs() {
      return outputs;
    },
    get failed() {
      return failed;
    },
    info: say('info'),
    debug: say('debug'),
    notice: say('notice'),
    warning: say('warning'),
    error: say('error'),
    fail(text) {
      failed = true;
      say('fail')(text);
    },
    maskToken: () => undefined,
    setOutputs: (more) => void (outputs = { ...outputs, ...more }),
    clearState: () => void states.splice(0),
    saveState: (state) => void states.push(state),
    savedState() {
      if (found !== undefined) return found;
      const state = states.at(-1);
      return state === undefined ? { kind: 'none' } : { kind: 'found', state };
    },
    nonce: () => '0123456789ab',
    async writeFile(name, text) {
      files[name] = text;
      return `/runner/temp/${name}`;
    },
    writeSummary: async (markdown) => void summaries.push(markdown),
  };
}
