// An hour of waiting: 240 polls, 15 s apart, played 50 ms apart without latency, so that an hour takes some seconds.
//
// The waiter looks as often as it would within the hour, also at the job before it once a TTL without a sign of life
// has passed. A peer looks every 5 s by an unconditional request: one look is measured, and multiplied.
import { totals } from '../test/support/github/accounting.ts';
import { startGitHub, type GitHub } from '../test/support/github/github.ts';
import { POLLS_OF_AN_HOUR } from './conditions.ts';
import { groupOf, placeOf, plainOf, withTtl } from './fleet.ts';
import { githubLock, PEER_POLL } from './peers.ts';
import { ride, type Plan } from './rider.ts';

export interface IdleHour {
  readonly name: string;
  readonly requests: number;
  readonly charged: number;
}

const HOUR = 3600;
const SCALED_POLL = 0.05;
/** A look at a job. */
export const LOOK_AT_JOB = /^GET actions\/(?:jobs|runs)/;
// Two minutes of the hour: eight polls, and the second that every duration has more.
const SCALED_TTL = 1;

/** Lets a plain request and a merge group wait for an hour each. */
export async function measureIdle(): Promise<IdleHour[]> {
  return Promise.all([hourOf('plain'), hourOf('group'), hourOfPeer()]);
}

async function hourOf(kind: 'plain' | 'group'): Promise<IdleHour> {
  await using github = await startGitHub({ limits: { core: 1e9, graphql: 1e9 } });
  const place = placeOf(github);
  const startedAt = performance.now();
  const now = (): number => performance.now() - startedAt;
  const holds = new AbortController();
  const common = { arrivesAt: 0, lease: 'main', pollInterval: SCALED_POLL };
  const held = withTtl(await plainOf(github), SCALED_TTL);
  const holder = ride(place, { ...common, registration: held, hold: holds.signal }, now);
  await until(() => github.accounting.some(({ operation }) => operation.includes('git/refs')));
  github.addToken('waiter', { contents: 'write', actions: 'read', bucket: 'waiter' });
  const asked =
    kind === 'plain' ? await plainOf(github) : groupOf(github, await github.mergeQueue().enqueue(1));
  const plan: Plan = { ...common, registration: withTtl(asked, SCALED_TTL), hold: 0 };
  const waiting = ride({ ...place, token: 'waiter' }, plan, now);
  const figures = await hourFrom(github);
  holds.abort();
  await Promise.all([holder, waiting]);
  return { name: kind === 'plain' ? 'ref-lease, plain' : 'ref-lease, merge group', ...figures };
}

/** What the waiter asks within an hour, once it has seen what there is to see: the board, and the holder's job. */
async function hourFrom(github: GitHub): Promise<Omit<IdleHour, 'name'>> {
  const looks = () =>
    github.accounting.filter(({ client, operation }) => client === 'waiter' && operation === 'GET contents');
  await until(() => looks().some(({ etagHit }) => etagHit));
  await until(() =>
    github.accounting.some(({ client, operation }) => client === 'waiter' && LOOK_AT_JOB.test(operation)),
  );
  github.resetAccounting();
  await until(() => looks().length >= POLLS_OF_AN_HOUR);
  const { requests, core, graphql } = totals(github.accounting, 'waiter');
  return { requests, charged: core + graphql };
}

async function hourOfPeer(): Promise<IdleHour> {
  await using github = await startGitHub();
  const client = await githubLock.connect(github);
  await client.acquire();
  github.resetAccounting();
  await client.poll();
  const { requests, core, graphql } = totals(github.accounting);
  const looks = HOUR / PEER_POLL;
  return {
    name: `every ${PEER_POLL} s without ETag`,
    requests: looks * requests,
    charged: looks * (core + graphql),
  };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}
