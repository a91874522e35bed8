// The driver on small machines: what it asks when, what it tells, and what ends an ask that is under way.
import { describe, expect, it } from 'vitest';
import { drive, type Engine } from '../../src/engine/drive.ts';
import type { Answer, Ask, Heard, Machine, Now, Step } from '../../src/protocol/asks.ts';
import { ManualClock } from '../support/manual-clock.ts';

const READ: Ask = { ask: 'read', lease: 'staging' };
const GROUPS: Ask = { ask: 'groups', base: 'main' };
const AHEAD: Ask = { ask: 'ahead', base: 'main', head: 'a'.repeat(40) };

type Want = Partial<Omit<Step<number, string, string>, 'state'>>;

/** What a machine was told at one step. */
interface Told {
  readonly now: Now;
  readonly heard: readonly Heard[];
}

/** A machine whose state counts its steps, and which wants one thing after another. */
function scripted(...wants: readonly (Want | ((told: Told) => Want))[]) {
  const told: Told[] = [];
  const machine: Machine<number, string, string> = {
    step(state, heard, now) {
      told.push({ now, heard });
      const want = wants[state] ?? { done: 'the script is over' };
      const wanted = typeof want === 'function' ? want({ now, heard }) : want;
      return { state: state + 1, asks: [], until: null, say: [], done: null, ...wanted };
    },
  };
  return { machine, told };
}

/** An engine whose asks take so many seconds; one without a time is never answered. */
function engineOf(takes: Partial<Record<Ask['ask'], number>> = {}) {
  const clock = new ManualClock(1_000);
  const controller = new AbortController();
  const log: string[] = [];
  const engine: Engine<number, string> = {
    clock,
    budget: { share: (now) => (now === null ? 1 : 0.5) },
    carry: async ({ ask }, signal) => {
      log.push(`${ask} sent at ${clock.monotonic()}`);
      signal.addEventListener('abort', () => log.push(`${ask} cut short at ${clock.monotonic()}`));
      const time = takes[ask];
      if (time === undefined) return new Promise(() => {});
      await clock.sleep(time);
      return { is: 'value', value: ask };
    },
    say: (line) => log.push(`said ${line}`),
    remember: (state) => log.push(`remembered ${state}`),
    cancelled: controller.signal,
  };
  return { engine, clock, log, cancel: () => controller.abort(new Error('cancelled')) };
}

const answers = ({ heard }: Told): unknown[] =>
  heard.map(({ to, answer }) => [
    to.ask,
    answer === null ? null : answer.is === 'value' ? answer.value : answer.is,
  ]);

describe('drive', () => {
  it('sends the asks of a step side by side, and tells the answers in their order', async () => {
    const { engine, clock, log } = engineOf({ read: 3, groups: 1, ahead: 2 });
    const { machine, told } = scripted({ asks: [READ, GROUPS, AHEAD] }, { done: 'over' });
    const end = await clock.until(drive(machine, 0, engine));
    expect(end).toEqual({ state: 2, done: 'over' });
    expect(log.filter((line) => line.includes('sent'))).toEqual([
      'read sent at 0',
      'groups sent at 0',
      'ahead sent at 0',
    ]);
    expect(answers(told[1]!)).toEqual([
      ['read', 'read'],
      ['groups', 'groups'],
      ['ahead', 'ahead'],
    ]);
    expect(told[1]!.now).toMatchObject({ at: 1_003, mono: 3, cancelled: false, budget: 0.5 });
  });

  it('remembers the state before anything of it is sent or said, also the last one', async () => {
    const { engine, clock, log } = engineOf({ read: 1 });
    const { machine } = scripted({ asks: [READ], say: ['asking'] }, { say: ['done'], done: 'over' });
    await clock.until(drive(machine, 0, engine));
    expect(log).toEqual([
      'remembered 1',
      'said asking',
      'read sent at 0',
      'read cut short at 1',
      'remembered 2',
      'said done',
    ]);
  });

  it('cuts short at `until` what has no answer, and keeps what has one', async () => {
    const { engine, clock, log } = engineOf({ groups: 1 });
    const { machine, told } = scripted({ asks: [READ, GROUPS], until: 5 });
    await clock.until(drive(machine, 0, engine));
    expect(answers(told[1]!)).toEqual([
      ['read', null],
      ['groups', 'groups'],
    ]);
    expect(told[1]!.now.mono).toBe(5);
    expect(log).toContain('read cut short at 5');
  });

  it('goes on as soon as everything is answered, and leaves nothing behind that sleeps', async () => {
    const { engine, clock } = engineOf({ read: 2 });
    const { machine } = scripted({ asks: [READ], until: 60 });
    await clock.until(drive(machine, 0, engine));
    expect([clock.monotonic(), clock.sleeping]).toEqual([2, 0]);
  });

  it('sleeps until `until` where nothing is asked, and not at all where that has passed', async () => {
    const { engine, clock } = engineOf();
    const { machine, told } = scripted({ until: 7 }, { until: 3 });
    await clock.until(drive(machine, 0, engine));
    expect(told.map(({ now, heard }) => [now.mono, heard])).toEqual([
      [0, []],
      [7, []],
      [7, []],
    ]);
  });

  it('has no time before the first answer', async () => {
    const { engine } = engineOf();
    const { machine, told } = scripted({ done: 'over' });
    const untold = {
      trusted: true,
      now: () => null,
      monotonic: () => 4,
      sleep: async () => {},
      random: () => 0.25,
    };
    await drive(machine, 0, { ...engine, clock: untold });
    expect(told[0]!.now).toEqual({ at: null, mono: 4, random: 0.25, cancelled: false, budget: 1 });
  });

  it('rejects with what the machine throws, and with what carrying an ask throws', async () => {
    const { engine, clock } = engineOf();
    const bug = new Error('a bug');
    const throwing: Machine<number, string, string> = {
      step() {
        throw bug;
      },
    };
    await expect(drive(throwing, 0, engine)).rejects.toBe(bug);
    const { machine } = scripted({ asks: [READ, GROUPS], until: 60 });
    const carry = async (): Promise<Answer<unknown>> => {
      throw bug;
    };
    await expect(drive(machine, 0, { ...engine, carry })).rejects.toBe(bug);
    expect(clock.sleeping).toBe(0);
  });
});

