// Scenarios to read: each is a transcript in histories/, event by event with the state that it led to.
import { describe, expect, it } from 'vitest';
import { group, plain } from './build.ts';
import { Stage } from './stage.ts';

const [g1, g2, g3, g4] = [group(1), group(2), group(3), group(4)];
const [p1, p2, p3] = [plain(1), plain(2, { priority: 5 }), plain(3)];

async function expectTranscript(stage: Stage, name: string): Promise<void> {
  await expect(stage.transcript).toMatchFileSnapshot(`histories/${name}.txt`);
}

describe('a history', () => {
  it('of a train of four: the highest succeeds, and the others are completed by it', async () => {
    const stage = new Stage();
    stage.queue(g1, g2, g3, g4);
    for (const each of [g2, g1, g4, g3]) {
      stage.arrive(each);
      stage.pass(5);
    }
    for (const each of [g1, g2, g4, g3]) stage.look(each);
    stage.pass(600);
    stage.finish(g4, 'success');
    for (const each of [g1, g2, g3]) stage.look(each);
    await expectTranscript(stage, 'train-of-four');
    expect(stage.document.requests).toEqual([]);
  });

  it('of a failure that passes the lease on to the next one below', async () => {
    const stage = new Stage();
    stage.queue(g1, g2, g3);
    for (const each of [g1, g2, g3]) stage.arrive(each);
    stage.pass(60);
    stage.finish(g3, 'failure');
    for (const each of [g1, g2]) stage.look(each);
    stage.pass(60);
    stage.finish(g2, 'success');
    stage.look(g1);
    await expectTranscript(stage, 'failure-passes-on');
    expect(stage.document.outcomes.map(({ outcome }) => outcome)).toEqual([
      'failure',
      'success',
      'completed',
    ]);
  });

  it('of a holder whose runner is lost: the next in line takes over', async () => {
    const stage = new Stage();
    stage.arrive(p1);
    stage.arrive(p3);
    stage.pass(30);
    stage.die(p1);
    for (const seconds of [60, 32, 15, 15, 17]) {
      stage.pass(seconds);
      stage.look(p3);
    }
    await expectTranscript(stage, 'dead-holder');
    expect(stage.document.requests).toMatchObject([{ id: p3.id, status: 'acquired' }]);
  });

  it('of newcomers while the lease is held: what the holder contains joins it, what sits above gathers', async () => {
    const stage = new Stage();
    stage.queue(g2);
    stage.arrive(g2);
    stage.pass(10);
    stage.queue(g1, g3, g4);
    stage.arrive(g1);
    stage.arrive(g3);
    stage.pass(10);
    stage.finish(g2, 'success');
    stage.look(g1);
    stage.look(g3);
    stage.arrive(g4);
    stage.look(g3);
    await expectTranscript(stage, 'newcomers-while-held');
    expect(stage.document.requests.map(({ id, status }) => [id, status])).toEqual([
      ['group-3', 'pending'],
      ['group-4', 'acquired'],
    ]);
  });

  it('of a failure below: what contains it waits for the queue to destroy it', async () => {
    const stage = new Stage();
    stage.queue(g1);
    stage.arrive(g1);
    stage.queue(g2);
    stage.arrive(g2);
    stage.pass(60);
    stage.finish(g1, 'failure');
    stage.look(g2);
    stage.pass(302);
    stage.look(g2);
    await expectTranscript(stage, 'failure-below');
    expect(stage.document.requests).toMatchObject([{ id: g2.id, status: 'acquired' }]);
  });

  it('of a plain line: by priority, then by arrival', async () => {
    const stage = new Stage();
    for (const each of [p1, p3, p2]) {
      stage.arrive(each);
      stage.pass(1);
    }
    for (const each of [p1, p2, p3]) {
      stage.finish(each, 'success');
      for (const other of [p3, p2]) stage.look(other);
      stage.pass(60);
    }
    await expectTranscript(stage, 'plain-line');
    expect(stage.document.outcomes.map(({ id }) => id)).toEqual(['plain-1', 'plain-2', 'plain-3']);
  });

  it('of one that is due and asleep: it is asked, passed over, and takes its place when it wakes up', async () => {
    const stage = new Stage();
    for (const each of [p1, p3, p2]) {
      stage.arrive(each);
      stage.pass(1);
    }
    stage.pass(100);
    stage.finish(p1, 'success');
    for (let poll = 0; poll < 11; poll += 1) {
      stage.look(p3);
      stage.pass(15);
    }
    stage.look(p2);
    stage.finish(p3, 'success');
    stage.look(p2);
    await expectTranscript(stage, 'asleep');
    expect(stage.document.requests).toMatchObject([{ id: p2.id, status: 'acquired', asked_at: null }]);
  });

  it('of a long hold: those who wait write down that the job lives', async () => {
    const stage = new Stage();
    const patient = plain(1, { parameters: { max_hold: 600 } });
    stage.arrive(patient);
    stage.arrive(p3);
    for (let look = 0; look < 4; look += 1) {
      stage.pass(150);
      stage.look(p3);
    }
    await expectTranscript(stage, 'long-hold');
    expect(stage.document.requests[0]).toMatchObject({ id: patient.id, alive_at: expect.any(Number) });
  });
});
