// One run of the simulation: a seed in, what it broke and what came of it out.
import type { LeaseDocument } from '../../src/lease/schema.ts';
import type { Seconds } from '../../src/lease/instant.ts';
import { transcriptOf } from '../world/transcript.ts';
import type { Rule } from './broken-rules.ts';
import { judge, type Broken } from './judge.ts';
import { Scene } from './scene.ts';

export interface Result {
  readonly seed: number;
  /** Empty for a run as it should be; else in the order of their times. */
  readonly broken: readonly Broken[];
  readonly asks: number;
  readonly seconds: Seconds;
  /** How often things happened: ends, outcomes, faults. */
  readonly counts: ReadonlyMap<string, number>;
  readonly scene: Scene;
}

/** Runs a seed; `rule`: with a rule broken on purpose. */
export function simulate(seed: number, rule: Rule | null = null): Result {
  const scene = new Scene(seed, rule);
  scene.run();
  const { world } = scene;
  return {
    seed,
    broken: judge(scene),
    asks: world.server.asks.length,
    seconds: world.agenda.now,
    counts: countsOf(scene),
    scene,
  };
}

/** The run as text to read, with what it broke at its place. */
export function traceOf({ scene, broken }: Result): string {
  const { world } = scene;
  for (const { promise, time, what } of broken)
    world.events.push({ time, kind: 'note', text: `BROKEN ${promise}: ${what}` });
  return `${JSON.stringify(scene.conditions)}\n${transcriptOf(world)}`;
}

/** A text that is the same for the same run. */
export function fingerprint({ scene: { world } }: Result): string {
  const asks = world.server.asks.map(({ process, kind, time }) => `${time} ${process} ${kind}`);
  return [...asks, ...world.branch.versions.map(({ head, time }) => `${time} ${head}`)].join('\n');
}

function countsOf({ world, weather }: Scene): Map<string, number> {
  const counts = new Map(weather.counts);
  const count = (what: string): void => void counts.set(what, (counts.get(what) ?? 0) + 1);
  for (const event of world.events) {
    if (event.kind !== 'report') continue;
    const { report } = event;
    const { kind } = report.done;
    count(
      `${report.of} ${report.of === 'acquire' && report.done.kind === 'gone' ? report.done.ending : kind}`,
    );
  }
  const ended = new Map<string, string>();
  for (const { by, leases } of world.branch.versions.slice(1)) {
    if ('operator' in by) count(by.operator);
    for (const document of leases.values()) {
      if (!('outcomes' in document)) continue;
      for (const { id, outcome } of document.outcomes) ended.set(id, outcome);
      for (const what of slotsShown(document)) count(what);
    }
  }
  for (const outcome of ended.values()) count(outcome);
  return counts;
}

/** What a document shows of slots. */
function slotsShown({ requests, slots }: LeaseDocument): string[] {
  const holders = requests.filter(({ status }) => status === 'acquired');
  const table = Object.values(slots);
  return [
    ...(holders.length > 1 ? ['several hold'] : []),
    ...(holders.some((holder) => (holder.slots?.length ?? 0) > 1) ? ['one holds several'] : []),
    ...(table.some(({ lock }) => lock !== null) ? ['a slot is locked'] : []),
    ...(table.some(({ rest_until }) => rest_until !== null) ? ['a slot rests'] : []),
  ];
}
