// The audit of a lock branch, on real git repositories: good histories, and one forgery for each rule.
import { describe, expect, it } from 'vitest';
import { audit, lineOf, summaryOf, unreadableLineOf } from '../../src/audit/check.ts';
import { LOCK_PATH, pathOf, printLock } from '../../src/lease/board.ts';
import { createDocument, isHolder } from '../../src/lease/document.ts';
import type { PromiseName } from '../../src/lease/promises.ts';
import { transition } from '../../src/lease/transition.ts';
import { fileOf } from './repository.ts';
import { held, open, request, START, type Scene } from './scene.ts';

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
    const commit = scene.repository.byHand({ [pathOf('main')]: '{' });
    scene.repository.byHand({ [pathOf('main')]: `${good}\n` });
    scene.step(scene.release('failure'));
    const { findings, unreadable, counts } = await scene.audit();
    expect(findings).toEqual([]);
    expect(unreadable).toEqual([{ commit, lease: 'main', problem: expect.stringContaining('JSON') }]);
    expect(unreadable.map(unreadableLineOf)).toEqual([
      expect.stringMatching(new RegExp(`^${commit.slice(0, 12)} main cannot be read: .*JSON`)),
    ]);
    expect(counts).toMatchObject({ unreadable: 1, failure: 1 });
  });

  it('may have a submodule in the place of a document, of which nothing is here', async () => {
    using scene = held();
    scene.repository.submodule(pathOf('other'));
    scene.step(scene.release('failure'));
    const { findings, counts } = await scene.audit();
    expect(findings).toEqual([]);
    expect(counts).toMatchObject({ commits: 4, grants: 1, failure: 1, unreadable: 1 });
  });

  it('may lose a lease that nobody uses, and get it again', async () => {
    using scene = held();
    scene.step(scene.release('success'));
    scene.repository.write({ [pathOf('main')]: null });
    const now = START + 40 * 86_400;
    const three = { ...request(3, scene.foreign, scene.one.base_sha!), base_sha: null };
    const changes = [scene.register(three), scene.grant(three.id)];
    scene.repository.write(fileOf(transition(createDocument('main', now), changes, { now })));
    const { findings, counts } = await scene.audit();
    expect(findings).toEqual([]);
    expect(counts).toMatchObject({ commits: 5, grants: 2, success: 1 });
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

const FORGERIES: readonly (readonly [string, PromiseName, (scene: Scene) => void])[] = [
  [
    'a second holder',
    'S1',
    ({ forge, one }) =>
      forge((document) => {
        const [holder] = document.requests.filter(isHolder);
        const epoch = document.epoch + 1;
        const requests = document.requests.map((each) =>
          each.id === one.id ? { ...holder!, ...one, round: each.round, epoch } : each,
        );
        return { ...document, epoch, requests };
      }),
  ],
  [
    'a token that does not rise',
    'S2',
    ({ step, release, forge, one }) => {
      step(release('failure'));
      forge((document) => {
        const granted = transition(document, [{ kind: 'grant', id: one.id }], { now: START + 900 });
        const { epoch } = document;
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
        ...transition(document, [{ kind: 'complete', id: stranger.id, by }], { now: START + 900 }),
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
    'what the action itself cannot read',
    'S8',
    ({ repository }) => void repository.write({ [pathOf('main')]: '{' }),
  ],
  [
    'a write over a lock of all leases that cannot be read',
    'S8',
    ({ repository }) => {
      repository.byHand({ [LOCK_PATH]: '{' });
      repository.write({ [LOCK_PATH]: null });
    },
  ],
  [
    'a document that is removed while somebody holds the lease',
    'S4',
    ({ repository }) => void repository.write({ [pathOf('main')]: null }),
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
    'rest',
    ({ step, evict, grant, one }) => {
      step(evict());
      step(grant(one.id));
    },
  ],
];

describe('a history in which there is', () => {
  it.each(FORGERIES)('%s is found to break %s', async (_, promise, forge) => {
    using scene = held();
    forge(scene);
    const { findings } = await scene.audit();
    expect(findings.map((finding) => finding.promise)).toContain(promise);
  });
});

describe('what is told of a history', () => {
  it('is what it contains', async () => {
    using scene = held();
    expect(summaryOf(await scene.audit())).toBe(
      '2 commits: 1 grant, 0 releases (0 succeeded, 0 failed), 0 completed, 0 withdrawn, 0 evicted, 0 versions that cannot be read. Every promise is kept.',
    );
  });

  it('is a line for each finding, and their number', async () => {
    using scene = held();
    scene.forge((document) => ({ ...document, sequence: document.sequence + 5 }));
    const report = await audit(`file://${scene.repository.path}`, 'ref-lease');
    expect(report.findings.map(lineOf)).toEqual([
      expect.stringMatching(/^[0-9a-f]{12} main S3: the sequence goes from \d+ to \d+/),
    ]);
    expect(summaryOf(report)).toMatch(/^3 commits: .* 1 finding\.$/);
  });
});
