// A train of the demo, as the lease was at the moment that tells most.
import { Branch } from '../../demo/branch.ts';
import { parseOptions, type Options } from '../../demo/options.ts';
import { Resource } from '../../demo/resource.ts';
import { tell } from '../../demo/story.ts';
import { Train } from '../../demo/train.ts';
import { holderOf, latestStamp } from '../../src/lease/document.ts';
import { fromIso, type Instant } from '../../src/lease/instant.ts';
import { inLine } from '../../src/lease/line.ts';
import type { LeaseDocument } from '../../src/lease/schema.ts';
import { openScene } from '../../test/support/scene.ts';

/** Group 5 fails, group 4 succeeds for those below it; a newcomer and a late group are there for the next round. */
const STORY = '--groups 6 --fail 5 --late 6 --newcomer --work 8s'.split(' ');

/** The lease while somebody holds it, others wait and most ends are there, and the server that its links lead to. */
export async function playTrain(): Promise<{ document: LeaseDocument; serverUrl: string }> {
  const options = parseOptions(STORY) as Options;
  const story = tell(options);
  await using scene = await openScene({ latency: options.latency });
  const train = new Train(scene, { options, story, resource: new Resource(), tell: () => undefined });
  const branch = new Branch(scene);
  const over = new AbortController();
  const following = branch.follow(() => undefined, over.signal);
  await train.play().finally(() => over.abort());
  await following;
  const documents = branch.commits.flatMap(({ document }) => document ?? []);
  const document = documents.findLast((each) => holderOf(each) !== undefined && inLine(each).length > 0);
  if (document === undefined) throw new Error('the train never had a holder and a line');
  return { document, serverUrl: scene.github.serverUrl };
}

const START = fromIso('2026-01-15T10:00:00Z');
const SLOWER = 60;

/** The same lease with a minute for each second, and a time shortly after its last write. */
export function slowed(document: LeaseDocument): { document: LeaseDocument; now: Instant } {
  const first = Math.min(
    ...[...document.requests, ...document.outcomes].map((each) => each.registered_at ?? Infinity),
  );
  const slower = (at: Instant): Instant => START + (at - first) * SLOWER;
  const walk = (value: unknown, key: string): unknown => {
    if (typeof value === 'number') return key === 'at' || key.endsWith('_at') ? slower(value) : value;
    if (Array.isArray(value)) return value.map((each) => walk(each, key));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, walk(each, name)]));
  };
  return { document: walk(document, '') as LeaseDocument, now: slower(latestStamp(document) + 5) };
}
