// A value of the simulated server with all it has been, so that a lagging replica can answer with an older one.

export class Timeline<T> {
  readonly #versions: { readonly at: number; readonly value: T }[];

  constructor(first: T) {
    this.#versions = [{ at: Number.NEGATIVE_INFINITY, value: first }];
  }

  get current(): T {
    return this.#versions.at(-1)!.value;
  }

  get length(): number {
    return this.#versions.length;
  }

  set(at: number, value: T): void {
    this.#versions.push({ at, value });
  }

  /** What the value was at a time. */
  at(time: number): T {
    for (let index = this.#versions.length - 1; index > 0; index--) {
      const version = this.#versions[index]!;
      if (version.at <= time) return version.value;
    }
    return this.#versions[0]!.value;
  }
}
