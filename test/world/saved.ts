// What the acquire steps of a job save for their post steps, as the command does: as text, and only where it has changed.
import { nothingLeft } from '../../src/commands/post.ts';
import { leftoverOf, type AcquireEnd, type AcquireState } from '../../src/protocol/acquire-state.ts';
import type { Saved } from './steps.ts';

const PLACE = { branch: 'ref-lease', repository: 'acme/shop' };

export class SavedStates {
  readonly #texts: string[] = [];

  /** How many acquire steps have begun. */
  get count(): number {
    return this.#texts.length;
  }

  /** An acquire step begins: what keeps its states. */
  begin(lease: string, autoRelease: boolean): (state: AcquireState, done: AcquireEnd | null) => void {
    const slot = this.#texts.push('') - 1;
    let key = '';
    return (state, done) => {
      const left = leftoverOf(state, done);
      if (left === null) return;
      const next = JSON.stringify([left.registration.id, left.epoch, left.mayLand, left.ended]);
      if (next === key) return;
      key = next;
      this.#texts[slot] = JSON.stringify({ lease, autoRelease, ...left });
    };
  }

  /** The latest that a post step has something to do for; `null`: there is none any more. */
  pop(): Saved | null {
    for (let text = this.#texts.pop(); text !== undefined; text = this.#texts.pop()) {
      const saved = text === '' ? null : (JSON.parse(text) as Saved);
      if (saved !== null && nothingLeft({ ...PLACE, ...saved }) === null) return saved;
    }
    return null;
  }
}
