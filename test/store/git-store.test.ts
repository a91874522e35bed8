// The store on plain git passes the contract, on what the real git serves.
import { describeStore } from './contract.ts';
import { openGit } from './git-place.ts';

describeStore('on plain git (a path)', () => openGit('a path', true));
describeStore('on plain git (git daemon)', () => openGit('git daemon', true));
describeStore('on plain git (http-backend, SHA-256, a server that is not trusted)', () =>
  openGit('git http-backend', false, '--object-format=sha256'),
);
