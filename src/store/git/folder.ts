// The folder where git keeps what it reads: of a process, and no longer than that.
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { noFolder } from './faults.ts';

/** Makes a new folder in another one; throws an UnavailableError where that cannot be. */
export function newFolder(parent: string, prefix: string): string {
  try {
    return mkdtempSync(join(parent, prefix));
  } catch (error) {
    throw noFolder(parent, error as Error);
  }
}
