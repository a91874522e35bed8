// A runner that keeps what it is told, for tests of what a step says.
import type { Outputs } from '../../src/commands/outcome.ts';
import type { Runner } from '../../src/action/runner.ts';

export interface RecordingRunner extends Runner {
  /** `kind: text`, in order. */
  readonly said: string[];
  readonly outputs: Partial<Outputs>;
  readonly summaries: string[];
  /** Texts of the files that were written, by name. */
  readonly files: Readonly<Record<string, string>>;
  readonly failed: boolean;
}

/** Makes a runner that records what a step says, and keeps no state. */
export function recordingRunner(): RecordingRunner {
  const said: string[] = [];
  const summaries: string[] = [];
  const files: Record<string, string> = {};
  let outputs: Partial<Outputs> = {};
  let failed = false;
  const say = (kind: string) => (text: string) => void said.push(`${kind}: ${text}`);
  return {
    said,
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
    fail(text) {
      failed = true;
      say('fail')(text);
    },
    maskSecrets: () => undefined,
    begin: () => undefined,
    setOutputs: (more) => void (outputs = { ...outputs, ...more }),
    saveEnv: () => undefined,
    saveState: () => undefined,
    savedState: () => '',
    nonce: () => '0123456789ab',
    countUse: () => undefined,
    async writeFile(name, text) {
      files[name] = text;
      return `/runner/temp/${name}`;
    },
    writeSummary: async (markdown) => void summaries.push(markdown),
  };
}
