// The commands of the board that open what is locked and free a holder that is stuck, as a reader pastes them into a shell.
//
// Whoever came by the command line may have no GitHub at all, so what it locked or holds is opened by the command line; what
// a run of the server did, by the workflow of the examples.
import { DEFAULT_BRANCH } from '../lease/board.ts';
import { holdersOf } from '../lease/document.ts';
import type { SlotName } from '../lease/identifiers.ts';
import { isLocked } from '../lease/locks.ts';
import type { Holder, LeaseDocument, Lock } from '../lease/schema.ts';
import { lockAt } from '../lease/slot-table.ts';
import { lockedSlots, type View } from './cells.ts';
import { repositoryOf, shellOption, shellWord } from './escape.ts';
import { isOfProcess } from './ref-name.ts';
import { slotNames } from './waiting.ts';

/** Most commands of a kind for one lease. */
const COMMANDS = 10;

/** What is opened: of which lease (`null`: of all), a slot alone, or the hold with a token. */
interface Target {
  readonly lease: string | null;
  readonly slot?: SlotName;
  readonly token?: number;
}

interface Command {
  readonly isOfRun: boolean;
  readonly effect: string;
  readonly target: Target;
}

/** What opens a lock of all leases. */
export function unlockAllPart(lock: Lock, branch: string, view: View): string {
  return part([opening(lock, { lease: null }, view)], branch);
}

/** What opens a lease or its slots, and frees each holder; empty where nothing is closed. */
export function unlockPart(document: LeaseDocument, branch: string, view: View): string {
  const { lease, lock } = document;
  const commands = [
    ...(lock !== null && isLocked(lock, view.now) ? [opening(lock, { lease }, view)] : []),
    ...lockedSlots(document, view.now)
      .slice(0, COMMANDS)
      .map((slot) => opening(lockAt(document, slot)!, { lease, slot }, view)),
    ...holdersOf(document)
      .slice(0, COMMANDS)
      .map((holder) => freeing(holder, lease)),
  ];
  return commands.length === 0 ? '' : part(commands, branch);
}

function opening(lock: Lock, target: Target, { serverUrl }: View): Command {
  const what = target.slot === undefined ? 'it' : slotNames([target.slot]);
  return {
    isOfRun: repositoryOf(lock.run_url, serverUrl) !== null,
    effect: `open ${what} again`,
    target,
  };
}

function freeing(holder: Holder, lease: string): Command {
  const { slots, epoch: token } = holder;
  const freed = slots === null ? 'it' : slotNames(slots);
  const opened = slots === null || slots.length === 1 ? 'it' : 'them';
  const isOfRun = !isOfProcess(holder);
  const user = isOfRun ? 'job' : 'command';
  const effect = `free ${freed} from a holder that is stuck, and open ${opened}; that ${user} may still be using the resource`;
  return { isOfRun, effect, target: { lease, token } };
}

function part(commands: readonly Command[], branch: string): string {
  const blocks = [
    block(
      'With the workflow `lease-unlock.yml` of the examples, or a step with `mode: unlock`, where the token is ' +
        'the input `fencing-token`:',
      commands.filter(({ isOfRun }) => isOfRun),
      ofWorkflow,
    ),
    block(
      'With the command line, in a checkout of this repository:',
      commands.filter(({ isOfRun }) => !isOfRun),
      (target) => ofCommandLine(target, branch),
    ),
  ].filter((each) => each !== '');
  return `<details><summary>Unlock</summary>\n\n${blocks.join('\n\n')}\n\n</details>`;
}

/** Commands of one kind, and how they are given; empty where there are none. */
function block(how: string, commands: readonly Command[], lineOf: (target: Target) => string): string {
  if (commands.length === 0) return '';
  const lines = commands.map(({ effect, target }) => `# ${effect}\n${lineOf(target)}`);
  return `${how}\n\n\`\`\`sh\n${lines.join('\n')}\n\`\`\``;
}

function ofWorkflow({ lease, slot, token }: Target): string {
  const slots = slot === undefined ? '' : ` -f slots=${shellWord(slot)}`;
  const hold = token === undefined ? '' : ` -f token=${token}`;
  return `gh workflow run lease-unlock.yml -f lease=${shellWord(lease ?? '*')}${slots}${hold} -f reason='why'`;
}

function ofCommandLine({ lease, slot, token }: Target, branch: string): string {
  return [
    'ref-lease unlock',
    ...(branch === DEFAULT_BRANCH ? [] : [shellOption('--branch', branch)]),
    lease === null ? '--all' : shellOption('--lease', lease),
    ...(slot === undefined ? [] : [shellOption('--slots', slot)]),
    ...(token === undefined ? [] : [`--token ${token}`]),
    "--reason 'why'",
  ].join(' ');
}
