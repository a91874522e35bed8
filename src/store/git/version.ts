// Which git is on this machine, and whether it is new enough.
import { gitTooOld, OLDEST } from './faults.ts';
import { finished, type Git } from './git.ts';

/** What git calls itself: `git version 2.39.5`. Rejects with an UnavailableError where there is none that is new enough. */
export async function gitVersion(git: Git, signal: AbortSignal | undefined): Promise<string> {
  const version = (await finished(git, { args: ['--version'], signal })).stdout.toString().trim();
  if (!isEnough(version)) throw gitTooOld(version);
  return version;
}

function isEnough(version: string): boolean {
  const [, major, minor] = /^git version (\d+)\.(\d+)/.exec(version) ?? [];
  const [oldestMajor, oldestMinor] = OLDEST.split('.').map(Number) as [number, number];
  if (major === undefined) return false;
  return Number(major) > oldestMajor || (Number(major) === oldestMajor && Number(minor) >= oldestMinor);
}
