// What goes wrong with the asks of a run, ask by ask, drawn by chance; and what was so, for whoever judges the run.
import type { Seconds } from '../../src/lease/instant.ts';
import type { Kind } from '../../src/protocol/asks.ts';
import type { Fault, Plan, Sent } from '../world/fault.ts';
import type { Climate } from './conditions.ts';
import type { Random } from './random.ts';

/** Longest time in which one process is shown nothing but older states: a replica never lags behind for a minute. */
const LONGEST_LAG: Seconds = 40;

/** What one process has suffered. */
export interface Suffered {
  /** Asks that had no value for an answer, by kind. */
  readonly unanswered: Map<Kind, number>;
  refused: number;
  /** Answers that showed an older state. */
  older: number;
  pausedFor: Seconds;
}

/** A time in which some kinds of asks go unanswered: of one job, or of all. */
export interface Outage {
  readonly from: Seconds;
  readonly to: Seconds;
  readonly kinds: readonly Kind[];
  readonly is: 'silent' | 'refused';
  readonly of: string | null;
}

const BOARD: ReadonlySet<Kind> = new Set(['read', 'look', 'board']);
const SIDES: ReadonlySet<Kind> = new Set(['groups', 'ahead', 'contains', 'life']);

export class Weather implements Plan {
  /** Nothing goes wrong any more. */
  isHealed = false;
  /** When the last of what has gone wrong is over, as far as it has an end of its own. */
  until: Seconds = 0;
  readonly outages: Outage[] = [];
  /** Processes whose replica lags behind. */
  readonly lagging = new Set<string>();
  /** How many versions a replica may be behind at a time. */
  mostBehind: (time: Seconds) => number = () => 0;
  readonly suffered = new Map<string, Suffered>();
  readonly counts = new Map<string, number>();
  readonly #random: Random;
  readonly #climate: Climate;
  readonly #olderSince = new Map<string, Seconds>();

  constructor(random: Random, climate: Climate) {
    this.#random = random;
    this.#climate = climate;
  }

  /** What a process has suffered so far. */
  of(process: string): Suffered {
    const known = this.suffered.get(process);
    if (known !== undefined) return known;
    const none: Suffered = { unanswered: new Map(), refused: 0, older: 0, pausedFor: 0 };
    this.suffered.set(process, none);
    return none;
  }

  /** Notes that an ask goes unanswered. */
  deny(process: string, kind: Kind): void {
    const { unanswered } = this.of(process);
    unanswered.set(kind, (unanswered.get(kind) ?? 0) + 1);
  }

  readonly faultOf = (sent: Sent): Fault | null => {
    if (this.isHealed) return null;
    const fault = this.#outage(sent) ?? this.#draw(sent);
    if (fault?.is !== 'older' && BOARD.has(sent.kind)) this.#olderSince.delete(sent.process);
    if (fault !== null) this.#note(sent, fault);
    return fault;
  };

  #note({ process, kind, time }: Sent, fault: Fault): void {
    this.counts.set(fault.is, (this.counts.get(fault.is) ?? 0) + 1);
    const suffered = this.of(process);
    switch (fault.is) {
      case 'silent':
      case 'limited':
        this.until = Math.max(this.until, time + (fault.is === 'limited' ? fault.for : fault.after));
        this.deny(process, kind);
        break;
      case 'refused':
        suffered.refused += 1;
        this.deny(process, kind);
        break;
      case 'doubled':
        this.deny(process, kind);
        break;
      case 'paused':
        suffered.pausedFor += fault.for;
        this.until = Math.max(this.until, time + fault.for);
        break;
      case 'older':
        suffered.older += 1;
        break;
      case 'killed':
        break;
    }
  }

  #outage({ process, kind, time }: Sent): Fault | null {
    const outage = this.outages.find(
      ({ from, to, kinds, of }) =>
        from <= time && time < to && kinds.includes(kind) && (of === null || process.startsWith(of)),
    );
    if (outage === undefined) return null;
    if (outage.is === 'refused') return { is: 'refused' };
    return {
      is: 'silent',
      lands: kind === 'write' && this.#random.chance(0.2) ? 'now' : 'never',
      after: this.#random.pick([0, 10]),
    };
  }

  #draw({ process, kind, time }: Sent): Fault | null {
    const { killed, runner, paused, pause, limited, limit, lost } = this.#climate;
    const random = this.#random;
    // One number decides of all, so that the faults exclude one another.
    let left = random.next();
    const is = (chance: number): boolean => (left -= chance) < 0 && left >= -chance;
    if (is(killed))
      return { is: 'killed', when: random.pick(['before', 'after']), runner: random.chance(runner) };
    if (is(paused)) return { is: 'paused', for: random.around(pause) };
    if (is(limited))
      return { is: 'limited', for: limit * random.between(0.5, 1.5), lands: random.chance(0.3) };
    if (SIDES.has(kind)) return this.#drawOfSide(is);
    if (is(lost)) return { is: 'silent', lands: 'never', after: random.pick([0, 1, 10, 30]) };
    return kind === 'write' ? this.#drawOfWrite(is) : this.#drawOfRead(process, time, is);
  }

  #drawOfSide(is: (chance: number) => boolean): Fault | null {
    const { sides } = this.#climate;
    if (is(sides / 2)) return { is: 'silent', lands: 'never', after: this.#random.pick([0, 1, 10]) };
    return is(sides / 2) ? { is: 'refused' } : null;
  }

  #drawOfWrite(is: (chance: number) => boolean): Fault | null {
    const { landed, late, lateness, doubled, refused } = this.#climate;
    const after = this.#random.pick([0, 1, 10, 30]);
    if (is(landed)) return { is: 'silent', lands: 'now', after };
    if (is(late)) return { is: 'silent', lands: this.#random.around(lateness), after };
    if (is(doubled)) return { is: 'doubled' };
    return is(refused) ? { is: 'refused' } : null;
  }

  #drawOfRead(process: string, time: Seconds, is: (chance: number) => boolean): Fault | null {
    const { older, refused } = this.#climate;
    if (is(refused / 4)) return { is: 'refused' };
    const by = Math.min(this.#random.integer(1, 4), this.mostBehind(time));
    // Both together would be more than a minute.
    if (!is(older) || by === 0 || this.lagging.has(process)) return null;
    const since = this.#olderSince.get(process) ?? time;
    if (time - since > LONGEST_LAG) return null;
    this.#olderSince.set(process, since);
    return { is: 'older', by };
  }
}
