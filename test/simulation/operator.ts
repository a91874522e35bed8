// An operator: locks, unlocks and frees, with the modes of the action, through the same network as everyone.
import type { Context } from '../../src/modes/context.ts';
import { lockMode } from '../../src/modes/lock.ts';
import { releaseMode } from '../../src/modes/release.ts';
import { unlockMode } from '../../src/modes/unlock.ts';
import { isUnreadable } from '../../src/lease/board.ts';
import { holderOf } from '../../src/lease/document.ts';
import { LeaseError } from '../../src/lease/errors.ts';
import { Session } from '../../src/protocol/session.ts';
import type { Author } from './author.ts';
import { planOf } from './conditions.ts';
import { contextOf, runnerOf } from './driver.ts';
import { Process } from './process.ts';
import type { Scene } from './scene.ts';

/** Seconds between two looks of an operator who opens what is locked. */
const LOOK_EVERY = 30;

export class Operator {
  readonly #scene: Scene;

  constructor(scene: Scene) {
    this.#scene = scene;
  }

  /** Does something. */
  async act(): Promise<void> {
    const { loop, conditions } = this.#scene;
    const { random } = loop;
    const lease = random.chance(0.2) ? null : random.pick(conditions.leases);
    if (random.chance(0.5)) {
      const until = random.chance(0.5) ? ({ kind: 'after', seconds: random.around(200) } as const) : null;
      await this.#run('lock', (context) =>
        lockMode({ ...common, mode: 'lock', lease, reason: 'test', until }, context),
      );
      return;
    }
    const force = lease !== null && random.chance(0.6);
    await this.#unlock(lease, force);
  }

  /** Names a token which is not that of the holder: nothing may come of it. */
  async mistake(): Promise<void> {
    const { loop, conditions, branch } = this.#scene;
    const lease = loop.random.pick(conditions.leases);
    const document = branch.current.board.leases.get(lease);
    const holder = document === undefined || isUnreadable(document) ? undefined : holderOf(document);
    if (holder === undefined) return;
    const { id, epoch } = holder;
    const token = epoch - 1;
    if (loop.random.chance(0.5)) {
      const inputs = { ...common, mode: 'release', lease, requestId: id, fencingToken: token } as const;
      await this.#run('release', (context) =>
        releaseMode({ ...inputs, releaseWithStatus: 'failure' }, context),
      );
      return;
    }
    // The mode unlock looks for itself; the change alone must be as safe.
    const free = async ({ world }: Context): Promise<void> => {
      const session = new Session(world, lease);
      if ((await session.read()) === 'stale') return;
      await session.write([{ kind: 'evict', id, epoch: token, by: 'operator', reason: 'test' }]);
    };
    await this.#run('free', free, token);
  }

  /** Opens every lease that is locked, again and again: a branch that is made anew may bring a lock back. */
  async patrol(isOver: () => boolean): Promise<void> {
    const { conditions, loop } = this.#scene;
    while (!isOver()) {
      for (const lease of [null, ...conditions.leases])
        if (this.#isLocked(lease)) await this.#unlock(lease, false);
      await loop.sleep(LOOK_EVERY);
    }
  }

  #isLocked(lease: string | null): boolean {
    const { board } = this.#scene.branch.current;
    const document = lease === null ? null : board.leases.get(lease);
    const lock = lease === null ? board.lock : isUnreadable(document) ? null : document?.lock;
    return lock !== null && lock !== undefined;
  }

  #unlock(lease: string | null, force: boolean): Promise<void> {
    return this.#run('unlock', (context) =>
      unlockMode({ ...common, mode: 'unlock', lease, reason: 'test', fencingToken: null, force }, context),
    );
  }

  async #run(what: string, program: (context: Context) => Promise<void>, token?: number): Promise<void> {
    const scene = this.#scene;
    const number = scene.nextOperator();
    const name = `O${number}.${what}`;
    const plan = planOf(scene.loop.random, scene.conditions, null, scene.commits.make());
    const identity = {
      repository: 'octo/shop',
      runId: 9000 + number,
      runAttempt: 1,
      job: what,
      jobIndex: 0,
      checkRunId: 900_000 + number,
      runnerName: name,
      runUrl: `https://github.com/octo/shop/actions/runs/${9000 + number}`,
      actor: 'operator',
      workflowPath: 'octo/shop/.github/workflows/lock.yml',
    };
    const author: Author = { name, role: 'operator', job: null, ...(token === undefined ? {} : { token }) };
    const process = new Process(scene, author, name, plan.powers);
    const runner = runnerOf(
      scene,
      name,
      { nonce: '000000000000', files: new Map() },
      { outputs: {}, state: undefined },
    );
    scene.loop.log(`${name} begins`);
    const context = contextOf(process, { plan, identity }, runner);
    const end = await process.execute(() => program(context));
    scene.loop.log(`${name} ends: ${end.kind}`);
    if (end.kind !== 'failed' || end.error instanceof LeaseError) return;
    scene.record.break('error', `${name} fails: ${String(end.error)}`);
  }
}

const common = {
  token: '',
  repository: { owner: 'octo', repo: 'shop' },
  branch: 'ref-lease',
  summary: false,
} as const;
