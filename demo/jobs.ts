// Plays the jobs of a story: each is the action as a process of its own, and what its holder does with the resource.
//
// Holders end in the order that the story tells, so that every seed tells one story however slow the machine is.
import { setTimeout as delay } from 'node:timers/promises';
import type { StageResult } from '../test/support/runner/runner.ts';
import type { SceneJob } from '../test/support/scene.ts';
import type { Options } from './options.ts';
import type { Resource } from './resource.ts';
import type { End, Part, Story } from './story.ts';

/** The run of one merge group, or of one job of a pool. */
export interface Run {
  readonly part: Part;
  /** `PR 4`; that of a group that was rebuilt, `PR 4'`; in a pool `job 4`. */
  readonly name: string;
  readonly runId: number;
  readonly headSha: string;
  readonly startedAt: number;
  /** Since when it works on the resource, with which token, and on which slot where these have names. */
  working: { readonly since: number; readonly token: number; readonly slot: string | null } | null;
  ended: { readonly end: End | 'otherwise'; readonly at: number; readonly problem: string } | null;
}

/** What is played, and who is told of it. */
export interface Play {
  readonly options: Options;
  readonly story: Story;
  readonly resource: Resource;
  readonly tell: (what: string) => void;
}

/** What others wait for, of each part. */
type Milestone = 'in line' | 'granted' | 'ended';

const TOUCH_EVERY = 150;

/** The jobs of one story. */
export class Jobs {
  readonly runs: Run[] = [];
  /** The first grant, and the first success; both also come when there is none any more. */
  readonly granted = Promise.withResolvers<void>();
  readonly succeeded = Promise.withResolvers<void>();
  readonly #play: Play;
  readonly #inputs: Readonly<Record<string, string>>;
  readonly #tasks = new Set<Promise<void>>();
  readonly #milestones = new Map<string, PromiseWithResolvers<void>>();

  constructor(play: Play) {
    this.#play = play;
    this.#inputs = inputsOf(play.options);
  }

  /** Starts something that the play waits for. */
  start(work: () => Promise<void>): void {
    const task = work();
    this.#tasks.add(task);
    // One that has failed stays, so that the play fails with it.
    task.then(
      () => this.#tasks.delete(task),
      () => undefined,
    );
  }

