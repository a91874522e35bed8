// Runs whose token GitHub makes read-only, whatever the workflow says: what their refusals need besides a permission.
import { readInput, type Env } from './environment.ts';
import type { PullRequestEvent } from './event.ts';
import { readJsonObject } from './requirements.ts';

/** What a person must know where a run was refused something; empty where nothing is special about the run. */
export function readOnlyAdvice(env: Env): string {
  const repository = env['GITHUB_REPOSITORY'] ?? '';
  if (isForeign(readInput(env, 'repository'), repository)) return '';
  if (env['GITHUB_ACTOR'] === 'dependabot[bot]') {
    return (
      'Dependabot started this run: its token only reads unless "permissions" says more, and it is given the secrets of ' +
      'Dependabot instead of those of Actions. Under pull_request_target its token only reads in any case.'
    );
  }
  if (isOfFork(env, repository)) {
    return (
      'This run is for a pull request from a fork: its token only reads, whatever "permissions" says. Take the lease in ' +
      'the merge queue or on push, where the code has been reviewed, and leave the step out here by if: ' +
      'github.event.pull_request.head.repo.full_name == github.repository.'
    );
  }
  return '';
}

// Another repository is reached by another token than that of the run.
function isForeign(given: string, here: string): boolean {
  return given !== '' && given.toLowerCase() !== here.toLowerCase();
}

function isOfFork(env: Env, repository: string): boolean {
  const name = env['GITHUB_EVENT_NAME'] ?? '';
  // Of the events of a fork this one alone runs with the token that "permissions" asks for.
  if (!name.startsWith('pull_request') || name === 'pull_request_target') return false;
  try {
    const event: PullRequestEvent = readJsonObject(env, 'GITHUB_EVENT_PATH');
    const head = event.pull_request?.head?.repo?.full_name;
    return typeof head === 'string' && head !== repository;
  } catch {
    // Something else is reported; this was only to help with it.
    return false;
  }
}
