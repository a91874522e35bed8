// Requests for the tests of their signs of life.
import type { Holder } from '../../src/lease/schema.ts';

/** A request of the second attempt of run 4711 of octo/product. */
export function aRequest(overrides: Partial<Holder> = {}, held_by: 'job' | 'run' = 'job'): Holder {
  return {
    id: '4711-2-staging-0-123',
    nonce: 'a-step',
    run_id: 4711,
    run_attempt: 2,
    job: 'staging',
    job_index: 0,
    run_url: 'https://github.test/octo/product/actions/runs/4711',
    scope: '',
    priority: 0,
    base_sha: null,
    head_sha: 'a'.repeat(40),
    head_ref: 'refs/heads/main',
    round: 1,
    status: 'acquired',
    base_ref: '',
    check_run_id: 123,
    runner_name: 'runner-7',
    actor: 'octocat',
    registered_at: 1,
    seen_at: 1,
    stack: [],
    parameters: {
      window: 0,
      expected: 'auto',
      ttl: 120,
      max_hold: 21_600,
      takeover_delay: 30,
      propagate: false,
      held_by,
      accepts: null,
      take: 1,
    },
    alive_at: null,
    asked_at: null,
    slots: null,
    granted_at: 1,
    epoch: 1,
    ...overrides,
  };
}
