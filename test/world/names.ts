// What a story calls things: requests and commits by the jobs that they are of.
import type { World } from './world.ts';

/** What a story calls a request: its job, and which of its requests. */
export function nameIn(world: World): (id: string) => string {
  return (id) => {
    const job = world.jobOf(id);
    if (job === undefined) return id;
    const ordinal = id.slice(job.person.key.length);
    return `${job.name}${ordinal}`;
  };
}

/** What a story calls a commit: the job that runs for it. */
export function nameOfCommit(world: World, sha: string): string {
  return world.jobs.find(({ person }) => person.registration.head_sha === sha)?.name ?? sha.slice(0, 7);
}