  /** Resolves when everything that was started is over. */
  async over(): Promise<void> {
    while (this.#tasks.size > 0) await Promise.all(this.#tasks);
  }

  /** Resolves when all of these are in line, or will not come. */
  async inLine(parts: readonly Part[]): Promise<void> {
    await Promise.all(parts.map(({ pr }) => this.#milestone(pr, 'in line').promise));
  }

  /** Lets the story go on where none of these has succeeded. */
  async giveUpAfter(parts: readonly Part[]): Promise<void> {
    await Promise.all(parts.map(({ pr }) => this.#milestone(pr, 'ended').promise));
    this.granted.resolve();
    this.succeeded.resolve();
  }

  /** Plays one job to its end. */
  async run(part: Part, job: SceneJob, headSha: string): Promise<Run> {
    const { story, tell } = this.#play;
    const earlier = this.runs.filter((each) => each.part === part).length;
    const run: Run = {
      part,
      name: `${story.noun} ${part.pr}${"'".repeat(earlier)}`,
      runId: job.runId,
      headSha,
      startedAt: performance.now(),
      working: null,
      ended: null,
    };
    this.runs.push(run);
    tell(`${run.name} asks for the lease (run ${job.runId})`);
    const step = job.step(this.#inputs);
    const isInLine = step.waitForLine(/^Waiting for|holds the lease/).then(
      () => undefined,
      () => undefined,
    );
    void isInLine.then(() => this.#milestone(part.pr, 'in line').resolve());
    if (story.ends.get(part.pr)?.includes('died waiting')) await this.#dieWaiting(run, job, isInLine);
    else await this.#goOn(run, job, await step.finished);
    return run;
  }

  async #goOn(run: Run, job: SceneJob, result: StageResult): Promise<void> {
    const { status, slot } = result.outputs;
    if (status === 'acquired') {
      const token = Number(result.outputs['fencing-token']);
      run.working = {
        since: performance.now(),
        token,
        slot: this.#play.options.slots.length === 0 ? null : (slot ?? ''),
      };
      await this.#hold(run, job, run.working);
      return;
    }
    const posts = await job.finish();
    if (status === 'completed' || status === 'superseded') this.#end(run, status, warning(posts));
    else this.#end(run, 'otherwise', `${status ?? 'error'}: ${lastWords(result)}`);
  }

  async #hold(run: Run, job: SceneJob, working: NonNullable<Run['working']>): Promise<void> {
    const { fate, work, pr } = run.part;
    const { token, slot } = working;
    this.#milestone(pr, 'granted').resolve();
    this.granted.resolve();
    const on = slot === null ? 'the resource' : `slot ${slot}`;
    this.#play.tell(`${run.name} works on ${on}, token ${token}`);
    await this.#use(run, working, fate === 'dies' ? work / 2 : work);
    if (fate === 'dies') {
      await job.die();
      this.#end(run, 'died holding');
      return;
    }
    const posts = await job.finish(fate === 'works' ? 'success' : 'failure');
    this.#end(run, fate === 'works' ? 'worked' : 'failed', warning(posts));
    if (fate === 'works') this.succeeded.resolve();
  }

  async #use({ name, part }: Run, { token, slot }: NonNullable<Run['working']>, time: number): Promise<void> {
    const { resource, story } = this.#play;
    const until = performance.now() + time;
    while (performance.now() < until) {
      resource.touch(token, name, slot);
      await delay(Math.min(TOUCH_EVERY, Math.max(1, until - performance.now())));
    }
    // Who is not late asks before anybody ends.
    await this.inLine(story.parts.filter(({ enters }) => enters !== 'late'));
    await this.#turn(part.pr);
    resource.touch(token, name, slot);
  }

  /** Resolves when those before it in the story have ended, and those that work beside it have begun. */
  async #turn(pr: number): Promise<void> {
    const { turns } = this.#play.story;
    const place = turns.findIndex((turn) => turn.pr === pr);
    const before = turns.slice(0, Math.max(0, place));
    const beside = turns[place]?.beside ?? [];
    await Promise.all([
      ...before.map((turn) => this.#milestone(turn.pr, 'ended').promise),
      ...beside.map((other) => this.#milestone(other, 'granted').promise),
    ]);
  }

  async #dieWaiting(run: Run, job: SceneJob, isInLine: Promise<void>): Promise<void> {
    await Promise.all([isInLine, this.granted.promise]);
    await job.die();
    this.#end(run, 'died waiting');
  }

  #end(run: Run, end: End | 'otherwise', problem = ''): void {
    run.ended = { end, at: performance.now(), problem };
    this.#play.tell(`${run.name} ${WORDS[end]}${problem === '' ? '' : `: ${problem}`}`);
    // Nobody waits for what can no longer come.
    this.#milestone(run.part.pr, 'granted').resolve();
    this.#milestone(run.part.pr, 'ended').resolve();
  }

  #milestone(pr: number, what: Milestone): PromiseWithResolvers<void> {
    const name = `${pr} ${what}`;
    const known = this.#milestones.get(name) ?? Promise.withResolvers<void>();
    this.#milestones.set(name, known);
    return known;
  }
}

function inputsOf({ poll, window, ttl, takeover, slots, pool }: Options): Record<string, string> {
  const slotted = { slots: pool ? slots.join(', ') : `${slots.length}`, take: '1' };
  return {
    'poll-interval': `${poll * 1000}ms`,
    ...(pool ? {} : { 'stabilisation-window': `${window * 1000}ms` }),
    ttl: `${ttl * 1000}ms`,
    'takeover-delay': `${takeover * 1000}ms`,
    ...(slots.length === 0 ? {} : slotted),
    timeout: '3m',
  };
}

/** What is said of the end of a run. */
export const WORDS: Readonly<Record<End | 'otherwise', string>> = {
  worked: 'has succeeded',
  failed: 'has failed',
  'died holding': 'has lost its runner while it held the lease',
  'died waiting': 'has lost its runner while it waited',
  completed: 'is completed without touching the resource',
  superseded: 'ends: its merge group is gone',
  otherwise: 'ended otherwise',
};

/** The post step never fails; what it warns of has no place in any of the stories. */
function warning(posts: readonly StageResult[]): string {
  const failed = posts.find(({ exitCode }) => exitCode !== 0);
  if (failed !== undefined) return `its post step failed: ${lastWords(failed)}`;
  const warned = posts.flatMap(({ annotations }) => annotations).find(({ level }) => level !== 'notice');
  return warned === undefined ? '' : `its post step warned: ${warned.message}`;
}

function lastWords({ annotations, lines }: StageResult): string {
  const error = annotations.find(({ level }) => level === 'error')?.message;
  return error ?? lines.find((line) => /^\w*Error\b/.test(line)) ?? lines.at(-1) ?? 'it said nothing';
}
