// What a command tells on its way: no repetition of what is the same, and no long silence.
import { expect, it } from 'vitest';
import { telling } from '../../src/commands/telling.ts';
import { ACTION_TERMS } from '../../src/text/terms.ts';
import { ManualClock } from '../support/manual-clock.ts';

const PLACE = { lease: 'staging', branch: 'ref-lease', waits: true, terms: ACTION_TERMS };
const ANSWERS = { line: 'answers-again' } as const;

/** Tells on a clock of its own; what was told, with the second at which it was. */
function aTelling(place: Parameters<typeof telling>[0] = PLACE) {
  const clock = new ManualClock();
  const told: [number, string][] = [];
  const reminders: string[] = [];
  const start = clock.monotonic();
  const { say, end } = telling(place, clock, ({ text, isReminder = false }) => {
    told.push([clock.monotonic() - start, text]);
    if (isReminder) reminders.push(text);
  });
  return { clock, told, reminders, say, end };
}

it('tells the same thing once, and again after every four minutes in which nothing else was told', async () => {
  const { clock, told, reminders, say, end } = aTelling();
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
  expect(reminders).toEqual([told[1]![1], told[3]![1]]);
});

it('says what it waits for where there was nothing to tell yet, and is silent after its end', async () => {
  const { clock, told, reminders, end } = aTelling();
  await clock.advance(490);
  end();
  await clock.advance(3_600);
  expect(told).toEqual([
    [240, 'For 4 m now: GitHub has given no answer yet that settles it.'],
    [480, 'For 8 m now: GitHub has given no answer yet that settles it.'],
  ]);
  expect(reminders).toEqual([]);
  expect(clock.sleeping).toBe(0);
});

it('says nothing of a hold while all is well, and what is wrong again and again', async () => {
  const { clock, told, say, end } = aTelling({ ...PLACE, waits: false, works: true });
  await clock.advance(1000);
  say({ line: 'silent', why: 'Nobody answers.' });
  await clock.advance(300);
  say(ANSWERS);
  await clock.advance(1000);
  end();
  expect(told).toEqual([
    [1000, 'Nobody answers. Trying again.'],
    [1240, 'For 4 m now: Nobody answers. Trying again.'],
    [1300, 'GitHub answers again.'],
  ]);
});
