// Shells that contend for one lease by the shipped command line, on a repository that is a path, while a resource outside
// checks their tokens. Some are killed: the process that holds, its command, both; some are stopped, as by a machine that
// sleeps.
//
// What becomes of each shell is given; the machine decides when exactly it happens. What is judged holds on any machine.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from '../simulation/random.ts';
import { COMMAND_LINE, Processes, type Started } from '../support/processes.ts';
import type { ChaosReport } from './chaos.ts';
import { openResource, WORK, type Guest, type ServedResource } from './served-resource.ts';

/** How fast the machine is must not matter to those who end with a word. */
const LONG = '10m';
/** For those who end without one: the others wait so long. */
const SHORT = '6s';
/** The status of a command whose lease was lost. */
const LOST = 76;
/** Milliseconds after its start in which a shell is hurt wherever it is. */
const SOON = 4000;

/** What may become of a shell, and the statuses that it may end with. Who is slow to renew a short TTL may lose it first. */
const FATES = {
  succeeds: { ttl: LONG, ends: [0] },
  fails: { ttl: LONG, ends: [1] },
  'command killed': { ttl: LONG, ends: [137] },
  'run killed': { ttl: SHORT, ends: ['SIGKILL', LOST] },
  'both killed': { ttl: SHORT, ends: ['SIGKILL', LOST] },
  'run stopped': { ttl: SHORT, ends: [LOST] },
  'run killed anywhere': { ttl: SHORT, ends: ['SIGKILL', LOST] },
  // A process that has just begun does not listen yet.
  'run told to end anywhere': { ttl: LONG, ends: [143, 'SIGTERM'] },
} as const;

export type Fate = keyof typeof FATES;

export const ALL_FATES = Object.keys(FATES) as readonly Fate[];

export interface ShellsOptions {
  /** Shells at the same time. */
  readonly processes: number;
  /** What becomes of one shell after another. */
  readonly fates: Iterable<Fate>;
  readonly random: Random;
  /** Milliseconds after which no more are started. */
  readonly time?: number;
}

/** Runs the shells to their ends, and audits the branch when all is over. */
export async function contend(options: ShellsOptions): Promise<ChaosReport> {
  using contest = new Contest(options.random);
  await contest.open();
  await contest.play(options);
  await contest.end();
  return contest.report();
}

interface Shell extends Started {
  readonly who: string;
  readonly fate: Fate;
  /** Its `run` may be dead: what its command does, it does as a zombie. */
  isLost: boolean;
  /** Resolved when it is stopped. */
  readonly stopped: PromiseWithResolvers<void>;
  guest?: Guest;
}

class Contest implements Disposable {
  readonly #random: Random;
  readonly #root = mkdtempSync(join(tmpdir(), 'ref-lease-shells-'));
  readonly #url = join(this.#root, 'leases.git');
  readonly #processes = new Processes();
  readonly #shells = new Map<string, Shell>();
  /** Shells that have lost the lease while they were at the resource; what ends their stay. */
  readonly #zombies = new Map<Shell, () => void>();
  readonly #log: string[] = [];
  readonly #problems: string[] = [];
  readonly #counts: Record<string, number> = {};
  #served!: ServedResource;
  #isOver = false;

  constructor(random: Random) {
    this.#random = random;
  }

