// The real client on the stand-in for GitHub, for one test after another.
import { Budget } from '../../src/github/budget.ts';
import { connect, type Client, type ConnectOptions } from '../../src/github/client.ts';
import { GitHubClock } from '../../src/github/clock.ts';
import { machineClock } from '../../src/machine-clock.ts';
import type { GitHub } from '../support/github/github.ts';

/** A client that does not wait long before it repeats a read. */
export function clientOf(github: GitHub, options: Partial<ConnectOptions> = {}): Client {
  const { token, apiUrl, graphqlUrl } = github;
  const clock = new GitHubClock(machineClock);
  const budget = new Budget();
  const common = { token, apiUrl, graphqlUrl, version: '0.0.0', clock, budget, retryDelay: 0.001 };
  return connect({ ...common, ...options });
}

/** Ends the server; fails where a call was not as GitHub describes it. */
export async function closed(github: GitHub): Promise<void> {
  await github.close();
  const problems = [...github.violations, ...github.unexpected];
  if (problems.length > 0) throw new Error(problems.join('\n'));
}
