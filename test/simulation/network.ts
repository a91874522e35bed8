// The way between a process and GitHub: every request arrives, takes effect and is answered, each in its own time.
//
// On each leg it may be lost, come twice, or be so late that its sender has given up or died; what arrives takes effect
// all the same. A caller learns only what the real client tells: an answer, a fault, a limit, or its own signal.
import { RateLimitedError, UnavailableError } from '../../src/lease/errors.ts';
import type { Loop } from './loop.ts';
import type { Process } from './process.ts';

/** The time of the server when the simulation begins, in seconds since 1970. */
export const EPOCH = 1_795_168_800;

/** How often which fault strikes, as shares of all calls. */
export interface Climate {
  /** Mean seconds on each leg. */
  readonly latency: number;
  readonly lostBefore: number;
  readonly lostAfter: number;
  /** 5xx that came before or after the effect. */
  readonly faultBefore: number;
  readonly faultAfter: number;
  readonly limited: number;
  /** A write that is refused for a reason that passes. */
  readonly refused: number;
  readonly duplicated: number;
  /** Arrives minutes later. */
  readonly late: number;
  /** Mean seconds by which a late one is late. */
  readonly lateness: number;
  /** Reads that a lagging replica answers, and its mean lag; a lag is under 50 seconds. */
  readonly stale: number;
  readonly lag: number;
}

/** A time in which GitHub as a whole, or for one process, does not work as it should. */
export interface Outage {
  readonly kind: 'down' | 'silent' | 'limited' | 'frozen';
  readonly from: number;
  readonly to: number;
  /** `null`: for everyone. */
  readonly only: string | null;
}

/** The client gives up waiting for the answer to a write, and to a read with all its repetitions. */
const PATIENCE = { write: 15, read: 54 } as const;

export const LONGEST_LAG = 50;

const FINE: Climate = {
  latency: 0.15,
  lostBefore: 0,
  lostAfter: 0,
  faultBefore: 0,
  faultAfter: 0,
  limited: 0,
  refused: 0,
  duplicated: 0,
  late: 0,
  lateness: 0,
  stale: 0,
  lag: 0,
};

export interface Call<T> {
  readonly what: string;
  readonly kind: 'read' | 'write';
  /** Takes effect; `time` is the moment that a replica answers for. */
  readonly effect: (time: number) => T;
  /** The answer of a server that refuses a write for a reason that passes. */
  readonly refusal?: T;
  readonly signal: AbortSignal | undefined;
}

type Settle<T> = (answer: { readonly value: T } | { readonly error: unknown }) => void;

export class Network {
  readonly #loop: Loop;
  #climate: Climate;
  #outages: readonly Outage[];
  /** How many faults of which kind have struck. */
  readonly faults = new Map<string, number>();

  constructor(loop: Loop, climate: Climate, outages: readonly Outage[]) {
    this.#loop = loop;
    this.#climate = climate;
    this.#outages = outages;
  }

  /** From now on everything works; what is still under way arrives. */
  heal(): void {
    this.#climate = FINE;
    this.#outages = [];
  }

  count(fault: string): void {
    this.faults.set(fault, (this.faults.get(fault) ?? 0) + 1);
  }

  /** Sends a call of a process. */
  send<T>(process: Process, call: Call<T>): Promise<T> {
    const { signal } = call;
    if (signal?.aborted === true) return Promise.reject(signal.reason);
    return new Promise((resolve, reject) => {
      let open = true;
      const settle: Settle<T> = (answer) => {
        if (!open) return;
        open = false;
        signal?.removeEventListener('abort', abort);
        if ('value' in answer) resolve(answer.value);
        else reject(answer.error);
      };
      const abort = (): void => settle({ error: signal?.reason });
      signal?.addEventListener('abort', abort);
      this.#loop.after(PATIENCE[call.kind] * this.#loop.random.between(0.9, 1), () => {
        if (open) process.receive(() => settle({ error: new UnavailableError('No answer in time.') }));
      });
      this.#travel(process, call, settle);
    });
  }

  #travel<T>(process: Process, call: Call<T>, settle: Settle<T>): void {
    const { random } = this.#loop;
    const climate = this.#climate;
    const strikes = (fault: keyof Climate): boolean => {
      if (!random.chance(climate[fault])) return false;
      this.count(fault);
      return true;
    };
    let way = random.around(climate.latency);
    if (strikes('late')) way += random.around(climate.lateness);
    const isDouble = strikes('duplicated');
    if (strikes('lostBefore')) {
      this.#loop.log(`${process.name} ${call.what} is lost`);
    } else {
      this.#loop.after(way, () => this.#arrive(process, call, climate, settle));
    }
    if (isDouble)
      this.#loop.after(way + random.around(climate.lateness / 2 + 1), () =>
        this.#arrive(process, call, climate, settle),
      );
  }

  #arrive<T>(process: Process, call: Call<T>, climate: Climate, settle: Settle<T>): void {
    const { random, now } = this.#loop;
    const strikes = (fault: keyof Climate): boolean => {
      if (!random.chance(climate[fault])) return false;
      this.count(fault);
      return true;
    };
    const answer = (given: Parameters<Settle<T>>[0]): void => {
      const date = new Date((EPOCH + now) * 1000).toUTCString();
      this.#loop.after(random.around(climate.latency), () =>
        process.receive(() => {
          process.clock.observe(date);
          settle(given);
        }),
      );
    };
    const outage = this.#outages.find(
      ({ from, to, only }) => from <= now && now < to && (only === null || only === process.machine),
    );
    if (outage?.kind === 'silent') return this.count('silent');
    if (outage?.kind === 'limited' || strikes('limited')) {
      if (outage !== undefined) this.count('limited');
      const resetAt = EPOCH + Math.ceil(outage?.kind === 'limited' ? outage.to : now + 60);
      return answer({ error: new RateLimitedError('The limit is reached.', resetAt) });
    }
    const isDown = outage?.kind === 'down';
    if (isDown) this.count('down');
    const fails = isDown || strikes('faultBefore');
    if (fails && !(isDown && random.chance(0.3))) {
      return answer({ error: new UnavailableError('The server has a fault.') });
    }
    if (call.refusal !== undefined && strikes('refused')) return answer({ value: call.refusal });
    let time = now;
    if (call.kind === 'read') {
      if (outage?.kind === 'frozen') time = Math.max(outage.from, now - LONGEST_LAG);
      if (strikes('stale')) time = Math.min(time, now - Math.min(random.around(climate.lag), LONGEST_LAG));
    }
    const value = call.effect(time);
    if (isDown || strikes('faultAfter'))
      return answer({ error: new UnavailableError('The server has a fault.') });
    if (strikes('lostAfter')) return;
    answer({ value });
  }
}
