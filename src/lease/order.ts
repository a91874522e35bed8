// The order that a document gives to requests: none comes after one that it contains.
//
// What is needed for it is computed once for a document; then every round is put in order in about as many steps as it
// has requests and commits between them.
import type { Sha } from './identifiers.ts';
import { componentsOf } from './components.ts';
import { orderGraphOf, type Graph } from './containment.ts';
import type { LeaseDocument, Request } from './schema.ts';

/** What a document tells of its commits, made ready for {@link byContainment}. */
export interface Order {
  readonly graph: Graph;
  /** The knot of each commit, and the knots below each knot. Commits that lead to one another are one knot. */
  readonly knotOf: ReadonlyMap<Sha, number>;
  readonly below: readonly (readonly number[])[];
}

export function orderOf(document: LeaseDocument): Order {
  const graph = orderGraphOf(document);
  const heads = document.requests.map(({ head_sha }) => head_sha);
  const knotOf = componentsOf(graph, [...graph.below.keys(), ...heads]);
  const below: number[][] = [];
  for (const [commit, knot] of knotOf) {
    const list = (below[knot] ??= []);
    for (const lower of graph.below.get(commit) ?? []) {
      const other = knotOf.get(lower)!;
      if (other !== knot) list.push(other);
    }
  }
  return { graph, knotOf, below };
}

/**
 * Sorts requests so that none comes after one that it contains, by priority and then registration where the
 * document orders neither. Where each is contained in another (a forged cycle), containment is ignored.
 */
export function byContainment<R extends Request>(order: Order, requests: readonly R[]): R[] {
  const ranked = requests.toSorted((a, b) => b.priority - a.priority || a.registered_at - b.registered_at);
  if (ranked.length < 2) return ranked;
  const stack = new Dismantling(order, ranked);
  return ranked.map(() => stack.take());
}

/** The heads of one knot that requests still wait on, with the ranks of those. */
type Waiting = Map<string, number[]>;

/** Takes requests off the top, one by one: at any time those are open that nobody who waits contains. */
class Dismantling<R extends Request> {
  readonly #order: Order;
  readonly #ranked: readonly R[];
  readonly #taken: boolean[];
  /** First rank that may still wait. */
  #first = 0;
  /** Ranks of those that are open, the best last. */
  readonly #open: number[] = [];
  readonly #waiting = new Map<number, Waiting>();
  /** Ways into each knot from knots that are still there. */
  readonly #ways = new Map<number, number>();

  constructor(order: Order, ranked: readonly R[]) {
    this.#order = order;
    this.#ranked = ranked;
    this.#taken = ranked.map(() => false);
    for (const [rank, request] of ranked.entries()) {
      const waiting = this.#waitingIn(this.#knotOf(request));
      waiting.set(request.head_sha, [...(waiting.get(request.head_sha) ?? []), rank]);
    }
    this.#countWays();
    this.#uncover([...this.#ways].filter(([, ways]) => ways === 0).map(([knot]) => knot));
  }

  take(): R {
    const rank = this.#next();
    const request = this.#ranked[rank]!;
    this.#taken[rank] = true;
    const knot = this.#knotOf(request);
    const waiting = this.#waitingIn(knot);
    const others = waiting.get(request.head_sha)!.filter((other) => other !== rank);
    if (others.length > 0) waiting.set(request.head_sha, others);
    else {
      waiting.delete(request.head_sha);
      if (this.#ways.get(knot) === 0) this.#uncover([knot]);
    }
    return request;
  }

  #next(): number {
    const rank = this.#open.pop();
    if (rank !== undefined) return rank;
    // A circle: nobody is on top.
    while (this.#taken[this.#first]) this.#first += 1;
    return this.#first;
  }

  /** Opens knots that nothing is above any more; who waits nowhere in one makes way for what is below. */
  #uncover(knots: number[]): void {
    for (let knot = knots.pop(); knot !== undefined; knot = knots.pop()) {
      const waiting = this.#waitingIn(knot);
      const [ranks] = waiting.values();
      if (waiting.size === 1) for (const rank of ranks!) this.#insert(rank);
      if (waiting.size > 0) continue;
      for (const lower of this.#order.below[knot]!) {
        const ways = this.#ways.get(lower)! - 1;
        this.#ways.set(lower, ways);
        if (ways === 0) knots.push(lower);
      }
    }
  }

  #insert(rank: number): void {
    let [low, high] = [0, this.#open.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#open[middle]! > rank) low = middle + 1;
      else high = middle;
    }
    this.#open.splice(low, 0, rank);
  }

  #countWays(): void {
    const knots = [...this.#waiting.keys()];
    for (const knot of knots) this.#ways.set(knot, 0);
    for (let knot = knots.pop(); knot !== undefined; knot = knots.pop()) {
      for (const lower of this.#order.below[knot]!) {
        const ways = this.#ways.get(lower);
        if (ways === undefined) knots.push(lower);
        this.#ways.set(lower, (ways ?? 0) + 1);
      }
    }
  }

  #knotOf({ head_sha }: Request): number {
    return this.#order.knotOf.get(head_sha)!;
  }

  #waitingIn(knot: number): Waiting {
    const known = this.#waiting.get(knot);
    if (known !== undefined) return known;
    const none: Waiting = new Map();
    this.#waiting.set(knot, none);
    return none;
  }
}
