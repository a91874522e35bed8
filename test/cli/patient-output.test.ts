// Words on a pipe that nobody reads: nothing waits for them, and what is kept of them has a bound.
import { spawnSync } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { patient } from '../../src/cli/patient-output.ts';

const { O_RDWR, O_NONBLOCK, O_RDONLY } = constants;

let folder = '';
let path = '';
const opened: number[] = [];
const open = (flags: number): number => {
  const descriptor = openSync(path, flags);
  opened.push(descriptor);
  return descriptor;
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ref-lease-words-'));
  path = join(folder, 'words');
  if (spawnSync('mkfifo', [path]).status !== 0) throw new Error('no mkfifo');
});

afterEach(() => {
  for (const descriptor of opened.splice(0)) closeSync(descriptor);
  rmSync(folder, { recursive: true });
});

/** Everything that can be read at once. */
function drained(reader: number): string {
  const part = Buffer.alloc(1 << 20);
  const text: string[] = [];
  for (;;) {
    try {
      const bytes = readSync(reader, part);
      if (bytes === 0) return text.join('');
      text.push(part.toString('utf8', 0, bytes));
    } catch {
      return text.join('');
    }
  }
}

const stream = { write: () => expect.unreachable('this would wait'), isTTY: false, columns: 80 };
const line = (number: number): string => `line ${number} ${'x'.repeat(1000)}\n`;

it('waits for nobody, keeps what has room, and writes it when somebody reads on', async () => {
  const writer = open(O_RDWR);
  const reader = open(O_RDONLY | O_NONBLOCK);
  const words = patient(stream, writer);
  for (let number = 0; number < 1000; number += 1) words.write(line(number));
  await words.settled();
  const first = drained(reader);
  words.write('last');
  await words.settled();
  const all = first + drained(reader);
  const lines = Array.from({ length: 1000 }, (_, number) => line(number)).join('');
  expect(lines.startsWith(all.slice(0, -4))).toBe(true);
  expect(all.length).toBeGreaterThan(first.length + 60_000);
  expect(all.length).toBeLessThan(1 << 18);
  expect(words).toMatchObject({ isTTY: false, columns: 80 });
});

it('drops what nobody can read any more', async () => {
  const reader = open(O_RDONLY | O_NONBLOCK);
  const writer = open(O_RDWR);
  const words = patient(stream, writer);
  words.write('read');
  expect(drained(reader)).toBe('read');
  for (const descriptor of opened.splice(0)) closeSync(descriptor);
  words.write('to nobody');
  await words.settled();
});

it('writes to a file as ever', () => {
  const written: string[] = [];
  const file = openSync(join(folder, 'file'), 'w');
  opened.push(file);
  const words = patient({ write: (text) => written.push(text), isTTY: false }, file);
  words.write('kept');
  expect([written, words.columns]).toEqual([['kept'], 0]);
});