  async open(): Promise<void> {
    spawnSync('git', ['init', '--quiet', '--bare', this.#url]);
    this.#served = await openResource(
      (guest) => this.#receive(guest),
      (who) => this.#shells.get(who)!.isLost,
    );
  }

  /** Starts shells one after another, and waits for the ends of all but those who are stopped. */
  async play({ processes, fates, time = Number.POSITIVE_INFINITY }: ShellsOptions): Promise<void> {
    const end = performance.now() + time;
    const running = new Set<Promise<unknown>>();
    for (const fate of fates) {
      while (running.size >= processes) await Promise.race(running);
      if (performance.now() > end) break;
      const life = this.#liveOut(fate);
      running.add(life);
      void life.finally(() => running.delete(life));
    }
    await Promise.all(running);
  }

  /** Sends home whoever is left, once a fresh shell has found that they are dead, and judges all ends. */
  async end(): Promise<void> {
    const fresh = await this.#start(['run', '-l', 'device', '--ttl', LONG, '--', 'true']).ended;
    if (fresh.status !== 0) this.#problems.push(`a fresh shell ended with ${fresh.status}: ${fresh.stderr}`);
    this.#isOver = true;
    for (const sendHome of this.#zombies.values()) sendHome();
    for (const { who, fate, ended } of this.#shells.values()) {
      const { status, stderr } = await ended;
      this.#note(`${fate}: ${status}`);
      const isRight = FATES[fate].ends.some((end: number | string) => end === status);
      if (!isRight) this.#problems.push(`${who} (${fate}) ended with ${status}: ${stderr}`);
    }
    const { status, stdout } = await this.#start(['audit']).ended;
    if (status !== 0) this.#problems.push(stdout);
  }

  report(): ChaosReport {
    const { problems, counts } = this.#served.resource;
    return {
      problems: [...this.#problems, ...problems],
      log: this.#log,
      counts: { ...this.#counts, ...counts },
    };
  }

  [Symbol.dispose](): void {
    this.#processes[Symbol.dispose]();
    this.#served.close();
    rmSync(this.#root, { recursive: true, force: true, maxRetries: 5 });
  }

  #start(args: readonly string[], env: NodeJS.ProcessEnv = {}): Started {
    const around = { TMPDIR: this.#root, REF_LEASE_URL: this.#url, ...env };
    return this.#processes.start([COMMAND_LINE, ...args], { env: around });
  }

  /** One shell, until it has ended or is stopped. */
  async #liveOut(fate: Fate): Promise<void> {
    const who = `shell-${this.#shells.size + 1}`;
    const args = ['-l', 'device', '--ttl', FATES[fate].ttl, '--poll-interval', '500ms'];
    const env = { WHO: who, PORT: String(this.#served.port) };
    const started = this.#start(['run', ...args, '--', 'bash', '-c', WORK], env);
    const shell: Shell = { ...started, who, fate, isLost: false, stopped: Promise.withResolvers() };
    this.#shells.set(who, shell);
    if (fate.endsWith('anywhere')) {
      await pause(this.#random.between(0, SOON));
      if (fate === 'run killed anywhere') this.#lose(shell, 'SIGKILL');
      else shell.child.kill('SIGTERM');
    }
    await Promise.race([shell.exited, shell.stopped.promise]);
  }

  /** One comes to the resource: whoever has lost the lease before is refused from now on. */
  #receive(guest: Guest): void {
    const shell = this.#shells.get(guest.who)!;
    shell.guest = guest;
    const isAccepted = guest.operate();
    this.#note(`${guest.who} with token ${guest.stay.token}: ${isAccepted ? 'accepted' : 'refused'}`);
    if (guest.stay.isZombie) {
      if (this.#isOver) guest.dismiss();
      else this.#zombies.set(shell, () => guest.dismiss());
      return;
    }
    for (const [zombie, sendHome] of this.#zombies) {
      if (zombie.guest!.operate()) this.#problems.push(`${zombie.who} was accepted after ${guest.who}`);
      sendHome();
      this.#zombies.delete(zombie);
    }
    this.#meet(shell, guest);
  }

  /** What happens to a shell while its command is at the resource. */
  #meet(shell: Shell, guest: Guest): void {
    switch (shell.fate) {
      case 'succeeds':
        return void this.#use(guest, 'done');
      case 'fails':
        return void this.#use(guest, 'failed');
      case 'command killed':
        return void process.kill(guest.pid, 'SIGKILL');
      case 'run killed':
        return this.#lose(shell, 'SIGKILL');
      case 'both killed':
        this.#lose(shell, 'SIGKILL');
        return void process.kill(guest.pid, 'SIGKILL');
      case 'run stopped':
        this.#lose(shell, 'SIGSTOP');
        this.#zombies.set(shell, () => shell.child.kill('SIGCONT'));
        return shell.stopped.resolve();
      default:
    }
  }

  /** A stay that is long enough to be met. */
  async #use(guest: Guest, word: string): Promise<void> {
    await pause(this.#random.between(100, 400));
    guest.operate();
    guest.dismiss(word);
  }

  /** From here on nobody renews its lease. */
  #lose(shell: Shell, signal: 'SIGKILL' | 'SIGSTOP'): void {
    shell.isLost = true;
    const { guest } = shell;
    if (guest !== undefined) {
      guest.stay.isZombie = true;
      this.#zombies.set(shell, () => guest.dismiss());
    }
    shell.child.kill(signal);
  }

  /** What happened is counted by its last word. */
  #note(what: string): void {
    this.#log.push(what);
    const kind = /^shell-.*: (.+)$/.exec(what)?.[1] ?? what;
    this.#counts[kind] = (this.#counts[kind] ?? 0) + 1;
  }
}
