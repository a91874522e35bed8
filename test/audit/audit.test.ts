// The audit of a lock branch, on real git repositories: good histories, and one forgery for each rule.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { check, type Report } from '../../scripts/audit/check.ts';
import { Repository } from '../../scripts/audit/history.ts';
import { LOCK_PATH, pathOf, printLock } from '../../src/lease/board.ts';
import { proofKey } from '../../src/lease/containment.ts';
import { createDocument, holderOf } from '../../src/lease/document.ts';
import type { LeaseDocument, Registration } from '../../src/lease/schema.ts';
import { transition, type Change } from '../../src/lease/transition.ts';
import { fileOf, GitRepository } from './repository.ts';

const START = 1_795_168_800;
const EMPTY = createDocument('main', START);

/** A group request with a head in the repository. */
function request(run: number, head: string, base: string): Registration {
  return {
    id: `${run}/1/staging/0/${run}`,
    priority: run,
    head_sha: head,
    head_ref: `refs/heads/gh-readonly-queue/main/pr-${run}-${base}`,
    base_sha: base,
    base_ref: 'refs/heads/main',
    scope: 'scope',
    run_id: run,
    run_attempt: 1,
    job: 'staging',
    job_index: 0,
    check_run_id: run,
    runner_name: 'runner',
    run_url: `https://github.com/octo/shop/actions/runs/${run}`,
    actor: 'octocat',
    stack: [],
    parameters: {
      window: 0,
      expected: 'auto',
      ttl: 60,
      max_hold: 600,
      takeover_delay: 30,
      propagate: true,
      held_by: 'job',
    },
  };
}

/** A repository with two stacked merge groups, and steps of the life of a lease. */
function open() {
  const repository = new GitRepository();
  const base = repository.product();
  const lower = repository.product(base);
  const upper = repository.product(lower);
  const foreign = repository.product(base);
  const one = request(1, lower, base);
  const two = request(2, upper, lower);
  let document: LeaseDocument = EMPTY;
  const step = (...changes: readonly Change[]): LeaseDocument => {
    document = transition(document, changes, START + 10 * (document.sequence - EMPTY.sequence + 1));
    repository.write(fileOf(document));
    return document;
  };
  const register = (registration: Registration): Change => ({
    kind: 'register',
    registration,
    settledByHolder: false,
  });
  const release = (outcome: 'success' | 'failure'): Change => {
    const { id, epoch } = holderOf(document)!;
    return { kind: 'release', id, epoch, outcome, by: id, proofs: new Set([proofKey(upper, lower)]) };
  };
  return {
    repository,
    foreign,
    one,
    two,
    step,
    register,
    release,
    grant: (id: string): Change => ({ kind: 'grant', id }),
    /** Writes a document that was changed by hand into something that the action would not write. */
    forge: (change: (document: LeaseDocument) => LeaseDocument): void => {
      document = change({ ...document, sequence: document.sequence + 1 });
      repository.write(fileOf(document));
    },
    audit: () => audit(repository.path),
    [Symbol.dispose]: () => repository[Symbol.dispose](),
  };
}

async function audit(path: string): Promise<Report> {
  using repository = await Repository.open(path);
  return await check(await repository.history('ref-lease'), (head, sha) => repository.contains(head, sha));
}

/** The lease held by the second group, with the first one waiting. */
function held() {
  const scene = open();
  scene.step(scene.register(scene.one));
  scene.step(scene.register(scene.two), scene.grant(scene.two.id));
  return scene;
}

describe('a good history', () => {
  it('has no findings, and is counted', async () => {
    using scene = held();
    scene.step(scene.release('success'));
    const { findings, counts } = await scene.audit();
    expect(findings).toEqual([]);
    expect(counts).toMatchObject({ commits: 3, grants: 1, success: 1, completed: 1, unreadable: 0 });
  });

  it('may begin with documents, where it was cut', async () => {
    using scene = held();
    scene.repository.cut();
    scene.step(scene.release('success'));
    const { findings, counts } = await scene.audit();
    expect(findings).toEqual([]);
    expect(counts.commits).toBe(2);
  });

  it('may have been repaired by hand, with the last good version', async () => {
    using scene = held();
    const good = scene.repository.git(['show', `ref-lease:${pathOf('main')}`]);
    scene.repository.byHand({ [pathOf('main')]: '{' });
    scene.repository.byHand({ [pathOf('main')]: `${good}\n` });
    scene.step(scene.release('failure'));
    const { findings, counts } = await scene.audit();
    expect(findings).toEqual([]);
    expect(counts.unreadable).toBe(1);
  });

  it('proves a completion by the recorded chain, where the commits are gone', async () => {
    using scene = open();
    const [gone, above] = ['a'.repeat(40), 'b'.repeat(40)];
    const lower = request(1, gone, 'c'.repeat(40));
    const upper = request(2, above, gone);
    scene.step(scene.register(lower));
    scene.step(scene.register(upper), scene.grant(upper.id));
    const done = scene.step(scene.release('success'));
    expect(done.outcomes).toHaveLength(2);
    expect((await scene.audit()).findings).toEqual([]);
  });
});

