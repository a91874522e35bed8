// The contract of stores on a repository that a real server serves.
import { afterAll, describe } from 'vitest';
import { describeStore } from './contract.ts';
import { GitPlace, type Place, type Transport } from './git-place.ts';

/** Declares the contract for stores on the repository of a place; each test has a branch of its own. */
export function describeGit(name: string, isTrusted: boolean, place: () => Promise<Place>): void {
  let count = 0;
  describeStore(`on plain git (${name}, ${isTrusted ? '' : 'not '}trusted)`, async () => {
    const opened = await place();
    const { origin } = opened;
    const branch = `locks/ref-lease-${++count}`;
    return {
      store: await opened.store({ branch, isTrusted }),
      secondStore: await opened.store({ branch, isTrusted }),
      deleteBranch: async () => void (await origin.git('update-ref', '-d', `refs/heads/${branch}`)),
      putRaw: (path, text) => origin.put(branch, path, text),
      raw: (path) => origin.file(branch, path),
      cleanup: async () => {},
    };
  });
}

/** The contract on what git itself serves. */
export function describeServed(by: Transport, isTrusted: boolean, format: 'sha1' | 'sha256'): void {
  describe(`served by ${by}`, () => {
    let place: Promise<GitPlace> | undefined;
    afterAll(async () => (await place)?.[Symbol.asyncDispose]());
    describeGit(
      `${by}, ${format}`,
      isTrusted,
      () => (place ??= GitPlace.open(by, `--object-format=${format}`)),
    );
  });
}
