// Why a command is stopped, in words: what happened, who holds the lease now, and what is done.
import { expect, it } from 'vitest';
import { holdersOf } from '../../src/lease/document.ts';
import type { Loss } from '../../src/protocol/renew.ts';
import { lossSentence } from '../../src/text/trouble.ts';
import { COMMAND_TERMS } from '../../src/text/terms.ts';
import { aLease, aRequest, registers } from '../engine/world.ts';

const NOW = 1_795_168_800;
const PLACE = { lease: 'staging', branch: 'ref-lease', terms: COMMAND_TERMS };
const OTHER = aRequest(7);
const DOCUMENT = aLease('staging', NOW, registers(OTHER), { kind: 'grant', id: OTHER.id });
const evicted = (reason: string) =>
  aLease('staging', NOW, registers(OTHER), { kind: 'evict', id: OTHER.id, epoch: null, by: 'mona', reason })
    .outcomes[0]!;
const { reason: _, ...WITHOUT_REASON } = evicted('');
const RULE = {
  kind: 'rule',
  doing: 'writing',
  count: 3,
  why: 'A hook forbids it.',
  toRepair: false,
} as const;

it.each<[string, Loss, string]>([
  [
    'nobody answered',
    { cause: 'expired', why: 'The server is silent.', trouble: null },
    'could not be renewed in time, and others may take over soon. The server is silent. The command is stopped.',
  ],
  [
    'the server forbids it',
    { cause: 'expired', why: '', trouble: RULE },
    'A hook forbids it. It was tried 3 times. The command is stopped.',
  ],
  [
    'somebody ended it',
    { cause: 'ended', outcome: evicted('repair') },
    'is lost: the hold was ended as evicted by mona (repair). The command is stopped.',
  ],
  [
    'somebody ended it without a reason',
    { cause: 'ended', outcome: WITHOUT_REASON },
    'ended as evicted by mona. The command',
  ],
  [
    'the branch was set back',
    { cause: 'gone', holders: [] },
    'the branch ref-lease was set back or edited, and knows nothing of it. Nobody holds it now. The command',
  ],
  [
    'somebody else holds it',
    { cause: 'gone', holders: holdersOf(DOCUMENT) },
    'It is held by main (run 7) since',
  ],
  [
    'the branch was deleted',
    { cause: 'deleted' },
    'the branch ref-lease was deleted. The command is stopped.',
  ],
])('says that %s', (_, loss, text) => {
  expect(lossSentence(loss, PLACE)).toContain(text);
});
