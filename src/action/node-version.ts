// The Node that runs the action. GitHub's runner takes the one that action.yml names; others may take what is there.
import { InputError } from '../lease/errors.ts';

const OLDEST = 20;

/** Throws where this Node is too old: `version` is that of `process.versions.node`. */
export function requireNode(version: string): void {
  if (Number.parseInt(version, 10) >= OLDEST) return;
  throw new InputError(
    `This step runs on Node ${version}, and the action is made for Node 24. GitHub's runner brings it along; put it on ` +
      'the PATH of another runner, such as act on the machine itself.',
  );
}
