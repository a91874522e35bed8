// The store on plain git passes the contract, on what the real git serves.
import { afterAll } from 'vitest';
import { describeGit } from './git-contract.ts';
import { GitPlace, type Transport } from './git-place.ts';

const places: Promise<GitPlace>[] = [];
afterAll(async () => {
  for (const place of places) await (await place)[Symbol.asyncDispose]();
});

function describeServed(by: Transport, isTrusted: boolean, format: 'sha1' | 'sha256'): void {
  let place: Promise<GitPlace> | undefined;
  const open = () => {
    if (place === undefined) places.push((place = GitPlace.open(by, `--object-format=${format}`)));
    return place;
  };
  describeGit(`${by}, ${format}`, isTrusted, open);
}

describeServed('a path', false, 'sha1');
describeServed('git daemon', true, 'sha1');
describeServed('git http-backend', true, 'sha256');
