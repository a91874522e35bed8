// That nobody starves who takes several: a request for all of ten slots under a steady stream of requests for one.
import { describe, expect, it } from 'vitest';
import { holdersOf, requestOf } from '../../src/lease/document.ts';
import { inLine } from '../../src/lease/line.ts';
import type { LeaseDocument } from '../../src/lease/schema.ts';
import { bendsOf } from '../world/beliefs.ts';
import { bending } from '../world/bend.ts';
import { documentAt } from '../world/branch.ts';
import { LEASE, plainJob, type Person } from '../world/cast.ts';
import { acquire, work } from '../world/steps.ts';
import { World, type Circumstances } from '../world/world.ts';
import { Random } from './random.ts';

const TEN = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];
const BIG = plainJob(500, { name: 'big', parameters: { accepts: TEN, take: TEN.length } });

/** So many come, every few seconds one; they work so long that more than ten would be at work at once. */
const STREAM = 90;
const EVERY = 5;
const WORK = 60;
/** When the one comes that takes all. */
const COMES = 150;

interface Wait {
  /** Who held a slot when it came first in the line. */
  readonly holds: number;
  /** Who was granted a slot between that and its own grant. */
  readonly overtaken: readonly string[];
  readonly seconds: number;
}

/** How the one that takes all has waited; `null`: it was never granted its slots. */
function waitOf(seed: number, circumstances: Circumstances = {}): Wait | null {
  const world = new World({ seed, ...circumstances });
  const random = new Random(seed);
  const one = (number: number): Person => plainJob(number, { parameters: { accepts: TEN, take: 1 } });
  for (let n = 1; n <= STREAM; n += 1) {
    const at = n * EVERY + random.between(0, EVERY);
    world.job(at, one(n), acquire(), work(random.between(0.5, 1.5) * WORK));
  }
  world.job(COMES, BIG, acquire(), work(10));
  world.run(5000);
  const shown = world.branch.versions.flatMap((version) => {
    const document = documentAt(version, LEASE);
    return document === null ? [] : [{ time: version.time, document }];
  });
  const isFirst = ({ document }: { readonly document: LeaseDocument }): boolean =>
    inLine(document)[0]?.id === BIG.key;
  const first = shown.findIndex(isFirst);
  const own = shown.findIndex(({ document }) => requestOf(document, BIG.key)?.status === 'acquired');
  if (first === -1 || own === -1) return null;
  const before = new Set(holdersOf(shown[first]!.document).map(({ id }) => id));
  const later = shown.slice(first, own).flatMap(({ document }) => holdersOf(document).map(({ id }) => id));
  return {
    holds: before.size,
    overtaken: [...new Set(later)].filter((id) => !before.has(id)),
    seconds: shown[own]!.time - shown[first]!.time,
  };
}

describe('a request that takes all of ten slots', () => {
  it('is granted them after no more than the holds that there were when it came first', () => {
    const waits = [1, 2, 3].map((seed) => waitOf(seed));
    for (const wait of waits) {
      expect(wait?.overtaken).toEqual([]);
      expect(wait!.holds).toBeGreaterThan(5);
      expect(wait!.holds).toBeLessThanOrEqual(TEN.length);
      // The longest hold that was there, and a few polls.
      expect(wait!.seconds).toBeLessThan(1.5 * WORK + 60);
    }
    const figures = waits.map((wait) => `${wait!.holds} holds, ${wait!.seconds.toFixed(0)} s`);
    console.log(`first in the line, all of ten slots were granted after ${figures.join('; ')}`);
  });

  it('is overtaken where nobody keeps slots', () => {
    const wait = waitOf(1, { instead: bending(bendsOf('nobody keeps slots')) });
    expect(wait?.overtaken.length ?? STREAM).toBeGreaterThan(TEN.length);
  });
});
