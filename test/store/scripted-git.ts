// A git that answers what a test has written down for each command, and a record of what it was asked.
import type { Git, GitCall, GitResult } from '../../src/store/git/git.ts';
import { gitStore, type GitOptions } from '../../src/store/git/git-store.ts';

/** What one command leaves behind, where it is not success without a word. */
export interface Scripted extends Partial<Omit<GitResult, 'stdout' | 'trace'>> {
  readonly stdout?: string;
  readonly trace?: Partial<GitResult['trace']>;
}

/** The answers of each command, in order; the last one is given again and again. */
export type Script = Readonly<Record<string, readonly Scripted[]>>;

const COMMIT = 'c'.repeat(40);

/** What the commands say where everything is fine: a branch without files. */
const FINE: Script = {
  '--version': [{ stdout: 'git version 2.39.5\n' }],
  'rev-parse': [{ stdout: `${'a'.repeat(40)}\n` }],
  'fast-import': [{ stdout: `${COMMIT}\n` }],
};

/** A result as the port gives it. */
export function resultOf({ stdout = '', trace, ...rest }: Scripted): GitResult {
  return {
    code: 0,
    stderr: '',
    ...rest,
    stdout: Buffer.from(stdout),
    trace: { isHttp: false, status: null, format: null, hasPacked: false, isWhole: true, ...trace },
  };
}

/** The command of a call: `fetch`. */
export function commandOf({ args }: GitCall): string {
  return args.find((each) => !each.startsWith('--git-dir=')) ?? '';
}

/** The {@link Git} of this script. */
export function scriptedGit(script: Script): { readonly git: Git; readonly calls: GitCall[] } {
  const calls: GitCall[] = [];
  const asked = new Map<string, number>();
  const git: Git = async (call) => {
    calls.push(call);
    const command = commandOf(call);
    const answers = script[command] ?? FINE[command] ?? [{}];
    const count = asked.get(command) ?? 0;
    asked.set(command, count + 1);
    return resultOf(answers[Math.min(count, answers.length - 1)]!);
  };
  return { git, calls };
}

/** The store of the branch `ref-lease` on this script. */
export function scriptedGitStore(script: Script, options: Partial<GitOptions> = {}) {
  const { git, calls } = scriptedGit(script);
  const store = gitStore({
    git,
    url: 'https://octocat:secret@git.test/octo/locks.git',
    branch: 'ref-lease',
    directory: '/private',
    isTrusted: true,
    render: (board) => `${board.leases.size} leases\n`,
    ...options,
  });
  return { store, calls };
}
