// The commands: their options, operands and examples. Help, completion and reference are made from it, and arguments are
// read by it.
import * as option from './options.ts';
import type { Option } from './options.ts';

export interface CommandSpec {
  readonly name: string;
  /** What it does, in words that begin with a verb and end without a full stop. */
  readonly summary: string;
  /** What else is to know, in sentences. */
  readonly about: string;
  /** Its own options, besides those of every command. */
  readonly options: readonly Option[];
  /** Those that have to be given; one of each group. */
  readonly required?: readonly (readonly Option[])[];
  /** Those that contradict each other. */
  readonly conflicts?: readonly (readonly [Option, Option])[];
  /** A command with its arguments follows, behind `--`. */
  readonly runsCommand?: true;
  /** One of these follows. */
  readonly choices?: readonly string[];
  /** Command lines by what they are for, which is the line above each in the help. */
  readonly examples: Readonly<Record<string, string>>;
}

/** How long it is waited, and what comes of that. */
const OF_WAIT = [option.WAIT, option.NO_WAIT, option.CONFLICT_CODE];

/** What the request says. */
const OF_REQUEST = [option.POLL_INTERVAL, option.SLOTS, option.TAKE, option.PRIORITY, option.PAYLOAD];

const SHELLS = ['bash', 'zsh', 'fish'] as const;

export type Shell = (typeof SHELLS)[number];

