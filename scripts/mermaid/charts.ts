// Every kind of diagram that people are shown: those that the board draws, and those of the documentation.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gantt } from '../../src/text/gantt.ts';
import {
  crowd,
  grant,
  group,
  largePool,
  mergeQueueStory,
  plain,
  poisoned,
  poolStory,
  register,
  sadStory,
  START,
  story,
} from '../../test/text/build.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const DOCUMENTS = ['README.md', 'docs/design.md', 'docs/operations.md'];

/** A diagram, by a name for messages. */
export interface Chart {
  readonly name: string;
  readonly text: string;
}

// What a name may have in it: signs of Mermaid, of HTML, of other scripts, and words that begin a line of a chart.
const HOSTILE = [
  '',
  ':',
  ';',
  '#',
  '%%',
  '%%{init: {"theme":"dark"}}%%',
  '---',
  '--',
  'section x',
  'title x',
  'click a href "javascript:alert(1)"',
  'dateFormat X',
  'gantt',
  'todayMarker off',
  '<img src=x onerror="document.title=1">',
  '<script>document.title=1</script>',
  '&lt;b&gt; &amp; &#35;',
  '"quoted" \'and\' `ticked`',
  'a:done, 2026-01-01, 1d',
  'a\nsection b',
  '{}[]()<>|\\/~^',
  '2026-11-20',
  '1d',
  '$$x^2$$',
  'constructor',
  '__proto__',
  'цитата',
  '日本語の名前',
  'ܐܒܓ עברית العربية',
  '👩‍👩‍👧 🏁',
  'e\u0301\u200b\u202e\u2028x',
  'x'.repeat(300),
];

/** All of them. */
export function charts(): Chart[] {
  const hostile = HOSTILE.map((text) => ({
    name: `the name ${JSON.stringify(text)}`,
    text: gantt(poisoned(mergeQueueStory(), text), START + 720),
  }));
  const slots = HOSTILE.map((text) => ({
    name: `slots with the name ${JSON.stringify(text)}`,
    text: gantt(poisoned(poolStory(), text), START + 190),
  }));
  return [...shapes(), ...hostile, ...slots, ...documented()];
}

function shapes(): Chart[] {
  const atOnce = story('main', [0, register(plain(1, 'main')), grant(1)]);
  return [
    { name: 'a train that succeeds', text: gantt(mergeQueueStory(), START + 720) },
    { name: 'failures, evictions and a withdrawal', text: gantt(sadStory(), START + 60) },
    { name: 'no time at all', text: gantt(atOnce, START) },
    { name: 'one round', text: gantt(story('main', [0, register(group(1))]), START + 5) },
    { name: 'many rounds', text: gantt(crowd(60), START + 100) },
    { name: 'one round of many', text: gantt(crowd(40, group), START + 100) },
    { name: 'a pool', text: gantt(poolStory(), START + 190) },
    { name: 'a large pool', text: gantt(largePool(100, 90), START + 1000) },
    { name: 'more than a day', text: gantt(atOnce, START + 200_000) },
    { name: 'more than a year', text: gantt(atOnce, START + 40_000_000) },
  ];
}

/** The Mermaid blocks of the documentation. */
function documented(): Chart[] {
  return DOCUMENTS.flatMap((path) =>
    [...readFileSync(join(ROOT, path), 'utf8').matchAll(/^```mermaid\n([^]*?)^```$/gm)].map(
      ([, text = ''], at) => ({
        name: `${path}, diagram ${at + 1}`,
        text,
      }),
    ),
  );
}
