// npm run demo: plays a merge train with the shipped bundle, shows the board while it lasts, and tells whether the
// promises were kept.
//
// It needs git and what `npm ci` installs, builds nothing, and talks to 127.0.0.1 only. Whatever ends it, its
// processes and folders end with it.
import { inLine } from '../src/lease/line.ts';
import { holderOf, holdersOf } from '../src/lease/document.ts';
import type { LeaseDocument, Request } from '../src/lease/schema.ts';
import { LOCK_BRANCH, openScene, type Scene } from '../test/support/scene.ts';
import { Branch } from './branch.ts';
import { check, type Findings } from './check.ts';
import type { Run } from './jobs.ts';
import { parseOptions, USAGE, UsageError, type Options } from './options.ts';
import { Pool } from './pool.ts';
import { Resource } from './resource.ts';
import { Screen } from './screen.ts';
import { tell } from './story.ts';
import { Train } from './train.ts';

/** Whether a signal has ended the play: what it finds when its processes are gone is no news then. */
let isEnding = false;

const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** Plays, shows and checks; the exit code. */
async function main(options: Options): Promise<number> {
  const scene = await openScene({ latency: options.latency });
  const story = tell(options);
  const resource = new Resource();
  const startedAt = performance.now();
  const branch = new Branch(scene);
  const isLive = process.stdout.isTTY && !options.plain && process.env['TERM'] !== 'dumb';
  const say = (what: string): void => {
    if (isLive || isEnding) return;
    print(`${((performance.now() - startedAt) / 1000).toFixed(1).padStart(5)} s  ${what}`);
  };
  const play = { options, story, resource, tell: say };
  const played = options.pool ? new Pool(scene, play) : new Train(scene, play);
  if (!isLive) print(titleOf(options));
  const screen = isLive
    ? new Screen(process.stdout, {
        played,
        options,
        story,
        branch,
        title: titleOf(options),
        requests: () => scene.github.totals().requests,
      })
    : { end: () => undefined };
  endOnSignal(scene, screen);
  try {
    const over = new AbortController();
    const following = branch.follow(
      ({ subject, document }) => say(`  ${subject}${standing(document, options.slots, played.runs)}`),
      over.signal,
    );
    // It may fail before it is waited for, where everything is ended by a signal.
    following.catch(() => undefined);
    await played.play().finally(() => over.abort());
    await following;
    screen.end();
    const wall = performance.now() - startedAt;
    const findings = await check(scene, { runs: played.runs, story, resource });
    await report(scene, findings, { resource, options, wall });
    return findings.problems.length === 0 ? 0 : 1;
  } finally {
    screen.end();
    await scene[Symbol.asyncDispose]();
  }
}

function titleOf({ groups, newcomer, seed, slots, pool }: Options): string {
  const jobs = groups === 1 ? '1 job' : `${groups} jobs`;
  if (pool) return `ref-lease demo: ${jobs}, a pool of ${slots.join(', ')}, seed ${seed}`;
  const more = newcomer ? ' and a newcomer' : '';
  const stack = groups === 1 ? '1 merge group' : `${groups} stacked merge groups`;
  return `ref-lease demo: ${stack}${more}, ${slots.length === 0 ? 'one lease' : `${slots.length} slots`}, seed ${seed}`;
}

/** How the lease stands after a commit, as the end of a line. */
function standing(
  document: LeaseDocument | null,
  slots: readonly string[],
  runs: readonly Pick<Run, 'runId' | 'part'>[],
): string {
  if (document === null) return '';
  const numberOf = ({ run_id }: Request): string =>
    `${runs.find(({ runId }) => runId === run_id)?.part.pr ?? '?'}`;
  const holder = holderOf(document);
  const line = inLine(document).map(numberOf);
  const whole = holder === undefined ? 'free' : `held by ${numberOf(holder)}`;
  const each = slots.map((slot) => {
    const own = holdersOf(document).find((other) => other.slots?.includes(slot));
    return `${slot}: ${own === undefined ? 'free' : numberOf(own)}`;
  });
  const held = slots.length === 0 ? whole : each.join(', ');
  return ` [${held}; line: ${line.length === 0 ? 'empty' : line.join(' ')}]`;
}

async function report(
  scene: Scene,
  findings: Findings,
  {
    resource: { uses },
    options: { slots, pool },
    wall,
  }: { resource: Resource; options: Options; wall: number },
): Promise<void> {
  const { github } = scene;
  const { problems, commits, grants, completed } = findings;
  print(`\n$ git log --reverse --date=format:%H:%M:%S --format='%cd  %s' ${LOCK_BRANCH}`);
  if ((await github.head(LOCK_BRANCH)) !== null)
    print(await github.git('log', '--reverse', '--date=format:%H:%M:%S', '--format=%cd  %s', LOCK_BRANCH));
  print('');
  for (const problem of problems) print(`BROKEN: ${problem}`);
  if (problems.length === 0) {
    const one = slots.length === 0 ? 'at most one holder' : 'at most one holder of each slot';
    print(`Kept: ${one} in each of ${commits} commits; no token falls`);
    print(
      `      ${uses.length} uses of the ${slots.length === 0 ? 'resource' : 'slots'}, none with an older token after a newer one`,
    );
    if (!pool) print(`      ${completed} completed, each contained in a success by git merge-base`);
    print('      every job ended as the story says');
  }
  const { requests, core, graphql } = github.totals();
  const writes = github.accounting.filter(({ operation }) => WRITES.has(operation)).length;
  print(
    `${(wall / 1000).toFixed(1)} s wall time, ${requests} requests, charged ${core} REST and ${graphql} GraphQL, ` +
      `${grants} ${grants === 1 ? 'grant' : 'grants'}, ${writes - commits} ${writes - commits === 1 ? 'conflict' : 'conflicts'}`,
  );
}

/** Requests that try to write the lock branch; each is a commit on it, or a conflict. */
const WRITES: ReadonlySet<string> = new Set(['graphql:createCommitOnBranch', 'POST git/refs']);

/** Ends everything at Ctrl-C; at the second one, at once. */
function endOnSignal(scene: Scene, screen: { end(): void }): void {
  const end = (code: number): void => {
    screen.end();
    if (isEnding) process.exit(code);
    isEnding = true;
    void scene[Symbol.asyncDispose]().finally(() => process.exit(code));
  };
  process.on('SIGINT', () => end(130));
  process.on('SIGTERM', () => end(143));
}

try {
  const options = parseOptions(process.argv.slice(2));
  if (options === 'help') process.stdout.write(USAGE);
  else process.exitCode = await main(options);
} catch (error) {
  const isUsage = error instanceof UsageError;
  if (isUsage) process.stderr.write(`demo: ${error.message}.\n\n${USAGE}`);
  else if (!isEnding) process.stderr.write(`demo: ${(error as Error).stack}\n`);
  process.exitCode = isUsage ? 2 : 1;
}
