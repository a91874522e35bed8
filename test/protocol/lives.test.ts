// What a waiting step asks about the jobs of others where it may not see them, and what it takes that for.
import { describe, expect, it } from 'vitest';
import type { Request } from '../../src/lease/schema.ts';
import type { Ask } from '../../src/protocol/asks.ts';
import { learnUnseen, NONE_UNSEEN, seeable, type Unseen } from '../../src/protocol/lives.ts';
import { held, OWN, run, wish } from './board.ts';
import { heard, limitedUntil, moment, REFUSED, SILENT, type Reply } from './moment.ts';

const HOUR = 3600;

/** The holder of the lease, and one whose run is of another repository. */
const here: Request = held().document!.requests[0]!;
const there: Request = { ...here, run_url: 'https://github.com/octo/other/actions/runs/7' };
const nameless: Request = { ...here, run_url: '__proto__' };

/** What is known after these answers about the job of `request`, one at each poll. */
function after(request: Request, ...replies: readonly Reply[]): Unseen {
  return replies.reduce<Unseen>((unseen, reply, poll) => {
    const { answer } = heard<'life'>({ ask: 'life', request }, reply);
    return learnUnseen(unseen, request, answer!, poll, moment(poll));
  }, NONE_UNSEEN);
}

describe('lives that may not be seen', () => {
  const half = here.parameters.max_hold / 2;

  it.each<[string, Unseen, number, readonly Request[]]>([
    ['are asked about before anything is refused', NONE_UNSEEN, 9, [here, there]],
    ['are asked about again where a refusal may pass', after(here, REFUSED, REFUSED), 9, [here, there]],
    ['are not after refusals at three polls', after(here, REFUSED, REFUSED, REFUSED), 9, [there]],
    [
      'nor whatever else is silent',
      after(here, REFUSED, SILENT, REFUSED, limitedUntil(9), REFUSED),
      9,
      [there],
    ],
    [
      'are where another answer was between',
      after(here, REFUSED, REFUSED, { value: 'alive' }, REFUSED),
      9,
      [here, there],
    ],
    ['are not yet before half of a max-hold', after(here, REFUSED, REFUSED, REFUSED), half + 1, [there]],
    ['are after half of a max-hold', after(here, REFUSED, REFUSED, REFUSED), half + 2, [here, there]],
    ['are not of a name that every object has', after(nameless, REFUSED, REFUSED, REFUSED), 9, [here, there]],
  ])('%s', (_, unseen, mono, expected) => {
    expect(seeable(unseen, [here, there], moment(mono))).toEqual(expected);
  });

  it('are not for a name that every object has, and are refused at one poll once', () => {
    expect(seeable(after(nameless, REFUSED, REFUSED, REFUSED), [nameless], moment(9))).toEqual([]);
    const { answer } = heard<'life'>({ ask: 'life', request: here }, REFUSED);
    const atOnce = [1, 2, 3, 4].reduce(
      (unseen) => learnUnseen(unseen, here, answer!, 1, moment(1)),
      NONE_UNSEEN,
    );
    expect(seeable(atOnce, [here], moment(2))).toEqual([here]);
  });
});

describe('a step that waits behind a job whose life it may not see', () => {
  const waiting = (hours: number, reply: (mono: number) => Reply) => {
    const board = held();
    return run(
      board,
      (ask: Ask, mono) => (ask.ask === 'life' ? reply(mono) : board.answer(ask)),
      wish({ timeout: hours * HOUR, pollInterval: 60 }),
    );
  };
  const times = ({ asked }: ReturnType<typeof waiting>): number[] =>
    asked.filter(({ ask }) => ask.ask === 'life').map(({ at }) => at);
  const { ttl, max_hold } = OWN.parameters;

  it('asks three times, and once more after half of its max-hold, when that is over it takes over as ever', () => {
    const ended = waiting((2 * max_hold) / HOUR, () => REFUSED);
    const asked = times(ended);
    expect(asked.filter((at) => at < max_hold / 2)).toHaveLength(3);
    expect(asked.length).toBeLessThanOrEqual(5);
    expect(ended.said.filter(({ line }) => line === 'lives-unseen')).toHaveLength(1);
    expect(ended.done).toMatchObject({ kind: 'acquired' });
    expect(ended.endedAt).toBeGreaterThan(max_hold - 60);
    expect(ended.endedAt).toBeLessThan(max_hold + here.parameters.takeover_delay + 300);
  });

  it('asks as ever once it is told again', () => {
    const asked = times(
      waiting(max_hold / HOUR - 0.1, (mono) => (mono < max_hold / 4 ? REFUSED : { value: 'alive' })),
    );
    const again = asked.filter((at) => at > max_hold / 4);
    expect(again.length).toBeGreaterThan(max_hold / 4 / (ttl + 120));
  });
});
