// How processes ended, in a few words for the transcripts.
import type { Loss } from '../../src/protocol/renew.ts';
import type { Report } from './steps.ts';
import { nameIn, nameOfCommit } from './names.ts';
import { START, type World } from './world.ts';

/** How one process ended. */
export function reportText(world: World, report: Report): string {
  switch (report.of) {
    case 'acquire':
      return acquireText(world, report);
    case 'renew':
      return report.done.kind === 'stopped' ? 'stops to renew' : lossText(world, report.done);
    case 'post':
    case 'release':
    case 'guard':
    case 'lock':
    case 'unlock':
      return report.done.kind === 'done' ? errandText(world, report) : report.done.kind;
    case 'status':
      return report.done.kind === 'done'
        ? `read ${report.done.found.board.leases.size} leases`
        : report.done.kind;
  }
}

function acquireText(world: World, { done }: Extract<Report, { of: 'acquire' }>): string {
  switch (done.kind) {
    case 'acquired': {
      const whose = done.own ? '' : ', by an earlier step of its job';
      return `acquired, token +${Math.floor(done.holder.epoch - START)}${whose}`;
    }
    case 'completed':
      return `completed by ${nameOfCommit(world, done.by)}`;
    case 'ended':
      return `ended as ${done.outcome.outcome}`;
    case 'gone':
      return `left, ${done.ending}`;
    case 'unconfirmed':
      return `unconfirmed, ${done.reason}`;
    case 'twin':
      return `is written ${done.twin} on the board`;
    case 'unreadable':
      return `unreadable: ${done.problem}`;
    case 'rule':
      return `refused for good (${done.doing})`;
    case 'other-hold':
      return `holds what it did not ask for: ${done.holder.slots?.join(', ') ?? 'the whole lease'}`;
    case 'lost':
      return 'lost its request';
  }
}

function lossText(world: World, loss: Loss): string {
  switch (loss.cause) {
    case 'expired':
      return `has lost the lease: not renewed in time (${loss.trouble?.kind ?? (loss.why || 'it stood still')})`;
    case 'ended':
      return `has lost the lease: ended as ${loss.outcome.outcome}`;
    case 'gone':
      return `has lost the lease: ${loss.holders.map(({ id }) => nameIn(world)(id)).join(', ') || 'nobody'} holds it`;
    case 'deleted':
      return 'has lost the lease: the branch is gone';
  }
}

type Errand = Exclude<Report, { of: 'acquire' | 'renew' | 'status' }>;

function errandText(world: World, report: Errand): string {
  if (report.done.kind !== 'done') return report.done.kind;
  switch (report.of) {
    case 'post': {
      const { verdict } = report.done.result;
      const name = nameIn(world);
      if (verdict.kind === 'ended')
        return `${name(verdict.outcome.id)} has ended as ${verdict.outcome.outcome}`;
      return verdict.kind === 'nothing' ? 'nothing to release' : 'the lease is held by another token';
    }
    case 'release':
      return report.done.result.kind === 'released'
        ? `released as ${report.done.result.outcome.outcome}`
        : report.done.result.kind;
    case 'guard':
      return report.done.result.held === null ? 'not held' : 'held';
    case 'lock':
    case 'unlock':
      return report.done.result.kind;
  }
}