const TABLE = [
  {
    name: 'run',
    summary: 'Run a command while holding a lease',
    about:
      'It waits, runs the command, and releases the lease: as a success where the status is 0. It renews the lease every ' +
      'third of the ttl. Where the lease is lost, or cannot be renewed for two thirds of the ttl, the command and all that it ' +
      'has started gets SIGTERM and, after the grace, SIGKILL. Signals go to the command. Its environment has REF_LEASE, ' +
      'REF_LEASE_ID, REF_LEASE_TOKEN and, with commas between them, the names of its slots in REF_LEASE_SLOTS.',
    options: [option.LEASE, ...OF_WAIT, option.TTL, option.GRACE, ...OF_REQUEST, option.FOREGROUND],
    required: [[option.LEASE]],
    conflicts: [[option.WAIT, option.NO_WAIT]],
    runsCommand: true,
    examples: {
      'Deploy when it is our turn': 'ref-lease run -l staging -- ./deploy.sh',
      'Give up after half an hour, with status 3': 'ref-lease run -l staging -w 30m -E 3 -- make deploy',
      'Hold it for an hour at most': 'ref-lease run -l staging -- timeout 1h ./deploy.sh',
      'On any one of two stages, which the script reads in REF_LEASE_SLOTS':
        'ref-lease run -l stages --slots eu,us -- ./deploy.sh',
    },
  },
  {
    name: 'acquire',
    summary: 'Get a lease for a time, and print its token',
    about:
      'Nobody renews it, so it says how long it holds; then others may take over. It prints lines for a shell to evaluate: ' +
      'REF_LEASE, REF_LEASE_ID, REF_LEASE_TOKEN and REF_LEASE_SLOTS. Where it was not given the lease, it prints a ' +
      'line that unsets them, and fails with its status.',
    options: [option.LEASE, option.HOLD, ...OF_WAIT, ...OF_REQUEST, option.AS_JSON],
    required: [[option.LEASE], [option.HOLD]],
    conflicts: [[option.WAIT, option.NO_WAIT]],
    examples: {
      'Hold it across several commands': 'eval "$(ref-lease acquire -l staging --hold 2h)" && ./deploy.sh',
    },
  },
  {
    name: 'release',
    summary: 'Release a lease that `acquire` got',
    about: 'It may be sent again: what has ended stays ended. A wrong id or token fails, and frees nothing.',
    options: [option.HELD_LEASE, option.ID, option.TOKEN, option.FAILURE],
    examples: {
      'What `eval "$(ref-lease acquire …)"` got': 'ref-lease release',
      'From elsewhere, and it went wrong':
        'ref-lease release -l staging --id "$id" --token "$token" --failure',
    },
  },
  {
    name: 'status',
    summary: 'Show who holds what, and who waits',
    about: 'It fails where something on the branch cannot be read, so it is a health check, too.',
    options: [option.ONE_LEASE, option.AS_JSON, option.METRICS],
    conflicts: [[option.AS_JSON, option.METRICS]],
    examples: {
      'Every lease': 'ref-lease status',
      'The token of the holder':
        "ref-lease status -l staging --json | jq '.requests[] | select(.epoch).epoch'",
    },
  },
  {
    name: 'log',
    summary: 'Show what happened, the latest last',
    about: 'One line for each write of the branch: when, and what.',
    options: [option.ONE_LEASE, option.NUMBER, option.AS_JSON],
    examples: {
      'The last hundred writes of one lease': 'ref-lease log -l staging --number 100',
    },
  },
  {
    name: 'audit',
    summary: 'Check that every write of the history kept the promises',
    about:
      'It reads the whole history, and goes on after a version that cannot be read, of which it says the commit. The status ' +
      'is 1 where a promise is broken, or there is no branch.',
    options: [option.AS_JSON],
    examples: {
      'The branch of another repository': 'ref-lease audit --url git@host:team/leases.git',
    },
  },
  {
    name: 'lock',
    summary: 'Close a lease to new grants',
    about: 'Whoever holds it finishes. Everyone who waits reads the reason.',
    options: [option.LEASE, option.ALL, option.MEANT_SLOTS, option.REASON, option.UNTIL],
    required: [[option.LEASE, option.ALL], [option.REASON]],
    conflicts: [
      [option.LEASE, option.ALL],
      [option.ALL, option.MEANT_SLOTS],
    ],
    examples: {
      'Until the migration is over, two hours at most':
        'ref-lease lock -l staging --reason "database migration" --until 2h',
      'One stage of several': 'ref-lease lock -l stages --slots eu --reason "new disk"',
    },
  },
  {
    name: 'unlock',
    summary: 'Open a lease again, and end a stuck hold',
    about: 'A hold ends only where its token is named, or with --force.',
    options: [option.LEASE, option.ALL, option.MEANT_SLOTS, option.REASON, option.HOLDER_TOKEN, option.FORCE],
    required: [[option.LEASE, option.ALL], [option.REASON]],
    conflicts: [
      [option.LEASE, option.ALL],
      [option.ALL, option.MEANT_SLOTS],
      [option.ALL, option.HOLDER_TOKEN],
      [option.ALL, option.FORCE],
      [option.HOLDER_TOKEN, option.FORCE],
    ],
    examples: {
      'Open it': 'ref-lease unlock -l staging --reason "migration done"',
      'End the hold of a machine that is gone':
        'ref-lease unlock -l staging --token 1795166417 --reason "host replaced"',
    },
  },
  {
    name: 'doctor',
    summary: 'Try on the server what leases rely on',
    about:
      'It touches no lease: what it writes is on a branch of its own, ref-lease-doctor-…, which it removes. One line says of each ' +
      'thing whether it is ok, a warning or a failure, and what to do. The status is 0 without a failure; 69 where the server ' +
      'does not answer, 77 where it refuses, 1 where it, or what is on it, cannot be trusted with a lease.',
    options: [option.AS_JSON],
    examples: {
      'Before the first lease': 'ref-lease doctor',
      'What is wrong, for a program':
        'ref-lease doctor --json | jq \'.findings[] | select(.result != "ok")\'',
    },
  },
  {
    name: 'completion',
    summary: 'Print the completion for a shell',
    about: 'It asks nothing of any server.',
    options: [],
    choices: SHELLS,
    examples: {
      'bash, in ~/.bashrc': 'eval "$(ref-lease completion bash)"',
      'zsh, in ~/.zshrc, after compinit': 'eval "$(ref-lease completion zsh)"',
      fish: 'ref-lease completion fish > ~/.config/fish/completions/ref-lease.fish',
    },
  },
] as const satisfies readonly CommandSpec[];

export type CommandName = (typeof TABLE)[number]['name'];

export const COMMANDS: readonly (CommandSpec & { readonly name: CommandName })[] = TABLE;
