// The post step: ends what main has left. Whatever happens, it never fails the job.
import { parsePostInputs } from './action/inputs.ts';
import { parseRepository } from './action/lease-name.ts';
import { reportInPost } from './action/report.ts';
import { actionsRunner } from './action/runner.ts';
import { parseHandover } from './action/state.ts';
import { isLeftToDo, postMode } from './modes/post.ts';
import { connectWorld } from './world.ts';

const { env } = process;
const runner = actionsRunner(env);
runner.maskToken();
try {
  const found = runner.savedState();
  if (found.kind === 'unreadable') {
    runner.warning(
      `Nothing is released: the state that the main step has saved cannot be read (${found.problem}).`,
    );
  } else if (found.kind === 'found' && isLeftToDo(found.state, runner)) {
    const { state } = found;
    const repository = parseRepository(state.repository)!;
    const inputs = parsePostInputs(env);
    const left = state.handover === null ? null : await runner.readFile(state.handover);
    const handover = left === null ? null : parseHandover(left);
    const world = connectWorld(
      { token: inputs.token, repository, branch: state.branch },
      env,
      runner,
      handover,
    );
    await postMode(inputs, state, { runner, world, handover });
  }
} catch (error) {
  reportInPost(
    error,
    'the lease was being released (if it is still held, the next in line takes over)',
    runner,
    env,
  );
}
process.exit(0);
