// The store on plain git passes the contract, on what the real git serves.
import { afterAll } from 'vitest';
import { describeStore } from './contract.ts';
import { GitPlace, type Transport } from './git-place.ts';

const places: GitPlace[] = [];
afterAll(() => Promise.all(places.map((place) => place[Symbol.asyncDispose]())));

/** Declares the contract for stores on one repository; each test has a branch of its own. */
function describeGit(by: Transport, isTrusted: boolean, format: 'sha1' | 'sha256'): void {
  let place: GitPlace | undefined;
  let count = 0;
  describeStore(`on plain git (${by}, ${format}, ${isTrusted ? '' : 'not '}trusted)`, async () => {
    if (place === undefined) places.push((place = await GitPlace.open(by, `--object-format=${format}`)));
    const { origin } = place;
    const branch = `locks/ref-lease-${++count}`;
    return {
      store: await place.store({ branch, isTrusted }),
      secondStore: await place.store({ branch, isTrusted }),
      deleteBranch: async () => void (await origin.git('update-ref', '-d', `refs/heads/${branch}`)),
      putRaw: (path, text) => origin.put(branch, path, text),
      raw: (path) => origin.file(branch, path),
      cleanup: async () => {},
    };
  });
}

describeGit('a path', false, 'sha1');
describeGit('git daemon', true, 'sha1');
describeGit('git http-backend', true, 'sha256');
