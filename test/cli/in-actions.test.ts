// What the Actions runner makes of what a command prints in a step of a job: it obeys nothing that others have written.
import { describe, expect, it } from 'vitest';
import { aRequest, registers } from '../engine/world.ts';
import { StepLog } from '../support/runner/step-log.ts';
import { aShell, type Shell } from './shell.ts';

const COMMAND = '##[set-output name=deploy]yes';
const HOLDER = aRequest(7, {
  actor: COMMAND,
  payload: COMMAND,
  parameters: { ...aRequest(7).parameters, accepts: ['a##[error]b'] },
});
const ENTRY = { sha: 'a'.repeat(40), at: 1_795_168_800, subject: `lock staging: ${COMMAND}` };
const FINDING = { commit: 'c'.repeat(40), lease: 'staging', promise: 'S1', what: COMMAND } as const;
const COUNTS = {
  commits: 1,
  grants: 1,
  unreadable: 0,
  success: 0,
  failure: 0,
  completed: 0,
  withdrawn: 0,
  evicted: 0,
};

function held(): Shell {
  const shell = aShell({
    around: {
      history: async () => [ENTRY],
      audit: async () => ({ findings: [FINDING], unreadable: [], counts: COUNTS }),
    },
  });
  shell.write(
    registers(HOLDER),
    { kind: 'grant', id: HOLDER.id, slots: ['a##[error]b'] },
    { kind: 'lock', lock: { reason: COMMAND, actor: 'mona', at: 1_795_168_800, until: null, run_url: '' } },
  );
  return shell;
}

describe('text of others in what is printed starts no command', () => {
  it.each([
    ['status', 'set-output'],
    ['status --json', COMMAND.slice(3)],
    ['status --metrics', 'error]b'],
    ['log', 'set-output'],
    ['log --json', COMMAND.slice(3)],
    ['audit', 'set-output'],
    ['audit --json', COMMAND.slice(3)],
    ['acquire -l staging --hold 1h --slots "a##[error]b,c" --take 1 -n', 'unset'],
  ])('%s', async (line, shown) => {
    const { stdout } = await held().run(line);
    expect(stdout).toContain(shown);
    const log = new StepLog();
    for (const each of stdout.split('\n')) log.add(each);
    expect(log.plain).toEqual(log.lines);
  });

  it.each([
    ['', "'eu##''[error]'"],
    [' --json', String.raw`["eu##\u005berror]"]`],
  ])('acquire%s of slots that others have named', async (flag, shown) => {
    const { stdout } = await aShell().run(`acquire -l staging --hold 1h --slots "eu##[error]"${flag}`);
    expect(stdout).toContain(shown);
    const log = new StepLog();
    log.add(stdout.trimEnd());
    expect(log.plain).toEqual(log.lines);
  });
});
