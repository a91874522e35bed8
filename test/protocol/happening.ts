// What the tests of the weather share: things that happen one after another, and what is told of them.
import type { Line } from '../../src/protocol/line.ts';
import { arriving } from '../../src/protocol/pace.ts';
import { FAIR, limited, silent, type Change, type Weather } from '../../src/protocol/weather.ts';
import { moment, START } from './moment.ts';

export const WHY = 'No answer.';
export const ARRIVING = arriving(0);

/** Several things that happen, one after another, with everything that is told of them. */
export function after(...happen: readonly ((weather: Weather) => Change)[]): {
  weather: Weather;
  said: string[];
} {
  let weather = FAIR;
  const said: string[] = [];
  for (const each of happen) {
    const change = each(weather);
    ({ weather } = change);
    said.push(...change.say.map(({ line }: Line) => line));
  }
  return { weather, said };
}

export const noRead = (weather: Weather): Change => silent(weather, 'read', WHY, moment(0));
export const noWrite = (weather: Weather): Change => silent(weather, 'write', WHY, moment(0));
export const limit = (weather: Weather): Change =>
  limited(weather, 'read', START + 60, 'Too many.', moment(0));

/** The shortest, mean and longest pause after each of so many same things. */
export function pausesOf(
  happen: (weather: Weather, mono: number, random: number) => { readonly weather: Weather },
  times: number,
): number[][] {
  let weather = FAIR;
  let mono = 0;
  return Array.from({ length: times }, () => {
    const pauses = [0, 0.5, 1].map((random) => happen(weather, mono, random).weather.notBefore - mono);
    ({ weather } = happen(weather, mono, 0.5));
    mono = weather.notBefore;
    return pauses;
  });
}
