// What every ask may be answered: the truth, and each of the other answers that the world may give, at a cost.
//
// The truth comes first and is free; every other answer takes faults from what the configuration allows.
import type { Answer, Ask } from '../../src/protocol/asks.ts';
import { isOfProcess } from '../../src/lease/signs.ts';
import { contains } from './cast.ts';
import { flightOf, land } from './board.ts';
import { headOf, lives, nowOf, type Fault, type Model, type Version, type World } from './world.ts';

/** One answer. `world`: after what the ask has done; `cost`: the faults that it takes. */
export interface Alternative {
  readonly label: string;
  readonly cost: readonly Fault[];
  readonly world: World;
  readonly answer: Answer<unknown> | null;
}

export const SILENT = { is: 'silent', why: 'no answer' } as const;
const REFUSED = { is: 'refused', why: 'not allowed' } as const;

/** The answers to one of the asks of a job, the truth first. */
export function answersTo(model: Model, world: World, index: number, ask: Ask): Alternative[] {
  const at = timeOf(world, index);
  const stay = (label: string, cost: readonly Fault[], answer: Answer<unknown>): Alternative => ({
    label,
    cost,
    world,
    answer: { at, ...answer },
  });
  const limited = { is: 'limited', until: at + model.config.limit, why: 'too many requests' } as const;
  const bad = [
    stay('is not answered', ['silent'], SILENT),
    stay('is refused', ['refused'], REFUSED),
    stay('meets a limit', ['limited'], limited),
  ];
  const side = [bad[0]!, stay('is refused', ['unseen'], REFUSED), bad[2]!];
  const value = (of: unknown): Answer<unknown> => ({ is: 'value', value: of });
  switch (ask.ask) {
    case 'read':
    case 'look': {
      const show = (version: Version, label: string, cost: readonly Fault[]): Alternative =>
        stay(label, cost, value(shown(version, ask)));
      const old = world.before === null ? [] : [show(world.before, 'is answered by an old state', ['old'])];
      return [show(world.board, '', []), ...bad, ...old];
    }
    case 'write':
      return writeAnswers(model, world, index, bad, limited);
    case 'groups':
      return [stay('', [], value(world.isRebuilt ? model.config.rebuilt : model.config.groups)), ...side];
    case 'contains':
      return [stay('', [], value(contains(model.config.truth, ask.head, ask.sha))), ...side];
    case 'life': {
      if (model.config.blind || isOutside(world, index)) return [stay('', [], REFUSED)];
      const isAlive = lives(world, ask.request.id);
      const lie = isAlive ? [stay('is told that a living job is over', ['lie'], value('ended'))] : [];
      const unseen = stay('is not told of a life', ['unseen'], SILENT);
      return [stay('', [], value(isAlive ? 'alive' : 'ended')), unseen, ...lie];
    }
    default:
      throw new Error(`nobody here asks ${ask.ask}`);
  }
}

/** A process that no API knows sees no jobs either. */
function isOutside({ jobs }: World, index: number): boolean {
  return isOfProcess(jobs[index]!.person.wish.registration);
}

/** The time that a process takes it to be. */
function timeOf(world: World, index: number): number {
  return nowOf(world) - world.jobs[index]!.person.behind;
}

function writeAnswers(
  model: Model,
  world: World,
  index: number,
  bad: readonly Alternative[],
  limited: Answer<unknown>,
): Alternative[] {
  const at = timeOf(world, index);
  const flight = flightOf(world, index)!;
  const after = land(model, world, flight);
  const conflict = { at, is: 'value', value: 'conflict' } as const;
  if (after === null) return [{ label: 'loses a race', cost: [], world, answer: conflict }, ...bad];
  const landed = (label: string, cost: readonly Fault[], answer: Answer<unknown>): Alternative => ({
    label: `lands${label}`,
    cost,
    world: after,
    answer: { at, ...answer },
  });
  return [
    landed('', [], { is: 'value', value: { head: headOf(after.board) } }),
    ...bad,
    landed(', is not answered', ['silent'], SILENT),
    landed(', and its copy loses the race', ['doubled'], conflict),
    landed(', and its copy meets a limit', ['limited', 'doubled'], limited),
    ...unanswered(model, world, index)
      .filter(({ cost }) => cost.length > 0)
      .map((each) => ({ ...each, answer: { at, ...SILENT } })),
  ];
}

/** How a write that was cut short goes on: not at all, at once, or later. */
export function unanswered(model: Model, world: World, index: number): Alternative[] {
  const flight = flightOf(world, index);
  const lost = { label: '', cost: [], world, answer: null };
  if (flight === null) return [lost];
  const after = land(model, world, flight);
  if (after === null) return [lost];
  const late = { ...world, flights: [...world.flights, flight] };
  return [
    lost,
    { label: ', its write lands', cost: [], world: after, answer: null },
    { label: ', its write is under way', cost: ['late'], world: late, answer: null },
  ];
}

/** What a version shows to a read, or to a look. */
function shown(version: Version, ask: Ask<'read' | 'look'>): unknown {
  const { document, lock } = version;
  if (ask.ask === 'read') return { head: headOf(version), document, lock };
  return ask.withLock ? { document, lock } : { document };
}
