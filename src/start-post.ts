// The entry of the post step: without a state there is nothing to do, and nothing is loaded.
import { STATE_NAME } from './action/environment.ts';

if (process.env[`STATE_${STATE_NAME}`]) await import('./post.ts');
