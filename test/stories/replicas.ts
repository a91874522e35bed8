// Stories of old reads: a replica lags behind, and shows what has been.
import { plainJob } from '../world/cast.ts';
import { acquire, guard, release, work } from '../world/steps.ts';
import { served, type Story } from '../world/story.ts';

export const REPLICAS: readonly Story[] = [
  {
    name: 'adopted-on-old-reads',
    title:
      'A step reads old states, which show the hold of an earlier step and its renewal: it has ended since, and is not believed.',
    tell: (world) => {
      world.server.lags.set('plain-1 step 3', 15);
      const steps = [acquire(), work(10), acquire(), work(5), release(), acquire(), work(20)];
      world.job(0, plainJob(1), ...steps);
      world.job(2, plainJob(2), acquire(), work(60));
    },
    ends: [
      'plain-1: acquired',
      'plain-1 step 2: acquired, by an earlier step of its job',
      'plain-1 release: released as success',
      ...served('plain-2'),
      'plain-1 step 3: acquired',
      'plain-1 post: plain-1/2 has ended as success',
      'plain-1 post 2: plain-1 has ended as success',
    ],
  },
  {
    name: 'other-slots-on-old-reads',
    title:
      'A job releases one slot and asks for another, on old reads, which show that it holds the first: that is not believed.',
    tell: (world) => {
      world.server.lags.set('plain-1 step 2', 4);
      const first = [acquire({ parameters: { accepts: ['a'] } }), work(10), release()];
      world.job(0, plainJob(1), ...first, acquire({ parameters: { accepts: ['b'] } }), work(20));
    },
    ends: [
      'plain-1: acquired',
      'plain-1 release: released as success',
      'plain-1 step 2: acquired',
      'plain-1 post: plain-1/2 has ended as success',
      'plain-1 post 2: plain-1 has ended as success',
    ],
  },
  {
    name: 'kept-for-its-run-on-old-reads',
    title:
      'A job releases a hold and asks for one that is kept for its run, on old reads, which show the first: that is not believed.',
    tell: (world) => {
      world.server.lags.set('plain-1 step 2', 4);
      world.job(
        0,
        plainJob(1),
        acquire(),
        work(10),
        release(),
        acquire({}, { autoRelease: false }),
        work(20),
      );
    },
    ends: [
      'plain-1: acquired',
      'plain-1 release: released as success',
      'plain-1 step 2: acquired',
      'plain-1 post: plain-1 has ended as success',
    ],
  },
  {
    name: 'released-on-old-reads',
    title:
      'A job releases its second hold, and then guards, on old reads: they show that the first has ended, which says nothing of the second.',
    tell: (world) => {
      world.server.lags.set('plain-1 guard', 4);
      world.server.lags.set('plain-1 release 2', 4);
      const steps = [acquire(), work(30), release(), acquire(), work(1), guard(), work(1), release()];
      world.job(0, plainJob(1), ...steps, work(60));
      world.job(2, plainJob(2), acquire(), work(10));
    },
    ends: [
      'plain-1: acquired',
      'plain-1 release: released as success',
      ...served('plain-2'),
      'plain-1 step 2: acquired',
      'plain-1 guard: held',
      'plain-1 release 2: released as success',
      'plain-1 post: plain-1/2 has ended as success',
      'plain-1 post 2: plain-1 has ended as success',
    ],
  },
];
