// store: git. The shipped bundle keeps the board by the git of the machine, with the token of the step: no request of the
// API is spent on it, and who uses the API sees the same board.
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { LOCK_BRANCH, type Scene } from '../support/scene.ts';
import { HttpServer } from '../store/git-server.ts';
import { expectEnd, openStory, PLAIN } from './story.ts';

const GIT = { ...PLAIN, store: 'git' };

/** A scene whose repository is served to git too, for those who have the token. */
async function openServed(): Promise<{ scene: Scene } & AsyncDisposable> {
  const root = await mkdtemp(join(tmpdir(), 'served-'));
  const server = await new HttpServer(root).listen();
  const scene = await openStory({ runner: { serverUrl: `http://127.0.0.1:${server.port}` } });
  await mkdir(join(root, 'octo'));
  await symlink(scene.github.repositoryPath, join(root, 'octo/shop.git'));
  const basic = Buffer.from(`x-access-token:${scene.github.token}`).toString('base64');
  server.meddle = ({ headers }, response) => {
    if (headers.authorization === `Basic ${basic}`) return false;
    response.writeHead(401).end();
    return true;
  };
  return {
    scene,
    async [Symbol.asyncDispose]() {
      await scene[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
      await rm(root, { recursive: true });
    },
  };
}

it.concurrent('keeps the board by git, which those who use the API share', async () => {
  await using place = await openServed();
  const { scene } = place;
  const { github } = scene;
  const first = await scene.job('main');
  const held = await first.use(GIT);
  expect(held.outputs).toMatchObject({
    status: 'acquired',
    'board-url': expect.stringContaining('/octo/shop/tree/'),
  });
  const second = await scene.job('main');
  const waiting = second.step(GIT);
  await waiting.waitForLine(/place 1 of 1; held by main/);
  const [released] = await first.finish('success');
  expect(released).toMatchObject({ exitCode: 0, annotations: [] });
  const next = await waiting.finished;
  expect(Number(next.outputs['fencing-token'])).toBeGreaterThan(Number(held.outputs['fencing-token']));
  await second.finish('success');
  const asked = new Set(github.accounting.map(({ operation }) => operation));
  expect([...asked].filter((operation) => !operation.startsWith('GET actions/'))).toEqual([]);

  // The stand-in looks at its repository anew.
  await github.git('rev-parse', LOCK_BRANCH);
  const third = await scene.job('main');
  const last = await third.use(PLAIN);
  expect(Number(last.outputs['fencing-token'])).toBeGreaterThan(Number(next.outputs['fencing-token']));
  await third.finish('success');
  await expectEnd(scene);
});
