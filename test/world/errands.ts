// The steps of a job that a machine is all of: which program each runs.
import type { Person } from './cast.ts';
import type { Runner } from './runner.ts';
import {
  guardProgram,
  lockProgram,
  releaseProgram,
  statusProgram,
  unlockProgram,
  type Output,
  type Program,
  type StepPlan,
} from './steps.ts';

export type ErrandPlan = Extract<StepPlan, { step: 'release' | 'guard' | 'lock' | 'unlock' | 'status' }>;

/** Runs the program of such a step. */
export function runErrand(
  plan: ErrandPlan,
  person: Person,
  runner: Pick<Runner, 'outputOf' | 'tokenOf'>,
  run: <State, Done>(program: Program<State, Done>) => void,
): void {
  switch (plan.step) {
    case 'release':
      return run(releaseProgram(person, plan, given(plan, runner)));
    case 'guard':
      return run(guardProgram(person, plan.lease, given(plan, runner)));
    case 'lock':
      return run(lockProgram(person, plan));
    case 'unlock':
      return run(unlockProgram(person, plan, runner.tokenOf(plan.lease, plan.slots ?? null)));
    case 'status':
      return run(statusProgram());
  }
}

function given(
  { of, lease, token }: { of: string | null; lease: string; token?: number },
  runner: Pick<Runner, 'outputOf'>,
): Output | null {
  if (of === null) return null;
  const output = runner.outputOf(of, lease) ?? { id: 'nobody', token: null };
  return token === undefined ? output : { ...output, token };
}
