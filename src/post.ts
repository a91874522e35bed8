// The post step: ends what main has left. Whatever happens, it never fails the job.
import { identity } from './action/identity.ts';
import { parsePostInputs } from './action/inputs.ts';
import { parseRepository } from './input/lease-name.ts';
import { withMainEnv } from './action/main-env.ts';
import { reportInPost, write } from './action/report.ts';
import { actionsRunner } from './action/runner.ts';
import { ACTION_TERMS } from './text/terms.ts';
import type { Ports } from './commands/ports.ts';
import { nothingLeft, notOfThisRun, postCommand } from './commands/post.ts';

const env = withMainEnv(process.env);
const runner = actionsRunner(env);
runner.maskSecrets();
try {
  const state = runner.savedState();
  if (typeof state === 'string') {
    runner.warning(
      `Nothing is released: the state that the main step has saved cannot be read (${state}). ` +
        'If the lease is still held, the next in line takes over once this job has ended.',
    );
  } else {
    const who = identity(env);
    const why = notOfThisRun(state, who) ?? nothingLeft(state);
    if (why === null) {
      const inputs = parsePostInputs(env);
      const repository = parseRepository(state.repository)!;
      // Not loaded where nothing is left.
      const { connectWorld } = await import('./world.ts');
      const world = await connectWorld(
        { token: inputs.token, repository, branch: state.branch, store: state.store },
        env,
        who,
      );
      const ports: Ports = {
        ...world,
        tell: ({ level, text }) => runner[level](text),
        terms: ACTION_TERMS,
        cancelled: new AbortController().signal,
      };
      await write(await postCommand(inputs, state, ports), runner);
    } else {
      runner.info(why);
    }
  }
} catch (error) {
  reportInPost(error, runner, env);
}
process.exit(0);
