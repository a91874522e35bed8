// What a command tells on its way: no repetition of what is the same, and no long silence.
import { expect, it } from 'vitest';
import { telling } from '../../src/commands/telling.ts';
import { ACTION_TERMS } from '../../src/text/terms.ts';
import { ManualClock } from '../support/manual-clock.ts';

const PLACE = { lease: 'staging', branch: 'ref-lease', waits: true, terms: ACTION_TERMS };
const ANSWERS = { line: 'answers-again' } as const;

/** Tells on a clock of its own; what was told, with the second at which it was. */
function aTelling() {
  const clock = new ManualClock();
  const told: [number, string][] = [];
  const start = clock.monotonic();
  const { say, end } = telling(PLACE, clock, ({ text }) => told.push([clock.monotonic() - start, text]));
  return { clock, told, say, end };
}

it('tells the same thing once, and again after every four minutes in which nothing else was told', async () => {
  const { clock, told, say, end } = aTelling();
  say(ANSWERS);
  for (let minute = 0; minute < 5; minute++) {
    await clock.advance(60);
    say(ANSWERS);
  }
  say({ line: 'rewound' });
  await clock.advance(230);
  expect(told.map(([at]) => at)).toEqual([0, 240, 300]);
  await clock.advance(240);
  end();
  expect(told.map(([at]) => at)).toEqual([0, 240, 300, 540]);
  expect(told[1]![1]).toBe('For 4 m now: GitHub answers again.');
  expect(told[3]![1]).toBe(`For 4 m now: ${told[2]![1]}`);
});

it('says what it waits for where nobody has answered yet, and is silent after its end', async () => {
  const { clock, told, end } = aTelling();
  await clock.advance(490);
  end();
  await clock.advance(3_600);
  expect(told).toEqual([
    [240, "For 4 m now: Waiting for GitHub's first answer."],
    [480, "For 8 m now: Waiting for GitHub's first answer."],
  ]);
  expect(clock.sleeping).toBe(0);
});