describe('a cancellation', () => {
  it('ends what is under way at once, and a sleep too', async () => {
    const asking = engineOf({ groups: 1 });
    const first = scripted({ asks: [READ, GROUPS], until: 60 });
    const driving = drive(first.machine, 0, asking.engine);
    await asking.clock.advance(3);
    asking.cancel();
    await asking.clock.until(driving);
    expect(answers(first.told[1]!)).toEqual([
      ['read', null],
      ['groups', 'groups'],
    ]);
    expect(first.told[1]!.now).toMatchObject({ mono: 3, cancelled: true });

    const sleeping = engineOf();
    const second = scripted({ until: 60 });
    const slept = drive(second.machine, 0, sleeping.engine);
    await sleeping.clock.advance(3);
    sleeping.cancel();
    await sleeping.clock.until(slept);
    expect(second.told[1]!.now).toMatchObject({ mono: 3, cancelled: true });
  });

  it('ends what is under way once: what is asked after that runs on', async () => {
    const { engine, clock, cancel } = engineOf({ read: 2 });
    const { machine, told } = scripted({ asks: [GROUPS] }, { asks: [READ], until: 60 }, { until: 30 });
    const driving = drive(machine, 0, engine);
    await clock.advance(1);
    cancel();
    await clock.until(driving);
    expect(told.map((each) => [each.now.mono, each.now.cancelled, ...answers(each)])).toEqual([
      [0, false],
      [1, true, ['groups', null]],
      [3, true, ['read', 'read']],
      [30, true],
    ]);
  });

  it('that comes before the start is told at the first step, and ends nothing', async () => {
    const { engine, clock, cancel } = engineOf({ read: 2 });
    cancel();
    const { machine, told } = scripted({ asks: [READ] });
    await clock.until(drive(machine, 0, engine));
    expect(told[0]!.now.cancelled).toBe(true);
    expect(answers(told[1]!)).toEqual([['read', 'read']]);
  });

  it('that comes while the machine thinks ends at once what it asks', async () => {
    const { engine, clock, cancel } = engineOf({ read: 2 });
    const { machine, told } = scripted({ asks: [READ] });
    await clock.until(drive(machine, 0, { ...engine, remember: () => cancel() }));
    expect(answers(told[1]!)).toEqual([['read', null]]);
    expect(told[1]!.now).toMatchObject({ mono: 0, cancelled: true });
  });

  it('counts as unheard also what an ask says that was cut short by it', async () => {
    const { engine, clock, cancel } = engineOf();
    const cutShort = (_: Ask, signal: AbortSignal): Promise<Answer<unknown>> =>
      new Promise((resolve) =>
        signal.addEventListener('abort', () => resolve({ is: 'silent', why: 'cut short' })),
      );
    const { machine, told } = scripted({ asks: [READ], until: 60 });
    const driving = drive(machine, 0, { ...engine, carry: cutShort });
    await clock.advance(1);
    cancel();
    await clock.until(driving);
    expect(answers(told[1]!)).toEqual([['read', null]]);
  });

  it('keeps an answer that has come with it', async () => {
    const { engine, clock, cancel } = engineOf();
    const { promise, resolve } = Promise.withResolvers<Answer<unknown>>();
    const { machine, told } = scripted({ asks: [READ], until: 60 });
    const driving = drive(machine, 0, { ...engine, carry: () => promise });
    await clock.advance(1);
    resolve({ is: 'value', value: 'in time' });
    cancel();
    await clock.until(driving);
    expect(answers(told[1]!)).toEqual([['read', 'in time']]);
  });
});
