// Everything that a run of the benchmark has found, as it is written to a file.
import type { FleetRow, HandOver } from './contention.ts';
import type { GrowthFigures } from './core.ts';
import type { IdleHour } from './idle.ts';
import type { StoreCosts } from './stores.ts';
import type { StagesFigures } from './stages.ts';
import type { StartFigures } from './start.ts';
import type { Use } from './uncontended.ts';

export interface Results {
  /** ISO 8601. */
  readonly at: string;
  readonly quick: boolean;
  readonly machine: { readonly node: string; readonly cores: number; readonly load: number };
  readonly latency: { readonly read: number; readonly write: number };
  /** That of ref-lease and of peers. */
  readonly uses: readonly Use[];
  readonly leastUse: Use;
  /** A plain use with each store, as whole processes. */
  readonly stores: readonly StoreCosts[];
  readonly idle: readonly IdleHour[];
  readonly trains: readonly FleetRow[];
  readonly plain: readonly FleetRow[];
  /** As many as the most of {@link plain}, on plain git. */
  readonly plainOnGit: FleetRow;
  readonly stages: StagesFigures;
  readonly handOver: HandOver;
  readonly start: StartFigures;
  readonly growth: GrowthFigures;
  /** Milliseconds of one decision, by the number of requests and of slots; 0: none has a name. */
  readonly decision: readonly { readonly requests: number; readonly slots: number; readonly time: number }[];
}
