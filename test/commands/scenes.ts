// Scenes of one step each, and the page of all that a person reads of them.
import { aStage, wordsOf, type Finished, type Stage } from './stage.ts';

export interface Scene {
  readonly title: string;
  /** Plays it; the last step is the one that is shown. */
  readonly play: (stage: Stage) => Promise<Finished | null>;
}

export const scene = (title: string, play: Scene['play']): Scene => ({ title, play });

/** Plays each scene on a stage of its own. */
export async function pageOf(title: string, scenes: readonly Scene[]): Promise<string> {
  const parts: string[] = [];
  for (const { title: heading, play } of scenes) {
    const finished = await play(aStage());
    if (finished === null) throw new Error(`nothing happens in "${heading}"`);
    const { said, outcome } = finished;
    const { failure } = outcome;
    const lines = [
      ...said,
      ...outcome.told.map(wordsOf),
      ...(failure === null ? [] : [`fails, ${failure.code}: ${failure.message}`]),
    ];
    parts.push([`## ${heading}`, '', ...lines.map((line) => `- ${line}`)].join('\n'));
  }
  return [`# ${title}`, ...parts].join('\n\n') + '\n';
}
