// Everything of the world that the command line touches; a test has its own.
import type { Report } from '../audit/check.ts';
import type { Entry } from '../audit/history.ts';
import type { LeaseName } from '../lease/identifiers.ts';
import type { Clock } from '../engine/ports.ts';
import type { Checkout } from './checkout.ts';
import type { StartChild } from './child.ts';
import type { Host } from './ci.ts';
import type { Signals } from './signals.ts';
import type { Streams } from './terminal.ts';
import type { Connection, Where } from './world.ts';

export interface Surroundings {
  readonly env: NodeJS.ProcessEnv;
  /** The folder that the command runs in. */
  readonly directory: string;
  readonly streams: Streams;
  readonly clock: Clock;
  readonly host: Host;
  readonly signals: Signals;
  /** Twelve random hex digits. */
  readonly nonce: () => string;
  readonly checkout: (directory: string) => Promise<Checkout>;
  readonly connect: (where: Where, env: NodeJS.ProcessEnv, say: (text: string) => void) => Connection;
  readonly start: StartChild;
  readonly history: (
    where: Where,
    env: NodeJS.ProcessEnv,
    count: number,
    lease: LeaseName | null,
  ) => Promise<readonly Entry[]>;
  readonly audit: (where: Where, env: NodeJS.ProcessEnv) => Promise<Report>;
}
