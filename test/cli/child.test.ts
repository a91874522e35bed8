// The command of `run` as a real process: how it is told that it was not started.
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startChild } from '../../src/cli/child.ts';

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'ref-lease-child-'));
  writeFileSync(join(root, 'plain'), 'exit 3\n');
  writeFileSync(join(root, 'alien'), '#!/no/such/interpreter\n');
  chmodSync(join(root, 'alien'), 0o755);
});
afterAll(() => rmSync(root, { recursive: true }));

const start = (...command: readonly string[]) => startChild(command, { env: process.env, foreground: false });

it('ends with the status of the command', async () => {
  expect(await start('sh', '-c', 'exit 3').ended).toEqual({ status: 3, problem: null });
  expect(await start('sh', '-c', 'kill -TERM $$').ended).toEqual({ status: 143, problem: null });
});

it.each([
  ['nowhere-to-be-found', 127, 'it is not there, .* Check its name, and the PATH'],
  ['alien', 127, 'the interpreter is not that its first line names'],
  ['plain', 126, 'may not be executed. Allow it by chmod \\+x'],
  ['.', 126, 'it is a folder'],
  ['plain/more', 126, 'a part of its path is no folder'],
])('ends as a shell would where it was not started, and says what to do: %s', async (name, status, said) => {
  const file = name === 'nowhere-to-be-found' ? name : join(root, name);
  const child = start(file);
  const { problem, ...ended } = await child.ended;
  expect(ended).toEqual({ status });
  expect(problem).toMatch(new RegExp(`^The command ${file} was not started: .*${said}.*\\.$`));
  // Nothing is there to be signalled.
  child.signal('SIGKILL');
});

it('is not started with more than a process may be given, and with what Node does not take', async () => {
  const { status, problem } = await start('sh', '-c', ':', 'x'.repeat(4_000_000)).ended;
  expect([status, problem]).toEqual([126, expect.stringContaining('too long together')]);
  const nul = await start('a\0b').ended;
  expect(nul).toEqual({ status: 126, problem: expect.stringContaining('null bytes') });
});