type Scene = ReturnType<typeof open>;

const FORGERIES: readonly (readonly [string, string, (scene: Scene) => void])[] = [
  [
    'a token that rises by two',
    'S2',
    ({ step, release, forge, one }) => {
      step(release('failure'));
      forge((document) => {
        const granted = transition(document, [{ kind: 'grant', id: one.id }], START + 900);
        const epoch = granted.epoch + 1;
        const requests = granted.requests.map((each) =>
          each.status === 'acquired' ? { ...each, epoch } : each,
        );
        return { ...granted, sequence: document.sequence, epoch, requests };
      });
    },
  ],
  [
    'a sequence that leaps',
    'S3',
    ({ forge }) => forge((document) => ({ ...document, sequence: document.sequence + 5 })),
  ],
  ['a commit with two parents', 'S3', ({ repository, foreign }) => void repository.byHand({}, foreign)],
  [
    'a hold that ends without an outcome',
    'S4',
    ({ forge, two }) =>
      forge((document) => ({
        ...document,
        requests: document.requests.filter(({ id }) => id !== two.id),
      })),
  ],
  [
    'a completion of what is not contained',
    'S5',
    ({ step, register, release, forge, foreign, one }) => {
      const stranger = { ...request(3, foreign, one.base_sha!), base_sha: 'd'.repeat(40) };
      step(register(stranger));
      const ended = step(release('success'));
      const by = ended.outcomes.find(({ outcome }) => outcome === 'success')!;
      forge((document) => ({
        ...transition(document, [{ kind: 'complete', id: stranger.id, by }], START + 900),
        sequence: document.sequence,
      }));
    },
  ],
  [
    'an outcome that changes',
    'S6',
    ({ step, release, forge }) => {
      step(release('failure'));
      forge((document) => ({
        ...document,
        outcomes: document.outcomes.map((each) => ({ ...each, by: 'somebody else' })),
      }));
    },
  ],
  [
    'a request that comes back after its outcome was dropped',
    'S7',
    ({ step, release, register, forge, two }) => {
      step(release('failure'));
      forge((document) => ({ ...document, outcomes: [] }));
      step(register(two));
    },
  ],
  [
    'an operation that is there twice',
    'S7',
    ({ repository, step, one }) => {
      repository.write({ 'README.md': 'once' }, 'same');
      repository.write({ 'README.md': 'twice' }, 'same');
      step({ kind: 'renew', id: one.id });
    },
  ],
  [
    'a write over what cannot be read',
    'S8',
    ({ repository, step, one }) => {
      repository.byHand({ [pathOf('main')]: '{' });
      step({ kind: 'renew', id: one.id });
    },
  ],
  [
    'a document that is removed',
    'S8',
    ({ repository }) => void repository.byHand({ [pathOf('main')]: null }),
  ],
  [
    'a grant while all leases are locked',
    'lock',
    ({ repository, step, release, grant, one }) => {
      const lock = { reason: 'freeze', actor: 'op', at: START, until: null, run_url: 'https://github.com' };
      repository.write({ [LOCK_PATH]: printLock(lock) });
      step(release('failure'));
      step(grant(one.id));
    },
  ],
  [
    'a grant within the takeover delay',
    'takeover',
    ({ step, grant, one, two }) => {
      const epoch = EMPTY.epoch + 1;
      step({ kind: 'evict', id: two.id, epoch, by: one.id, reason: 'dead' });
      step(grant(one.id));
    },
  ],
];

describe('a history in which there is', () => {
  it.each(FORGERIES)('%s is found to break %s', async (_, rule, forge) => {
    using scene = held();
    forge(scene);
    const { findings } = await scene.audit();
    expect(findings.map((finding) => finding.rule)).toContain(rule);
  });
});

describe('npm run audit', () => {
  const run = (...args: readonly string[]) =>
    spawnSync(process.execPath, [join(import.meta.dirname, '..', '..', 'scripts', 'audit.ts'), ...args], {
      encoding: 'utf8',
    });

  it('tells what a good history contains, and succeeds', () => {
    using scene = held();
    const { status, stdout } = run(scene.repository.path);
    expect(stdout).toBe(
      '2 commits: 1 grants, 0 releases (0 succeeded, 0 failed), 0 completed, 0 withdrawn, 0 evicted, 0 versions that cannot be read. Every promise is kept.\n',
    );
    expect(status).toBe(0);
  });

  it('clones an address, and fails with one line for each finding', () => {
    using scene = held();
    scene.forge((document) => ({ ...document, sequence: document.sequence + 5 }));
    const { status, stdout } = run(`file://${scene.repository.path}`);
    expect(stdout).toMatch(
      /^[0-9a-f]{12} main S3: leaps from the sequence \d+ to \d+.*\n3 commits: .* 1 findings\.\n$/,
    );
    expect(status).toBe(1);
  });

  it('says that a branch is not there', () => {
    using scene = held();
    const { status, stdout } = run(scene.repository.path, '--branch', 'other');
    expect(stdout).toMatch(/no branch "other".*git fetch/);
    expect(status).toBe(2);
  });
});
