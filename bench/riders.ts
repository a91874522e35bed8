// A process that plays many jobs, for fleet.ts: it is sent the plans, and sends back how they went.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { ride, type Place, type Plan, type Ride } from './rider.ts';

export interface FleetOrder {
  readonly place: Place;
  readonly plans: readonly Plan[];
}

export interface FleetReport {
  readonly rides: readonly Ride[];
  readonly failures: readonly string[];
  /** Milliseconds by which 99 % of this process's timers were late at most: how crowded the machine was. */
  readonly lag: number;
}

// Each job that uses git removes its folders when the process ends.
process.setMaxListeners(0);
process.once('message', (order: FleetOrder) => {
  // It ends once it was heard: the end of a process may be told before its last words.
  process.once('disconnect', () => process.exit(0));
  void play(order).then((report) => process.send!(report));
});

async function play({ place, plans }: FleetOrder): Promise<FleetReport> {
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  const startedAt = performance.now();
  const now = (): number => performance.now() - startedAt;
  const asking = plans.map(() => Promise.withResolvers<void>());
  const all = Promise.all(asking.map(({ promise }) => promise));
  const ends = await Promise.allSettled(
    plans.map((plan, index) => {
      const asked = asking[index]!.resolve;
      return ride(place, plan, now, { asked, all }).finally(asked);
    }),
  );
  return {
    rides: ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : [])),
    failures: ends.flatMap((end) => (end.status === 'rejected' ? [String(end.reason)] : [])),
    lag: delay.percentile(99) / 1e6 - 10,
  };
}
