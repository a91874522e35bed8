// Stories of jobs with several steps, and of runs with several jobs: who may end what.
import { plainJob } from '../world/cast.ts';
import { acquire, guard, release, rest, work } from '../world/steps.ts';
import { served, type Story } from '../world/story.ts';

export const STEPS: readonly Story[] = [
  {
    name: 'acquire-release-acquire',
    title: 'A job acquires, guards, releases and acquires again: two requests, two tokens.',
    tell: (world) => {
      const once = [acquire(), guard('plain-1'), work(10), release(), rest(5)];
      world.job(0, plainJob(1), ...once, acquire(), work(10));
    },
    ends: [
      'plain-1: acquired',
      'plain-1 guard: held',
      'plain-1 release: released as success',
      'plain-1 step 2: acquired',
      'plain-1 post: plain-1/2 has ended as success',
      'plain-1 post 2: plain-1 has ended as success',
    ],
    // Set back to its own first hold, the second step would wait for the end of its own job.
    bearsTampering: false,
  },
  {
    name: 'second-step',
    title:
      'A second acquire step of the job that holds gets the same token, and leaves the end to the first.',
    tell: (world) => {
      world.job(0, plainJob(1), acquire(), work(10), acquire(), work(10));
      world.job(5, plainJob(2), acquire(), work(10));
    },
    ends: [
      'plain-1: acquired',
      'plain-1 step 2: acquired, by an earlier step of its job',
      'plain-1 post: plain-1 has ended as success',
      ...served('plain-2'),
    ],
  },
  {
    name: 'second-step-of-a-run',
    title:
      'A step with auto-release: false follows one that releases by itself: it is refused, as the hold ends with the first one.',
    tell: (world) => {
      world.job(0, plainJob(1), acquire(), work(10), acquire({}, { autoRelease: false }), work(10));
      world.job(5, plainJob(2), acquire(), work(10));
    },
    ends: [
      'plain-1: acquired',
      'plain-1 step 2: holds what it did not ask for: the whole lease',
      'plain-1 post: plain-1 has ended as failure',
      ...served('plain-2'),
    ],
  },
  {
    name: 'guarded',
    title: 'A guard in the job that holds passes; after the release it fails.',
    tell: (world) => {
      world.job(0, plainJob(1), acquire(), guard(), work(10), release(), guard());
    },
    ends: [
      'plain-1: acquired',
      'plain-1 guard: held',
      'plain-1 release: released as success',
      'plain-1 guard 2: not held',
      'plain-1 post: plain-1 has ended as success',
    ],
  },
  {
    name: 'across-jobs',
    title: 'One job acquires for its run; a later job of the run guards and releases by id and token.',
    tell: (world) => {
      world.job(0, plainJob(1), acquire({}, { autoRelease: false }), work(10));
      const later = { name: 'plain-1-later', run_id: 1, job: 'after', check_run_id: 77 };
      world.job(30, plainJob(1, later), guard('plain-1'), work(10), release('plain-1'));
      world.job(5, plainJob(2), acquire(), work(10));
    },
    ends: [
      'plain-1: acquired',
      'plain-1-later guard: held',
      'plain-1-later release: released as success',
      ...served('plain-2'),
    ],
    isTimed: true,
  },
  {
    name: 'across-attempts',
    title: 'A run holds a lease, and its second attempt releases it by id and token.',
    tell: (world) => {
      world.job(0, plainJob(1), acquire({}, { autoRelease: false }), work(10));
      const again = { name: 'plain-1-again', run_id: 1, run_attempt: 2, check_run_id: 78 };
      world.job(20, plainJob(1, again), release('plain-1'), rest(2));
      world.job(5, plainJob(2), acquire(), work(10));
    },
    ends: ['plain-1: acquired', 'plain-1-again release: released as success', ...served('plain-2')],
    isTimed: true,
  },
  {
    name: 'run-again-beside',
    title:
      'A run holds a lease and ends; its second attempt goes on with the hold while another run waits: nobody is evicted.',
    tell: (world) => {
      world.job(0, plainJob(1), acquire({}, { autoRelease: false }), work(10));
      const again = { name: 'plain-1-again', run_id: 1, run_attempt: 2, check_run_id: 78, job: 'test' };
      world.job(
        40,
        plainJob(1, again),
        { step: 'await', job: 'plain-1' },
        guard('plain-1'),
        work(300),
        release('plain-1'),
        rest(2),
      );
      world.job(60, plainJob(2, { parameters: { ttl: 60 } }), acquire(), work(10));
    },
    ends: [
      'plain-1: acquired',
      'plain-1-again guard: held',
      'plain-1-again release: released as success',
      ...served('plain-2'),
    ],
    isTimed: true,
  },
  {
    name: 'run-again-anew',
    title:
      'A run holds a lease and ends; its second attempt runs the same job again: it evicts what the first has left, and asks anew.',
    tell: (world) => {
      const parameters = { ttl: 60, takeover_delay: 10 };
      world.job(0, plainJob(1, { parameters }), acquire({}, { autoRelease: false }), work(10));
      const again = { name: 'plain-1-again', run_id: 1, run_attempt: 2, check_run_id: 78, parameters };
      world.job(40, plainJob(1, again), { step: 'await', job: 'plain-1' }, acquire(), work(10));
    },
    ends: ['plain-1: acquired', ...served('plain-1-again')],
    isTimed: true,
  },
  {
    name: 'run-again-on-other-slots',
    title:
      'A run keeps one slot and ends; its second attempt asks for another one, behind a job that wants both: it evicts what the first has left.',
    tell: (world) => {
      const on = (accepts: string[], take = 1) => ({ ttl: 60, takeover_delay: 10, accepts, take });
      world.job(0, plainJob(1, { parameters: on(['a']) }), acquire({}, { autoRelease: false }), work(10));
      world.job(20, plainJob(2, { parameters: on(['a', 'b'], 2) }), acquire(), work(10));
      const again = { name: 'plain-1-again', run_id: 1, run_attempt: 2, check_run_id: 78 };
      const anew = [{ step: 'await', job: 'plain-1' } as const, acquire(), work(10)];
      world.job(40, plainJob(1, { ...again, parameters: on(['b']) }), ...anew);
    },
    ends: ['plain-1: acquired', ...served('plain-2', 'plain-1-again')],
    isTimed: true,
  },
  {
    name: 'run-again-of-another-call',
    title:
      'Two calls of a reusable workflow in one run: one holds the lease for the run, the other asks again in the second attempt, and waits.',
    tell: (world) => {
      const parameters = { ttl: 60, takeover_delay: 10 };
      const holding = { name: 'plain-1', call: 'eu', parameters };
      world.job(0, plainJob(1, holding), acquire({}, { autoRelease: false }), work(10));
      const again = { run_id: 1, run_attempt: 2, parameters };
      const user = { ...again, name: 'plain-1-test', check_run_id: 78, job: 'test' };
      world.job(40, plainJob(1, user), guard('plain-1'), work(60), release('plain-1'), rest(2));
      world.job(
        42,
        plainJob(1, { ...again, name: 'plain-1-us', check_run_id: 79, call: 'us' }),
        acquire({ timeout: 600 }),
        work(10),
      );
    },
    ends: [
      'plain-1: acquired',
      'plain-1-test guard: held',
      'plain-1-test release: released as success',
      ...served('plain-1-us'),
    ],
    isTimed: true,
  },
  {
    name: 'kept-by-its-own-run',
    title:
      'A job keeps a slot for its run: another job of the run is told so where it can take no other, and only there.',
    tell: (world) => {
      const on = (...accepts: string[]) => ({ parameters: { accepts } });
      world.job(0, plainJob(1, on('a')), acquire({}, { autoRelease: false }), work(10));
      const beside = { name: 'plain-1-beside', run_id: 1, job: 'beside', check_run_id: 76 };
      world.job(20, plainJob(1, { ...beside, ...on('a', 'b') }), acquire(), work(10));
      const later = { name: 'plain-1-later', run_id: 1, job: 'after', check_run_id: 77 };
      world.job(40, plainJob(1, { ...later, ...on('a') }), acquire({ timeout: 60 }));
    },
    ends: ['plain-1: acquired', ...served('plain-1-beside'), 'plain-1-later: left, timed-out'],
    isTimed: true,
  },
  {
    name: 'run-ended',
    title: 'A run holds a lease and ends without a release: the next evicts it once the run has ended.',
    tell: (world) => {
      const parameters = { ttl: 30, takeover_delay: 10 };
      world.job(0, plainJob(1, { parameters }), acquire({}, { autoRelease: false }), work(10));
      world.job(5, plainJob(2), acquire(), work(10));
    },
    ends: ['plain-1: acquired', ...served('plain-2')],
  },
  {
    name: 'stranger-releases',
    title: 'Another run tries to release a hold, with its id and token: it is refused, and the hold goes on.',
    tell: (world) => {
      world.job(0, plainJob(1), acquire(), work(60));
      world.job(20, plainJob(2), release('plain-1'));
    },
    ends: ['plain-1: acquired', 'plain-2 release: not-yours', 'plain-1 post: plain-1 has ended as success'],
  },
  {
    name: 'wrong-token',
    title: 'Guard and release with a token of the past fail, and free nothing.',
    tell: (world) => {
      world.job(0, plainJob(1), acquire(), work(60));
      world.job(20, plainJob(1, { name: 'plain-1-b', job: 'b', check_run_id: 79 }), guard('plain-1', 5));
      world.job(
        20,
        plainJob(1, { name: 'plain-1-c', job: 'c', check_run_id: 80 }),
        release('plain-1', 'success', 5),
      );
    },
    ends: [
      'plain-1: acquired',
      'plain-1-b guard: not held',
      'plain-1-c release: not-holder',
      'plain-1 post: plain-1 has ended as success',
    ],
    isTimed: true,
  },
  {
    name: 'first-step-killed-second-goes-on',
    title:
      'The first acquire step of a job is killed as it waits, and the job goes on: its second step asks anew by the same name.',
    tell: (world) => {
      world.job(0, plainJob(1), acquire(), work(40));
      const second = world.job(5, plainJob(2), acquire({}, { mayFail: true }), acquire(), work(10));
      world.at(20, 'the process of plain-2 is killed', () => second.killStep());
    },
    ends: [
      ...served('plain-1'),
      'plain-2 step 2: acquired',
      'plain-2 post: plain-2 has ended as success',
      'plain-2 post 2: plain-2 has ended as success',
    ],
    isTimed: true,
  },
  {
    name: 'first-step-killed-at-grant',
    title:
      'The first acquire step of a job is killed as it is granted the lease, and the job goes on: the second finds that hold, the first one ends it.',
    tell: (world) => {
      const first = world.job(0, plainJob(1), acquire({}, { mayFail: true }), acquire(), work(10));
      world.at(0.5, 'the process of plain-1 is killed', () => first.killStep());
      world.job(5, plainJob(2), acquire(), work(10));
    },
    ends: [
      'plain-1 step 2: acquired, by an earlier step of its job',
      'plain-1 post: plain-1 has ended as failure',
      ...served('plain-2'),
    ],
    isTimed: true,
  },
  {
    name: 'token-of-the-future',
    title: 'A release with a token that nobody was ever granted fails, and frees nothing.',
    tell: (world) => {
      world.job(0, plainJob(1), acquire(), work(120));
      const stranger = { name: 'plain-1-b', job: 'b', check_run_id: 79 };
      world.job(20, plainJob(1, stranger), release('plain-1', 'success', 9_000_000_000));
    },
    ends: [
      'plain-1: acquired',
      'plain-1-b release: not-holder',
      'plain-1 post: plain-1 has ended as success',
    ],
  },
  {
    name: 'first-step-killed',
    title:
      'The first acquire step of a job is killed as it is granted the lease; its post step frees that, and no other.',
    tell: (world) => {
      const first = world.job(0, plainJob(1), acquire(), work(30));
      world.at(0.7, 'the process of plain-1 is killed', () => first.killStep());
      world.job(5, plainJob(2), acquire(), work(10));
    },
    ends: ['plain-1 post: plain-1 has ended as failure', ...served('plain-2')],
    isTimed: true,
  },
];
