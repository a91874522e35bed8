// The examples for other systems work: two pipelines of each contend for the lease, in a real shell, on a real repository.
//
// What is not tried is the product itself: how it reads its file, and its credentials.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openResource, WORK, type Guest } from '../chaos/served-resource.ts';
import { HttpServer, serve } from '../store/git-server.ts';
import { COMMAND_LINE, Processes, type Started } from '../support/processes.ts';
import { until } from '../support/scene.ts';
import { linksOf, pageAt, ROOT } from './page.ts';
import { exampleAt, git, runIn, SYSTEMS, type Place, type Run, type System } from './pipelines.ts';
import { parsedByGitHub } from './workflow-parser.ts';

const SECRET = 'glpat-secret';
/** The repository that the examples take the command line from. */
const PUBLISHED = 'https://github.com/ref-lease/ref-lease.git';

let root = '';
let server: HttpServer;
const processes = new Processes();

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'ref-lease-pipelines-'));
  server = await new HttpServer(root).listen();
  server.meddle = ({ headers }, response) => {
    const [, basic = ''] = /^basic (.+)$/i.exec(headers.authorization ?? '') ?? [];
    if (Buffer.from(basic, 'base64').toString().endsWith(`:${SECRET}`)) return false;
    response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end();
    return true;
  };
  publish(join(root, 'ref-lease'));
});

afterAll(async () => {
  processes[Symbol.dispose]();
  await server[Symbol.asyncDispose]();
  rmSync(root, { recursive: true, force: true });
});

/** The command line as a release has it: in a repository, with the tag of its major version. */
function publish(directory: string): void {
  cpSync(join(COMMAND_LINE, '..'), join(directory, 'dist/cli'), { recursive: true });
  git(directory, 'init', '--quiet');
  git(directory, 'add', '--force', '.');
  git(directory, '-c', 'user.name=a', '-c', 'user.email=a@b.example', 'commit', '--quiet', '-m', 'release');
  git(directory, 'tag', 'v0');
}

/** What a system finds, for itself alone; servers that have a name elsewhere are here. */
async function placeOf({ leases, name }: System): Promise<Place> {
  const folder = join(root, name.replaceAll(' ', '-'));
  const [home, repositories] = [join(folder, 'home'), join(folder, 'served')];
  mkdirSync(home, { recursive: true });
  mkdirSync(join(repositories, leases), { recursive: true });
  await serve(join(repositories, leases));
  const serverUrl = `http://127.0.0.1:${server.port}/${name.replaceAll(' ', '-')}/served`;
  const elsewhere = { [join(root, 'ref-lease')]: PUBLISHED, [serverUrl]: 'https://git.example.com' };
  const config = Object.entries(elsewhere).map(([here, url]) => `[url "${here}"]\n\tinsteadOf = ${url}\n`);
  writeFileSync(join(home, '.gitconfig'), config.join(''));
  return { home, repositories, serverUrl, secret: SECRET };
}

/** Starts a run, whose last command is the one that waits. */
async function begin(system: System, place: Place, run: Run, port: number): Promise<Started> {
  const { commands, env } = system.steps(exampleAt(system.file), place, run);
  const start = (words: readonly string[]): Started =>
    processes.start(words, {
      cwd: run.directory,
      env: { HOME: place.home, TMPDIR: root, ...env, WHO: `run-${run.number}`, PORT: String(port) },
    });
  for (const words of commands.slice(0, -1)) expect(await start(words).ended).toMatchObject({ status: 0 });
  return start(commands.at(-1)!);
}

it.each(SYSTEMS)('$name: two pipelines take their turns', async (system) => {
  const place = await placeOf(system);
  const guests: Guest[] = [];
  const { resource, port, close } = await openResource((guest) => guests.push(guest));
  const folder = join(place.home, '..');
  const [one, two] = [runIn(folder, 1, WORK), runIn(folder, 2, WORK)];

  const first = await begin(system, place, one, port);
  const guest = await Promise.race([until('the first deployment', () => guests[0]), isOver(first)]);
  const second = await begin(system, place, two, port);
  await second.says(system.holder(one));
  expect([guests.length, guest.operate()]).toEqual([1, true]);
  guest.dismiss();
  const next = await Promise.race([until('the second deployment', () => guests[1]), isOver(second)]);
  expect(next.operate()).toBe(true);
  next.dismiss();

  for (const { ended } of [first, second]) {
    const { status, stdout, stderr } = await ended;
    expect([status, stderr]).toEqual([0, expect.stringContaining('success')]);
    expect(`${stdout}${stderr}`).not.toContain(SECRET);
  }
  close();
  expect(resource.problems).toEqual([]);
  expect(resource.counts).toEqual({ accepted: 2, rejected: 0 });
});

/** Fails as soon as a run has ended. */
async function isOver({ ended }: Started): Promise<never> {
  throw new Error(JSON.stringify(await ended));
}

it("that of Gitea is a workflow to GitHub's parser, too", async () => {
  const { errors, jobs } = await parsedByGitHub('deploy.yml', exampleAt('gitea/deploy.yml'));
  expect([errors, jobs]).toEqual([[], ['staging']]);
});

it('are all on the page of the command line', () => {
  const links = linksOf(pageAt('docs/cli.md')).filter((link) => link.startsWith('../examples/'));
  expect(links.toSorted()).toEqual(SYSTEMS.map(({ file }) => `../examples/${file}`).toSorted());
  const folders = readdirSync(join(ROOT, 'examples'), { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  expect(folders.map(({ name }) => name).toSorted()).toEqual(
    ['composite', ...SYSTEMS.map(({ file }) => file.split('/')[0]!)].toSorted(),
  );
});
