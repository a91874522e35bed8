// The store on plain git passes the contract, on what the real git serves; `npm run servers` has more servers.
import { describeServed } from './git-contract.ts';

describeServed('a path', false, 'sha1');
