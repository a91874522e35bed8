// One lease on one repository, for everybody at once: the action by the API, the action by git, and the command line.
import { expect, it } from 'vitest';
import type { Stay } from '../chaos/fenced-resource.ts';
import { openResource, WORK } from '../chaos/served-resource.ts';
import { COMMAND_LINE, Processes } from '../support/processes.ts';
import { outcomeIn, type Scene } from '../support/scene.ts';
import { expectEnd, openStory, PLAIN, verbsOf } from './story.ts';

/** How often each of them takes the lease. */
const TIMES = 3;

/** Nobody is found dead, however slow the machine is. */
const TTL = '10m';

/** An environment in which git reaches the repository of a scene. */
function byGit({ github }: Scene): NodeJS.ProcessEnv {
  const basic = Buffer.from(`any:${github.token}`).toString('base64');
  return {
    REF_LEASE_URL: `${github.serverUrl}/${github.name}.git`,
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: `http.${github.serverUrl}/.extraheader`,
    GIT_CONFIG_VALUE_0: `Authorization: Basic ${basic}`,
  };
}

it.concurrent('is held by one at a time, with rising tokens, however they ask', async () => {
  await using scene = await openStory();
  using processes = new Processes();
  const problems: unknown[] = [];
  const tokens: number[] = [];
  const use = async (stay: Stay): Promise<void> => {
    tokens.push(stay.token);
    expect((await scene.lease('staging')).epoch, stay.who).toBe(stay.token);
    expect(resource.operate(stay), stay.who).toBe(true);
    resource.leave(stay);
  };
  const { resource, port, close } = await openResource((guest) => {
    use(guest.stay)
      .catch((problem: unknown) => problems.push(problem))
      .finally(() => guest.dismiss());
  });

  const byCommandLine = async (who: string): Promise<void> => {
    const args = ['run', '-l', 'staging', '--ttl', TTL, '--poll-interval', '500ms', '--', 'bash', '-c', WORK];
    const env = { ...byGit(scene), WHO: who, PORT: String(port) };
    const { status, stderr } = await processes.start([COMMAND_LINE, ...args], { env }).ended;
    expect([status, stderr], who).toEqual([0, expect.stringContaining('success')]);
  };
  const byAction = (store: string) => async (who: string) => {
    const job = await scene.job('main', { job: who });
    const { outputs } = await job.use({ ...PLAIN, ttl: TTL, store });
    const token = Number(outputs['fencing-token']);
    await use(resource.enter(who, token));
    await job.finish('success');
    expect(outcomeIn(await scene.lease('staging'), outputs['request-id'])).toMatchObject({
      outcome: 'success',
      epoch: token,
    });
  };

  // All three kinds are in line before the first is let go.
  const first = await scene.job('main', { job: 'first' });
  const held = await first.use({ ...PLAIN, ttl: TTL });
  const ways = { api: byAction('api'), git: byAction('git'), cli: byCommandLine };
  const all = Object.entries(ways).map(async ([way, take]) => {
    for (let time = 1; time <= TIMES; time += 1) await take(`${way}-${time}`);
  });
  await scene.untilLease('staging', ({ requests }) => requests.length === 1 + all.length);
  await first.finish('success');
  await Promise.all(all);
  close();

  expect([...problems, ...resource.problems]).toEqual([]);
  expect(tokens).toHaveLength(TIMES * all.length);
  const inOrder = [Number(held.outputs['fencing-token']), ...tokens];
  expect(inOrder).toEqual([...new Set(inOrder)].toSorted((a, b) => a - b));
  const verbs = await verbsOf(scene);
  expect(verbs.filter((verb) => verb === 'release')).toHaveLength(1 + TIMES * all.length);
  await expectEnd(scene);
});
